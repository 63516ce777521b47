use crate::js;
use js_sys::{Array, JSON, JsString, Object};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

/// The reason why a call has no answer of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server cannot be reached.
    Network,
    /// The answer took longer than allowed; it is unknown if the change was made.
    Timeout,
    /// The caller aborted the call; it is unknown if the change was made.
    Aborted,
    /// The response is not an answer of the API.
    Unreadable,
}

impl Trouble {
    /// The stable code.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Network => "client.network",
            Self::Timeout => "client.timeout",
            Self::Aborted => "client.aborted",
            Self::Unreadable => "client.unreadable",
        }
    }

    /// The sentence, in Spanish.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Network => "No hay conexión con el servidor; revisa la red e intenta de nuevo.",
            Self::Timeout => "El servidor tarda demasiado; intenta de nuevo.",
            Self::Aborted => "El envío se canceló.",
            Self::Unreadable => "El servidor respondió algo que no se entiende; intenta más tarde.",
        }
    }
}

/// The result of a call.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// True if the change was made.
    pub ok: bool,
    /// The HTTP status; 0 if the server did not answer.
    pub status: u16,
    /// The sentence of the server, or the reason why there is no answer.
    pub message: String,
    /// The code of a refusal.
    pub code: Option<String>,
    /// The issues of the record, as the rules report them: objects with `path`, `code`, `params` and `message`.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub issues: Array,
    /// The warnings about the record.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub warnings: Array,
    /// The rest of the body: `cliente`, `direcciones`.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub body: Object,
    /// The version of the customer, for the next `If-Match`.
    pub etag: Option<String>,
    /// The `Idempotency-Key` that was sent. The call can be retried with the same key and the same body.
    pub key: String,
    /// True if the server repeated its answer to an earlier call with the same key.
    pub replayed: bool,
}

impl Answer {
    pub(crate) fn trouble(trouble: Trouble, status: u16, key: String) -> Self {
        Self {
            ok: false,
            status,
            message: trouble.sentence().to_owned(),
            code: Some(trouble.id().to_owned()),
            issues: Array::new(),
            warnings: Array::new(),
            body: Object::new(),
            etag: None,
            key,
            replayed: false,
        }
    }

    /// Reads the answer from a JSON body; `member` is the member in which the API puts the sentence of a refusal.
    pub(crate) fn read(status: u16, text: &JsString, member: &str, key: String) -> Self {
        let parsed = JSON::parse(&String::from(text)).ok().and_then(|body| body.dyn_into::<Object>().ok());
        let Some(body) = parsed.filter(|body| !Array::is_array(body)) else {
            return Self::trouble(Trouble::Unreadable, status, key);
        };
        let take = |name: &str| js::take(&body, name);
        let list = |name: &str| {
            let value = take(name);
            if Array::is_array(&value) { value.unchecked_into() } else { Array::new() }
        };
        let (sentence, said) = (take("message").as_string(), take(member).as_string());
        let (code, issues, warnings) = (take("code").as_string(), list("issues"), list("warnings"));
        let is_issue = |issue: JsValue| Array::is_array(&js::member(&issue, "path"));
        // A proxy on the way may also answer in JSON.
        if (status != 200 && code.is_none()) || !issues.iter().chain(warnings.iter()).all(is_issue) {
            return Self::trouble(Trouble::Unreadable, status, key);
        }
        let message = sentence.or(said).unwrap_or_default();
        Self { ok: status == 200, status, message, code, issues, warnings, body, etag: None, key, replayed: false }
    }
}
