//! Security schemes, and the requirements of operations.

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::did_you_mean::did_you_mean;
use crate::lower::Lowering;
use crate::model::{OAuth, Parameter, ParameterLocation, SecurityKind, SecurityScheme};
use crate::pointer::Location;
use crate::spec::{
    self, Document, Operation, PlaceId, SecurityRequirement, SecuritySchemeKind, Version,
};
use crate::words::words;
use openapiv3::APIKeyLocation;
use std::collections::{HashMap, HashSet};

/// The schemes of the document, and its default requirements.
pub(super) struct Security<'d> {
    schemes: Vec<SecurityScheme>,
    by_default: Vec<Vec<usize>>,
    reported: HashSet<&'d str>,
}

impl<'d> Security<'d> {
    pub(super) fn new(lowering: &mut Lowering<'d, '_>) -> Self {
        let schemes = schemes(lowering);
        let mut security = Self {
            schemes,
            by_default: Vec::new(),
            reported: HashSet::new(),
        };
        if let Some(requirements) = &lowering.document.security {
            security.by_default = security.alternatives(lowering, requirements, PlaceId::ROOT);
        } else if !security.schemes.is_empty() && !is_required_anywhere(lowering.document) {
            let schemes = match lowering.document.version {
                Version::V2 => "/securityDefinitions",
                _ => "/components/securitySchemes",
            };
            let place = Place::Document(Location::entry(schemes));
            lowering.diagnostics.push(Diagnostic::new(
                Code::SecurityNeverRequired,
                place,
                "no operation requires a security scheme; configured credentials are sent with every request",
            ));
            security.by_default = (0..security.schemes.len())
                .map(|index| vec![index])
                .chain([Vec::new()])
                .collect();
        }
        security
    }

    /// Returns the requirements of an operation: its own, or the default ones.
    pub(super) fn of(
        &mut self,
        lowering: &mut Lowering<'d, '_>,
        operation: &'d Operation<'d>,
    ) -> Vec<Vec<usize>> {
        match &operation.security {
            Some(requirements) => self.alternatives(lowering, requirements, operation.place),
            None => self.by_default.clone(),
        }
    }

    /// Returns `true` if a parameter is a credential that every one of these alternatives requires.
    pub(super) fn is_credential(&self, alternatives: &[Vec<usize>], parameter: &Parameter) -> bool {
        let is_it = |index: &usize| {
            let kind = self.schemes.get(*index).map(|scheme| &scheme.kind);
            let name = parameter.wire_name.as_str();
            match (kind, &parameter.location) {
                (Some(SecurityKind::Header(known)), ParameterLocation::Header { .. }) => {
                    known.eq_ignore_ascii_case(name)
                }
                (Some(SecurityKind::Query(known)), ParameterLocation::Query { .. })
                | (Some(SecurityKind::Cookie(known)), ParameterLocation::Cookie { .. }) => {
                    known == name
                }
                _ => false,
            }
        };
        let mut all = alternatives.iter();
        !alternatives.is_empty() && all.all(|schemes| schemes.iter().any(is_it))
    }

    pub(super) fn into_schemes(self) -> Vec<SecurityScheme> {
        self.schemes
    }

    fn alternatives(
        &mut self,
        lowering: &mut Lowering<'d, '_>,
        requirements: &'d [SecurityRequirement<'d>],
        place: PlaceId,
    ) -> Vec<Vec<usize>> {
        let mut alternatives = Vec::with_capacity(requirements.len());
        for (index, requirement) in requirements.iter().enumerate() {
            let mut alternative = Vec::with_capacity(requirement.schemes.len());
            let mut is_known = true;
            for (key, _) in &requirement.schemes {
                if is_mutual_tls(lowering.document, key) {
                    continue;
                }
                match self.schemes.iter().position(|scheme| scheme.key == *key) {
                    Some(scheme) => alternative.push(scheme),
                    None => {
                        is_known = false;
                        if self.reported.insert(key) {
                            let place = lowering.location(place).key("security").index(index);
                            lowering.diagnostics.push(unknown_scheme(
                                lowering.document,
                                key,
                                place,
                            ));
                        }
                    }
                }
            }
            if is_known && !alternatives.contains(&alternative) {
                alternatives.push(alternative);
            }
        }
        // `security: [{}]` is equivalent to `security: []`.
        if alternatives.iter().all(Vec::is_empty) {
            Vec::new()
        } else {
            alternatives
        }
    }
}

/// Returns `true` for client certificates: the transport sends them, so the SDK has nothing to add.
fn is_mutual_tls(document: &Document<'_>, key: &str) -> bool {
    let mut schemes = document.security_schemes.iter();
    let scheme = schemes.find(|scheme| scheme.key == key);
    scheme.is_some_and(|scheme| matches!(scheme.kind, SecuritySchemeKind::MutualTls))
}

fn is_required_anywhere(document: &Document<'_>) -> bool {
    let operations = document.paths.iter().flat_map(|item| &item.operations);
    operations
        .into_iter()
        .any(|operation| operation.security.is_some())
}

/// Returns the schemes with unique names. The first of each kind has the plain name, so that an additional scheme does
/// not rename it.
fn schemes(lowering: &mut Lowering<'_, '_>) -> Vec<SecurityScheme> {
    let mut taken = HashSet::new();
    let mut numbers = HashMap::new();
    let mut schemes = Vec::with_capacity(lowering.document.security_schemes.len());
    for scheme in &lowering.document.security_schemes {
        let Some((kind, plain)) = kind(lowering, scheme) else {
            continue;
        };
        let given = scheme.hints.name().map(words);
        let plain: Vec<String> = words(plain);
        let by_key = without_auth(words(&scheme.key));
        let wanted = [given.unwrap_or_default(), plain.clone(), by_key.clone()];
        let free = wanted
            .iter()
            .find(|name| !name.is_empty() && !taken.contains(*name))
            .cloned();
        let intended = free.unwrap_or_else(|| {
            let name = if by_key.is_empty() { plain } else { by_key };
            numbered(name, &taken, &mut numbers)
        });
        taken.insert(intended.clone());
        let description = scheme.description.as_deref();
        let description = description.filter(|text| !text.trim().is_empty());
        schemes.push(SecurityScheme {
            key: scheme.key.clone().into_owned(),
            intended_name: intended.join(" "),
            description: description.map(str::to_owned),
            kind,
            env: scheme
                .hints
                .env()
                .filter(|name| is_variable(name))
                .map(str::to_owned),
            oauth: oauth(&scheme.kind),
        });
    }
    schemes
}

/// Returns `true` for the name of an environment variable.
fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Returns the flows that need no browser, with their absolute URLs.
fn oauth(kind: &SecuritySchemeKind<'_>) -> Option<OAuth> {
    let SecuritySchemeKind::OAuth2(all) = kind else {
        return None;
    };
    let absolute = |url: &str| url.starts_with("https://").then(|| url.to_owned());
    let flows = &all.flows;
    let code = flows.authorization_code.as_ref().map(|flow| {
        let refresh = flow.refresh_url.as_deref().unwrap_or(&flow.token_url);
        absolute(refresh)
    });
    let device = all.device_authorization.as_ref().and_then(|flow| {
        Some((
            absolute(&flow.device_authorization_url)?,
            absolute(&flow.token_url)?,
        ))
    });
    let client_credentials = flows.client_credentials.as_ref();
    Some(OAuth {
        client_credentials: client_credentials.and_then(|flow| absolute(&flow.token_url)),
        refresh: code.flatten(),
        device,
    })
}

/// Returns the name with the least number that is not taken. `numbers` has the last one of each name, so that many equal
/// names do not count from the beginning.
fn numbered(
    name: Vec<String>,
    taken: &HashSet<Vec<String>>,
    numbers: &mut HashMap<Vec<String>, usize>,
) -> Vec<String> {
    let number = numbers.entry(name.clone()).or_insert(1);
    loop {
        *number += 1;
        let mut numbered = name.clone();
        numbered.push(number.to_string());
        if !taken.contains(&numbered) {
            return numbered;
        }
    }
}

/// Returns the words without a last `auth` after a word for a credential: `AdminApiKeyAuth` is an admin API key.
fn without_auth(words: Vec<String>) -> Vec<String> {
    let is_credential = |word: &String| matches!(word.as_str(), "key" | "apikey" | "token");
    match words.split_last() {
        Some((last, rest)) if last == "auth" && rest.last().is_some_and(is_credential) => {
            rest.to_vec()
        }
        _ => words,
    }
}

/// Returns `true` if the words contain `api key`.
fn is_named_key(words: &[String]) -> bool {
    words.windows(2).any(|pair| pair == ["api", "key"]) || words == ["apikey"]
}

/// Returns the location and the name of a credential.
fn kind(
    lowering: &mut Lowering<'_, '_>,
    scheme: &spec::SecurityScheme<'_>,
) -> Option<(SecurityKind, &'static str)> {
    let scheme_key = words(&scheme.key);
    Some(match &scheme.kind {
        SecuritySchemeKind::ApiKey { location, name } => {
            let name = name.clone().into_owned();
            let kind = match location {
                APIKeyLocation::Header => SecurityKind::Header(name),
                APIKeyLocation::Query => SecurityKind::Query(name),
                APIKeyLocation::Cookie => SecurityKind::Cookie(name),
            };
            (kind, "api key")
        }
        SecuritySchemeKind::Http { scheme, .. } => {
            match scheme.trim().to_ascii_lowercase().as_str() {
                // Many APIs call the token that they issue an API key.
                "bearer" if is_named_key(&scheme_key) => (SecurityKind::Bearer, "api key"),
                "bearer" => (SecurityKind::Bearer, "bearer token"),
                "basic" => (SecurityKind::Basic, "basic auth"),
                "" => return None,
                _ => (
                    SecurityKind::Http(scheme.trim().to_owned()),
                    "authorization",
                ),
            }
        }
        SecuritySchemeKind::OAuth2(_) | SecuritySchemeKind::OpenIdConnect { .. } => {
            (SecurityKind::Bearer, "access token")
        }
        SecuritySchemeKind::MutualTls => {
            lowering.report(
                Code::NotSupported,
                scheme.place,
                "client certificates are configured in the transport; the scheme is ignored",
            );
            return None;
        }
    })
}

/// Returns the diagnostic of a requirement that names a scheme which does not exist.
fn unknown_scheme(document: &Document<'_>, key: &str, requirement: Location) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::SecuritySchemeNotFound,
        Place::Key(requirement.key(key)),
        format!("unknown security scheme `{key}`"),
    );
    let schemes = match document.version {
        Version::V2 => "/securityDefinitions",
        _ => "/components/securitySchemes",
    };
    let keys = document.security_schemes.iter().map(|scheme| &*scheme.key);
    match did_you_mean(key, keys.clone()) {
        Some(similar) => {
            let similar_place = Place::Key(Location::entry(schemes).key(similar));
            diagnostic
                .related(similar_place, "a scheme with a similar key")
                .help(format!("a scheme with a similar key exists: `{similar}`"))
        }
        None if keys.count() > 0 => diagnostic.related(
            Place::Key(Location::entry(schemes)),
            "the schemes of the document",
        ),
        None => diagnostic,
    }
}
