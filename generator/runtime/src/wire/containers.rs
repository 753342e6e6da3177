//! Lists, sets, maps, tuples, boxes and nullable values.

use super::{Decode, Decoded};
use serde_core::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

/// The maximum capacity reserved for a list by its size hint.
const MOST_RESERVED: usize = 1024;

impl<'de, T: Decode<'de>> Decode<'de> for Box<T> {
    const SECRET: bool = T::SECRET;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self::new)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Option<T> {
    const SECRET: bool = T::SECRET;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(OptionVisitor(PhantomData))
    }
}

struct OptionVisitor<T>(PhantomData<T>);

impl<'de, T: Decode<'de>> Visitor<'de> for OptionVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode(deserializer).map(Some)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Vec<T> {
    const SECRET: bool = T::SECRET;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor(PhantomData))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Decode<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::with_capacity(items.size_hint().unwrap_or(0).min(MOST_RESERVED));
        while let Some(Decoded(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(list)
    }
}

impl<'de, T: Decode<'de> + Ord> Decode<'de> for BTreeSet<T> {
    const SECRET: bool = T::SECRET;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::decode(deserializer).map(Self::from_iter)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for BTreeMap<String, T> {
    const SECRET: bool = T::SECRET;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor(PhantomData))
    }
}

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: Decode<'de>> Visitor<'de> for MapVisitor<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((key, Decoded(value))) = entries.next_entry()? {
            map.insert(key, value);
        }
        Ok(map)
    }
}

macro_rules! tuples {
    ($($length:literal: $($item:ident)+;)+) => {$(
        impl<'de, $($item: Decode<'de>),+> Decode<'de> for ($($item,)+) {
            const SECRET: bool = $($item::SECRET)||+;

            fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Tuple<T>(PhantomData<T>);

                impl<'de, $($item: Decode<'de>),+> Visitor<'de> for Tuple<($($item,)+)> {
                    type Value = ($($item,)+);

                    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                        write!(formatter, "an array of {} items", $length)
                    }

                    #[allow(non_snake_case, reason = "an item is named after its type")]
                    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                        let mut came = 0;
                        $(
                            let Some(Decoded($item)) = items.next_element()? else {
                                return Err(Error::invalid_length(came, &self));
                            };
                            came += 1;
                        )+
                        // The deserializer reports excess items.
                        let _ = came;
                        Ok(($($item,)+))
                    }
                }

                deserializer.deserialize_tuple($length, Tuple(PhantomData))
            }
        }
    )+};
}

tuples! {
    1: T1;
    2: T1 T2;
    3: T1 T2 T3;
    4: T1 T2 T3 T4;
    5: T1 T2 T3 T4 T5;
    6: T1 T2 T3 T4 T5 T6;
    7: T1 T2 T3 T4 T5 T6 T7;
    8: T1 T2 T3 T4 T5 T6 T7 T8;
    9: T1 T2 T3 T4 T5 T6 T7 T8 T9;
    10: T1 T2 T3 T4 T5 T6 T7 T8 T9 T10;
    11: T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11;
    12: T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12;
}
