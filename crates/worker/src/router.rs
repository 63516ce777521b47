//! The table of routes, and the function that answers every request.

use crate::call::Call;
use crate::log::Line;
use crate::reply::{self, Manner, Reply};
use crate::settings::Settings;
use crate::store::Store;
use crate::{cors, platform, route};
use ficha::Field;
use ficha::field::Id;
use ficha_contract::{
    AGREGAR_DIRECCION, Endpoint, ErrorMember, Failure, Language, READ_CATALOGOS, READ_CLIENTE, READ_CLIENTE_PUBLICO,
    READ_HISTORIAL, READ_SALUD, Refusal, UPDATE_CLIENTE, UPDATE_CLIENTE_PUBLICO, header,
};
use worker::{Env, Request, Response, Result};

const GET: &str = "GET";
/// GET without the body (RFC 9110, section 9.3.2).
const HEAD: &str = "HEAD";

/// The action of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    UpdateCliente,
    AgregarDireccion,
    UpdateClientePublico,
    ReadCliente,
    ReadHistorial,
    ReadClientePublico,
    ReadCatalogos,
    ReadSalud,
}

/// Paths without an id come first: a literal path wins.
const ROUTES: &[(&Endpoint, Action)] = &[
    (&UPDATE_CLIENTE, Action::UpdateCliente),
    (&AGREGAR_DIRECCION, Action::AgregarDireccion),
    (&READ_CATALOGOS, Action::ReadCatalogos),
    (&READ_SALUD, Action::ReadSalud),
    (&UPDATE_CLIENTE_PUBLICO, Action::UpdateClientePublico),
    (&READ_CLIENTE_PUBLICO, Action::ReadClientePublico),
    (&READ_CLIENTE, Action::ReadCliente),
    (&READ_HISTORIAL, Action::ReadHistorial),
];

/// Answers any request.
pub(crate) async fn answer(request: Request, env: Env) -> Result<Response> {
    let begin = platform::now_millis();
    let path = request.path();
    // `Request::method` returns GET for a method that it does not know.
    let method = request.inner().method();
    let header = |name: &str| request.headers().get(name).ok().flatten();
    let manner = Manner {
        member: ErrorMember::of_path(&path),
        language: Language::preferred(&header("Accept-Language").unwrap_or_default()),
        is_problem: header("Accept").is_some_and(|accept| header::prefers_problem(&accept)),
    };
    let request_id = reply::request_id(header("X-Request-Id"));
    let settings = Settings::of(&env);
    let origin = header("Origin").filter(|origin| settings.as_ref().is_ok_and(|all| all.origins.contains(origin)));

    let is_head = method == HEAD;
    let found = find(&path, if is_head { GET } else { &method });
    let route = found.as_ref().map_or("?", |found| found.endpoint.path);
    let is_preflight = method == "OPTIONS" && origin.is_some() && found == Err(Failure::Method.into());
    let answered = match (found, settings) {
        (Err(_), _) if is_preflight => Ok(Reply::NOTHING),
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
        (Ok(Route { endpoint, action, id }), Ok(settings)) => {
            let deadline = begin + Store::PATIENCE;
            let language = manner.language;
            perform(action, Call { request, env, settings, endpoint, id, language, deadline }).await
        }
    };
    let code = answered.as_ref().err().map(Refusal::id);
    let mut response = match answered {
        Ok(reply) => reply.response()?,
        Err(refusal) => {
            let response = reply::refusal(&refusal, manner)?;
            if refusal == Refusal::Failure(Failure::Method) {
                response.headers().set("Allow", &allowed(&path))?;
            }
            response
        }
    };
    if is_head {
        response = reply::head(&response);
    }
    response.headers().set("X-Request-Id", &request_id)?;
    if let Some(origin) = origin {
        cors::allow(response.headers(), &origin)?;
    }
    if is_preflight {
        cors::allow_preflight(response.headers(), &allowed(&path))?;
    }
    let line = Line {
        peticion: &request_id,
        metodo: if code == Some(Failure::Method.id()) { "?" } else { &method },
        ruta: route,
        estado: response.status_code(),
        codigo: code,
        ms: platform::now_millis() - begin,
    };
    line.write();
    Ok(response)
}

async fn perform(action: Action, call: Call) -> Result<Reply, Refusal> {
    match action {
        Action::UpdateCliente => route::update_cliente(call).await,
        Action::AgregarDireccion => route::agregar_direccion(call).await,
        Action::UpdateClientePublico => route::update_cliente_publico(call).await,
        Action::ReadCliente => route::read_cliente(call).await,
        Action::ReadHistorial => route::read_historial(call).await,
        Action::ReadClientePublico => route::read_cliente_publico(call).await,
        Action::ReadCatalogos => route::read_catalogos(call).await,
        Action::ReadSalud => route::read_salud(call).await,
    }
}

/// The route of a request.
#[derive(Debug, PartialEq, Eq)]
struct Route {
    endpoint: &'static Endpoint,
    action: Action,
    /// The id in the path, if there is one.
    id: Option<Id>,
}

/// Finds the route of a path and a method. Refuses an unknown path first, then a method that the path does not have.
fn find(path: &str, method: &str) -> Result<Route, Refusal> {
    let mut refusal = Refusal::Failure(Failure::Route);
    for (endpoint, action) in ROUTES {
        let id = match matches(endpoint.path, path) {
            Match::No => continue,
            Match::Literal => None,
            Match::Id(_) if refusal == Refusal::Failure(Failure::Method) && is_literal(path) => continue,
            Match::Id(None) => return Err(Failure::NotFound.into()),
            Match::Id(id) => id,
        };
        if endpoint.method == method {
            return Ok(Route { endpoint, action: *action, id });
        }
        refusal = Refusal::Failure(Failure::Method);
    }
    Err(refusal)
}

/// True if an endpoint has exactly this path.
fn is_literal(path: &str) -> bool {
    ROUTES.iter().any(|(endpoint, _)| endpoint.path == path)
}

/// The methods of a path, for `Allow`.
fn allowed(path: &str) -> String {
    let fits = |endpoint: &Endpoint| match matches(endpoint.path, path) {
        Match::No => false,
        Match::Literal => true,
        Match::Id(_) => !is_literal(path),
    };
    let methods = ROUTES.iter().filter(|(endpoint, _)| fits(endpoint)).map(|(endpoint, _)| match endpoint.method {
        GET => [GET, HEAD].as_slice(),
        _ => std::slice::from_ref(&endpoint.method),
    });
    methods.collect::<Vec<_>>().concat().join(", ")
}

/// The result of comparing a path with the path of an endpoint.
enum Match {
    No,
    Literal,
    /// The path fits, with this id in the place of `:id`; `None` if no customer can have that id.
    Id(Option<Id>),
}

fn matches(pattern: &str, path: &str) -> Match {
    let Some((before, after)) = pattern.split_once(":id") else {
        return if pattern == path { Match::Literal } else { Match::No };
    };
    match path.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)) {
        Some(id) if !id.is_empty() && !id.contains('/') => Match::Id(path_id(id)),
        _ => Match::No,
    }
}

/// Reads a decimal integer without sign or leading zero. The field type reads it; it would also trim spaces, which a
/// path may not have.
fn path_id(id: &str) -> Option<Id> {
    let is_decimal = id.bytes().all(|b| b.is_ascii_digit());
    is_decimal.then(|| Id::parse(id, &crate::platform::host()).ok()).flatten()
}
