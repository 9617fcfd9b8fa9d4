//! Every type into every other one, on real databases: the server takes the change that we plan and the
//! way back, no value stands in the way where we say that all fit, and afterwards nothing is left to do.

use std::sync::{Arc, Mutex};

use ent_engine::dialect::{Dialect, DialectName};
use ent_engine::diff::{DiffOptions, diff};
use ent_engine::model::{Column, DataType, PrimaryKey, Realm, Table};
use ent_engine::plan::{Plan, PlanOptions, plan};
use ent_runtime::{Connection, Scope, inspect};
use ent_runtime_tests::{TestDatabase, with_database, with_sqlite};
use ent_servers::{ServerKind, TestServers};

/// A type, and values that go to its limits.
type Known = (&'static str, &'static [&'static str]);

const POSTGRES: &[Known] = &[
    ("boolean", &["true", "false"]),
    ("smallint", &["-32768", "32767"]),
    ("integer", &["-2147483648", "2147483647"]),
    ("bigint", &["-9223372036854775808", "9223372036854775807"]),
    ("real", &["3.4e38", "-1.5"]),
    ("double precision", &["1.7e308", "0.1"]),
    ("numeric", &["12345678901234567890.123456789"]),
    ("numeric(10,2)", &["-99999999.99"]),
    ("numeric(12,4)", &["-99999999.9999"]),
    ("money", &["'$1.50'"]),
    ("character(5)", &["'abcde'", "'a'"]),
    ("character varying", &["'it''s a long text'"]),
    ("character varying(5)", &["'abcde'"]),
    ("character varying(40)", &["'0123456789012345678901234567890123456789'"]),
    ("text", &["'it''s a long text'", "''"]),
    ("bytea", &["'\\xff00'"]),
    ("bit(3)", &["'101'"]),
    ("bit varying(5)", &["'10101'"]),
    ("date", &["'9999-12-31'"]),
    ("time", &["'23:59:59.999999'"]),
    ("time(0)", &["'23:59:59'"]),
    ("timetz", &["'23:59:59.999999+02'"]),
    ("timestamp", &["'2024-01-01 10:00:00.123456'"]),
    ("timestamp(3)", &["'2024-01-01 10:00:00.123'"]),
    ("timestamptz", &["'2024-01-01 10:00:00.123456+02'"]),
    ("interval", &["'3 years 1 day 02:00:00'"]),
    ("uuid", &["'00000000-0000-0000-0000-000000000001'"]),
    ("json", &["'{\"a\": 1}'"]),
    ("jsonb", &["'{\"a\": 1}'", "'true'"]),
    ("xml", &["'<a/>'"]),
    ("inet", &["'10.0.0.1/24'"]),
    ("cidr", &["'10.0.0.0/24'"]),
    ("macaddr", &["'08:00:2b:01:02:03'"]),
    ("macaddr8", &["'08:00:2b:01:02:03:04:05'"]),
    ("point", &["'(1,2)'"]),
    ("box", &["'(1,2),(3,4)'"]),
    ("polygon", &["'((1,2),(3,4),(5,6))'"]),
    ("tsvector", &["'a b'"]),
    ("int4range", &["'[1,3)'"]),
    ("integer[]", &["'{1,2}'"]),
    ("bigint[]", &["'{1,2}'"]),
    ("text[]", &["'{a,b}'"]),
];

const SQLITE: &[Known] = &[
    ("bool", &["true", "false"]),
    ("integer", &["-9223372036854775808", "9223372036854775807"]),
    ("real", &["1.7e308", "0.1"]),
    ("text", &["'it''s a long text'", "''"]),
    ("blob", &["x'ff00'"]),
    ("decimal(10,2)", &["-99999999.99"]),
    ("date", &["'9999-12-31'"]),
    ("time", &["'23:59:59'"]),
    ("datetime", &["'2024-01-01 10:00:00'"]),
    ("json", &["'{\"a\": 1}'"]),
    ("uuid", &["x'00000000000000000000000000000001'"]),
    ("varchar(255)", &["'a'"]),
];

const MYSQL: &[Known] = &[
    ("tinyint(1)", &["0", "1"]),
    ("tinyint", &["-128", "127"]),
    ("smallint", &["-32768", "32767"]),
    ("int", &["-2147483648", "2147483647"]),
    ("int unsigned", &["0", "4294967295"]),
    ("bigint", &["-9223372036854775808", "9223372036854775807"]),
    ("bigint unsigned", &["0", "18446744073709551615"]),
    ("float", &["3.4e38", "-1.5"]),
    ("double", &["1.7e308", "0.1"]),
    ("decimal(10,2)", &["-99999999.99"]),
    ("decimal(12,4)", &["-99999999.9999"]),
    ("char(5)", &["'abcde'", "'a'"]),
    ("varchar(5)", &["'abcde'"]),
    ("varchar(40)", &["'0123456789012345678901234567890123456789'"]),
    ("tinytext", &["'it''s a long text'"]),
    ("text", &["'it''s a long text'", "''"]),
    ("longtext", &["'it''s a long text'", "''"]),
    ("binary(5)", &["'abcde'"]),
    ("varbinary(20)", &["x'ff00'"]),
    ("blob", &["x'ff00'"]),
    ("longblob", &["x'ff00'"]),
    ("date", &["'9999-12-31'"]),
    ("time", &["'23:59:59'"]),
    ("time(6)", &["'23:59:59.999999'"]),
    ("datetime", &["'9999-12-31 10:00:00'"]),
    ("datetime(6)", &["'2024-01-01 10:00:00.123456'"]),
    ("timestamp", &["'2024-01-01 10:00:00'"]),
    ("year", &["2155"]),
    ("json", &["'{\"a\": 1}'", "'true'"]),
    ("enum('a','b')", &["'a'", "'b'"]),
    ("enum('a','b','c')", &["'c'"]),
    ("set('a','b')", &["'a,b'"]),
    ("bit(3)", &["b'101'"]),
];

/// MariaDB has a type more, and makes bits of nothing else.
fn of_mariadb() -> Vec<Known> {
    let uuid: Known = ("uuid", &["'00000000-0000-0000-0000-000000000001'"]);
    MYSQL.iter().copied().filter(|(ty, _)| !ty.starts_with("bit")).chain([uuid]).collect()
}

/// A table with a column of the first type for each of the others, before and after.
struct Change<'a> {
    dialect: &'a dyn Dialect,
    from: DataType,
    values: &'static [&'static str],
    to: Vec<DataType>,
}

impl Change<'_> {
    fn realm(&self, type_of: impl Fn(&DataType) -> DataType) -> Realm {
        let mut table = Table::new("t");
        table.columns.push(Column { name: "id".to_owned(), ty: self.ty("integer"), ..Column::default() });
        for (at, to) in self.to.iter().enumerate() {
            table.columns.push(Column {
                name: format!("c{at}"),
                ty: type_of(to),
                null: true,
                ..Column::default()
            });
        }
        table.primary_key = Some(PrimaryKey::over(["id"]));
        let mut realm = Realm::default();
        realm.schema_or_new("").tables.push(table);
        realm
    }

    fn ty(&self, text: &str) -> DataType {
        self.dialect.parse_type(text).expect("a type")
    }

    /// A row for each value, which is in the columns where every value fits.
    fn inserts(&self) -> Vec<String> {
        let row = |(n, value): (usize, &&str)| {
            let values =
                self.to.iter().map(|to| match self.dialect.type_change(&self.from, to).risks_data() {
                    true => "NULL",
                    false => value,
                });
            let values: Vec<&str> = values.collect();
            format!("INSERT INTO {} VALUES ({n}, {})", self.dialect.quote("t"), values.join(", "))
        };
        self.values.iter().enumerate().map(row).collect()
    }

    /// Takes away values that the way back may refuse: those of arrays, which were another thing before,
    /// and what MariaDB reads out of a text otherwise than it wrote it.
    fn emptied(&self) -> Vec<String> {
        let lossy = self.dialect.flavor().name == DialectName::Mariadb;
        let refused = |to: &DataType| lossy && self.dialect.type_change(to, &self.from).risks_data();
        let differs = |to: &DataType| (to.dimensions > 0) != (self.from.dimensions > 0) || refused(to);
        let columns = self.to.iter().enumerate().filter(|(_, to)| differs(to));
        let table = self.dialect.quote("t");
        columns.map(|(at, _)| format!("UPDATE {table} SET c{at} = NULL")).collect()
    }

    async fn carry_out(&self, connection: &mut Connection) -> Result<(), String> {
        let (before, after) = (self.realm(|_| self.from.clone()), self.realm(DataType::clone));
        let (create, change) = (self.plan(&Realm::default(), &before)?, self.plan(&before, &after)?);
        run(connection, "create", up(&create)).await?;
        let outcome = self.forth_and_back(connection, &change, (&before, &after)).await;
        run(connection, "drop", vec!["DROP TABLE t"]).await?;
        outcome
    }

    async fn forth_and_back(
        &self,
        connection: &mut Connection,
        change: &Plan,
        (before, after): (&Realm, &Realm),
    ) -> Result<(), String> {
        let inserts = self.inserts();
        run(connection, "insert", inserts.iter().map(String::as_str).collect()).await?;
        run(connection, "up", up(change)).await?;
        self.found(connection, after).await?;
        run(connection, "empty", self.emptied().iter().map(String::as_str).collect()).await?;
        run(connection, "down", change.reverse().map(|(sql, _)| sql).collect()).await?;
        self.found(connection, before).await
    }

    fn plan(&self, previous: &Realm, next: &Realm) -> Result<Plan, String> {
        let changes = diff(self.dialect, previous, next, &DiffOptions::default()).changes;
        plan(self.dialect, previous, next, changes, &PlanOptions::default())
            .map_err(|error| error.to_string())
    }

    async fn found(&self, connection: &mut Connection, wanted: &Realm) -> Result<(), String> {
        let realm = inspect(connection, &Scope::Connected).await.map_err(|error| error.to_string())?;
        let left = diff(self.dialect, &realm, wanted, &DiffOptions::default()).changes;
        if left.is_empty() { Ok(()) } else { Err(format!("left to do: {left:#?}")) }
    }
}

fn up(plan: &Plan) -> Vec<&str> {
    plan.statements.iter().map(|statement| statement.sql.as_str()).collect()
}

async fn run(connection: &mut Connection, what: &str, statements: Vec<&str>) -> Result<(), String> {
    for sql in statements {
        connection.execute(sql).await.map_err(|error| format!("{what}: {error}\n{sql}"))?;
    }
    Ok(())
}

/// Tries all at once, and one by one what doesn't go.
async fn each_into_each(database: TestDatabase, types: Vec<Known>) -> Vec<String> {
    let mut connection = database.connection().await;
    let dialect = connection.dialect();
    let mut failures = Vec::new();
    for (from, values) in &types {
        let parsed = |text: &str| dialect.parse_type(text).expect("a type");
        let to: Vec<DataType> = types.iter().map(|(to, _)| parsed(to)).collect();
        let mut change = Change { dialect: &*dialect, from: parsed(from), values, to };
        if change.carry_out(&mut connection).await.is_ok() {
            continue;
        }
        for to in std::mem::take(&mut change.to) {
            change.to = vec![to];
            if let Err(error) = change.carry_out(&mut connection).await {
                failures.push(format!("{from} -> {}: {error}", change.to[0]));
            }
        }
    }
    failures
}

fn judge(failures: &[String]) {
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

async fn on_server(kind: ServerKind, types: Vec<Known>) {
    if TestServers::from_env().url_or_skip(kind, "changes of types").is_none() {
        return;
    }
    let failures = Arc::new(Mutex::new(Vec::new()));
    let found = failures.clone();
    with_database(kind, "changes of types", |database| async move {
        *found.lock().expect("the failures") = each_into_each(database, types).await;
    })
    .await;
    judge(&failures.lock().expect("the failures"));
}

#[tokio::test]
async fn sqlite() {
    let mut failures = Vec::new();
    with_sqlite(async |database| failures = each_into_each(database, SQLITE.to_vec()).await).await;
    judge(&failures);
}

#[tokio::test]
async fn postgres() {
    on_server(ServerKind::Postgres, POSTGRES.to_vec()).await;
}

#[tokio::test]
async fn mysql() {
    on_server(ServerKind::MySql, MYSQL.to_vec()).await;
}

#[tokio::test]
async fn mariadb() {
    on_server(ServerKind::MariaDb, of_mariadb()).await;
}
