//! Names of shared types: what they are, or else the name of one of their places.

use crate::rust::idents;

/// Names at the root of every SDK: a model of the same name would be confused with them.
const OURS: &[&str] = &[
    "Body", "Client", "Error", "File", "Request", "Response", "Result", "Value",
];

/// Returns the first wish that is not taken, or else the shortest name of a place.
pub fn name(wishes: &[String], places: &[&str], is_taken: impl Fn(&str) -> bool) -> String {
    let mut wished = wishes.iter().map(|words| idents::upper_camel(words));
    let free = wished.find(|name| !is_taken(name) && !OURS.contains(&name.as_str()));
    let of_a_place = || {
        let shortest = places.iter().min_by_key(|name| (name.len(), **name));
        shortest.map(|name| (*name).to_owned())
    };
    free.or_else(of_a_place).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_wish_gives_way_to_the_next_one_then_to_a_place() {
        let places = ["ListCardsSortOrder", "ListUsersOrder"];
        let wishes = ["order".to_owned(), "sort order".to_owned()];
        let with = |taken: &[&str]| name(&wishes, &places, |name| taken.contains(&name));
        assert_eq!(with(&[]), "Order");
        assert_eq!(with(&["Order"]), "SortOrder");
        assert_eq!(with(&["Order", "SortOrder"]), "ListUsersOrder");
    }

    #[test]
    fn a_name_at_the_root_of_the_crate_is_not_for_a_type_of_several_places() {
        let places = ["GetPetError", "PutPetError"];
        assert_eq!(
            name(&["error".to_owned()], &places, |_| false),
            "GetPetError"
        );
    }
}
