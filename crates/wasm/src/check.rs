//! The export that checks one JavaScript record or value.

#![expect(unsafe_code, reason = "an export needs a name of its own")]

use crate::outcome::Told;
use crate::packed::packed;
use crate::{host, memory, table};

/// Checks the value that `pack.js` wrote: slots in [`memory::words_room`], and `length` bytes of texts in
/// [`memory::room`]. `now` is the time in milliseconds since 1970.
#[unsafe(no_mangle)]
pub extern "C" fn check(schema: usize, length: usize, now: f64) -> *const u32 {
    memory::answered(length, |words, texts, answer| {
        answer.clear();
        let Some(table) = table(schema) else { return };
        answer.checked(packed(words, texts, table, &host(now)), Told::Changes);
    })
}
