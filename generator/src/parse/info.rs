//! Metadata of a document: `info`, `tags`, `externalDocs`.

use super::{Here, Reader};
use crate::spec::Tag;
use openapiv3::{Contact, ExternalDocumentation, Info, License};
use serde_json::Value;
use std::borrow::Cow;

impl<'t> Reader<'t, '_> {
    /// Reads `info`. If it is missing, the title is `API`.
    pub(super) fn info(&mut self, value: Option<&'t Value>, here: &Here<'_, 't>) -> Info {
        let object = value.and_then(|value| self.object(value, here));
        let Some(object) = object else {
            self.wrong(here, "`info` is missing; the title is `API`");
            return Info {
                title: "API".to_owned(),
                version: "0.0.0".to_owned(),
                ..Info::default()
            };
        };
        self.check_extensions(object, here);
        let title = self.string_of(object, "title", here);
        let title = title.filter(|title| !title.trim().is_empty());
        if title.is_none() {
            self.wrong(here, "`title` is missing; it is `API`");
        }
        Info {
            title: title.unwrap_or_else(|| "API".to_owned()),
            description: self.string_of(object, "description", here),
            terms_of_service: self.string_of(object, "termsOfService", here),
            contact: object
                .get("contact")
                .and_then(|value| self.contact(value, &here.key("contact"))),
            license: object
                .get("license")
                .and_then(|value| self.license(value, &here.key("license"))),
            version: self
                .string_of(object, "version", here)
                .unwrap_or_else(|| "0.0.0".to_owned()),
            ..Info::default()
        }
    }

    fn contact(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Option<Contact> {
        let object = self.object(value, here)?;
        Some(Contact {
            name: self.string_of(object, "name", here),
            url: self.string_of(object, "url", here),
            email: self.string_of(object, "email", here),
            ..Contact::default()
        })
    }

    fn license(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Option<License> {
        if let Value::String(name) = value {
            return Some(License {
                name: name.clone(),
                ..License::default()
            });
        }
        let object = self.object(value, here)?;
        let name = self
            .string_of(object, "name", here)
            .or_else(|| self.string_of(object, "identifier", here))?;
        Some(License {
            name,
            url: self.string_of(object, "url", here),
            ..License::default()
        })
    }

    /// Reads `tags` of the document.
    pub(super) fn tags(&mut self, value: Option<&'t Value>, here: &Here<'_, 't>) -> Vec<Tag<'t>> {
        let Some(value) = value else {
            return Vec::new();
        };
        let mut tags = Vec::new();
        for (index, value) in self.items(value, here).iter().enumerate() {
            let here = here.index(index);
            if let Value::String(name) = value {
                tags.push(Tag {
                    name: Cow::Borrowed(name),
                    ..Tag::default()
                });
                continue;
            }
            let Some(object) = self.object(value, &here) else {
                continue;
            };
            let Some(name) = self.text_of(object, "name", &here) else {
                self.wrong(&here, "`name` of the tag is missing; the tag is ignored");
                continue;
            };
            self.check_extensions(object, &here);
            tags.push(Tag {
                name,
                summary: self.text_of(object, "summary", &here),
                description: self.text_of(object, "description", &here),
                external_docs: self
                    .external_docs(object.get("externalDocs"), &here.key("externalDocs")),
                parent: self.text_of(object, "parent", &here),
                kind: self.text_of(object, "kind", &here),
                hints: self.hints(object),
            });
        }
        tags
    }

    /// Reads `externalDocs`.
    pub(super) fn external_docs(
        &mut self,
        value: Option<&'t Value>,
        here: &Here<'_, 't>,
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
            url: self.string_of(object, "url", here)?,
            description: self.string_of(object, "description", here),
            ..ExternalDocumentation::default()
        })
    }
}
