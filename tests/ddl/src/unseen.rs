//! What a server's catalog tells after a plan, beside what inspection does.

use std::collections::BTreeSet;

use ent_engine::dialect::DialectName;
use ent_runtime_tests::differences;

use crate::Server;

/// What the catalog tells of a database where nothing is left to change, and that should not be so. Where a column
/// stands among the others is no difference.
pub(crate) async fn unseen(server: &mut Server, expected: &str) -> Option<String> {
    let product = server.product();
    let alike = |text: &str| match product {
        DialectName::Postgres => postgres(text),
        DialectName::Sqlite => sqlite(&placeless(text)),
        _ => mysql(&placeless(text)),
    };
    let differences = differences(&alike(expected), &alike(&server.catalog().await));
    (!differences.is_empty()).then_some(differences)
}

/// The lines without the places of columns.
fn placeless(text: &str) -> String {
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let kept =
            words.iter().enumerate().filter(|(at, _)| Some(*at) != place(&words)).map(|(_, word)| *word);
        kept.collect::<Vec<_>>().join(" ")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The word of a column's line that tells where it stands.
fn place(words: &[&str]) -> Option<usize> {
    let is_column = words.first() == Some(&"column");
    is_column.then(|| words.iter().position(|word| word.parse::<u32>().is_ok())).flatten()
}

/// The line without the word that begins with the space at `at`.
fn without_word(line: &str, at: usize) -> String {
    let (before, rest) = line.split_at(at);
    let end = rest[1..].find([' ', ',']).map_or(rest.len(), |end| end + 1);
    format!("{before}{}", &rest[end..])
}

fn mysql(text: &str) -> String {
    // InnoDB has no blocks of an index's own, and may keep those of a table that has none any more.
    let table_of = |line: &str| line.find("`: ").and_then(|at| line.get(..at)).map(str::to_owned);
    let of_innodb = |line: &&str| line.starts_with("TABLE ") && line.contains(") ENGINE=InnoDB");
    let of_innodb: BTreeSet<String> = text.lines().filter(of_innodb).filter_map(table_of).collect();
    let has_blocks = |line: &str| !table_of(line).is_some_and(|table| of_innodb.contains(&table));
    let told = |line: &str| {
        if !line.starts_with("TABLE ") {
            // Programs of another schema are made under their full names, and a table that is renamed is quoted in them.
            let bare = line.replace('`', "");
            return ["db_a.", "db_b."].iter().fold(bare, |line, schema| line.replace(schema, ""));
        }
        if line.contains(" CHECK (") {
            // Inspection has read the check; its constants are written anew with its table, or not (MySQL).
            let bare = line.replace("TIME'", "'").replace("DATE'", "'");
            let is_constant = |c: char| c.is_ascii_digit() || "':-. ".contains(c);
            return bare.replace(is_constant, "").replace("()", "");
        }
        // What is the same to the engine: the least block of MyISAM, checksums of pages that Aria keeps anyway, and that
        // nothing is done at once or later.
        let idle = [
            " KEY_BLOCK_SIZE=1024",
            " PAGE_CHECKSUM=1",
            " ON DELETE NO ACTION",
            " ON UPDATE NO ACTION",
            " ON DELETE RESTRICT",
            " ON UPDATE RESTRICT",
        ];
        let line = idle.iter().fold(line.to_owned(), |line, words| line.replace(words, ""));
        let line = match line.find(" KEY_BLOCK_SIZE=") {
            Some(at) if line.contains(" KEY ") && !has_blocks(&line) => without_word(&line, at),
            _ => line,
        };
        // What the server keeps for an engine to come it tells in a comment, and takes from nobody.
        let line = match line.find(" /* `") {
            Some(at) => line.get(..at).unwrap_or_default().to_owned(),
            None => line,
        };
        // A place on a map is cut to a pointer by any change of its table, and no hash then.
        if line.contains("`(8)") { line.replace(" USING HASH", "") } else { line }
    };
    text.lines().map(told).collect::<Vec<_>>().join("\n")
}

fn sqlite(text: &str) -> String {
    let told = |line: &str| match line.split(' ').next().unwrap_or_default() {
        // What counts rows has no NULL, whether that is said or not.
        "column" if line.contains(" integer 1 ") && line.contains(" pk=1 ") => {
            line.replacen(" integer 1 ", " integer 0 ", 1)
        }
        // A key without the columns that it refers to refers to the primary key, which inspection fills in.
        "key" => {
            let (tables, rest) = line.split_once('.').unwrap_or((line, ""));
            let actions = [" NO ACTION", " RESTRICT", " CASCADE", " SET "];
            let from = actions.iter().filter_map(|action| rest.find(action)).min().unwrap_or_default();
            format!("{tables}{}", rest.get(from..).unwrap_or_default())
        }
        // Nor does it count in which order keys are numbered.
        "index" => match line.split_once(" sqlite_autoindex_") {
            Some((table, rest)) => {
                let kind = rest.get(rest.find(" 1 ").unwrap_or(0)..).unwrap_or_default();
                match kind.split_once(": ") {
                    // Where a table is its own index, all columns follow those of the key in their places.
                    Some((kind, part)) if kind.contains(" pk ") => {
                        format!("{table}{kind} {}", part.trim_start_matches(|c: char| c.is_ascii_digit()))
                    }
                    _ => format!("{table}{kind}"),
                }
            }
            None => line.to_owned(),
        },
        // A star of a view stands for columns in their places; types have no case.
        "view" => {
            let mut letters: Vec<char> = line.to_lowercase().replace(' ', "").chars().collect();
            letters.sort_unstable();
            letters.into_iter().collect()
        }
        _ => line.to_owned(),
    };
    text.lines().map(told).collect::<Vec<_>>().join("\n")
}

fn postgres(text: &str) -> String {
    // What a plan lets a table inherit is its own as well.
    let told = text.lines().filter(|line| !line.starts_with("inherited column "));
    // A table that is made below another has no rows that could break what it inherits.
    // Nor has any table that is made anew.
    let told = told.map(|line| line.replace(" NOT VALID f t", " t t").replace(" NOT VALID f f", " t f"));
    let lines = told.map(|line| {
        let line = line.as_str();
        let kind = line.split(' ').next().unwrap_or_default();
        // A default of NULL is none, whatever words its type has.
        let has_default = matches!(kind, "column" | "type");
        let mut in_null = false;
        let words: Vec<&str> = line
            .split(' ')
            .filter(|word| {
                in_null = has_default && (word.starts_with("NULL::") || in_null && goes_on_type(word));
                !in_null
            })
            .collect();
        // Nor is in which order a table inherits from others.
        // Nor are the values of an enum, which nothing can put in another order, and statistics name columns by their places.
        if matches!(kind, "relation" | "type" | "statistics") {
            let mut letters: Vec<char> = words.join(" ").chars().collect();
            letters.sort_unstable();
            return letters.into_iter().collect();
        }
        let place = place(&words);
        let words = words.iter().enumerate().filter(|(at, _)| Some(*at) != place);
        let told = words.map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
        told.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a word is a later one of a type's name.
fn goes_on_type(word: &str) -> bool {
    let bare = word.split('(').next().unwrap_or_default();
    matches!(bare, "varying" | "precision" | "with" | "without" | "time" | "zone")
}
