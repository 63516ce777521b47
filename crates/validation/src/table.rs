//! A form as data: a table with one row for each field.

use crate::Code;
pub use crate::warning::{Condition, Warning};

/// The meaning of a field that is absent or blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Must be sent; absent and blank are refused.
    Required,
    /// Absent keeps the stored value, blank clears it.
    Optional,
    /// Absent and blank both keep the stored value, which is never written out.
    Secret,
    /// Absent keeps the stored value, blank is refused: the value cannot be cleared.
    RequiredIfSent,
    /// Absent and blank are both stored as empty text.
    DefaultsToEmpty,
}

/// The kind of value of a row: one value or a list.
#[derive(Clone, Copy, Debug)]
pub enum RowKind {
    /// One value.
    One {
        /// The rules that normalise and check it.
        rules: crate::field::Rules,
        /// The values that need no judge.
        #[cfg(feature = "about")]
        pattern: crate::field::Pattern,
        /// The `<input>` of the field, and the shape of its normal form.
        #[cfg(feature = "about")]
        about: crate::field::About,
    },
    /// A list of records.
    Many {
        /// The form of each item.
        item: &'static Table,
        /// The minimum number of items.
        min: usize,
        /// The maximum number of items.
        max: usize,
        /// The code for too few items.
        too_few: &'static Code,
        /// The code for too many items.
        too_many: &'static Code,
    },
}

/// A row of a table: one field of a form.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The name on the wire.
    pub name: &'static str,
    /// The meaning of absent and blank.
    pub presence: Presence,
    /// The kind of value: one value or a list.
    pub kind: RowKind,
    /// A sentence that describes the field.
    #[cfg(feature = "about")]
    pub about: &'static str,
}

/// A form as data.
#[derive(Debug)]
pub struct Table {
    /// The name of the form on the wire.
    pub name: &'static str,
    /// The rows, one for each field.
    pub rows: &'static [Row],
    /// Fields of the stored record that the caller may not send.
    pub read_only: &'static [&'static str],
    /// The warnings, in the order of the fields.
    pub warnings: &'static [Warning],
    /// The prover; `None` for a field alone.
    #[cfg(feature = "prove")]
    pub(crate) prover: Option<crate::prove::Prover>,
}

impl Table {
    /// The index of a field's row.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.name == name)
    }

    /// True for the table of a field alone: one row without a name.
    #[must_use]
    pub const fn is_alone(&self) -> bool {
        matches!(self.rows, [row] if row.name.is_empty())
    }

    /// True if the table has no lists; the items of a list must have none.
    pub(crate) const fn is_flat(&self) -> bool {
        let mut rows = self.rows;
        while let [row, rest @ ..] = rows {
            if matches!(row.kind, RowKind::Many { .. }) {
                return false;
            }
            rows = rest;
        }
        true
    }
}

/// The bytes of a text whose length is known.
#[cfg(feature = "prove")]
pub(crate) const fn bytes<const N: usize>(text: &str) -> &[u8; N] {
    match text.as_bytes().first_chunk() {
        Some(bytes) => bytes,
        None => &[0; N],
    }
}

/// The index of a row, found at compile time; a wrong name does not compile.
#[expect(clippy::indexing_slicing, clippy::panic, reason = "runs while compiling and never after")]
pub(crate) const fn place(rows: &[Row], name: &str) -> usize {
    let mut at = 0;
    while at < rows.len() {
        if is_same(rows[at].name, name) {
            return at;
        }
        at += 1;
    }
    panic!("the form has no such row")
}

#[expect(clippy::indexing_slicing, reason = "runs while compiling and never after")]
const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// Expands the rows of a form into its record and its table.
///
/// A row is `presence name: FieldType;`. The presence decides the Rust type of the field:
/// `required` and `empty` give the type itself, `optional` and `stays` a `Patch` of it, `keeps` an
/// `Option`, `list` a `Vec` of another form.
macro_rules! form {
    (
        $(#[$about:meta])+
        $name:ident = $wire:literal, read_only: [$($read_only:literal),*], warnings: $warnings:expr;
        $( $(#[doc = $doc:literal])+ $presence:ident $field:ident: $type:ty $(, $min:literal..=$max:literal)?; )+
    ) => {
        $(#[$about])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $( $(#[doc = $doc])+ pub $field: $crate::table::form!(@type $presence $type), )+
        }

        impl $name {
            const ROWS: &'static [$crate::table::Row] = &[ $( $crate::table::Row {
                name: stringify!($field),
                presence: $crate::table::form!(@presence $presence),
                kind: $crate::table::form!(@kind $presence $type $(, $min, $max)?),
                #[cfg(feature = "about")]
                about: concat!($($doc),+),
            }, )+ ];
        }

        impl $crate::Form for $name {
            // A static has one place in memory; a constant would be copied to every use.
            const TABLE: &'static $crate::table::Table = {
                static TABLE: $crate::table::Table = $crate::table::Table {
                name: $wire,
                rows: $name::ROWS,
                read_only: &[$($read_only),*],
                warnings: $warnings,
                #[cfg(feature = "prove")]
                prover: Some($crate::prove::Prover {
                    json: <$name as $crate::Form>::prove,
                    #[cfg(feature = "csv")]
                    cells: &[ $( $crate::table::form!(@cell $presence $type) ),+ ],
                }),
            };
                &TABLE
            };

            #[cfg(feature = "prove")]
            fn prove(
                json: $crate::prove::Json<'_>,
                at: usize,
                values: &mut alloc::vec::Vec<$crate::reader::Stored>,
                items: &mut alloc::vec::Vec<$crate::reader::Stored>,
            ) -> Option<usize> {
                let at = json.open(at)?;
                $(
                    let (at, $field) = {
                        const KEY: &str = concat!("\"", stringify!($field), "\":");
                        const BYTES: &[u8; KEY.len()] = $crate::table::bytes(KEY);
                        $crate::table::form!(@prove $presence $type $(, $min, $max)?; json, at, BYTES, $name, items)?
                    };
                )+
                values.extend([$($field),+]);
                let _ = items;
                json.close(at)
            }

            fn from_values(mut values: $crate::reader::Values<'_>, checked: $crate::field::proof::Proof) -> Option<Self> {
                Some(Self { $( $field: $crate::table::form!(@take $presence $type, values.next()?, checked), )+ })
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                $( $crate::table::form!(@write $presence map, self.$field, stringify!($field)); )+
                map.end()
            }
        }
    };

    (@type required $type:ty) => { $type };
    (@type defaults_to_empty $type:ty) => { $type };
    (@type optional $type:ty) => { $crate::Patch<$type> };
    (@type required_if_sent $type:ty) => { $crate::Patch<$type> };
    (@type secret $type:ty) => { Option<$type> };
    (@type list $type:ty) => { alloc::vec::Vec<$type> };

    (@presence required) => { $crate::table::Presence::Required };
    (@presence defaults_to_empty) => { $crate::table::Presence::DefaultsToEmpty };
    (@presence optional) => { $crate::table::Presence::Optional };
    (@presence required_if_sent) => { $crate::table::Presence::RequiredIfSent };
    (@presence secret) => { $crate::table::Presence::Secret };
    (@presence list) => { $crate::table::Presence::Required };

    (@kind list $type:ty, $min:literal, $max:literal) => {
        $crate::table::RowKind::Many {
            item: {
                assert!(<$type as $crate::Form>::TABLE.is_flat(), "an item of a list has no lists");
                <$type as $crate::Form>::TABLE
            },
            min: $min,
            max: $max,
            too_few: &$crate::Code::ListTooShort { min: $min },
            too_many: &$crate::Code::ListTooLong { max: $max },
        }
    };
    (@kind $presence:ident $type:ty) => {
        $crate::table::RowKind::One {
            rules: <$type as $crate::Field>::RULES,
            #[cfg(feature = "about")]
            pattern: <$type as $crate::Field>::PATTERN,
            #[cfg(feature = "about")]
            about: <$type as $crate::Field>::ABOUT,
        }
    };

    (@prove list $type:ty, $min:literal, $max:literal; $json:ident, $at:ident, $key:ident, $form:ident, $items:ident) => {
        $json.many::<$type, _>($at, $key, ($min, $max), $form::ROWS.len(), $items)
    };
    (@prove $presence:ident $type:ty; $json:ident, $at:ident, $key:ident, $form:ident, $items:ident) => {
        $json.one($at, $key, $crate::table::form!(@presence $presence), <$type as $crate::Field>::PATTERN)
    };

    (@cell list $type:ty) => { |_, _, _, _| None };
    (@cell $presence:ident $type:ty) => { $crate::prove::cell::<$type> };

    (@take required $type:ty, $value:expr, $checked:expr) => { <$type as $crate::Field>::from_normal($value.set()?, $checked)? };
    (@take defaults_to_empty $type:ty, $value:expr, $checked:expr) => { <$type as $crate::Field>::from_normal($value.set()?, $checked)? };
    (@take optional $type:ty, $value:expr, $checked:expr) => { $value.patch($checked)? };
    (@take required_if_sent $type:ty, $value:expr, $checked:expr) => { $value.patch($checked)? };
    (@take secret $type:ty, $value:expr, $checked:expr) => {
        match $value.patch::<$type>($checked)? {
            $crate::Patch::Set(value) => Some(value),
            $crate::Patch::Keep | $crate::Patch::Clear => None,
        }
    };
    (@take list $type:ty, $value:expr, $checked:expr) => {
        $value.items()?.of::<$type>($checked)?
    };

    // A password is never written out, and it is the only field that is `secret`.
    (@write secret $map:ident, $value:expr, $name:expr) => {};
    (@write optional $map:ident, $value:expr, $name:expr) => {
        if !$value.is_keep() { $map.serialize_entry($name, &$value)?; }
    };
    (@write required_if_sent $map:ident, $value:expr, $name:expr) => {
        if !$value.is_keep() { $map.serialize_entry($name, &$value)?; }
    };
    (@write $presence:ident $map:ident, $value:expr, $name:expr) => {
        $map.serialize_entry($name, &$value)?;
    };
}
pub(crate) use form;
