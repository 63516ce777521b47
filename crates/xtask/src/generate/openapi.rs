//! Generates the OpenAPI 3.1 document of the endpoints, from the contract and the tables of the forms.

use super::schema;
use anyhow::Result;
use ficha::field::{About, Shape};
use ficha::form::{AgregarDireccion, UpdateCliente, UpdateClientePublico};
use ficha::table::{Presence, RowKind, Table};
use ficha::{Code, Form};
use ficha_contract::{
    AGREGAR_DIRECCION, Endpoint, ErrorMember, Failure, READ_CATALOGOS, READ_CLIENTE, READ_CLIENTE_PUBLICO,
    READ_HISTORIAL, READ_SALUD, UPDATE_CLIENTE, UPDATE_CLIENTE_PUBLICO,
};
use serde_json::{Map, Value, json};

/// An endpoint with the form it takes and the members that a good answer adds to `message`.
pub(crate) struct Operation {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) form: &'static Table,
    pub(crate) summary: &'static str,
    /// A body that works with the sample customers of `npm start`.
    example: &'static str,
    answer: &'static [(&'static str, &'static str)],
}

pub(crate) const OPERATIONS: [Operation; 3] = [
    Operation {
        endpoint: &UPDATE_CLIENTE,
        form: UpdateCliente::TABLE,
        summary: "Full update of a managed customer; an optional field that is absent stays as it is.",
        example: r#"{"id": 1, "numero_documento": "12345678", "nombres": "Juan Pérez García", "fecha_nacimiento": "1990-01-15",
            "email": "juan.perez@example.com", "celular": "987654321", "tipo_cliente": "Natural", "tipo_pago": "Contado",
            "incluye_igv": 1, "id_distrito": 150102, "id_lista_precio": 2}"#,
        answer: &[],
    },
    Operation {
        endpoint: &AGREGAR_DIRECCION,
        form: AgregarDireccion::TABLE,
        summary: "New addresses of a managed customer, all or none.",
        example: r#"{"id_cliente": 1, "direcciones": [
            {"direccion": "Av. Arequipa 890", "referencia": "Edificio azul, tercer piso"},
            {"direccion": "Calle Las Flores 234", "referencia": "Casa con reja blanca"}]}"#,
        answer: &[("direcciones", "direcciones")],
    },
    Operation {
        endpoint: &UPDATE_CLIENTE_PUBLICO,
        form: UpdateClientePublico::TABLE,
        summary: "Partial update of a public client: only the fields sent change.",
        example: r#"{"telefono": "+5559876543", "email": "pedro.martinez@example.com"}"#,
        answer: &[("cliente", "clientePublico")],
    },
];

/// A read, with the schema of its answer.
pub(crate) struct Reading {
    pub(crate) endpoint: &'static Endpoint,
    name: &'static str,
    pub(crate) summary: &'static str,
    answer: &'static str,
}

pub(crate) const READINGS: [Reading; 5] = [
    Reading {
        endpoint: &READ_CLIENTE,
        name: "readCliente",
        summary: "A managed customer without secrets, with the addresses.",
        answer: "cliente",
    },
    Reading {
        endpoint: &READ_HISTORIAL,
        name: "readHistorial",
        summary: "What happened to a managed customer, the newest first; at most 50 entries a page.",
        answer: "historial",
    },
    Reading {
        endpoint: &READ_CLIENTE_PUBLICO,
        name: "readClientePublico",
        summary: "A public client.",
        answer: "clientePublicoLeido",
    },
    Reading {
        endpoint: &READ_CATALOGOS,
        name: "readCatalogos",
        summary: "Price lists and detraction types by id and name.",
        answer: "catalogos",
    },
    Reading {
        endpoint: &READ_SALUD,
        name: "readSalud",
        summary: "Whether the service and its database answer.",
        answer: "salud",
    },
];

/// Generates the document.
pub(crate) fn document() -> Result<String> {
    let mut paths: Map<String, Value> = Map::new();
    let operations = OPERATIONS.iter().map(path).collect::<Result<Vec<_>>>()?;
    for (path, described) in operations.into_iter().chain(READINGS.iter().map(reading)) {
        let methods = described.as_object().cloned().unwrap_or_default();
        if let Some(of_path) = paths.entry(path).or_insert_with(|| json!({})).as_object_mut() {
            of_path.extend(methods);
        }
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "ficha", "version": env!("CARGO_PKG_VERSION"), "license": {"name": "MIT OR Apache-2.0"}},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn path(operation: &Operation) -> Result<(String, Value)> {
    let Operation { endpoint, form, summary, example, answer } = operation;
    let example: Value = serde_json::from_str(example)?;
    let schema = reference(&format!("{}.input", form.name));
    let content = json!({"application/json": {"schema": schema, "example": example}});
    let mut parameters = path_parameters(endpoint);
    let key = json!({"type": "string", "pattern": "^([!-~]{1,255}|\"[!-~]{1,255}\")$"});
    parameters.extend([header("Idempotency-Key", &key), header("If-Match", &json!({"type": "string"}))]);
    let described = json!({
        "operationId": form.name,
        "summary": summary,
        "parameters": parameters,
        "requestBody": {"required": true, "content": content},
        // No token is needed if the operator lets anyone write.
        "security": [{}, {"token": []}],
        "responses": responses(endpoint, &good(answer)),
    });
    Ok((endpoint.path.replace(":id", "{id}"), json!({endpoint.method.to_lowercase(): described})))
}

fn reading(reading: &Reading) -> (String, Value) {
    let Reading { endpoint, name, summary, answer } = reading;
    let mut parameters = path_parameters(endpoint);
    if *name == "readHistorial" {
        parameters.push(json!({"name": "antes", "in": "query", "schema": id()}));
    }
    let described = json!({
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "security": if endpoint.scope.is_some() { json!([{"token": []}]) } else { json!([]) },
        "responses": responses(endpoint, &json!({"$ref": format!("#/components/schemas/{answer}")})),
    });
    (endpoint.path.replace(":id", "{id}"), json!({endpoint.method.to_lowercase(): described}))
}

fn id() -> Value {
    json!({"type": "integer", "minimum": 1, "maximum": ficha::field::MAX_SAFE_INTEGER})
}

fn path_parameters(endpoint: &Endpoint) -> Vec<Value> {
    let has_id = endpoint.path.contains(":id");
    // The examples have the ids of the API documents.
    let example = if endpoint.path.starts_with("/api/") { 42 } else { 1 };
    let id = json!({"name": "id", "in": "path", "required": true, "schema": id(), "example": example});
    has_id.then_some(id).into_iter().collect()
}

fn header(name: &str, schema: &Value) -> Value {
    json!({"name": name, "in": "header", "schema": schema})
}

fn json_of(schema: &str) -> Value {
    json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{schema}")}}})
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// Returns the schema of a good answer to a write.
fn good(answer: &[(&str, &str)]) -> Value {
    let mut properties = Map::from_iter([("message".to_owned(), json!({"type": "string"}))]);
    properties.extend(answer.iter().map(|(member, schema)| ((*member).to_owned(), reference(schema))));
    let required: Vec<String> = properties.keys().cloned().collect();
    properties.insert("warnings".to_owned(), json!({"type": "array", "items": reference("issue"), "minItems": 1}));
    json!({"type": "object", "properties": properties, "required": required})
}

/// Returns, by status, the good answer and every failure that the endpoint can have.
fn responses(endpoint: &Endpoint, good: &Value) -> Map<String, Value> {
    let member = ErrorMember::of_path(endpoint.path).name();
    let takes_body = endpoint.max_body > 0;
    let mut responses = Map::new();
    let done = if takes_body { "It is done." } else { "Here it is." };
    responses.insert("200".into(), described(done, &json!({"application/json": {"schema": good}})));
    if takes_body {
        responses.insert("400".into(), described("json.*", &json_of(member)));
    }
    for failure in Failure::ALL.iter().filter(|failure| failure.is_possible(endpoint)) {
        let status = failure.status().to_string();
        let other = responses.get(&status).and_then(|response| response.get("description")).and_then(Value::as_str);
        let codes = [other, Some(failure.id())].into_iter().flatten().collect::<Vec<_>>().join(" or ");
        responses.insert(status, described(&codes, &json_of(member)));
    }
    responses
}

fn described(description: &str, content: &Value) -> Value {
    json!({"description": description, "content": content})
}

fn schemas() -> Map<String, Value> {
    let issue = json!({
        "type": "object",
        "properties": {
            "path": {"type": "array", "items": {"type": ["string", "integer"]}},
            "code": {"enum": Code::IDS},
            "params": {"type": "object"},
            "message": {"type": "string"},
        },
        "required": ["path", "code", "params", "message"],
        "additionalProperties": false,
    });
    let issues = json!({"type": "array", "items": {"$ref": "#/components/schemas/issue"}, "minItems": 1});
    let error = |member: &str| {
        json!({
            "type": "object",
            "properties": {member: {"type": "string"}, "code": {"type": "string"}, "issues": issues},
            "required": [member, "code"],
            "additionalProperties": false,
        })
    };
    let text = json!({"type": "string"});
    let optional = json!({"type": ["string", "null"]});
    let object = |members: &[(&str, &Value)]| {
        let properties: Map<String, Value> =
            members.iter().map(|(name, schema)| ((*name).to_owned(), (*schema).clone())).collect();
        let required: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
        json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
    };
    let id = id();
    let names = json!({"type": "array", "items": object(&[("id", &id), ("nombre", &text)])});
    let direccion = object(&[("id", &id), ("direccion", &text), ("referencia", &text)]);
    let created_at = json!({"type": "string", "format": "date-time"});
    let cliente = object(&[
        ("id", &id),
        ("nombres", &text),
        ("apellidos", &text),
        ("telefono", &optional),
        ("email", &optional),
        ("created_at", &created_at),
    ]);
    let entry = object(&[
        ("id", &id),
        ("version", &id),
        ("ocurrido", &created_at),
        ("actor", &text),
        ("operacion", &text),
        (
            "cambios",
            &json!({"type": "object", "additionalProperties": object(&[("antes", &json!({})), ("despues", &json!({}))])}),
        ),
    ]);
    let mut schemas = schema::inputs();
    schemas.extend([
        ("issue".to_owned(), issue),
        (ErrorMember::Error.name().to_owned(), error(ErrorMember::Error.name())),
        (ErrorMember::Message.name().to_owned(), error(ErrorMember::Message.name())),
        ("direcciones".to_owned(), json!({"type": "array", "items": direccion})),
        ("clientePublicoLeido".to_owned(), object(&[("cliente", &reference("clientePublico"))])),
        ("clientePublico".to_owned(), cliente),
        ("cliente".to_owned(), stored(UpdateCliente::TABLE, &[("direcciones", reference("direcciones"))])),
        (
            "historial".to_owned(),
            object(&[
                ("historial", &json!({"type": "array", "items": entry, "maxItems": 50})),
                ("siguiente", &json!({"type": ["integer", "null"], "minimum": 1})),
            ]),
        ),
        ("catalogos".to_owned(), object(&[("listas_precio", &names), ("tipos_detraccion", &names)])),
        ("salud".to_owned(), object(&[("salud", &json!({"const": "bien"}))])),
    ]);
    schemas
}

/// Returns the schema of a stored record. It has only types: a value that was good when it was written may break
/// today's rules.
fn stored(table: &Table, more: &[(&str, Value)]) -> Value {
    let known = table.rows.iter().filter(|row| row.presence != Presence::Secret).map(|row| {
        let kind = match row.kind {
            RowKind::One { about: About { value: Shape::Integer { .. }, .. }, .. } => "integer",
            _ => "string",
        };
        let kind = if row.presence == Presence::Optional { json!([kind, "null"]) } else { json!(kind) };
        (row.name.to_owned(), json!({"type": kind}))
    });
    let more = more.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone()));
    let properties: Map<String, Value> = known.chain(more).collect();
    let required: Vec<String> = properties.keys().cloned().collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}
