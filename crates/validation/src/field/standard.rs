//! The traits of the standard library and of serde that field types have.

/// Adds `as_str`, `AsRef`, `Display`, `Serialize` and `Deserialize` to a type that holds its normal text.
macro_rules! text_field {
    ($name:ident $(< $(const $param:ident: $kind:ty),+ >)?) => {
        impl $(<$(const $param: $kind),+>)? $name $(<$($param),+>)? {
            /// The normal form.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        $crate::field::standard::as_text!($name $(< $(const $param: $kind),+ >)?);
    };
}
pub(crate) use text_field;

/// Adds `AsRef`, `Display`, `Serialize` and `Deserialize` to a type with `as_str`.
macro_rules! as_text {
    ($name:ident $(< $(const $param:ident: $kind:ty),+ >)?) => {
        impl $(<$(const $param: $kind),+>)? AsRef<str> for $name $(<$($param),+>)? {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $(<$(const $param: $kind),+>)? core::fmt::Display for $name $(<$($param),+>)? {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl $(<$(const $param: $kind),+>)? serde::Serialize for $name $(<$($param),+>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        $crate::field::standard::deserialize!($name $(< $(const $param: $kind),+ >)?);
    };
}
pub(crate) use as_text;

/// Adds `Deserialize`, which checks the value by the rules of the type.
macro_rules! deserialize {
    ($name:ident $(< $(const $param:ident: $kind:ty),+ >)?) => {
        #[cfg(all(feature = "serde", feature = "native"))]
        impl<'de $($(, const $param: $kind)+)?> serde::Deserialize<'de> for $name $(<$($param),+>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any($crate::field::standard::Parse(core::marker::PhantomData))
            }
        }
    };
}
pub(crate) use deserialize;

/// Checks the value that a deserializer visits by the rules of a type. The rules of a type that is read in this way
/// must not depend on the day.
#[cfg(all(feature = "serde", feature = "native"))]
pub(crate) struct Parse<T>(pub(crate) core::marker::PhantomData<T>);

#[cfg(all(feature = "serde", feature = "native"))]
mod visitor {
    use super::Parse;
    use crate::field::{Fecha, proof::Proof};
    use crate::reader::Raw;
    use crate::{Code, Field, Host};
    use alloc::string::String;
    use core::fmt;
    use serde::de::{Error, Visitor};

    fn parse<T: Field, E: Error>(raw: Raw<'_>) -> Result<T, E> {
        let host = Host::native(Fecha::in_lima(0));
        let mut made = String::new();
        let normal = T::RULES.check(raw, &host, &mut made).map_err(E::custom)?;
        normal.and_then(|normal| T::from_normal(normal, Proof::new())).ok_or_else(|| E::custom(Code::Required))
    }

    impl<T: Field> Visitor<'_> for Parse<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text or an integer")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            parse(text.into())
        }

        fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
            parse(Raw::Integer(value))
        }

        fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
            parse(Raw::Integer(i64::try_from(value).unwrap_or(i64::MAX)))
        }
    }
}
