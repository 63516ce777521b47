//! One type a kind of value: a private inside and one way in.
//!
//! Each type normalises first, which cannot fail, and checks then. What a type prints, it reads
//! back unchanged.
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
mod ruc;
mod rules;
mod telefono;
mod ubigeo;
mod ubigeo_table;

pub use carne_extranjeria::CarneExtranjeria;
pub use celular::Celular;
pub use direccion::{Direccion, Referencia};
pub use dni::Dni;
pub use documento::Documento;
pub use email::Email;
pub use entero::{Clave, Entero, Extra, MAX_SAFE_INTEGER};
pub use fecha::{Fecha, FechaNacimiento};
pub use nombre::{Nombre, NombreCorto, RazonSocial};
pub use opcion::{IncluyeIgv, TipoCliente, TipoPago};
pub use password::Password;
pub use ruc::{Ruc, TaxpayerKind};
pub use rules::Rules;
pub use telefono::Telefono;
pub use ubigeo::Ubigeo;

use crate::{Code, Host, Raw};
use alloc::borrow::Cow;
use core::fmt;

/// A value that passed its rules, in its normal form. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub enum Normal<'r> {
    /// Borrowed where normalising changed nothing.
    Text(Cow<'r, str>),
    /// At most 2^53 − 1.
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
    pub(crate) fn text(self) -> Option<Cow<'r, str>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Integer(_) => None,
        }
    }

    pub(crate) fn integer(self) -> Option<u64> {
        match self {
            Self::Integer(value) => Some(value),
            Self::Text(_) => None,
        }
    }
}

pub(crate) mod proof {
    /// That a value was checked: nobody outside this crate can make one.
    #[derive(Clone, Copy, Debug)]
    pub struct Proof(());

    impl Proof {
        pub(crate) const fn new() -> Self {
            Self(())
        }
    }
}
use proof::Proof;

/// What checking a value gives: its normal form, `None` if it is blank, or the first rule it breaks.
pub type Verdict<'r> = Result<Option<Normal<'r>>, Code>;

/// What the normal form of a field type looks like, as far as a JSON Schema can say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Normally {
    /// Text of so many characters; the pattern (ECMA 262) may be empty.
    Text {
        /// The least number of characters.
        min: usize,
        /// The greatest number of characters.
        max: usize,
        /// What it matches.
        pattern: &'static str,
    },
    /// An integer of a range.
    Integer {
        /// The least.
        min: u64,
        /// The greatest.
        max: u64,
    },
    /// One of these words.
    Words(&'static [&'static str]),
}

/// What a form, a schema or an `<input>` must know of a field type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// `type` of the `<input>`.
    pub input: &'static str,
    /// `inputmode`: which keypad a phone shows; empty for the usual one.
    pub inputmode: &'static str,
    /// `autocomplete`; empty for none.
    pub autocomplete: &'static str,
    /// The normal form.
    pub value: Normally,
}

impl About {
    pub(crate) const fn text(min: usize, max: usize, pattern: &'static str) -> Self {
        Self { input: "text", inputmode: "", autocomplete: "", value: Normally::Text { min, max, pattern } }
    }

    /// Digits typed into a text field, so that leading zeros and separators survive.
    pub(crate) const fn digits(min: usize, max: usize, pattern: &'static str) -> Self {
        Self { inputmode: "numeric", autocomplete: "off", ..Self::text(min, max, pattern) }
    }

    pub(crate) const fn integer(min: u64, max: u64) -> Self {
        Self { value: Normally::Integer { min, max }, ..Self::digits(0, 0, "") }
    }
}

/// A kind of value.
pub trait Field: Sized {
    /// How a form asks for it, and what comes of it.
    const ABOUT: About;

    /// How it is normalised and checked.
    const RULES: Rules;

    /// Takes a normal form that its rules gave; `None` for what it never gives. Only this crate
    /// can call it, so the one way in is a check.
    #[doc(hidden)]
    fn from_normal(normal: Normal<'_>, checked: Proof) -> Option<Self>;

    /// Reads a value by itself.
    ///
    /// # Errors
    /// The first rule broken; [`Code::Required`] for blank text.
    fn parse(text: &str, host: &Host) -> Result<Self, Code> {
        let raw = Raw::Text(Cow::Borrowed(text));
        Self::RULES.check(&raw, host)?.and_then(|normal| Self::from_normal(normal, Proof::new())).ok_or(Code::Required)
    }
}

/// A field type as data.
#[derive(Clone, Copy, Debug)]
pub struct FieldType {
    /// Its name on npm.
    pub name: &'static str,
    /// How it is normalised and checked.
    pub rules: Rules,
    /// How a form asks for it.
    #[cfg(feature = "about")]
    pub about: About,
}

impl FieldType {
    const fn of<T: Field>(name: &'static str) -> Self {
        Self {
            name,
            rules: T::RULES,
            #[cfg(feature = "about")]
            about: T::ABOUT,
        }
    }

    /// Checks a value that stands alone. Optional is a property of forms, so absent, `null` and
    /// blank are all [`Code::Required`].
    ///
    /// # Errors
    /// The first rule broken.
    pub fn check_alone<'r>(&self, raw: &'r Raw<'_>, host: &Host) -> Result<Normal<'r>, Code> {
        match raw {
            Raw::Absent | Raw::Null => Err(Code::Required),
            Raw::Twice => Err(Code::FieldDuplicate),
            _ => self.rules.check(raw, host)?.ok_or(Code::Required),
        }
    }
}

/// The field types that are of use without a form.
pub static ALONE: [FieldType; 9] = [
    FieldType::of::<Ruc>("ruc"),
    FieldType::of::<Dni>("dni"),
    FieldType::of::<Documento>("documento"),
    FieldType::of::<CarneExtranjeria>("carneExtranjeria"),
    FieldType::of::<Celular>("celular"),
    FieldType::of::<Telefono>("telefono"),
    FieldType::of::<Email>("email"),
    FieldType::of::<FechaNacimiento>("fechaNacimiento"),
    FieldType::of::<Ubigeo>("ubigeo"),
];

/// Accessors, printing and writing of a type around its normal text.
macro_rules! text_field {
    ($name:ident $(< $(const $param:ident: $kind:ty),+ >)?) => {
        impl $(<$(const $param: $kind),+>)? $name $(<$($param),+>)? {
            /// The normal form.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl $(<$(const $param: $kind),+>)? core::fmt::Display for $name $(<$($param),+>)? {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }

        #[cfg(feature = "serde")]
        impl $(<$(const $param: $kind),+>)? serde::Serialize for $name $(<$($param),+>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}
pub(crate) use text_field;
