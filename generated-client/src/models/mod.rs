// Written by sdkwright from the API's document: edits are lost.

//! What the API takes and answers.
//!
//! Structs are made by `new` from what is required, and by a method per optional property; enums and unions keep what they do not know.

#![allow(
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::too_many_arguments,
    clippy::should_implement_trait,
    clippy::struct_field_names,
    clippy::upper_case_acronyms,
    clippy::wrong_self_convention,
    reason = "names, sizes and what is required are the API's own"
)]

mod create_equos_agent_request;
mod create_equos_avatar_request;
mod create_equos_session_request;
mod create_equos_session_response;
mod equos_agent;
mod equos_avatar;
mod equos_error_response;
mod equos_participant_identity;
mod equos_resource_reference;
mod equos_session;
mod equos_session_host;
mod equos_session_server;
mod list_equos_sessions_response;

pub use create_equos_agent_request::{
    CreateEquosAgentRequest, CreateEquosAgentRequestModel,
    CreateEquosAgentRequestProvider, CreateEquosAgentRequestVoice,
};
pub use create_equos_avatar_request::CreateEquosAvatarRequest;
pub use create_equos_session_request::{
    CreateEquosSessionRequest, CreateEquosSessionRequestAgent,
    CreateEquosSessionRequestAvatar,
};
pub use create_equos_session_response::CreateEquosSessionResponse;
pub use equos_agent::{EquosAgent, EquosAgentModel, EquosAgentProvider, EquosAgentVoice};
pub use equos_avatar::EquosAvatar;
pub use equos_error_response::{EquosErrorResponse, EquosErrorResponseMessage};
pub use equos_participant_identity::EquosParticipantIdentity;
pub use equos_resource_reference::EquosResourceReference;
pub use equos_session::{
    EquosSession, EquosSessionTranscript, EquosSessionTranscriptionItem,
};
pub use equos_session_host::EquosSessionHost;
pub use equos_session_server::EquosSessionServer;
pub use list_equos_sessions_response::ListEquosSessionsResponse;
