//! The parts of an operationId beside the name of the operation.

use super::tags::resource_words;
use super::{is_verb, words};

/// Returns the words of the namespace: `Sessions` in `Sessions_list`, `files` in `drive.files.list`.
pub(crate) fn namespace(id: &str) -> Option<String> {
    let separator = if id.contains('.') {
        '.'
    } else if id.contains('/') {
        '/'
    } else if is_pascal_namespace(id) {
        '_'
    } else {
        return None;
    };
    let mut parts = id.split(separator);
    let first = parts.next()?;
    let last_but_one = match separator {
        '_' => first,
        _ => id.rsplit(separator).nth(1)?,
    };
    let words = resource_words(last_but_one);
    (!words.is_empty()).then(|| words.join(" "))
}

/// Returns `true` for an id with a namespace before an underscore: `VirtualMachines_CreateOrUpdate`, but not
/// `list_pets` and not `Get_Pets`.
pub(crate) fn is_pascal_namespace(id: &str) -> bool {
    id.split_once('_').is_some_and(|(first, rest)| {
        first.starts_with(char::is_uppercase)
            && first.contains(char::is_lowercase)
            && !rest.is_empty()
            && !words(first)
                .first()
                .is_some_and(|word| is_verb(word) && words(first).len() == 1)
    })
}
