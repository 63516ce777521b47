//! The exports that list and search the districts by name, as numbers and texts for `npm/src/distritos.js`.

#![expect(unsafe_code, reason = "an export needs a name of its own")]

use crate::memory;

/// Answers with every district: its code, its name, its province and its department.
#[unsafe(no_mangle)]
pub extern "C" fn distritos() -> *const u32 {
    memory::answered(0, |_, _, answer| {
        answer.clear();
        for distrito in ficha::distritos::all() {
            answer.push(distrito.ubigeo.get());
            answer.text(0, 0, distrito.distrito);
            answer.text(0, 0, distrito.provincia);
            answer.text(0, 0, distrito.departamento);
        }
    })
}

/// Answers with the codes of the districts that match the text of `length` bytes in [`memory::room`], likeliest first.
#[unsafe(no_mangle)]
pub extern "C" fn search_distritos(length: usize) -> *const u32 {
    memory::answered(length, |_, typed, answer| {
        answer.clear();
        for distrito in ficha::distritos::search(core::str::from_utf8(typed).unwrap_or_default()) {
            answer.push(distrito.ubigeo.get());
        }
    })
}
