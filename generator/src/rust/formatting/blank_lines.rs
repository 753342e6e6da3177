//! Inserts blank lines: between items and between the members of an impl or a trait, but not inside a list of
//! imports, modules or invocations of one macro.
//!
//! prettyplease prints an empty verbatim item as a blank line. The decision can therefore use the syntax tree instead
//! of its text.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, File, ImplItem, Item, Macro, TraitItem};

/// Inserts blank lines into a file.
pub fn insert(file: &mut File) {
    for item in &mut file.items {
        match item {
            Item::Impl(block) => separate(&mut block.items),
            Item::Trait(block) => separate(&mut block.items),
            _ => {}
        }
    }
    separate(&mut file.items);
    // A blank line separates inner attributes from the first item.
    let has_attributes = file
        .attrs
        .iter()
        .any(|attribute| !attribute.path().is_ident("doc"));
    if has_attributes && !file.items.is_empty() {
        file.items.insert(0, Item::blank());
    }
}

fn separate<T: Spaced>(items: &mut Vec<T>) {
    let mut spaced: Vec<T> = Vec::with_capacity(items.len() * 2);
    for item in items.drain(..) {
        if let Some(before) = spaced.last()
            && !item.continues(before)
        {
            spaced.push(T::blank());
        }
        spaced.push(item);
    }
    *items = spaced;
}

/// An item or a member.
trait Spaced {
    /// A blank line.
    fn blank() -> Self;

    /// Returns `true` if it follows the previous one without a blank line.
    fn continues(&self, before: &Self) -> bool;
}

impl Spaced for Item {
    fn blank() -> Self {
        Self::Verbatim(TokenStream::new())
    }

    fn continues(&self, before: &Self) -> bool {
        match (before, self) {
            (Self::Use(_), Self::Use(item)) => item.attrs.is_empty(),
            (Self::Mod(before), Self::Mod(item)) => {
                before.content.is_none() && item.attrs.is_empty()
            }
            (Self::Macro(before), Self::Macro(item)) => {
                names(&before.mac) == names(&item.mac) && item.attrs.is_empty()
            }
            _ => false,
        }
    }
}

/// Returns the names in the path of a macro.
fn names(invoked: &Macro) -> Vec<&Ident> {
    invoked
        .path
        .segments
        .iter()
        .map(|segment| &segment.ident)
        .collect()
}

impl Spaced for ImplItem {
    fn blank() -> Self {
        Self::Verbatim(TokenStream::new())
    }

    fn continues(&self, before: &Self) -> bool {
        let declares = |item: &Self| matches!(item, Self::Const(_) | Self::Type(_));
        let attributes: &[Attribute] = match self {
            Self::Const(item) => &item.attrs,
            Self::Type(item) => &item.attrs,
            _ => &[],
        };
        declares(before) && declares(self) && attributes.is_empty()
    }
}

impl Spaced for TraitItem {
    fn blank() -> Self {
        Self::Verbatim(TokenStream::new())
    }

    fn continues(&self, _before: &Self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use crate::rust::formatting::formatted;

    #[test]
    fn items_and_members_are_set_apart_and_lists_are_not() {
        let code = "\
#![doc = r\" Docs.\"]
#![allow(dead_code, reason = \"an attribute that is longer than one line has room for, and so is broken\")]
use a::A;
use b::B;
mod c;
mod d;
#[cfg(test)] mod e;
#[doc = r\" One.\"]
#[derive(Clone)]
pub struct One {
    #[doc = r\" Field.\"]
    pub field: u8,
}
impl One {
    pub const A: u8 = 1;
    pub const B: u8 = 2;
    #[doc = r\" New.\"]
    pub fn new() -> Self {
        if true { call(); }
        Self { field: 1 }
    }
    fn two() {}
}
static ONE: One = One { field: 1 };
record!(One);
record!(Two);
";
        insta::assert_snapshot!(formatted(syn::parse_str(code).unwrap()), @r#"
        //! Docs.

        #![allow(
            dead_code,
            reason = "an attribute that is longer than one line has room for, and so is broken"
        )]

        use a::A;
        use b::B;

        mod c;
        mod d;

        #[cfg(test)]
        mod e;

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
        }

        static ONE: One = One { field: 1 };

        record!(One);
        record!(Two);
        "#);
    }
}
