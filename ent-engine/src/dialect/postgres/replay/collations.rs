//! Which collation a name means, and what follows when it gets another name or goes.

use super::composite::Composite;
use super::{follow, uses};
use crate::dialect::Postgres;
use crate::model::{Collation, Column, Index, Object, ObjectKind, Origin, Schema, TableRef};
use crate::replay::{
    Name, Problem, Spelling, State, Texts, TypeSearch, drop_column, remove_table, remove_type,
};

/// Says in which schema a collation of the user's own is that a statement names now.
pub(super) fn resolve(state: &State, collation: &mut Option<Collation>) {
    let Some(collation) = collation else { return };
    let name = Name { schema: collation.schema.clone(), name: collation.name.clone() };
    if name.schema.is_none() && Postgres::has_collation(&name.name) {
        return;
    }
    let found = state.resolve(&name, |schema| has(schema, &name.name).then_some(()));
    collation.schema =
        found.map(|(home, ())| home).or_else(|| name.schema.map(|schema| state.schema_name(&schema)));
}

/// The same for a name in something that was made under another search path.
pub(super) fn resolve_in(state: &State, origin: &Origin, collation: &mut Option<Collation>) {
    let Some(found) =
        collation.as_mut().filter(|found| found.schema.is_none() && !Postgres::has_collation(&found.name))
    else {
        return resolve(state, collation);
    };
    let has = |home: &&String| state.realm.schema(home).is_some_and(|schema| has(schema, &found.name));
    let default = [state.connection.clone()];
    let path = origin.search_path.as_deref().unwrap_or(&default);
    found.schema = path.iter().find(has).cloned();
}

fn has(schema: &Schema, name: &str) -> bool {
    schema.objects.iter().any(|object| object.as_collation() == Some(name))
}

/// Which texts mean a collation by its name: a schema and a name.
struct Meant<'m> {
    texts: Texts<'m>,
    collation: (&'m str, &'m str),
    search: TypeSearch,
}

impl<'m> Meant<'m> {
    fn of(postgres: &'m Postgres, state: &State, collation: (&'m str, &'m str)) -> Self {
        let search = TypeSearch::of_collation(state, collation);
        Self { texts: Texts::new(postgres), collation, search }
    }

    /// How a text of such an origin spells it.
    fn spelling(&self, origin: &Origin) -> Spelling {
        let is_found = self.search.finds(origin) && !Postgres::has_collation(self.collation.1);
        if is_found { Spelling::Any } else { Spelling::WithSchema }
    }

    fn names(&self, origin: &Origin, text: &str) -> bool {
        let uses = self.texts.collation_uses(text, self.collation);
        uses.full || uses.bare && self.spelling(origin) == Spelling::Any
    }

    fn is(&self, collation: &Collation) -> bool {
        let (schema, name) = self.collation;
        collation.schema.as_deref() == Some(schema) && collation.name == name
    }

    /// Whether a part of an index is sorted by it.
    fn sorts(&self, index: &Index) -> bool {
        index.parts.iter().any(|part| part.collation.as_ref().is_some_and(|own| self.is(own)))
    }
}

/// Follows a collation to its next name: each a schema and a name. It has its next name already.
pub(super) fn renamed(postgres: &Postgres, state: &mut State, previous: (&str, &str), next: (&str, &str)) {
    let meant = Meant::of(postgres, state, previous);
    let follow = |collation: &mut Option<Collation>| {
        if let Some(found) = collation.as_mut().filter(|found| meant.is(found)) {
            *found = Collation { schema: Some(next.0.to_owned()), name: next.1.to_owned() };
        }
    };
    let follow_index = |index: &mut Index| {
        index.parts.iter_mut().for_each(|part| follow(&mut part.collation));
    };
    for (_, table) in state.tables_mut(|_, _| true) {
        table.columns.iter_mut().for_each(|column| follow(&mut column.collation));
        table.indexes.iter_mut().for_each(follow_index);
    }
    for view in state.realm.schemas_mut().flat_map(|schema| schema.views) {
        view.indexes.iter_mut().for_each(follow_index);
    }
    let own = state.written_schema(next.0).to_owned();
    let in_text = |origin: &Origin, text: &str| {
        // The connection's own schema goes without saying under the default path.
        let says = origin.search_path.is_some() || Postgres::has_collation(next.1);
        let home = if says { own.as_str() } else { next.0 };
        let previous = if previous.0 == next.0 { (home, previous.1) } else { previous };
        meant.texts.rename_collation(text, previous, (home, next.1), meant.spelling(origin))
    };
    follow::each_expr(state, &in_text);
    follow::each_object(state, &|object| {
        if object.as_collation().is_none() {
            object.text = in_text(&object.origin, &object.text);
        }
    });
}

/// Drops what sorts by a collation which is gone already, a schema and a name, or refuses.
pub(super) fn dropped(
    postgres: &Postgres,
    state: &mut State,
    collation: (&str, &str),
    cascade: bool,
) -> Result<(), Problem> {
    let meant = Meant::of(postgres, state, collation);
    let users = users(state, &meant);
    if !cascade {
        return match users.first() {
            Some(user) => Err(Problem::needed("collation", collation.1, format!("`{user}`"))),
            None => Ok(()),
        };
    }
    for schema in state.realm.schemas.iter().map(|schema| schema.name.clone()).collect::<Vec<_>>() {
        drop_types(postgres, state, &meant, &schema)?;
    }
    for place in users {
        let Some(table) = state.table(&place).cloned() else { continue };
        if table.options.partition_by.as_ref().is_some_and(|clause| meant.names(&table.origin, clause)) {
            remove_table(postgres, state, &place, true)?;
            continue;
        }
        for index in table.indexes.iter().filter(|index| meant.sorts(index)) {
            uses::drop_index(postgres, state, &place, index)?;
        }
        let is_of = |column: &&Column| column.collation.as_ref().is_some_and(|own| meant.is(own));
        for column in table.columns.iter().filter(is_of) {
            drop_column(postgres, state, &place, &column.name)?;
        }
    }
    for view in state.realm.schemas_mut().flat_map(|schema| schema.views) {
        view.indexes.retain(|index| !meant.sorts(index));
    }
    uses::drop(postgres, state, &|origin, text| meant.names(origin, text))?;
    for objects in state.realm.object_lists_mut() {
        objects.retain(|object| !meant.names(&object.origin, &object.text));
    }
    Ok(())
}

/// The tables and views that sort by a collation, with those whose texts name it, and what is carried.
fn users(state: &State, meant: &Meant<'_>) -> Vec<TableRef> {
    let mut users = Vec::new();
    for schema in &state.realm.schemas {
        let is_of = |column: &Column| column.collation.as_ref().is_some_and(|own| meant.is(own));
        let tables = schema.tables.iter().filter(|table| {
            let clause = &table.options.partition_by;
            table.columns.iter().any(is_of)
                || table.indexes.iter().any(|index| meant.sorts(index))
                || clause.iter().any(|clause| meant.names(&table.origin, clause))
                || table.exprs().any(|expr| meant.names(&table.origin, expr.as_str()))
        });
        users.extend(tables.map(|table| TableRef::new(&schema.name, &table.name)));
        let views = schema.views.iter().filter(|view| {
            meant.names(&view.origin, view.definition.as_str())
                || view.indexes.iter().any(|index| meant.sorts(index))
        });
        users.extend(views.map(|view| TableRef::new(&schema.name, &view.name)));
        let objects = schema.objects.iter().filter(|object| meant.names(&object.origin, &object.text));
        users.extend(objects.map(|object| TableRef::new(&schema.name, &object.name)));
    }
    users
}

/// Drops the types of a schema that sort by a collation, and the attributes of composite types.
fn drop_types(
    postgres: &Postgres,
    state: &mut State,
    meant: &Meant<'_>,
    schema: &str,
) -> Result<(), Problem> {
    let Some(found) = state.realm.schema(schema) else { return Ok(()) };
    let names = |object: &&Object| object.kind.is_type() && meant.names(&object.origin, &object.text);
    for ty in found.objects.iter().filter(names).cloned().collect::<Vec<_>>() {
        if ty.kind != ObjectKind::Composite {
            remove_type(postgres, state, (schema, &ty.name), true)?;
            continue;
        }
        let mut composite = Composite::read(&ty.text)?;
        composite.attributes.retain(|attribute| {
            let sorted = attribute.collation.iter().map(|name| format!("COLLATE {name}"));
            !sorted.into_iter().any(|text| meant.names(&ty.origin, &text))
        });
        let objects = state.schema_mut(schema)?.objects.iter_mut();
        for object in objects.filter(|object| object.kind == ty.kind && object.name == ty.name) {
            object.text = composite.text();
        }
    }
    Ok(())
}
