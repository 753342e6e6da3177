//! How calls are authenticated.

use super::references::follow;
use super::{At, Lowering};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{SecurityKind, SecurityScheme};
use crate::words::words;
use openapiv3::{APIKeyLocation, SecurityRequirement};
use serde_json::Value;
use std::collections::HashSet;

/// The schemes of the document, and what its operations require of them.
pub(super) struct Security<'d> {
    schemes: Vec<SecurityScheme>,
    by_default: Vec<Vec<usize>>,
    complained: HashSet<&'d str>,
}

impl<'d> Security<'d> {
    pub(super) fn new(lowering: &mut Lowering<'d>) -> Self {
        let schemes = schemes(lowering);
        let mut security = Self {
            schemes,
            by_default: Vec::new(),
            complained: HashSet::new(),
        };
        if let Some(requirements) = &lowering.openapi.security {
            security.by_default = security.alternatives(lowering, requirements, &At::root());
        } else if !security.schemes.is_empty() && !is_required_anywhere(lowering) {
            let place = Place::Document("/components/securitySchemes".to_owned());
            lowering.diagnostics.push(
                Diagnostic::new(Code::SecurityNeverRequired, place, "no operation requires a security scheme: credentials are sent with every call, where they are given")
                    .help("say `security` at the root of the document or in its operations"),
            );
            security.by_default = (0..security.schemes.len())
                .map(|index| vec![index])
                .chain([Vec::new()])
                .collect();
        }
        security
    }

    /// What an operation requires: its own requirements, or those of the document.
    pub(super) fn of(
        &mut self,
        lowering: &mut Lowering<'d>,
        operation: &'d openapiv3::Operation,
        at: &At<'d>,
    ) -> Vec<Vec<usize>> {
        match &operation.security {
            Some(requirements) => self.alternatives(lowering, requirements, at),
            None => self.by_default.clone(),
        }
    }

    pub(super) fn into_schemes(self) -> Vec<SecurityScheme> {
        self.schemes
    }

    fn alternatives(
        &mut self,
        lowering: &mut Lowering<'d>,
        requirements: &'d [SecurityRequirement],
        at: &At<'d>,
    ) -> Vec<Vec<usize>> {
        let mut alternatives = Vec::with_capacity(requirements.len());
        for (index, requirement) in requirements.iter().enumerate() {
            let mut alternative = Vec::with_capacity(requirement.len());
            let mut is_known = true;
            for key in requirement.keys() {
                match self.schemes.iter().position(|scheme| scheme.key == *key) {
                    Some(scheme) => alternative.push(scheme),
                    None => {
                        is_known = false;
                        if self.complained.insert(key) {
                            lowering.say(
                                Code::SecuritySchemeNotFound,
                                &at.key("security").index(index),
                                format!("the security scheme `{key}` does not exist"),
                            );
                        }
                    }
                }
            }
            if is_known && !alternatives.contains(&alternative) {
                alternatives.push(alternative);
            }
        }
        // `security: [{}]` needs nothing, like `security: []`.
        if alternatives.iter().all(Vec::is_empty) {
            Vec::new()
        } else {
            alternatives
        }
    }
}

fn is_required_anywhere(lowering: &Lowering<'_>) -> bool {
    let paths = lowering.openapi.paths.iter();
    paths.filter_map(|(_, item)| item.as_item()).any(|item| {
        item.iter()
            .any(|(_, operation)| operation.security.is_some())
    })
}

/// The schemes, each with a name of its own. The first of a kind has the plain one, so that another one renames nobody.
fn schemes(lowering: &Lowering<'_>) -> Vec<SecurityScheme> {
    let Some(components) = &lowering.openapi.components else {
        return Vec::new();
    };
    let mut taken = HashSet::new();
    let mut schemes = Vec::with_capacity(components.security_schemes.len());
    for (key, scheme) in &components.security_schemes {
        let Some(found) = follow(
            Some(&components.security_schemes),
            "securitySchemes",
            scheme,
            At::root(),
        ) else {
            continue;
        };
        let Some((kind, plain, description, extensions)) = kind(found.value) else {
            continue;
        };
        let given = extensions
            .get("x-sdkwright-name")
            .and_then(Value::as_str)
            .map(words);
        let plain: Vec<String> = words(plain);
        let by_key = words(key);
        let wanted = [given.unwrap_or_default(), plain.clone(), by_key.clone()];
        let free = wanted
            .iter()
            .find(|name| !name.is_empty() && !taken.contains(*name))
            .cloned();
        let intended = free
            .unwrap_or_else(|| numbered(if by_key.is_empty() { &plain } else { &by_key }, &taken));
        taken.insert(intended.clone());
        let description = description.filter(|text| !text.trim().is_empty());
        schemes.push(SecurityScheme {
            key: key.clone(),
            intended_name: intended.join(" "),
            description,
            kind,
        });
    }
    schemes
}

fn numbered(name: &[String], taken: &HashSet<Vec<String>>) -> Vec<String> {
    let with = |number: usize| {
        name.iter()
            .cloned()
            .chain([number.to_string()])
            .collect::<Vec<_>>()
    };
    let mut number = 2;
    while taken.contains(&with(number)) {
        number += 1;
    }
    with(number)
}

type Kind<'d> = (
    SecurityKind,
    &'static str,
    Option<String>,
    &'d indexmap::IndexMap<String, Value>,
);

fn kind(scheme: &openapiv3::SecurityScheme) -> Option<Kind<'_>> {
    Some(match scheme {
        openapiv3::SecurityScheme::APIKey {
            location,
            name,
            description,
            extensions,
        } => {
            let kind = match location {
                APIKeyLocation::Header => SecurityKind::Header(name.clone()),
                APIKeyLocation::Query => SecurityKind::Query(name.clone()),
                APIKeyLocation::Cookie => SecurityKind::Cookie(name.clone()),
            };
            (kind, "api key", description.clone(), extensions)
        }
        openapiv3::SecurityScheme::HTTP {
            scheme,
            description,
            extensions,
            ..
        } => {
            let (kind, name) = match scheme.trim().to_ascii_lowercase().as_str() {
                "bearer" => (SecurityKind::Bearer, "bearer token"),
                "basic" => (SecurityKind::Basic, "basic auth"),
                "" => return None,
                _ => (
                    SecurityKind::Http(scheme.trim().to_owned()),
                    "authorization",
                ),
            };
            (kind, name, description.clone(), extensions)
        }
        openapiv3::SecurityScheme::OAuth2 {
            description,
            extensions,
            ..
        }
        | openapiv3::SecurityScheme::OpenIDConnect {
            description,
            extensions,
            ..
        } => (
            SecurityKind::Bearer,
            "access token",
            description.clone(),
            extensions,
        ),
    })
}
