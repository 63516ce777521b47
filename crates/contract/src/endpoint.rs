//! The endpoints: method, path, limits and scope of every request.

/// The member of an error body that has the sentence; the two documents of the API use different ones.
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

    /// The member in the answers to a path, even if there is no such route.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        if path.starts_with("/api/") { Self::Message } else { Self::Error }
    }
}

/// A permission that a token gives.
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

    /// The scope's name in a token.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ReadClientes => "clientes:leer",
            Self::WriteClientes => "clientes:escribir",
            Self::ReadPublicos => "publicos:leer",
            Self::WritePublicos => "publicos:escribir",
        }
    }

    /// True if the scope changes data. The documents ask for no token for such requests.
    #[must_use]
    pub const fn is_write(self) -> bool {
        matches!(self, Self::WriteClientes | Self::WritePublicos)
    }
}

/// One kind of request that the Worker accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The method.
    pub method: &'static str,
    /// The path; `:id` stands for a decimal integer from 1 to 2^53 − 1.
    pub path: &'static str,
    /// The maximum length of the body in bytes; 0 if the request has none.
    pub max_body: usize,
    /// The scope that the caller needs; `None` if no token is needed.
    pub scope: Option<Scope>,
}

impl Endpoint {
    /// Every endpoint.
    pub const ALL: [&Self; 8] = [
        &UPDATE_CLIENTE,
        &AGREGAR_DIRECCION,
        &UPDATE_CLIENTE_PUBLICO,
        &READ_CLIENTE,
        &READ_HISTORIAL,
        &READ_CLIENTE_PUBLICO,
        &READ_CATALOGOS,
        &READ_SALUD,
    ];
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

/// A managed customer as stored, without secrets, with the addresses.
pub const READ_CLIENTE: Endpoint = read("/clientes/:id", Some(Scope::ReadClientes));

/// The history of a managed customer, the newest entry first; `?antes=` with the id of an entry gives those before it.
pub const READ_HISTORIAL: Endpoint = read("/clientes/:id/historial", Some(Scope::ReadClientes));

/// A public client as stored.
pub const READ_CLIENTE_PUBLICO: Endpoint = read("/api/clientes/:id", Some(Scope::ReadPublicos));

/// Price lists and detraction types by id and name: no personal data.
pub const READ_CATALOGOS: Endpoint = read("/catalogos", None);

/// Health check: tests if the service and its database answer.
pub const READ_SALUD: Endpoint = read("/salud", None);

/// The maximum number of addresses of a customer.
pub const MAX_DIRECCIONES: u64 = 1000;
