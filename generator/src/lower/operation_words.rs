//! Words: what an operationId, a tag or a path is made of, and which of its words say nothing.

/// The lower-case words of a name in any of the usual spellings: `getById`, `get_by_id`, `GET-by.ID`, `OAuth2Client`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let at = |index: usize| chars.get(index).copied();
    let mut words = Vec::new();
    let mut word = String::new();
    for (index, &char) in chars.iter().enumerate() {
        if matches!(char, '\'' | '’') && !word.is_empty() {
            continue;
        }
        if !char.is_alphanumeric() {
            finish(&mut word, &mut words);
            continue;
        }
        if char.is_uppercase() {
            let before = index.checked_sub(1).and_then(at);
            let after_small = before.is_some_and(|it| it.is_alphanumeric() && !it.is_uppercase());
            // The last capital of a run begins the next word (`HTTPServer`), unless what follows is a plural's `s` (`IDs`).
            let begins = before.is_some_and(char::is_uppercase)
                && at(index + 1).is_some_and(char::is_lowercase)
                && (at(index + 1) != Some('s') || at(index + 2).is_some_and(char::is_lowercase));
            let inside_oauth = word == "o" && char == 'A' && at(index + 1) == Some('u');
            if (after_small || begins) && !inside_oauth {
                finish(&mut word, &mut words);
            }
        }
        word.extend(char.to_lowercase());
    }
    finish(&mut word, &mut words);
    words
}

fn finish(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// Whether two words are the same but for number: `session` and `sessions`.
pub(crate) fn same_word(one: &str, other: &str) -> bool {
    one == other || stem(one) == stem(other)
}

/// A word without its plural ending, for comparison only.
fn stem(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(start) => format!("{start}y"),
        None => without_es(word)
            .or_else(|| word.strip_suffix('s'))
            .unwrap_or(word)
            .to_owned(),
    }
}

/// The singular of a word that a reader takes for a plural; other words as they are.
pub(crate) fn singular(word: &str) -> String {
    const NOT_PLURAL: &[&str] = &[
        "ss",
        "us",
        "is",
        "news",
        "ies",
        "aws",
        "dns",
        "sms",
        "chaos",
        "alias",
        "canvas",
        "atlas",
        "bias",
        "details",
        "settings",
        "analytics",
        "metrics",
        "statistics",
        "credentials",
    ];
    if matches!(word, "people") {
        return "person".to_owned();
    }
    if let Some(start) = word
        .strip_suffix("ies")
        .filter(|start| start.len() > 2 && *start != "ser")
    {
        return format!("{start}y");
    }
    if let Some(start) = without_es(word) {
        return start.to_owned();
    }
    if word.len() < 4 || NOT_PLURAL.iter().any(|ending| word.ends_with(ending)) {
        return word.to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

fn without_es(word: &str) -> Option<&str> {
    let start = word.strip_suffix("es")?;
    [
        "ss", "sh", "ch", "x", "zz", "status", "alias", "virus", "campus", "bonus", "canvas",
    ]
    .iter()
    .any(|ending| start.ends_with(ending))
    .then_some(start)
}

/// Whether a reader takes the word for a plural.
pub(crate) fn is_plural(word: &str) -> bool {
    singular(word) != word
}

/// `v1`, `v2beta1`, `2010`, `20240601`: which version of the API, which every operation of it says.
pub(crate) fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    let rest = digits.trim_start_matches(|char: char| char.is_ascii_digit());
    if rest.len() == digits.len() {
        return false;
    }
    let stage = rest.trim_end_matches(|char: char| char.is_ascii_digit());
    matches!(stage, "" | "alpha" | "beta" | "preview" | "rc" | "p")
}

/// Words that say that something else belongs to the noun after them.
pub(crate) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "for"
            | "by"
            | "of"
            | "to"
            | "from"
            | "in"
            | "into"
            | "with"
            | "without"
            | "on"
            | "onto"
            | "at"
            | "as"
            | "per"
            | "via"
            | "and"
            | "or"
            | "not"
            | "non"
            | "using"
            | "across"
            | "between"
            | "under"
            | "against"
            | "through"
            | "over"
            | "after"
            | "before"
    )
}

/// Words that begin the name of a method.
pub(crate) fn is_verb(word: &str) -> bool {
    VERBS.split(' ').any(|verb| verb == word)
}

const VERBS: &str = "\
    abort accept acknowledge activate add advertise allow analyze append apply approve archive \
    assign associate attach authenticate authorize ban batch begin bind block browse build \
    bulk calculate call cancel capture change check claim clear clone close commit compare \
    complete compute confirm connect convert copy count create deactivate decline decrypt \
    delete deny deploy deregister describe destroy detach detect disable disassociate \
    disconnect dismiss download drop duplicate edit enable encrypt end enqueue estimate \
    evaluate exchange execute exists expire export fetch find finish follow fork generate get \
    give grant head hide import index insert install invite invoke join kill leave like link \
    list load lock login logout lookup mark merge migrate modify move mute notify open options \
    patch pause pay pin ping place poll post prepare preview process provision publish pull \
    purchase purge push put query read reboot redeem refresh refund regenerate register reject \
    release reload remove rename render renew reopen reorder replace reply report request \
    reserve reset resolve restart restore resume retrieve retry return revert review revoke \
    rotate run save scan schedule search select send set share show sign simulate skip sort \
    split star start stop stream submit subscribe suggest suspend swap switch sync terminate \
    test toggle track transfer transform translate trigger unarchive unassign unban unblock \
    unfollow uninstall unlink unlock unmute unpause unpin unstar unsubscribe update upgrade \
    upload upsert use validate verify view void vote watch withdraw write";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_every_spelling() {
        for (name, expected) in [
            ("getById", "get by id"),
            (
                "SessionsController_getById_v3",
                "sessions controller get by id v3",
            ),
            ("repos/list-for-org", "repos list for org"),
            ("drive.files.list", "drive files list"),
            ("HTTPServer", "http server"),
            ("listIDs", "list ids"),
            ("listIDsOf", "list ids of"),
            ("OAuth2Client", "oauth2 client"),
            ("v1beta1", "v1beta1"),
            ("user's", "users"),
            ("", ""),
            ("--", ""),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn singular_leaves_what_is_not_plural() {
        for (plural, expected) in [
            ("sessions", "session"),
            ("status", "status"),
            ("address", "address"),
            ("addresses", "address"),
            ("companies", "company"),
            ("news", "news"),
            ("boxes", "box"),
            ("series", "series"),
        ] {
            assert_eq!(singular(plural), expected);
        }
    }
}
