// Written by sdkwright from the API's document: edits are lost.

use crate::runtime::Nullable;

/// `CreateEquosAgentRequest` in the API's document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateEquosAgentRequest {
    /// The property `name`.
    ///
    /// At most 64 characters.
    pub name: Nullable<String>,
    /// The property `client`.
    ///
    /// At most 64 characters.
    pub client: Nullable<String>,
    /// The property `provider`.
    pub provider: CreateEquosAgentRequestProvider,
    /// The property `model`.
    pub model: Option<CreateEquosAgentRequestModel>,
    /// The property `voice`.
    pub voice: Option<CreateEquosAgentRequestVoice>,
    /// The property `instructions`.
    pub instructions: Option<String>,
    /// The property `greetingMsg`.
    pub greeting_msg: Nullable<String>,
    /// The property `remoteId`.
    pub remote_id: Nullable<String>,
    /// The property `search`.
    pub search: Option<bool>,
    /// The property `emotions`.
    pub emotions: Option<bool>,
    /// The property `memory`.
    pub memory: Option<bool>,
}

impl CreateEquosAgentRequest {
    /// Makes one from what is required.
    pub fn new(provider: impl Into<CreateEquosAgentRequestProvider>) -> Self {
        Self {
            name: Nullable::Absent,
            client: Nullable::Absent,
            provider: provider.into(),
            model: None,
            voice: None,
            instructions: None,
            greeting_msg: Nullable::Absent,
            remote_id: Nullable::Absent,
            search: None,
            emotions: None,
            memory: None,
        }
    }

    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, name: impl Into<Nullable<String>>) -> Self {
        self.name = name.into();
        self
    }

    /// Sets `client`.
    #[must_use]
    pub fn client(mut self, client: impl Into<Nullable<String>>) -> Self {
        self.client = client.into();
        self
    }

    /// Sets `model`.
    #[must_use]
    pub fn model(mut self, model: impl Into<CreateEquosAgentRequestModel>) -> Self {
        self.model = Some(model.into());
        self
    }

    /// Sets `voice`.
    #[must_use]
    pub fn voice(mut self, voice: impl Into<CreateEquosAgentRequestVoice>) -> Self {
        self.voice = Some(voice.into());
        self
    }

    /// Sets `instructions`.
    #[must_use]
    pub fn instructions(mut self, instructions: impl Into<String>) -> Self {
        self.instructions = Some(instructions.into());
        self
    }

    /// Sets `greeting_msg`.
    #[must_use]
    pub fn greeting_msg(mut self, greeting_msg: impl Into<Nullable<String>>) -> Self {
        self.greeting_msg = greeting_msg.into();
        self
    }

    /// Sets `remote_id`.
    #[must_use]
    pub fn remote_id(mut self, remote_id: impl Into<Nullable<String>>) -> Self {
        self.remote_id = remote_id.into();
        self
    }

    /// Sets `search`.
    #[must_use]
    pub fn search(mut self, search: bool) -> Self {
        self.search = Some(search);
        self
    }

    /// Sets `emotions`.
    #[must_use]
    pub fn emotions(mut self, emotions: bool) -> Self {
        self.emotions = Some(emotions);
        self
    }

    /// Sets `memory`.
    #[must_use]
    pub fn memory(mut self, memory: bool) -> Self {
        self.memory = Some(memory);
        self
    }
}

/// The provider of [`CreateEquosAgentRequest`](crate::models::CreateEquosAgentRequest).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CreateEquosAgentRequestProvider {
    /// `openai`
    Openai,
    /// `gemini`
    Gemini,
    /// `elevenlabs`
    Elevenlabs,
    /// A value that this version of the SDK does not know, as it was received.
    Unknown(Box<str>),
}

impl CreateEquosAgentRequestProvider {
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

impl From<&str> for CreateEquosAgentRequestProvider {
    fn from(value: &str) -> Self {
        match value {
            "openai" => Self::Openai,
            "gemini" => Self::Gemini,
            "elevenlabs" => Self::Elevenlabs,
            unknown => Self::Unknown(unknown.into()),
        }
    }
}

/// The model of [`CreateEquosAgentRequest`](crate::models::CreateEquosAgentRequest).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CreateEquosAgentRequestModel {
    /// `gemini-2.5-flash-native-audio-preview-09-2025`
    Gemini2_5FlashNativeAudioPreview09_2025,
    /// A value that this version of the SDK does not know, as it was received.
    Unknown(Box<str>),
}

impl CreateEquosAgentRequestModel {
    /// The values that this version of the SDK knows.
    pub const KNOWN: &'static [Self] = &[Self::Gemini2_5FlashNativeAudioPreview09_2025];

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Gemini2_5FlashNativeAudioPreview09_2025 => {
                "gemini-2.5-flash-native-audio-preview-09-2025"
            }
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for CreateEquosAgentRequestModel {
    fn from(value: &str) -> Self {
        match value {
            "gemini-2.5-flash-native-audio-preview-09-2025" => {
                Self::Gemini2_5FlashNativeAudioPreview09_2025
            }
            unknown => Self::Unknown(unknown.into()),
        }
    }
}

/// The voice of [`CreateEquosAgentRequest`](crate::models::CreateEquosAgentRequest).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CreateEquosAgentRequestVoice {
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
    /// A value that this version of the SDK does not know, as it was received.
    Unknown(Box<str>),
}

impl CreateEquosAgentRequestVoice {
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
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for CreateEquosAgentRequestVoice {
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
            unknown => Self::Unknown(unknown.into()),
        }
    }
}
