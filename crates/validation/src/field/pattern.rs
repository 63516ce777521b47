//! The values of a field type that need no judge, as data.

/// The values of a field type that are good and normal as they are, and have nothing to warn of.
///
/// A value that fits its pattern needs no check; of a value that does not fit, nothing is known. Two provers are made from
/// the patterns: the one of this crate, for bytes, and the one that `cargo xtask generate` writes in JavaScript.
#[derive(Clone, Copy, Debug)]
pub enum Pattern {
    /// Digits, with or without a sign before them: one of these kinds of number.
    Numbers(&'static [Number]),
    /// Text of one line, of `min` to `max` characters: visible ASCII, the letters from U+00C0 to U+02FF, and single
    /// spaces between them.
    Line {
        /// The minimum number of characters.
        min: usize,
        /// The maximum number of characters.
        max: usize,
    },
    /// Text of the same characters, in which spaces may stand anywhere, but not alone.
    Exact {
        /// The minimum number of characters.
        min: usize,
        /// The maximum number of characters.
        max: usize,
    },
    /// An email address in ASCII, whose domain is in lower case and not near a well-known one.
    Address(&'static Address),
    /// `YYYY-MM-DD`, a day from this year on and not after today.
    Day {
        /// The first year.
        from: u32,
    },
    /// An integer of a range.
    Integer {
        /// The least integer.
        min: u64,
        /// The greatest integer.
        max: u64,
    },
    /// The code of a district.
    District,
    /// One of these words.
    Words(&'static [&'static str]),
}

impl Pattern {
    /// True if the values are texts.
    #[cfg(feature = "prove")]
    pub(crate) const fn is_text(&self) -> bool {
        !matches!(self, Self::Integer { .. } | Self::District)
    }
}

/// A kind of number.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// The text before the other digits: one of these.
    pub prefixes: &'static [&'static str],
    /// The minimum number of digits behind the prefix.
    pub min: usize,
    /// The maximum number of digits behind the prefix.
    pub max: usize,
    /// The weights of all digits but the last, by whose sum modulo 11 the last is computed; empty if it is not.
    pub weights: &'static [u32],
}

impl Number {
    /// Exactly so many digits behind a prefix.
    pub(crate) const fn of(prefixes: &'static [&'static str], digits: usize) -> Self {
        Self { prefixes, min: digits, max: digits, weights: &[] }
    }
}

/// The limits of an email address, in bytes, and the domains that people often mistype.
#[derive(Clone, Copy, Debug)]
pub struct Address {
    /// The maximum length.
    pub max: usize,
    /// The maximum length before the `@`.
    pub max_local: usize,
    /// The maximum length between two dots of the domain.
    pub max_label: usize,
    /// The signs allowed before the `@`; letters, digits and dots are allowed too.
    pub signs: &'static str,
    /// Well-known domains.
    pub common: &'static [&'static str],
}
