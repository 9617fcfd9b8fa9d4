//! Indexes, foreign keys and checks: which of the previous table is which of the next.

use super::rename::declared;
use super::{Rules, Undeclared};
use crate::change::{Pair, TableChange};
use crate::model::{Check, ForeignKey, Index, Table};

/// Changes of the indexes. What entities declare does as a constraint or as an index; other states say which.
pub(super) fn indexes(
    rules: Rules<'_>,
    objects: Undeclared,
    tables: Pair<&Table>,
    out: &mut Vec<TableChange>,
) {
    let Pair { previous, next } = tables;
    let renames = declared(next.indexes.iter().map(|index| (index.name.as_str(), &index.origin)), |name| {
        previous.index(name).is_some()
    });
    let is_other = |index: &Index, other: &Index| {
        objects == Undeclared::Manage && rules.tells_constraints() && index.constraint != other.constraint
    };
    let mut matched = vec![false; next.indexes.len()];
    let mut dropped = Vec::new();
    let mut changes = Vec::new();
    for index in &previous.indexes {
        let name = renames.iter().find(|pair| pair.previous == index.name).map(|pair| &pair.next);
        let at = match name {
            Some(name) => next.indexes.iter().position(|other| other.name == *name),
            None => {
                let open = || next.indexes.iter().zip(&matched);
                open()
                    .position(|(other, matched)| !matched && rules.stands_for(previous, index, other))
                    .or_else(|| {
                        open().position(|(other, matched)| {
                            !matched
                                && rules.same_name(&index.name, &other.name)
                                && !renames.iter().any(|pair| pair.next == other.name)
                        })
                    })
            }
        };
        match at {
            Some(at) if is_other(index, &next.indexes[at]) => {
                matched[at] = true;
                changes.push(TableChange::DropIndex(index.clone()));
                changes.push(TableChange::AddIndex(next.indexes[at].clone()));
            }
            Some(at) => {
                matched[at] = true;
                one_index(rules, index, &next.indexes[at], name.is_some(), &mut changes);
            }
            None => dropped.push(index),
        }
    }
    let mut added: Vec<&Index> =
        next.indexes.iter().zip(&matched).filter(|(_, matched)| !**matched).map(|(index, _)| index).collect();
    for index in dropped {
        // The same index under another name: no data is at stake, so that nobody needs to say so.
        let same = added.iter().position(|other| {
            index.constraint == other.constraint
                && rules.same_index(index, other)
                && !rules.is_implied_index(previous, index)
        });
        if let Some(at) = same {
            one_index(rules, index, added.remove(at), true, &mut changes);
        } else if !rules.is_implied_index(previous, index) || !next_keeps_key(previous, next, index) {
            changes.push(TableChange::DropIndex(index.clone()));
        }
    }
    changes.extend(added.into_iter().map(|index| TableChange::AddIndex(index.clone())));
    // Renames come first, so that what follows can use the names that they free.
    let (first, rest): (Vec<_>, Vec<_>) =
        changes.into_iter().partition(|change| matches!(change, TableChange::RenameIndex(_)));
    out.extend(first);
    out.extend(rest);
}

/// Whether the foreign key that made the implied index stays, and nothing that comes serves it.
fn next_keeps_key(previous: &Table, next: &Table, index: &Index) -> bool {
    let columns: Vec<&str> = index.parts.iter().filter_map(|part| part.column_name()).collect();
    let serves = |other: &Index| {
        previous.index(&other.name).is_none()
            && other.parts.len() >= columns.len()
            && other.parts.iter().zip(&columns).all(|(part, column)| part.column_name() == Some(column))
    };
    next.foreign_keys.iter().any(|key| key.columns == columns) && !next.indexes.iter().any(serves)
}

fn one_index(rules: Rules<'_>, previous: &Index, next: &Index, rename: bool, out: &mut Vec<TableChange>) {
    let mut previous = previous.clone();
    if rename {
        let renamed = Index { name: next.name.clone(), ..previous.clone() };
        let is_retold = rules.defines_index_comments() && previous.comment != next.comment;
        if is_retold || !rules.same_index(&renamed, next) {
            // It is built anew anyway: nothing is gained by giving it the name before it goes.
            out.push(TableChange::DropIndex(previous));
            out.push(TableChange::AddIndex(next.clone()));
            return;
        }
        out.push(TableChange::RenameIndex(Pair::new(previous, renamed.clone())));
        previous = renamed;
    }
    let same_comment = !rules.has_comments() || previous.comment == next.comment;
    let same_statistics = previous.statistics().eq(next.statistics());
    if !rules.same_index(&previous, next) || !same_comment || !same_statistics {
        out.push(TableChange::ModifyIndex(Pair::new(previous, next.clone())));
    }
}

/// Changes of the foreign keys.
pub(super) fn foreign_keys(rules: Rules<'_>, tables: Pair<&Table>, out: &mut Vec<TableChange>) {
    let Pair { previous, next } = tables;
    let renames = declared(next.foreign_keys.iter().map(|key| (key.name.as_str(), &key.origin)), |name| {
        previous.foreign_key(name).is_some()
    });
    let mut matched = vec![false; next.foreign_keys.len()];
    let mut dropped: Vec<&ForeignKey> = Vec::new();
    for key in &previous.foreign_keys {
        let rename = renames.iter().find(|pair| pair.previous == key.name).map(|pair| &pair.next);
        let wanted = rename.unwrap_or(&key.name);
        let mut open = next.foreign_keys.iter().zip(&matched);
        let at = if is_named(wanted) {
            open.position(|(other, matched)| !matched && other.name == *wanted)
        } else {
            None
        };
        // A key without a name is the one that is about the same columns.
        let at = at.or_else(|| {
            next.foreign_keys.iter().zip(&matched).position(|(other, matched)| {
                !matched && (!is_named(&key.name) || !is_named(&other.name)) && same_ends(key, other)
            })
        });
        match at {
            Some(at) => {
                matched[at] = true;
                let other = &next.foreign_keys[at];
                let mut key = key.clone();
                if rename.is_some() {
                    let renamed = ForeignKey { name: other.name.clone(), ..key.clone() };
                    out.push(TableChange::RenameForeignKey(Pair::new(key, renamed.clone())));
                    key = renamed;
                }
                if !rules.same_foreign_key(&key, other) {
                    out.push(TableChange::ModifyForeignKey(Pair::new(key, other.clone())));
                }
            }
            None => dropped.push(key),
        }
    }
    let mut added: Vec<&ForeignKey> = next
        .foreign_keys
        .iter()
        .zip(&matched)
        .filter(|(_, matched)| !**matched)
        .map(|(key, _)| key)
        .collect();
    for key in dropped {
        match added.iter().position(|other| rules.same_foreign_key(key, other)) {
            Some(at) => {
                let renamed = ForeignKey { name: added.remove(at).name.clone(), ..key.clone() };
                out.push(TableChange::RenameForeignKey(Pair::new(key.clone(), renamed)));
            }
            None => out.push(TableChange::DropForeignKey(key.clone())),
        }
    }
    out.extend(added.into_iter().map(|key| TableChange::AddForeignKey(key.clone())));
}

/// SQLite numbers the keys that have no name.
fn is_named(name: &str) -> bool {
    !name.is_empty() && !name.bytes().all(|byte| byte.is_ascii_digit())
}

fn same_ends(previous: &ForeignKey, next: &ForeignKey) -> bool {
    previous.columns == next.columns
        && previous.references == next.references
        && previous.ref_columns == next.ref_columns
}

/// Changes of the checks.
pub(super) fn checks(rules: Rules<'_>, tables: Pair<&Table>, out: &mut Vec<TableChange>) {
    let Pair { previous, next } = tables;
    let mut matched = vec![false; next.checks.len()];
    let mut dropped = Vec::new();
    for check in &previous.checks {
        let by_name = next
            .checks
            .iter()
            .zip(&matched)
            .position(|(other, matched)| !matched && !check.name.is_empty() && other.name == check.name);
        let at = by_name.or_else(|| {
            next.checks.iter().zip(&matched).position(|(other, matched)| {
                !matched
                    && (check.name.is_empty() || other.name.is_empty())
                    && rules.same_expr(&check.expr, &other.expr)
            })
        });
        match at {
            Some(at) => {
                matched[at] = true;
                if !rules.same_check(check, &next.checks[at]) {
                    out.push(TableChange::ModifyCheck(Pair::new(check.clone(), next.checks[at].clone())));
                }
            }
            None if rules.is_implied_check(previous, check) => {}
            None => dropped.push(check),
        }
    }
    out.extend(dropped.into_iter().map(|check: &Check| TableChange::DropCheck(check.clone())));
    for (check, matched) in next.checks.iter().zip(&matched) {
        if !matched && !rules.is_implied_check(next, check) {
            out.push(TableChange::AddCheck(check.clone()));
        }
    }
}
