//! What the rules ask of the platform, answered by the Workers runtime.

use ficha::Host;
use ficha::field::Fecha;
use ficha_contract::{Failure, Refusal};
use futures_util::TryStreamExt;
use std::borrow::Cow;
use worker::{Date, Request};

/// The clock and the normaliser of this runtime.
pub(crate) fn host() -> Host {
    Host { today: Fecha::in_lima(now_millis()), nfc }
}

/// Milliseconds since 1970, in UTC. Workers stop this clock while they compute.
pub(crate) fn now_millis() -> i64 {
    i64::try_from(Date::now().as_millis()).unwrap_or_default()
}

/// Now as ISO 8601 in UTC with milliseconds.
pub(crate) fn now_iso() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// The engine's own normaliser: its tables need not be carried along.
fn nfc(text: &str) -> Cow<'_, str> {
    Cow::Owned(js_sys::JsString::from(text).normalize("NFC").into())
}

/// Reads the body as it comes and stops at the first byte too many.
pub(crate) async fn read_at_most(request: &mut Request, max: usize) -> Result<Vec<u8>, Refusal> {
    let Ok(mut stream) = request.stream() else { return Ok(Vec::new()) };
    let mut body = Vec::new();
    while let Some(chunk) = stream.try_next().await.map_err(|_| Refusal::Failure(Failure::Internal))? {
        if body.len() + chunk.len() > max {
            return Err(Refusal::Failure(Failure::Size));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
