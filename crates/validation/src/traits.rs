//! The two traits of the crate: a field type and a form.

use crate::field::{About, Normal, Pattern, Rules, proof::Proof};
use crate::reader::{self, Values};
use crate::table::Table;
use crate::{Accepted, Code, Host, Rejected};
use alloc::string::String;
#[cfg(feature = "prove")]
use alloc::vec::Vec;

/// A type of value that is normalised and checked.
pub trait Field: Sized {
    /// The `<input>` of the field, and the shape of its normal form.
    const ABOUT: About;

    /// The rules that normalise and check the value.
    const RULES: Rules;

    /// The values that need no check: they pass `RULES` as they are.
    const PATTERN: Pattern;

    /// Builds the type from a normal form that `RULES` produced; `None` for any other value. Needs a `Proof`, so only
    /// this crate can call it, after a check.
    #[doc(hidden)]
    fn from_normal(normal: Normal<'_>, checked: Proof) -> Option<Self>;

    /// Reads and checks a single value.
    ///
    /// # Errors
    /// The code of the first broken rule; [`Code::Required`] for blank text.
    fn parse(text: &str, host: &Host) -> Result<Self, Code> {
        let mut made = String::new();
        let normal = Self::RULES.check(text.into(), host, &mut made)?;
        normal.and_then(|normal| Self::from_normal(normal, Proof::new())).ok_or(Code::Required)
    }
}

/// A typed record that has a table.
pub trait Form: Sized {
    /// The table of its rows.
    const TABLE: &'static Table;

    /// Proves a record that begins at a position of JSON text, and appends its values and those of its items; returns its
    /// end.
    #[cfg(feature = "prove")]
    #[doc(hidden)]
    fn prove(
        json: crate::prove::Json<'_>,
        at: usize,
        values: &mut Vec<reader::Stored>,
        items: &mut Vec<reader::Stored>,
    ) -> Option<usize>;

    /// Builds the record from values that passed every rule of the table.
    #[doc(hidden)]
    fn from_values(values: Values<'_>, checked: Proof) -> Option<Self>;

    /// True if the text is a record in JSON that passes every rule. Quicker than [`Form::from_json`], because no record
    /// is made.
    ///
    /// ```
    /// use ficha::{Form, Host, field::Fecha, form::UpdateClientePublico};
    /// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
    /// assert!(UpdateClientePublico::is_json(br#"{"nombres":"Ana"}"#, &host));
    /// assert!(!UpdateClientePublico::is_json(br#"{"nombres":""}"#, &host));
    /// ```
    fn is_json(json: &[u8], host: &Host) -> bool {
        reader::is_json(json, Self::TABLE, host)
    }

    /// Reads and checks a record in JSON.
    ///
    /// # Errors
    /// [`Rejected::Unreadable`] if the text is not one well-formed object, or too long or too deep;
    /// [`Rejected::Invalid`] with every issue if fields of the object break rules.
    fn from_json(json: &[u8], host: &Host) -> Result<Accepted<Self>, Rejected> {
        let checked = reader::json(json, Self::TABLE, host)?;
        match checked.record() {
            Some(record) => Ok(Accepted { record, warnings: checked.warnings }),
            None => Err(Rejected::Invalid { issues: checked.issues, warnings: checked.warnings }),
        }
    }
}
