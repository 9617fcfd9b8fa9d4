//! Column types, held to what real servers print: each line of `types/*.txt` is a type as a user
//! writes it, as the server's catalog shows it, and as we print it.

use ent_engine::dialect::{self, DialectName, Flavor, TypeChange, TypeError, TypeFamily, Version};

fn lines(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with("-- ")).map(|line| {
        let mut parts = line.split(" | ");
        match (parts.next(), parts.next(), parts.next()) {
            (Some(written), Some(printed), Some(sql)) => (written, printed, sql),
            _ => panic!("three parts expected: {line}"),
        }
    })
}

fn check(flavor: Flavor, text: &str, fewest: usize) {
    let dialect = dialect::of(flavor);
    let mut count = 0;
    for (written, printed, sql) in lines(text) {
        let ours = dialect.parse_type(written).unwrap_or_else(|error| panic!("{flavor}: {error}"));
        let theirs = dialect.parse_type(printed).unwrap_or_else(|error| panic!("{flavor}: {error}"));
        assert!(
            dialect.same_type(&ours, &theirs),
            "{flavor}: {written} is {ours:?}, {printed} is {theirs:?}"
        );
        assert_eq!(dialect.type_change(&ours, &theirs), TypeChange::Same, "{flavor}: {written}");
        assert_eq!(dialect.type_sql(&ours), sql, "{flavor}: {written}");
        assert_eq!(dialect.parse_type(sql).as_ref(), Ok(&ours), "{flavor}: {sql} is read back");
        count += 1;
    }
    assert!(count >= fewest, "{flavor}: only {count} types");
}

#[test]
fn types_of_postgres_are_what_the_server_prints() {
    check(Flavor::new(DialectName::Postgres), include_str!("types/postgres.txt"), 170);
}

#[test]
fn types_of_mysql_are_what_the_server_prints() {
    check(Flavor::with_version(DialectName::Mysql, Version(9, 7, 0)), include_str!("types/mysql.txt"), 140);
}

#[test]
fn types_of_mariadb_are_what_the_server_prints() {
    check(Flavor::new(DialectName::Mariadb), include_str!("types/mariadb.txt"), 140);
}

#[test]
fn types_of_sqlite_are_kept_as_written() {
    check(Flavor::new(DialectName::Sqlite), include_str!("types/sqlite.txt"), 30);
}

/// Each pair is two types that the database tells apart.
#[test]
fn different_types_stay_different() {
    let cases = [
        (DialectName::Postgres, "varchar(10)", "varchar(20)"),
        (DialectName::Postgres, "varchar", "text"),
        (DialectName::Postgres, "char", "\"char\""),
        (DialectName::Postgres, "bpchar", "char(1)"),
        (DialectName::Postgres, "int", "bigint"),
        (DialectName::Postgres, "int", "int[]"),
        (DialectName::Postgres, "serial", "bigserial"),
        (DialectName::Postgres, "timestamp", "timestamptz"),
        (DialectName::Postgres, "timestamp(3)", "timestamp"),
        (DialectName::Postgres, "numeric", "numeric(10)"),
        (DialectName::Postgres, "numeric(10,2)", "numeric(10)"),
        (DialectName::Postgres, "interval", "interval day"),
        (DialectName::Postgres, "a.status", "b.status"),
        (DialectName::Postgres, "\"Status\"", "status"),
        (DialectName::Postgres, "json", "jsonb"),
        (DialectName::Mysql, "tinyint", "bool"),
        (DialectName::Mysql, "int", "int unsigned"),
        (DialectName::Mysql, "int", "int zerofill"),
        (DialectName::Mysql, "varchar(10)", "varchar(11)"),
        (DialectName::Mysql, "char", "char(0)"),
        (DialectName::Mysql, "enum('a','b')", "enum('b','a')"),
        (DialectName::Mysql, "enum('a')", "set('a')"),
        (DialectName::Mysql, "datetime", "datetime(3)"),
        (DialectName::Mysql, "json", "longtext"),
        (DialectName::Mysql, "float", "float(7,4)"),
        (DialectName::Mariadb, "blob", "text"),
        (DialectName::Sqlite, "varchar(10)", "varchar(20)"),
        (DialectName::Sqlite, "text", "integer"),
        (DialectName::Sqlite, "datetime", "text"),
        (DialectName::Sqlite, "geometry", "geography"),
    ];
    for (name, left, right) in cases {
        let dialect = dialect::of(Flavor::new(name));
        let (left, right) = (dialect.parse_type(left).unwrap(), dialect.parse_type(right).unwrap());
        assert!(!dialect.same_type(&left, &right), "{name:?}: {left} and {right}");
        assert_ne!(dialect.type_change(&left, &right), TypeChange::Same, "{name:?}: {left} to {right}");
    }
}

/// As Atlas has it, so that a database made by Ent or Atlas leaves nothing to do.
#[test]
fn names_of_one_class_are_the_same_in_sqlite() {
    let dialect = dialect::of(Flavor::new(DialectName::Sqlite));
    for (left, right) in [("int", "bigint"), ("varchar(255)", "text"), ("bool", "BOOLEAN"), ("", "blob")] {
        let (left, right) = (dialect.parse_type(left).unwrap(), dialect.parse_type(right).unwrap());
        assert!(dialect.same_type(&left, &right), "{left} and {right}");
    }
}

#[test]
fn the_change_of_a_type_tells_what_it_costs() {
    use TypeChange::{Narrowing, NeedsUsing, Rewrite, Same, Widening};
    let cases = [
        (DialectName::Postgres, "varchar(10)", "varchar(20)", Widening),
        (DialectName::Postgres, "varchar(10)", "text", Widening),
        (DialectName::Postgres, "text", "varchar", Widening),
        (DialectName::Postgres, "text", "varchar(10)", Narrowing),
        (DialectName::Postgres, "varchar(20)", "varchar(10)", Narrowing),
        (DialectName::Postgres, "char(4)", "varchar(4)", Rewrite),
        (DialectName::Postgres, "int", "bigint", Rewrite),
        (DialectName::Postgres, "bigint", "int", Narrowing),
        (DialectName::Postgres, "serial", "integer", Widening),
        (DialectName::Postgres, "int", "numeric(10)", Rewrite),
        (DialectName::Postgres, "int", "numeric(5)", Narrowing),
        (DialectName::Postgres, "numeric(10,2)", "numeric(12,2)", Widening),
        (DialectName::Postgres, "numeric(10,2)", "numeric", Widening),
        (DialectName::Postgres, "numeric(10,2)", "numeric(12,4)", Rewrite),
        (DialectName::Postgres, "numeric(10,2)", "numeric(10,4)", Narrowing),
        (DialectName::Postgres, "double precision", "real", Narrowing),
        (DialectName::Postgres, "timestamp(3)", "timestamp", Widening),
        (DialectName::Postgres, "timestamp", "timestamptz", Rewrite),
        (DialectName::Postgres, "timestamp", "date", Narrowing),
        (DialectName::Postgres, "text", "int", NeedsUsing),
        (DialectName::Postgres, "boolean", "int", NeedsUsing),
        (DialectName::Postgres, "int", "text", Rewrite),
        (DialectName::Postgres, "bigint", "varchar(10)", Narrowing),
        (DialectName::Postgres, "text", "status", NeedsUsing),
        (DialectName::Postgres, "status", "text", Rewrite),
        (DialectName::Postgres, "citext", "text", Widening),
        (DialectName::Postgres, "int[]", "bigint[]", Rewrite),
        (DialectName::Postgres, "int", "int[]", NeedsUsing),
        (DialectName::Postgres, "cidr", "inet", Widening),
        (DialectName::Postgres, "json", "jsonb", Rewrite),
        (DialectName::Postgres, "int4", "integer", Same),
        (DialectName::Mysql, "varchar(64)", "varchar(200)", Widening),
        (DialectName::Mysql, "varchar(50)", "varchar(100)", Rewrite),
        (DialectName::Mysql, "varchar(200)", "varchar(300)", Rewrite),
        (DialectName::Mysql, "varbinary(100)", "varbinary(200)", Widening),
        (DialectName::Mysql, "varchar(300)", "varchar(200)", Narrowing),
        (DialectName::Mysql, "varchar(300)", "text", Rewrite),
        (DialectName::Mysql, "longtext", "text", Narrowing),
        (DialectName::Mysql, "int", "bigint", Rewrite),
        (DialectName::Mysql, "int", "int unsigned", Narrowing),
        (DialectName::Mysql, "int unsigned", "int", Narrowing),
        (DialectName::Mysql, "int unsigned", "bigint", Rewrite),
        (DialectName::Mysql, "bool", "tinyint", Widening),
        (DialectName::Mysql, "enum('a','b')", "enum('a','b','c')", Widening),
        (DialectName::Mysql, "enum('a','b')", "enum('b','a')", Rewrite),
        (DialectName::Mysql, "enum('a','b')", "enum('a')", Narrowing),
        (DialectName::Mysql, "datetime", "datetime(3)", Rewrite),
        (DialectName::Mysql, "datetime", "date", Narrowing),
        (DialectName::Mysql, "int", "varchar(11)", Rewrite),
        (DialectName::Mysql, "int", "varchar(6)", Narrowing),
        (DialectName::Mysql, "varchar(6)", "int", Narrowing),
        (DialectName::Mysql, "decimal(10,2)", "decimal(12,2)", Rewrite),
        (DialectName::Mysql, "decimal(10,2)", "decimal(10,4)", Narrowing),
        (DialectName::Mysql, "point", "int", NeedsUsing),
        (DialectName::Mariadb, "json", "longtext", Rewrite),
        (DialectName::Mariadb, "longtext", "json", Narrowing),
        (DialectName::Sqlite, "text", "integer", Narrowing),
        (DialectName::Sqlite, "integer", "text", Rewrite),
        (DialectName::Sqlite, "integer", "real", Narrowing),
        (DialectName::Sqlite, "int", "bigint", Same),
    ];
    for (name, left, right, expected) in cases {
        let dialect = dialect::of(Flavor::new(name));
        let (left, right) = (dialect.parse_type(left).unwrap(), dialect.parse_type(right).unwrap());
        assert_eq!(dialect.type_change(&left, &right), expected, "{name:?}: {left} to {right}");
    }
}

#[test]
fn families_and_widths() {
    let cases = [
        (DialectName::Postgres, "bigserial", TypeFamily::Integer, Some(64)),
        (DialectName::Postgres, "int[]", TypeFamily::Other, None),
        (DialectName::Postgres, "citext", TypeFamily::Text, None),
        (DialectName::Postgres, "interval day to second(3)", TypeFamily::Time, None),
        (DialectName::Postgres, "shop.status", TypeFamily::Other, None),
        (DialectName::Mysql, "bool", TypeFamily::Boolean, None),
        (DialectName::Mysql, "mediumint unsigned", TypeFamily::Integer, Some(24)),
        (DialectName::Mysql, "set('a')", TypeFamily::Enum, None),
        (DialectName::Sqlite, "uuid", TypeFamily::Uuid, None),
        (DialectName::Sqlite, "int", TypeFamily::Integer, Some(64)),
        (DialectName::Sqlite, "my varchar thing", TypeFamily::Text, None),
    ];
    for (name, text, family, bits) in cases {
        let dialect = dialect::of(Flavor::new(name));
        let ty = dialect.parse_type(text).unwrap();
        assert_eq!((dialect.type_family(&ty), dialect.integer_bits(&ty)), (family, bits), "{name:?}: {text}");
    }
}

#[test]
fn what_is_no_type_is_an_error() {
    let unknown = [
        (DialectName::Mysql, "uuid"),
        (DialectName::Mysql, "status"),
        (DialectName::Mysql, "vector(3)"),
        (DialectName::Mariadb, "jsonb"),
    ];
    for (name, text) in unknown {
        let error = dialect::of(Flavor::new(name)).parse_type(text).unwrap_err();
        assert!(matches!(error, TypeError::Unknown { .. }), "{error}");
    }
    let malformed = [
        (DialectName::Postgres, ""),
        (DialectName::Postgres, "varchar(0)"),
        (DialectName::Postgres, "varchar(1,2)"),
        (DialectName::Postgres, "int(4)"),
        (DialectName::Postgres, "float(54)"),
        (DialectName::Postgres, "double prec"),
        (DialectName::Postgres, "interval day(3)"),
        (DialectName::Postgres, "numeric(10"),
        (DialectName::Postgres, "\"open"),
        (DialectName::Postgres, "shop."),
        (DialectName::Mysql, "varchar"),
        (DialectName::Mysql, "varchar(10) charset ascii"),
        (DialectName::Mysql, "enum"),
        (DialectName::Mysql, "enum(a)"),
        (DialectName::Mysql, "decimal(2,3)"),
        (DialectName::Mysql, "text unsigned"),
        (DialectName::Mysql, "datetime(7)"),
        (DialectName::Sqlite, "numeric(1,"),
    ];
    for (name, text) in malformed {
        let error = dialect::of(Flavor::new(name)).parse_type(text).unwrap_err();
        assert!(matches!(error, TypeError::Syntax { .. }), "{text}: {error}");
    }
}
