//! The macros for the rows of an SDK's table of constraints.
//!
//! `$crate::runtime` is the path of the runtime in an SDK; `models` is a module that the table imports.

#![allow(
    unused_macros,
    unused_imports,
    reason = "a table uses only some of the macros"
)]

/// The rules of named types: `Slug = [AtMost(3)];`
macro_rules! check_aliases {
    ($($name:ident = [$($rule:tt)*];)*) => {
        #[allow(non_upper_case_globals, reason = "the constants have the names of the types")]
        mod of {
            use super::*;
            $(pub const $name: &[$crate::runtime::validation::Rule] = &[$($rule)*];)*
        }
    };
}

/// An object: `Order [AtLeast(1)] { "items" => items [AtMost(9)], ..additional_properties [] }`
macro_rules! check_object {
    ($name:ident $([$($own:tt)*])? { $($members:tt)* }) => {
        impl $crate::runtime::validation::Validate for models::$name {
            fn check(
                &self,
                rules: &'static [$crate::runtime::validation::Rule],
                checker: &mut $crate::runtime::validation::Checker,
            ) {
                checker.properties(rules, self);
                $(checker.properties(&[$($own)*], self);)?
                $crate::runtime::validation::check_members!(self, checker, $($members)*);
            }
        }
        $crate::runtime::validation::check_method!($name);
    };
}

/// The properties of an object.
macro_rules! check_members {
    (
        $object:ident, $checker:ident,
        $($wire:literal => $field:ident [$($rule:tt)*]),* $(,)?
        $(..$rest:ident [$($each:tt)*] $(,)?)?
    ) => {
        $($checker.property($wire, &$object.$field, &[$($rule)*]);)*
        $($crate::runtime::validation::Validate::check(
            &$object.$rest,
            &[$crate::runtime::validation::Rule::Each(&[$($each)*])],
            $checker,
        );)?
    };
}

/// A multipart body, which is not JSON, so that its properties are not counted: `Upload { "name" => name [AtMost(9)] }`
macro_rules! check_form {
    ($name:ident { $($members:tt)* }) => {
        impl $crate::runtime::validation::Validate for models::$name {
            fn check(
                &self,
                _: &'static [$crate::runtime::validation::Rule],
                checker: &mut $crate::runtime::validation::Checker,
            ) {
                $crate::runtime::validation::check_members!(self, checker, $($members)*);
            }
        }
        $crate::runtime::validation::check_method!($name);
    };
}

/// A union: `Method { Card [], Text [AtMost(9)] }`
macro_rules! check_union {
    ($name:ident { $($branch:ident [$($rule:tt)*]),* $(,)? }) => {
        impl $crate::runtime::validation::Validate for models::$name {
            fn check(
                &self,
                rules: &'static [$crate::runtime::validation::Rule],
                checker: &mut $crate::runtime::validation::Checker,
            ) {
                checker.properties(rules, self);
                match self {
                    $(Self::$branch(value) => {
                        $crate::runtime::validation::Validate::check(value, &[$($rule)*], checker)
                    })*
                    _ => {}
                }
            }
        }
        $crate::runtime::validation::check_method!($name);
    };
}

/// A newtype: `Tree [AtMost(9)]`
macro_rules! check_newtype {
    ($name:ident [$($rule:tt)*]) => {
        impl $crate::runtime::validation::Validate for models::$name {
            fn check(
                &self,
                _: &'static [$crate::runtime::validation::Rule],
                checker: &mut $crate::runtime::validation::Checker,
            ) {
                $crate::runtime::validation::Validate::check(&self.0, &[$($rule)*], checker);
            }
        }
        $crate::runtime::validation::check_method!($name);
    };
}

/// Types without constraints, in a crate in which other types have some.
macro_rules! check_unchecked {
    ($($name:ty),*) => {$(
        impl $crate::runtime::validation::Validate for $name {
            fn check(
                &self,
                rules: &'static [$crate::runtime::validation::Rule],
                checker: &mut $crate::runtime::validation::Checker,
            ) {
                checker.properties(rules, self);
            }
        }
    )*};
}

/// The public method `validate`.
macro_rules! check_method {
    ($name:ident) => {
        impl models::$name {
            /// Validates the value against the constraints of its schema.
            ///
            /// # Errors
            /// Returns an error with all violations and their paths.
            pub fn validate(&self) -> Result<(), $crate::runtime::validation::ValidationError> {
                $crate::runtime::validation::validate(self)
            }
        }
    };
}

pub(crate) use {
    check_aliases, check_form, check_members, check_method, check_newtype, check_object,
    check_unchecked, check_union,
};
