//! Uses the Workers runtime for the clock, Unicode normalisation, random numbers, waiting and reading bodies.

use ficha::Host;
use ficha::field::Fecha;
use ficha_contract::{Failure, Refusal};
use futures_util::TryStreamExt;
use futures_util::future::{Either, select};
use std::borrow::Cow;
use std::fmt::Write;
use std::pin::pin;
use std::time::Duration;
use wasm_bindgen::JsValue;
use worker::{Date, Delay, Request};

/// The clock and the normaliser of this runtime.
pub(crate) fn host() -> Host {
    Host { today: Fecha::in_lima(now_millis()), nfc }
}

/// The time in milliseconds since 1970, in UTC. Workers stop this clock while they compute.
pub(crate) fn now_millis() -> i64 {
    i64::try_from(Date::now().as_millis()).unwrap_or_default()
}

/// Writes a time in milliseconds since 1970 as ISO 8601, in UTC with milliseconds.
#[expect(clippy::cast_precision_loss, reason = "times of this age are far below 2^53")]
pub(crate) fn iso(millis: i64) -> String {
    js_sys::Date::new(&JsValue::from_f64(millis as f64)).to_iso_string().into()
}

/// Writes bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Returns 128 random bits in hexadecimal.
pub(crate) fn random_hex() -> String {
    let mut bytes = [0; 16];
    // Without random numbers, the time still makes requests at different times distinct.
    if getrandom::fill(&mut bytes).is_err() {
        bytes = i128::from(now_millis()).to_be_bytes();
    }
    hex(&bytes)
}

/// Normalises a text with the JavaScript engine, so that the Worker needs no Unicode tables.
fn nfc(text: &str) -> Cow<'_, str> {
    Cow::Owned(js_sys::JsString::from(text).normalize("NFC").into())
}

/// The time within which a body must arrive.
const PATIENCE: Duration = Duration::from_secs(15);

/// Reads the body as it arrives; refuses at the first byte above `max`, or after [`PATIENCE`].
pub(crate) async fn read_in_time(request: &mut Request, max: usize) -> Result<Vec<u8>, Refusal> {
    in_time(read_at_most(request, max), PATIENCE).await.unwrap_or(Err(Failure::Slow.into()))
}

/// Waits for the result of the work; `None` if it takes longer than `patience`.
pub(crate) async fn in_time<T>(work: impl Future<Output = T>, patience: Duration) -> Option<T> {
    match select(pin!(work), Delay::from(patience)).await {
        Either::Left((result, _)) => Some(result),
        Either::Right(_) => None,
    }
}

/// Waits for a time plus a random time of up to as long again, so that callers that failed together do not retry
/// together.
pub(crate) async fn wait_about(time: Duration) {
    let mut byte = [0];
    // Without random numbers it waits for the shortest time.
    let _ = getrandom::fill(&mut byte);
    Delay::from(time + time * u32::from(byte[0]) / 256).await;
}

async fn read_at_most(request: &mut Request, max: usize) -> Result<Vec<u8>, Refusal> {
    let lost = |_| Refusal::Failure(Failure::Internal);
    // A declared length was checked before; the platform reads no more than that, and all at once.
    if request.headers().has("Content-Length").is_ok_and(|is_declared| is_declared) {
        let body = request.bytes().await.map_err(lost)?;
        return if body.len() > max { Err(Failure::Size.into()) } else { Ok(body) };
    }
    let Ok(mut stream) = request.stream() else { return Ok(Vec::new()) };
    let mut body = Vec::new();
    while let Some(chunk) = stream.try_next().await.map_err(lost)? {
        if body.len() + chunk.len() > max {
            return Err(Failure::Size.into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
