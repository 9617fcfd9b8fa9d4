use ent_schema::Position;

use super::Rules;
use crate::model::{Column, Table};

/// A drop and an add that look like a rename. Somebody must say which it is.
#[derive(Clone, Debug, PartialEq)]
pub struct RenameQuestion {
    /// What may have been renamed.
    pub kind: RenameKind,
    /// Schema; empty for the one of the connection.
    pub schema: String,
    /// Table of a column or enum type of a value.
    pub parent: Option<String>,
    /// Name in the previous state.
    pub previous: String,
    /// Name in the next state.
    pub next: String,
    /// Where the next one was declared.
    pub position: Position,
    /// What the user wrote to declare it.
    pub declared_as: String,
}

/// What may have been renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RenameKind {
    /// A table.
    Table,
    /// A column.
    Column,
    /// An enum type.
    EnumType,
    /// A value of an enum.
    EnumValue,
}

impl RenameQuestion {
    /// The attribute that says it was renamed.
    pub fn rename_attribute(&self) -> String {
        format!("#[ent(renamed_from = \"{}\")]", self.previous.escape_default())
    }

    /// The attribute that says that the previous one may go with its data.
    pub fn drop_attribute(&self) -> String {
        format!("#[ent(drops = \"{}\")]", self.previous.escape_default())
    }

    /// The previous name with what it is part of: `users.name`.
    pub fn previous_path(&self) -> String {
        self.path(&self.previous)
    }

    /// The next name with what it is part of.
    pub fn next_path(&self) -> String {
        self.path(&self.next)
    }

    fn path(&self, name: &str) -> String {
        let mut path = String::new();
        for part in [Some(self.schema.as_str()), self.parent.as_deref()].into_iter().flatten() {
            if !part.is_empty() {
                path.push_str(part);
                path.push('.');
            }
        }
        path + name
    }
}

impl std::fmt::Display for RenameQuestion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} looks renamed to {}. If so, write {} on it; if the data may go, {}",
            self.previous_path(),
            self.next_path(),
            self.rename_attribute(),
            self.drop_attribute(),
        )
    }
}

/// How much alike two columns are; `None` when nobody would take one for the other.
pub(super) fn column_likeness(rules: Rules<'_>, previous: &Column, next: &Column) -> Option<u32> {
    if previous.generated.is_some() != next.generated.is_some() {
        return None;
    }
    let names = name_likeness(&previous.name, &next.name);
    let alike = rules.same_type(&previous.ty, &next.ty);
    match (alike, previous.null == next.null) {
        (true, true) => Some(200 + names),
        (true, false) if names >= 50 => Some(100 + names),
        (false, _) if names >= 60 && previous.ty.name == next.ty.name => Some(names),
        _ => None,
    }
}

/// How much alike two tables are: most columns are the same.
pub(super) fn table_likeness(rules: Rules<'_>, previous: &Table, next: &Table) -> Option<u32> {
    let same = next
        .columns
        .iter()
        .filter(|column| {
            previous.column(&column.name).is_some_and(|other| rules.same_type(&other.ty, &column.ty))
        })
        .count();
    let most = previous.columns.len().max(next.columns.len());
    let percent = u32::try_from(same * 100 / most.max(1)).unwrap_or(0);
    let only_keys = |table: &Table| table.columns.iter().all(|column| table.is_sole_key(&column.name));
    if only_keys(previous) || only_keys(next) {
        return None;
    }
    (percent >= 60).then(|| percent + name_likeness(&previous.name, &next.name))
}

/// How much alike two names are, from 0 to 100.
pub(super) fn name_likeness(previous: &str, next: &str) -> u32 {
    let plain = |name: &str| -> Vec<char> {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (previous, next) = (plain(previous), plain(next));
    let longest = previous.len().max(next.len());
    if longest == 0 {
        return 0;
    }
    let contained = |long: &[char], short: &[char]| {
        short.len() >= 3 && long.windows(short.len()).any(|window| window == short)
    };
    if contained(&previous, &next) || contained(&next, &previous) {
        return 80;
    }
    let same = longest - edit_distance(&previous, &next).min(longest);
    u32::try_from(same * 100 / longest).unwrap_or(0)
}

fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            let value = (diagonal + usize::from(x != y)).min(above + 1).min(left + 1);
            diagonal = above;
            left = value;
            *cell = value;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(a.len())
}

/// Pairs of what went with what came, the most alike first; each is in one pair at most.
pub(super) fn pair_up<'a, T>(
    dropped: &[&'a T],
    added: &[&'a T],
    likeness: impl Fn(&T, &T) -> Option<u32>,
) -> Vec<(&'a T, &'a T)> {
    let mut scored = Vec::new();
    for (i, next) in added.iter().enumerate() {
        for (j, previous) in dropped.iter().enumerate() {
            if let Some(score) = likeness(previous, next) {
                scored.push((u32::MAX - score, i, j));
            }
        }
    }
    scored.sort_unstable();
    let (mut used_next, mut used_previous) = (vec![false; added.len()], vec![false; dropped.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in scored {
        if !used_next[i] && !used_previous[j] {
            used_next[i] = true;
            used_previous[j] = true;
            pairs.push((i, dropped[j], added[i]));
        }
    }
    pairs.sort_by_key(|(i, ..)| *i);
    pairs.into_iter().map(|(_, previous, next)| (previous, next)).collect()
}
