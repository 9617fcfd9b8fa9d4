//! Objects that the server binds to what they read: they stand in the way of its changes, go first and come back at the
//! end, as views do.

use super::views::{self, previous_name};
use super::{PlanContext, PlanError};
use crate::change::{Change, EnumUse};
use crate::dialect::{Dialect, ViewsInTheWay};
use crate::model::{Object, Realm, TableRef};
use crate::words;

/// Adds the drops and the new beginnings of views and bound objects that stand in the way, of each other as well.
pub(crate) fn make_way(
    dialect: &dyn Dialect,
    context: &PlanContext<'_>,
    changes: Vec<Change>,
) -> Result<Vec<Change>, PlanError> {
    let mut changes = views::make_way(dialect, context, changes)?;
    while part(dialect, context, &mut changes) {
        changes = views::make_way(dialect, context, changes)?;
    }
    Ok(changes)
}

/// Lets the bound objects that stand in the way of the changes go and come back; whether there were any.
fn part(dialect: &dyn Dialect, context: &PlanContext<'_>, changes: &mut Vec<Change>) -> bool {
    let bound = context.previous.schemas.iter().flat_map(|schema| {
        let bound = schema.objects.iter().filter(|object| dialect.binds(object));
        bound.map(|object| Bound { home: &schema.name, object })
    });
    let mut found = false;
    for bound in bound.filter(|bound| !bound.goes(context, changes)).collect::<Vec<_>>() {
        let obstacles: Vec<Obstacle> = changes
            .iter()
            .filter_map(|change| bound.obstructs((dialect, context.previous), changes, change))
            .collect();
        let Some(worst) = obstacles.into_iter().max() else { continue };
        found = true;
        let next = views::drop_with(context, bound.home, bound.object, changes);
        let comes_back = worst == Obstacle::Changes || bound.is_in(context.next);
        if let Some(object) = next.filter(|_| comes_back) {
            changes.push(Change::AddObject { schema: bound.home.to_owned(), object });
        }
    }
    found
}

/// What becomes of something that an object reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Obstacle {
    /// It is there afterwards.
    Changes,
    /// It goes, and so does what reads it, unless the next state has that.
    Goes,
}

/// An object that the server binds to what it reads, and the schema that it is in.
struct Bound<'a> {
    home: &'a str,
    object: &'a Object,
}

impl Bound<'_> {
    fn is(&self, home: &str, other: &Object) -> bool {
        let object = self.object;
        self.home == home
            && other.kind == object.kind
            && other.name == object.name
            && other.table == object.table
    }

    fn is_in(&self, realm: &Realm) -> bool {
        realm
            .schema(self.home)
            .is_some_and(|schema| schema.objects.iter().any(|other| self.is(self.home, other)))
    }

    /// Whether the object goes anyway, by itself or with its table.
    fn goes(&self, context: &PlanContext<'_>, changes: &[Change]) -> bool {
        changes.iter().any(|change| match change {
            Change::DropObject { schema, object } => self.is(schema, object),
            Change::DropTable { schema, table } => {
                schema == self.home
                    && self.object.table.as_ref() == Some(&table.name)
                    && !self.is_in(context.next)
            }
            _ => false,
        })
    }

    /// What a change that the object stands in the way of does to what it reads.
    fn obstructs(
        &self,
        (dialect, previous): (&dyn Dialect, &Realm),
        changes: &[Change],
        change: &Change,
    ) -> Option<Obstacle> {
        match change {
            Change::ModifyTable(modify) => {
                let way = dialect.views_in_the_way(modify);
                let name = previous_name(changes, &modify.schema, &modify.table.previous.name);
                (self.reads_columns(&way) && self.names(&modify.schema, name)).then_some(Obstacle::Changes)
            }
            Change::ModifyEnum { ty, uses, .. } if dialect.remakes_enum(ty) => {
                let is_read = |one: &EnumUse| {
                    let table = previous_name(changes, &one.schema, &one.table);
                    let place = TableRef::new(&one.schema, table);
                    self.reads_columns(&views::with_computed(previous, &place, &one.column))
                        && self.names(&one.schema, table)
                };
                uses.iter().any(is_read).then_some(Obstacle::Changes)
            }
            Change::DropTable { schema, table } => self.names(schema, &table.name).then_some(Obstacle::Goes),
            Change::DropView { schema, view } => {
                let comes_back = changes.iter().any(|change| {
                    matches!(change, Change::AddView { schema: home, view: other } if home == schema && other.name == view.name)
                });
                let obstacle = if comes_back { Obstacle::Changes } else { Obstacle::Goes };
                self.names(schema, &view.name).then_some(obstacle)
            }
            Change::DropObject { schema, object } if object.kind.is_routine() => {
                let name = object.name.split('(').next().unwrap_or_default();
                let comes_back = changes.iter().any(|change| {
                    matches!(change, Change::AddObject { schema: home, object: other }
                        if home == schema && other.name.split('(').next() == Some(name))
                });
                let obstacle = if comes_back { Obstacle::Changes } else { Obstacle::Goes };
                self.names(schema, name).then_some(obstacle)
            }
            _ => None,
        }
    }

    fn reads_columns(&self, way: &ViewsInTheWay) -> bool {
        views::has_columns(way, &self.object.text)
    }

    /// Whether the text may name something of a schema.
    fn names(&self, schema: &str, name: &str) -> bool {
        let text = &self.object.text;
        let path = self.object.origin.search_path.as_ref();
        let finds = schema.is_empty()
            || schema == self.home
            || path.is_some_and(|path| path.iter().any(|one| one == schema));
        words::mentions(text, name) && (finds || words::mentions(text, schema))
    }
}
