//! The reasons for refusing a request. Each row: status, code, sentence.

use crate::header::weight_of_language;
use crate::{Endpoint, ErrorMember, READ_HISTORIAL};
use ficha::message::{Sentence, en, es};
use ficha::reader::LocalizedIssue;
use ficha::{Code, Issue, Rejected};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The languages of the sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Spanish, the default.
    #[default]
    Spanish,
    /// English.
    English,
}

impl Language {
    /// The language that an `Accept-Language` header prefers.
    ///
    /// ```
    /// use ficha_contract::Language;
    /// assert_eq!(Language::preferred("en-US, es;q=0.5"), Language::English);
    /// assert_eq!(Language::preferred("fr, en;q=0.2, es;q=0.2"), Language::Spanish);
    /// ```
    #[must_use]
    pub fn preferred(accept: &str) -> Self {
        let weight_of = |language| weight_of_language(accept, language);
        if weight_of("en") > weight_of("es") { Self::English } else { Self::Spanish }
    }

    /// The function that makes the sentence of a rule's code.
    #[must_use]
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Spanish => es::sentence,
            Self::English => en::sentence,
        }
    }
}

macro_rules! failures {
    ($( #[doc = $doc:literal] $name:ident = $status:literal, $id:literal, $es:literal, $en:literal; )+) => {
        /// The reason why a request is refused, apart from its content.
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

            /// The sentence. A sentence given by the documents is the same in every language.
            #[must_use]
            pub const fn sentence(self, language: Language) -> &'static str {
                match (self, language) {
                    $( (Self::$name, Language::Spanish) => $es, (Self::$name, Language::English) => $en, )+
                }
            }
        }
    };
}

failures! {
    /// The path does not exist.
    Route = 404, "route", "Esta dirección de la API no existe.", "The API has no such address.";
    /// The customer does not exist.
    NotFound = 404, "not_found", "Cliente no encontrado", "Cliente no encontrado";
    /// The path exists, but with another method.
    Method = 405, "method", "Este método no se acepta aquí; mira la cabecera Allow.", "This method is not accepted here; see the Allow header.";
    /// The operator has not configured who may write.
    AccessUnset = 503, "access.unset", "Falta configurar ACCESO; mientras tanto no se acepta ningún cambio.", "ACCESO is not set; until then no change is accepted.";
    /// A setting has a value that is not listed; the log names the setting.
    SettingUnknown = 503, "setting.unknown", "Un ajuste del servicio tiene un valor que no existe; el registro dice cuál.", "A setting of the service has a value that is not listed; the log names it.";
    /// The request needs a token and has none.
    TokenMissing = 401, "auth.missing", "Falta el token: Authorization: Bearer …", "A token is missing: Authorization: Bearer …";
    /// The token is malformed or unknown, has expired or was revoked.
    TokenInvalid = 401, "auth.invalid", "El token no es válido, venció o fue anulado; pide uno nuevo.", "The token is not valid, expired or was revoked; ask for another one.";
    /// The token does not allow this request.
    TokenScope = 403, "auth.scope", "El token no permite hacer esto.", "The token does not allow this.";
    /// The token is for another customer.
    TokenCliente = 403, "auth.cliente", "El token es de otro cliente.", "The token is for another customer.";
    /// Too many requests.
    Rate = 429, "rate", "Hay demasiadas peticiones; espera un minuto.", "There are too many requests; wait a minute.";
    /// The headers do not declare JSON in UTF-8.
    ContentType = 415, "content_type", "Envía JSON en UTF-8: Content-Type: application/json, sin Content-Encoding.", "Send JSON in UTF-8: Content-Type: application/json, without Content-Encoding.";
    /// The body is longer than allowed.
    Size = 413, "size", "El contenido enviado es demasiado grande.", "What was sent is too large.";
    /// The body did not arrive in time.
    Slow = 408, "slow", "El contenido enviado no llegó a tiempo; intenta de nuevo.", "What was sent did not arrive in time; try again.";
    /// The operator requires `If-Match`.
    VersionRequired = 428, "version.required", "Falta If-Match: envía el ETag de lo que leíste.", "If-Match is missing: send the ETag of what you read.";
    /// Some fields are invalid.
    Validation = 422, "validation", "Hay datos que corregir.", "Some data must be corrected.";
    /// The key is not 1 to 255 visible ASCII characters.
    KeySyntax = 400, "idempotency.syntax", "La cabecera Idempotency-Key lleva de 1 a 255 caracteres ASCII visibles.", "The header Idempotency-Key has 1 to 255 visible ASCII characters.";
    /// The key was used before with another body.
    KeyReused = 422, "idempotency.reused", "Esta Idempotency-Key ya se usó con otro contenido.", "This Idempotency-Key was used with other content.";
    /// The request with this key has not finished.
    KeyRunning = 409, "idempotency.running", "La petición con esta Idempotency-Key no ha terminado.", "The request with this Idempotency-Key is not done.";
    /// The customer has changed since the caller read it.
    Version = 412, "version", "El cliente cambió mientras tanto; vuelve a leerlo.", "The customer changed meanwhile; read it again.";
    /// The database is unavailable or full.
    Unavailable = 503, "unavailable", "El servicio no está disponible; intenta de nuevo en unos segundos.", "The service is not available; try again in a few seconds.";
    /// An error of the service itself. The sentence is the one that the documents give.
    Internal = 500, "internal", "Error al actualizar cliente", "Error al actualizar cliente";
}

impl Failure {
    /// True if a request to an endpoint can be refused for this reason.
    ///
    /// ```
    /// use ficha_contract::{Failure, READ_SALUD, UPDATE_CLIENTE};
    /// assert!(Failure::Size.is_possible(&UPDATE_CLIENTE));
    /// assert!(!Failure::Size.is_possible(&READ_SALUD));
    /// ```
    #[must_use]
    pub fn is_possible(self, endpoint: &Endpoint) -> bool {
        let takes_body = endpoint.max_body > 0;
        match self {
            // An endpoint has a route.
            Self::Route => false,
            Self::NotFound => takes_body || endpoint.path.contains(":id"),
            Self::AccessUnset | Self::TokenMissing | Self::TokenInvalid | Self::TokenScope => endpoint.scope.is_some(),
            Self::TokenCliente => endpoint.scope.is_some() && (takes_body || endpoint.path.contains(":id")),
            Self::ContentType
            | Self::Size
            | Self::Slow
            | Self::VersionRequired
            | Self::KeySyntax
            | Self::KeyReused
            | Self::KeyRunning
            | Self::Version => takes_body,
            Self::Validation => takes_body || *endpoint == READ_HISTORIAL,
            Self::Method | Self::SettingUnknown | Self::Rate | Self::Unavailable | Self::Internal => true,
        }
    }
}

/// A refused request, with the content of its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Refused for a reason apart from its content.
    Failure(Failure),
    /// The body cannot be read: a `json.*` code.
    Unreadable(Code),
    /// The fields break rules: at least one issue.
    Invalid(Vec<Issue>),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Rejected> for Refusal {
    fn from(rejected: Rejected) -> Self {
        match rejected {
            Rejected::Unreadable(code) => Self::Unreadable(code),
            Rejected::Invalid { issues, .. } => Self::Invalid(issues),
        }
    }
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

    /// The stable code on the wire.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Failure(failure) => failure.id(),
            Self::Unreadable(code) => code.id(),
            Self::Invalid(_) => Failure::Validation.id(),
        }
    }

    /// The body of the answer in the form of the documents.
    #[must_use]
    pub const fn body(&self, member: ErrorMember, language: Language) -> impl Serialize {
        Body { refusal: self, member: Some(member), language }
    }

    /// The body of the answer in the form of RFC 9457.
    #[must_use]
    pub const fn problem(&self, language: Language) -> impl Serialize {
        Body { refusal: self, member: None, language }
    }

    fn sentence(&self, language: Language) -> String {
        match self {
            Self::Failure(failure) => failure.sentence(language).to_owned(),
            Self::Unreadable(code) => language.sentence()(code),
            Self::Invalid(_) => Failure::Validation.sentence(language).to_owned(),
        }
    }
}

struct Body<'a> {
    refusal: &'a Refusal,
    /// `None` for a problem of RFC 9457.
    member: Option<ErrorMember>,
    language: Language,
}

/// `{"error" | "message", "code", "issues"?}`, or `{"type", "title", "status", "detail", "code", "issues"?}`
impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { refusal, member, language } = self;
        let sentence = refusal.sentence(*language);
        let mut body = serializer.serialize_map(None)?;
        if let Some(member) = member {
            body.serialize_entry(member.name(), &sentence)?;
        } else {
            body.serialize_entry("type", "about:blank")?;
            body.serialize_entry("title", refusal.id())?;
            body.serialize_entry("status", &refusal.status())?;
            body.serialize_entry("detail", &sentence)?;
        }
        body.serialize_entry("code", refusal.id())?;
        if let Refusal::Invalid(issues) = refusal {
            let said: Vec<LocalizedIssue<'_>> =
                issues.iter().map(|issue| issue.with_sentence(language.sentence())).collect();
            body.serialize_entry("issues", &said)?;
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
