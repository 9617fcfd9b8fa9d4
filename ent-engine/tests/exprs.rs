//! Expressions, held to what real servers print: each block of `exprs/*.txt` is an expression as a
//! user writes it and, indented, as the server's catalog shows it. A default has the type of its
//! column in front.

use ent_engine::dialect::{self, DialectName, Exprs, Flavor, Mysql, Types, Version};
use ent_engine::model::Expr;

const MYSQL: Flavor = Flavor::with_version(DialectName::Mysql, Version(9, 7, 0));

fn blocks(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("\n\n")
        .map(str::trim_end)
        .filter(|block| !block.is_empty())
        .map(|block| block.split_once("\n  ").unwrap_or_else(|| panic!("two lines expected: {block}")))
}

fn report(flavor: Flavor, count: usize, fewest: usize, wrong: &[String]) {
    assert!(wrong.is_empty(), "{flavor}: {} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= fewest, "{flavor}: only {count} pairs");
}

fn expressions(flavor: Flavor, text: &str, fewest: usize) {
    let dialect = dialect::of(flavor);
    let mut wrong = Vec::new();
    let mut count = 0;
    for (written, printed) in blocks(text) {
        count += 1;
        let (written, printed) = (Expr::new(written), Expr::new(printed.replace('⏎', "\n")));
        let texts = (dialect.canonical_expr(&written), dialect.canonical_expr(&printed));
        let same = dialect.same_expr(&written, &printed) && dialect.same_expr(&printed, &written);
        if !same || texts.0 != texts.1 {
            wrong.push(format!("{written}\n  {printed}\n  {}\n  {}", texts.0, texts.1));
        }
    }
    report(flavor, count, fewest, &wrong);
}

fn defaults(flavor: Flavor, text: &str, fewest: usize) {
    let dialect = dialect::of(flavor);
    let mut wrong = Vec::new();
    let mut count = 0;
    for (written, printed) in blocks(text) {
        count += 1;
        let (ty, written) =
            written.split_once(": ").unwrap_or_else(|| panic!("a type is missing: {written}"));
        let ty = dialect.parse_type(ty).unwrap();
        let (written, printed) = (Expr::new(written), Expr::new(printed.replace('⏎', "\n")));
        if !dialect.same_default(&ty, &written, &printed) || !dialect.same_default(&ty, &printed, &written) {
            let texts = (dialect.canonical_expr(&written), dialect.canonical_expr(&printed));
            wrong.push(format!("{ty}: {written}\n  {printed}\n  {}\n  {}", texts.0, texts.1));
        }
    }
    report(flavor, count, fewest, &wrong);
}

#[test]
fn expressions_of_postgres_are_what_the_server_prints() {
    expressions(Flavor::new(DialectName::Postgres), include_str!("exprs/postgres.txt"), 190);
}

#[test]
fn defaults_of_postgres_are_what_the_server_prints() {
    defaults(Flavor::new(DialectName::Postgres), include_str!("exprs/postgres_defaults.txt"), 115);
}

#[test]
fn expressions_of_mysql_are_what_the_server_prints() {
    expressions(MYSQL, include_str!("exprs/mysql.txt"), 170);
}

#[test]
fn expressions_of_mariadb_are_what_the_server_prints() {
    expressions(Flavor::new(DialectName::Mariadb), include_str!("exprs/mariadb.txt"), 170);
}

#[test]
fn expressions_of_sqlite_are_what_was_written() {
    expressions(Flavor::new(DialectName::Sqlite), include_str!("exprs/sqlite.txt"), 60);
}

/// MySQL's catalog shows constants without quotes; what it shows is put into SQL first.
#[test]
fn defaults_of_mysql_are_what_the_server_prints() {
    let dialect = Mysql::new(MYSQL);
    let mut wrong = Vec::new();
    let mut count = 0;
    for (written, printed) in blocks(include_str!("exprs/mysql_defaults.txt")) {
        count += 1;
        let (ty, written) = written.split_once(": ").unwrap();
        let (kind, printed) = printed.split_once(':').unwrap();
        let ty = dialect.parse_type(ty).unwrap();
        let printed = printed.strip_prefix(' ').unwrap_or(printed).replace('⏎', "\n");
        let printed = dialect.catalog_default(&ty, &printed, kind == "generated");
        if !dialect.same_default(&ty, &Expr::new(written), &printed) {
            wrong.push(format!("{ty}: {written}\n  {printed}\n  {}", dialect.canonical_expr(&printed)));
        }
    }
    report(MYSQL, count, 85, &wrong);
}

#[test]
fn defaults_of_mariadb_are_what_the_server_prints() {
    defaults(Flavor::new(DialectName::Mariadb), include_str!("exprs/mariadb_defaults.txt"), 85);
}

#[test]
fn defaults_of_sqlite_are_what_the_pragma_prints() {
    defaults(Flavor::new(DialectName::Sqlite), include_str!("exprs/sqlite_defaults.txt"), 36);
}

/// Each pair means two things.
#[test]
fn different_expressions_stay_different() {
    let everywhere = [
        ("a > 0", "a >= 0"),
        ("a > 0", "b > 0"),
        ("a > 0", "a > 1"),
        ("a > b", "b > a"),
        ("a - b", "b - a"),
        ("a - (b - 1) > 0", "a - b - 1 > 0"),
        ("a > 0 AND b > 0", "a > 0 OR b > 0"),
        ("a > 0 OR b > 0 AND c > 0", "(a > 0 OR b > 0) AND c > 0"),
        ("NOT a > 0 AND b > 0", "NOT (a > 0 AND b > 0)"),
        ("a IN (1, 2)", "a IN (1, 2, 3)"),
        ("a IN (1, 2)", "a NOT IN (1, 2)"),
        ("s IN ('x', 'y')", "s IN ('x', 'z')"),
        ("s = 'x'", "s = 'X'"),
        ("s = 'a b'", "s = 'a  b'"),
        ("s = 'x'", "lower(s) = 'x'"),
        ("s LIKE 'a%'", "s LIKE 'b%'"),
        ("s LIKE 'a%'", "s NOT LIKE 'a%'"),
        ("a IS NULL", "a IS NOT NULL"),
        ("a BETWEEN 1 AND 10", "a BETWEEN 1 AND 11"),
        ("a BETWEEN 1 AND 10", "a NOT BETWEEN 1 AND 10"),
        ("coalesce(a, 0)", "coalesce(a, 1)"),
        ("coalesce(a, b)", "coalesce(b, a)"),
        ("CASE WHEN a > 0 THEN 1 ELSE 2 END", "CASE WHEN a > 0 THEN 1 ELSE 3 END"),
        ("CASE WHEN a > 0 THEN 1 END", "CASE WHEN a > 0 THEN 1 ELSE 0 END"),
        ("CAST(a AS char)", "a"),
        ("substr(s, 1, 2)", "substr(s, 2, 1)"),
        ("length(s)", "lower(s)"),
        ("CURRENT_TIMESTAMP", "CURRENT_DATE"),
        ("SELECT a FROM t", "SELECT b FROM t"),
        ("SELECT a FROM t", "SELECT a FROM t WHERE a > 0"),
        ("SELECT t.a FROM t JOIN u ON t.id = u.id", "SELECT u.a FROM t JOIN u ON t.id = u.id"),
        ("SELECT a FROM t ORDER BY a", "SELECT a FROM t ORDER BY a DESC"),
        ("SELECT a AS x FROM t", "SELECT a AS y FROM t"),
        ("SELECT a FROM t UNION SELECT a FROM u", "SELECT a FROM t UNION ALL SELECT a FROM u"),
        ("SELECT a FROM t LEFT JOIN u ON true", "SELECT a FROM t JOIN u ON true"),
        ("SELECT a FROM t LIMIT 1", "SELECT a FROM t LIMIT 2"),
    ];
    let own = [
        (DialectName::Postgres, "'1'::text", "'1'::integer"),
        (DialectName::Postgres, "a::text", "a::integer"),
        (DialectName::Postgres, "((a)::numeric / (2)::numeric)", "(a / 2)"),
        (DialectName::Postgres, "f::int > 0", "(f > (0)::double precision)"),
        (DialectName::Postgres, "s::varchar(10)", "s"),
        (DialectName::Postgres, "s LIKE 'a'", "s ILIKE 'a'"),
        (DialectName::Postgres, "a = ANY (x)", "a = ALL (x)"),
        (DialectName::Postgres, "nextval('a.sq')", "nextval('b.sq')"),
        (DialectName::Postgres, "a.f(x)", "b.f(x)"),
        (DialectName::Postgres, "\"A\" > 0", "a > 0"),
        (DialectName::Postgres, "j -> 'a'", "j ->> 'a'"),
        (DialectName::Postgres, "now() + interval '1 day'", "now() + interval '2 days'"),
        (DialectName::Postgres, "now() + interval '1 day'", "now() + interval '24 hours'"),
        (DialectName::Postgres, "extract(year from d)", "extract(month from d)"),
        (DialectName::Postgres, "s COLLATE \"C\"", "s"),
        (DialectName::Postgres, "now()", "clock_timestamp()"),
        (DialectName::Postgres, "x IS DISTINCT FROM y", "x <> y"),
        (DialectName::Postgres, "count(DISTINCT a)", "count(a)"),
        (DialectName::Mysql, "a / 2", "a DIV 2"),
        (DialectName::Mysql, "a XOR b", "a OR b"),
        (DialectName::Mysql, "a <=> b", "a = b"),
        (DialectName::Mysql, "j -> '$.a'", "j ->> '$.a'"),
        (DialectName::Mysql, "ts + interval 1 day", "ts + interval 1 month"),
        (DialectName::Mysql, "ts + interval 1 day", "ts - interval 1 day"),
        (DialectName::Mysql, "cast(a as signed)", "cast(a as unsigned)"),
        (DialectName::Mysql, "cast(a as binary)", "cast(a as char)"),
        (DialectName::Mysql, "s = 5", "s = '5'"),
        (DialectName::Mysql, "s = _latin1'x'", "s = _utf8mb4'x'"),
        (DialectName::Mysql, "current_timestamp(3)", "current_timestamp(6)"),
        (DialectName::Mariadb, "NOT a", "a"),
        (DialectName::Mariadb, "x'4142' = s", "x'4143' = s"),
        (DialectName::Sqlite, "a = 5", "a = '5'"),
        (DialectName::Sqlite, "a IS b", "a = b"),
        (DialectName::Sqlite, "s COLLATE nocase", "s"),
        (DialectName::Sqlite, "s GLOB 'a'", "s LIKE 'a'"),
    ];
    let names = [DialectName::Sqlite, DialectName::Postgres, DialectName::Mysql, DialectName::Mariadb];
    let everywhere = names.into_iter().flat_map(|name| everywhere.map(|(left, right)| (name, left, right)));
    for (name, left, right) in everywhere.chain(own) {
        let dialect = dialect::of(Flavor::new(name));
        let (left, right) = (Expr::new(left), Expr::new(right));
        assert!(!dialect.same_expr(&left, &right), "{name:?}: {left} and {right}");
        assert!(!dialect.same_expr(&right, &left), "{name:?}: {right} and {left}");
    }
}

#[test]
fn different_defaults_stay_different() {
    let cases = [
        (DialectName::Postgres, "integer", "0", "1"),
        (DialectName::Postgres, "integer", "0", "NULL"),
        (DialectName::Postgres, "text", "'1.0'", "'1.00'"),
        (DialectName::Postgres, "text", "''", "' '"),
        (DialectName::Postgres, "boolean", "true", "false"),
        (DialectName::Postgres, "date", "'now'::text::date", "'now'::date"),
        (DialectName::Postgres, "numeric(10,2)", "1.50", "1.51"),
        (DialectName::Postgres, "timestamptz", "now()", "clock_timestamp()"),
        (DialectName::Postgres, "jsonb", "'{}'", "'[]'"),
        (DialectName::Postgres, "varchar(20)", "'x'", "lower('x')"),
        (DialectName::Mysql, "int", "0", "1"),
        (DialectName::Mysql, "varchar(20)", "'1.0'", "'1'"),
        (DialectName::Mysql, "varchar(20)", "'now()'", "now()"),
        (DialectName::Mysql, "varchar(40)", "'uuid()'", "(uuid())"),
        (DialectName::Mysql, "decimal(10,2)", "1.5", "1.6"),
        (DialectName::Mysql, "datetime", "CURRENT_TIMESTAMP", "'2020-01-01'"),
        (DialectName::Mysql, "bit(8)", "b'101'", "b'111'"),
        (DialectName::Mysql, "bool", "true", "false"),
        (DialectName::Mariadb, "text", "'x'", "'y'"),
        (DialectName::Sqlite, "text", "'x'", "'X'"),
        (DialectName::Sqlite, "integer", "1", "2"),
        (DialectName::Sqlite, "text", "'CURRENT_TIMESTAMP'", "CURRENT_TIMESTAMP"),
    ];
    for (name, ty, left, right) in cases {
        let dialect = dialect::of(Flavor::new(name));
        let ty = dialect.parse_type(ty).unwrap();
        let (left, right) = (Expr::new(left), Expr::new(right));
        assert!(!dialect.same_default(&ty, &left, &right), "{name:?} {ty}: {left} and {right}");
    }
}

#[test]
fn views_of_postgres_are_what_the_server_prints() {
    expressions(Flavor::new(DialectName::Postgres), include_str!("exprs/postgres_views.txt"), 70);
}

#[test]
fn views_of_mysql_are_what_the_server_prints() {
    expressions(MYSQL, include_str!("exprs/mysql_views.txt"), 40);
}

#[test]
fn views_of_mariadb_are_what_the_server_prints() {
    expressions(Flavor::new(DialectName::Mariadb), include_str!("exprs/mariadb_views.txt"), 40);
}

#[test]
fn tables_may_be_called_otherwise_but_not_for_each_other() {
    let dialect = dialect::of(Flavor::new(DialectName::Postgres));
    let same = |one: &str, other: &str| {
        let (one, other) = (Expr::new(one), Expr::new(other));
        let same = dialect.same_expr(&one, &other);
        assert_eq!(same, dialect.same_expr(&other, &one), "{one}\n{other}");
        same
    };
    assert!(same("SELECT x.id FROM users x, posts y", "SELECT u.id FROM users u, posts p"));
    assert!(same(
        "SELECT a.id FROM users a JOIN users b ON a.id = b.manager_id",
        "SELECT b.id FROM users b JOIN users a ON b.id = a.manager_id",
    ));
    assert!(same(
        "SELECT id FROM users WHERE id NOT IN (SELECT manager_id FROM users WHERE manager_id IS NOT NULL ORDER BY users.id LIMIT 3)",
        "SELECT users.id FROM users WHERE (NOT (users.id IN ( SELECT users_1.manager_id FROM users users_1 WHERE (users_1.manager_id IS NOT NULL) ORDER BY users_1.id LIMIT 3)));",
    ));
    assert!(same(
        "WITH RECURSIVE tree(id, depth) AS (SELECT id, 0 FROM users UNION ALL SELECT u.id, tree.depth + 1 FROM users u JOIN tree ON u.manager_id = tree.id) SELECT tree.id FROM tree",
        "WITH RECURSIVE tree(id, depth) AS ( SELECT users.id, 0 FROM users UNION ALL SELECT u.id, (tree_1.depth + 1) FROM (users u JOIN tree tree_1 ON ((u.manager_id = tree_1.id))) ) SELECT tree.id FROM tree;",
    ));
    for (one, other) in [
        ("SELECT x.id FROM users x, posts y", "SELECT y.id FROM users x, posts y"),
        ("SELECT x.id FROM users x, posts y", "SELECT p.id FROM users u, posts p"),
        (
            "SELECT a.id FROM users a JOIN users b ON a.id = b.manager_id",
            "SELECT b.id FROM users a JOIN users b ON a.id = b.manager_id",
        ),
        (
            "SELECT 1 FROM users u WHERE EXISTS (SELECT 1 FROM posts p WHERE p.user_id = u.id)",
            "SELECT 1 FROM users u WHERE EXISTS (SELECT 1 FROM posts p WHERE p.user_id = p.id)",
        ),
        (
            "SELECT u.id FROM users u WHERE EXISTS (SELECT 1 FROM users users_1 WHERE users_1.age > u.age)",
            "SELECT u.id FROM users u WHERE EXISTS (SELECT 1 FROM users u WHERE u.age > u.age)",
        ),
        (
            "SELECT u.id FROM users u WHERE u.id IN (SELECT p.id FROM posts p ORDER BY p.at LIMIT 1)",
            "SELECT u.id FROM users u WHERE u.id IN (SELECT p.id FROM posts p ORDER BY u.at LIMIT 1)",
        ),
    ] {
        assert!(!same(one, other), "{one}\n{other}");
    }
}
