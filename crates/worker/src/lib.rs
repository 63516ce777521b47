//! The Worker: the documented endpoints on Cloudflare Workers, with D1 as the database.
//!
//! A request goes through [`router`] to its function in `route/`, which follows the order of the contract:
//! authenticate, parse, check, store, reply. Only `store/` sends SQL, and takes it from the crate `ficha_sql`. The
//! rules are in the crate `ficha`, which the browser runs too.

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

/// Answers every request that is not for a static asset.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    #[cfg(feature = "breakable")]
    breakable::break_as_asked(&request);
    router::answer(request, env).await
}

/// Runs every hour and deletes idempotency keys older than a day.
#[event(scheduled)]
async fn scheduled(_event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    const MINUTES: i64 = 5;
    let deadline = platform::now_millis() + MINUTES * 60_000;
    let Ok(store) = store::Store::open(&env, deadline) else { return };
    // The store logs errors; the next run retries.
    let _ = store.forget_keys().await;
}
