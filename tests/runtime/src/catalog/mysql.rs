use sqlx::mysql::{MySqlConnection, MySqlRow};
use sqlx::{AssertSqlSafe, Row as _};

/// What the server says of the connected database and of those whose names start with its name: for each object the
/// lines of `SHOW CREATE`, where the order of columns counts and that of keys does not.
pub(super) async fn catalog(connection: &mut MySqlConnection) -> String {
    let own = texts(connection, "SELECT DATABASE()").await.pop().unwrap_or_default().concat();
    // Shared by sessions of every kind, so that a mode that a file left behind changes nothing here.
    rows(connection, "SET SESSION sql_mode = '', SESSION character_set_results = 'utf8mb4'").await;
    let names = format!(
        "SELECT schema_name, default_character_set_name, default_collation_name FROM information_schema.schemata
         WHERE schema_name = '{own}' OR schema_name LIKE '{own}\\_%' ORDER BY 1"
    );
    let mut lines = Vec::new();
    for database in texts(connection, &names).await {
        let name = &database[0];
        // The connection's own database is there before the first statement.
        if *name != own {
            lines.push(format!("database {}", database.join(" ")));
        }
        let objects = format!(
            "SELECT 'TABLE', table_name, table_type FROM information_schema.tables WHERE table_schema = '{name}'
             UNION ALL SELECT 'TRIGGER', trigger_name, '' FROM information_schema.triggers WHERE trigger_schema = '{name}'
             UNION ALL SELECT routine_type, routine_name, '' FROM information_schema.routines WHERE routine_schema = '{name}'
             UNION ALL SELECT 'EVENT', event_name, '' FROM information_schema.events WHERE event_schema = '{name}'"
        );
        let mut views = Vec::new();
        for object in texts(connection, &objects).await {
            if object[2] == "VIEW" {
                views.push(object[1].clone());
            }
            let (kind, title) = (&object[0], format!("`{name}`.`{}`", object[1].replace('`', "``")));
            let sql = format!("SHOW CREATE {kind} {title}");
            match sqlx::raw_sql(AssertSqlSafe(sql)).fetch_one(&mut *connection).await {
                Ok(row) => add(&format!("{} {title}", object[2].to_lowercase()), kind, &row, &mut lines),
                Err(error) => lines.push(format!("{kind} {title}: {error}")),
            }
        }
        let columns = format!(
            "SELECT table_name, ordinal_position, column_name, column_type, is_nullable,
                 TRIM(REPLACE(extra, 'DEFAULT_GENERATED', '')),
                 IFNULL(character_set_name, '-'), IFNULL(collation_name, '-')
             FROM information_schema.columns WHERE table_schema = '{name}'
             ORDER BY table_name, ordinal_position"
        );
        let mut columns = texts(connection, &columns).await;
        // Whether a column of a view may be NULL is what it was when the view was made.
        for column in columns.iter_mut().filter(|column| views.contains(&column[0])) {
            "-".clone_into(&mut column[4]);
        }
        // The server counts the hidden columns of indexes over expressions, wherever they have come to stand.
        for of_table in columns.chunk_by_mut(|a, b| a[0] == b[0]) {
            of_table.iter_mut().enumerate().for_each(|(at, column)| column[1] = (at + 1).to_string());
        }
        lines.extend(columns.into_iter().map(|column| format!("column {name} {}", column.join(" "))));
    }
    lines.sort_unstable();
    lines.join("\n").replace(&own, "db")
}

/// The lines of an object's text. What comes after the text is about the session that made it.
fn add(title: &str, kind: &str, row: &MySqlRow, lines: &mut Vec<String>) {
    let at = match kind {
        "TABLE" => 1,
        "EVENT" => 3,
        _ => 2,
    };
    let text = value(row, at);
    for line in text.lines() {
        let line = line.trim().trim_end_matches(',');
        // An event starts when it is made, unless it says otherwise.
        let line = match (line.find(" STARTS '"), line.find(" ON COMPLETION")) {
            (Some(from), Some(to)) if from < to => format!("{}{}", &line[..from], &line[to..]),
            _ => line.to_owned(),
        };
        // Rows move the counter on, and what a column's characters are stands with the columns.
        let mut line = without(&line, " AUTO_INCREMENT=");
        for charset in ["utf8mb4", "utf8mb3", "latin1", "ascii"] {
            // How the connection wrote a text.
            line = line.replace(&format!("_{charset}'"), "'");
        }
        if line.starts_with('`') {
            // No default, and a default that is NULL.
            line = line.replace(" DEFAULT NULL", "");
            line = without(&without(&line, " CHARACTER SET "), " COLLATE ");
        }
        // Written or not, it is the only method that there is.
        lines.push(format!("{kind} {title}: {}", line.replace(" USING BTREE", "")));
    }
    // A trigger of the same time and event comes after others.
    lines.push(format!("{kind} {title} has {} lines", text.lines().count()));
}

async fn texts(connection: &mut MySqlConnection, sql: &str) -> Vec<Vec<String>> {
    let rows = rows(connection, sql).await;
    rows.iter().map(|row| (0..row.len()).map(|at| value(row, at)).collect()).collect()
}

async fn rows(connection: &mut MySqlConnection, sql: &str) -> Vec<MySqlRow> {
    let rows = sqlx::raw_sql(AssertSqlSafe(sql)).fetch_all(connection).await;
    rows.unwrap_or_else(|error| panic!("{error}\n{sql}"))
}

fn value(row: &MySqlRow, at: usize) -> String {
    let bytes: Option<Vec<u8>> = row.try_get_unchecked(at).unwrap();
    String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
}

/// A line without a word and the value behind it.
fn without(line: &str, word: &str) -> String {
    let Some(from) = line.find(word) else { return line.to_owned() };
    let rest = &line[from + word.len()..];
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    format!("{}{rest}", &line[..from])
}
