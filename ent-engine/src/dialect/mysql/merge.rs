//! Tables of the MERGE engine: one table over several of MyISAM (manual: "The MERGE Storage Engine").
//!
//! The option `union` keeps the names of those tables, bare where they are in the schema of the table itself, as the server
//! tells them.

use super::Mysql;
use crate::dialect::{Dialect, ReplayRules};
use crate::model::{TableOptions, TableRef};
use crate::plan::PlanContext;
use crate::replay::{Name, Problem, Reader, State};

/// The tables that a MERGE table is over.
pub(super) const UNION: &str = "union";

/// Where the rows go that are inserted into a MERGE table.
const INSERT_METHOD: &str = "insert_method";

/// The name that the server gives an engine.
pub(super) fn engine_name(name: &str) -> &str {
    if name.eq_ignore_ascii_case("MERGE") { "MRG_MyISAM" } else { name }
}

/// Takes away what only MERGE tables have: of another engine the server keeps nothing of it.
pub(super) fn settle(options: &mut TableOptions) {
    if let Some(engine) = &mut options.engine {
        *engine = engine_name(engine).to_owned();
    }
    if !options.engine.as_deref().is_some_and(|engine| engine.eq_ignore_ascii_case("MRG_MyISAM")) {
        options.remove_raw(UNION);
        options.remove_raw(INSERT_METHOD);
    }
}

/// Reads the tables after UNION: as text in one spelling, DEFAULT where there are none.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<String, Problem> {
    reader.eat_symbol("=");
    reader.expect_symbol("(")?;
    let mut names = Vec::new();
    while !reader.eat_symbol(")") {
        names.push(reader.name()?);
        reader.eat_symbol(",");
    }
    Ok(text(&names))
}

/// What a statement says of the tables, as the table in `place` keeps it: bare names are of the session's schema.
pub(super) fn place(mysql: &Mysql, state: &State, place: &TableRef, text: &str) -> Result<String, Problem> {
    let current = state.session.path.first().cloned().unwrap_or_default();
    between(mysql, text, &current, &place.schema, |written| state.schema_name(written))
}

/// The same tables, told in another schema.
pub(super) fn between(
    mysql: &Mysql,
    written: &str,
    from: &str,
    to: &str,
    schema_name: impl Fn(&str) -> String,
) -> Result<String, Problem> {
    let mut names = names(mysql, written)?;
    for name in &mut names {
        let schema = name.schema.take().map_or_else(|| from.to_owned(), |schema| schema_name(&schema));
        if schema.is_empty() && !to.is_empty() {
            return Err(Problem::Unknowable(format!(
                "a MERGE table of schema `{to}` is over `{}` in the connection's database, whose name is not known",
                name.name
            )));
        }
        name.schema = Some(schema).filter(|schema| schema != to);
    }
    Ok(text(&names))
}

/// The tables as a statement about the table in `schema` names them.
pub(super) fn printed(mysql: &Mysql, context: &PlanContext<'_>, schema: &str, written: &str) -> String {
    let Ok(names) = names(mysql, written) else { return written.to_owned() };
    let print = |name: &Name| {
        let schema = name.schema.as_deref().unwrap_or(schema);
        let qualifier = context.qualifier(schema);
        if qualifier.is_empty() {
            mysql.quote(&name.name)
        } else {
            format!("{}.{}", mysql.quote(qualifier), mysql.quote(&name.name))
        }
    };
    format!("({})", names.iter().map(print).collect::<Vec<_>>().join(","))
}

fn names(mysql: &Mysql, written: &str) -> Result<Vec<Name>, Problem> {
    let mut reader = Reader::new(written, mysql.syntax(), str::to_owned);
    let mut names = Vec::new();
    if reader.eat_symbol("(") {
        while !reader.eat_symbol(")") {
            names.push(reader.name()?);
            reader.eat_symbol(",");
        }
    }
    Ok(names)
}

fn text(names: &[Name]) -> String {
    let quote = |name: &str| format!("`{}`", name.replace('`', "``"));
    let print = |name: &Name| match &name.schema {
        Some(schema) => format!("{}.{}", quote(schema), quote(&name.name)),
        None => quote(&name.name),
    };
    if names.is_empty() {
        return "DEFAULT".to_owned();
    }
    format!("({})", names.iter().map(print).collect::<Vec<_>>().join(","))
}
