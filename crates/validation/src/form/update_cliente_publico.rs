use super::{Form, form};
use crate::field::{Email, NombreCorto, Telefono};
use crate::{Issue, Value};
use alloc::vec::Vec;

form! {
    /// A partial update of a public client: only the fields sent change.
    UpdateClientePublico = "updateClientePublico", read_only: ["id", "created_at"], warnings: warnings;

    /// First names.
    stays nombres: NombreCorto;
    /// Surnames.
    stays apellidos: NombreCorto;
    /// Phone of any country.
    optional telefono: Telefono;
    /// Email address.
    optional email: Email;
}

const EMAIL: usize = UpdateClientePublico::TABLE.place("email");

fn warnings(values: &[Value<'_>], found: &mut Vec<Issue>) {
    let typo = values.get(EMAIL).and_then(Value::as_text).and_then(Email::typo);
    found.extend(typo.map(|code| Issue::at("email", code)));
}
