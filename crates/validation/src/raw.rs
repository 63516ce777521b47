//! What came in, before any rule: the narrow waist between the ways in and the rules.

use crate::Kinds;
use core::fmt;

/// A value as it was sent. `Debug` tells its kind and does not show it.
#[derive(Clone, Copy, PartialEq)]
pub enum Raw<'a> {
    /// `null`.
    Null,
    /// Text, and what it is made of.
    Text(&'a str, Kinds),
    /// Text that Unicode cannot hold: it has half of a surrogate pair.
    BrokenText,
    /// An integer; beyond 2^53 it need not be the right one.
    Integer(i64),
    /// A number that is no integer, or is not written as one.
    Fraction,
    /// Anything else: `true`, a list, an object.
    Other,
}

impl fmt::Debug for Raw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Text(..) => "Text(…)",
            Self::BrokenText => "BrokenText",
            Self::Integer(_) => "Integer(…)",
            Self::Fraction => "Fraction",
            Self::Other => "Other",
        })
    }
}

impl<'a> From<&'a str> for Raw<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text, Kinds::of(text))
    }
}
