//! Reads a table of the configuration key by key, and finally reports unknown keys.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, SourceText};
use crate::did_you_mean::did_you_mean;
use std::ops::{Range, RangeInclusive};
use toml_edit::{Item, TableLike, Value};

/// A table and its range in the text.
type Spanned<'t> = (&'t dyn TableLike, Option<Range<usize>>);

/// Reads one table.
pub(super) struct Reader<'t, 'd> {
    table: &'t dyn TableLike,
    /// `package.`, or empty at the root.
    prefix: String,
    span: Option<Range<usize>>,
    known: Vec<&'static str>,
    source: &'t SourceText,
    diagnostics: &'d mut Diagnostics,
}

impl<'t, 'd> Reader<'t, 'd> {
    /// Reads the root table of a text.
    pub fn root(
        table: &'t dyn TableLike,
        source: &'t SourceText,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        Self {
            table,
            prefix: String::new(),
            span: None,
            known: Vec::new(),
            source,
            diagnostics,
        }
    }

    /// Reads a string.
    pub fn string(&mut self, key: &'static str) -> Option<String> {
        let item = self.get(key)?;
        match item.as_str() {
            Some(text) => Some(text.to_owned()),
            None => self.wrong(key, item, "a string"),
        }
    }

    /// Reads a string that has to satisfy a predicate; `expected` describes it.
    pub fn checked(
        &mut self,
        key: &'static str,
        expected: &str,
        is: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let item = self.get(key)?;
        match item.as_str() {
            Some(text) if is(text) => Some(text.to_owned()),
            _ => self.wrong(key, item, expected),
        }
    }

    /// Reads a required string that has to satisfy a predicate.
    pub fn required(
        &mut self,
        key: &'static str,
        expected: &str,
        is: impl Fn(&str) -> bool,
    ) -> Option<String> {
        if !self.table.contains_key(key) {
            self.known.push(key);
            let message = format!(
                "`{}` lacks the key `{key}`",
                self.prefix.trim_end_matches('.')
            );
            let diagnostic = Diagnostic::new(
                Code::ConfigurationValue,
                self.place(self.span.clone()),
                message,
            )
            .help(format!("add `{key}`: {expected}"));
            self.diagnostics.push(diagnostic);
            return None;
        }
        self.checked(key, expected, is)
    }

    /// Reads a boolean.
    pub fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let item = self.get(key)?;
        match item.as_bool() {
            Some(value) => Some(value),
            None => self.wrong(key, item, "`true` or `false`"),
        }
    }

    /// Reads a whole number that is not negative.
    pub fn whole_number(&mut self, key: &'static str) -> Option<u64> {
        let item = self.get(key)?;
        let number = item
            .as_integer()
            .and_then(|number| u64::try_from(number).ok());
        match number {
            Some(number) => Some(number),
            None => self.wrong(key, item, "a whole number"),
        }
    }

    /// Reads a whole number in a range; `expected` describes it.
    pub fn number_in(
        &mut self,
        key: &'static str,
        expected: &str,
        range: RangeInclusive<u64>,
    ) -> Option<u64> {
        let item = self.get(key)?;
        let number = item
            .as_integer()
            .and_then(|number| u64::try_from(number).ok());
        match number {
            Some(number) if range.contains(&number) => Some(number),
            Some(_) => {
                let message = format!("`{}{key}` must be {expected}", self.prefix);
                self.report(item.span(), message);
                None
            }
            None => self.wrong(key, item, expected),
        }
    }

    /// Reads `false` or a table, as JSON.
    pub fn off_or_table(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'t, '_>) -> serde_json::Value,
    ) -> Option<serde_json::Value> {
        let item = self.get(key)?;
        match (item.as_bool(), item.as_table_like()) {
            (Some(false), _) => Some(false.into()),
            (_, Some(table)) => Some(self.inside(table, key, item.span(), read)),
            _ => self.wrong(key, item, "`false` or a table"),
        }
    }

    /// Reads one of several allowed strings.
    pub fn one_of<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let item = self.get(key)?;
        let word = item.as_str();
        if let Some((_, value)) = choices.iter().find(|(name, _)| Some(*name) == word) {
            return Some(*value);
        }
        let names: Vec<String> = choices
            .iter()
            .map(|(name, _)| format!("`\"{name}\"`"))
            .collect();
        self.wrong(key, item, &format!("one of {}", names.join(", ")))
    }

    /// Reads an array of strings; empty if it is missing.
    pub fn strings(&mut self, key: &'static str) -> Vec<String> {
        self.spanned_strings(key)
            .into_iter()
            .map(|(text, _)| text)
            .collect()
    }

    /// Reads an array of strings, each with its place.
    pub fn spanned_strings(&mut self, key: &'static str) -> Vec<(String, Place)> {
        let Some(item) = self.get(key) else {
            return Vec::new();
        };
        let Some(array) = item.as_array() else {
            return self
                .wrong(key, item, "an array of strings")
                .unwrap_or_default();
        };
        let mut texts = Vec::with_capacity(array.len());
        for value in array {
            match value.as_str() {
                Some(text) => texts.push((text.to_owned(), self.place(value.span()))),
                None => {
                    let message = format!(
                        "an item of `{}{key}` is {}, and must be a string",
                        self.prefix,
                        a(value.type_name())
                    );
                    self.report(value.span(), message);
                }
            }
        }
        texts
    }

    /// Reports a value that is read but wrong.
    pub fn refuse(&mut self, place: Place, message: String) {
        let diagnostic = Diagnostic::new(Code::ConfigurationValue, place, message);
        self.diagnostics.push(diagnostic);
    }

    /// Reads a table.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'t, '_>) -> T,
    ) -> Option<T> {
        let item = self.get(key)?;
        match item.as_table_like() {
            Some(table) => Some(self.inside(table, key, item.span(), read)),
            None => self.wrong(key, item, "a table"),
        }
    }

    /// Reads an array of tables, `[[key]]`.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&mut Reader<'t, '_>) -> T,
    ) -> Vec<T> {
        let Some(item) = self.get(key) else {
            return Vec::new();
        };
        let tables: Option<Vec<Spanned<'t>>> = match item {
            Item::ArrayOfTables(tables) => Some(
                tables
                    .iter()
                    .map(|table| (table as &dyn TableLike, table.span()))
                    .collect(),
            ),
            Item::Value(Value::Array(values)) => values
                .iter()
                .map(|value| Some((value.as_inline_table()? as &dyn TableLike, value.span())))
                .collect(),
            _ => None,
        };
        match tables {
            Some(tables) => tables
                .into_iter()
                .map(|(table, span)| self.inside(table, key, span, &read))
                .collect(),
            None => self
                .wrong(
                    key,
                    item,
                    &format!("an array of tables, `[[{}{key}]]`", self.prefix.clone()),
                )
                .unwrap_or_default(),
        }
    }

    /// Reads a table whose keys are names in the document. Returns each name, its place, and the result of `read` for
    /// its table.
    pub fn named_tables<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&mut Reader<'t, '_>) -> T,
    ) -> Vec<(String, Place, T)> {
        let Some(item) = self.get(key) else {
            return Vec::new();
        };
        let Some(table) = item.as_table_like() else {
            return self
                .wrong(key, item, "a table of tables")
                .unwrap_or_default();
        };
        let mut named = Vec::with_capacity(table.len());
        for (name, item) in table.iter() {
            let span = table.key(name).and_then(toml_edit::Key::span);
            let Some(inner) = item.as_table_like() else {
                let path = format!("{}{key}.{name}", self.prefix);
                self.report(
                    span,
                    format!("`{path}` is {}, and must be a table", a(item.type_name())),
                );
                continue;
            };
            let place = self.place(span.clone());
            let value = self.inside(inner, &format!("{key}.{name}"), span, &read);
            named.push((name.to_owned(), place, value));
        }
        named
    }

    /// Reports every key that was not read.
    pub fn finish(self) {
        for (key, _) in self.table.iter() {
            if self.known.contains(&key) {
                continue;
            }
            let span = self.table.key(key).and_then(toml_edit::Key::span);
            let place = self.place(span);
            let message = format!("unknown key `{}{key}`", self.prefix);
            let help = match did_you_mean(key, self.known.iter().copied()) {
                Some(similar) => format!("a key with a similar name exists: `{similar}`"),
                None => format!("the keys of this table are {}", list(&self.known)),
            };
            self.diagnostics
                .push(Diagnostic::new(Code::ConfigurationKey, place, message).help(help));
        }
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Item> {
        self.known.push(key);
        self.table.get(key).filter(|item| !item.is_none())
    }

    fn inside<T>(
        &mut self,
        table: &'t dyn TableLike,
        key: &str,
        span: Option<Range<usize>>,
        read: impl FnOnce(&mut Reader<'t, '_>) -> T,
    ) -> T {
        let mut reader = Reader {
            table,
            prefix: format!("{}{key}.", self.prefix),
            span,
            known: Vec::new(),
            source: self.source,
            diagnostics: self.diagnostics,
        };
        let value = read(&mut reader);
        reader.finish();
        value
    }

    fn wrong<T>(&mut self, key: &str, item: &Item, expected: &str) -> Option<T> {
        let span = item
            .span()
            .or_else(|| self.table.key(key).and_then(toml_edit::Key::span));
        let message = if expected.starts_with("one of") || item.is_str() {
            format!("`{}{key}` is not {expected}", self.prefix)
        } else {
            let found = a(item.type_name());
            format!("`{}{key}` is {found}, and must be {expected}", self.prefix)
        };
        self.report(span, message);
        None
    }

    fn report(&mut self, span: Option<Range<usize>>, message: String) {
        let place = self.place(span);
        self.diagnostics
            .push(Diagnostic::new(Code::ConfigurationValue, place, message));
    }

    fn place(&self, span: Option<Range<usize>>) -> Place {
        Place::Text {
            file: self.source.name.clone(),
            offset: span.map_or(0, |span| span.start),
        }
    }
}

/// Returns the name of a type with its article.
fn a(type_name: &str) -> String {
    let article = if type_name.starts_with(['a', 'i']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {type_name}")
}

fn list(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}
