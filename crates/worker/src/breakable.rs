//! A Worker that breaks when it is asked to, to see that the next request finds it whole. It is in no deployment: only
//! the feature `breakable` has it.

use worker::Request;

/// Breaks as the header `X-Romper` says.
#[expect(clippy::panic, reason = "that is what it is for")]
pub(crate) fn break_as_asked(request: &Request) {
    match request.headers().get("X-Romper").ok().flatten().as_deref() {
        Some("panico") => panic!("asked to"),
        Some("memoria") => fill_memory(),
        Some("pila") => drop(deep(u64::MAX)),
        _ => {}
    }
}

/// Asks for memory until there is none.
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
