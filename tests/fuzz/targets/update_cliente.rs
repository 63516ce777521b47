//! The form: no bytes make it panic, and what it accepts it accepts again.
#![no_main]

use ficha::form::UpdateCliente;
use libfuzzer_sys::fuzz_target;

mod form;

fuzz_target!(|bytes: &[u8]| form::check::<UpdateCliente>(bytes));
