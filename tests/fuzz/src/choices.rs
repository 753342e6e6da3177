//! Bytes as a source of choices, so that a fuzzer that changes the bytes changes the choices.

use serde_json::{Map, Value};
use std::ops::RangeInclusive;

/// The choices that are left. After the last byte, each choice is the first one.
#[derive(Clone, Debug)]
pub struct Choices<'d>(&'d [u8]);

impl<'d> Choices<'d> {
    /// Creates choices from bytes.
    pub const fn new(bytes: &'d [u8]) -> Self {
        Self(bytes)
    }

    /// Returns `true` if no bytes are left.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns all bytes that are left.
    pub fn rest(&mut self) -> &'d [u8] {
        std::mem::take(&mut self.0)
    }

    /// Returns up to this number of bytes.
    pub fn bytes(&mut self, count: usize) -> &'d [u8] {
        let (bytes, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        bytes
    }

    /// Returns a byte.
    pub fn byte(&mut self) -> u8 {
        self.bytes(1).first().copied().unwrap_or_default()
    }

    /// Returns a number of 64 bits.
    pub fn number(&mut self) -> u64 {
        let bytes = self.bytes(8).iter();
        bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    /// Returns a number below a limit; zero if the limit is zero.
    pub fn below(&mut self, limit: usize) -> usize {
        let mut number = usize::from(self.byte());
        let mut reached = 0x100;
        while reached < limit {
            number = number << 8 | usize::from(self.byte());
            reached <<= 8;
        }
        number.checked_rem(limit).unwrap_or_default()
    }

    /// Returns a limit of what may be large, which most often is none.
    pub fn limit(&mut self) -> usize {
        match self.below(4) {
            0 => 1 + self.below(40),
            _ => usize::MAX,
        }
    }

    /// Returns where a body is cut into pieces: the sizes of the first ones.
    pub fn cuts(&mut self) -> Vec<usize> {
        let count = self.below(6);
        (0..count).map(|_| self.below(0x200)).collect()
    }

    /// Returns a number of a range.
    pub fn within(&mut self, range: RangeInclusive<usize>) -> usize {
        range.start() + self.below(range.end() - range.start() + 1)
    }

    /// Returns `true` or `false`.
    pub fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// Returns `true` once in so many choices.
    pub fn once_in(&mut self, count: usize) -> bool {
        self.below(count) + 1 == count
    }

    /// Returns one of the items; `None` if there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// Returns one of the items.
    ///
    /// # Panics
    /// If there are none.
    pub fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        *self.pick(items).expect("items")
    }

    /// Returns any character.
    pub fn character(&mut self) -> char {
        match self.byte() {
            byte @ ..=0xbf => char::from(byte & 0x7f),
            0xc0..=0xdf => self.one_of(&[
                'é', 'ß', '語', 'İ', '\u{85}', '\u{feff}', '\u{2028}', '😀', '\u{301}',
            ]),
            _ => char::from_u32(u32::try_from(self.below(0x11_0000)).unwrap_or_default())
                .unwrap_or('\u{fffd}'),
        }
    }

    /// Returns a text with up to this number of characters.
    pub fn text(&mut self, longest: usize) -> String {
        (0..self.within(0..=longest))
            .map(|_| self.character())
            .collect()
    }

    /// Returns a text of these characters, with up to this number of them.
    pub fn text_of(&mut self, alphabet: &[char], longest: usize) -> String {
        (0..self.within(0..=longest))
            .map(|_| self.one_of(alphabet))
            .collect()
    }

    /// Returns a JSON value that is nested no deeper than this.
    pub fn json(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 6 } else { 8 }) {
            0 => Value::String(self.text(8)),
            1 => Value::Null,
            2 => Value::Bool(self.flag()),
            3 => Value::from(i64::from_ne_bytes(self.number().to_ne_bytes())),
            4 => Value::from(self.byte()),
            5 => Value::from(f64::from_bits(self.number())),
            6 => (0..self.below(4)).map(|_| self.json(depth - 1)).collect(),
            _ => Value::Object(self.members(depth - 1)),
        }
    }

    /// Returns the members of a JSON object, with values that are nested no deeper than this.
    pub fn members(&mut self, depth: usize) -> Map<String, Value> {
        (0..self.below(4))
            .map(|_| (self.text(6), self.json(depth)))
            .collect()
    }
}
