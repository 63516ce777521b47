//! Idempotency keys, which are stored for a day.

/// Deletes keys that had expired at ?1, at most 10000 at a time so that no statement takes long.
pub const FORGET_KEYS: &str =
    "DELETE FROM idempotencia WHERE clave IN (SELECT clave FROM idempotencia WHERE vence <= ?1 LIMIT 10000)";

/// Gives a row while there are keys that had expired at ?1.
pub const ARE_LEFT: &str = "SELECT 1 FROM idempotencia WHERE vence <= ?1 LIMIT 1";
