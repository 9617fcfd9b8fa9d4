//! What goes because its expressions use what goes.

use super::drops;
use crate::dialect::Postgres;
use crate::model::{Index, Origin, TableRef};
use crate::replay::{Problem, State, Texts, TypePlaces, TypeSearch, drop_column, remove_view};

/// Whether an expression or a query, of what has this origin, uses what goes.
type Uses<'u> = &'u dyn Fn(&Origin, &str) -> bool;

/// Drops what names a type in a cast.
pub(super) fn drop_of_type(postgres: &Postgres, state: &mut State, ty: (&str, &str)) -> Result<(), Problem> {
    let texts = Texts::new(postgres);
    let search = TypeSearch::of(postgres, state, ty);
    drop(postgres, state, &|origin, text| {
        let uses = texts.type_uses(text, ty, TypePlaces::Casts);
        uses.full || uses.bare && search.finds(origin)
    })
}

/// Drops the views, generated columns, indexes, checks and defaults that use what goes.
pub(super) fn drop(postgres: &Postgres, state: &mut State, uses: Uses<'_>) -> Result<(), Problem> {
    let views: Vec<TableRef> = state
        .realm
        .schemas
        .iter()
        .flat_map(|schema| {
            let using = schema.views.iter().filter(|view| uses(&view.origin, view.definition.as_str()));
            using.map(|view| TableRef::new(&schema.name, &view.name))
        })
        .collect();
    views.iter().try_for_each(|view| remove_view(postgres, state, view))?;
    let places: Vec<TableRef> =
        state.realm.tables().map(|(schema, table)| TableRef::new(schema, &table.name)).collect();
    for place in &places {
        let Some(table) = state.table(place).cloned() else { continue };
        let uses = |text: &str| uses(&table.origin, text);
        let computed = table.columns.iter().filter(|column| {
            column.generated.as_ref().is_some_and(|generated| uses(generated.expr.as_str()))
        });
        for column in computed {
            drop_column(postgres, state, place, &column.name)?;
        }
        let uses_any = |index: &&Index| index.exprs().any(|expr| uses(expr.as_str()));
        for index in table.indexes.iter().filter(uses_any) {
            drop_index(postgres, state, place, index)?;
        }
        for check in table.checks.iter().filter(|check| uses(check.expr.as_str())) {
            drops::constraint(postgres, state, place, &check.name, true)?;
        }
        for column in &mut state.table_mut(place)?.columns {
            column.default = column.default.take().filter(|default| !uses(default.as_str()));
        }
    }
    Ok(())
}

/// Drops an index or the constraint that it serves, if it is still there.
pub(super) fn drop_index(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    index: &Index,
) -> Result<(), Problem> {
    if index.constraint {
        return drops::constraint(postgres, state, table, &index.name, true).map(|_| ());
    }
    drops::index(postgres, state, table, &index.name, true)
}
