//! Schema modules of any size.

use std::fmt::Write as _;

/// Source of a schema module with so many entities, each of eight columns, two indexes and one or
/// two foreign keys.
pub fn schema(entities: usize) -> String {
    let mut source = String::from("use ent_runtime::prelude::*;\n");
    for i in 0..entities {
        source.push_str(&entity(i, ""));
    }
    source
}

/// The same, with one more field in the last entity.
pub fn changed_schema(entities: usize, field: &str) -> String {
    let mut source = schema(entities.saturating_sub(1));
    source.push_str(&entity(entities.saturating_sub(1), &format!("    pub {field}: Option<String>,\n")));
    source
}

/// One entity. Foreign keys lead to entities before it, as in most schemas.
fn entity(i: usize, extra: &str) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "\n/// Entity {i}.\n#[derive(EntSchema)]\n#[ent(index(name, age), index(score(desc)))]\npub struct Entity{i} {{\n    \
         #[ent(unique, size = 320)]\n    pub email: String,\n    pub name: String,\n    #[ent(default = 18)]\n    \
         pub age: i32,\n    pub score: f64,\n    pub active: bool,\n    pub nickname: Option<String>,\n{extra}"
    );
    for target in [i.checked_sub(1), i.checked_sub(7)].into_iter().flatten() {
        let _ = writeln!(out, "    pub parent{target}: One<Entity{target}>,");
    }
    out.push_str("}\n");
    out
}
