//! Pages of other origins: those in the setting `ORIGENES`, separated by spaces, may call.

use worker::{Env, Headers, Result};

/// The origin of the page that calls, if the setting has it.
pub(crate) fn allowed_origin(env: &Env, origin: Option<String>) -> Option<String> {
    let allowed = env.var("ORIGENES").ok()?.to_string();
    origin.filter(|origin| allowed.split_whitespace().any(|one| one == origin))
}

/// The headers by which a browser lets the page read the answer (the Fetch standard's CORS protocol).
pub(crate) fn allow(headers: &Headers, origin: &str) -> Result<()> {
    headers.set("Access-Control-Allow-Origin", origin)?;
    headers.set("Access-Control-Expose-Headers", "ETag, Idempotency-Replayed, Retry-After, X-Request-Id")?;
    headers.append("Vary", "Origin")
}

/// What a preflight asks for besides.
pub(crate) fn allow_preflight(headers: &Headers, methods: &str) -> Result<()> {
    headers.set("Access-Control-Allow-Methods", methods)?;
    headers.set(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Idempotency-Key, If-Match, Accept-Language, X-Request-Id",
    )?;
    headers.set("Access-Control-Max-Age", "7200")
}
