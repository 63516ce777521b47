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
    let email = values.get(EMAIL).and_then(Value::as_text).unwrap_or_default();
    found.extend(Email::typo(email).map(|code| Issue::at("email", code)));
}
