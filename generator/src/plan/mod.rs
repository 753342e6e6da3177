//! plan: api model → planned model.
//!
//! Separate small analyses over the model, each with one answer; nothing of the model is changed.

mod client_names;
mod cycles;
mod depth;
mod derives;
mod directions;
mod files;
mod names;
mod needs;
mod operation_names;
mod same;
mod sizes;
pub mod successes;

pub use derives::can;
pub use directions::each_named;

use crate::config::{Config, DateLibrary};
use crate::diagnostics::Diagnostics;
use crate::model::{Api, TypeDef, TypeId, TypeKind};
use rayon::prelude::*;

/// Plans the API: asks each analysis its question, in an order that has no bearing on the answers. Those that make names
/// take the longest, and so are asked at once.
pub fn plan(api: Api, config: &Config, _diagnostics: &mut Diagnostics) -> Planned {
    let ((types, members), resources) = rayon::join(
        || rayon::join(|| types(&api, config), || all_members(&api)),
        || operation_names::operations(&api),
    );
    let recursion_limit = depth::recursion_limit(&api, &types);
    let types = types.into_iter().zip(members);
    Planned {
        types: types
            .map(|(plan, members)| PlannedType {
                members: members.members,
                additional_ident: members.additional_ident,
                unknown_ident: members.unknown_ident,
                ..plan
            })
            .collect(),
        resources,
        client: client_names::client(&api),
        needs: needs::needs(&api),
        recursion_limit,
        dates: config.dates,
        api,
    }
}

/// The plans of all types, but for the names of what is in them.
fn types(api: &Api, config: &Config) -> Vec<PlannedType> {
    let names = names::types(api);
    let files = files::files(api, &names);
    let derives = derives::derives(api, config.dates);
    let directions = directions::directions(api);
    let cycles = cycles::cycles(api);
    let flag = |flags: &[bool], index: usize| flags.get(index).copied().unwrap_or_default();
    let names = names.into_iter().zip(files).enumerate();
    names
        .map(|(index, ((ident, same_as), file))| PlannedType {
            ident,
            file,
            derives: derives.get(index).copied().unwrap_or_default(),
            boxed: cycles.boxed.get(index).cloned().unwrap_or_default(),
            newtype: flag(&cycles.newtypes, index),
            in_requests: flag(&directions.in_requests, index),
            in_responses: flag(&directions.in_responses, index),
            same_as,
            ..PlannedType::default()
        })
        .collect()
}

/// Plans of all types in which only the names of what is in them are given.
fn all_members(api: &Api) -> Vec<PlannedType> {
    let defs: Vec<&TypeDef> = api.types.iter().map(|(_, def)| def).collect();
    defs.into_par_iter().map(members).collect()
}

/// The names of what is in a type.
fn members(def: &TypeDef) -> PlannedType {
    let mut plan = PlannedType::default();
    match &def.kind {
        TypeKind::Struct(object) => (plan.members, plan.additional_ident) = names::fields(object),
        TypeKind::Enum(list) => {
            let (members, unknown) = names::variants(list);
            (plan.members, plan.unknown_ident) = (members, Some(unknown));
        }
        TypeKind::Union(union) => {
            let (members, unknown) = names::branches(&def.name, union);
            (plan.members, plan.unknown_ident) = (members, Some(unknown));
        }
        TypeKind::Alias(_) => {}
    }
    plan
}

/// The model and what was decided about it.
#[derive(Clone, Debug, Default)]
pub struct Planned {
    /// The model, as lowered.
    pub api: Api,
    /// A plan per type; the index is the [`TypeId`].
    pub types: Vec<PlannedType>,
    /// A plan per resource, in the order of the model.
    pub resources: Vec<PlannedResource>,
    /// What was decided about the client and its builder.
    pub client: PlannedClient,
    /// What the generated crate needs of the runtime's optional parts and of other crates.
    pub needs: Needs,
    /// What `recursion_limit` has to be, where types hold each other more deeply than rustc looks by itself.
    pub recursion_limit: Option<usize>,
    /// What dates and times are in Rust, as the configuration has it.
    pub dates: DateLibrary,
}

impl Planned {
    /// The plan of a type.
    pub fn ty(&self, id: TypeId) -> Option<&PlannedType> {
        self.types.get(id.0 as usize)
    }
}

/// What was decided about a type.
#[derive(Clone, Debug, Default)]
pub struct PlannedType {
    /// Its Rust name, unique among the models: `EquosSession`.
    pub ident: String,
    /// The file that it lives in, without ending: a component's own, shared with the inline types in it: `equos_session`.
    pub file: String,
    /// The Rust names of its fields or variants, in the order of the model.
    pub members: Vec<String>,
    /// Which fields or branches need a `Box`, in the same order.
    pub boxed: Vec<bool>,
    /// The Rust name of the map of additional properties, where there is one.
    pub additional_ident: Option<String>,
    /// The Rust name of the variant that keeps unknown values or branches.
    pub unknown_ident: Option<String>,
    /// An alias that leads back to itself, and so must be a type around its content.
    pub newtype: bool,
    /// The traits that it derives beside Clone, Debug and PartialEq.
    pub derives: Derives,
    /// Travels in requests.
    pub in_requests: bool,
    /// Travels in responses.
    pub in_responses: bool,
    /// Another type that this one is the same as, and that is emitted in its stead.
    pub same_as: Option<TypeId>,
}

/// Which traits a type can derive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // each is the trait of the same name
pub struct Derives {
    pub eq: bool,
    pub hash: bool,
    pub ord: bool,
    pub copy: bool,
    pub default: bool,
}

/// What was decided about a resource.
#[derive(Clone, Debug, Default)]
pub struct PlannedResource {
    /// The Rust name of its handle: `Sessions`.
    pub ident: String,
    /// The method of the client and the module: `sessions`.
    pub module: String,
    /// A plan per operation.
    pub operations: Vec<PlannedOperation>,
}

/// What was decided about an operation.
#[derive(Clone, Debug, Default)]
pub struct PlannedOperation {
    /// The method's name: `get_by_id`.
    pub method: String,
    /// The Rust name of its request builder: `GetSessionById`.
    pub builder: String,
    /// The Rust names of its parameters, in the order of the model.
    pub parameters: Vec<String>,
    /// The name of the static that describes it: `GET_BY_ID`.
    pub description: String,
    /// The Rust name of the enum of its successes, where several statuses have different types.
    pub success_enum: Option<String>,
    /// The variants of that enum, in the order of [`successes::success_responses`].
    pub success_variants: Vec<String>,
}

/// What was decided about the client and its builder.
#[derive(Clone, Debug, Default)]
pub struct PlannedClient {
    /// The builder's method for each security scheme, in the order of the model: `api_key`.
    pub credentials: Vec<String>,
    /// The variant of `Server` for each server of the API, in the order of the model; none for one without a name.
    pub servers: Vec<Option<String>>,
}

/// What a generated crate needs beyond the least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // each is the `Type` of the same name, used anywhere
pub struct Needs {
    pub dates: bool,
    pub times: bool,
    pub date_times: bool,
    pub durations: bool,
    pub uuids: bool,
    pub base64: bool,
    pub decimals: bool,
}
