//! Keys and indexes of partitioned tables that not all of their partitions have.
//!
//! Made as usual, one would come to all partitions, and to each that is attached later. So it is made when all else is done,
//! on the table alone, and its parts are attached one by one. The server lets no part go but with the whole.

use super::super::Postgres;
use super::clauses::default_key_name;
use crate::change::{Change, ModifyTable, Pair, Stage, TableChange};
use crate::dialect::{Dialect, DiffRules};
use crate::model::{Index, PrimaryKey, Realm, Table, TableRef};
use crate::plan::{Hazard, HazardKind, PlanContext, Reverse, Statement, go_quote};

/// A primary key, or an index with its constraint.
#[derive(Clone, Copy)]
enum Key<'k> {
    Primary(&'k PrimaryKey),
    Index(&'k Index),
}

impl<'k> Key<'k> {
    fn all(table: &'k Table) -> impl Iterator<Item = Self> {
        table.primary_key.iter().map(Self::Primary).chain(table.indexes.iter().map(Self::Index))
    }

    fn name(self, table: &str) -> String {
        match self {
            Self::Primary(key) => key.name.clone().unwrap_or_else(|| default_key_name(table)),
            Self::Index(index) => index.name.clone(),
        }
    }

    fn number(self) -> Option<u32> {
        match self {
            Self::Primary(key) => key.origin.number,
            Self::Index(index) => index.origin.number,
        }
    }

    fn part_of(self) -> Option<u32> {
        match self {
            Self::Primary(key) => key.origin.part_of,
            Self::Index(index) => index.origin.part_of,
        }
    }

    fn is_constraint(self) -> bool {
        matches!(self, Self::Primary(_)) || matches!(self, Self::Index(index) if index.constraint)
    }

    fn added(self) -> TableChange {
        match self {
            Self::Primary(key) => TableChange::AddPrimaryKey(key.clone()),
            Self::Index(index) => TableChange::AddIndex(index.clone()),
        }
    }

    fn dropped(self) -> TableChange {
        match self {
            Self::Primary(key) => TableChange::DropPrimaryKey(key.clone()),
            Self::Index(index) => TableChange::DropIndex(index.clone()),
        }
    }
}

/// The partitions of a table.
fn partitions<'r>(realm: &'r Realm, place: &TableRef) -> Vec<(TableRef, &'r Table)> {
    let tables = realm.tables().filter(|(_, table)| {
        table.options.partition_of.as_ref().is_some_and(|partition| partition.parent == *place)
    });
    tables.map(|(schema, table)| (TableRef::new(schema, &table.name), table)).collect()
}

/// The part of a key that a partition has.
fn part_in<'t>(partition: &'t Table, number: Option<u32>) -> Option<Key<'t>> {
    number.and_then(|number| Key::all(partition).find(|key| key.part_of() == Some(number)))
}

/// Whether some partition of a table, or of its partitions, has no part of a key. Where nothing is known of parts, none
/// is missing.
fn is_partial(realm: &Realm, place: &TableRef, key: Key<'_>) -> bool {
    let Some(number) = key.number() else { return false };
    partitions(realm, place).iter().any(|(place, partition)| {
        part_in(partition, Some(number)).is_none_or(|part| is_partial(realm, place, part))
    })
}

/// Whether a key that stays has other parts afterwards in a way that the server does not bring about by itself.
fn is_parted_anew(realms: Pair<&Realm>, place: &TableRef, keys: Pair<Key<'_>>) -> bool {
    let before = partitions(realms.previous, place);
    keys.next.number().is_some()
        && partitions(realms.next, place).iter().any(|(place, partition)| {
            let was = before.iter().find(|(other, _)| other == place).map(|(_, partition)| *partition);
            let previous = was.and_then(|was| part_in(was, keys.previous.number()));
            match (previous, part_in(partition, keys.next.number())) {
                (Some(previous), Some(next)) => is_parted_anew(realms, place, Pair::new(previous, next)),
                (None, Some(next)) => was.is_some() || is_partial(realms.next, place, next),
                (Some(_), None) => true,
                (None, None) => was.is_none(),
            }
        })
}

impl Postgres {
    /// Lets keys go and come back whose parts come to be others.
    pub(super) fn parted_anew(&self, context: &PlanContext<'_>, mut changes: Vec<Change>) -> Vec<Change> {
        changes.iter_mut().for_each(|change| self.part_remade(change));
        let realms = Pair::new(context.previous, context.next);
        for (schema, next) in context.next.tables().filter(|(_, table)| table.options.partition_by.is_some())
        {
            let place = TableRef::new(schema, &next.name);
            let Some(previous) = context.previous.table(&place) else { continue };
            let at = changes.iter().position(|change| {
                matches!(change, Change::ModifyTable(modify) if modify.schema == schema
                    && modify.table.next.name == next.name)
            });
            let own = at.and_then(|at| changes.get(at));
            let mut anew = Vec::new();
            for key in Key::all(next).filter(|key| key.part_of().is_none()) {
                let name = key.name(&next.name);
                let before = Key::all(previous).find(|before| before.name(&next.name) == name);
                let before = before.filter(|before| before.part_of().is_none());
                let Some(before) = before.filter(|_| !own.is_some_and(|own| touches(own, &next.name, &name)))
                else {
                    continue;
                };
                let keys = Pair::new(before, key);
                if is_parted_anew(realms, &place, keys) || is_parted_anew(realms.swap(), &place, keys.swap())
                {
                    anew.extend([before.dropped(), key.added()]);
                }
            }
            match at.and_then(|at| changes.get_mut(at)) {
                _ if anew.is_empty() => {}
                Some(Change::ModifyTable(modify)) => modify.changes.extend(anew),
                _ => changes.push(Change::ModifyTable(ModifyTable {
                    schema: schema.to_owned(),
                    table: Pair::new(previous.clone(), next.clone()),
                    changes: anew,
                    stage: Stage::Alters,
                })),
            }
        }
        let going: Vec<(TableRef, u32)> = changes.iter().flat_map(going).collect();
        for change in &mut changes {
            part_renamed(context, &going, change);
        }
        changes
    }

    /// Parts the change of a key of a partitioned table, which is made anew, into one that goes and one that comes.
    fn part_remade(&self, change: &mut Change) {
        let Change::ModifyTable(modify) = change else { return };
        if modify.table.next.options.partition_by.is_none() {
            return;
        }
        let part = |change: TableChange| match change {
            TableChange::ModifyIndex(pair) if !self.same_index(&pair.previous, &pair.next) => {
                vec![TableChange::DropIndex(pair.previous), TableChange::AddIndex(pair.next)]
            }
            TableChange::ModifyPrimaryKey(pair) if !self.same_primary_key(&pair.previous, &pair.next) => {
                vec![TableChange::DropPrimaryKey(pair.previous), TableChange::AddPrimaryKey(pair.next)]
            }
            change => vec![change],
        };
        modify.changes = std::mem::take(&mut modify.changes).into_iter().flat_map(part).collect();
    }

    /// Takes keys that not all partitions have, or had, out of the changes of their tables: they go first and come last.
    pub(super) fn partial_apart(&self, context: &PlanContext<'_>, changes: Vec<Change>) -> Vec<Change> {
        let (mut first, mut own, mut last) = (Vec::new(), Vec::new(), Vec::new());
        for change in changes {
            match change {
                Change::AddTable { schema, mut table } if table.options.partition_by.is_some() => {
                    let whole = table.clone();
                    let partial = self.take_partial(context.next, &schema, &mut table);
                    let keys = partial.iter().filter(|key| is_root(key)).cloned().collect();
                    last.extend(stage(&schema, Pair::new(&table, &whole), keys, Stage::KeysCome));
                    own.push(Change::AddTable { schema, table });
                }
                Change::DropTable { schema, mut table } if table.options.partition_by.is_some() => {
                    let whole = table.clone();
                    let partial = self.take_partial(context.previous, &schema, &mut table);
                    let keys: Vec<TableChange> =
                        partial.into_iter().filter(is_root).map(TableChange::inverse).collect();
                    first.extend(stage(&schema, Pair::new(&whole, &table), keys, Stage::KeysGo));
                    own.push(Change::DropTable { schema, table });
                }
                Change::ModifyTable(modify) if modify.stage == Stage::Alters => {
                    let [go, middle, come] = self.parted(context, modify);
                    first.extend(go);
                    own.extend(middle);
                    last.extend(come);
                }
                change => own.push(change),
            }
        }
        first.append(&mut own);
        first.append(&mut last);
        first
    }

    /// Takes the keys out of a table that are not on all of its partitions, as changes that make them.
    fn take_partial(&self, realm: &Realm, schema: &str, table: &mut Table) -> Vec<TableChange> {
        let place = TableRef::new(schema, &table.name);
        let partial: Vec<TableChange> =
            Key::all(table).filter(|key| is_partial(realm, &place, *key)).map(Key::added).collect();
        for change in &partial {
            change.clone().inverse().apply(schema, table);
        }
        partial
    }

    /// The change of a partitioned table: the keys that go first, the rest, the keys that come last.
    fn parted(&self, context: &PlanContext<'_>, modify: ModifyTable) -> [Option<Change>; 3] {
        let Pair { previous, next } = &modify.table;
        if previous.options.partition_by.is_none() && next.options.partition_by.is_none() {
            return [None, Some(Change::ModifyTable(modify)), None];
        }
        let place = TableRef::new(&modify.schema, &next.name);
        let back = context.swapped();
        let is_apart = |context: &PlanContext<'_>, key: Option<Key<'_>>| {
            key.is_some_and(|key| {
                is_partial(context.next, &place, key) || has_standing(self, context, &place, key)
            })
        };
        let mut apart: Vec<String> = Vec::new();
        for change in &modify.changes {
            let keys = sides(change);
            if is_apart(&back, keys.previous) || is_apart(context, keys.next) {
                apart.extend(keys.previous.or(keys.next).map(|key| key.name(&next.name)));
            }
        }
        let (mut go, mut own, mut come) = (Vec::new(), Vec::new(), Vec::new());
        for change in &modify.changes {
            let keys = sides(change);
            let key = keys.previous.or(keys.next);
            if key.is_some_and(|key| apart.contains(&key.name(&next.name))) {
                go.extend(keys.previous.map(Key::dropped));
                come.extend(keys.next.map(Key::added));
            } else {
                own.push(change.clone());
            }
        }
        let (mut begin, mut end) = (previous.clone(), next.clone());
        go.iter().for_each(|change: &TableChange| change.apply(&modify.schema, &mut begin));
        come.iter().for_each(|change: &TableChange| change.clone().inverse().apply(&modify.schema, &mut end));
        let of =
            |from: &Table, to: &Table, changes, at| stage(&modify.schema, Pair::new(from, to), changes, at);
        [
            of(previous, &begin, go, Stage::KeysGo),
            of(&begin, &end, own, Stage::Alters),
            of(&end, next, come, Stage::KeysCome),
        ]
    }

    /// The statements by which keys go first or come last.
    pub(super) fn partial_keys(&self, context: &PlanContext<'_>, modify: &ModifyTable) -> Vec<Statement> {
        let place = TableRef::new(&modify.schema, &modify.table.next.name);
        let mut statements = Vec::new();
        for change in &modify.changes {
            let Pair { previous, next } = sides(change);
            let Some(key) = previous.or(next) else { continue };
            let ways = match previous {
                Some(key) => Ways::of(self, &context.swapped(), &place, key).swap(),
                None => Ways::of(self, context, &place, key),
            };
            let comment = |verb| {
                format!("{verb} {} of {} table", go_quote(&key.name(&place.table)), go_quote(&place.table))
            };
            let comment = if previous.is_some() { comment("drop") } else { comment("create") };
            let mut made: Vec<Statement> =
                ways.come.into_iter().map(|sql| Statement::new(sql, comment.clone())).collect();
            if let Some(first) = made.first_mut() {
                first.reverse = Reverse::Statements(ways.go);
                if previous.is_none() {
                    first.hazards.push(Hazard::new(
                        HazardKind::BlocksWrites,
                        format!("writers of table {} wait until the index is built", go_quote(&place.table)),
                    ));
                }
            }
            statements.extend(made);
        }
        statements
    }
}

/// The keys that a change drops and makes.
fn sides(change: &TableChange) -> Pair<Option<Key<'_>>> {
    match change {
        TableChange::AddIndex(index) => Pair::new(None, Some(Key::Index(index))),
        TableChange::DropIndex(index) => Pair::new(Some(Key::Index(index)), None),
        TableChange::AddPrimaryKey(key) => Pair::new(None, Some(Key::Primary(key))),
        TableChange::DropPrimaryKey(key) => Pair::new(Some(Key::Primary(key)), None),
        _ => Pair::new(None, None),
    }
}

/// The numbers of the keys that go from a table.
fn going(change: &Change) -> Vec<(TableRef, u32)> {
    let Change::ModifyTable(modify) = change else { return Vec::new() };
    let place = TableRef::new(&modify.schema, &modify.table.next.name);
    let keys = modify.changes.iter().filter_map(|change| sides(change).previous);
    keys.filter_map(|key| Some((place.clone(), key.number()?))).collect()
}

/// Makes an index anew that would get another name, but goes with the one that it is part of.
fn part_renamed(context: &PlanContext<'_>, keys: &[(TableRef, u32)], change: &mut Change) {
    let Change::ModifyTable(modify) = change else { return };
    let place = TableRef::new(&modify.schema, &modify.table.next.name);
    let next = context.next.table(&place);
    let mut changes = Vec::new();
    for change in std::mem::take(&mut modify.changes) {
        match change {
            TableChange::RenameIndex(pair)
                if goes_along(context.previous, keys, &modify.table.previous, Key::Index(&pair.previous)) =>
            {
                let index = next.and_then(|next| next.index(&pair.next.name)).cloned();
                changes.push(TableChange::DropIndex(pair.previous));
                changes.push(TableChange::AddIndex(index.unwrap_or(pair.next)));
            }
            change => changes.push(change),
        }
    }
    modify.changes = changes;
}

/// Whether a part goes with a key of a table above.
fn goes_along(realm: &Realm, keys: &[(TableRef, u32)], table: &Table, part: Key<'_>) -> bool {
    let (Some(number), Some(partition)) = (part.part_of(), &table.options.partition_of) else { return false };
    let above = || {
        let above = realm.table(&partition.parent)?;
        Some((above, Key::all(above).find(|key| key.number() == Some(number))?))
    };
    keys.contains(&(partition.parent.clone(), number))
        || above().is_some_and(|(table, key)| goes_along(realm, keys, table, key))
}

/// How a key comes and how it goes.
struct Ways {
    come: Vec<String>,
    go: Vec<String>,
}

impl Ways {
    /// Those of a key of the next state: its parts that are there before it are attached, and stay without it.
    fn of(postgres: &Postgres, context: &PlanContext<'_>, place: &TableRef, key: Key<'_>) -> Self {
        let maker = Maker { postgres, context };
        let come = maker.made(place, key, true);
        let mut go = vec![maker.dropped(place, key)];
        maker.left(place, key, &mut go);
        Self { come, go }
    }

    fn swap(self) -> Self {
        Self { come: self.go, go: self.come }
    }
}

/// Whether parts of a key of the next state are there without it.
fn has_standing(postgres: &Postgres, context: &PlanContext<'_>, place: &TableRef, key: Key<'_>) -> bool {
    let maker = Maker { postgres, context };
    partitions(context.next, place).iter().any(|(home, partition)| {
        part_in(partition, key.number()).is_some_and(|part| {
            let was = context.previous.table(home).is_some();
            was && (maker.stands(home, part) || has_standing(postgres, context, home, part))
        })
    })
}

/// Makes keys of the next state.
struct Maker<'m> {
    postgres: &'m Postgres,
    context: &'m PlanContext<'m>,
}

impl Maker<'_> {
    /// Whether a part is there before the key that it is part of.
    fn stands(&self, place: &TableRef, part: Key<'_>) -> bool {
        match self.context.previous.table(place) {
            Some(before) => {
                let name = part.name(&place.table);
                let parent = |table: &Table| table.options.partition_of.as_ref().map(|of| of.parent.clone());
                // What comes to a table by itself while it is below the other doesn't come by a change of its own.
                Key::all(before).any(|before| before.name(&place.table) == name)
                    || self.context.next.table(place).map(parent) != Some(parent(before))
            }
            // It comes with its table.
            None => !is_partial(self.context.next, place, part),
        }
    }

    /// The statements that make a key with its parts; `stand` where parts may be there already.
    fn made(&self, place: &TableRef, key: Key<'_>, stand: bool) -> Vec<String> {
        let Self { postgres, context } = self;
        let Some(table) = context.next.table(place) else { return Vec::new() };
        let name = postgres.name(context, &place.schema, &place.table);
        let only = if table.options.partition_by.is_some() { "ONLY " } else { "" };
        let mut all = vec![match key {
            Key::Primary(primary) => {
                format!("ALTER TABLE {only}{name} ADD {}", postgres.primary_key_sql(&place.table, primary))
            }
            Key::Index(index) if index.constraint => {
                format!("ALTER TABLE {only}{name} ADD {}", postgres.unique_sql(context, &place.schema, index))
            }
            Key::Index(index) => {
                postgres.create_index_on(context, (&place.schema, &place.table), index, only)
            }
        }];
        let at = (place.schema.as_str(), place.table.as_str());
        let own = match key {
            Key::Index(index) => postgres.around_index(context, at, index, None),
            Key::Primary(_) => Vec::new(),
        };
        let comments = own.into_iter().chain(postgres.part_comments(context, at, table, &key.added()));
        all.extend(comments.map(|comment| comment.sql));
        let whole = postgres.name(context, &place.schema, &key.name(&place.table));
        for (home, partition) in partitions(context.next, place) {
            let Some(part) = part_in(partition, key.number()) else { continue };
            if !(stand && self.stands(&home, part)) {
                all.extend(self.made(&home, part, stand));
            }
            let part = postgres.name(context, &home.schema, &part.name(&home.table));
            all.push(format!("ALTER INDEX {whole} ATTACH PARTITION {part}"));
        }
        all
    }

    /// The statements that make the parts again that go with a key, and are to stay.
    fn left(&self, place: &TableRef, key: Key<'_>, out: &mut Vec<String>) {
        for (home, partition) in partitions(self.context.next, place) {
            let Some(part) = part_in(partition, key.number()) else { continue };
            if self.context.previous.table(&home).is_none() {
                continue;
            }
            if self.stands(&home, part) {
                out.extend(self.made(&home, part, false));
            } else {
                self.left(&home, part, out);
            }
        }
    }

    /// The statement that drops a key with its parts.
    fn dropped(&self, place: &TableRef, key: Key<'_>) -> String {
        let Self { postgres, context } = self;
        let name = key.name(&place.table);
        if key.is_constraint() {
            let table = postgres.name(context, &place.schema, &place.table);
            format!("ALTER TABLE {table} DROP CONSTRAINT {}", postgres.quote(&name))
        } else {
            format!("DROP INDEX {}", postgres.name(context, &place.schema, &name))
        }
    }
}

/// Whether a change is about a key of a name.
fn touches(change: &Change, table: &str, name: &str) -> bool {
    let Change::ModifyTable(modify) = change else { return false };
    modify.changes.iter().any(|change| match change {
        TableChange::AddIndex(index)
        | TableChange::DropIndex(index)
        | TableChange::ModifyIndex(Pair { next: index, .. })
        | TableChange::RenameIndex(Pair { next: index, .. }) => index.name == name,
        TableChange::AddPrimaryKey(key)
        | TableChange::DropPrimaryKey(key)
        | TableChange::ModifyPrimaryKey(Pair { next: key, .. }) => Key::Primary(key).name(table) == name,
        _ => false,
    })
}

/// Whether a key is part of none.
fn is_root(change: &TableChange) -> bool {
    match change {
        TableChange::AddIndex(index) => index.origin.part_of.is_none(),
        TableChange::AddPrimaryKey(key) => key.origin.part_of.is_none(),
        _ => false,
    }
}

fn stage(schema: &str, table: Pair<&Table>, changes: Vec<TableChange>, stage: Stage) -> Option<Change> {
    (!changes.is_empty()).then(|| {
        let table = Pair::new(table.previous.clone(), table.next.clone());
        Change::ModifyTable(ModifyTable { schema: schema.to_owned(), table, changes, stage })
    })
}
