//! Erases a customer with all data about the customer, and old history.

use crate::Customers;

/// For each kind of row of a customer: its description, its table and its condition. `{id}` stands for the customer's
/// id.
type Traces = &'static [(&'static str, &'static str, &'static str)];

/// The order follows the references: a row is deleted before the row that it refers to.
const OF_MANAGED: Traces = &[
    (
        "respuestas guardadas",
        "idempotencia",
        // Answers to added addresses are found by the ids of the addresses.
        "EXISTS (SELECT 1 FROM json_each(cuerpo, '$.direcciones') AS una
  JOIN direcciones ON direcciones.id = una.value ->> 'id' WHERE direcciones.id_cliente = {id})",
    ),
    ("entradas del historial", "historial", "tabla = 'clientes' AND id_registro = {id}"),
    ("direcciones", "direcciones", "id_cliente = {id}"),
    ("tokens", "tokens", "id_cliente = {id} AND alcances LIKE '%clientes:%'"),
    ("clientes", "clientes", "id = {id}"),
];

const OF_PUBLIC: Traces = &[
    ("respuestas guardadas", "idempotencia", "cuerpo ->> '$.cliente.id' = {id}"),
    ("entradas del historial", "historial", "tabla = 'clientes_publicos' AND id_registro = {id}"),
    ("tokens", "tokens", "id_cliente = {id} AND alcances LIKE '%publicos:%'"),
    ("clientes", "clientes_publicos", "id = {id}"),
];

/// Statements that erase data, for one transaction.
#[derive(Debug)]
pub struct Erasure {
    /// The first statement counts the rows; the others delete them.
    pub sql: String,
    /// A column of the counts, and a description of its rows in Spanish.
    pub counts: Vec<(String, &'static str)>,
}

/// Erases a customer: the record, the addresses, the history, the tokens and the stored answers.
#[must_use]
pub fn erase(customers: Customers, id: u64) -> Erasure {
    let traces = match customers {
        Customers::Managed => OF_MANAGED,
        Customers::Public => OF_PUBLIC,
    };
    let of = |condition: &str| condition.replace("{id}", &id.to_string());
    let counts: Vec<_> = traces.iter().enumerate().map(|(at, (what, ..))| (format!("n{at}"), *what)).collect();
    let counted: Vec<_> = traces
        .iter()
        .zip(&counts)
        .map(|((_, table, condition), (column, _))| {
            format!("(SELECT count(*) FROM {table} WHERE {}) AS {column}", of(condition))
        })
        .collect();
    let mut sql = format!("SELECT {};", counted.join(", "));
    for (_, table, condition) in traces {
        sql += &format!("\nDELETE FROM {table} WHERE {};", of(condition));
    }
    Erasure { sql, counts }
}

/// Erases the history entries older than `days` days.
#[must_use]
pub fn erase_history(days: u16) -> Erasure {
    let old = format!("ocurrido < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-{days} days')");
    Erasure {
        sql: format!("SELECT count(*) AS n0 FROM historial WHERE {old};\nDELETE FROM historial WHERE {old};"),
        counts: vec![("n0".to_owned(), "entradas del historial")],
    }
}
