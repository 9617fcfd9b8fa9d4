//! What a table has of its parents.

use super::super::clauses::{integer_of, is_serial};
use super::super::column::sequence_name;
use super::super::settings::altered;
use super::needs::{Kind, Piece};
use super::table::identity_sql;
use super::{Printer, Subject, path_of};
use crate::dialect::postgres::replay::{default_from, drawn_from};
use crate::dialect::{Dialect, ReplayRules, Types};
use crate::model::{Check, Column, ColumnSetting, ColumnSettings, DataType, Expr, Schema, Table};
use crate::plan::{Statement, go_quote};

/// A column that a table has of a parent.
struct Given<'r> {
    /// Schema of the parent.
    home: &'r str,
    table: &'r Table,
    column: &'r Column,
}

impl Printer<'_> {
    pub(super) fn parents<'t>(&'t self, table: &'t Table) -> impl Iterator<Item = &'t Table> {
        table.options.inherits.iter().filter_map(|parent| self.context.next.table(parent))
    }

    /// Whether the columns of the parents come first, as where a table is made with them, but for those that come late.
    pub(super) fn inherits_at_once(&self, table: &Table) -> bool {
        let waits = self.waits_for_columns(table);
        let places = table.options.inherits.iter();
        let parents = places.filter_map(|place| Some((place, self.context.next.table(place)?)));
        let columns = parents.flat_map(|(place, parent)| {
            let is_late =
                move |column: &&Column| waits && self.late.has(&place.schema, &place.table, &column.name);
            parent.columns.iter().filter(move |column| !is_late(column))
        });
        let inherited = names_once(columns);
        self.can_inherit_at_once(table)
            && inherited.len() <= table.columns.len()
            && table.columns.iter().zip(&inherited).all(|(column, name)| column.name == *name)
    }

    /// Whether a table is made before its parents have all their columns.
    pub(super) fn waits_for_columns(&self, table: &Table) -> bool {
        let place = || super::tables(self.context.next).find(|(_, other)| std::ptr::eq(*other, table));
        !self.late.is_empty()
            && place().is_some_and(|(schema, _)| self.late.is_any(&schema.name, &table.name))
    }

    /// Whether a table can be made with its parents, if only the order of its columns allows it.
    pub(super) fn can_inherit_at_once(&self, table: &Table) -> bool {
        !table.options.inherits.is_empty() && !self.came_later(table) && !self.gives_to_parents(table)
    }

    /// Whether a table had all its columns when it came to inherit, and others than its parents first.
    fn came_later(&self, table: &Table) -> bool {
        let is_inherited = |column: &Column| {
            column.origin.is_local == Some(false)
                && self.parents(table).any(|parent| parent.column(&column.name).is_some())
        };
        let inherited = names_once(self.parents(table).flat_map(|parent| &parent.columns));
        let own = table.columns.iter().map(|column| column.name.as_str());
        !own.take(inherited.len()).eq(inherited.iter().copied()) && !table.columns.iter().any(is_inherited)
    }

    /// Whether a table above draws on a sequence that comes with this one, which is made first then.
    fn gives_to_parents(&self, table: &Table) -> bool {
        let serials = table.columns.iter().filter(|column| is_serial(&column.ty));
        let given: Vec<String> = serials.map(|column| sequence_name(&table.name, &column.name)).collect();
        let draws = |parent: &Table| {
            let defaults = parent.columns.iter().filter_map(|column| column.default.as_ref());
            let mut drawn = defaults.filter_map(drawn_from);
            drawn.any(|sequence| given.contains(&sequence.name))
        };
        let mut open: Vec<&Table> = self.parents(table).collect();
        let mut seen = 0;
        while let Some(parent) = open.get(seen).copied() {
            if draws(parent) {
                return true;
            }
            seen += 1;
            let above: Vec<&Table> = self.parents(parent).collect();
            open.extend(
                above
                    .into_iter()
                    .filter(|table| !open.iter().any(|known| std::ptr::eq(*known, *table)))
                    .collect::<Vec<_>>(),
            );
        }
        false
    }

    /// Whether a table says more of a column than its parents do.
    pub(super) fn is_own(&self, schema: &Schema, table: &Table, column: &Column) -> bool {
        let bare = |home: &str, column: &Column| {
            let ty = integer_of(&column.ty);
            // A type without a schema is in that of the table.
            let home = if self.postgres.is_user_type(&ty) && self.is_made(home, &ty) {
                ty.schema.clone().or(Some(home.to_owned()))
            } else {
                None
            };
            Column {
                comment: None,
                identity: None,
                settings: ColumnSettings::default(),
                ty: DataType { schema: home, ..ty },
                default: if is_serial(&column.ty) { None } else { column.default.clone() },
                ..column.clone()
            }
        };
        let places = table.options.inherits.iter();
        let parents = places.filter_map(|place| Some((place, self.context.next.table(place)?)));
        let inherited: Vec<Given<'_>> = parents
            .filter_map(|(place, table)| {
                Some(Given { home: &place.schema, table, column: table.column(&column.name)? })
            })
            .collect();
        let Some(Given { home, column: first, .. }) = inherited.first() else { return true };
        match column.origin.is_local {
            Some(true) => true,
            Some(false) if !is_serial(&column.ty) && !self.clashes(&inherited) => {
                // What else is another than the parent's, a statement of its own says.
                let like = Column { null: first.null, default: None, ..bare(&schema.name, column) };
                like != Column { default: None, ..bare(home, first) }
            }
            _ => {
                column.identity.is_some()
                    || is_serial(&column.ty)
                    || is_serial(&first.ty) != is_serial(&column.ty) && column.default.is_some()
                    || !is_serial(&first.ty) && bare(home, first) != bare(&schema.name, column)
            }
        }
    }

    /// Whether a type is of the realm's own making, and not of an extension's.
    fn is_made(&self, home: &str, ty: &DataType) -> bool {
        let schema = self.context.next.schema(ty.schema.as_deref().unwrap_or(home));
        schema.is_some_and(|schema| schema.has_type(&ty.name))
    }

    /// Whether parents have different defaults for a column, so that a child has to say its own.
    fn clashes(&self, inherited: &[Given<'_>]) -> bool {
        let mut defaults = inherited.iter().filter_map(|given| self.default_of(given));
        let first = defaults.next();
        defaults.any(|default| !first.as_ref().is_some_and(|first| self.is_same_default(first, &default)))
    }

    /// The default of a parent's column, be it that of a serial one.
    fn default_of(&self, given: &Given<'_>) -> Option<Expr> {
        let Given { home, table, column } = given;
        if !is_serial(&column.ty) {
            return column.default.clone();
        }
        let own = column.settings.get(ColumnSetting::Sequence).map(str::to_owned);
        let name = own.unwrap_or_else(|| sequence_name(&table.name, &column.name));
        Some(default_from(home, &name))
    }

    /// Whether a child gets the default with the column of its parent.
    fn gives(&self, given: &Given<'_>, default: &Expr) -> bool {
        self.default_of(given).is_some_and(|own| self.is_same_default(&own, default))
    }

    /// Whether two defaults are one, or draw on one sequence. One without a schema is that of the connection.
    fn is_same_default(&self, one: &Expr, other: &Expr) -> bool {
        let drawn = |default: &Expr| {
            let drawn = drawn_from(default)?;
            let own = self.postgres.naming().own_schema;
            Some((drawn.schema.filter(|schema| schema != own).unwrap_or_default(), drawn.name))
        };
        one == other || drawn(one).is_some_and(|one| drawn(other) == Some(one))
    }

    /// Changes the columns that come from the parents alone where they have another default than there, or may have no
    /// NULL: those that come late, or the others.
    pub(super) fn inherited_otherwise(&self, schema: &Schema, table: &Table, late: bool) -> Vec<Statement> {
        let inherits = self.inherits_at_once(table);
        let mut statements = Vec::new();
        let columns =
            table.columns.iter().filter(|column| self.is_late_column(schema, table, column) == late);
        for column in columns.filter(|_| inherits) {
            let places = table.options.inherits.iter();
            let given = places.filter_map(|place| {
                let table = self.context.next.table(place)?;
                Some(Given { home: &place.schema, table, column: table.column(&column.name)? })
            });
            let parents: Vec<Given<'_>> = given.collect();
            if parents.is_empty() {
                continue;
            }
            let alter = |change: String| {
                let (name, column) =
                    (self.name(&schema.name, &table.name), self.postgres.quote(&column.name));
                let sql = format!("ALTER TABLE ONLY {name} ALTER COLUMN {column} {change}");
                Statement::new(sql, format!("modify {} table", go_quote(&table.name)))
            };
            let is_own = self.is_own(schema, table, column);
            let is_bare = column.default.is_none() && !is_serial(&column.ty);
            if is_bare && parents.iter().any(|given| self.default_of(given).is_some()) {
                statements.push(alter("DROP DEFAULT".to_owned()));
            }
            if is_own {
                continue;
            }
            match &column.default {
                Some(default) if !parents.iter().any(|given| self.gives(given, default)) => {
                    let default = self.default_sql(schema, table, default);
                    statements.push(alter(format!("SET DEFAULT {default}")));
                }
                _ => {}
            }
            if parents.iter().all(|given| given.column.null) && !column.null {
                statements.push(alter("SET NOT NULL".to_owned()));
            }
            if let Some(identity) = &column.identity {
                statements.push(alter(format!("ADD {}", identity_sql(self, schema, identity))));
            }
        }
        statements
    }

    /// Sets columns back of which something is set in the table above, where nothing is in this one: it has come with them.
    pub(super) fn unlike_parents(&self, schema: &Schema, table: &Table) -> Vec<Statement> {
        const GIVEN: [ColumnSetting; 2] = [ColumnSetting::Storage, ColumnSetting::Compression];
        let mut pieces = Vec::new();
        for column in table.columns.iter().filter(|_| self.inherits_at_once(table)) {
            let mut given = column.clone();
            for above in self.parents(table).filter_map(|parent| parent.column(&column.name)) {
                for setting in GIVEN.into_iter().filter(|setting| column.settings.get(*setting).is_none()) {
                    if let Some(value) = above.settings.get(setting) {
                        given.settings.set(setting, value.to_owned());
                    }
                }
            }
            let name = self.postgres.quote(&column.name);
            let back = altered(&given, column, false).into_iter();
            pieces.extend(back.map(|piece| format!("ALTER COLUMN {name} {piece}")));
        }
        if pieces.is_empty() {
            return Vec::new();
        }
        let sql = format!("ALTER TABLE {} {}", self.name(&schema.name, &table.name), pieces.join(", "));
        vec![Statement::new(sql, format!("modify {} table", go_quote(&table.name)))]
    }

    pub(super) fn inherits_check(&self, table: &Table, check: &Check) -> bool {
        !check.no_inherit
            && self.parents(table).any(|parent| {
                // Comments are not handed on.
                let is_handed_on =
                    |other: &Check| Check { comment: check.comment.clone(), ..other.clone() } == *check;
                let mut same = parent.checks.iter().filter(|other| is_same_check(other, check));
                same.any(|other| is_handed_on(other) || other.not_valid && self.passes_valid(parent, other))
            })
    }

    /// The tables that are made as children of a table.
    fn heirs<'t>(&'t self, table: &'t Table) -> impl Iterator<Item = (&'t Schema, &'t Table)> {
        let is_parent = move |other: &&Table| std::ptr::eq(*other, table);
        let has_some = self.known.as_ref().is_none_or(|known| known.parents.contains(table.name.as_str()));
        let all = has_some.then(|| super::tables(self.context.next)).into_iter().flatten();
        all.filter(move |(_, heir)| self.parents(heir).any(|parent| is_parent(&parent)))
            .filter(|(_, heir)| self.inherits_at_once(heir))
    }

    /// Whether a check that was not tried on the rows of a table came to a child that was made later, without rows, as a
    /// valid one.
    fn passes_valid(&self, table: &Table, check: &Check) -> bool {
        let mut checks = self.heirs(table).flat_map(|(_, heir)| &heir.checks);
        check.not_valid
            && !check.no_inherit
            && checks.any(|other| is_same_check(other, check) && !other.not_valid)
    }

    /// The checks that come before children which have them as valid ones, and after those that don't.
    pub(super) fn passing_checks(&self, schema: &Schema, table: &Table) -> Option<Piece> {
        let passing: Vec<&Check> =
            table.checks.iter().filter(|check| self.is_passing(schema, table, check)).collect();
        let name = self.name(&schema.name, &table.name);
        let statements = passing.iter().map(|check| {
            let sql = format!("ALTER TABLE {name} ADD {}", self.postgres.check_sql(check));
            Statement::new(sql, format!("modify {} table", go_quote(&table.name)))
        });
        let subject = Subject::new("table", &schema.name, &table.name);
        let path = path_of(&schema.name, &table.origin);
        let mut piece = Piece::new(Kind::PassingChecks, subject, path, statements.collect());
        piece.need_in(self.bare_kind(schema, table), &schema.name, &table.name);
        let mut all: Vec<(&Schema, &Table)> = self.heirs(table).collect();
        let mut seen = 0;
        while let Some((_, heir)) = all.get(seen).copied() {
            seen += 1;
            let known = all.clone();
            all.extend(
                self.heirs(heir).filter(|(_, next)| !known.iter().any(|(_, one)| std::ptr::eq(*one, *next))),
            );
        }
        for (home, heir) in all {
            let has =
                |check: &&Check| heir.checks.iter().any(|own| own.not_valid && is_same_check(own, check));
            if passing.iter().any(has) {
                piece.need_in(self.bare_kind(home, heir), &home.name, &heir.name);
                piece = piece.after_all();
            }
        }
        (!passing.is_empty()).then_some(piece)
    }

    /// Whether a check of a table comes before some of its children.
    pub(super) fn is_passing(&self, schema: &Schema, table: &Table, check: &Check) -> bool {
        check.not_valid && self.passes_valid(table, check) && !self.is_late_check(schema, table, check)
    }

    /// What a table is when it is made.
    pub(super) fn bare_kind(&self, schema: &Schema, table: &Table) -> Kind {
        if self.late.is_any(&schema.name, &table.name) { Kind::BareTable } else { Kind::Table }
    }

    /// Whether a table may have a column without NOT NULL only once it is a child: its parents have it.
    pub(super) fn is_bound_to_parents(&self, table: &Table, column: &Column) -> bool {
        let mut parents = self.parents(table).filter_map(|parent| parent.column(&column.name));
        parents.any(|parent| !parent.null)
    }
}

/// The names of columns, each where it comes first.
pub(super) fn names_once<'t>(columns: impl Iterator<Item = &'t Column>) -> Vec<&'t str> {
    let mut names = Vec::new();
    for column in columns {
        if !names.contains(&column.name.as_str()) {
            names.push(column.name.as_str());
        }
    }
    names
}

/// Whether two checks are the same but for whether rows were tried.
fn is_same_check(one: &Check, other: &Check) -> bool {
    one.name == other.name && one.expr == other.expr
}
