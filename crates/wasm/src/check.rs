//! One record or value at a time.

#![expect(unsafe_code, reason = "an export needs a name of its own")]

use crate::answer::Answer;
use crate::{FORMS, host, memory, packed};
use ficha::field::ALONE;
use ficha::{Code, Host, read};

/// Checks what lies in [`memory::room`], at the time `now` in milliseconds since 1970: JSON text of `length`
/// bytes, or so many bytes that `pack.js` wrote.
#[unsafe(no_mangle)]
pub extern "C" fn check(schema: usize, is_packed: bool, length: usize, now: f64) -> *const u32 {
    memory::answered(length, |record, answer| {
        answer.clear(is_packed.then_some(record));
        if let Err(code) = write_outcome(schema, is_packed, record, &host(now), answer) {
            answer.bad(code);
        }
    })
}

/// The schemas have numbers: the forms first, the field types of [`ALONE`] after them.
fn write_outcome(schema: usize, is_packed: bool, record: &[u8], host: &Host, answer: &mut Answer) -> Result<(), Code> {
    if let Some(table) = FORMS.get(schema) {
        let slots = if is_packed { packed::record(record, table) } else { read::json(record, table) }?;
        answer.form(&ficha::check(table, &slots, host), Some(&slots));
    } else if let Some(field) = ALONE.get(schema - FORMS.len()) {
        let raw = if is_packed { packed::value(record) } else { read::json_value(record) }?;
        answer.field(&field.check_alone(&raw, host)?, &raw);
    }
    Ok(())
}
