//! The answers as HTTP.

use ficha::message::es;
use ficha_contract::{ErrorMember, Failure, Refusal};
use serde::Serialize;
use worker::{Response, Result};

/// A good answer: 200 and a JSON body.
pub(crate) fn ok(body: &impl Serialize) -> Result<Response, Refusal> {
    json(body, 200).map_err(|_| Refusal::Failure(Failure::Internal))
}

/// The one way from a refusal to its answer.
pub(crate) fn refusal(refusal: &Refusal, member: ErrorMember) -> Result<Response> {
    json(&refusal.body(member, es::sentence), refusal.status())
}

fn json(body: &impl Serialize, status: u16) -> Result<Response> {
    let bytes = serde_json::to_vec(body)?;
    let mut response = Response::from_bytes(bytes)?.with_status(status);
    let headers = response.headers_mut();
    headers.set("Content-Type", "application/json; charset=utf-8")?;
    headers.set("Cache-Control", "no-store")?;
    headers.set("X-Content-Type-Options", "nosniff")?;
    Ok(response)
}
