//! Columns by the rules of MySQL and MariaDB.

use super::charset;
use super::{checks, keys, long_names};
use crate::dialect::mysql::sequences::Named;
use crate::dialect::mysql::{engine, prefix, sequences};
use crate::dialect::{ColumnConstraint, Dialect, Mysql, ReplayRules, Version};
use crate::model::{Column, ColumnSetting, Expr, ForeignKey, Realm, Table, TableRef};
use crate::replay::{ColumnDef, Problem, State, Wording};
use crate::sql::string_value;

pub(super) fn add(
    mysql: &Mysql,
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    def: ColumnDef,
) -> Vec<ColumnConstraint> {
    let ColumnDef { mut column, constraints, null_written, .. } = def;
    settle(mysql, state, place, table, &mut column, null_written);
    let own = Some(column.name.clone());
    column.null &=
        !table.primary_key.as_ref().is_some_and(|key| key.columns().any(|name| *name == column.name));
    table.columns.push(column);
    keys::refit(table, table.columns.len() - 1);
    constraints.into_iter().map(|constraint| ColumnConstraint { column: own.clone(), constraint }).collect()
}

/// Fills in what the statement leaves to the session; InnoDB is not told.
pub(super) fn start(mysql: &Mysql, state: &State, place: &TableRef, table: &mut Table) {
    charset::start(state, place, table);
    let engine = table.options.engine.take().or_else(|| state.session.default_engine.clone());
    table.options.engine = engine.filter(|engine| !engine.eq_ignore_ascii_case("InnoDB"));
    engine::settle(mysql, &mut table.options);
}

/// Fills in what the declaration of a column leaves to the table and to the server.
pub(super) fn settle(
    mysql: &Mysql,
    state: &State,
    place: &TableRef,
    table: &Table,
    column: &mut Column,
    null_written: bool,
) {
    imply_timestamp(mysql, state, table, column, null_written);
    if let Some(default) = &mut column.default {
        name_schemas(mysql, state, default);
    }
    charset::settle(state, place, table, column);
    settle_default(mysql, column);
    let is_compressed = column.settings.has(ColumnSetting::Compressed);
    if is_compressed && !column.null && column.default.is_none() && state.wording != Wording::Shown {
        // As the server has it: SHOW CREATE TABLE says so, or that it is gone.
        column.default = Some(Expr::string(""));
    }
}

/// A default as the column keeps it: the value of an enumeration, or those of a set, that it matches, and on MySQL none
/// for a long text, where loose modes take an empty one.
fn settle_default(mysql: &Mysql, column: &mut Column) {
    let Some(text) = column.default.as_ref().map(|default| default.as_str().trim().to_owned()) else {
        return;
    };
    let is_empty = text == "''" || text == "\"\"";
    if is_empty && !mysql.replays_mariadb() && prefix::is_long(&column.ty) {
        column.default = None;
        return;
    }
    if !matches!(column.ty.name.as_str(), "enum" | "set") {
        return;
    }
    // A number is the place of the value; MySQL takes it for the value first.
    if let Some(place) = text.parse::<usize>().ok().filter(|_| column.ty.name == "enum") {
        let is_it = |arg: &&String| string_value(arg, mysql.syntax()) == text;
        let found = column.ty.args.iter().find(is_it).filter(|_| !mysql.replays_mariadb());
        let found = found.or_else(|| column.ty.args.get(place.checked_sub(1)?));
        column.default = found.map(Expr::new).or(column.default.take());
        return;
    }
    let Some(wanted) = constant(mysql, &text) else { return };
    // Values stand in the type as the server quotes them.
    let value = |arg: &String| string_value(arg, mysql.syntax()).into_owned();
    let values: Vec<String> = column.ty.args.iter().map(value).collect();
    let place = |wanted: &str| {
        let same = values.iter().position(|value| value == wanted);
        same.or_else(|| values.iter().position(|value| value.eq_ignore_ascii_case(wanted)))
    };
    if column.ty.name == "enum" {
        let found = place(&wanted).and_then(|at| column.ty.args.get(at));
        column.default = found.map(Expr::new).or(column.default.take());
    } else if let Some(mut places) = wanted.split(',').map(place).collect::<Option<Vec<usize>>>() {
        // A set has each value once, in the order of its type.
        places.sort_unstable();
        places.dedup();
        let inside = |arg: &String| {
            let arg = arg.strip_prefix('\'').unwrap_or(arg);
            arg.strip_suffix('\'').unwrap_or(arg).to_owned()
        };
        let members: Vec<String> =
            places.iter().filter_map(|at| column.ty.args.get(*at)).map(inside).collect();
        column.default = Some(Expr::new(format!("'{}'", members.join(","))));
    }
}

/// The text that a constant is: a string, or bytes.
fn constant(mysql: &Mysql, text: &str) -> Option<String> {
    let quoted = text.strip_prefix(['x', 'X']).and_then(|rest| rest.strip_prefix('\'')?.strip_suffix('\''));
    let Some(digits) = quoted.or_else(|| text.strip_prefix("0x")) else {
        let is_string = text.starts_with(['\'', '"']);
        return is_string.then(|| string_value(text, mysql.syntax()).into_owned());
    };
    let bytes = digits
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()));
    String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()
}

/// Sequences are looked for in the schema that the session uses, which later is another one: that of the connection stays
/// without a name, any other one is told.
fn name_schemas(mysql: &Mysql, state: &State, default: &mut Expr) {
    let mut text = default.as_str().to_owned();
    for Named { name, at, own } in sequences::named_in(mysql, &text).into_iter().rev() {
        let schema = match &name.schema {
            Some(written) => Some(state.schema_name(written)),
            None => state.session.path.first().cloned(),
        };
        if let Some(schema) = schema {
            let is_unnamed = schema == state.connection;
            let schema = if is_unnamed { String::new() } else { format!("{}.", mysql.quote(&schema)) };
            text.replace_range(at..own, &schema);
        }
    }
    *default = Expr::new(text);
}

/// Without `explicit_defaults_for_timestamp` a timestamp is NOT NULL unless it says NULL, and the first one of a table
/// follows the clock (MySQL manual, 5.1.8).
fn imply_timestamp(mysql: &Mysql, state: &State, table: &Table, column: &mut Column, null_written: bool) {
    let version = mysql.flavor.version;
    let by_default =
        if mysql.is_mariadb() { version >= Version(10, 10, 0) } else { version >= Version(8, 0, 2) };
    if state.session.explicit_timestamps.unwrap_or(by_default) || column.ty.name != "timestamp" {
        return;
    }
    if null_written && column.null {
        return;
    }
    column.null = false;
    if column.default.is_some() || column.on_update.is_some() || column.generated.is_some() {
        return;
    }
    let is_first =
        !table.columns.iter().any(|other| other.ty.name == "timestamp" && other.name != column.name);
    if is_first {
        let precision = column.ty.args.first().map_or_else(String::new, |precision| format!("({precision})"));
        column.default = Some(Expr::new(format!("CURRENT_TIMESTAMP{precision}")));
        column.on_update = Some(Expr::new(format!("CURRENT_TIMESTAMP{precision}")));
    } else {
        column.default = Some(Expr::string("0000-00-00 00:00:00"));
    }
}

/// `CREATE TABLE .. LIKE`: all but the foreign keys.
pub(super) fn copy(mysql: &Mysql, table: &mut Table, source: &Table) -> Result<(), Problem> {
    let name = std::mem::take(&mut table.name);
    *table = Table { foreign_keys: Vec::<ForeignKey>::new(), ..source.clone() };
    table.options.auto_increment = None;
    keys::remake(mysql, table);
    // Names of checks are the schema's: the copies get new ones, whatever the first were called.
    if !mysql.replays_mariadb() {
        // The server goes over them by their names.
        table.checks.sort_by_key(|check| check.name.to_lowercase());
        for (number, check) in table.checks.iter_mut().enumerate() {
            check.name = format!("{name}_chk_{}", number + 1);
            long_names::refuse_given(mysql, "check", &check.name)?;
        }
    }
    table.name = name;
    Ok(())
}

/// Leaves out what the server fills in.
pub(super) fn tidy(realm: &mut Realm) {
    realm.schemas.iter_mut().flat_map(|schema| &mut schema.tables).for_each(checks::tidy);
    charset::tidy(realm);
}
