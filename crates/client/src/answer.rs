use serde::Serialize;
use serde_json::{Map, Value};

/// Why there is no answer from the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server cannot be reached.
    Network,
    /// It took longer than allowed; whether the change was made is not known.
    Timeout,
    /// The caller called it off; whether the change was made is not known.
    Aborted,
    /// What came is not an answer of the API.
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

/// What became of a call.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Whether the change was made.
    pub ok: bool,
    /// The HTTP status; 0 if the server did not answer.
    pub status: u16,
    /// What the server says, or why it says nothing.
    pub message: String,
    /// The code of a refusal.
    pub code: Option<String>,
    /// What is wrong with the record, as the rules say it.
    pub issues: Vec<Value>,
    /// What is odd about it.
    pub warnings: Vec<Value>,
    /// The rest of the body: `cliente`, `direcciones`.
    pub body: Map<String, Value>,
    /// The version of the customer, for the next `If-Match`.
    pub etag: Option<String>,
    /// The `Idempotency-Key` that was sent. With the same key and the same body the call may be made again.
    pub key: String,
    /// Whether this is the answer to an earlier call with the same key.
    pub replayed: bool,
}

impl Answer {
    pub(crate) fn trouble(trouble: Trouble, status: u16, key: String) -> Self {
        Self {
            ok: false,
            status,
            message: trouble.sentence().to_owned(),
            code: Some(trouble.id().to_owned()),
            issues: Vec::new(),
            warnings: Vec::new(),
            body: Map::new(),
            etag: None,
            key,
            replayed: false,
        }
    }

    /// The answer of a JSON body; `member` is where the API puts the sentence of a refusal.
    pub(crate) fn read(status: u16, text: &str, member: &str, key: String) -> Self {
        let Ok(Value::Object(mut body)) = serde_json::from_str(text) else {
            return Self::trouble(Trouble::Unreadable, status, key);
        };
        let mut take = |name: &str| body.remove(name);
        let text = |value: Option<Value>| value.as_ref().and_then(Value::as_str).map(str::to_owned);
        let list = |value: Option<Value>| match value {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        let message = text(take("message").or_else(|| take(member))).unwrap_or_default();
        let (code, issues, warnings) = (text(take("code")), list(take("issues")), list(take("warnings")));
        let is_issue = |issue: &Value| issue.get("path").is_some_and(Value::is_array);
        // A proxy on the way may answer in JSON as well.
        if (status != 200 && code.is_none()) || !issues.iter().chain(&warnings).all(is_issue) {
            return Self::trouble(Trouble::Unreadable, status, key);
        }
        Self { ok: status == 200, status, message, code, issues, warnings, body, etag: None, key, replayed: false }
    }
}
