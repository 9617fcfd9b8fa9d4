//! What the columns of a table become that is made of a query.

use crate::dialect::{Mysql, ReplayRules};
use crate::model::{Column, DataType, Expr, Table};
use crate::replay::Texts;
use crate::sql::Tokens;

/// Functions that give another value each time or ask what may change: MariaDB does not take a default over that calls one.
const FICKLE: [&str; 9] =
    ["rand", "uuid", "uuid_short", "sys_guid", "sysdate", "nextval", "lastval", "setval", "version"];

/// A column of a table as `CREATE TABLE .. SELECT` makes it anew.
pub(super) fn column(mysql: &Mysql, source: &Column) -> Column {
    let json = source.ty.name == "json" && mysql.is_mariadb();
    let mut column = Column { auto_increment: false, generated: None, ..source.clone() };
    let has_none = source.default.is_none() && !source.null && !mysql.is_mariadb();
    if source.origin.no_default || has_none {
        column.on_update = None;
    }
    if json {
        // MariaDB's JSON is a text, and its check stays behind.
        return Column {
            ty: DataType::new("longtext"),
            charset: Some("utf8mb4".to_owned()),
            collation: Some("utf8mb4_bin".into()),
            ..column
        };
    }
    if column.ty.name == "bit" && !mysql.is_mariadb() {
        // MySQL reads them as numbers, and keeps of the column whether it may be NULL.
        let default = (!column.null).then(|| Expr::new("b'0'"));
        return Column { default, comment: None, ..column };
    }
    let default = match &column.default {
        Some(default) if mysql.is_mariadb() && stays_behind(mysql, default) => None,
        Some(default) => Some(default.clone()),
        // The next value of a column that counts becomes the default 0 (MySQL manual, CREATE TABLE .. SELECT).
        None => (source.auto_increment && !source.origin.no_default).then(|| Expr::new("0")),
    };
    Column { default, ..column }
}

/// MariaDB takes no default over that reads another column.
pub(super) fn cut_off(mysql: &Mysql, table: &mut Table) {
    if !mysql.is_mariadb() {
        return;
    }
    let texts = Texts::new(mysql);
    let columns = table.columns.clone();
    let only = Table { name: table.name.clone(), columns, ..Table::default() };
    for column in &mut table.columns {
        let reads = |default: &Expr| !texts.columns_in(default.as_str(), &only).is_empty();
        column.default =
            column.default.take().filter(|default| !default.as_str().contains('(') || !reads(default));
    }
}

/// Whether the value of a default depends on more than the session and the clock.
fn stays_behind(mysql: &Mysql, default: &Expr) -> bool {
    let texts = Texts::new(mysql);
    let text = default.as_str().to_ascii_lowercase();
    let next_value = {
        let words: Vec<_> = Tokens::new(&text, mysql.syntax()).collect();
        words.windows(2).any(|pair| pair[0].is_word("NEXT") && pair[1].is_word("VALUE"))
    };
    next_value || FICKLE.iter().any(|function| texts.calls(&text, function))
}
