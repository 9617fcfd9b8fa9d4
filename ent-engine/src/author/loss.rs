use crate::change::{AttributeChange, Change, ModifyTable, TableChange};
use crate::dialect::{Dialect, TypeChange};
use crate::model::{Realm, Table, TableRef};

/// Data that a change would lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What goes: `table`, `column`, `value`, ...
    pub what: &'static str,
    /// Its path in the database: `users.age`.
    pub path: String,
    /// What happens to it, in a sentence: `column "age" of "users" would be dropped`.
    pub message: String,
    /// What to write to allow it.
    pub remedy: String,
    /// Where the data is: in no place for a view.
    pub held: Vec<Held>,
}

/// A place that holds data, by the names of the next state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Table.
    pub table: TableRef,
    /// Column, if only its values are at stake.
    pub column: Option<String>,
}

impl std::fmt::Display for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}; if the data may go, {}", self.message, self.remedy)
    }
}

/// What `changes` lose that is allowed neither by an attribute of `next` nor by `allowed`, a list
/// of tables and `table.column`s.
pub fn losses(dialect: &dyn Dialect, next: &Realm, changes: &[Change], allowed: &[String]) -> Vec<Loss> {
    let finder = Finder { dialect, next, allowed };
    changes.iter().flat_map(|change| finder.losses(change)).collect()
}

impl Held {
    fn table(schema: &str, table: &Table) -> Self {
        Self { table: TableRef::new(schema, &table.name), column: None }
    }

    fn column(modify: &ModifyTable, name: &str) -> Self {
        let table = TableRef::new(&modify.schema, &modify.table.next.name);
        Self { table, column: Some(name.to_owned()) }
    }
}

struct Finder<'a> {
    dialect: &'a dyn Dialect,
    next: &'a Realm,
    allowed: &'a [String],
}

impl Finder<'_> {
    fn losses(&self, change: &Change) -> Vec<Loss> {
        match change {
            Change::DropSchema(schema) => {
                let tables = schema.tables.iter().map(|table| Held::table(&schema.name, table)).collect();
                self.dropped("schema", "", &schema.name, tables).into_iter().collect()
            }
            Change::DropTable { schema, table } => {
                let held = vec![Held::table(schema, table)];
                self.dropped("table", schema, &table.name, held).into_iter().collect()
            }
            Change::DropView { schema, view } => {
                self.dropped("view", schema, &view.name, Vec::new()).into_iter().collect()
            }
            Change::ModifyTable(modify) => {
                modify.changes.iter().filter_map(|change| self.table_loss(modify, change)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A whole table, view or schema goes. Any struct may allow it, since its own is gone.
    fn dropped(&self, what: &'static str, schema: &str, name: &str, held: Vec<Held>) -> Option<Loss> {
        let path = join(schema, name);
        let named = |drops: &[String]| drops.iter().any(|drop| drop == name || *drop == path);
        let by_struct = self.next.tables().any(|(_, table)| named(&table.origin.drops));
        let by_schema = self.next.schemas.iter().any(|schema| named(&schema.origin.drops));
        if named(self.allowed) || by_struct || by_schema {
            return None;
        }
        Some(Loss {
            what,
            message: format!("{what} {path:?} would be dropped"),
            remedy: format!("list it in ent.toml: `drops = [\"{path}\"]`"),
            path,
            held,
        })
    }

    fn table_loss(&self, modify: &ModifyTable, change: &TableChange) -> Option<Loss> {
        let table = &modify.table.next;
        match change {
            TableChange::DropColumn(column) => {
                // A column that the database computes holds nothing of its own.
                if column.generated.is_some() || self.allows(modify, &column.name) {
                    return None;
                }
                Some(Loss {
                    what: "column",
                    path: join(&table.name, &column.name),
                    message: format!("column {:?} of {:?} would be dropped", column.name, table.name),
                    remedy: remedy(table, &column.name),
                    held: vec![Held::column(modify, &column.name)],
                })
            }
            TableChange::ModifyColumn(pair) => {
                let (previous, next) = (&pair.previous, &pair.next);
                let narrows = matches!(
                    self.dialect.type_change(&previous.ty, &next.ty),
                    TypeChange::Narrowing | TypeChange::NeedsUsing
                );
                if !narrows || self.allows(modify, &next.name) {
                    return None;
                }
                Some(Loss {
                    what: "values",
                    path: join(&table.name, &next.name),
                    message: format!(
                        "column {:?} of {:?} would change from {} to {}, which may cut or refuse values",
                        next.name, table.name, previous.ty, next.ty
                    ),
                    remedy: remedy(table, &next.name),
                    held: vec![Held::column(modify, &next.name)],
                })
            }
            TableChange::Attribute(AttributeChange::Options(pair)) => {
                let mut lost = self.dialect.lost_with_options(&pair.previous, &pair.next);
                lost.retain(|(_, name)| !self.allows(modify, name));
                let (what, name) = lost.first()?;
                Some(Loss {
                    what,
                    path: join(&table.name, name),
                    message: format!("{what} {name:?} of {:?} would be dropped", table.name),
                    remedy: remedy(table, name),
                    held: vec![Held::table(&modify.schema, table)],
                })
            }
            _ => None,
        }
    }

    fn allows(&self, modify: &ModifyTable, column: &str) -> bool {
        let table = &modify.table.next;
        let paths = [join(&table.name, column), join(&join(&modify.schema, &table.name), column)];
        let by_column = table.columns.iter().any(|c| c.origin.drops.iter().any(|drop| drop == column));
        by_column
            || table.origin.drops.iter().any(|drop| drop == column)
            || self.allowed.iter().any(|allowed| paths.contains(allowed))
    }
}

fn remedy(table: &Table, column: &str) -> String {
    let declared = &table.origin.declared_as;
    if declared.is_empty() {
        format!("list it in ent.toml: `drops = [\"{}\"]`", join(&table.name, column))
    } else {
        format!("write #[ent(drops = {column:?})] on {declared}")
    }
}

fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}
