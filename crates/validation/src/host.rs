//! The services of the platform that the rules use, passed as an argument.

use crate::field::Fecha;
use alloc::borrow::Cow;

/// The two things that the rules need from the platform.
#[derive(Clone, Copy, Debug)]
pub struct Host {
    /// Today in Lima (UTC−5 all year); birth dates may not be later.
    pub today: Fecha,
    /// Unicode normalisation form C. Called only for text with a character from U+0300 on.
    ///
    /// It is a function, not a table, because every JavaScript engine has it, and the tables would weigh more than all
    /// the rules.
    pub nfc: fn(&str) -> Cow<'_, str>,
}

impl Host {
    /// A host for native programs, with NFC from the crate `unicode-normalization`.
    #[cfg(feature = "native")]
    #[must_use]
    pub fn native(today: Fecha) -> Self {
        Self { today, nfc: nfc_from_tables }
    }
}

#[cfg(feature = "native")]
fn nfc_from_tables(text: &str) -> Cow<'_, str> {
    use unicode_normalization::{UnicodeNormalization, is_nfc};
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}
