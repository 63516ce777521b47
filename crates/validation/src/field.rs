//! Field types, one for each kind of value. The value is private, and every public constructor checks it.
//!
//! Each type first normalises the value, which cannot fail, and then checks it. A type reads back unchanged the text
//! that it prints. With the features `serde` and `native` every type but [`FechaNacimiento`] and [`Password`] is
//! deserialized by the same rules; the rule of a birth date needs today's date, so read it with [`Field::parse`].
//!
//! ```
//! use ficha::{Field, Host, field::{Celular, Fecha, Ruc}};
//!
//! # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
//! assert_eq!(Ruc::parse("20-13131295-5", &host)?.as_str(), "20131312955");
//! assert_eq!(Celular::parse("+51 987 654 321", &host)?.as_str(), "987654321");
//! assert_eq!(Ruc::parse("20131312954", &host).unwrap_err().id(), "ruc.check_digit");
//! # Ok::<(), ficha::Code>(())
//! ```

mod carne_extranjeria;
mod celular;
mod direccion;
mod dni;
mod documento;
mod email;
mod entero;
mod fecha;
mod nombre;
mod opcion;
mod password;
mod pattern;
mod ruc;
mod rules;
mod standard;
mod telefono;
mod ubigeo;
mod ubigeo_table;

pub use carne_extranjeria::CarneExtranjeria;
pub use celular::Celular;
pub use direccion::{Direccion, Referencia};
pub use dni::Dni;
pub use documento::Documento;
pub use email::Email;
#[cfg(feature = "prove")]
pub(crate) use email::may_be_typo_of;
pub use entero::{Entero, Extra, Id, MAX_SAFE_INTEGER};
#[cfg(feature = "prove")]
pub(crate) use fecha::is_day;
pub use fecha::{Fecha, FechaNacimiento};
pub use nombre::{Nombre, NombreCorto, RazonSocial};
pub use opcion::{IncluyeIgv, TipoCliente, TipoPago};
pub use password::Password;
pub use pattern::{Address, Number, Pattern};
pub use ruc::{Ruc, TaxpayerKind};
pub(crate) use rules::Found;
pub use rules::Rules;
pub(crate) use standard::{as_text, deserialize, text_field};
pub use telefono::Telefono;
pub use ubigeo::Ubigeo;
#[cfg(feature = "prove")]
pub(crate) use ubigeo::is_district;
#[cfg(feature = "distritos")]
pub(crate) use ubigeo::successor;

use crate::table::{Presence, Row, RowKind, Table, Warning};
use crate::{Code, Field};
use core::fmt;

/// A value that passed its rules, in its normal form. `Debug` does not show the value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Normal<'r> {
    /// Text.
    Text(&'r str),
    /// An integer, at most 2^53 − 1.
    Integer(u64),
}

impl fmt::Debug for Normal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(…)",
            Self::Integer(_) => "Integer(…)",
        })
    }
}

impl<'r> Normal<'r> {
    pub(crate) const fn text(self) -> Option<&'r str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Integer(_) => None,
        }
    }

    pub(crate) const fn integer(self) -> Option<u64> {
        match self {
            Self::Integer(value) => Some(value),
            Self::Text(_) => None,
        }
    }
}

pub(crate) mod proof {
    /// Proof that a value was checked; only this crate can make one.
    #[derive(Clone, Copy, Debug)]
    pub struct Proof(());

    impl Proof {
        pub(crate) const fn new() -> Self {
            Self(())
        }
    }
}

/// The result of checking a value: its normal form, `None` if it is blank, or the first rule that it breaks.
pub type Verdict<'r> = Result<Option<Normal<'r>>, Code>;

/// The shape of a field type's normal form, as far as JSON Schema can express it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text of `min` to `max` characters; the pattern (ECMA 262) may be empty.
    Text {
        /// The least number of characters.
        min: usize,
        /// The greatest number of characters.
        max: usize,
        /// The pattern that the text matches.
        pattern: &'static str,
    },
    /// An integer of a range.
    Integer {
        /// The least integer.
        min: u64,
        /// The greatest integer.
        max: u64,
    },
    /// One of these words.
    Words(&'static [&'static str]),
}

/// The facts about a field type that a form, a schema or an `<input>` needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// `type` of the `<input>`.
    pub input: &'static str,
    /// `inputmode`: the keypad that a phone shows; empty for the default.
    pub inputmode: &'static str,
    /// `autocomplete`; empty if not set.
    pub autocomplete: &'static str,
    /// The shape of the normal form.
    pub value: Shape,
}

impl About {
    pub(crate) const fn text(min: usize, max: usize, pattern: &'static str) -> Self {
        Self { input: "text", inputmode: "", autocomplete: "", value: Shape::Text { min, max, pattern } }
    }

    /// Digits typed into a text field, which keeps leading zeros and separators.
    pub(crate) const fn digits(min: usize, max: usize, pattern: &'static str) -> Self {
        Self { inputmode: "numeric", autocomplete: "off", ..Self::text(min, max, pattern) }
    }

    pub(crate) const fn integer(min: u64, max: u64) -> Self {
        Self { value: Shape::Integer { min, max }, ..Self::digits(0, 0, "") }
    }
}

/// A field type as a table of one row without a name. Only forms have optional fields, so absent, `null` and blank are
/// all [`Code::Required`].
const fn alone<T: Field>(name: &'static str, warnings: &'static [Warning]) -> Table {
    Table {
        name,
        rows: const {
            &[Row {
                name: "",
                presence: Presence::Required,
                kind: RowKind::One {
                    rules: T::RULES,
                    #[cfg(feature = "about")]
                    pattern: T::PATTERN,
                    #[cfg(feature = "about")]
                    about: T::ABOUT,
                },
                #[cfg(feature = "about")]
                about: "",
            }]
        },
        read_only: &[],
        warnings,
        #[cfg(feature = "prove")]
        prover: None,
    }
}

/// The field types that can be used without a form, by their names on npm.
pub static ALONE: [Table; 9] = [
    alone::<Ruc>("ruc", &[]),
    alone::<Dni>("dni", &[]),
    alone::<Documento>("documento", &[]),
    alone::<CarneExtranjeria>("carneExtranjeria", &[]),
    alone::<Celular>("celular", &[]),
    alone::<Telefono>("telefono", &[]),
    alone::<Email>("email", &[Warning::Typo(0)]),
    alone::<FechaNacimiento>("fechaNacimiento", &[]),
    alone::<Ubigeo>("ubigeo", &[]),
];
