//! Values before any rule, in the one shape that every reader hands to the rules.

use crate::kinds::Kinds;
use core::fmt;

/// A text and the kinds of bytes in it. Only this type computes the kinds, so no code outside can claim that a text has
/// only digits when it has not:
///
/// ```compile_fail
/// use ficha::{Kinds, Raw};
/// let lie = Raw::Text("no a DNI", Kinds::DIGIT);
/// ```
#[derive(Clone, Copy, PartialEq)]
pub struct Text<'a> {
    text: &'a str,
    kinds: Kinds,
}

impl<'a> Text<'a> {
    /// Scans every byte of a text for its kinds.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        Self { text, kinds: Kinds::of(text.as_bytes()) }
    }

    /// A text whose kinds a reader computed while it scanned.
    pub(crate) const fn scanned(text: &'a str, kinds: Kinds) -> Self {
        Self { text, kinds }
    }

    /// The text.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.text
    }

    /// True if the text has no character beyond U+007E.
    #[must_use]
    pub const fn is_ascii(self) -> bool {
        !self.kinds.has(Kinds::HIGH)
    }

    pub(crate) const fn kinds(self) -> Kinds {
        self.kinds
    }
}

/// A value as it was sent. `Debug` shows its type, not its content.
#[derive(Clone, Copy, PartialEq)]
pub enum Raw<'a> {
    /// `null`.
    Null,
    /// Text.
    Text(Text<'a>),
    /// Text that Unicode cannot hold: it has half of a surrogate pair.
    BrokenText,
    /// An integer; beyond 2^53 it may not be exact.
    Integer(i64),
    /// A number that is no integer, or is not written as an integer.
    Fraction,
    /// Anything else: `true`, a list, an object.
    Other,
}

impl fmt::Debug for Raw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Text(_) => "Text(…)",
            Self::BrokenText => "BrokenText",
            Self::Integer(_) => "Integer(…)",
            Self::Fraction => "Fraction",
            Self::Other => "Other",
        })
    }
}

impl<'a> From<&'a str> for Raw<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Text::of(text))
    }
}
