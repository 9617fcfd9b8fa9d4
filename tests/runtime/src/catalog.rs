mod mysql;

use ent_runtime::Pool;

/// The catalog's own account of a database, one line for each thing, asked of a connection of the pool.
pub async fn catalog(pool: &Pool) -> String {
    match pool {
        Pool::Postgres(pool) => {
            let mut connection = pool.acquire().await.unwrap();
            // Files may leave another search path behind, by which the server prints names.
            sqlx::raw_sql("SET search_path = pg_catalog").execute(&mut *connection).await.unwrap();
            let sql = include_str!("catalog/postgres.sql");
            let text: Option<String> =
                sqlx::query_scalar(sql).persistent(false).fetch_one(&mut *connection).await.unwrap();
            text.unwrap_or_default()
        }
        Pool::Sqlite(pool) => {
            let sql = include_str!("catalog/sqlite.sql");
            let text: Option<String> = sqlx::query_scalar(sql).fetch_one(pool).await.unwrap();
            let mut text = squashed(&text.unwrap_or_default());
            // A view that reads what is gone has no columns, and is no reason to know nothing of the rest.
            let names = "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name";
            let views: Vec<String> = sqlx::query_scalar(names).fetch_all(pool).await.unwrap();
            for view in views {
                let sql = "SELECT group_concat(name || ' ' || type, ', ') FROM pragma_table_xinfo(?)";
                let columns = sqlx::query_scalar(sql).bind(&view).fetch_one(pool).await;
                let columns: Option<String> = columns.unwrap_or_else(|_| Some("not to be told".to_owned()));
                text.push_str(&format!("\nview {view}: {}", columns.unwrap_or_default()));
            }
            text
        }
        Pool::Mysql(pool) => mysql::catalog(&mut pool.acquire().await.unwrap()).await,
        _ => unreachable!("a database without a query for its catalog"),
    }
}

/// The lines of an account in order.
pub fn sorted_lines(text: &str) -> Vec<&str> {
    // Where names are looked for may be set once more or less.
    let mut lines: Vec<_> = text.lines().filter(|line| !line.starts_with("SET search_path")).collect();
    lines.sort_unstable();
    lines
}

/// The lines that only one of two accounts has.
pub fn differences(expected: &str, found: &str) -> String {
    let only = |from: &str, other: &str, sign: char| -> String {
        let other = sorted_lines(other);
        let lines = from.lines().filter(|line| other.binary_search(line).is_err());
        lines.map(|line| format!("{sign} {line}\n")).collect()
    };
    only(expected, found, '-') + &only(found, expected, '+')
}

/// SQLite keeps texts as they were written: quotes, blanks and letter case make no difference.
fn squashed(text: &str) -> String {
    let mut out = String::new();
    let mut in_text = false;
    for line in text.split_inclusive('\n') {
        let starts = ["object ", "column ", "key ", "index "].iter().any(|word| line.starts_with(word));
        if starts {
            in_text = false;
            out.push('\n');
        }
        let (plain, rest) =
            if in_text { ("", line) } else { line.split_once('|').unwrap_or((line.trim_end(), "")) };
        in_text |= line.contains('|');
        out.push_str(plain);
        let kept = rest.chars().filter(|c| !c.is_whitespace() && !['"', '`', '[', ']'].contains(c));
        out.extend(kept.flat_map(char::to_lowercase));
    }
    out
}
