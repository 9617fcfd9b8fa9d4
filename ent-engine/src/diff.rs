//! Diff: what changes from one state to the next.
//!
//! In the manner of Atlas: schemas, then their enum types, tables and views; inside a table
//! attributes, columns, primary key, indexes and foreign keys. Names identify; a rename is what the
//! next state declares in `Origin::renamed_from`, and what merely looks like one becomes a
//! [`RenameQuestion`]. The order of columns is no difference.

mod answer;
mod comments;
mod complete;
mod exclude;
mod glob;
mod include;
mod keys;
mod object;
mod options;
mod pattern;
mod question;
mod rename;
mod schema;
mod table;
mod values;

pub use answer::{Answer, AnswerError};
pub use complete::Complete;
pub use exclude::Exclude;
pub use include::Include;
pub use options::{DiffOptions, ForeignKeys, Scope, TextValues, Undeclared, UndeclaredTables};
pub use pattern::PatternError;
pub use question::{RenameKind, RenameQuestion};

use std::collections::BTreeSet;

use crate::change::{Change, Pair};
use crate::dialect::Dialect;
use crate::model::Realm;

/// What changes from one state to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// The changes, in the order of the states; `plan` puts them in the order to run them.
    pub changes: Vec<Change>,
    /// Drops and adds that look like renames, for somebody to decide on.
    pub questions: Vec<RenameQuestion>,
}

/// The dialect, as the differ asks it.
type Rules<'a> = &'a dyn Dialect;

/// What changes from `previous` to `next`.
pub fn diff(dialect: &dyn Dialect, previous: &Realm, next: &Realm, options: &DiffOptions) -> Diff {
    let narrowed =
        |state: &Realm| Complete::of(dialect, narrow(dialect, state.clone(), options)).into_realm();
    let mut states = Pair::new(narrowed(previous), narrowed(next));
    if options.foreign_keys == ForeignKeys::Ignored {
        keep_foreign_keys(&mut states);
    }
    compare(dialect, states.as_ref(), options)
}

/// What changes between two states that are complete already, as [`diff()`] finds it.
pub fn diff_complete(dialect: &dyn Dialect, states: Pair<&Complete>, options: &DiffOptions) -> Diff {
    if options.scope.is_everything() && options.foreign_keys != ForeignKeys::Ignored {
        compare(dialect, Pair::new(&**states.previous, &**states.next), options)
    } else {
        diff(dialect, states.previous, states.next, options)
    }
}

fn compare(dialect: &dyn Dialect, states: Pair<&Realm>, options: &DiffOptions) -> Diff {
    let mut differ = Differ { rules: dialect, options, diff: Diff::default() };
    differ.realm(states);
    differ.diff
}

/// The part of a state that is looked at.
fn narrow(dialect: &dyn Dialect, mut state: Realm, options: &DiffOptions) -> Realm {
    options.scope.exclude.apply(&mut state);
    if let Some(schemas) = &options.scope.schemas {
        keep_schemas(dialect, &mut state, schemas);
    }
    state
}

/// Takes out of a state all that is not in one of `schemas`. What stands in no schema stays where it belongs to one of them.
pub fn keep_schemas(dialect: &dyn Dialect, state: &mut Realm, schemas: &BTreeSet<String>) {
    state.schemas.retain(|schema| schemas.contains(&schema.name));
    state.objects.retain(|object| dialect.home(object).is_some_and(|home| schemas.contains(&home)));
}

/// One run of the differ.
struct Differ<'a> {
    rules: Rules<'a>,
    options: &'a DiffOptions,
    diff: Diff,
}

impl Differ<'_> {
    fn realm(&mut self, states: Pair<&Realm>) {
        let renamed = rename::resolve(self, states);
        let (base, previous, next) = (&*renamed.base, &*renamed.previous, states.next);
        self.realm_objects(previous, next);
        for schema in &previous.schemas {
            match next.schema(&schema.name) {
                Some(next_schema) => {
                    if let Some(base_schema) = base.schema(&schema.name) {
                        self.schema(
                            base_schema,
                            Pair::new(schema, next_schema),
                            Pair::new(previous, next),
                            &renamed,
                        );
                    }
                }
                None => self.drop_schema(schema, Pair::new(previous, next)),
            }
        }
        for schema in &next.schemas {
            if previous.schema(&schema.name).is_none() {
                self.add_schema(schema);
            }
        }
    }

    /// Takes a change up, unless its kind is left out.
    fn push(&mut self, change: Change) {
        if !self.skips(change.kind()) {
            self.diff.changes.push(change);
        }
    }

    fn skips(&self, kind: crate::change::ChangeKind) -> bool {
        self.options.skip.contains(&kind)
    }
}

/// Gives every table of the next state the foreign keys that it has in the previous one.
fn keep_foreign_keys(states: &mut Pair<Realm>) {
    for schema in &mut states.next.schemas {
        let previous = states.previous.schema(&schema.name);
        for table in &mut schema.tables {
            let kept = previous.and_then(|schema| {
                let name =
                    table.origin.renamed_from.as_deref().filter(|_| schema.table(&table.name).is_none());
                schema.table(name.unwrap_or(&table.name))
            });
            table.foreign_keys = kept.map(|table| table.foreign_keys.clone()).unwrap_or_default();
        }
    }
}
