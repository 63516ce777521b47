//! What is wrong, where: data for programs, from which the sentences are made.

use crate::Code;
use crate::message::Sentence;
use alloc::string::String;
use alloc::vec::Vec;

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A field by its wire name.
    Field(&'static str),
    /// A field that the form does not have, matching `[A-Za-z0-9_]{1,40}`.
    Unknown(String),
    /// The place in a list, from 0.
    Index(usize),
}

/// Where in the record, from the outside in; empty for the record as a whole.
pub type Path = Vec<Segment>;

/// One thing wrong with a record (an error) or odd about it (a warning).
///
/// It names the place and the rule and never holds what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Where.
    pub path: Path,
    /// Which rule, with the numbers its sentence needs.
    pub code: Code,
}

impl Issue {
    /// An issue of one field of a flat form.
    #[must_use]
    pub fn at(field: &'static str, code: Code) -> Self {
        Self { path: Vec::from([Segment::Field(field)]), code }
    }

    /// The issue as it travels, with its sentence in the language of `sentence`.
    #[must_use]
    pub const fn said(&self, sentence: Sentence) -> SaidIssue<'_> {
        SaidIssue { issue: self, sentence }
    }
}

/// An [`Issue`] with a language; serialises as `{"path", "code", "params", "message"}`.
#[derive(Clone, Copy, Debug)]
pub struct SaidIssue<'a> {
    /// What is wrong.
    pub issue: &'a Issue,
    /// How it is said.
    pub sentence: Sentence,
}

#[cfg(feature = "serde")]
mod wire {
    use super::{SaidIssue, Segment};
    use crate::code::Param;
    use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

    impl Serialize for Segment {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Field(name) => serializer.serialize_str(name),
                Self::Unknown(name) => serializer.serialize_str(name),
                Self::Index(index) => serializer.serialize_u64(*index as u64),
            }
        }
    }

    impl Serialize for Param {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Integer(value) => serializer.serialize_u64(*value),
                Self::Text(value) => serializer.serialize_str(value),
                Self::List(values) => values.serialize(serializer),
            }
        }
    }

    struct Params(Option<(&'static str, Param)>);

    impl Serialize for Params {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(Some(usize::from(self.0.is_some())))?;
            if let Some((name, value)) = &self.0 {
                map.serialize_entry(name, value)?;
            }
            map.end()
        }
    }

    impl Serialize for SaidIssue<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let code = &self.issue.code;
            let mut issue = serializer.serialize_struct("Issue", 4)?;
            issue.serialize_field("path", &self.issue.path)?;
            issue.serialize_field("code", code.id())?;
            issue.serialize_field("params", &Params(code.param()))?;
            issue.serialize_field("message", &(self.sentence)(code))?;
            issue.end()
        }
    }
}
