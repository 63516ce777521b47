//! The history of managed customers.

/// Reads a page of the history, the newest entry first, as the body of an answer (`cuerpo`). ?1 = id of the customer,
/// ?2 = only entries before this one, ?3 = maximum number of entries on a page, ?4 = maximum number of bytes on a page.
/// Gives no row if the customer does not exist. `siguiente` is the next value of ?2, NULL after the last page.
pub const READ_HISTORIAL: &str = "
WITH leidas AS MATERIALIZED (
  SELECT *, sum(length(CAST(cambios AS BLOB))) OVER (ORDER BY id DESC) AS bytes FROM (
    SELECT * FROM historial WHERE tabla = 'clientes' AND id_registro = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3)),
pagina AS MATERIALIZED (SELECT * FROM leidas WHERE bytes <= ?4 OR id = (SELECT max(id) FROM leidas) ORDER BY id DESC)
SELECT json_object(
  'historial', (SELECT json_group_array(json_object(
    'id', id, 'version', version, 'ocurrido', ocurrido, 'actor', actor, 'operacion', operacion,
    'cambios', json(cambios))) FROM pagina),
  'siguiente', (SELECT ultima FROM (SELECT min(id) AS ultima FROM pagina) WHERE EXISTS (
    SELECT 1 FROM historial WHERE tabla = 'clientes' AND id_registro = ?1 AND id < ultima))) AS cuerpo
WHERE EXISTS (SELECT 1 FROM clientes WHERE id = ?1)";
