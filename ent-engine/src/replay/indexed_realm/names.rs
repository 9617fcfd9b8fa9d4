use std::collections::BTreeSet;

use crate::model::{Column, ColumnSetting, Schema, Sequence, Table, View};

/// What is found by name: in a list of a schema that the index knows.
pub trait Named: Sized {
    /// Its own name.
    fn name(&self) -> &str;

    /// The hashes of the names that lead to it.
    fn names(&self) -> impl Iterator<Item = u64>;

    /// Those of a schema.
    fn of(schema: &Schema) -> &[Self];

    /// Where the index of a schema has them.
    fn index(index: &mut Index) -> &mut Names;
}

/// Which tables, views and sequences of a schema a name leads to.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) tables: Names,
    pub(super) views: Names,
    pub(super) sequences: Names,
}

impl Index {
    pub(super) fn of(schema: &Schema) -> Self {
        Self {
            tables: Names::of(&schema.tables),
            views: Names::of(&schema.views),
            sequences: Names::of(&schema.sequences),
        }
    }
}

/// Which items of a list a name leads to.
///
/// An item has a number that it keeps while others come and go; later ones have higher numbers. Names that an item had
/// may stay here: they lead to one that no longer has them, which whoever asks sees.
#[derive(Debug, Default)]
pub struct Names {
    /// The number of each item, in the order of the list, with the names by which it is here.
    items: Vec<(usize, Vec<u64>)>,
    /// Hashes of names, with the number of the item.
    names: BTreeSet<(u64, usize)>,
    /// Numbers of items that may have got names since they were looked at.
    changed: Vec<usize>,
    /// Whether the list was changed in a way that nobody told.
    is_stale: bool,
}

impl Names {
    fn of<T: Named>(list: &[T]) -> Self {
        let items: Vec<(usize, Vec<u64>)> =
            list.iter().map(|item| item.names().collect()).enumerate().collect();
        let names =
            items.iter().flat_map(|(number, names)| names.iter().map(|name| (*name, *number))).collect();
        Self { items, names, changed: Vec::new(), is_stale: false }
    }

    fn place(&self, number: usize) -> Option<usize> {
        self.items.binary_search_by_key(&number, |(number, _)| *number).ok()
    }

    pub(super) fn places<T: Named>(&mut self, list: &[T], name: u64) -> Vec<usize> {
        if self.is_stale {
            *self = Self::of(list);
        }
        for number in std::mem::take(&mut self.changed) {
            let Some(at) = self.place(number) else { continue };
            let (Some(item), Some((_, known))) = (list.get(at), self.items.get_mut(at)) else { continue };
            for name in item.names() {
                if !known.contains(&name) {
                    known.push(name);
                    self.names.insert((name, number));
                }
            }
        }
        let found = self.names.range((name, 0)..=(name, usize::MAX));
        found.filter_map(|(_, number)| self.place(*number)).collect()
    }

    pub(super) fn change(&mut self, at: usize) {
        if let Some((number, _)) = self.items.get(at)
            && self.changed.last() != Some(number)
        {
            self.changed.push(*number);
        }
    }

    pub(super) fn add(&mut self) {
        let number = self.items.last().map_or(0, |(last, _)| last + 1);
        self.items.push((number, Vec::new()));
        self.changed.push(number);
    }

    pub(super) fn remove(&mut self, at: usize) {
        if at < self.items.len() {
            let (number, names) = self.items.remove(at);
            for name in names {
                self.names.remove(&(name, number));
            }
        }
    }

    pub(super) fn forget(&mut self) {
        self.is_stale = true;
    }
}

impl Named for Table {
    fn name(&self) -> &str {
        &self.name
    }

    fn names(&self) -> impl Iterator<Item = u64> {
        let key = self.primary_key.iter().filter_map(|key| key.name.as_deref());
        let names = std::iter::once(self.name.as_str())
            .chain(key)
            .chain(self.indexes.iter().map(|index| index.name.as_str()))
            .chain(self.checks.iter().map(|check| check.name.as_str()))
            .chain(self.foreign_keys.iter().map(|key| key.name.as_str()))
            .chain(self.columns.iter().filter_map(sequence_of));
        let parents = self.options.partition_of.iter().map(|partition| &partition.parent);
        let others =
            self.foreign_keys.iter().map(|key| &key.references).chain(&self.options.inherits).chain(parents);
        let defaults = self.columns.iter().filter_map(|column| column.default.as_ref());
        let drawing = defaults.map(|default| default.as_str()).filter(|default| draws(default));
        // What is taken out to be changed leaves a table without a name behind.
        names
            .filter(|name| !name.is_empty())
            .map(own)
            .chain(others.map(|other| referred(&other.table)))
            .chain(drawing.flat_map(words).map(drawn))
    }

    fn of(schema: &Schema) -> &[Self] {
        &schema.tables
    }

    fn index(index: &mut Index) -> &mut Names {
        &mut index.tables
    }
}

impl Named for View {
    fn name(&self) -> &str {
        &self.name
    }

    fn names(&self) -> impl Iterator<Item = u64> {
        let indexes = self.indexes.iter().map(|index| index.name.as_str());
        let names = std::iter::once(self.name.as_str()).chain(indexes).map(own);
        names.chain(self.depends_on.iter().map(|relation| referred(&relation.table)))
    }

    fn of(schema: &Schema) -> &[Self] {
        &schema.views
    }

    fn index(index: &mut Index) -> &mut Names {
        &mut index.views
    }
}

impl Named for Sequence {
    fn name(&self) -> &str {
        &self.name
    }

    fn names(&self) -> impl Iterator<Item = u64> {
        std::iter::once(own(&self.name)).chain(self.owned_by.iter().map(|(table, _)| referred(table)))
    }

    fn of(schema: &Schema) -> &[Self] {
        &schema.sequences
    }

    fn index(index: &mut Index) -> &mut Names {
        &mut index.sequences
    }
}

/// The name of an item or of something in it.
pub(super) fn own(name: &str) -> u64 {
    hash(0xcbf2_9ce4_8422_2325, name)
}

/// The name of a table that is referred to: by a foreign key, as a parent, by the query of a view, as an owner.
pub(super) fn referred(name: &str) -> u64 {
    hash(0x8422_2325_cbf2_9ce4, name)
}

/// A word of a default that draws on a sequence.
pub(super) fn drawn(word: &str) -> u64 {
    hash(0x9ce4_8422_2325_cbf2, word)
}

/// Stands for all words of a default that may be written in another way than they read.
pub(super) const ESCAPED: &str = "\\";

/// The name of the sequence behind a column, as far as the column knows it.
fn sequence_of(column: &Column) -> Option<&str> {
    let own = column.identity.as_ref().and_then(|identity| identity.sequence.as_deref());
    own.or_else(|| column.settings.get(ColumnSetting::Sequence))
}

/// Whether a default may draw on a sequence: `nextval('name')`.
fn draws(default: &str) -> bool {
    default.as_bytes().windows(7).any(|window| window.eq_ignore_ascii_case(b"nextval"))
}

/// The words of a default or of a name; what quotes are doubled in are several.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let escaped = Some(ESCAPED).filter(|escape| text.contains(escape));
    text.split(move |c| !is_word(c)).filter(|word| !word.is_empty()).chain(escaped)
}

/// The same for names that differ in letter case only (FNV-1a over their lower case).
fn hash(start: u64, name: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    if name.is_ascii() {
        name.bytes().map(|byte| byte.to_ascii_lowercase()).fold(start, step)
    } else {
        name.to_lowercase().bytes().fold(start, step)
    }
}
