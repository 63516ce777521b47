//! The form `UpdateCliente`: no bytes make it panic, and it accepts its own normal forms.
#![no_main]

use ficha::form::UpdateCliente;
use libfuzzer_sys::fuzz_target;

mod form;

fuzz_target!(|bytes: &[u8]| form::check::<UpdateCliente>(bytes));
