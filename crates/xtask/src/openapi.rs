//! The OpenAPI 3.1 document of the endpoints, from the contract and the tables of the forms.

use crate::schema;
use anyhow::Result;
use ficha::form::{AgregarDireccion, Table, UpdateCliente, UpdateClientePublico};
use ficha::{Code, Form};
use ficha_contract::{AGREGAR_DIRECCION, Endpoint, ErrorMember, Failure, UPDATE_CLIENTE, UPDATE_CLIENTE_PUBLICO};
use serde_json::{Map, Value, json};

/// An endpoint with the form it takes and the members that a good answer adds to `message`.
struct Operation {
    endpoint: &'static Endpoint,
    form: &'static Table,
    summary: &'static str,
    answer: &'static [(&'static str, &'static str)],
}

const OPERATIONS: [Operation; 3] = [
    Operation {
        endpoint: &UPDATE_CLIENTE,
        form: UpdateCliente::TABLE,
        summary: "Full update of a managed customer; an optional field that is absent stays as it is.",
        answer: &[],
    },
    Operation {
        endpoint: &AGREGAR_DIRECCION,
        form: AgregarDireccion::TABLE,
        summary: "New addresses of a managed customer, all or none.",
        answer: &[("direcciones", "direcciones")],
    },
    Operation {
        endpoint: &UPDATE_CLIENTE_PUBLICO,
        form: UpdateClientePublico::TABLE,
        summary: "Partial update of a public client: only the fields sent change.",
        answer: &[("cliente", "clientePublico")],
    },
];

/// The document.
pub(crate) fn document() -> Result<String> {
    let paths: Map<String, Value> = OPERATIONS.iter().map(path).collect();
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "ficha", "version": env!("CARGO_PKG_VERSION"), "license": {"name": "MIT OR Apache-2.0"}},
        "paths": paths,
        "components": {"schemas": schemas()},
    });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn path(operation: &Operation) -> (String, Value) {
    let Operation { endpoint, form, summary, answer } = operation;
    let parameters = json!([{
        "name": "id", "in": "path", "required": true,
        "schema": {"type": "integer", "minimum": 1, "maximum": ficha::field::MAX_SAFE_INTEGER},
    }]);
    let mut described = json!({
        "operationId": form.name,
        "summary": summary,
        "requestBody": {"required": true, "content": json_of(&format!("{}.input", form.name))},
        "responses": responses(endpoint, answer),
    });
    if endpoint.path.contains(":id")
        && let Some(members) = described.as_object_mut()
    {
        members.insert("parameters".to_owned(), parameters);
    }
    (endpoint.path.replace(":id", "{id}"), json!({endpoint.method.to_lowercase(): described}))
}

fn json_of(schema: &str) -> Value {
    json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{schema}")}}})
}

/// Status by status: the good answer, and every failure of the contract.
fn responses(endpoint: &Endpoint, answer: &[(&str, &str)]) -> Map<String, Value> {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let mut properties = Map::from_iter([("message".to_owned(), json!({"type": "string"}))]);
    properties.extend(answer.iter().map(|(member, schema)| ((*member).to_owned(), reference(schema))));
    let required: Vec<String> = properties.keys().cloned().collect();
    properties.insert("warnings".to_owned(), json!({"type": "array", "items": reference("issue"), "minItems": 1}));
    let good = json!({"type": "object", "properties": properties, "required": required});
    let member = ErrorMember::of_path(endpoint.path).name();
    let mut responses = Map::new();
    responses.insert(
        "200".into(),
        described("The record is good and stored.", &json!({"application/json": {"schema": good}})),
    );
    responses.insert("400".into(), described("The body cannot be read: a code `json.*`.", &json_of(member)));
    for failure in Failure::ALL {
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
    let id = json!({"type": "integer", "minimum": 1});
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
    let mut schemas = schema::inputs();
    schemas.extend([
        ("issue".to_owned(), issue),
        (ErrorMember::Error.name().to_owned(), error(ErrorMember::Error.name())),
        (ErrorMember::Message.name().to_owned(), error(ErrorMember::Message.name())),
        ("direcciones".to_owned(), json!({"type": "array", "items": direccion})),
        ("clientePublico".to_owned(), cliente),
    ]);
    schemas
}
