//! Sets the headers with which a browser lets a page of another origin call (the Fetch standard's CORS protocol).

use worker::{Headers, Result};

/// Lets the page read the answer.
pub(crate) fn allow(headers: &Headers, origin: &str) -> Result<()> {
    headers.set("Access-Control-Allow-Origin", origin)?;
    headers.set("Access-Control-Expose-Headers", "ETag, Idempotency-Replayed, Retry-After, X-Request-Id")?;
    headers.append("Vary", "Origin")
}

/// Answers a preflight.
pub(crate) fn allow_preflight(headers: &Headers, methods: &str) -> Result<()> {
    headers.set("Access-Control-Allow-Methods", methods)?;
    headers.set(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Idempotency-Key, If-Match, Accept-Language, X-Request-Id",
    )?;
    headers.set("Access-Control-Max-Age", "7200")
}
