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

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Reading managed customers and their history.
    ReadClientes,
    /// Changing managed customers and adding addresses.
    WriteClientes,
    /// Reading public clients.
    ReadPublicos,
    /// Changing public clients.
    WritePublicos,
}

impl Scope {
    /// Every scope.
    pub const ALL: &[Self] = &[Self::ReadClientes, Self::WriteClientes, Self::ReadPublicos, Self::WritePublicos];

    /// Its name in a token.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ReadClientes => "clientes:leer",
            Self::WriteClientes => "clientes:escribir",
            Self::ReadPublicos => "publicos:leer",
            Self::WritePublicos => "publicos:escribir",
        }
    }

    /// Whether the documents ask for no token at all.
    #[must_use]
    pub const fn is_write(self) -> bool {
        matches!(self, Self::WriteClientes | Self::WritePublicos)
    }
}

/// One request that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The method.
    pub method: &'static str,
    /// The path; `:id` stands for a decimal integer from 1 to 2^53 − 1.
    pub path: &'static str,
    /// The greatest body in bytes; 0 if it takes none.
    pub max_body: usize,
    /// What its caller must be allowed; nothing where there is nothing to guard.
    pub scope: Option<Scope>,
}

/// Full update of a managed customer: [`ficha::form::UpdateCliente`].
pub const UPDATE_CLIENTE: Endpoint =
    Endpoint { method: "POST", path: "/clientes/updateCliente", max_body: 64 << 10, scope: Some(Scope::WriteClientes) };

/// New addresses of a managed customer: [`ficha::form::AgregarDireccion`].
pub const AGREGAR_DIRECCION: Endpoint = Endpoint {
    method: "POST",
    path: "/clientes/agregarDireccion",
    max_body: 128 << 10,
    scope: Some(Scope::WriteClientes),
};

/// Partial update of a public client: [`ficha::form::UpdateClientePublico`].
pub const UPDATE_CLIENTE_PUBLICO: Endpoint =
    Endpoint { method: "PUT", path: "/api/clientes/:id", max_body: 64 << 10, scope: Some(Scope::WritePublicos) };

const fn read(path: &'static str, scope: Option<Scope>) -> Endpoint {
    Endpoint { method: "GET", path, max_body: 0, scope }
}

/// A managed customer as it is, without secrets, with the addresses.
pub const READ_CLIENTE: Endpoint = read("/clientes/:id", Some(Scope::ReadClientes));

/// What happened to a managed customer, the newest first; `?antes=` the id of an entry gives those before it.
pub const READ_HISTORIAL: Endpoint = read("/clientes/:id/historial", Some(Scope::ReadClientes));

/// A public client as it is.
pub const READ_CLIENTE_PUBLICO: Endpoint = read("/api/clientes/:id", Some(Scope::ReadPublicos));

/// Price lists and detraction types by id and name: no personal data.
pub const READ_CATALOGOS: Endpoint = read("/catalogos", None);

/// Whether the service and its database answer.
pub const READ_SALUD: Endpoint = read("/salud", None);

/// So many addresses a customer can have.
pub const MAX_DIRECCIONES: u64 = 1000;
