use crate::Issue;
use crate::field::{Email, NombreCorto, Telefono};
use crate::reader::Checked;
use crate::table::form;
use alloc::vec::Vec;

form! {
    /// A partial update of a public client: only the fields sent change.
    UpdateClientePublico = "updateClientePublico", read_only: ["id", "created_at"], warnings: warnings;

    /// First names.
    required_if_sent nombres: NombreCorto;
    /// Surnames.
    required_if_sent apellidos: NombreCorto;
    /// Phone of any country.
    optional telefono: Telefono;
    /// Email address.
    optional email: Email;
}

/// Warns of a typing error in the domain, for this form and for [`ClientePublico`](super::ClientePublico).
pub(super) fn warnings(checked: &Checked<'_>, found: &mut Vec<Issue>) {
    if let Some(place) = checked.table.find("email") {
        Email::warn_of_typo(checked, place, found);
    }
}
