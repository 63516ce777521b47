//! One record or value at a time.

#![expect(unsafe_code, reason = "an export needs a name of its own")]

use crate::outcome::Told;
use crate::{FORMS, host, memory, packed::packed};
use ficha::field::ALONE;
use ficha::read;

/// Checks what lies in [`memory::room`], at the time `now` in milliseconds since 1970: JSON text of `length`
/// bytes; or so many bytes of texts, with [`memory::words_room`], that `pack.js` wrote. The schemas have numbers: the
/// forms first, the field types of [`ALONE`] after them.
#[unsafe(no_mangle)]
pub extern "C" fn check(schema: usize, is_packed: bool, length: usize, now: f64) -> *const u32 {
    memory::answered(length, |words, record, answer| {
        answer.clear();
        let host = host(now);
        let Some(table) = FORMS.iter().copied().chain(&ALONE).nth(schema) else { return };
        let (checked, told) = if is_packed {
            (packed(words, record, table, &host), Told::Changes)
        } else {
            (read::json(record, table, &host), Told::Whole)
        };
        match checked {
            Ok(checked) => answer.outcome(&checked, told),
            Err(code) => answer.bad(code),
        }
    })
}
