//! Expressions that build the models of multipart bodies, which cannot be decoded from JSON.

use super::signatures::{Method, Methods, parsed, raw};
use super::types::Types;
use sdkwright::plan::{Planned, PlannedKind};
use std::collections::HashMap;
use std::fmt::Write as _;
use syn::{Fields, Item, ItemStruct};

/// The names that a plan gives to a multipart model.
#[derive(Clone, Debug)]
pub struct PlannedForm {
    ident: String,
    /// Its file in `src/models`, without extension.
    file: String,
    /// The property of each field.
    properties: HashMap<String, String>,
    /// The field of additional properties.
    additional: Option<String>,
}

/// Collects the multipart models of a plan.
pub fn planned_forms(planned: &Planned<'_>) -> Vec<PlannedForm> {
    let types = planned.types.iter();
    let forms = types
        .filter(|plan| plan.same_as.is_none())
        .filter_map(|plan| {
            let PlannedKind::Struct(object) = &plan.kind else {
                return None;
            };
            object.parts?;
            let fields = object.fields.iter();
            Some(PlannedForm {
                ident: plan.ident.clone(),
                file: plan.file.clone(),
                properties: fields
                    .map(|field| (field.ident.clone(), field.wire_name.to_owned()))
                    .collect(),
                additional: object.additional.as_ref().map(|map| map.ident.clone()),
            })
        });
    forms.collect()
}

/// Returns an expression for each model, by its name. Each makes the model of a JSON object `v`.
pub fn forms(
    planned: &[PlannedForm],
    files: &[(String, String)],
    package: &str,
) -> HashMap<String, String> {
    let none = HashMap::new();
    let module = format!("{package}::models");
    let required = parsed(files, "src/models/required.rs").map_or_else(Vec::new, |file| file.items);
    let forms = planned.iter().filter_map(|plan| {
        let file = parsed(files, &format!("src/models/{}.rs", plan.file))?;
        let types = Types::of_models(package, &file, &module, &none);
        let model = file.items.iter().find_map(|item| match item {
            Item::Struct(model) if model.ident == plan.ident => Some(model),
            _ => None,
        })?;
        let methods = Methods::of(&file, &types, &required, &module);
        let new = methods.of_type(&plan.ident, "new");
        let path = format!("{module}::{}", plan.ident);
        let created = match new {
            Some(new) => created(&path, plan, &types, new)?,
            None => format!("{path}::default()"),
        };
        let is_set = |name: &str| {
            let mut arguments = new.iter().flat_map(|new| &new.arguments);
            arguments.any(|(argument, _)| argument == name)
        };
        let rest = rest(plan, model, &types, &is_set)?;
        let expression = format!("{{ let mut model = {created}; {rest}model }}");
        Some((plan.ident.clone(), expression))
    });
    forms.collect()
}

/// Returns the call of `new`.
fn created(path: &str, plan: &PlannedForm, types: &Types<'_>, new: &Method) -> Option<String> {
    let arguments = new.arguments.iter().map(|(name, expression)| {
        let property = plan.properties.get(name)?;
        let expression = types.with_media_type(expression, property);
        let value = format!("{{ let v = member(v, {property:?})?; {expression} }}");
        Some((name.clone(), value))
    });
    let arguments: Option<Vec<(String, String)>> = arguments.collect();
    let arguments = Method::call(new.structure.as_deref(), &arguments?);
    Some(format!("{path}::new({arguments})"))
}

/// Returns the statements that set the fields that `new` does not take, where the object has their properties.
fn rest(
    plan: &PlannedForm,
    model: &ItemStruct,
    types: &Types<'_>,
    is_set: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let Fields::Named(fields) = &model.fields else {
        return None;
    };
    let mut statements = String::new();
    for field in &fields.named {
        let name = field.ident.as_ref()?.to_string();
        let name = name.trim_start_matches("r#");
        let spelled = raw(name);
        let value = types.expression(&field.ty);
        // Writing to a string does not fail.
        if let Some(property) = plan.properties.get(name).filter(|_| !is_set(name)) {
            let value = types.with_media_type(&value, property);
            let _ = write!(
                statements,
                "if let Some(v) = v.get({property:?}) {{ model.{spelled} = {value}; }} "
            );
        }
        if plan.additional.as_deref() == Some(name) {
            let value = types.value_of_map(&field.ty);
            let known: Vec<&String> = plan.properties.values().collect();
            let _ = write!(
                statements,
                "for (name, v) in object(v)? {{ let known: &[&str] = &{known:?}; \
                 if !known.contains(&name.as_str()) {{ model.{spelled}.insert(name.clone(), {value}); }} }} "
            );
        }
    }
    Some(statements)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_built_of_its_members() {
        let model = "use crate::runtime::{FilePart, Nullable};\n\
            pub struct Upload { pub file: FilePart, pub note: Nullable<String>, pub kind: Option<Kind> }\n\
            pub enum Kind { A }\n\
            impl Upload { pub fn new(file: impl Into<FilePart>) -> Self { todo() } }";
        let files = [("src/models/upload.rs".to_owned(), model.to_owned())];
        let properties = [("file", "File"), ("note", "note"), ("kind", "kind")];
        let plan = PlannedForm {
            ident: "Upload".to_owned(),
            file: "upload".to_owned(),
            properties: properties
                .map(|(field, property)| (field.to_owned(), property.to_owned()))
                .into(),
            additional: None,
        };
        let found = forms(&[plan], &files, "sdk");
        assert_eq!(
            found.get("Upload").map(String::as_str),
            Some(
                "{ let mut model = sdk::models::Upload::new({ let v = member(v, \"File\")?; \
                 input.file(\"File\", v)? }); \
                 if let Some(v) = v.get(\"note\") { model.note = if v.is_null() { sdk::Nullable::Null } else { sdk::Nullable::Value(text(v)?) }; } \
                 if let Some(v) = v.get(\"kind\") { model.kind = if v.is_null() { None } else { Some(decode::<sdk::models::Kind>(v)?) }; } \
                 model }"
            )
        );
    }
}
