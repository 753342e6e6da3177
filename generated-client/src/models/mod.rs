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

pub use create_equos_agent_request::{
    CreateEquosAgentRequest, CreateEquosAgentRequestModel,
    CreateEquosAgentRequestProvider, CreateEquosAgentRequestVoice,
};

mod create_equos_avatar_request;

pub use create_equos_avatar_request::CreateEquosAvatarRequest;

mod create_equos_session_request;

pub use create_equos_session_request::{
    CreateEquosSessionRequest, CreateEquosSessionRequestAgent,
    CreateEquosSessionRequestAvatar,
};

mod create_equos_session_response;

pub use create_equos_session_response::CreateEquosSessionResponse;

mod equos_agent;

pub use equos_agent::{EquosAgent, EquosAgentModel, EquosAgentProvider, EquosAgentVoice};

mod equos_avatar;

pub use equos_avatar::EquosAvatar;

mod equos_error_response;

pub use equos_error_response::{EquosErrorResponse, EquosErrorResponseMessage};

mod equos_participant_identity;

pub use equos_participant_identity::EquosParticipantIdentity;

mod equos_resource_reference;

pub use equos_resource_reference::EquosResourceReference;

mod equos_session;

pub use equos_session::{
    EquosSession, EquosSessionTranscript, EquosSessionTranscriptionItem,
};

mod equos_session_host;

pub use equos_session_host::EquosSessionHost;

mod equos_session_server;

pub use equos_session_server::EquosSessionServer;

mod list_equos_sessions_response;

pub use list_equos_sessions_response::ListEquosSessionsResponse;
