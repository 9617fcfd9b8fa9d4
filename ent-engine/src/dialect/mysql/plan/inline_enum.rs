//! Values of ENUM columns that get another name: the column has both for a while, the rows move over,
//! and the previous one goes.

use super::super::Mysql;
use super::super::diff::unquote;
use crate::change::{Pair, TableChange};
use crate::dialect::{Dialect, DiffRules, TypeFamily, Types};
use crate::model::{Column, DataType};
use crate::plan::{Filled, Statement, go_quote};

/// Changes of a table, the wide types of ENUM columns apart.
#[derive(Default)]
pub(super) struct Parted {
    /// ENUM columns get their previous values and their next ones; what has no cast becomes a text.
    pub(super) wide: Vec<TableChange>,
    moves: Vec<Move>,
    /// Everything else, and the ENUM columns from wide to next.
    pub(super) rest: Vec<TableChange>,
}

struct Move {
    column: String,
    from: String,
    to: String,
    /// Whether the rows can move back: no row had the value before.
    back: bool,
}

impl Mysql {
    pub(super) fn part_enums(&self, changes: Vec<TableChange>) -> Parted {
        let mut parted = Parted::default();
        for change in changes {
            match change {
                TableChange::ModifyColumn(pair) => match self.widened(&pair) {
                    Some((wide, moves)) => {
                        let before = Pair::new(pair.previous, wide.clone());
                        parted.wide.push(TableChange::ModifyColumn(before));
                        parted.rest.push(TableChange::ModifyColumn(Pair::new(wide, pair.next)));
                        parted.moves.extend(moves);
                    }
                    None => parted.rest.push(TableChange::ModifyColumn(pair)),
                },
                change => parted.rest.push(change),
            }
        }
        parted
    }

    /// The statements that move the rows.
    pub(super) fn move_values(&self, filled: &Filled<'_>, parted: &Parted) -> Vec<Statement> {
        parted
            .moves
            .iter()
            .map(|one| {
                let column = self.quote(&one.column);
                let update = |from: &str, to: &str| {
                    filled.update(self, &[(&one.column, to)], &format!("{column} = {from}"))
                };
                let statement = Statement::new(
                    update(&one.from, &one.to),
                    format!("move values of column {}", go_quote(&one.column)),
                );
                if one.back {
                    statement.undone_by(update(&one.to, &one.from))
                } else {
                    statement
                        .irreversible("rows that had the value before can't be told from those that got it")
                }
            })
            .collect()
    }

    /// MariaDB casts nothing but texts and bytes to `uuid`, and `uuid` to nothing else, nor places and addresses to
    /// numbers and moments: in between the column is a text.
    fn through_text(&self, pair: &Pair<Column>) -> Option<Column> {
        let is_uuid = |column: &Column| column.ty.name == "uuid";
        let other = match (is_uuid(&pair.previous), is_uuid(&pair.next)) {
            (true, false) => Some(&pair.next),
            (false, true) => Some(&pair.previous),
            _ => None,
        };
        let castable = other
            .is_none_or(|other| matches!(self.type_family(&other.ty), TypeFamily::Text | TypeFamily::Binary));
        let castable = castable && self.casts(&pair.previous.ty, &pair.next.ty);
        (self.is_mariadb() && !castable).then(|| Column {
            ty: DataType::new("varchar").arg("255"),
            default: None,
            on_update: None,
            auto_increment: false,
            charset: None,
            collation: None,
            ..pair.next.clone()
        })
    }

    fn widened(&self, pair: &Pair<Column>) -> Option<(Column, Vec<Move>)> {
        if let Some(text) = self.through_text(pair) {
            return Some((text, Vec::new()));
        }
        let (before, after) = (self.inline_values(&pair.previous)?, self.inline_values(&pair.next)?);
        let moves: Vec<Move> = pair
            .next
            .origin
            .renamed_values
            .iter()
            .filter(|(from, to)| before.contains(from) && !after.contains(from) && after.contains(to))
            .filter_map(|(from, to)| {
                let arg = |column: &Column, value: &str| {
                    column.ty.args.iter().find(|arg| unquote(arg) == value).cloned()
                };
                Some(Move {
                    column: pair.next.name.clone(),
                    from: arg(&pair.previous, from)?,
                    to: arg(&pair.next, to)?,
                    back: !before.contains(to),
                })
            })
            .collect();
        if moves.is_empty() {
            return None;
        }
        let mut wide = pair.previous.clone();
        wide.origin = pair.next.origin.clone();
        for arg in &pair.next.ty.args {
            if !before.contains(&unquote(arg)) {
                wide.ty.args.push(arg.clone());
            }
        }
        Some((wide, moves))
    }
}
