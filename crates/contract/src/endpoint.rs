//! Where a record is sent.

/// The member of a body in which an API of the two documents puts its sentence about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorMember {
    /// `{"error": "…"}`, for the managed customers and every unknown route.
    Error,
    /// `{"message": "…"}`, for everything under `/api/`.
    Message,
}

impl ErrorMember {
    /// The member's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Message => "message",
        }
    }

    /// The member that answers to a path have, whether or not there is such a route.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        if path.starts_with("/api/") { Self::Message } else { Self::Error }
    }
}

/// One documented request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The method.
    pub method: &'static str,
    /// The path; `:id` stands for a decimal integer from 1 to 2^53 − 1.
    pub path: &'static str,
    /// The greatest body in bytes.
    pub max_body: usize,
}

/// Full update of a managed customer: [`ficha::form::UpdateCliente`].
pub const UPDATE_CLIENTE: Endpoint = Endpoint { method: "POST", path: "/clientes/updateCliente", max_body: 64 << 10 };

/// New addresses of a managed customer: [`ficha::form::AgregarDireccion`].
pub const AGREGAR_DIRECCION: Endpoint =
    Endpoint { method: "POST", path: "/clientes/agregarDireccion", max_body: 128 << 10 };

/// Partial update of a public client: [`ficha::form::UpdateClientePublico`].
pub const UPDATE_CLIENTE_PUBLICO: Endpoint = Endpoint { method: "PUT", path: "/api/clientes/:id", max_body: 64 << 10 };

/// So many addresses a customer can have.
pub const MAX_DIRECCIONES: u64 = 1000;
