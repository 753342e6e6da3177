//! Validation of the values of each type.

use super::super::base64::{Base64, Base64Url};
use super::super::decimal::Decimal;
use super::super::nullable::Nullable;
use super::super::secret::Secret;
use super::Rule;
use super::checker::{Checker, Validate, of_each, of_place};
use serde_core::ser::Serialize;
use std::collections::{BTreeMap, BTreeSet};

macro_rules! checked {
    ($(($($parameter:tt)*) $type:ty: |$value:ident, $rules:ident, $checker:ident| $check:expr;)*) => {$(
        impl<$($parameter)*> Validate for $type {
            fn check(&self, $rules: &'static [Rule], $checker: &mut Checker) {
                let $value = self;
                $check
            }
        }
    )*};
}

checked! {
    () (): |_value, _rules, _checker| {};
    () bool: |_value, _rules, _checker| {};
    () serde_json::Value: |_value, _rules, _checker| {};
    () i32: |number, rules, checker| checker.number(rules, format_args!("{number}"));
    () i64: |number, rules, checker| checker.number(rules, format_args!("{number}"));
    () u32: |number, rules, checker| checker.number(rules, format_args!("{number}"));
    () u64: |number, rules, checker| checker.number(rules, format_args!("{number}"));
    // The shortest text of this number, as in JSON.
    () f64: |number, rules, checker| checker.number(rules, format_args!("{number:e}"));
    () Decimal: |number, rules, checker| checker.number(rules, format_args!("{number}"));
    () String: |text, rules, checker| checker.text(rules, text);
    () Secret<String>: |text, rules, checker| checker.text(rules, text.expose());
    () Base64: |bytes, rules, checker| checker.text(rules, &bytes.to_string());
    () Base64Url: |bytes, rules, checker| checker.text(rules, &bytes.to_string());
    (T: Validate) Box<T>: |inner, rules, checker| (**inner).check(rules, checker);
    (T: Validate) Option<T>: |inner, rules, checker| {
        if let Some(value) = inner {
            value.check(rules, checker);
        }
    };
    (T: Validate) Nullable<T>: |inner, rules, checker| {
        if let Some(value) = inner.as_ref() {
            value.check(rules, checker);
        }
    };
    (T: Validate + Serialize) Vec<T>: |items, rules, checker| {
        checker.count(rules, items.len(), ["item", "items"]);
        checker.unique(rules, items);
        for (index, item) in items.iter().enumerate() {
            checker.item(index, item, of_each(rules));
        }
    };
    (T: Validate) BTreeSet<T>: |items, rules, checker| {
        checker.count(rules, items.len(), ["item", "items"]);
        for (index, item) in items.iter().enumerate() {
            checker.item(index, item, of_each(rules));
        }
    };
    (T: Validate) BTreeMap<String, T>: |values, rules, checker| {
        checker.count(rules, values.len(), ["property", "properties"]);
        for (name, value) in values {
            checker.property(name, value, of_each(rules));
        }
    };
}

macro_rules! tuples {
    ($(($($place:tt $parameter:ident)+))+) => {$(
        impl<$($parameter: Validate),+> Validate for ($($parameter,)+) {
            fn check(&self, rules: &'static [Rule], checker: &mut Checker) {
                $(checker.item($place, &self.$place, of_place(rules, $place));)+
            }
        }
    )+};
}

tuples! {
    (0 A)
    (0 A 1 B)
    (0 A 1 B 2 C)
    (0 A 1 B 2 C 3 D)
    (0 A 1 B 2 C 3 D 4 E)
    (0 A 1 B 2 C 3 D 4 E 5 F)
    (0 A 1 B 2 C 3 D 4 E 5 F 6 G)
    (0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H)
    (0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I)
    (0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I 9 J)
    (0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I 9 J 10 K)
    (0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I 9 J 10 K 11 L)
}
