//! Keys of requests, which are kept for a day.

/// Deletes keys that were over at ?1, some at a time so that no statement takes long.
pub const FORGET_KEYS: &str =
    "DELETE FROM idempotencia WHERE clave IN (SELECT clave FROM idempotencia WHERE vence <= ?1 LIMIT 10000)";

/// Gives a row while keys that were over at ?1 are left.
pub const ARE_LEFT: &str = "SELECT 1 FROM idempotencia WHERE vence <= ?1 LIMIT 1";
