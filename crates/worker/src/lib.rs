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

/// What is done from time to time: keys of requests are forgotten.
#[event(scheduled)]
async fn scheduled(_event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    let Ok(store) = store::Store::open(&env) else { return };
    // What goes wrong is logged where it goes wrong, and the next time does it.
    let _ = store.forget_keys().await;
}
