use super::rename::Renamed;
use super::{Differ, RenameKind, RenameQuestion, Rules, Undeclared, comments, keys};
use crate::change::{AttributeChange, Change, ModifyTable, Pair, Stage, TableChange};
use crate::dialect::Place;
use crate::model::{Column, DataType, Schema, Table};

impl Differ<'_> {
    /// Compares two tables of one name; `base` is the previous one as it stands when its changes
    /// begin, with its columns under their former names.
    pub(super) fn table(
        &mut self,
        base: &Table,
        (previous_schema, previous): (&Schema, &Table),
        (next_schema, next): (&Schema, &Table),
        renamed: &Renamed<'_>,
    ) {
        // What entities can't declare of a table is not theirs to take away.
        let kept = (self.options.objects == Undeclared::Keep).then(|| self.keeping(previous, next)).flatten();
        let next = kept.as_ref().unwrap_or(next);
        let places = Pair::new(
            Place { schema: previous_schema, table: previous },
            Place { schema: next_schema, table: next },
        );
        let mut changes = column_renames(self.rules, &next_schema.name, base, next, renamed);
        self.attributes(places, &mut changes);
        keys::checks(self.rules, Pair::new(previous, next), &mut changes);
        self.columns(places, &mut changes);
        self.renamed_values(places, renamed, &mut changes);
        match (&previous.primary_key, &next.primary_key) {
            (None, Some(next)) => changes.push(TableChange::AddPrimaryKey(next.clone())),
            (Some(previous), None) => changes.push(TableChange::DropPrimaryKey(previous.clone())),
            (Some(before), Some(after))
                if !self.rules.same_primary_key(before, after)
                    || self.options.objects == Undeclared::Manage
                        && self.rules.renames_primary_key(previous, next) =>
            {
                let (previous, next) = (before, after);
                changes.push(TableChange::ModifyPrimaryKey(Pair::new(previous.clone(), next.clone())));
            }
            _ => {}
        }
        keys::indexes(self.rules, self.options.objects, Pair::new(previous, next), &mut changes);
        keys::foreign_keys(self.rules, Pair::new(previous, next), &mut changes);
        let says_all = self.options.objects == Undeclared::Manage;
        comments::of_parts(self.rules, Pair::new(previous, next), says_all, &mut changes);

        let found = changes.len();
        changes.retain(|change| !self.skips(change.kind()));
        if changes.is_empty() {
            return;
        }
        let mut state = next.clone();
        if changes.len() < found {
            // What is left out stays as it was.
            state = base.clone();
            for change in &changes {
                change.apply(&next_schema.name, &mut state);
            }
            state.origin = next.origin.clone();
        }
        self.push(Change::ModifyTable(ModifyTable {
            schema: next_schema.name.clone(),
            table: Pair::new(base.clone(), state),
            changes,
            stage: Stage::Alters,
        }));
    }

    /// What was left to the server becomes what a state says that says all.
    fn says_more(&self, previous: (Place<'_>, Option<&Column>), next: (Place<'_>, Option<&Column>)) -> bool {
        self.options.objects == Undeclared::Manage && self.rules.says_more(previous, next)
    }

    /// The next table with what it has that entities can't declare, if there is something.
    fn keeping(&self, previous: &Table, next: &Table) -> Option<Table> {
        let options = &previous.options;
        let has_options = options.raw.is_some()
            || options.partition_by.is_some()
            || options.partition_of.is_some()
            || options.row_security
            || options.force_row_security
            || !options.inherits.is_empty()
            || !options.parameters.is_empty();
        let may_wait = previous.primary_key.as_ref().is_some_and(|key| key.deferrable.is_some())
            || previous.indexes.iter().any(|index| index.deferrable.is_some());
        if !has_options && !may_wait && !previous.columns.iter().any(Column::has_undeclared) {
            return None;
        }
        let mut kept = next.clone();
        if let (Some(before), Some(key)) = (&previous.primary_key, &mut kept.primary_key) {
            key.deferrable = key.deferrable.or(before.deferrable);
        }
        for index in &mut kept.indexes {
            let before = previous.indexes.iter().find(|before| before.name == index.name);
            index.deferrable = index.deferrable.or(before.and_then(|before| before.deferrable));
        }
        self.rules.keep_undeclared(options, &mut kept.options);
        for column in &mut kept.columns {
            if let Some(before) = previous.column(&column.name).filter(|before| before.has_undeclared()) {
                *column = std::mem::take(column).keeping(before);
            }
        }
        Some(kept)
    }

    fn attributes(&self, places: Pair<Place<'_>>, out: &mut Vec<TableChange>) {
        let Pair { previous, next } = places;
        if self.rules.has_comments() && !same_comment(&previous.table.comment, &next.table.comment) {
            let pair = Pair::new(previous.table.comment.clone(), next.table.comment.clone());
            out.push(TableChange::Attribute(AttributeChange::Comment(pair)));
        }
        if !self.rules.same_options(previous, next) || self.says_more((previous, None), (next, None)) {
            let pair = Pair::new(previous.table.options.clone(), next.table.options.clone());
            out.push(TableChange::Attribute(AttributeChange::Options(pair)));
        }
    }

    fn columns(&mut self, places: Pair<Place<'_>>, out: &mut Vec<TableChange>) {
        let (previous, next) = (places.previous.table, places.next.table);
        let begin = out.len();
        for column in &previous.columns {
            let Some(other) = next.column(&column.name) else {
                out.push(TableChange::DropColumn(column.clone()));
                continue;
            };
            let told_apart = self.told_apart((places.previous, column), (places.next, other));
            let (column, other) =
                told_apart.as_ref().map_or((column, other), |pair| (&pair.previous, &pair.next));
            let comments = !self.rules.has_comments() || same_comment(&column.comment, &other.comment);
            let (before, after) = ((places.previous, column), (places.next, other));
            let more = self.says_more((places.previous, Some(column)), (places.next, Some(other)));
            if !comments || more || !self.rules.same_column(before, after) {
                out.push(TableChange::ModifyColumn(Pair::new(column.clone(), other.clone())));
                self.ask_about_values(&places.next.schema.name, next, column, other);
            }
        }
        for column in &next.columns {
            if previous.column(&column.name).is_none() {
                out.push(TableChange::AddColumn(column.clone()));
            }
        }
        if let Some(columns) = out.get_mut(begin..) {
            computed_between(columns);
        }
    }

    /// Columns whose types have one name and are of different schemas, each with that schema said: a name alone may mean
    /// any.
    fn told_apart(
        &self,
        (previous_place, previous): (Place<'_>, &Column),
        (next_place, next): (Place<'_>, &Column),
    ) -> Option<Pair<Column>> {
        let said = |ty: &DataType| ty.schema.is_some();
        if previous.ty.name != next.ty.name || said(&previous.ty) == said(&next.ty) {
            return None;
        }
        let home = |place: Place<'_>, ty: &DataType| {
            let is_known = said(ty) || place.schema.has_type(&ty.name);
            self.rules.home_of(ty, &place.schema.name).filter(|_| is_known).map(str::to_owned)
        };
        let homes = Pair::new(home(previous_place, &previous.ty)?, home(next_place, &next.ty)?);
        let own = self.rules.naming().own_schema;
        let settled = |home: &String| if home.is_empty() { own.to_owned() } else { home.clone() };
        if settled(&homes.previous) == settled(&homes.next) {
            return None;
        }
        let placed = |column: &Column, home: String| {
            let ty = DataType { schema: Some(home), ..column.ty.clone() };
            Column { ty, ..column.clone() }
        };
        Some(Pair::new(placed(previous, homes.previous), placed(next, homes.next)))
    }

    /// Asks about a value of an inline enum that looks renamed.
    fn ask_about_values(&mut self, schema: &str, table: &Table, previous: &Column, next: &Column) {
        let (Some(before), Some(after)) =
            (self.rules.inline_values(previous), self.rules.inline_values(next))
        else {
            return;
        };
        for (gone, came) in suspected_values(&before, &after, &next.origin) {
            self.diff.questions.push(RenameQuestion {
                kind: RenameKind::EnumValue,
                schema: schema.to_owned(),
                parent: Some(format!("{}.{}", table.name, next.name)),
                previous: gone,
                next: came,
                position: next.origin.position.clone(),
                declared_as: next.origin.declared_as.clone(),
            });
        }
    }
}

/// Where columns are computed, sorts changes of columns so that a computed one goes before the columns
/// that it is made of and comes after them; also on the way back, which is the order backwards.
fn computed_between(changes: &mut [TableChange]) {
    let is_computed = |column: &Column| column.generated.is_some();
    let rank = |change: &TableChange| match change {
        TableChange::DropColumn(column) if is_computed(column) => 0,
        TableChange::AddColumn(column) if is_computed(column) => 3,
        TableChange::AddColumn(_) => 1,
        TableChange::DropColumn(_) => 4,
        _ => 2,
    };
    let has_computed = changes.iter().any(|change| match change {
        TableChange::DropColumn(column) | TableChange::AddColumn(column) => is_computed(column),
        TableChange::ModifyColumn(pair) => is_computed(&pair.previous) || is_computed(&pair.next),
        _ => false,
    });
    if has_computed {
        changes.sort_by_key(rank);
    }
}

/// Values of an enum where one went and another came at the same place, and nobody says which.
pub(super) fn suspected_values(
    previous: &[String],
    next: &[String],
    origin: &crate::model::Origin,
) -> Vec<(String, String)> {
    if previous.len() != next.len() {
        return Vec::new();
    }
    let pairs = previous.iter().zip(next);
    pairs
        .filter(|(gone, came)| {
            gone != came
                && !next.contains(gone)
                && !previous.contains(came)
                && !origin.drops.contains(gone)
                && !origin.renamed_values.iter().any(|(from, to)| from == *gone || to == *came)
        })
        .map(|(gone, came)| (gone.clone(), came.clone()))
        .collect()
}

/// The renames of columns of one table, each with the column as it stands then.
fn column_renames(
    rules: Rules<'_>,
    schema: &str,
    base: &Table,
    next: &Table,
    renamed: &Renamed<'_>,
) -> Vec<TableChange> {
    let mut state = base.clone();
    let mut changes = Vec::new();
    for rename in renamed.columns.iter().filter(|column| column.schema == schema && column.table == next.name)
    {
        let Some(before) = state.column(&rename.names.previous).cloned() else { continue };
        state.rename_column(schema, &rename.names.previous, &rename.names.next);
        if let Some(column) = state.column_mut(&rename.names.next) {
            rules.keep_names_of_column(&next.name, column, &rename.names.previous);
        }
        let Some(after) = state.column(&rename.names.next).cloned() else { continue };
        changes.push(TableChange::RenameColumn(Pair::new(before, after)));
    }
    changes
}

/// No comment and an empty one are the same.
pub(super) fn same_comment(previous: &Option<String>, next: &Option<String>) -> bool {
    previous.as_deref().unwrap_or_default() == next.as_deref().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::dialect;
    use crate::diff::{DiffOptions, Undeclared, diff};
    use crate::model::{Column, DataType, Deferrable, Index, IndexPart, PrimaryKey, Realm, Schema, Table};

    fn realm(deferrable: Option<Deferrable>) -> Realm {
        let mut table = Table::new("tags");
        table.columns = ["id", "name"]
            .map(|name| Column { name: name.to_owned(), ty: DataType::new("text"), ..Column::default() })
            .to_vec();
        let parts = vec![IndexPart::column("name")];
        table.primary_key =
            Some(PrimaryKey { parts: vec![IndexPart::column("id")], deferrable, ..PrimaryKey::default() });
        table.indexes.push(Index {
            name: "tags_name_key".to_owned(),
            unique: true,
            constraint: true,
            parts,
            deferrable,
            ..Index::default()
        });
        let mut schema = Schema::new("");
        schema.tables.push(table);
        Realm { schemas: vec![schema], ..Realm::default() }
    }

    #[test]
    fn that_keys_may_wait_is_kept_where_entities_cannot_say_it() {
        let dialect = dialect::of("postgres".parse().unwrap());
        let states = [realm(Some(Deferrable::InitiallyDeferred)), realm(None)];
        for (objects, expected) in [(Undeclared::Keep, 0), (Undeclared::Manage, 1)] {
            let options = DiffOptions { objects, ..DiffOptions::default() };
            let changes = diff(dialect.as_ref(), &states[0], &states[1], &options).changes;
            assert_eq!(changes.len(), expected, "{changes:?}");
        }
    }
}
