//! Warnings as data: a form has a table of them, one row for each suspicious combination of values.

#[cfg(feature = "prove")]
use crate::check::Stored;
use crate::field::Email;
use crate::reader::Checked;
use crate::{Code, Issue};
use alloc::vec::Vec;

/// A warning of a form. Its conditions look only at valid fields.
#[derive(Clone, Copy, Debug)]
pub enum Warning {
    /// The email address at this place has a domain that is one typing error away from a well-known one.
    Typo(usize),
    /// All the conditions hold.
    When {
        /// The place of the field that the warning is about.
        place: usize,
        /// The code of the warning.
        code: Code,
        /// The conditions.
        all: &'static [Condition],
    },
}

/// A condition of a warning, on the field at a place.
#[derive(Clone, Copy, Debug)]
pub enum Condition {
    /// The field is a text of so many bytes that begins with these.
    Begins(usize, usize, &'static str),
    /// The field has a value.
    IsSet(usize),
}

impl Warning {
    /// Adds the issue, if the warning applies.
    pub(crate) fn find(&self, checked: &Checked<'_>, found: &mut Vec<Issue>) {
        let (place, code) = match self {
            Self::Typo(place) => (place, Email::typo(checked.text_at(*place))),
            Self::When { place, code, all } => {
                let is_odd = all.iter().all(|condition| condition.holds(checked));
                (place, is_odd.then_some(*code))
            }
        };
        if let (Some(row), Some(code)) = (checked.table.rows.get(*place), code) {
            found.push(Issue::for_field(row.name, code));
        }
    }

    /// True if the warning applies to a proven record, whose addresses have no typing error.
    #[cfg(feature = "prove")]
    pub(crate) fn applies(&self, sent: &[u8], values: &[Stored]) -> bool {
        let Self::When { all, .. } = self else { return false };
        all.iter().all(|condition| condition.holds_for(sent, values))
    }
}

impl Condition {
    /// The field at a place is this word.
    pub(crate) const fn is(place: usize, word: &'static str) -> Self {
        Self::Begins(place, word.len(), word)
    }

    fn holds(&self, checked: &Checked<'_>) -> bool {
        match self {
            Self::Begins(place, length, begin) => {
                let text = checked.text_at(*place);
                text.len() == *length && text.starts_with(begin)
            }
            Self::IsSet(place) => checked.is_set(*place),
        }
    }

    /// Like `holds`. Most conditions are decided by the length of a text, which is compared first.
    #[cfg(feature = "prove")]
    fn holds_for(&self, sent: &[u8], values: &[Stored]) -> bool {
        match (self, values.get(self.place())) {
            (Self::Begins(_, length, begin), Some(Stored::Sent(start, size))) => {
                let begins = |text: &[u8]| text.starts_with(begin.as_bytes());
                size == length && (begin.is_empty() || sent.get(*start..*start + size).is_some_and(begins))
            }
            (Self::IsSet(_), value) => matches!(value, Some(Stored::Sent(..) | Stored::Integer(_))),
            _ => false,
        }
    }

    #[cfg(feature = "prove")]
    const fn place(&self) -> usize {
        match self {
            Self::Begins(place, ..) | Self::IsSet(place) => *place,
        }
    }
}
