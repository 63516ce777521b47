//! The ways in: each sorts what was sent into the rows of a table and decides nothing about rules.

mod json;

pub use json::{MAX_DEPTH, json, json_value};
