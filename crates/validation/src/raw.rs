//! Values before any rule, in the one shape that every reader hands to the rules.

use crate::byte_classes::ByteClasses;
use core::fmt;

/// A text and the classes of bytes in it. Only this type computes the classes, so no code outside can claim that a text has
/// only digits when it has not:
///
/// ```compile_fail
/// use ficha::{ByteClasses, reader::Raw};
/// let lie = Raw::Text("no a DNI", ByteClasses::DIGIT);
/// ```
#[derive(Clone, Copy, PartialEq)]
pub struct Text<'a> {
    text: &'a str,
    classes: ByteClasses,
}

impl<'a> Text<'a> {
    /// Scans every byte of a text for its classes.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        Self { text, classes: ByteClasses::of(text.as_bytes()) }
    }

    /// A text whose classes a reader computed while it scanned.
    pub(crate) const fn scanned(text: &'a str, classes: ByteClasses) -> Self {
        Self { text, classes }
    }

    /// The text.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.text
    }

    /// True if the text has no character beyond U+007E.
    #[must_use]
    pub const fn is_ascii(self) -> bool {
        !self.classes.intersects(ByteClasses::HIGH)
    }

    pub(crate) const fn classes(self) -> ByteClasses {
        self.classes
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
