//! What is altered of a table alone where there are tables below it.

use super::super::Postgres;
use crate::change::{ModifyTable, Pair, TableChange};
use crate::dialect::Dialect;
use crate::model::{Column, PrimaryKey, Realm, Table, TableRef};
use crate::plan::{PlanContext, PlanError};

/// A statement of those that alter a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// What must be so for the rest: a key, or an identity, is of columns without NULL.
    OwnFirst,
    /// What goes on to the tables below.
    Whole,
    /// What is altered of the table alone when it has the rest.
    OwnLast,
    /// What goes of the table alone, and comes back for all.
    LetGo,
}

impl Step {
    /// In the order in which they are carried out.
    pub(super) const ALL: [Self; 4] = [Self::OwnFirst, Self::Whole, Self::OwnLast, Self::LetGo];

    /// What a statement of the step begins with; `back` where it undoes another.
    pub(super) fn words(self, back: bool) -> &'static str {
        match self {
            Self::Whole => "ALTER TABLE",
            Self::LetGo if back => "ALTER TABLE",
            Self::OwnFirst | Self::OwnLast | Self::LetGo => "ALTER TABLE ONLY",
        }
    }
}

/// Which clauses are about a table alone, by how they begin.
#[derive(Debug, Default)]
pub(super) struct OwnClauses {
    own: Vec<String>,
    /// Those that let something go of the table alone, or bring it back.
    let_go: Vec<String>,
}

impl OwnClauses {
    /// The step that a clause belongs to; `back` where it undoes another.
    pub(super) fn step(&self, clause: &str, back: bool) -> Step {
        let first = if back { " DROP NOT NULL" } else { " SET NOT NULL" };
        let is_of = |list: &[String]| list.iter().any(|begin| clause.starts_with(begin));
        match is_of(&self.own) {
            _ if is_of(&self.let_go) => Step::LetGo,
            false => Step::Whole,
            true if clause.ends_with(first) => Step::OwnFirst,
            true => Step::OwnLast,
        }
    }
}

impl Postgres {
    /// The clauses that are about a table alone; none where nothing is below it.
    pub(super) fn own_clauses(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> Result<OwnClauses, PlanError> {
        const WORDS: [&str; 6] =
            ["SET DEFAULT", "DROP DEFAULT", "SET STORAGE", "SET STATISTICS", "SET (", "RESET ("];
        let (mut own, mut let_go) = (Vec::new(), Vec::new());
        if !has_heirs(context, &modify.schema, &modify.table.next.name) {
            return Ok(OwnClauses::default());
        }
        for change in changes {
            let part = match change {
                TableChange::DropColumn(column) => Some(Part::Column(&column.name)),
                TableChange::DropCheck(check) => Some(Part::Check(&check.name)),
                _ => None,
            };
            let table = TableRef::new(&modify.schema, &modify.table.next.name);
            if let Some(part) = part.filter(|part| part.is_kept_below(context, &table)) {
                let_go.extend(part.clauses(self));
            }
            if is_key_of_its_own(context, modify, change) {
                let Pair { previous, next } = &modify.table;
                own.extend(self.clauses(context, &modify.schema, next, change)?);
                own.extend(self.clauses(context, &modify.schema, previous, &change.clone().inverse())?);
            }
            let TableChange::ModifyColumn(pair) = change else { continue };
            if self.changes_type(&pair.previous, &pair.next) {
                continue;
            }
            let begin = format!("ALTER COLUMN {}", self.quote(&pair.next.name));
            own.extend(WORDS.iter().map(|words| format!("{begin} {words}")));
            if modify.table.next.options.partition_by.is_none() {
                let words = self.own_nullness(context, &table, pair);
                own.extend(words.map(|words| format!("{begin} {words}")));
            }
        }
        Ok(OwnClauses { own, let_go })
    }
}

impl Postgres {
    /// What is said of the table alone where a column becomes NOT NULL, or no longer is: the tables below say it for
    /// themselves. Where these follow the table, what is said of it alone would keep them from it: it is said so only for
    /// those that differ.
    fn own_nullness(
        &self,
        context: &PlanContext<'_>,
        table: &TableRef,
        pair: &Pair<Column>,
    ) -> impl Iterator<Item = &'static str> {
        let differs = |realm: &Realm, column: &Column| {
            !self.inherits_not_null() || is_below(realm, table, &column.name, !column.null)
        };
        let word = |column: &Column| if column.null { "DROP NOT NULL" } else { "SET NOT NULL" };
        let sides = [(context.previous, &pair.previous), (context.next, &pair.next)];
        let words = sides.map(|(realm, column)| differs(realm, column).then(|| word(column)));
        words.into_iter().flatten()
    }
}

/// Whether a primary key comes or goes where tables below may have NULL in its columns: made for all, it would take that
/// away.
fn is_key_of_its_own(context: &PlanContext<'_>, modify: &ModifyTable, change: &TableChange) -> bool {
    let Pair { previous, next } = &modify.table;
    let has_loose = |realm: &Realm, table: &Table, key: &PrimaryKey| {
        let place = TableRef::new(&modify.schema, &table.name);
        key.columns().any(|column| is_below(realm, &place, column, true))
    };
    match change {
        TableChange::AddPrimaryKey(key) => has_loose(context.next, next, key),
        TableChange::DropPrimaryKey(key) => has_loose(context.previous, previous, key),
        TableChange::ModifyPrimaryKey(pair) => {
            has_loose(context.next, next, &pair.next) || has_loose(context.previous, previous, &pair.previous)
        }
        _ => false,
    }
}

/// Whether a table below has the column with NULL, or without.
fn is_below(realm: &Realm, table: &TableRef, column: &str, null: bool) -> bool {
    realm.tables().filter(|(_, heir)| heir.options.inherits.contains(table)).any(|(home, heir)| {
        heir.column(column).is_some_and(|column| column.null == null)
            || is_below(realm, &TableRef::new(home, &heir.name), column, null)
    })
}

/// Splits columns that come or go from that they are identity columns, where tables below get them: those are none.
pub(super) fn part_identities(changes: &[TableChange]) -> Option<(Vec<TableChange>, Vec<TableChange>)> {
    let plain = |column: &Column| Column { identity: None, ..column.clone() };
    let is_counted = |column: &Column| column.identity.is_some();
    let drops =
        |change: &TableChange| matches!(change, TableChange::DropColumn(column) if is_counted(column));
    let adds = |change: &TableChange| matches!(change, TableChange::AddColumn(column) if is_counted(column));
    let (mut first, mut second) = (Vec::new(), Vec::new());
    // Those that go stop counting before all else; those that come begin to count after it.
    if changes.iter().any(drops) {
        for change in changes {
            match change {
                TableChange::DropColumn(column) if is_counted(column) => {
                    first.push(TableChange::ModifyColumn(Pair::new(column.clone(), plain(column))));
                    second.push(TableChange::DropColumn(plain(column)));
                }
                change => second.push(change.clone()),
            }
        }
    } else if changes.iter().any(adds) {
        for change in changes {
            match change {
                TableChange::AddColumn(column) if is_counted(column) => {
                    first.push(TableChange::AddColumn(plain(column)));
                    second.push(TableChange::ModifyColumn(Pair::new(plain(column), column.clone())));
                }
                change => first.push(change.clone()),
            }
        }
    }
    (!first.is_empty()).then_some((first, second))
}

/// What a table hands on to those below it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    Column(&'a str),
    Check(&'a str),
}

impl Part<'_> {
    fn is_in(self, table: &Table) -> bool {
        match self {
            Self::Column(name) => table.column(name).is_some(),
            Self::Check(name) => table.checks.iter().any(|check| check.name == name && !check.no_inherit),
        }
    }

    /// Whether the table is known to have it whatever the tables above have.
    fn is_own(self, table: &Table) -> bool {
        match self {
            Self::Column(name) => {
                table.column(name).is_some_and(|column| column.origin.is_local == Some(true))
            }
            Self::Check(_) => false,
        }
    }

    /// Whether a table below one keeps what it has from there alone: that of the table above goes alone then, and what
    /// is below becomes that of its own table.
    pub(super) fn is_kept_below(self, context: &PlanContext<'_>, table: &TableRef) -> bool {
        // What comes back goes for all.
        if context.next.table(table).is_some_and(|table| self.is_in(table)) {
            return false;
        }
        context.previous.tables().any(|(home, heir)| {
            let place = TableRef::new(home, &heir.name);
            let Some(next) = context.next.table(&place) else { return false };
            let parents = &next.options.inherits;
            let others = parents.iter().filter(|parent| *parent != table);
            [&heir.options.inherits, parents].iter().all(|parents| parents.contains(table))
                && self.is_in(heir)
                && !self.is_own(heir)
                && !others.filter_map(|parent| context.next.table(parent)).any(|parent| self.is_in(parent))
                && (self.is_in(next) || self.is_kept_below(context, &place))
        })
    }

    /// How the clauses begin that take it away and bring it back.
    fn clauses(self, postgres: &Postgres) -> [String; 2] {
        let (what, name) = match self {
            Self::Column(name) => ("COLUMN", name),
            Self::Check(name) => ("CONSTRAINT", name),
        };
        let name = postgres.quote(name);
        [format!("DROP {what} {name}"), format!("ADD {what} {name} ")]
    }
}

/// Whether there are tables below a table at any time.
pub(super) fn has_heirs(context: &PlanContext<'_>, schema: &str, name: &str) -> bool {
    let is_it = |parent: &TableRef| parent.schema == schema && parent.table == name;
    [context.previous, context.next].iter().flat_map(|realm| realm.tables()).any(|(_, table)| {
        let options = &table.options;
        options.inherits.iter().any(is_it)
            || options.partition_of.as_ref().is_some_and(|partition| is_it(&partition.parent))
    })
}
