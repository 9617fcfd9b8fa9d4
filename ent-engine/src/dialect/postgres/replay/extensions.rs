//! Extensions that are put in another schema.

use std::collections::BTreeSet;

use super::names;
use crate::model::{ObjectKind, Origin, Table};
use crate::replay::{Problem, Reader, State, Texts};
use crate::sql::Syntax;

/// Makes an extension in the schema that it is in by now, and looks for names there as well in all that was made before:
/// what an extension brings is not known by name.
pub(super) fn moved(texts: Texts<'_>, state: &mut State, name: &str, next: &str) -> Result<(), Problem> {
    let main = state.connection.clone();
    let alias = state.connection_alias.clone();
    let mut objects = state.realm.objects.iter();
    let found = objects.find(|object| object.kind == ObjectKind::Extension && object.name == name);
    let Some(extension) = found else { return Ok(()) };
    let Some(made) = Made::read(&extension.text) else {
        return Err(Problem::Unknowable(format!("how the extension `{name}` was made can't be told")));
    };
    let previous = made.schema.clone().unwrap_or_else(|| alias.clone());
    let written = if next == main { alias.clone() } else { next.to_owned() };
    if previous == written {
        return Ok(());
    }
    if previous != alias && names_another(texts, state, &previous) {
        // What names its schema would have to name the next one.
        return Err(Problem::Unknowable(format!(
            "what was made before may name the extension `{name}` with its schema, `{previous}`"
        )));
    }
    let objects = state.realm.objects_mut();
    let found = objects.iter_mut().find(|object| object.kind == ObjectKind::Extension && object.name == name);
    let Some(extension) = found else { return Ok(()) };
    extension.text = format!(
        "CREATE EXTENSION {} WITH SCHEMA {}{}",
        texts.written(name),
        texts.written(&written),
        made.rest
    );
    let add = |origin: &mut Origin| {
        let path = origin.search_path.get_or_insert_with(|| vec![main.clone()]);
        if !path.iter().any(|schema| schema == next) {
            path.push(next.to_owned());
        }
    };
    for (_, table) in state.tables_mut(|_, _| true) {
        add(&mut table.origin);
    }
    for mut schema in state.realm.schemas_mut() {
        schema.views.iter_mut().for_each(|view| add(&mut view.origin));
        schema.objects.iter_mut().for_each(|object| add(&mut object.origin));
    }
    Ok(())
}

/// Whether anything is named with a schema that is not of the user's making there.
fn names_another(texts: Texts<'_>, state: &State, schema: &str) -> bool {
    let Some(own) = state.realm.schema(schema) else { return true };
    let mut known: BTreeSet<&str> = own.tables.iter().map(|table| table.name.as_str()).collect();
    known.extend(own.views.iter().map(|view| view.name.as_str()));
    known.extend(own.sequences.iter().map(|sequence| sequence.name.as_str()));
    known.extend(own.enums.iter().map(|ty| ty.name.as_str()));
    known.extend(own.objects.iter().filter_map(|object| object.name.split('(').next()));
    let names = |text: &str| texts.named_in(text, schema).iter().any(|name| !known.contains(name.as_str()));
    let in_table = |table: &Table| {
        let mut types = table.columns.iter().map(|column| &column.ty);
        let foreign =
            types.any(|ty| ty.schema.as_deref() == Some(schema) && !known.contains(ty.name.as_str()));
        foreign || table.exprs().any(|expr| names(expr.as_str()))
    };
    let mut schemas = state.realm.schemas.iter();
    state.realm.tables().any(|(_, table)| in_table(table))
        || schemas.any(|schema| {
            schema.views.iter().any(|view| names(view.definition.as_str()))
                || schema.objects.iter().any(|object| names(&object.text))
        })
}

/// What CREATE EXTENSION says.
struct Made {
    schema: Option<String>,
    /// VERSION and CASCADE.
    rest: String,
}

impl Made {
    fn read(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text, Syntax::postgres(), names::fold);
        reader.expect("CREATE EXTENSION").ok()?;
        reader.if_not_exists();
        reader.ident().ok()?;
        reader.eat("WITH");
        let (mut schema, mut rest) = (None, String::new());
        while !reader.done() {
            let from = reader.at();
            if reader.eat("SCHEMA") {
                schema = Some(reader.ident().ok()?);
            } else if reader.eat("VERSION") {
                reader.bump();
                rest = format!("{rest} {}", reader.slice_from(from));
            } else if reader.eat("CASCADE") {
                rest.push_str(" CASCADE");
            } else {
                return None;
            }
        }
        Some(Self { schema, rest })
    }
}
