use crate::answer::{Answer, Trouble};
use crate::js;
use ficha_contract::{Endpoint, ErrorMember};
use gloo_net::http::{Method, Request, RequestBuilder};
use js_sys::{Function, JsString};
use std::fmt;
use std::str::FromStr;
use wasm_bindgen::JsCast;
use web_sys::AbortSignal;

/// Where the API is, and how it is asked.
#[derive(Clone, Debug)]
pub struct Client {
    /// What stands before the paths; empty for the origin of the page.
    pub base_url: String,
    /// A bearer token.
    pub token: Option<String>,
    /// How long a call may take, in milliseconds.
    pub timeout: u32,
    /// The language of sentences, such as `en`; without it the browser asks for its own.
    pub language: Option<String>,
    /// Asks instead of the platform's `fetch`: takes a `Request` and `{signal}`, gives a promise of a `Response`.
    pub fetch: Option<Function>,
}

impl Default for Client {
    fn default() -> Self {
        Self { base_url: String::new(), token: None, timeout: 15_000, language: None, fetch: None }
    }
}

/// What is said of one call.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The `Idempotency-Key` of an earlier try; a new one without it.
    pub key: Option<String>,
    /// The version that the change is meant for (`If-Match`).
    pub if_match: Option<String>,
    /// Instead of the client's timeout.
    pub timeout: Option<u32>,
    /// Calls the call off.
    pub signal: Option<AbortSignal>,
}

/// An option that cannot be used, in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misuse(&'static str);

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Misuse {}

/// A new key: 128 random bits. `randomUUID` would ask for a secure context.
fn new_key() -> Result<String, Misuse> {
    let bytes = js::random_bytes().ok_or(Misuse("key: this platform has no random numbers, give a key"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Headers hold visible ASCII; anything else would throw in the middle of a call.
fn expect_visible(value: Option<&str>, misuse: &'static str) -> Result<(), Misuse> {
    let is_visible =
        |value: &str| (1..=4096).contains(&value.len()) && value.bytes().all(|b| (0x20..0x7F).contains(&b));
    if value.is_none_or(is_visible) { Ok(()) } else { Err(Misuse(misuse)) }
}

impl Client {
    /// Sends a record, as JSON, and waits for what becomes of it.
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
        expect_visible(self.token.as_deref(), "token: visible ASCII")?;
        expect_visible(self.language.as_deref(), "language: a language tag, such as en")?;
        expect_visible(options.key.as_deref(), "key: 1 to 255 visible ASCII characters")?;
        expect_visible(options.if_match.as_deref(), "ifMatch: an ETag")?;
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

    /// The request, which has a good URL: gloo-net panics over what a platform refuses with anything but an `Error` of its
    /// own realm.
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
