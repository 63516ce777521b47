//! What comes back when a request is refused: one row = status, code, sentence.

use crate::ErrorMember;
use ficha::{Code, Issue, SaidIssue, message::Sentence};
use serde::ser::{Serialize, SerializeMap, Serializer};

macro_rules! failures {
    ($( #[doc = $doc:literal] $name:ident = $status:literal, $id:literal, $sentence:literal; )+) => {
        /// Why a request is refused, apart from its content.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Failure { $( #[doc = $doc] $name, )+ }

        impl Failure {
            /// Every failure, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The HTTP status (RFC 9110).
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $( Self::$name => $status, )+ }
            }

            /// The stable code on the wire.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $( Self::$name => $id, )+ }
            }

            /// The sentence, in Spanish.
            #[must_use]
            pub const fn sentence(self) -> &'static str {
                match self { $( Self::$name => $sentence, )+ }
            }
        }
    };
}

failures! {
    /// No such path.
    Route = 404, "route", "Esta dirección de la API no existe.";
    /// No such customer.
    NotFound = 404, "not_found", "Cliente no encontrado";
    /// The path exists, with another method.
    Method = 405, "method", "Este método no se acepta aquí; mira la cabecera Allow.";
    /// The operator has not said who may write.
    AccessUnset = 503, "access.unset", "Falta configurar ACCESO; mientras tanto no se acepta ningún cambio.";
    /// Not JSON in UTF-8, by its headers.
    ContentType = 415, "content_type", "Envía JSON en UTF-8: Content-Type: application/json, sin Content-Encoding.";
    /// The body is longer than allowed.
    Size = 413, "size", "El contenido enviado es demasiado grande.";
    /// Fields are wrong.
    Validation = 422, "validation", "Hay datos que corregir.";
    /// The database is away or full.
    Unavailable = 503, "unavailable", "El servicio no está disponible; intenta de nuevo en unos segundos.";
    /// A defect of ours. The sentence is the one the documents give.
    Internal = 500, "internal", "Error al actualizar cliente";
}

/// A request that is refused, with what its answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// For a reason apart from its content.
    Failure(Failure),
    /// Its body cannot be read: a `json.*` code.
    Unreadable(Code),
    /// Its fields break rules: at least one issue.
    Invalid(Vec<Issue>),
}

impl Refusal {
    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Failure(failure) => failure.status(),
            Self::Unreadable(_) => 400,
            Self::Invalid(_) => Failure::Validation.status(),
        }
    }

    /// The body of the answer.
    #[must_use]
    pub const fn body(&self, member: ErrorMember, sentence: Sentence) -> impl Serialize {
        Body { refusal: self, member, sentence }
    }
}

struct Body<'a> {
    refusal: &'a Refusal,
    member: ErrorMember,
    sentence: Sentence,
}

/// `{"error" | "message", "code", "issues"?}`
impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_map(None)?;
        let mut say = |failure: Failure| {
            body.serialize_entry(self.member.name(), failure.sentence())?;
            body.serialize_entry("code", failure.id())
        };
        match self.refusal {
            Refusal::Failure(failure) => say(*failure)?,
            Refusal::Unreadable(code) => {
                body.serialize_entry(self.member.name(), &(self.sentence)(code))?;
                body.serialize_entry("code", code.id())?;
            }
            Refusal::Invalid(issues) => {
                say(Failure::Validation)?;
                let said: Vec<SaidIssue<'_>> = issues.iter().map(|issue| issue.said(self.sentence)).collect();
                body.serialize_entry("issues", &said)?;
            }
        }
        body.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ids_are_unique_and_not_those_of_the_rules() {
        let ids: Vec<&str> = Failure::ALL.iter().map(|failure| failure.id()).chain(Code::IDS.iter().copied()).collect();
        assert_eq!(ids.len(), ids.iter().collect::<HashSet<_>>().len());
    }
}
