use std::collections::BTreeMap;

use super::{bound, brought, calls, extensions, lineage, names, namesakes, sequences, served, shadows};
use crate::change::{AttributeChange, Change, ModifyTable, Pair, Stage, TableChange};
use crate::dialect::Dialect;
use crate::model::{DataType, ForeignKey, Object, ObjectKind, Realm, Sequence, Table, TableOptions, View};
use crate::words;

/// Which change comes after which.
pub(super) struct Graph {
    /// For each change, those that come before it, in order.
    pub(super) after: Vec<Vec<usize>>,
}

/// Something that a change makes, uses or lets go of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing<'a> {
    Schema(&'a str),
    Type(&'a str, &'a str),
    Sequence(&'a str, &'a str),
    /// A table or a view: they share their names.
    Table(&'a str, &'a str),
    /// A carried object: kind, schema, name, the table that it hangs on.
    Object(ObjectKind, &'a str, &'a str, &'a str),
    /// That a table is logged, which those must be that logged tables refer to.
    Log(&'a str, &'a str),
}

/// What one change has to do with things.
#[derive(Debug, Default)]
struct Links<'a> {
    /// What is there after it and wasn't before, or is as it should be only after it.
    makes: Vec<Thing<'a>>,
    /// The names that it gives.
    names: Vec<Thing<'a>>,
    /// What is gone after it.
    drops: Vec<Thing<'a>>,
    /// What must be there for it.
    uses: Vec<Thing<'a>>,
    /// What must still be there for it, because it lets go of it.
    leaves: Vec<Thing<'a>>,
}

impl<'a> Links<'a> {
    fn gives(&mut self, thing: Thing<'a>) {
        self.makes.push(thing);
        self.names.push(thing);
    }
}

impl Graph {
    pub(super) fn of(dialect: &dyn Dialect, states: Pair<&Realm>, changes: &[Change]) -> Self {
        let links: Vec<Links<'_>> = changes.iter().map(links).collect();
        let mut makers: BTreeMap<Thing<'_>, Vec<usize>> = BTreeMap::new();
        let mut droppers: BTreeMap<Thing<'_>, Vec<usize>> = BTreeMap::new();
        for (at, link) in links.iter().enumerate() {
            for thing in &link.makes {
                makers.entry(*thing).or_default().push(at);
            }
            for thing in &link.drops {
                droppers.entry(*thing).or_default().push(at);
            }
        }
        let mut after = vec![Vec::new(); changes.len()];
        let mut edge = |late: usize, early: usize| {
            if late != early && !after[late].contains(&early) {
                after[late].push(early);
            }
        };
        for (at, link) in links.iter().enumerate() {
            for thing in &link.uses {
                for early in makers.get(thing).into_iter().flatten() {
                    edge(at, *early);
                }
            }
            // A name must be free before it is given again.
            for thing in &link.names {
                for early in droppers.get(thing).into_iter().flatten() {
                    edge(at, *early);
                }
            }
            for thing in &link.leaves {
                for late in droppers.get(thing).into_iter().flatten() {
                    edge(*late, at);
                }
            }
        }
        names::links(dialect, changes, &mut edge);
        sequences::links(dialect, changes, &mut edge);
        if dialect.checks_references() {
            served::links(dialect, changes, &mut edge);
            served::dangling_links(changes, &mut edge);
        }
        texts(dialect, changes, &mut edge);
        shadows::links(dialect, changes, &mut edge);
        bound::links(dialect, changes, &mut edge);
        calls::links(changes, &mut edge);
        brought::links(dialect, changes, &mut edge);
        extensions::links(changes, &mut edge);
        same_table(changes, &mut edge);
        same_sequence(changes, &mut edge);
        lineage::links(states, changes, &mut edge);
        lineage::key_links(changes, &mut edge);
        lineage::type_links(changes, &mut edge);
        with_types(changes, &mut after);
        for list in &mut after {
            list.sort_unstable();
            list.dedup();
        }
        Self { after }
    }
}

fn links(change: &Change) -> Links<'_> {
    let mut links = Links::default();
    if let Some(schema) = change.schema() {
        links.uses.push(Thing::Schema(schema));
        links.leaves.push(Thing::Schema(schema));
    }
    match change {
        Change::AddSchema(schema) | Change::ModifySchema(Pair { next: schema, .. }) => {
            links.makes.push(Thing::Schema(&schema.name));
        }
        Change::DropSchema(schema) => links.drops.push(Thing::Schema(&schema.name)),
        Change::AddEnum { schema, ty } => links.gives(Thing::Type(schema, &ty.name)),
        Change::DropEnum { schema, ty } => links.drops.push(Thing::Type(schema, &ty.name)),
        Change::RenameEnum { schema, names } => {
            links.gives(Thing::Type(schema, &names.next));
            links.drops.push(Thing::Type(schema, &names.previous));
        }
        Change::ModifyEnum { schema, ty, .. } => links.makes.push(Thing::Type(schema, &ty.next.name)),
        Change::AddSequence { schema, sequence } => {
            links.gives(Thing::Sequence(schema, &sequence.name));
            links.uses.extend(owner_of(schema, sequence));
        }
        Change::DropSequence { schema, sequence } => {
            links.drops.push(Thing::Sequence(schema, &sequence.name))
        }
        Change::ModifySequence { schema, sequence } => {
            links.makes.push(Thing::Sequence(schema, &sequence.next.name));
            links.leaves.push(Thing::Sequence(schema, &sequence.next.name));
            let owner = |sequence: &'_ Sequence| sequence.owned_by.clone();
            if owner(&sequence.previous) != owner(&sequence.next) {
                links.leaves.extend(owner_of(schema, &sequence.previous));
                links.uses.extend(owner_of(schema, &sequence.next));
            }
        }
        Change::AddTable { schema, table } => {
            links.gives(Thing::Table(schema, &table.name));
            table_uses(schema, table, &mut links.uses);
        }
        Change::DropTable { schema, table } => {
            links.drops.push(Thing::Table(schema, &table.name));
            table_uses(schema, table, &mut links.leaves);
        }
        Change::RenameTable { schema, names } => {
            links.gives(Thing::Table(schema, &names.next));
            links.drops.push(Thing::Table(schema, &names.previous));
        }
        Change::ModifyTable(modify) => modify_links(modify, &mut links),
        Change::AddView { schema, view } => {
            links.gives(Thing::Table(schema, &view.name));
            view_uses(view, &mut links.uses);
        }
        Change::DropView { schema, view } => {
            links.drops.push(Thing::Table(schema, &view.name));
            view_uses(view, &mut links.leaves);
        }
        Change::ModifyView { schema, view } => {
            links.makes.push(Thing::Table(schema, &view.next.name));
            view_uses(&view.next, &mut links.uses);
            view_uses(&view.previous, &mut links.leaves);
        }
        Change::AddObject { schema, object }
        | Change::ModifyObject { schema, object: Pair { next: object, .. } } => {
            links.uses.extend(object.table.as_deref().map(|table| Thing::Table(schema, table)));
            if object.kind.is_type() {
                links.makes.push(Thing::Type(schema, &object.name));
            }
            if object.kind == ObjectKind::Package {
                links.makes.push(carried(schema, object));
            }
            links.uses.extend(specification(schema, object));
            if matches!(change, Change::AddObject { .. }) {
                links.names.push(carried(schema, object));
            }
        }
        Change::DropObject { schema, object } => {
            links.leaves.extend(object.table.as_deref().map(|table| Thing::Table(schema, table)));
            links.leaves.extend(specification(schema, object));
            links.drops.push(carried(schema, object));
            if object.kind.is_type() {
                links.drops.push(Thing::Type(schema, &object.name));
            }
        }
    }
    links
}

fn carried<'a>(schema: &'a str, object: &'a Object) -> Thing<'a> {
    // Routines of all kinds share their names.
    let kind = match object.kind {
        ObjectKind::Procedure | ObjectKind::Aggregate => ObjectKind::Function,
        kind => kind,
    };
    Thing::Object(kind, schema, &object.name, object.table.as_deref().unwrap_or_default())
}

/// The specification of a package, if an object is its body.
fn specification<'a>(schema: &'a str, object: &'a Object) -> Option<Thing<'a>> {
    let is_body = object.kind == ObjectKind::PackageBody;
    is_body.then_some(Thing::Object(ObjectKind::Package, schema, &object.name, ""))
}

fn owner_of<'a>(schema: &'a str, sequence: &'a Sequence) -> Option<Thing<'a>> {
    sequence.owned_by.as_ref().map(|(table, _)| Thing::Table(schema, table))
}

fn modify_links<'a>(modify: &'a ModifyTable, links: &mut Links<'a>) {
    let schema = modify.schema.as_str();
    let own = Thing::Table(schema, &modify.table.next.name);
    let mut serves = false;
    for change in &modify.changes {
        match change {
            TableChange::AddColumn(column) => {
                links.uses.extend(type_use(schema, &column.ty));
                serves = true;
            }
            TableChange::DropColumn(column) => links.leaves.extend(type_use(schema, &column.ty)),
            TableChange::ModifyColumn(pair) => {
                links.uses.extend(type_use(schema, &pair.next.ty));
                links.leaves.extend(type_use(schema, &pair.previous.ty));
                serves = true;
            }
            TableChange::RenameColumn(_)
            | TableChange::AddPrimaryKey(_)
            | TableChange::ModifyPrimaryKey(_) => {
                serves = true;
            }
            TableChange::AddIndex(index) => serves |= index.unique,
            TableChange::AddForeignKey(key) => links.uses.extend([target(key), target_log(key)]),
            TableChange::DropForeignKey(key) => links.leaves.extend([target(key), target_log(key)]),
            TableChange::ModifyForeignKey(pair) => {
                links.uses.extend([target(&pair.next), target_log(&pair.next)]);
                links.leaves.extend([target(&pair.previous), target_log(&pair.previous)]);
            }
            TableChange::Attribute(AttributeChange::Options(pair)) => {
                log_links(modify, pair, links);
                links.uses.extend(above(&pair.next));
                links.leaves.extend(above(&pair.previous));
            }
            _ => {}
        }
    }
    // Its own references count from the other side: what it makes is itself.
    let own_log = Thing::Log(schema, &modify.table.next.name);
    links.uses.retain(|thing| *thing != own && *thing != own_log);
    links.leaves.retain(|thing| *thing != own && *thing != own_log);
    if modify.stage == Stage::Readies {
        // It lets go of things, and needs nothing that comes but types.
        links.uses.retain(|thing| matches!(thing, Thing::Type(..)));
    } else if serves && modify.stage == Stage::Alters {
        links.makes.push(own);
    }
}

/// A table is logged after those that it refers to, and no longer before them.
fn log_links<'a>(modify: &'a ModifyTable, options: &Pair<TableOptions>, links: &mut Links<'a>) {
    let own = Thing::Log(&modify.schema, &modify.table.next.name);
    match (options.previous.unlogged, options.next.unlogged) {
        (true, false) => {
            links.makes.push(own);
            links.uses.extend(modify.table.next.foreign_keys.iter().map(target_log));
        }
        (false, true) => {
            links.drops.push(own);
            let Pair { previous, next } = &modify.table;
            links.leaves.extend(previous.foreign_keys.iter().chain(&next.foreign_keys).map(target_log));
        }
        _ => {}
    }
}

fn table_uses<'a>(schema: &'a str, table: &'a Table, out: &mut Vec<Thing<'a>>) {
    let own = Thing::Table(schema, &table.name);
    out.extend(table.foreign_keys.iter().map(target).filter(|thing| *thing != own));
    out.extend(table.foreign_keys.iter().filter(|_| !table.options.unlogged).map(target_log));
    out.extend(table.columns.iter().filter_map(|column| type_use(schema, &column.ty)));
    out.extend(above(&table.options));
}

/// The tables that a table inherits from, or is a partition of.
pub(super) fn above(options: &TableOptions) -> impl Iterator<Item = Thing<'_>> {
    let parents =
        options.inherits.iter().chain(options.partition_of.iter().map(|partition| &partition.parent));
    parents.map(|parent| Thing::Table(&parent.schema, &parent.table))
}

fn type_use<'a>(schema: &'a str, ty: &'a DataType) -> Option<Thing<'a>> {
    // Most types are the database's own; a thing that nobody makes or drops has no edges.
    Some(Thing::Type(ty.schema.as_deref().unwrap_or(schema), &ty.name))
}

fn view_uses<'a>(view: &'a View, out: &mut Vec<Thing<'a>>) {
    out.extend(view.depends_on.iter().map(|table| Thing::Table(&table.schema, &table.table)));
}

fn target(key: &ForeignKey) -> Thing<'_> {
    Thing::Table(&key.references.schema, &key.references.table)
}

fn target_log(key: &ForeignKey) -> Thing<'_> {
    Thing::Log(&key.references.schema, &key.references.table)
}

/// Edges that only the text of a view or an object tells.
fn texts(dialect: &dyn Dialect, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let has_text = |change: &Change| text_of(change).is_some();
    if !changes.iter().any(has_text) {
        return;
    }
    for (at, change) in changes.iter().enumerate() {
        let Some(text) = text_of(change) else { continue };
        // The body of a function may stand in quotes.
        let text = text.replace('\'', " ");
        for (other_at, other) in changes.iter().enumerate() {
            let Some((name, comes)) = named(other) else { continue };
            if at == other_at
                || !words::mentions(&text, name)
                || makes_its_routine(change, other)
                || passes(dialect, change, other)
                || calls::waits_for(other, change)
                || namesakes::means_another(change, other)
            {
                continue;
            }
            match (change, comes) {
                (Change::DropView { .. } | Change::DropObject { .. }, false) => edge(other_at, at),
                (
                    Change::AddView { .. }
                    | Change::ModifyView { .. }
                    | Change::AddObject { .. }
                    | Change::ModifyObject { .. },
                    true,
                ) => edge(at, other_at),
                _ => {}
            }
        }
    }
}

/// Whether what comes or goes has a name that a type has only while it is made.
fn passes(dialect: &dyn Dialect, change: &Change, other: &Change) -> bool {
    let (Change::AddObject { schema, object } | Change::DropObject { schema, object }) = change else {
        return false;
    };
    let Some(((name, _), home)) = named(other).zip(other.schema()).filter(|_| object.kind.is_type()) else {
        return false;
    };
    let settled = |schema: &str| match schema {
        "" => dialect.naming().own_schema.to_owned(),
        schema => schema.to_owned(),
    };
    let is_other = object.name != name || settled(schema) != settled(home);
    let passing = dialect.passing_names(object);
    is_other
        && passing.iter().any(|passing| {
            passing.name == name && settled(passing.schema.as_deref().unwrap_or_default()) == settled(home)
        })
}

/// Whether a type and a function name each other: the function is made, and goes, with the type.
fn makes_its_routine(change: &Change, other: &Change) -> bool {
    let (
        Change::AddObject { object: ty, .. } | Change::DropObject { object: ty, .. },
        Change::AddObject { object: routine, .. } | Change::DropObject { object: routine, .. },
    ) = (change, other)
    else {
        return false;
    };
    matches!(ty.kind, ObjectKind::Base | ObjectKind::Range)
        && routine.kind == ObjectKind::Function
        && words::mentions(&routine.text, &ty.name)
}

/// Lets a type, with which its functions are made and go, come after the drops that they come after, and go before what
/// comes after they are gone.
fn with_types(changes: &[Change], after: &mut [Vec<usize>]) {
    for (ty, change) in changes.iter().enumerate() {
        for (routine, other) in
            changes.iter().enumerate().filter(|(_, other)| makes_its_routine(change, other))
        {
            match (change, other) {
                (Change::AddObject { .. }, Change::AddObject { .. }) => {
                    let is_drop = |at: &usize| matches!(changes[*at], Change::DropObject { .. });
                    let early: Vec<usize> = after[routine].iter().copied().filter(is_drop).collect();
                    after[ty].extend(early);
                }
                (Change::DropObject { .. }, Change::DropObject { .. }) => {
                    for (late, after) in after.iter_mut().enumerate() {
                        if matches!(changes[late], Change::AddObject { .. }) && after.contains(&routine) {
                            after.push(ty);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

pub(super) fn text_of(change: &Change) -> Option<&str> {
    match change {
        Change::AddView { view, .. } | Change::DropView { view, .. } => Some(view.definition.as_str()),
        Change::ModifyView { view, .. } => Some(view.next.definition.as_str()),
        Change::AddObject { object, .. } | Change::DropObject { object, .. } => Some(&object.text),
        Change::ModifyObject { object, .. }
            if object.next.kind.is_routine() || object.next.kind.is_type() =>
        {
            Some(&object.next.text)
        }
        _ => None,
    }
}

/// What a text may name, and whether it comes or goes.
pub(super) fn named(change: &Change) -> Option<(&str, bool)> {
    match change {
        // Its name is that of the specification, by which others mean both.
        Change::AddObject { object, .. } | Change::DropObject { object, .. }
            if object.kind == ObjectKind::PackageBody =>
        {
            None
        }
        Change::AddEnum { ty, .. } => Some((&ty.name, true)),
        Change::DropEnum { ty, .. } => Some((&ty.name, false)),
        Change::ModifyEnum { ty, .. } => Some((&ty.next.name, true)),
        Change::AddSequence { sequence, .. } => Some((&sequence.name, true)),
        Change::DropSequence { sequence, .. } => Some((&sequence.name, false)),
        Change::AddTable { table, .. } => Some((&table.name, true)),
        Change::ModifyTable(modify) => Some((&modify.table.next.name, true)),
        Change::AddView { view, .. } => Some((&view.name, true)),
        Change::ModifyView { view, .. } => Some((&view.next.name, true)),
        Change::AddObject { object, .. } => Some((plain_name(&object.name), true)),
        Change::DropTable { table, .. } => Some((&table.name, false)),
        Change::DropView { view, .. } => Some((&view.name, false)),
        Change::DropObject { object, .. } => Some((plain_name(&object.name), false)),
        _ => None,
    }
}

fn plain_name(name: &str) -> &str {
    name.split('(').next().unwrap_or(name)
}

/// Changes of one sequence keep their order.
fn same_sequence(changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let mut last: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (at, change) in changes.iter().enumerate() {
        let name = match change {
            Change::AddSequence { schema, sequence } => (schema.as_str(), sequence.name.as_str()),
            Change::ModifySequence { schema, sequence } => (schema.as_str(), sequence.next.name.as_str()),
            _ => continue,
        };
        if let Some(early) = last.insert(name, at) {
            edge(at, early);
        }
    }
}

/// Changes of one table keep their order: they were made from one another.
fn same_table(changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    // The latest change of a table, and whether the table is new under that name.
    let mut last: BTreeMap<(&str, &str), (usize, bool)> = BTreeMap::new();
    for (at, change) in changes.iter().enumerate() {
        let (name, begins) = match change {
            Change::AddTable { schema, table } => ((schema.as_str(), table.name.as_str()), true),
            Change::RenameTable { schema, names } => ((schema.as_str(), names.next.as_str()), true),
            Change::ModifyTable(modify) => ((modify.schema.as_str(), modify.table.next.name.as_str()), false),
            Change::DropTable { schema, table } => {
                if let Some((early, false)) = last.get(&(schema.as_str(), table.name.as_str())) {
                    edge(at, *early);
                }
                continue;
            }
            _ => continue,
        };
        let begins = match last.get(&name) {
            Some((early, begun)) => {
                edge(at, *early);
                begins || *begun
            }
            None => begins,
        };
        last.insert(name, (at, begins));
    }
}
