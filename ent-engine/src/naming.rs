//! Names of everything in the database that a declaration does not name itself.
//!
//! They are Ent's names, so that a database made by Ent shows no difference. The rules are frozen
//! here: a change in a library of English plurals must never rename somebody's tables.

mod inflect;
mod names;
mod shorten;
mod snake;

pub use inflect::{plural, singular};
pub use names::{
    check_name, enum_name, index_name, join_columns, join_symbol, join_table, key_column, key_symbol, label,
    table_name,
};
pub use shorten::shorten;
pub use snake::snake;
