//! Extensions that are put in another schema.

use super::names;
use crate::model::{ObjectKind, Origin};
use crate::replay::{Problem, Reader, State, Texts};
use crate::sql::Syntax;

/// Makes an extension in the schema that it is in by now, and looks for names there as well in all that was made before:
/// what an extension brings is not known by name.
pub(super) fn moved(texts: Texts<'_>, state: &mut State, name: &str, next: &str) -> Result<(), Problem> {
    let main = state.connection.clone();
    let alias = state.connection_alias.clone();
    let objects = state.realm.objects_mut();
    let found = objects.iter_mut().find(|object| object.kind == ObjectKind::Extension && object.name == name);
    let Some(extension) = found else { return Ok(()) };
    let Some(made) = Made::read(&extension.text) else {
        return Err(Problem::Unknowable(format!("how the extension `{name}` was made can't be told")));
    };
    let previous = made.schema.clone().unwrap_or_else(|| alias.clone());
    let written = if next == main { alias.clone() } else { next.to_owned() };
    if previous == written {
        return Ok(());
    }
    if previous != alias {
        // What names its schema would have to name the next one.
        return Err(Problem::Unknowable(format!(
            "what was made before may name the extension `{name}` with its schema, `{previous}`"
        )));
    }
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
    for schema in state.realm.schemas_mut() {
        schema.views.iter_mut().for_each(|view| add(&mut view.origin));
        schema.objects.iter_mut().for_each(|object| add(&mut object.origin));
    }
    Ok(())
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
