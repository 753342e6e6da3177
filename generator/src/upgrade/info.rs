//! What a document says of itself: `info`, `tags`, `externalDocs`.

use super::{Here, Reader};
use openapiv3::{Contact, ExternalDocumentation, Info, License, Tag};
use serde_json::Value;

impl<'t> Reader<'t, '_> {
    /// Reads `info`; without it, the API has no name.
    pub(super) fn info(&mut self, value: Option<&'t Value>, here: &Here<'_>) -> Info {
        let object = value.and_then(|value| self.object(value, here));
        let Some(object) = object else {
            self.wrong(here, "`info` is missing: the API is called `API`");
            return Info {
                title: "API".to_owned(),
                version: "0.0.0".to_owned(),
                ..Info::default()
            };
        };
        let title = self.text_of(object, "title", here);
        let title = title.filter(|title| !title.trim().is_empty());
        if title.is_none() {
            self.wrong(here, "`title` is missing: the API is called `API`");
        }
        Info {
            title: title.unwrap_or_else(|| "API".to_owned()),
            description: self.text_of(object, "description", here),
            terms_of_service: self.text_of(object, "termsOfService", here),
            contact: object
                .get("contact")
                .and_then(|value| self.contact(value, &here.key("contact"))),
            license: object
                .get("license")
                .and_then(|value| self.license(value, &here.key("license"))),
            version: self
                .text_of(object, "version", here)
                .unwrap_or_else(|| "0.0.0".to_owned()),
            extensions: self.extensions(object),
        }
    }

    fn contact(&mut self, value: &'t Value, here: &Here<'_>) -> Option<Contact> {
        let object = self.object(value, here)?;
        Some(Contact {
            name: self.text_of(object, "name", here),
            url: self.text_of(object, "url", here),
            email: self.text_of(object, "email", here),
            extensions: self.extensions(object),
        })
    }

    fn license(&mut self, value: &'t Value, here: &Here<'_>) -> Option<License> {
        if let Value::String(name) = value {
            return Some(License {
                name: name.clone(),
                ..License::default()
            });
        }
        let object = self.object(value, here)?;
        let name = self
            .text_of(object, "name", here)
            .or_else(|| self.text_of(object, "identifier", here))?;
        Some(License {
            name,
            url: self.text_of(object, "url", here),
            extensions: self.extensions(object),
        })
    }

    /// Reads `tags` of the document.
    pub(super) fn tags(&mut self, value: Option<&'t Value>, here: &Here<'_>) -> Vec<Tag> {
        let Some(value) = value else {
            return Vec::new();
        };
        let mut tags = Vec::new();
        for (index, value) in self.items(value, here).iter().enumerate() {
            let here = here.index(index);
            if let Value::String(name) = value {
                tags.push(Tag {
                    name: name.clone(),
                    ..Tag::default()
                });
                continue;
            }
            let Some(object) = self.object(value, &here) else {
                continue;
            };
            let Some(name) = self.text_of(object, "name", &here) else {
                self.wrong(&here, "a tag without a name is left out");
                continue;
            };
            let mut extensions = self.extensions(object);
            for key in ["parent", "kind"] {
                if let Some(text) = self.text_of(object, key, &here) {
                    extensions.insert(format!("x-sdkwright-{key}"), text.into());
                }
            }
            let summary = self.text_of(object, "summary", &here);
            tags.push(Tag {
                name,
                description: self.text_of(object, "description", &here).or(summary),
                external_docs: self
                    .external_docs(object.get("externalDocs"), &here.key("externalDocs")),
                extensions,
            });
        }
        tags
    }

    /// Reads `externalDocs`.
    pub(super) fn external_docs(
        &mut self,
        value: Option<&'t Value>,
        here: &Here<'_>,
    ) -> Option<ExternalDocumentation> {
        let value = value?;
        if let Value::String(url) = value {
            return Some(ExternalDocumentation {
                url: url.clone(),
                ..ExternalDocumentation::default()
            });
        }
        let object = self.object(value, here)?;
        Some(ExternalDocumentation {
            url: self.text_of(object, "url", here)?,
            description: self.text_of(object, "description", here),
            extensions: self.extensions(object),
        })
    }
}
