//! The table of routes, and the way from a request to its answer.

use crate::call::Call;
use crate::{reply, route};
use ficha::field::{Clave, Field};
use ficha_contract::{
    AGREGAR_DIRECCION, Endpoint, ErrorMember, Failure, Refusal, UPDATE_CLIENTE, UPDATE_CLIENTE_PUBLICO,
};
use worker::{Env, Request, Response, Result};

/// What there is to do.
#[derive(Clone, Copy)]
enum Action {
    UpdateCliente,
    AgregarDireccion,
    UpdateClientePublico,
}

const ROUTES: &[(&Endpoint, Action)] = &[
    (&UPDATE_CLIENTE, Action::UpdateCliente),
    (&AGREGAR_DIRECCION, Action::AgregarDireccion),
    (&UPDATE_CLIENTE_PUBLICO, Action::UpdateClientePublico),
];

/// Answers a request, whatever it is.
pub(crate) async fn answer(request: Request, env: Env) -> Result<Response> {
    let path = request.path();
    // `Request::method` takes a method it does not know for GET.
    let method = request.inner().method();
    let answered = match find(&path, &method) {
        Ok((endpoint, action, id)) => perform(action, Call { request, env, endpoint, id }).await,
        Err(refusal) => Err(refusal),
    };
    match answered {
        Ok(response) => Ok(response),
        Err(refusal) => {
            let mut response = reply::refusal(&refusal, ErrorMember::of_path(&path))?;
            if refusal == Refusal::Failure(Failure::Method) {
                response.headers_mut().set("Allow", &allowed(&path))?;
            }
            Ok(response)
        }
    }
}

async fn perform(action: Action, call: Call) -> Result<Response, Refusal> {
    match action {
        Action::UpdateCliente => route::update_cliente(call).await,
        Action::AgregarDireccion => route::agregar_direccion(call).await,
        Action::UpdateClientePublico => route::update_cliente_publico(call).await,
    }
}

/// The id in a path that has one.
type Id = Option<Clave>;

/// The route of a path and a method, or why there is none: first the path, then the method.
fn find(path: &str, method: &str) -> Result<(&'static Endpoint, Action, Id), Refusal> {
    let mut refusal = Refusal::Failure(Failure::Route);
    for (endpoint, action) in ROUTES {
        match matches(endpoint.path, path) {
            Match::No => {}
            Match::Id(None) => return Err(Refusal::Failure(Failure::NotFound)),
            Match::Literal if endpoint.method == method => return Ok((endpoint, *action, None)),
            Match::Id(id) if endpoint.method == method => return Ok((endpoint, *action, id)),
            Match::Literal | Match::Id(_) => refusal = Refusal::Failure(Failure::Method),
        }
    }
    Err(refusal)
}

/// The methods of a path, for `Allow`.
fn allowed(path: &str) -> String {
    let methods = ROUTES.iter().filter(|(endpoint, _)| !matches!(matches(endpoint.path, path), Match::No));
    methods.map(|(endpoint, _)| endpoint.method).collect::<Vec<_>>().join(", ")
}

/// How a path fits the path of an endpoint.
enum Match {
    No,
    Literal,
    /// It fits, with this in the place of `:id`; `None` is what no customer can have.
    Id(Id),
}

fn matches(pattern: &str, path: &str) -> Match {
    let Some(before) = pattern.strip_suffix(":id") else {
        return if pattern == path { Match::Literal } else { Match::No };
    };
    match path.strip_prefix(before) {
        Some(id) if !id.is_empty() && !id.contains('/') => Match::Id(path_id(id)),
        _ => Match::No,
    }
}

/// A decimal integer without sign or leading zero; the field type reads it, but a path is not trimmed.
fn path_id(id: &str) -> Id {
    let is_decimal = id.bytes().all(|b| b.is_ascii_digit());
    is_decimal.then(|| Clave::parse(id, &crate::platform::host()).ok()).flatten()
}
