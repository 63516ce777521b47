//! The applied migrations, in the table that wrangler keeps of them.

/// `found` is 1 if the migration ?1 was applied.
pub const HAS_MIGRATION: &str = "SELECT EXISTS (SELECT 1 FROM d1_migrations WHERE name = ?1) AS found";

/// Reads the `name` of each applied migration.
pub const APPLIED_MIGRATIONS: &str = "SELECT name FROM d1_migrations";
