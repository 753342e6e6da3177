//! The typed errors of operations: each distinct set of them becomes one enum, by their statuses and types.

use super::operation_names::status_variants;
use super::planned::representative;
use super::shared_sets::{Member, type_key};
use super::successes::typed_errors;
use super::{PlannedError, PlannedType};
use crate::model::{Operation, PerType, Response, Status, Type};

impl Member for PlannedError<'_> {
    const ENDING: &'static str = "Error";

    fn key(&self, types: &PerType<PlannedType<'_>>) -> String {
        format!("{:?} {}", self.status, type_key(types, self.ty))
    }

    /// Keeps the description if the other one is the same.
    fn agree_with(&mut self, other: Self) {
        if self.description.map(str::trim) != other.description.map(str::trim) {
            self.description = None;
        }
    }

    /// The variants if they are two or three, or else the first one and the number of the others.
    fn base(members: &[Self]) -> String {
        let variants: Vec<&str> = members.iter().map(|error| error.ident.as_str()).collect();
        match variants.as_slice() {
            [first, _, _, rest @ ..] if !rest.is_empty() => {
                format!("{first}And{}More", rest.len() + 2)
            }
            few => few.join("Or").trim_end_matches("Error").to_owned(),
        }
    }
}

/// Returns the errors of an operation in the order of their statuses, if several have different types: a code precedes
/// the range that contains it.
pub fn of<'o>(operation: &'o Operation, types: &PerType<PlannedType<'_>>) -> Vec<PlannedError<'o>> {
    let mut errors = typed_errors(operation);
    if are_one_type(types, &errors) {
        errors.clear();
    }
    errors.sort_by_key(|response| match response.status {
        Status::Code(code) => (0, code),
        Status::Range(hundreds) => (1, hundreds.into()),
        Status::Default => (2, 0),
    });
    let errors = errors.into_iter().filter_map(|response| {
        Some(PlannedError {
            ident: status_variants::error(response.status),
            status: response.status,
            ty: &response.content.as_ref()?.ty,
            description: Some(&response.description),
        })
    });
    errors.collect()
}

/// Returns `true` if the bodies of these responses have one type, since structurally equal types are emitted once.
fn are_one_type(types: &PerType<PlannedType<'_>>, responses: &[&Response]) -> bool {
    let contents = responses.iter().filter_map(|it| it.content.as_ref());
    let mut emitted = contents.map(|content| {
        let mut ty = content.ty.clone();
        ty.each_mut(&mut |ty| {
            if let Type::Named(id) = ty {
                *id = representative(types, *id);
            }
        });
        ty
    });
    let first = emitted.next();
    emitted.all(|ty| Some(&ty) == first.as_ref())
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::lower::test_support::lowered;
    use crate::plan::plan;
    use serde_json::{Value, json};

    /// Returns the names that operations have for their errors, each with that of the set.
    fn planned(operations: &[(&str, Value)]) -> Vec<(String, String)> {
        let mut paths = json!({});
        for (id, responses) in operations {
            let mut responses = responses.clone();
            responses["204"] = json!({"description": ""});
            let operation = json!({"tags": ["a"], "operationId": id, "responses": responses});
            paths[format!("/{id}")] = json!({"get": operation});
        }
        let document =
            json!({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths});
        let (api, _) = lowered(document, &Config::default());
        let planned = plan(&api, &Config::default());
        let resources = planned.resources.iter();
        let operations = resources.flat_map(|resource| &resource.operations);
        let errors = operations.filter_map(|operation| operation.errors.clone());
        errors.map(|errors| (errors.ident, errors.set)).collect()
    }

    fn of_type(ty: &str) -> Value {
        json!({"description": ty, "content": {"application/json": {"schema": {"type": ty}}}})
    }

    #[test]
    fn equal_sets_are_one_enum_in_any_order_and_with_any_description() {
        let mut other = of_type("integer");
        other["description"] = json!("Something else.");
        let names = planned(&[
            (
                "getA",
                json!({"404": of_type("integer"), "409": of_type("string")}),
            ),
            ("getB", json!({"409": of_type("string"), "404": other})),
        ]);
        let sets: Vec<&str> = names.iter().map(|(_, set)| set.as_str()).collect();
        assert_eq!(sets, ["NotFoundOrConflictError"; 2]);
    }

    #[test]
    fn a_set_is_named_after_its_statuses() {
        let (text, number) = (|| of_type("string"), || of_type("integer"));
        let names = planned(&[
            ("getA", json!({"429": text(), "4XX": number()})),
            (
                "getB",
                json!({"401": text(), "404": number(), "500": text()}),
            ),
            (
                "getC",
                json!({"401": text(), "404": number(), "500": text(), "default": text()}),
            ),
            ("getD", json!({"401": text(), "404": text()})),
        ]);
        let sets: Vec<&str> = names.iter().map(|(_, set)| set.as_str()).collect();
        assert_eq!(
            sets,
            [
                "TooManyRequestsOrClientError",
                "UnauthorizedOrNotFoundOrInternalServerError",
                "UnauthorizedAnd3MoreError"
            ]
        );
    }

    #[test]
    fn a_further_operation_renames_no_set_but_the_one_that_it_collides_with() {
        let known = [
            (
                "getB",
                json!({"404": of_type("integer"), "409": of_type("string")}),
            ),
            (
                "getC",
                json!({"404": of_type("boolean"), "409": of_type("string")}),
            ),
        ];
        let before = planned(&known);
        let further = (
            "getA",
            json!({"404": of_type("number"), "409": of_type("string")}),
        );
        for place in [0, 2] {
            let mut operations = known.to_vec();
            operations.insert(place, further.clone());
            let after = planned(&operations);
            let renamed: Vec<_> = before.iter().filter(|name| !after.contains(name)).collect();
            assert!(renamed.len() <= 1, "{before:?} {after:?}");
            assert!(
                renamed
                    .iter()
                    .all(|(_, set)| set == "NotFoundOrConflictError"),
                "{after:?}"
            );
        }
    }
}
