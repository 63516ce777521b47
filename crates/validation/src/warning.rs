//! What is suspicious in a record, as data: a table of warnings for each form.

#[cfg(feature = "prove")]
use crate::check::Stored;
use crate::field::Email;
use crate::reader::Checked;
use crate::{Code, Issue};

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
    /// The field is this word.
    Is(usize, &'static str),
    /// The field is a number of so many digits that begins with these.
    Digits(usize, usize, &'static str),
    /// The field has a value.
    IsSet(usize),
}

impl Warning {
    /// The issue, if the warning applies.
    pub(crate) fn find(&self, checked: &Checked<'_>) -> Option<Issue> {
        let (place, code) = match self {
            Self::Typo(place) => (place, Email::typo(checked.text_at(*place))?),
            Self::When { place, code, all } => {
                (place, all.iter().all(|condition| condition.holds(checked)).then_some(*code)?)
            }
        };
        checked.table.rows.get(*place).map(|row| Issue::for_field(row.name, code))
    }

    /// True if the warning applies to a proven record, whose addresses have no typing error.
    #[cfg(feature = "prove")]
    pub(crate) fn applies(&self, sent: &[u8], values: &[Stored]) -> bool {
        let Self::When { all, .. } = self else { return false };
        all.iter().all(|condition| condition.holds_for(sent, values))
    }
}

impl Condition {
    fn holds(&self, checked: &Checked<'_>) -> bool {
        match self {
            Self::Is(place, word) => checked.bytes_at(*place) == word.as_bytes(),
            Self::Digits(place, digits, prefix) => {
                let number = checked.bytes_at(*place);
                number.len() == *digits && number.starts_with(prefix.as_bytes())
            }
            Self::IsSet(place) => checked.is_set(*place),
        }
    }

    /// Like `holds`. Most conditions are decided by the length of a text, which is compared first.
    #[cfg(feature = "prove")]
    fn holds_for(&self, sent: &[u8], values: &[Stored]) -> bool {
        let begins = |place: usize, length: usize, text: &str| match values.get(place) {
            Some(Stored::Sent(start, size)) if *size == length => {
                text.is_empty() || sent.get(*start..*start + size).is_some_and(|sent| sent.starts_with(text.as_bytes()))
            }
            _ => false,
        };
        match self {
            Self::Is(place, word) => begins(*place, word.len(), word),
            Self::Digits(place, digits, prefix) => begins(*place, *digits, prefix),
            Self::IsSet(place) => matches!(values.get(*place), Some(Stored::Sent(..) | Stored::Integer(_))),
        }
    }
}
