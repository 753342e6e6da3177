//! Unions whose discriminator is the first property, as most servers send it: the branch is known before the rest of the
//! object is read, so it reads the rest as it comes. Any other value is buffered, see [`super::unions`].

use super::record::read_map;
use super::unions::{Choice, decode_value};
use super::{Key, Record};
use serde_core::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};
use serde_core::forward_to_deserialize_any;
use serde_json::Value;
use std::fmt;
use std::marker::PhantomData;

/// A union with a discriminator, whose branches are objects with known properties.
pub trait TaggedChoice: Choice {
    /// Reads a branch, by its index.
    ///
    /// # Errors
    /// Returns an error if the object does not match the branch.
    fn read_branch<'de, A: MapAccess<'de>>(
        index: usize,
        object: TaggedObject<A>,
    ) -> Result<Self, A::Error>;
}

/// An object whose discriminator has been read.
pub struct TaggedObject<A> {
    discriminator: &'static str,
    tag: &'static str,
    next: Next,
    rest: A,
}

impl<'de, A: MapAccess<'de>> TaggedObject<A> {
    /// Reads the object.
    ///
    /// # Errors
    /// Returns an error if the object does not match the record.
    pub fn read<T: Record>(self) -> Result<T, A::Error> {
        read_map(self)
    }

    /// Fails since the union has no such branch.
    ///
    /// # Errors
    /// Always returns an error.
    pub fn without_branch<T>(self) -> Result<T, A::Error> {
        let tag = self.tag;
        Err(Error::custom(format_args!("`{tag}` has no branch")))
    }
}

/// What is read next: the name and the value of the discriminator again, then the rest.
enum Next {
    Discriminator,
    Tag,
    Rest,
}

/// Decodes a union.
///
/// # Errors
/// Returns an error if the value must match a known branch and does not.
pub fn decode_tagged<'de, T: TaggedChoice, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(UnionVisitor(PhantomData))
}

struct UnionVisitor<T>(PhantomData<T>);

impl<T: TaggedChoice> UnionVisitor<T> {
    fn buffered<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        decode_value(Value::deserialize(deserializer)?)
    }

    /// Returns the index of the only branch with the tag, and its tag.
    fn branch(tag: &str) -> Option<(usize, &'static str)> {
        let branches = T::BRANCHES.branches.iter().enumerate();
        let mut named = branches.filter_map(|(index, branch)| {
            let tag = branch.tags.iter().find(|known| **known == tag)?;
            Some((index, *tag))
        });
        let only = named.next()?;
        named.next().is_none().then_some(only)
    }
}

impl<'de, T: TaggedChoice> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value of a union")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let Some(key) = map.next_key::<Key<'de>>()? else {
            return decode_value(Value::Object(serde_json::Map::new()));
        };
        let discriminator = T::BRANCHES.discriminator;
        let Some(discriminator) = discriminator.filter(|name| *name == key.as_str()) else {
            return Self::buffered(MapAccessDeserializer::new(FirstKey(Some(key), map)));
        };
        let value: Value = map.next_value()?;
        if let Some((index, tag)) = value.as_str().and_then(Self::branch) {
            let object = TaggedObject {
                discriminator,
                tag,
                next: Next::Discriminator,
                rest: map,
            };
            return T::read_branch(index, object);
        }
        let mut object = serde_json::Map::new();
        object.insert(discriminator.to_owned(), value);
        while let Some((key, value)) = map.next_entry()? {
            object.insert(key, value);
        }
        decode_value(Value::Object(object))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<T, A::Error> {
        Self::buffered(SeqAccessDeserializer::new(items))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        decode_value(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        decode_value(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        decode_value(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        decode_value(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        decode_value(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<T, E> {
        decode_value(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        decode_value(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        decode_value(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        decode_tagged(deserializer)
    }
}

/// An object whose first key has been read. It is read again by the deserializer of [`Value`], which knows the keys that
/// have a meaning in serde_json.
struct FirstKey<'de, A>(Option<Key<'de>>, A);

impl<'de, A: MapAccess<'de>> MapAccess<'de> for FirstKey<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.0.take() {
            Some(key) => seed
                .deserialize(key.into_text().into_deserializer())
                .map(Some),
            None => self.1.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.1.next_value_seed(seed)
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for TaggedObject<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.next {
            Next::Discriminator => {
                self.next = Next::Tag;
                seed.deserialize(Text::new(self.discriminator)).map(Some)
            }
            Next::Tag | Next::Rest => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.next {
            Next::Tag => {
                self.next = Next::Rest;
                seed.deserialize(Text::new(self.tag))
            }
            Next::Discriminator | Next::Rest => self.rest.next_value_seed(seed),
        }
    }
}

/// A text. It is never a map or a list, so that little is compiled for a property that is an object.
struct Text<E>(&'static str, PhantomData<E>);

impl<E> Text<E> {
    const fn new(text: &'static str) -> Self {
        Self(text, PhantomData)
    }
}

impl<'de, E: Error> Deserializer<'de> for Text<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::super::{Branch, Branches, Object, ValueError, Writer, from_value, read};
    use super::*;
    use serde_core::ser::Serializer;
    use serde_json::json;

    #[derive(Debug, Default, PartialEq)]
    struct Cat {
        kind: Option<String>,
        lives: u64,
    }

    impl Record for Cat {
        const NAME: &'static str = "Cat";

        fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
            let mut it = Self::default();
            while let Some(key) = object.key() {
                match key.as_str() {
                    "kind" => object.optional(&mut it.kind),
                    "lives" => object.fill(0, &mut it.lives),
                    _ => object.skip(),
                }
            }
            Some(it)
        }

        fn write<S: Serializer>(&self, _object: &mut Writer<S>) {}
    }

    impl<'de> super::super::Decode<'de> for Cat {
        fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            read(deserializer)
        }
    }

    /// A union that knows how its branch was read.
    #[derive(Debug, PartialEq)]
    enum Pet {
        Buffered(Cat),
        AsItComes(Cat),
        Unknown(Value),
    }

    impl Choice for Pet {
        const BRANCHES: Branches = Branches {
            discriminator: Some("kind"),
            branches: &[Branch {
                tags: &["cat", "1"],
                ..Branch::ANY
            }],
        };

        fn decode_branch(_index: usize, value: &Value) -> Result<Self, ValueError> {
            from_value(value).map(Self::Buffered)
        }

        fn keep(value: Value) -> Self {
            Self::Unknown(value)
        }
    }

    impl TaggedChoice for Pet {
        fn read_branch<'de, A: MapAccess<'de>>(
            _index: usize,
            object: TaggedObject<A>,
        ) -> Result<Self, A::Error> {
            object.read().map(Self::AsItComes)
        }
    }

    struct Decoded(Pet);

    impl<'de> Deserialize<'de> for Decoded {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            decode_tagged(deserializer).map(Self)
        }
    }

    fn decode(text: &str) -> Result<Pet, serde_json::Error> {
        serde_json::from_str(text).map(|Decoded(pet)| pet)
    }

    fn cat(kind: &str) -> Cat {
        Cat {
            kind: Some(kind.to_owned()),
            lives: 9,
        }
    }

    #[test]
    fn an_object_is_read_as_it_comes_if_its_discriminator_is_first() {
        let first = decode(r#"{"kind":"cat","lives":9,"colour":"red"}"#).unwrap();
        assert_eq!(first, Pet::AsItComes(cat("cat")));
        let last = decode(r#"{"colour":"red","lives":9,"kind":"cat"}"#).unwrap();
        assert_eq!(last, Pet::Buffered(cat("cat")));
        let escaped = decode(r#"{"\u006bind":"c\u0061t","lives":9}"#).unwrap();
        assert_eq!(escaped, Pet::AsItComes(cat("cat")));
        let from_value = Decoded::deserialize(json!({"kind": "cat", "lives": 9})).unwrap();
        assert_eq!(from_value.0, Pet::AsItComes(cat("cat")));
    }

    #[test]
    fn what_no_branch_has_is_kept() {
        for text in [
            r#"{"kind":"bird","wings":2}"#,
            r#"{"wings":2,"kind":"bird"}"#,
            "3.5",
            "-1",
            "18446744073709551615",
            "true",
            "null",
            r#""cat""#,
        ] {
            let value: Value = serde_json::from_str(text).unwrap();
            assert_eq!(decode(text).unwrap(), Pet::Unknown(value));
        }
    }

    #[test]
    fn other_values_are_the_same_as_in_a_buffered_union() {
        for text in [
            "{}",
            "[]",
            r#"[1,{"kind":"cat"}]"#,
            r#"{"kind":1,"lives":9}"#,
            r#"{"kind":null}"#,
            r#"{"kind":["cat"],"lives":9}"#,
        ] {
            let buffered =
                super::super::decode_union::<Pet, _>(&mut serde_json::Deserializer::from_str(text));
            let buffered = buffered.map_err(|error| error.to_string());
            let tagged = decode(text).map_err(|error| error.to_string());
            let without_place = |text: String| text.split(" at line").next().map(str::to_owned);
            assert_eq!(
                tagged.map_err(without_place),
                buffered.map_err(without_place),
                "{text}"
            );
        }
    }

    #[test]
    fn an_error_in_the_branch_is_the_error_of_the_union() {
        let error = decode("{\"kind\":\"cat\",\n\"lives\":\"nine\"}").unwrap_err();
        assert_eq!((error.line(), error.column()), (2, 14));
        assert!(decode(r#"{"kind":"cat","lives":9"#).unwrap_err().is_eof());
    }
}
