//! Builds the HTTP responses.

use crate::platform;
use crate::store::{Edited, Versioned};
use crate::version::etag;
use ficha_contract::{ErrorMember, Failure, Language, Refusal};
use worker::{Headers, Response, Result};

/// A good answer: 200 and a JSON body, or the 204 of a preflight.
pub(crate) struct Reply {
    body: Option<String>,
    /// The version of the customer in the answer.
    version: Option<u64>,
    /// True if an earlier request got this answer.
    is_replay: bool,
}

impl Reply {
    pub(crate) const NOTHING: Self = Self { body: None, version: None, is_replay: false };

    pub(crate) fn of(body: String) -> Self {
        Self { body: Some(body), ..Self::NOTHING }
    }

    pub(crate) fn response(self) -> Result<Response> {
        let response = match self.body {
            Some(body) => json(body.into_bytes(), 200)?,
            None => empty(204, &bare_headers()?),
        };
        let headers = response.headers();
        if let Some(version) = self.version {
            headers.set("ETag", &etag(version))?;
        }
        if self.is_replay {
            headers.set("Idempotency-Replayed", "true")?;
        }
        Ok(response)
    }
}

impl From<Edited> for Reply {
    fn from(edited: Edited) -> Self {
        Self { body: Some(edited.body), version: Some(edited.version), is_replay: edited.is_replay }
    }
}

impl From<Versioned> for Reply {
    fn from(read: Versioned) -> Self {
        Self { body: Some(read.cuerpo), version: Some(read.version), is_replay: false }
    }
}

/// The form in which the caller wants a refusal.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) member: ErrorMember,
    pub(crate) language: Language,
    /// True for a problem as in RFC 9457.
    pub(crate) is_problem: bool,
}

/// Builds the response to any refusal.
pub(crate) fn refusal(refusal: &Refusal, manner: Manner) -> Result<Response> {
    let Manner { member, language, is_problem } = manner;
    let body = if is_problem {
        serde_json::to_vec(&refusal.problem(language))
    } else {
        serde_json::to_vec(&refusal.body(member, language))
    };
    let response = json(body?, refusal.status())?;
    let headers = response.headers();
    if is_problem {
        headers.set("Content-Type", "application/problem+json")?;
    }
    headers.set("Vary", "Accept, Accept-Language")?;
    match refusal {
        Refusal::Failure(Failure::TokenMissing | Failure::TokenInvalid) => headers.set("WWW-Authenticate", "Bearer")?,
        Refusal::Failure(Failure::Rate) => headers.set("Retry-After", "60")?,
        Refusal::Failure(Failure::Unavailable | Failure::KeyRunning) => headers.set("Retry-After", "5")?,
        _ => {}
    }
    Ok(response)
}

/// The headers of every answer. They mark it as JSON for this caller alone, to be treated only as data.
const HEADERS: [(&str, &str); 5] = [
    ("Content-Type", "application/json; charset=utf-8"),
    // A proxy that transformed the body would weaken the `ETag` of the version.
    ("Cache-Control", "no-store, no-transform"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
];

thread_local! {
    /// [`HEADERS`] as an object of the platform: it is made once and copied into each answer in one step.
    static MADE: Headers = HEADERS.into_iter().collect();
}

fn json(body: Vec<u8>, status: u16) -> Result<Response> {
    Ok(Response::builder().with_status(status).with_headers(headers()?).fixed(body))
}

fn headers() -> Result<Headers> {
    let headers = MADE.with(|Headers(made)| web_sys::Headers::new_with_headers(made))?;
    Ok(Headers(headers))
}

/// The headers of an answer that has no body.
fn bare_headers() -> Result<Headers> {
    let headers = headers()?;
    headers.delete("Content-Type")?;
    Ok(headers)
}

/// Returns the same answer without its body, for HEAD (RFC 9110, section 9.3.2).
pub(crate) fn head(response: &Response) -> Response {
    empty(response.status_code(), response.headers())
}

fn empty(status: u16, headers: &Headers) -> Response {
    Response::builder().with_status(status).with_headers(headers.clone()).empty()
}

/// Returns the id of a request: the caller's own if it is valid, else a new one.
pub(crate) fn request_id(given: Option<String>) -> String {
    let is_id = |id: &String| {
        (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    given.filter(is_id).unwrap_or_else(platform::random_hex)
}
