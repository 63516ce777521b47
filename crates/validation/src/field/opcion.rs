use super::rules::{Becomes, Kind, Reading, Rules, Seen};
use super::{About, Normal, Pattern, Shape, as_text, deserialize, proof::Proof};
use crate::{Code, Field, text};
use core::fmt;

/// Finds the documented spelling of a word: the word itself, or the one with the same plain spelling.
fn spell<'t>(word: &'t str, plain: &[&str], words: &[&'static str]) -> Option<Becomes<'t>> {
    if words.iter().any(|known| *known == word) {
        return Some(Becomes::Text(word));
    }
    let word = text::plain(word);
    let (_, spelling) = plain.iter().zip(words).find(|(plain, _)| **plain == word)?;
    Some(Becomes::Text(spelling))
}

/// A closed list of words. Each row: the meaning, the name, the spelling, the plain spelling.
macro_rules! words {
    ($(#[$about:meta])+ $name:ident {
        $( #[doc = $doc:literal] $variant:ident = $word:literal, $plain:literal; )+
    }) => {
        $(#[$about])+
        ///
        /// ASCII case and the acute accent do not count. Normal form: the documented spelling.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( #[doc = $doc] $variant, )+ }

        impl $name {
            /// The documented spellings.
            pub const WORDS: &[&str] = &[$($word),+];

            /// The documented spelling.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word, )+ }
            }
        }

        impl Field for $name {
            const ABOUT: About = About { value: Shape::Words($name::WORDS), ..About::text(0, 0, "") };

            const RULES: Rules = Rules(Kind::Text(Reading::Trimmed, |Seen { text: word, .. }, _| {
                spell(word, &[$($plain),+], Self::WORDS).ok_or(&Code::ChoiceUnknown { options: $name::WORDS })
            }));

            const PATTERN: Pattern = Pattern::Words($name::WORDS);

            fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
                match normal.text()? { $( $word => Some(Self::$variant), )+ _ => None }
            }
        }

        as_text!($name);
    };
}

words! {
    /// The kind of person that the customer is.
    ///
    /// ```
    /// use ficha::{Field, Host, field::{Fecha, TipoCliente}};
    /// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
    /// assert_eq!(TipoCliente::parse("JURIDICO", &host)?.as_str(), "Jurídico");
    /// assert_eq!(TipoCliente::parse("Empresa", &host).unwrap_err().id(), "choice.unknown");
    /// # Ok::<(), ficha::Code>(())
    /// ```
    TipoCliente {
        /// A natural person.
        Natural = "Natural", "natural";
        /// A legal person.
        Juridico = "Jurídico", "juridico";
    }
}

words! {
    /// The way the customer pays.
    ///
    /// ```
    /// use ficha::{Field, Host, field::{Fecha, TipoPago}};
    /// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
    /// assert_eq!(TipoPago::parse("credito", &host)?.as_str(), "Crédito");
    /// assert_eq!(TipoPago::parse("Fiado", &host).unwrap_err().id(), "choice.unknown");
    /// # Ok::<(), ficha::Code>(())
    /// ```
    TipoPago {
        /// Pays at once.
        Contado = "Contado", "contado";
        /// Pays later.
        Credito = "Crédito", "credito";
    }
}

/// A flag: prices include IGV, the Peruvian value-added tax. 1 = yes, 0 = no.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, IncluyeIgv}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert!(IncluyeIgv::parse("1", &host)?.get());
/// assert_eq!(IncluyeIgv::parse("2", &host).unwrap_err().id(), "choice.unknown");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IncluyeIgv(bool);

impl IncluyeIgv {
    /// True if prices include IGV.
    #[must_use]
    pub const fn get(self) -> bool {
        self.0
    }
}

impl Field for IncluyeIgv {
    const ABOUT: About = About::integer(0, 1);

    const RULES: Rules = Rules(Kind::Integer {
        padded: false,
        check: |value| match value {
            0 | 1 => Ok(()),
            _ => Err(&Code::ChoiceUnknown { options: &["1", "0"] }),
        },
    });

    const PATTERN: Pattern = Pattern::Integer { min: 0, max: 1 };

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.integer().map(|value| Self(value == 1))
    }
}

deserialize!(IncluyeIgv);

/// Prints 1 or 0.
impl fmt::Display for IncluyeIgv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        u8::from(self.0).fmt(f)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for IncluyeIgv {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(u64::from(self.0))
    }
}
