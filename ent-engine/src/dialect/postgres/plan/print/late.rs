//! Columns that parents got when they had children already: they stand behind what a child had of its own by then, and
//! come to the child when the parent gets them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::inherit::names_once;
use super::needs::{Kind, Piece};
use super::table::{identity_sql, need_of_column};
use super::{Printer, Subject, path_of};
use crate::dialect::Dialect;
use crate::model::{Check, Column, IndexPart, Realm, Schema, Table, TableRef};
use crate::plan::{PlanError, Statement, depth_first, go_quote};
use crate::replay::Texts;

/// A column that a statement adds to a table.
type Added = (TableRef, String);

/// For each table the columns that come late.
type LateColumns = BTreeMap<TableRef, BTreeSet<String>>;

/// Which columns come when all tables of their family are there, and in which order.
#[derive(Debug, Default)]
pub(super) struct Late {
    columns: LateColumns,
    /// The tables of each family, and the columns in the order in which they are added.
    families: Vec<(Vec<TableRef>, Vec<Added>)>,
}

impl Late {
    /// Works out what comes late in a realm.
    pub(super) fn of(realm: &Realm, can_inherit: &dyn Fn(&Table) -> bool) -> Self {
        let mut late = Self::default();
        for family in Family::all(realm, can_inherit) {
            let family = family.without_whole(can_inherit);
            if let Some((columns, order)) = family.late().filter(|(_, order)| !order.is_empty()) {
                let members: Vec<TableRef> = family.tables.iter().map(|(name, _)| name.clone()).collect();
                late.columns.extend(members.iter().map(|member| (member.clone(), BTreeSet::new())));
                late.columns.extend(columns);
                late.families.push((members, order));
            }
        }
        late
    }

    pub(super) fn has(&self, schema: &str, table: &str, column: &str) -> bool {
        !self.columns.is_empty()
            && self.columns.get(&TableRef::new(schema, table)).is_some_and(|columns| columns.contains(column))
    }

    /// Whether nothing comes late.
    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Whether a table is of a family with late columns, and made before them.
    pub(super) fn is_any(&self, schema: &str, table: &str) -> bool {
        self.columns.contains_key(&TableRef::new(schema, table))
    }
}

/// Tables that have to do with each other as parents and children, parents first.
struct Family<'r> {
    tables: Vec<(TableRef, &'r Table)>,
}

impl<'r> Family<'r> {
    fn all(realm: &'r Realm, can_inherit: &dyn Fn(&Table) -> bool) -> Vec<Self> {
        let tables: BTreeMap<TableRef, &Table> =
            realm.tables().map(|(schema, table)| (TableRef::new(schema, &table.name), table)).collect();
        let mut near: BTreeMap<&TableRef, Vec<&TableRef>> = BTreeMap::new();
        for (child, table) in tables.iter().filter(|(_, table)| can_inherit(table)) {
            for parent in &table.options.inherits {
                if let Some((parent, _)) = tables.get_key_value(parent) {
                    near.entry(child).or_default().push(parent);
                    near.entry(parent).or_default().push(child);
                }
            }
        }
        let mut seen: BTreeSet<&TableRef> = BTreeSet::new();
        let mut families = Vec::new();
        for start in near.keys() {
            let mut members: Vec<&TableRef> = Vec::new();
            let mut open = VecDeque::from([*start]);
            while let Some(member) = open.pop_front() {
                if seen.insert(member) {
                    members.push(member);
                    open.extend(near.get(member).into_iter().flatten());
                }
            }
            if members.is_empty() {
                continue;
            }
            members.sort_unstable();
            let place = |table: &TableRef| members.binary_search(&table).ok();
            let parents: Vec<Vec<usize>> = members
                .iter()
                .map(|member| {
                    let table = tables.get(*member).filter(|table| can_inherit(table));
                    table.iter().flat_map(|table| &table.options.inherits).filter_map(place).collect()
                })
                .collect();
            let order = depth_first(&parents);
            let tables =
                order.into_iter().filter_map(|at| Some((members[at].clone(), *tables.get(members[at])?)));
            families.push(Self { tables: tables.collect() });
        }
        families
    }

    /// The family without the tables that can be made, and all below them, when their parents have all their columns.
    fn without_whole(mut self, can_inherit: &dyn Fn(&Table) -> bool) -> Self {
        let mut kept: Vec<(TableRef, &Table)> = Vec::new();
        for (name, table) in self.tables.iter().rev() {
            let has_kept =
                kept.iter().any(|(_, other)| can_inherit(other) && other.options.inherits.contains(name));
            if has_kept || !can_inherit(table) || !self.follows_parents(table) {
                kept.push((name.clone(), table));
            }
        }
        kept.reverse();
        self.tables = kept;
        self
    }

    /// Whether a table has first what its parents have, in their order.
    fn follows_parents(&self, table: &Table) -> bool {
        let parents = table.options.inherits.iter().filter_map(|parent| self.table(parent));
        let inherited = names_once(parents.flat_map(|parent| &parent.columns));
        let own = table.columns.iter().map(|column| column.name.as_str());
        own.take(inherited.len()).eq(inherited.iter().copied())
    }

    fn table(&self, table: &TableRef) -> Option<&'r Table> {
        self.tables.iter().find(|(known, _)| known == table).map(|(_, table)| *table)
    }

    /// The parents of a table that have a column.
    fn givers<'t>(&'t self, table: &'t Table, column: &'t str) -> impl Iterator<Item = &'t TableRef> {
        table
            .options
            .inherits
            .iter()
            .filter(move |parent| self.table(parent).is_some_and(|parent| parent.column(column).is_some()))
    }

    /// Whether a table has a column of its parents alone.
    fn comes_with_parents(&self, table: &Table, column: &Column) -> bool {
        column.origin.is_local == Some(false) && self.givers(table, &column.name).next().is_some()
    }

    /// The late columns of each table, and the order in which statements add them; none where no order does.
    fn late(&self) -> Option<(LateColumns, Vec<Added>)> {
        let mut late: LateColumns = BTreeMap::new();
        // Each round makes at least one column late.
        let most = self.tables.iter().map(|(_, table)| table.columns.len()).sum::<usize>() + 1;
        for _ in 0..most {
            if !self.settle(&mut late) {
                return self.order(&late).map(|order| (late, order));
            }
        }
        None
    }

    /// Finds what else has to be late; whether anything has.
    fn settle(&self, late: &mut LateColumns) -> bool {
        let mut found: Vec<Added> = Vec::new();
        let is_late = |late: &LateColumns, table: &TableRef, column: &str| {
            late.get(table).is_some_and(|columns| columns.contains(column))
        };
        for (name, table) in &self.tables {
            let mut begun = false;
            for column in &table.columns {
                let comes_alone = self.comes_with_parents(table, column);
                let late_above = comes_alone
                    && self.givers(table, &column.name).all(|giver| is_late(late, giver, &column.name));
                begun |= late_above || is_late(late, name, &column.name);
                if begun {
                    found.push((name.clone(), column.name.clone()));
                    if comes_alone {
                        let givers = self.givers(table, &column.name).cloned();
                        found.extend(givers.map(|giver| (giver, column.name.clone())));
                    }
                }
            }
            let parents =
                table.options.inherits.iter().filter_map(|parent| Some((parent, self.table(parent)?)));
            let mut inherited: Vec<&str> = Vec::new();
            for (parent, above) in parents {
                for column in above.columns.iter().filter(|column| !is_late(late, parent, &column.name)) {
                    if !inherited.contains(&column.name.as_str()) {
                        inherited.push(&column.name);
                    }
                }
            }
            let early = table.columns.iter().filter(|column| !is_late(late, name, &column.name));
            let mut early = early.map(|column| column.name.as_str());
            if let Some(wrong) = inherited.iter().find(|column| early.next() != Some(**column)) {
                found.extend(self.givers(table, wrong).map(|giver| (giver.clone(), (*wrong).to_owned())));
            }
        }
        let mut changed = false;
        for (table, column) in found {
            changed |= late.entry(table).or_default().insert(column);
        }
        changed
    }

    /// The statements that add late columns, each a table and a column, in an order that gives every table its own.
    fn order(&self, late: &LateColumns) -> Option<Vec<Added>> {
        let is_late = |table: &TableRef, column: &Column| {
            late.get(table).is_some_and(|columns| columns.contains(&column.name))
        };
        // Where a column comes from: its own table, or those above.
        let source = |table: &TableRef, column: &str| {
            let (mut table, mut found) = (table.clone(), self.table(table)?);
            while found.column(column).is_some_and(|column| self.comes_with_parents(found, column)) {
                let giver = self.givers(found, column).next()?.clone();
                found = self.table(&giver)?;
                table = giver;
            }
            Some((table, column.to_owned()))
        };
        let mut nodes: Vec<Added> = Vec::new();
        let mut after: Vec<Vec<usize>> = Vec::new();
        for (name, table) in &self.tables {
            let mut previous: Option<usize> = None;
            for column in table.columns.iter().filter(|column| is_late(name, column)) {
                let node = source(name, &column.name)?;
                let at = nodes.iter().position(|known| *known == node).unwrap_or_else(|| {
                    nodes.push(node);
                    after.push(Vec::new());
                    nodes.len() - 1
                });
                after[at].extend(previous.filter(|previous| *previous != at));
                previous = Some(at);
            }
        }
        // What a child has of its own is there when the parent's column comes and becomes one with it.
        for at in 0..nodes.len() {
            let (name, column) = &nodes[at];
            let table = self.table(name)?;
            for giver in self.givers(table, column) {
                let above = source(giver, column)?;
                if let Some(above) = nodes.iter().position(|known| *known == above) {
                    after[above].push(at);
                }
            }
        }
        let order = depth_first(&after);
        let mut place = vec![0; nodes.len()];
        order.iter().enumerate().for_each(|(place_of, at)| place[*at] = place_of);
        let holds = (0..nodes.len()).all(|at| after[at].iter().all(|early| place[*early] < place[at]));
        holds.then(|| order.into_iter().map(|at| nodes[at].clone()).collect())
    }
}

impl Printer<'_> {
    pub(super) fn is_late_column(&self, schema: &Schema, table: &Table, column: &Column) -> bool {
        self.late.has(&schema.name, &table.name, &column.name)
    }

    /// Whether a check of a table names a column that comes late.
    pub(super) fn is_late_check(&self, schema: &Schema, table: &Table, check: &Check) -> bool {
        if !self.late.is_any(&schema.name, &table.name) {
            return false;
        }
        let columns = Texts::new(self.postgres).columns_in(check.expr.as_str(), table);
        columns.iter().any(|column| self.late.has(&schema.name, &table.name, column))
    }

    /// Whether a key of a table is over a column that comes late.
    pub(super) fn is_late_key(
        &self,
        schema: &Schema,
        table: &Table,
        parts: &[IndexPart],
        include: &[String],
    ) -> bool {
        let has = |column: &str| self.late.has(&schema.name, &table.name, column);
        parts.iter().filter_map(|part| part.column_name()).any(has)
            || include.iter().any(|column| has(column))
    }

    /// For each family the statements that add late columns, with what can't be said before; and for each of its tables
    /// what stands for the whole table.
    pub(super) fn late_pieces(&self, realm: &Realm) -> Result<Vec<Piece>, PlanError> {
        let mut pieces = Vec::new();
        for (members, added) in &self.late.families {
            let Some(first) = members.first() else { continue };
            let found = members.iter().filter_map(|place| {
                let schema = realm.schema(&place.schema)?;
                Some((schema, schema.table(&place.table)?))
            });
            let members: Vec<(&Schema, &Table)> = found.collect();
            let place = |table: &TableRef| {
                members
                    .iter()
                    .find(|(schema, known)| schema.name == table.schema && known.name == table.table)
                    .copied()
            };
            let mut statements = Vec::new();
            let mut path = None;
            for (table, column) in added {
                let Some((schema, table)) = place(table) else { continue };
                let Some(column) = table.column(column) else { continue };
                path = path_of(&schema.name, &table.origin);
                statements.extend(self.late_column(schema, table, column)?);
            }
            for (schema, table) in &members {
                statements.extend(self.inherited_otherwise(schema, table, true));
                for clause in self.late_constraints(schema, table) {
                    statements.push(self.altering(schema, table, &format!("ADD {clause}")));
                }
            }
            let subject = Subject::new("table", &first.schema, &first.table);
            let mut adds = Piece::new(Kind::LateColumns, subject, path, statements).after_all();
            for (schema, table) in &members {
                adds.bring(Kind::LateColumns, table.name.clone());
                adds.need_in(Kind::BareTable, &schema.name, &table.name);
                for column in table.columns.iter().filter(|column| self.is_late_column(schema, table, column))
                {
                    need_of_column(&mut adds, schema, table, column);
                }
                let subject = Subject::new("table", &schema.name, &table.name);
                let mut whole = Piece::new(Kind::Table, subject, None, Vec::new());
                whole.need_in(Kind::LateColumns, &first.schema, &first.table);
                pieces.push(whole);
            }
            pieces.push(adds);
        }
        Ok(pieces)
    }

    /// Adds a column to a table and to those that inherit from it. The server lets no identity go on to them.
    fn late_column(
        &self,
        schema: &Schema,
        table: &Table,
        column: &Column,
    ) -> Result<Vec<Statement>, PlanError> {
        let plain = Column { identity: None, ..column.clone() };
        let sql = self.column(schema, table, &plain)?;
        let mut statements = vec![self.altering(schema, table, &format!("ADD COLUMN {sql}"))];
        if let Some(identity) = &column.identity {
            let (name, quoted) = (self.name(&schema.name, &table.name), self.postgres.quote(&column.name));
            let identity = identity_sql(self, schema, identity);
            let sql = format!("ALTER TABLE ONLY {name} ALTER COLUMN {quoted} ADD {identity}");
            statements.push(Statement::new(sql, format!("modify {} table", go_quote(&table.name))));
        }
        Ok(statements)
    }

    fn altering(&self, schema: &Schema, table: &Table, clause: &str) -> Statement {
        let sql = format!("ALTER TABLE {} {clause}", self.name(&schema.name, &table.name));
        Statement::new(sql, format!("modify {} table", go_quote(&table.name)))
    }

    /// The constraints of a table that name columns which come late.
    fn late_constraints(&self, schema: &Schema, table: &Table) -> Vec<String> {
        let key = table.primary_key.iter().filter(|key| {
            self.is_late_key(schema, table, &key.parts, &key.include)
                && !self.is_late(schema, table, (*key).into())
        });
        let key = key.map(|key| self.primary_key(schema, table, key));
        let uniques = table.indexes.iter().filter(|index| {
            index.constraint
                && self.is_late_key(schema, table, &index.parts, &index.include)
                && !super::table::is_said_twice(table, index)
                && !self.is_late(schema, table, (*index).into())
        });
        let uniques = uniques.map(|index| self.postgres.unique_sql(self.context, &schema.name, index));
        let checks =
            table.checks.iter().filter(|check| !check.not_valid && !self.comes_with_parent(table, check));
        let checks = checks.filter(|check| self.is_late_check(schema, table, check));
        key.chain(uniques).chain(checks.map(|check| self.postgres.check_sql(check))).collect()
    }

    fn comes_with_parent(&self, table: &Table, check: &Check) -> bool {
        self.inherits_at_once(table) && self.inherits_check(table, check)
    }
}
