//! Comments of constraints that stay what they are.

use super::Rules;
use super::table::same_comment;
use crate::change::{AttributeChange, Pair, TableChange, TablePart};
use crate::model::{PrimaryKey, Table};

/// Changes of the comments on constraints, and on the index of the primary key. A constraint that changes otherwise
/// brings its comment with it. `says_all` tells whether what has no comment in the next state is to have none.
pub(super) fn of_parts(rules: Rules<'_>, tables: Pair<&Table>, says_all: bool, out: &mut Vec<TableChange>) {
    if !rules.comments_constraints() {
        return;
    }
    let previous = parts(tables.previous);
    let mut changes = Vec::new();
    for (part, comment) in parts(tables.next) {
        if comment.is_none() && !says_all || out.iter().any(|change| brings(change, &part)) {
            continue;
        }
        let name = former(out, &part);
        let before = previous.iter().find(|(other, _)| *other == name);
        if let Some((_, before)) = before.filter(|(_, before)| !same_comment(before, comment)) {
            let comments = Pair::new((*before).clone(), comment.clone());
            changes.push(TableChange::Attribute(AttributeChange::PartComment(part, comments)));
        }
    }
    out.extend(changes);
}

/// The parts of a table with their comments.
fn parts(table: &Table) -> Vec<(TablePart, &Option<String>)> {
    let named = |name: &str| TablePart::Constraint(name.to_owned());
    let checks = table.checks.iter().map(|check| (named(&check.name), &check.comment));
    let indexes = table.indexes.iter().filter(|index| index.constraint);
    let indexes = indexes.map(|index| (named(&index.name), &index.constraint_comment));
    let keys = table.foreign_keys.iter().map(|key| (named(&key.name), &key.comment));
    table.primary_key.iter().flat_map(of_key).chain(checks).chain(indexes).chain(keys).collect()
}

fn of_key(key: &PrimaryKey) -> [(TablePart, &Option<String>); 2] {
    [(TablePart::PrimaryKey, &key.constraint_comment), (TablePart::KeyIndex, &key.comment)]
}

/// Whether a change makes a part, or changes more of it than its comment.
fn brings(change: &TableChange, part: &TablePart) -> bool {
    let name = match change {
        TableChange::AddPrimaryKey(_) | TableChange::ModifyPrimaryKey(_) => {
            return matches!(part, TablePart::PrimaryKey | TablePart::KeyIndex);
        }
        TableChange::AddCheck(check) | TableChange::ModifyCheck(Pair { next: check, .. }) => &check.name,
        TableChange::AddIndex(index) | TableChange::ModifyIndex(Pair { next: index, .. }) => &index.name,
        TableChange::AddForeignKey(key) | TableChange::ModifyForeignKey(Pair { next: key, .. }) => &key.name,
        _ => return false,
    };
    matches!(part, TablePart::Constraint(part) if part == name)
}

/// What a part was called before its renames.
fn former(changes: &[TableChange], part: &TablePart) -> TablePart {
    let TablePart::Constraint(name) = part else { return part.clone() };
    let previous = changes.iter().find_map(|change| match change {
        TableChange::RenameIndex(pair) if pair.next.name == *name => Some(&pair.previous.name),
        TableChange::RenameForeignKey(pair) if pair.next.name == *name => Some(&pair.previous.name),
        _ => None,
    });
    TablePart::Constraint(previous.unwrap_or(name).clone())
}
