//! The security requirements of requests that the document does not describe.

use crate::model::Api;
use std::collections::HashMap;

/// Returns the alternatives of all operations, those of most operations first, and finally none: what the document does
/// not describe may need no credentials.
pub fn security(api: &Api) -> Vec<Vec<usize>> {
    let mut counts: HashMap<&[usize], usize> = HashMap::new();
    let mut order: Vec<&[usize]> = Vec::new();
    for operation in api.operations() {
        for alternative in operation.security.iter().filter(|it| !it.is_empty()) {
            *counts.entry(alternative).or_insert_with(|| {
                order.push(alternative);
                0
            }) += 1;
        }
    }
    // The sort is stable: the order of the document decides between equal numbers.
    order.sort_by_key(|alternative| {
        std::cmp::Reverse(counts.get(alternative).copied().unwrap_or_default())
    });
    let mut alternatives: Vec<Vec<usize>> = order.into_iter().map(<[usize]>::to_vec).collect();
    if !alternatives.is_empty() {
        alternatives.push(Vec::new());
    }
    alternatives
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::lower::test_support::lowered;
    use serde_json::json;

    #[test]
    fn the_most_frequent_alternative_comes_first() {
        let operation =
            |security| json!({"security": security, "responses": {"200": {"description": ""}}});
        let (api, _) = lowered(
            json!({
                "openapi": "3.0.0", "info": {"title": "Test", "version": "1"},
                "components": {"securitySchemes": {
                    "a": {"type": "http", "scheme": "bearer"},
                    "b": {"type": "http", "scheme": "basic"}}},
                "paths": {
                    "/a": {"get": operation(json!([{"a": []}])), "put": operation(json!([{"b": []}]))},
                    "/b": {"get": operation(json!([{"b": []}, {}])), "put": operation(json!([]))},
                },
            }),
            &Config::default(),
        );
        assert_eq!(security(&api), [vec![1], vec![0], vec![]]);
    }
}
