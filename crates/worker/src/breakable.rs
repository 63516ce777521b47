//! Breaks the Worker when a request asks for it, to test that the next request works. No deployment has this: it needs
//! the feature `breakable`.

use std::sync::atomic::{AtomicBool, Ordering};
use worker::Request;

/// True in an instance that broke. It refuses every request after, so that a test sees whether a new one took its place.
static IS_BROKEN: AtomicBool = AtomicBool::new(false);

/// Breaks the Worker in the way that the header `X-Romper` names.
#[expect(clippy::panic, reason = "that is what it is for")]
pub(crate) fn break_as_asked(request: &Request) {
    assert!(!IS_BROKEN.load(Ordering::Relaxed), "a broken instance got a request");
    let way = request.headers().get("X-Romper").ok().flatten();
    IS_BROKEN.store(way.is_some(), Ordering::Relaxed);
    match way.as_deref() {
        Some("panico") => panic!("asked to"),
        Some("memoria") => fill_memory(),
        Some("pila") => drop(deep(u64::MAX)),
        _ => {}
    }
}

/// Allocates memory until none is left.
fn fill_memory() {
    loop {
        std::mem::forget(Vec::<u8>::with_capacity(64 << 20));
    }
}

/// Calls itself until the stack is full.
#[expect(unconditional_recursion, reason = "that is what it is for")]
fn deep(n: u64) -> Vec<u64> {
    let mut all = deep(n - 1);
    all.push(n);
    all
}
