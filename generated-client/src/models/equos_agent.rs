// Written by sdkwright from the API's document: edits are lost.

use crate::runtime::Nullable;

/// `EquosAgent` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EquosAgent {
    /// The property `id`.
    pub id: String,
    /// The property `organizationId`.
    pub organization_id: String,
    /// The property `name`.
    pub name: Option<String>,
    /// The property `provider`.
    pub provider: EquosAgentProvider,
    /// The property `client`.
    pub client: Option<String>,
    /// The property `model`.
    pub model: Option<EquosAgentModel>,
    /// The property `voice`.
    pub voice: Option<EquosAgentVoice>,
    /// The property `instructions`.
    pub instructions: Option<String>,
    /// The property `greetingMsg`.
    pub greeting_msg: Nullable<String>,
    /// The property `remoteId`.
    pub remote_id: Option<String>,
    /// The property `search`.
    pub search: bool,
    /// The property `emotions`.
    pub emotions: bool,
    /// The property `memory`.
    pub memory: bool,
    /// The property `createdAt`.
    pub created_at: jiff::Timestamp,
    /// The property `updatedAt`.
    pub updated_at: jiff::Timestamp,
}

impl EquosAgent {
    /// Makes one from what is required.
    pub fn new(
        id: impl Into<String>,
        organization_id: impl Into<String>,
        provider: impl Into<EquosAgentProvider>,
        search: bool,
        emotions: bool,
        memory: bool,
        created_at: jiff::Timestamp,
        updated_at: jiff::Timestamp,
    ) -> Self {
        Self {
            id: id.into(),
            organization_id: organization_id.into(),
            name: None,
            provider: provider.into(),
            client: None,
            model: None,
            voice: None,
            instructions: None,
            greeting_msg: Nullable::Absent,
            remote_id: None,
            search,
            emotions,
            memory,
            created_at,
            updated_at,
        }
    }
}

/// The provider of [`EquosAgent`](crate::models::EquosAgent).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EquosAgentProvider {
    /// `openai`
    Openai,
    /// `gemini`
    Gemini,
    /// `elevenlabs`
    Elevenlabs,
    /// A value that this version of the SDK does not know, as it was received.
    Unknown(Box<str>),
}

impl EquosAgentProvider {
    /// The values that this version of the SDK knows.
    pub const KNOWN: &'static [Self] = &[Self::Openai, Self::Gemini, Self::Elevenlabs];

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Openai => "openai",
            Self::Gemini => "gemini",
            Self::Elevenlabs => "elevenlabs",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for EquosAgentProvider {
    fn from(value: &str) -> Self {
        match value {
            "openai" => Self::Openai,
            "gemini" => Self::Gemini,
            "elevenlabs" => Self::Elevenlabs,
            unknown => Self::Unknown(unknown.into()),
        }
    }
}

/// The model of [`EquosAgent`](crate::models::EquosAgent).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EquosAgentModel {
    /// `gemini-2.5-flash-native-audio-preview-09-2025`
    Gemini2_5FlashNativeAudioPreview09_2025,
    /// `gpt-4o-realtime-preview`
    Gpt4oRealtimePreview,
    /// `gpt-realtime`
    GptRealtime,
    /// A value that this version of the SDK does not know, as it was received.
    Unknown(Box<str>),
}

impl EquosAgentModel {
    /// The values that this version of the SDK knows.
    pub const KNOWN: &'static [Self] = &[
        Self::Gemini2_5FlashNativeAudioPreview09_2025,
        Self::Gpt4oRealtimePreview,
        Self::GptRealtime,
    ];

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Gemini2_5FlashNativeAudioPreview09_2025 => {
                "gemini-2.5-flash-native-audio-preview-09-2025"
            }
            Self::Gpt4oRealtimePreview => "gpt-4o-realtime-preview",
            Self::GptRealtime => "gpt-realtime",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for EquosAgentModel {
    fn from(value: &str) -> Self {
        match value {
            "gemini-2.5-flash-native-audio-preview-09-2025" => {
                Self::Gemini2_5FlashNativeAudioPreview09_2025
            }
            "gpt-4o-realtime-preview" => Self::Gpt4oRealtimePreview,
            "gpt-realtime" => Self::GptRealtime,
            unknown => Self::Unknown(unknown.into()),
        }
    }
}

/// The voice of [`EquosAgent`](crate::models::EquosAgent).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EquosAgentVoice {
    /// `Puck`
    Puck,
    /// `Charon`
    Charon,
    /// `Kore`
    Kore,
    /// `Fenrir`
    Fenrir,
    /// `Aoede`
    Aoede,
    /// `Leda`
    Leda,
    /// `Orus`
    Orus,
    /// `Zephyr`
    Zephyr,
    /// `Sulafat`
    Sulafat,
    /// `Sadachbia`
    Sadachbia,
    /// `Sadaltager`
    Sadaltager,
    /// `Vindemiatrix`
    Vindemiatrix,
    /// `Zubenelgenubi`
    Zubenelgenubi,
    /// `Achird`
    Achird,
    /// `Pulcherrima`
    Pulcherrima,
    /// `Gacrux`
    Gacrux,
    /// `Schedar`
    Schedar,
    /// `Alnilam`
    Alnilam,
    /// `Achernar`
    Achernar,
    /// `Laomedeia`
    Laomedeia,
    /// `Rasalgethi`
    Rasalgethi,
    /// `Algenib`
    Algenib,
    /// `Erinome`
    Erinome,
    /// `Despina`
    Despina,
    /// `Algieba`
    Algieba,
    /// `Umbriel`
    Umbriel,
    /// `Iapetus`
    Iapetus,
    /// `Enceladus`
    Enceladus,
    /// `Autonoe`
    Autonoe,
    /// `Callirrhoe`
    Callirrhoe,
    /// `alloy`
    Alloy,
    /// `marin`
    Marin,
    /// `cedar`
    Cedar,
    /// `ash`
    Ash,
    /// `ballad`
    Ballad,
    /// `coral`
    Coral,
    /// `echo`
    Echo,
    /// `sage`
    Sage,
    /// `shimmer`
    Shimmer,
    /// `verse`
    Verse,
    /// A value that this version of the SDK does not know, as it was received.
    Unknown(Box<str>),
}

impl EquosAgentVoice {
    /// The values that this version of the SDK knows.
    pub const KNOWN: &'static [Self] = &[
        Self::Puck,
        Self::Charon,
        Self::Kore,
        Self::Fenrir,
        Self::Aoede,
        Self::Leda,
        Self::Orus,
        Self::Zephyr,
        Self::Sulafat,
        Self::Sadachbia,
        Self::Sadaltager,
        Self::Vindemiatrix,
        Self::Zubenelgenubi,
        Self::Achird,
        Self::Pulcherrima,
        Self::Gacrux,
        Self::Schedar,
        Self::Alnilam,
        Self::Achernar,
        Self::Laomedeia,
        Self::Rasalgethi,
        Self::Algenib,
        Self::Erinome,
        Self::Despina,
        Self::Algieba,
        Self::Umbriel,
        Self::Iapetus,
        Self::Enceladus,
        Self::Autonoe,
        Self::Callirrhoe,
        Self::Alloy,
        Self::Marin,
        Self::Cedar,
        Self::Ash,
        Self::Ballad,
        Self::Coral,
        Self::Echo,
        Self::Sage,
        Self::Shimmer,
        Self::Verse,
    ];

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Puck => "Puck",
            Self::Charon => "Charon",
            Self::Kore => "Kore",
            Self::Fenrir => "Fenrir",
            Self::Aoede => "Aoede",
            Self::Leda => "Leda",
            Self::Orus => "Orus",
            Self::Zephyr => "Zephyr",
            Self::Sulafat => "Sulafat",
            Self::Sadachbia => "Sadachbia",
            Self::Sadaltager => "Sadaltager",
            Self::Vindemiatrix => "Vindemiatrix",
            Self::Zubenelgenubi => "Zubenelgenubi",
            Self::Achird => "Achird",
            Self::Pulcherrima => "Pulcherrima",
            Self::Gacrux => "Gacrux",
            Self::Schedar => "Schedar",
            Self::Alnilam => "Alnilam",
            Self::Achernar => "Achernar",
            Self::Laomedeia => "Laomedeia",
            Self::Rasalgethi => "Rasalgethi",
            Self::Algenib => "Algenib",
            Self::Erinome => "Erinome",
            Self::Despina => "Despina",
            Self::Algieba => "Algieba",
            Self::Umbriel => "Umbriel",
            Self::Iapetus => "Iapetus",
            Self::Enceladus => "Enceladus",
            Self::Autonoe => "Autonoe",
            Self::Callirrhoe => "Callirrhoe",
            Self::Alloy => "alloy",
            Self::Marin => "marin",
            Self::Cedar => "cedar",
            Self::Ash => "ash",
            Self::Ballad => "ballad",
            Self::Coral => "coral",
            Self::Echo => "echo",
            Self::Sage => "sage",
            Self::Shimmer => "shimmer",
            Self::Verse => "verse",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for EquosAgentVoice {
    fn from(value: &str) -> Self {
        match value {
            "Puck" => Self::Puck,
            "Charon" => Self::Charon,
            "Kore" => Self::Kore,
            "Fenrir" => Self::Fenrir,
            "Aoede" => Self::Aoede,
            "Leda" => Self::Leda,
            "Orus" => Self::Orus,
            "Zephyr" => Self::Zephyr,
            "Sulafat" => Self::Sulafat,
            "Sadachbia" => Self::Sadachbia,
            "Sadaltager" => Self::Sadaltager,
            "Vindemiatrix" => Self::Vindemiatrix,
            "Zubenelgenubi" => Self::Zubenelgenubi,
            "Achird" => Self::Achird,
            "Pulcherrima" => Self::Pulcherrima,
            "Gacrux" => Self::Gacrux,
            "Schedar" => Self::Schedar,
            "Alnilam" => Self::Alnilam,
            "Achernar" => Self::Achernar,
            "Laomedeia" => Self::Laomedeia,
            "Rasalgethi" => Self::Rasalgethi,
            "Algenib" => Self::Algenib,
            "Erinome" => Self::Erinome,
            "Despina" => Self::Despina,
            "Algieba" => Self::Algieba,
            "Umbriel" => Self::Umbriel,
            "Iapetus" => Self::Iapetus,
            "Enceladus" => Self::Enceladus,
            "Autonoe" => Self::Autonoe,
            "Callirrhoe" => Self::Callirrhoe,
            "alloy" => Self::Alloy,
            "marin" => Self::Marin,
            "cedar" => Self::Cedar,
            "ash" => Self::Ash,
            "ballad" => Self::Ballad,
            "coral" => Self::Coral,
            "echo" => Self::Echo,
            "sage" => Self::Sage,
            "shimmer" => Self::Shimmer,
            "verse" => Self::Verse,
            unknown => Self::Unknown(unknown.into()),
        }
    }
}
