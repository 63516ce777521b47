//! Exports customers to files and imports them.

use crate::{Customers, NOW, literal};

/// Reads at most `most` customers with the columns of a file, in the order of the ids, from the first id after `after`.
#[must_use]
pub fn page(customers: Customers, after: u64, most: usize) -> String {
    let columns = customers.list(str::to_owned);
    format!("SELECT {columns} FROM {} WHERE id > {after} ORDER BY id LIMIT {most}", customers.table())
}

/// Inserts rows, a JSON array of records, into the staging table.
#[must_use]
pub fn stage_imported(rows: &str) -> String {
    format!("INSERT INTO importacion (id, fila) SELECT value ->> 'id', value FROM json_each({});\n", literal(rows))
}

/// Merges the staged rows: compares them with the stored rows, records the differences, and applies them. A row without
/// differences is not changed, so loading a file again is idempotent. The two texts go before and after the statements
/// that stage the rows, in one transaction.
#[must_use]
pub fn merge_imported(customers: Customers) -> [String; 2] {
    let table = customers.table();
    let columns = customers.list(str::to_owned);
    let members = customers.members();
    let values = customers.list(|column| format!("fila ->> '{column}'"));
    let updates = customers.list(|column| format!("{column} = excluded.{column}"));
    let merge = format!(
        "UPDATE importacion SET antes = (SELECT json_object({members}) FROM {table} WHERE {table}.id = importacion.id);
UPDATE importacion SET cambios = (
  SELECT json_group_object(nuevo.key, json_object('antes', antes ->> nuevo.key, 'despues', nuevo.value))
  FROM json_each(fila) AS nuevo WHERE nuevo.key <> 'id' AND antes ->> nuevo.key IS NOT nuevo.value);
DELETE FROM importacion WHERE cambios = '{{}}';
INSERT INTO historial (tabla, id_registro, version, ocurrido, actor, operacion, cambios)
SELECT '{table}', importacion.id, coalesce(version + 1, 1), {NOW}, 'operador', 'importar', cambios
FROM importacion LEFT JOIN {table} ON {table}.id = importacion.id;
UPDATE importacion SET fila = json_patch(antes, fila) WHERE antes IS NOT NULL;
INSERT INTO {table} ({columns}) SELECT {values} FROM importacion WHERE true
ON CONFLICT (id) DO UPDATE SET {updates}, version = version + 1;
DELETE FROM importacion;
"
    );
    ["DELETE FROM importacion;\n".to_owned(), merge]
}
