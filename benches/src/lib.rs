//! Schemas and histories of any size, to measure with.

mod schema;
mod sql;

pub use schema::{changed_schema, schema};
pub use sql::{Product, history, tables};
