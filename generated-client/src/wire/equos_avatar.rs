// Written by sdkwright from the API's document: edits are lost.

//! How these models are on the wire.

use crate::models;
use crate::runtime::wire::{Object, Record, Writer};
use serde_core::de::MapAccess;
use serde_core::ser::Serializer;

impl Record for models::EquosAvatar {
    const NAME: &'static str = "EquosAvatar";

    fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
        let mut id: String = String::new();
        let mut organization_id: String = String::new();
        let mut identity: String = String::new();
        let mut name: String = String::new();
        let mut description: String = String::new();
        let mut client: Option<String> = None;
        let mut thumbnail_url: String = String::new();
        let mut agent_id: Option<String> = None;
        let mut agent = crate::runtime::Nullable::<crate::models::EquosAgent>::Absent;
        let mut created_at: Option<jiff::Timestamp> = None;
        let mut updated_at: Option<jiff::Timestamp> = None;
        while let Some(key) = object.key() {
            match key.as_str() {
                "id" => object.fill(0, &mut id),
                "organizationId" => object.fill(1, &mut organization_id),
                "identity" => object.fill(2, &mut identity),
                "name" => object.fill(3, &mut name),
                "description" => object.fill(4, &mut description),
                "client" => object.optional(&mut client),
                "thumbnailUrl" => object.fill(5, &mut thumbnail_url),
                "agentId" => object.optional(&mut agent_id),
                "agent" => object.nullable(&mut agent),
                "createdAt" => object.required(6, &mut created_at),
                "updatedAt" => object.required(7, &mut updated_at),
                _ => object.skip(),
            }
        }
        let (false, Some(created_at), Some(updated_at)) = (
            object.lacks(6),
            created_at,
            updated_at,
        ) else {
            return object
                .missing(
                    &[
                        "id",
                        "organizationId",
                        "identity",
                        "name",
                        "description",
                        "thumbnailUrl",
                        "createdAt",
                        "updatedAt",
                    ],
                );
        };
        Some(Self {
            id,
            organization_id,
            identity,
            name,
            description,
            client,
            thumbnail_url,
            agent_id,
            agent,
            created_at,
            updated_at,
        })
    }

    fn write<S: Serializer>(&self, object: &mut Writer<S>) {
        object.value("id", &self.id);
        object.value("organizationId", &self.organization_id);
        object.value("identity", &self.identity);
        object.value("name", &self.name);
        object.value("description", &self.description);
        object.optional("client", &self.client);
        object.value("thumbnailUrl", &self.thumbnail_url);
        object.optional("agentId", &self.agent_id);
        object.nullable("agent", &self.agent);
        object.value("createdAt", &self.created_at);
        object.value("updatedAt", &self.updated_at);
    }
}

record!(models::EquosAvatar);
