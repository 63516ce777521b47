//! What comes back when a record was good: the bodies of the answers with status 200.

use ficha::{Issue, SaidIssue, message::Sentence};
use serde::{Deserialize, Serialize, Serializer};

/// Warnings as they travel; left out where there are none.
#[derive(Clone, Copy, Debug)]
struct Warnings<'a>(&'a [Issue], Sentence);

impl Warnings<'_> {
    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Warnings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let said = self.0.iter().map(|issue| SaidIssue { issue, sentence: self.1 });
        serializer.collect_seq(said)
    }
}

/// Answer of [`crate::UPDATE_CLIENTE`].
#[derive(Clone, Copy, Debug, Serialize)]
pub struct UpdatedCliente<'a> {
    message: &'static str,
    #[serde(skip_serializing_if = "Warnings::is_empty")]
    warnings: Warnings<'a>,
}

impl<'a> UpdatedCliente<'a> {
    /// The documented sentence, and what was odd.
    #[must_use]
    pub const fn new(warnings: &'a [Issue], sentence: Sentence) -> Self {
        Self { message: "Cliente actualizado", warnings: Warnings(warnings, sentence) }
    }
}

/// An address as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredDireccion {
    /// Unique over all addresses, never used again.
    pub id: u64,
    /// The street address.
    pub direccion: String,
    /// What helps to find it; may be empty.
    pub referencia: String,
}

/// Answer of [`crate::AGREGAR_DIRECCION`].
#[derive(Clone, Debug, Serialize)]
pub struct AddedDirecciones {
    message: &'static str,
    direcciones: Vec<StoredDireccion>,
}

impl AddedDirecciones {
    /// The addresses in the order sent.
    #[must_use]
    pub const fn new(direcciones: Vec<StoredDireccion>) -> Self {
        Self { message: "Direcciones agregadas", direcciones }
    }
}

/// A public client as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredClientePublico {
    /// Key of the client.
    pub id: u64,
    /// First names.
    pub nombres: String,
    /// Surnames.
    pub apellidos: String,
    /// Phone, in E.164.
    pub telefono: Option<String>,
    /// Email address.
    pub email: Option<String>,
    /// When the client was created: ISO 8601 in UTC with milliseconds.
    pub created_at: String,
}

/// Answer of [`crate::UPDATE_CLIENTE_PUBLICO`].
#[derive(Clone, Debug, Serialize)]
pub struct UpdatedClientePublico<'a> {
    message: &'static str,
    cliente: StoredClientePublico,
    #[serde(skip_serializing_if = "Warnings::is_empty")]
    warnings: Warnings<'a>,
}

impl<'a> UpdatedClientePublico<'a> {
    /// The client after the update, and what was odd.
    #[must_use]
    pub const fn new(cliente: StoredClientePublico, warnings: &'a [Issue], sentence: Sentence) -> Self {
        Self { message: "Cliente actualizado", cliente, warnings: Warnings(warnings, sentence) }
    }
}
