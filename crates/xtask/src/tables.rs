//! Which database, and text in its SQL.

/// The database of this machine, or of the deployment.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Place {
    Local,
    Remote,
}

impl Place {
    pub(crate) const fn of(is_remote: bool) -> Self {
        if is_remote { Self::Remote } else { Self::Local }
    }
}

/// A text as SQL has it.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
