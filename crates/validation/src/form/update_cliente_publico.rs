use crate::field::{Email, NombreCorto, Telefono};
use crate::table::{Warning, form, place};

form! {
    /// A partial update of a public client: only the fields sent change.
    UpdateClientePublico = "updateClientePublico", read_only: ["id", "created_at"], warnings: &[Warning::Typo(place(UpdateClientePublico::ROWS, "email"))];

    /// First names.
    required_if_sent nombres: NombreCorto;
    /// Surnames.
    required_if_sent apellidos: NombreCorto;
    /// Phone of any country.
    optional telefono: Telefono;
    /// Email address.
    optional email: Email;
}
