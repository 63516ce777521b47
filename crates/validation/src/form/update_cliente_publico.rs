use super::{Form, form};
use crate::field::{Email, NombreCorto, Telefono};
use crate::{Checked, Issue};
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

fn warnings(checked: &Checked<'_>, found: &mut Vec<Issue>) {
    if let Some(code) = Email::typo(checked.text_at(EMAIL)) {
        found.push(Issue::at("email", code));
    }
}
