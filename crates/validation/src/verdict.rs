//! The result of checking a typed record: [`Accepted`] with the record, or [`Rejected`] with the reasons.

use crate::{Code, Issue};
use alloc::vec::Vec;
use core::fmt;

/// A record that passed every rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted<T> {
    /// The record, normalised.
    pub record: T,
    /// Values that are suspicious but accepted.
    pub warnings: Vec<Issue>,
}

/// The reason why a record was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// The text is not a record: not JSON, no object, too long.
    Unreadable(Code),
    /// Fields of the record break rules.
    Invalid {
        /// Every broken rule, in the order of the table; at least one.
        issues: Vec<Issue>,
        /// Values that are suspicious but accepted.
        warnings: Vec<Issue>,
    },
}

impl Rejected {
    /// The broken rules; empty if the text is not a record.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        match self {
            Self::Unreadable(_) => &[],
            Self::Invalid { issues, .. } => issues,
        }
    }
}

impl From<Code> for Rejected {
    fn from(code: Code) -> Self {
        Self::Unreadable(code)
    }
}

/// Prints the paths and codes, such as `email: email.domain; direcciones[0].direccion: required`.
impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(code) => code.fmt(f),
            Self::Invalid { issues, .. } => {
                for (index, issue) in issues.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "; " })?;
                    issue.fmt(f)?;
                }
                Ok(())
            }
        }
    }
}

impl core::error::Error for Rejected {}
