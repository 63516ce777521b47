//! Classes of bytes, each as a table, and runs of bytes of a class.

use crate::byte_classes::ByteClasses;

/// A class of bytes.
pub(super) struct Class([bool; 256]);

const DIGITS_AND_LETTERS: ByteClasses = ByteClasses::DIGIT.union(ByteClasses::LETTER);

/// Visible ASCII that needs no escape in JSON.
pub(super) static SEEN: Class =
    Class::of(DIGITS_AND_LETTERS.union(ByteClasses::SIGN).union(ByteClasses::DOT).union(ByteClasses::MARK));

/// Letters, digits and the signs allowed before the `@` of an address; a dot is not among them.
pub(super) static MAILBOX: Class = Class::of(DIGITS_AND_LETTERS.union(ByteClasses::SIGN));

/// Small letters, digits and hyphens.
pub(super) static LABEL: Class = {
    let Class(mut bytes) = Class::of(ByteClasses::DIGIT);
    let mut left = bytes.as_mut_slice();
    let mut byte = 0;
    while let [first, rest @ ..] = left {
        *first |= matches!(byte, b'a'..=b'z' | b'-');
        left = rest;
        byte = byte.wrapping_add(1);
    }
    Class(bytes)
};

impl Class {
    /// The bytes of some classes.
    const fn of(classes: ByteClasses) -> Self {
        let mut bytes = [false; 256];
        let mut left = bytes.as_mut_slice();
        let mut byte = 0;
        while let [first, rest @ ..] = left {
            *first = ByteClasses::kind(byte).is_subset_of(classes);
            left = rest;
            byte = byte.wrapping_add(1);
        }
        Self(bytes)
    }

    #[inline(always)]
    pub(super) fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).is_some_and(|is_in| *is_in)
    }
}

/// The number of bytes of a class from a position on.
#[inline(always)]
pub(super) fn run(class: &Class, bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).map_or(0, |rest| rest.iter().position(|b| !class.has(*b)).unwrap_or(rest.len()))
}
