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
mod telefono;
mod ubigeo;
mod ubigeo_table;

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
pub use ruc::Ruc;
pub use telefono::Telefono;
pub use ubigeo::Ubigeo;

use crate::{Code, Host, Raw};
use alloc::borrow::Cow;

/// A value that passed its rules, in its normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Normal<'r> {
    /// Borrowed where normalising changed nothing.
    Text(Cow<'r, str>),
    /// At most 2^53 − 1.
    Integer(u64),
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

/// What checking a value gives: its normal form, `None` if it is blank, or the first rule it breaks.
pub type Verdict<'r> = Result<Option<Normal<'r>>, Code>;

/// What a form, a schema or an `<input>` must know of a field type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// `type` of the `<input>`.
    pub input: &'static str,
    /// `inputmode`: which keypad a phone shows; empty for the usual one.
    pub inputmode: &'static str,
    /// `autocomplete`; empty for none.
    pub autocomplete: &'static str,
}

impl Shape {
    /// Plain text.
    pub const TEXT: Self = Self { input: "text", inputmode: "", autocomplete: "" };
    /// Digits typed into a text field, so that leading zeros and separators survive.
    pub const DIGITS: Self = Self { input: "text", inputmode: "numeric", autocomplete: "off" };
}

/// A kind of value.
pub trait Field: Sized {
    /// How a form asks for it.
    const SHAPE: Shape;

    /// Normalises and checks. `raw` is neither absent nor `null`.
    ///
    /// # Errors
    /// The first rule broken, in the order type, characters, length, syntax, meaning.
    fn check<'r>(raw: &'r Raw<'_>, host: &Host) -> Verdict<'r>;

    /// Takes a normal form that [`Field::check`] gave; `None` for what it never gives.
    #[doc(hidden)]
    fn from_normal(normal: Normal<'_>) -> Option<Self>;

    /// Reads a value by itself.
    ///
    /// # Errors
    /// The first rule broken; [`Code::Required`] for blank text.
    fn parse(text: &str, host: &Host) -> Result<Self, Code> {
        let raw = Raw::Text(Cow::Borrowed(text));
        Self::check(&raw, host)?.and_then(Self::from_normal).ok_or(Code::Required)
    }
}

/// The text of a value, or what is wrong with its type.
pub(crate) fn expect_text<'r>(raw: &'r Raw<'_>) -> Result<&'r str, Code> {
    match raw {
        Raw::Text(text) => Ok(text),
        Raw::BrokenText => Err(Code::TextForbidden),
        _ => Err(Code::TypeText),
    }
}

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
