//! The exports that check one record or value as JSON text.

#![expect(unsafe_code, reason = "an export needs a name of its own")]

use crate::outcome::Told;
use crate::{host, memory, table};
use ficha::reader;

/// 1 if the JSON text of `length` bytes in [`memory::room`] passes every rule, else 0.
#[unsafe(no_mangle)]
pub extern "C" fn is_json(schema: usize, length: usize, now: f64) -> u32 {
    let mut is_good = false;
    memory::answered(length, |_, text, _| {
        is_good = table(schema).is_some_and(|table| reader::is_json(text, table, &host(now)));
    });
    u32::from(is_good)
}

/// Checks the JSON text of `length` bytes in [`memory::room`]. `now` is the time in milliseconds since 1970.
#[unsafe(no_mangle)]
pub extern "C" fn check_json(schema: usize, length: usize, now: f64) -> *const u32 {
    memory::answered(length, |_, text, answer| {
        answer.clear();
        let Some(table) = table(schema) else { return };
        answer.checked(reader::json(text, table, &host(now)), Told::Whole);
    })
}
