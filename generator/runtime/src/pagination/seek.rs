//! Finds values in the JSON text of a page by the names of properties, without a tree of the rest.

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// Returns the value at a path; `None` if it is missing or null.
pub fn value(body: &[u8], path: &[&str]) -> Option<Value> {
    found(body, path, Wanted::Value).value
}

/// Returns the number of items of the array at a path, and a property of the last one.
pub fn list(body: &[u8], path: &[&str], key: Option<&[&str]>) -> (u64, Option<Value>) {
    let found = found(body, path, Wanted::List(key));
    (found.count, found.value)
}

/// What is read at the end of a path.
#[derive(Clone, Copy)]
enum Wanted<'p> {
    Value,
    /// The number of items, and a property of the last one.
    List(Option<&'p [&'p str]>),
}

#[derive(Default)]
struct Found {
    value: Option<Value>,
    count: u64,
}

fn found(body: &[u8], path: &[&str], wanted: Wanted<'_>) -> Found {
    let mut found = Found::default();
    let seek = Seek {
        path,
        wanted,
        found: &mut found,
    };
    // The page was decoded before, so its text is JSON.
    let _ = seek.deserialize(&mut serde_json::Deserializer::from_slice(body));
    found
}

struct Seek<'p, 'f> {
    path: &'p [&'p str],
    wanted: Wanted<'p>,
    found: &'f mut Found,
}

impl<'de> DeserializeSeed<'de> for Seek<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.path.is_empty()
            && let Wanted::Value = self.wanted
        {
            let value = <Value as serde_core::Deserialize>::deserialize(deserializer)?;
            self.found.value = Some(value).filter(|value| !value.is_null());
            return Ok(());
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (name, path) = match self.path.split_first() {
            Some((name, path)) => (Some(*name), path),
            None => (None, self.path),
        };
        while let Some(is_next) = map.next_key_seed(Key(name))? {
            if is_next {
                map.next_value_seed(Seek {
                    path,
                    wanted: self.wanted,
                    found: &mut *self.found,
                })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let key = match self.wanted {
            Wanted::List(key) if self.path.is_empty() => key,
            _ => {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(());
            }
        };
        let mut count = 0;
        if let Some(path) = key {
            loop {
                let mut item = Found::default();
                let seek = Seek {
                    path,
                    wanted: Wanted::Value,
                    found: &mut item,
                };
                if items.next_element_seed(seek)?.is_none() {
                    break;
                }
                self.found.value = item.value;
                count += 1;
            }
        } else {
            while items.next_element::<IgnoredAny>()?.is_some() {
                count += 1;
            }
        }
        self.found.count = count;
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

/// Compares a key with a name.
struct Key<'p>(Option<&'p str>);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        Ok(self.0 == Some(key))
    }
}

#[cfg(test)]
mod tests {
    use super::{list, value};
    use serde_json::json;

    const PAGE: &[u8] =
        br#"{"a": [{"id": 1}, {"id": "x\"y"}], "m": {"n\u0065xt": "c", "null": null}, "b": [[1], 2, 3], "i": 1e3}"#;

    #[test]
    fn values_are_found_by_names() {
        assert_eq!(value(PAGE, &["m", "next"]), Some(json!("c")));
        assert_eq!(value(PAGE, &["i"]), Some(json!(1e3)));
        for path in [["m", "null"], ["m", "other"], ["a", "id"], ["i", "x"]] {
            assert_eq!(value(PAGE, &path), None, "{path:?}");
        }
    }

    #[test]
    fn items_are_counted_and_the_last_one_is_read() {
        assert_eq!(list(PAGE, &["a"], Some(&["id"])), (2, Some(json!("x\"y"))));
        assert_eq!(list(PAGE, &["b"], None), (3, None));
        assert_eq!(list(PAGE, &["b"], Some(&["id"])), (3, None));
        assert_eq!(list(b"[1, 2]", &[], None), (2, None));
        assert_eq!(list(PAGE, &["m"], None), (0, None));
        assert_eq!(list(b"null", &[], None), (0, None));
    }
}
