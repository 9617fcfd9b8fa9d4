//! What inspection costs, beside bare queries of the catalog and the server's own dump of the same tables.
//!
//! Wants servers: `cargo xtask bench inspect` starts them. SQLite needs none.

#![allow(clippy::print_stdout, reason = "a benchmark tells what it measured")]

use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ent_runtime::{Pool, Scope, inspect};

const TABLES: usize = 1000;
/// Times that each step is taken; the middle one counts.
const TURNS: usize = 9;

/// A kind of database.
struct Kind {
    name: &'static str,
    variable: Option<&'static str>,
    create: fn(usize) -> String,
    /// All columns, all constraints, all indexes.
    bare: [&'static str; 3],
    dump: fn(&str) -> Option<Command>,
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "PostgreSQL",
        variable: Some("ENT_TEST_POSTGRES_URL"),
        create: postgres_table,
        bare: [
            "SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, \
             pg_get_expr(d.adbin, d.adrelid) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid \
             JOIN pg_namespace n ON n.oid = c.relnamespace \
             LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
             WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1, 2",
            "SELECT k.conrelid, k.conname, k.contype, k.conkey, k.confrelid, k.confkey, k.confupdtype, k.confdeltype \
             FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname = 'public' ORDER BY 1, 2",
            "SELECT i.indrelid, c.relname, i.indisunique, i.indkey, i.indoption, i.indclass FROM pg_index i \
             JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = 'public' ORDER BY 1, 2",
        ],
        dump: |url| program(&pg_dump()?, &["-s", url]),
    },
    Kind {
        name: "MariaDB",
        variable: Some("ENT_TEST_MARIADB_URL"),
        create: mysql_table,
        bare: MYSQL,
        dump: mysql_dump,
    },
    Kind {
        name: "MySQL",
        variable: Some("ENT_TEST_MYSQL_URL"),
        create: mysql_table,
        bare: MYSQL,
        dump: mysql_dump,
    },
    Kind {
        name: "SQLite",
        variable: None,
        create: sqlite_table,
        bare: [
            "SELECT m.name, c.* FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table'",
            "SELECT m.name, f.* FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
            "SELECT m.name, i.*, x.* FROM sqlite_schema m JOIN pragma_index_list(m.name) i \
             JOIN pragma_index_xinfo(i.name) x WHERE m.type = 'table'",
        ],
        dump: |url| program("sqlite3", &[url.strip_prefix("sqlite://")?, ".schema"]),
    },
];

const MYSQL: [&str; 3] = [
    "SELECT * FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = database()",
    "SELECT * FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = database()",
    "SELECT * FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = database()",
];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for kind in &KINDS {
        if let Err(reason) = measure(kind).await {
            println!("{:<11}{reason}", kind.name);
        }
    }
}

async fn measure(kind: &Kind) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let name = format!("ent_bench_{}", std::process::id());
    let (server, url) = match kind.variable {
        Some(variable) => {
            let server = std::env::var(variable).map_err(|_| "no server".to_owned())?;
            let (base, _) = server.rsplit_once('/').ok_or("a URL without a database")?;
            let url = format!("{base}/{name}");
            (Some(server), url)
        }
        None => (None, format!("sqlite://{}", folder.path().join("bench.db").display())),
    };
    let server = match server {
        Some(server) => Some(Pool::connect(&server).await.map_err(|error| error.to_string())?),
        None => None,
    };
    if let Some(server) = &server {
        run(server, &format!("CREATE DATABASE {name}")).await?;
    }
    let outcome = within(kind, &url).await;
    if let Some(server) = &server {
        run(server, &format!("DROP DATABASE {name}")).await?;
    }
    outcome
}

async fn within(kind: &Kind, url: &str) -> Result<(), String> {
    let pool = Pool::connect(url).await.map_err(|error| error.to_string())?;
    let mut sql = String::new();
    for table in 0..TABLES {
        sql += &(kind.create)(table);
    }
    run(&pool, &sql).await?;
    if kind.name == "PostgreSQL" {
        run(&pool, "VACUUM ANALYZE").await?;
    }
    let (mut bare, mut ours, mut dump) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let start = Instant::now();
        for sql in kind.bare {
            rows(&pool, sql).await?;
        }
        bare.push(start.elapsed());
        let mut connection = pool.acquire().await.map_err(|error| error.to_string())?;
        let start = Instant::now();
        let realm = inspect(&mut connection, &Scope::Connected).await.map_err(|error| error.to_string())?;
        ours.push(start.elapsed());
        assert_eq!(realm.tables().count(), TABLES);
    }
    for _ in 0..3 {
        let start = Instant::now();
        let Some(mut command) = (kind.dump)(url) else { break };
        let Ok(status) = command.stdout(Stdio::null()).stderr(Stdio::null()).status() else { break };
        if !status.success() {
            break;
        }
        dump.push(start.elapsed());
    }
    pool.close().await;
    let (bare, ours) = (middle(&mut bare), middle(&mut ours));
    let mut line = format!(
        "{:<11}{TABLES} tables of ten columns: three bare queries {}, inspection {} ({:.1} times)",
        kind.name,
        in_ms(bare),
        in_ms(ours),
        ours.as_secs_f64() / bare.as_secs_f64()
    );
    if !dump.is_empty() {
        let dump = middle(&mut dump);
        let _ = write!(
            line,
            ", dump {} ({:.1} inspections)",
            in_ms(dump),
            dump.as_secs_f64() / ours.as_secs_f64()
        );
    }
    println!("{line}");
    Ok(())
}

fn middle(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn in_ms(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1000.0)
}

async fn run(pool: &Pool, sql: &str) -> Result<(), String> {
    let mut connection = pool.acquire().await.map_err(|error| error.to_string())?;
    connection.execute(sql).await.map_err(|error| error.to_string())
}

/// The number of rows that a query gives, all of them fetched.
async fn rows(pool: &Pool, sql: &'static str) -> Result<usize, String> {
    let query = sqlx::raw_sql(sql);
    let count = match pool {
        Pool::Postgres(pool) => query.fetch_all(pool).await.map(|rows| rows.len()),
        Pool::Mysql(pool) => query.fetch_all(pool).await.map(|rows| rows.len()),
        Pool::Sqlite(pool) => query.fetch_all(pool).await.map(|rows| rows.len()),
        _ => Ok(0),
    };
    count.map_err(|error| error.to_string())
}

fn program(name: &str, arguments: &[&str]) -> Option<Command> {
    let mut command = Command::new(name);
    command.args(arguments);
    Some(command)
}

/// The newest that is installed; what stands on the path may be a wrapper that asks which.
fn pg_dump() -> Option<String> {
    let mut found: Vec<_> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin/pg_dump")))
        .filter(|path| path.exists())
        .collect();
    found.sort();
    Some(found.pop().map_or_else(|| "pg_dump".to_owned(), |path| path.display().to_string()))
}

fn mysql_dump(url: &str) -> Option<Command> {
    let (_, rest) = url.split_once("://")?;
    let (user, rest) = rest.split_once('@')?;
    let (address, database) = rest.split_once('/')?;
    let (host, port) = address.split_once(':')?;
    let mut command = Command::new("mariadb-dump");
    command.arg(format!("-h{host}")).arg(format!("-P{port}")).arg(format!("-u{user}"));
    command.args(["--no-data", "--routines", "--triggers", database]);
    Some(command)
}

fn postgres_table(at: usize) -> String {
    format!(
        "CREATE TABLE t{at} (id bigserial PRIMARY KEY, email varchar(320) NOT NULL UNIQUE, name text NOT NULL, \
         age integer DEFAULT 18 CHECK (age >= 0), score double precision, active boolean NOT NULL DEFAULT true, \
         made timestamptz NOT NULL DEFAULT now(), note text, amount numeric(10,2), parent bigint{}); \
         CREATE INDEX t{at}_name ON t{at} (name, age); ",
        parent(at)
    )
}

fn mysql_table(at: usize) -> String {
    format!(
        "CREATE TABLE t{at} (id bigint AUTO_INCREMENT PRIMARY KEY, email varchar(320) NOT NULL UNIQUE, \
         name varchar(100) NOT NULL, age int DEFAULT 18 CHECK (age >= 0), score double, active bool NOT NULL DEFAULT true, \
         made datetime NOT NULL DEFAULT CURRENT_TIMESTAMP, note text, amount decimal(10,2), parent bigint, \
         INDEX t{at}_name (name, age){}); ",
        parent(at).replace(" REFERENCES", &format!(", CONSTRAINT fk{at} FOREIGN KEY (parent) REFERENCES"))
    )
}

fn sqlite_table(at: usize) -> String {
    format!(
        "CREATE TABLE t{at} (id integer PRIMARY KEY AUTOINCREMENT, email text NOT NULL UNIQUE, name text NOT NULL, \
         age integer DEFAULT 18 CHECK (age >= 0), score real, active boolean NOT NULL DEFAULT true, \
         made datetime NOT NULL DEFAULT CURRENT_TIMESTAMP, note text, amount decimal(10,2), parent integer{}); \
         CREATE INDEX t{at}_name ON t{at} (name, age); ",
        parent(at)
    )
}

/// Every table but the first refers to the one before.
fn parent(at: usize) -> String {
    at.checked_sub(1).map(|parent| format!(" REFERENCES t{parent} (id)")).unwrap_or_default()
}
