//! Read as text by the program beside it; nothing here is compiled.

pub mod car;
pub mod user;
