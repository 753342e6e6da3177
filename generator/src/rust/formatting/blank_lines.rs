//! Where do blank lines stand? Between items, between the members of an impl, and after a file's own docs, as people write them.
//!
//! In: what prettyplease printed, which has none of them. It puts items at the margin and members one step in, and no
//! literal of ours has a line break in it, so that lines tell where an item ends.

/// The step by which prettyplease indents.
const MEMBER: &str = "    ";

/// The text with blank lines.
pub fn with_blank_lines(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut item = Item::default();
    let mut before = "";
    for line in text.lines() {
        if item.ended_before(before, line) || member_ended_before(&item, before, line) {
            spaced.push('\n');
        }
        item.read(line);
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

/// The item that the lines are in.
#[derive(Default)]
struct Item<'t> {
    /// The word that says what it is: `use`, `mod`, `impl`, a macro's name.
    keyword: &'t str,
    /// Whether a line other than docs and attributes was read.
    begun: bool,
}

impl<'t> Item<'t> {
    fn read(&mut self, line: &'t str) {
        if line.starts_with(char::is_whitespace) || line.starts_with(['}', ')', ']']) {
            return;
        }
        let is_before = line.starts_with("//") || line.starts_with('#');
        self.begun = !is_before;
        self.keyword = if is_before { "" } else { keyword(line) };
    }

    fn ended_before(&self, before: &str, line: &str) -> bool {
        if line.is_empty() || before.is_empty() || line.starts_with(char::is_whitespace) {
            return false;
        }
        for own in ["//!", "#!["] {
            if before.starts_with(own) {
                return !line.starts_with(own);
            }
        }
        let ends = self.begun
            && !before.starts_with("//")
            && !before.starts_with(char::is_whitespace)
            && before.ends_with(['}', ';'])
            && !line.starts_with(['}', ')', ']']);
        ends && !(is_listed(self.keyword) && keyword(line) == self.keyword)
    }
}

fn member_ended_before(item: &Item<'_>, before: &str, line: &str) -> bool {
    let member = |line: &'_ str| {
        line.strip_prefix(MEMBER)
            .is_some_and(|rest| !rest.starts_with(char::is_whitespace))
    };
    if !matches!(item.keyword, "impl" | "trait") || !member(before) || !member(line) {
        return false;
    }
    // A line of docs ends nothing, whatever it ends with.
    if before.trim_start().starts_with("//") {
        return false;
    }
    let closes = before.ends_with('}');
    let one_line = before.ends_with(';') && !matches!(keyword(line.trim_start()), "type" | "const");
    closes || one_line
}

/// Items that stand together in a list.
fn is_listed(keyword: &str) -> bool {
    matches!(keyword, "use" | "mod") || keyword.ends_with('!')
}

/// The word that says what an item is, after what says who sees it.
fn keyword(line: &str) -> &str {
    let rest = line.strip_prefix("pub").map_or(line, |rest| {
        let rest = rest.strip_prefix("(crate)").unwrap_or(rest);
        let rest = rest.strip_prefix("(super)").unwrap_or(rest);
        rest.trim_start()
    });
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '(' | ';' | '{'))
        .unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_members_stand_apart_and_lists_stand_together() {
        let printed = "\
//! Docs.
use a::A;
use b::B;
/// One.
#[derive(Clone)]
pub struct One {
    /// Field.
    pub field: u8,
}
impl One {
    pub const A: u8 = 1;
    pub const B: u8 = 2;
    /// New.
    pub fn new() -> Self {
        if true {
            call();
        }
        Self { field: 1 }
    }
    fn two() {}
    fn three() {}
}
fn free() {
    if true {
        call();
    }
    call();
}
static ONE: One = One {
    field: 1,
};
record!(One);
record!(Two);
";
        insta::assert_snapshot!(with_blank_lines(printed), @r"
        //! Docs.

        use a::A;
        use b::B;

        /// One.
        #[derive(Clone)]
        pub struct One {
            /// Field.
            pub field: u8,
        }

        impl One {
            pub const A: u8 = 1;
            pub const B: u8 = 2;

            /// New.
            pub fn new() -> Self {
                if true {
                    call();
                }
                Self { field: 1 }
            }

            fn two() {}

            fn three() {}
        }

        fn free() {
            if true {
                call();
            }
            call();
        }

        static ONE: One = One {
            field: 1,
        };

        record!(One);
        record!(Two);
        ");
    }
}
