// Written by sdkwright from the API's document: edits are lost.

//! What the API's document allows, checked by `validate()`: a line per property, with its name on the wire.
//!
//! A pattern that the crate `regex` cannot read (one that looks around, say) is not checked; the docs of the property say so.

use crate::models;
use crate::runtime::validation::Rule::*;
use crate::runtime::validation::{check_object, check_union};

check_object!(CreateEquosSessionRequest { "agent" => agent [], "avatar" => avatar [] });
check_object!(CreateEquosAgentRequest {
    "name" => name [AtMost(64)],
    "client" => client [AtMost(64)],
});
check_object!(CreateEquosAvatarRequest { "client" => client [AtMost(64)] });
check_union!(CreateEquosSessionRequestAgent { CreateEquosAgentRequest [] });
check_union!(CreateEquosSessionRequestAvatar { CreateEquosAvatarRequest [] });
