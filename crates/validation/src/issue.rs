//! Issues: what is wrong and where, as data for programs; the sentences are made from them.

use crate::Code;
use crate::message::Sentence;
use alloc::borrow::Cow;
use core::fmt;

/// One step of a [`Path`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// A field by its wire name.
    Field(&'a str),
    /// The index in a list, from 0.
    Index(usize),
}

/// The place in a record, from the outside in; empty for the record as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// The item of a list.
    pub(crate) item: Option<(&'static str, usize)>,
    /// The field, in the item if there is one. An unknown field stands here only if its name matches
    /// `[A-Za-z0-9_]{1,40}`.
    pub(crate) field: Option<Cow<'static, str>>,
}

impl Path {
    /// A field of the form itself.
    pub(crate) const fn of(field: &'static str) -> Self {
        // A field alone has one row without a name.
        Self { item: None, field: if field.is_empty() { None } else { Some(Cow::Borrowed(field)) } }
    }

    /// The list and the index in it, if the issue is about an item.
    #[must_use]
    pub const fn item(&self) -> Option<(&'static str, usize)> {
        self.item
    }

    /// The field, of the item if the issue is about one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// The field, of the item if the issue is about one: a name of the table, or else an unknown one that was sent.
    ///
    /// # Errors
    /// The unknown name.
    #[must_use]
    pub const fn known_field(&self) -> Option<Result<&'static str, &str>> {
        match &self.field {
            Some(Cow::Borrowed(known)) => Some(Ok(known)),
            Some(Cow::Owned(unknown)) => Some(Err(unknown.as_str())),
            None => None,
        }
    }

    /// The steps of the path.
    pub fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        let item = self.item.map(|(list, index)| [Segment::Field(list), Segment::Index(index)]);
        item.into_iter().flatten().chain(self.field.as_deref().map(Segment::Field))
    }
}

/// Prints the path as JavaScript writes it: `direcciones[0].direccion`; nothing for the record as a whole.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, segment) in self.segments().enumerate() {
            match segment {
                Segment::Field(name) if index == 0 => f.write_str(name)?,
                Segment::Field(name) => write!(f, ".{name}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A broken rule (an error) or something suspicious (a warning) in a record.
///
/// It names the place and the rule, and never contains what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The place.
    pub path: Path,
    /// The rule, with the numbers that its sentence needs.
    pub code: Code,
}

impl Issue {
    /// An issue of one field of a flat form.
    #[must_use]
    pub const fn for_field(field: &'static str, code: Code) -> Self {
        Self { path: Path::of(field), code }
    }

    /// An issue of the record as a whole.
    #[must_use]
    pub const fn for_record(code: Code) -> Self {
        Self { path: Path { item: None, field: None }, code }
    }

    /// The issue as it is sent, with its sentence in the language of `sentence`.
    #[must_use]
    pub const fn with_sentence(&self, sentence: Sentence) -> LocalizedIssue<'_> {
        LocalizedIssue { issue: self, sentence }
    }
}

/// Prints the path and the code, such as `email: email.domain`.
impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path == Path::default() { self.code.fmt(f) } else { write!(f, "{}: {}", self.path, self.code) }
    }
}

impl core::error::Error for Issue {}

/// An [`Issue`] with a language; serialises as `{"path", "code", "params", "message"}`.
#[derive(Clone, Copy, Debug)]
pub struct LocalizedIssue<'a> {
    /// The issue.
    pub issue: &'a Issue,
    /// The function that makes its sentence.
    pub sentence: Sentence,
}

#[cfg(feature = "serde")]
mod wire {
    use super::{LocalizedIssue, Path, Segment};
    use crate::code::Param;
    use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

    impl Serialize for Segment<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Field(name) => serializer.serialize_str(name),
                Self::Index(index) => serializer.serialize_u64(*index as u64),
            }
        }
    }

    impl Serialize for Path {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.segments())
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

    impl Serialize for LocalizedIssue<'_> {
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
