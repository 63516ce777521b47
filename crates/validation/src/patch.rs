//! The three states of an optional field.

/// The effect of an update on an optional field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// Absent: the stored value is kept.
    #[default]
    Keep,
    /// `null`, empty or blank: the stored value is cleared.
    Clear,
    /// A value: it replaces the stored one.
    Set(T),
}

impl<T> Patch<T> {
    /// The new value, if there is one.
    #[must_use]
    pub const fn as_set(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// True if the stored value is kept.
    #[must_use]
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

/// Writes the value, or `null` for [`Patch::Clear`]; the record's serializer leaves [`Patch::Keep`] out.
#[cfg(feature = "serde")]
impl<T: serde::Serialize> serde::Serialize for Patch<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_set().serialize(serializer)
    }
}
