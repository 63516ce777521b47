//! The catalogues that customers refer to by id: price lists and detraction types.

/// Reads both catalogues, for the choices of a form, as the body of an answer (`cuerpo`).
#[must_use]
pub fn read_catalogos() -> String {
    let members = ["listas_precio", "tipos_detraccion"].map(|table| {
        format!(
            "'{table}', (SELECT json_group_array(json_object('id', id, 'nombre', nombre))
    FROM (SELECT id, nombre FROM {table} ORDER BY id))"
        )
    });
    format!("SELECT json_object(\n  {}) AS cuerpo", members.join(",\n  "))
}

/// Reads the `id` of every row of both catalogues; `de` is `lista` or `detraccion`.
pub const REFERENCES: &str =
    "SELECT 'lista' AS de, id FROM listas_precio UNION ALL SELECT 'detraccion', id FROM tipos_detraccion";
