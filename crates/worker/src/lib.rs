//! The edge: the documented endpoints on Cloudflare Workers, with D1 behind them.
//!
//! A request goes through [`router`] to its file in `route/`, which reads like the order of the
//! contract: authenticate, parse, check, store, reply. SQL lives in `store/` only, and the rules
//! live in the crate `ficha`, which the browser runs too.

mod access;
#[cfg(feature = "breakable")]
mod breakable;
mod call;
mod caller;
mod cors;
mod key;
mod log;
mod password;
mod platform;
mod rate;
mod reply;
mod route;
mod router;
mod settings;
mod store;
mod version;

use worker::{Context, Env, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

/// Every request that is not a static asset.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    #[cfg(feature = "breakable")]
    breakable::break_as_asked(&request);
    router::answer(request, env).await
}

/// Runs every hour and deletes the keys of requests that are older than a day.
#[event(scheduled)]
async fn scheduled(_event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    const MINUTES: i64 = 5;
    let deadline = platform::now_millis() + MINUTES * 60_000;
    let Ok(store) = store::Store::open(&env, deadline) else { return };
    // Errors are logged by the store; the next run goes on.
    let _ = store.forget_keys().await;
}
