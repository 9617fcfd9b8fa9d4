//! Names of checks that are written without one.

use super::names::{CASE, number_of};
use crate::dialect::Mysql;
use crate::model::{Check, Table};

/// What the name of a check begins with that either server would give its own name; the two numbers follow, MySQL's and
/// MariaDB's. No server allows the sign in a name.
const EITHER: char = '\0';

/// The numbers that the servers give a check, where it is not known which of them runs.
fn numbers(check: &Check) -> Option<(u32, u32)> {
    let (mysql, mariadb) = check.name.strip_prefix(EITHER)?.split_once(EITHER)?;
    Some((mysql.parse().ok()?, mariadb.parse().ok()?))
}

/// Whether a statement that names a check means this one.
pub(super) fn is_called(table: &Table, check: &Check, name: &str) -> bool {
    match numbers(check) {
        Some((mysql, mariadb)) => {
            CASE.same(name, &format!("{}_chk_{mysql}", table.name))
                || check.column.is_none() && CASE.same(name, &format!("CONSTRAINT_{mariadb}"))
        }
        // The check of a column goes with the column alone (MariaDB).
        None => check.column.is_none() && CASE.same(&check.name, name),
    }
}

/// The name of the next check without one: MySQL counts on from the highest number, MariaDB takes the first free one and
/// names the check of a column after the column.
/// `later` are the names of checks that the statement makes after this one.
pub(super) fn next_name(mysql: &Mysql, table: &Table, of_column: bool, later: &[String]) -> String {
    let is_later = |number: u32| {
        let name = format!("CONSTRAINT_{number}");
        later.iter().any(|later| CASE.same(later, &name))
    };
    let is_free = |number: &u32| is_free(table, *number) && !is_later(*number);
    let free = || (1u32..).find(is_free).unwrap_or_default();
    if mysql.is_mariadb() {
        return format!("CONSTRAINT_{}", free());
    }
    let prefix = format!("{}_chk_", table.name);
    let number = |check: &Check| match numbers(check) {
        Some((mysql, _)) => Some(mysql),
        None => number_of(&check.name, &prefix),
    };
    let next = table.checks.iter().filter_map(number).max().unwrap_or(0) + 1;
    if !mysql.is_either() {
        return format!("{prefix}{next}");
    }
    format!("{EITHER}{next}{EITHER}{}", if of_column { 0 } else { free() })
}

fn is_free(table: &Table, number: u32) -> bool {
    let name = format!("CONSTRAINT_{number}");
    !table.checks.iter().any(|check| check.column.is_none() && is_called(table, check, &name))
}

/// Leaves names to the server where it would give the same ones again, the checks being made in this order.
pub(super) fn tidy(table: &mut Table) {
    let all = table.checks.clone();
    let written = |name: &str| {
        all.iter()
            .any(|check| numbers(check).is_none() && check.column.is_none() && CASE.same(&check.name, name))
    };
    let mut next = 1u32;
    for check in &mut table.checks {
        match (numbers(check), &check.column) {
            (Some(_), Some(_)) => check.name.clear(),
            (Some((_, number)), None) => {
                while written(&format!("CONSTRAINT_{next}")) {
                    next += 1;
                }
                if number == next {
                    check.name.clear();
                } else {
                    check.name = format!("CONSTRAINT_{number}");
                }
                next += 1;
            }
            (None, Some(column)) => check.name.clone_from(column),
            (None, None) => {}
        }
    }
}
