//! The edge: three documented endpoints on Cloudflare Workers, with D1 behind them.
//!
//! A request goes through [`router`] to its file in `route/`, which reads like the order of the
//! contract: authenticate, parse, check, store, reply. SQL lives in `store/` only, and the rules
//! live in the crate `ficha`, which the browser runs too.

mod access;
mod call;
mod password;
mod platform;
mod reply;
mod route;
mod router;
mod store;

use worker::{Context, Env, Request, Response, Result, event};

/// Every request that is not a static asset.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    router::answer(request, env).await
}
