use crate::answer::{Answer, Trouble};
use crate::js;
use ficha_contract::{Endpoint, ErrorMember};
use gloo_net::http::{Method, Request, RequestBuilder};
use js_sys::{Function, JsString};
use std::fmt;
use std::str::FromStr;
use wasm_bindgen::JsCast;
use web_sys::AbortSignal;

/// The address of the API, and the options of every call.
#[derive(Clone, Debug)]
pub struct Client {
    /// The text before the paths; empty for the origin of the page.
    pub base_url: String,
    /// A bearer token.
    pub token: Option<String>,
    /// The maximum time of a call, in milliseconds.
    pub timeout: u32,
    /// The language of the sentences, such as `en`; without it the browser sends its own.
    pub language: Option<String>,
    /// Replaces the platform's `fetch`: takes a `Request` and `{signal}`, returns a promise of a `Response`.
    pub fetch: Option<Function>,
}

impl Default for Client {
    fn default() -> Self {
        Self { base_url: String::new(), token: None, timeout: 15_000, language: None, fetch: None }
    }
}

/// The options of one call.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The `Idempotency-Key` of an earlier attempt, to retry it; without it the call gets a new key.
    pub key: Option<String>,
    /// The version that the change is based on (`If-Match`).
    pub if_match: Option<String>,
    /// The timeout of this call, instead of the client's.
    pub timeout: Option<u32>,
    /// Aborts the call.
    pub signal: Option<AbortSignal>,
}

/// An option that cannot be used, explained in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misuse(&'static str);

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Misuse {}

/// Makes a new key of 128 random bits. `randomUUID` would need a secure context.
fn new_key() -> Result<String, Misuse> {
    let bytes = js::random_bytes().ok_or(Misuse("key: this platform has no random numbers, give a key"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Refuses a header value that is not printable ASCII of 1 to 4096 characters: other characters would throw in the
/// middle of a call.
fn expect_printable(value: Option<&str>, misuse: &'static str) -> Result<(), Misuse> {
    let is_printable =
        |value: &str| (1..=4096).contains(&value.len()) && value.bytes().all(|b| (0x20..0x7F).contains(&b));
    if value.is_none_or(is_printable) { Ok(()) } else { Err(Misuse(misuse)) }
}

/// Refuses an `Idempotency-Key` that the server would refuse.
fn expect_key(key: &str) -> Result<(), Misuse> {
    let is_key = (1..=255).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
    if is_key { Ok(()) } else { Err(Misuse("key: 1 to 255 visible ASCII characters, no spaces")) }
}

impl Client {
    /// Sends a record as JSON and waits for the result.
    ///
    /// # Errors
    /// An option that cannot be used. Everything else is an [`Answer`].
    pub async fn send(
        &self,
        endpoint: &Endpoint,
        id: Option<u64>,
        json: &str,
        options: &Options,
    ) -> Result<Answer, Misuse> {
        expect_printable(self.token.as_deref(), "token: visible ASCII")?;
        expect_printable(self.language.as_deref(), "language: a language tag, such as en")?;
        options.key.as_deref().map_or(Ok(()), expect_key)?;
        expect_printable(options.if_match.as_deref(), "ifMatch: an ETag")?;
        let key = options.key.clone().map_or_else(new_key, Ok)?;
        let path = match (endpoint.path.strip_suffix(":id"), id) {
            (Some(before), Some(id)) => format!("{before}{id}"),
            _ => endpoint.path.to_owned(),
        };

        let request = self.request(endpoint, &path, json, &key, options)?;
        let fetch = js::fetch(self.fetch.as_ref()).ok_or(Misuse("fetch: this platform has none, give one"))?;
        let signals = js::signals(options.timeout.unwrap_or(self.timeout), options.signal.as_ref());
        let (timeout, signal) = signals.ok_or(Misuse("signal: this platform has no AbortSignal.any"))?;

        let trouble = |otherwise| {
            let is_called_off = options.signal.as_ref().is_some_and(AbortSignal::aborted);
            match (timeout.aborted(), is_called_off) {
                (true, _) => Trouble::Timeout,
                (false, true) => Trouble::Aborted,
                (false, false) => otherwise,
            }
        };
        let Ok(response) = js::settled(&js::ask(&fetch, &request.into(), &signal), &signal).await else {
            return Ok(Answer::trouble(trouble(Trouble::Network), 0, key));
        };
        let Some(status) = js::status(&response) else {
            return Ok(Answer::trouble(trouble(Trouble::Unreadable), 0, key));
        };
        let text = js::settled(&js::call(&response, "text", None), &signal).await;
        let Some(text) = text.ok().and_then(|text| text.dyn_into::<JsString>().ok()) else {
            return Ok(Answer::trouble(trouble(Trouble::Unreadable), status, key));
        };
        let mut answer = Answer::read(status, &text, ErrorMember::of_path(&path).name(), key);
        answer.etag = js::header(&response, "ETag");
        answer.replayed = js::header(&response, "Idempotency-Replayed").is_some();
        Ok(answer)
    }

    /// Builds the request. The URL is checked before: if the platform refuses it with a value that is not an `Error` of
    /// this realm, gloo-net panics.
    fn request(
        &self,
        endpoint: &Endpoint,
        path: &str,
        json: &str,
        key: &str,
        options: &Options,
    ) -> Result<Request, Misuse> {
        let url = format!("{}{path}", self.base_url);
        if !js::has_requests() {
            return Err(Misuse("fetch: this platform has no Request, Headers and URL, which a request is made of"));
        }
        let misuse =
            Misuse("baseUrl: outside of a page an absolute URL, such as https://api.example.com; never with a user");
        if !js::is_url(&url) {
            return Err(misuse);
        }
        let mut request = RequestBuilder::new(&url)
            .method(Method::from_str(endpoint.method).unwrap_or_default())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key);
        let optional = [
            ("Authorization", self.token.as_ref().map(|token| format!("Bearer {token}"))),
            ("Accept-Language", self.language.clone()),
            ("If-Match", options.if_match.clone()),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                request = request.header(name, &value);
            }
        }
        request.body(json).map_err(|_| misuse)
    }
}
