//! Options of tables, compared by what the server makes of them.

use std::collections::BTreeMap;

use super::Mysql;
use super::replay::Clause;
use super::{engine, merge};
use crate::dialect::ReplayRules;
use crate::dialect::shape::words;
use crate::model::TableOptions;
use crate::replay::{Problem, Reader};
use crate::sql::{TokenKind, string_value};

/// The option of a table with system versioning, as a parameter.
pub(super) const VERSIONED: &str = "with system versioning";

/// What begins the parameter that a period is kept as.
pub(super) const PERIOD: &str = "period for ";

/// What options say, by their names in lower case: what to compare, and the value as it is written.
type Stated = BTreeMap<String, (String, String)>;

/// What changes of the options of a table, beside engine, character set and partitions.
pub(super) struct Changed {
    /// The clauses of ALTER TABLE.
    pub(super) clauses: Vec<String>,
    /// Whether the rows are written anew.
    pub(super) rewrites: bool,
}

impl Mysql {
    /// Whether the server makes the same of the options, engine and character set aside.
    pub(super) fn same_stated(&self, previous: &TableOptions, next: &TableOptions) -> bool {
        plain(self.stated(previous)) == plain(self.stated(next))
            && self.same_partitions(self.partitions(previous).as_deref(), self.partitions(next).as_deref())
            && plain(self.parameters(previous)) == plain(self.parameters(next))
    }

    /// The clauses of ALTER TABLE that lead from some options to others.
    pub(super) fn changed_options(&self, previous: &TableOptions, next: &TableOptions) -> Changed {
        // A table that comes back to InnoDB has again what it said there.
        let back = TableOptions { engine: None, ..previous.clone() };
        let before = self.stated(if next.engine.is_none() { &back } else { previous });
        let after = self.stated(next);
        let mut clauses = Vec::new();
        let mut changed = Vec::new();
        for (key, (value, text)) in &after {
            if before.get(key).map(|(value, _)| value) != Some(value) {
                let raw = next.raw_options();
                let written = raw.iter().map(|(name, _)| name).find(|name| name.eq_ignore_ascii_case(key));
                clauses.push(format!("{}={text}", engine::spelled(written.unwrap_or(key))));
                changed.push(key.as_str());
            }
        }
        // What another engine had stays written down for the day that it comes back, and can't be taken away.
        let gone = |key: &&String| !after.contains_key(*key) && !engine::keeps(next, key);
        for key in before.keys().filter(gone) {
            clauses.push(format!("{}={}", key.to_uppercase(), unset(key)));
            changed.push(key);
        }
        let (before, after) = (self.parameters(previous), self.parameters(next));
        let is_same = |name: &String| {
            before.get(name).map(|(plain, _)| plain) == after.get(name).map(|(plain, _)| plain)
        };
        for name in before.keys() {
            match name.strip_prefix(PERIOD) {
                _ if is_same(name) => {}
                Some(period) => clauses.push(format!("DROP PERIOD FOR {}", self.quote_period(period))),
                None => clauses.push("DROP SYSTEM VERSIONING".to_owned()),
            }
        }
        for (name, (_, columns)) in &after {
            match name.strip_prefix(PERIOD) {
                _ if is_same(name) => {}
                Some(period) => {
                    clauses.push(format!("ADD PERIOD FOR {} {columns}", self.quote_period(period)));
                }
                None => clauses.push("ADD SYSTEM VERSIONING".to_owned()),
            }
        }
        let rewrites = changed.iter().any(|key| REWRITING.contains(key));
        Changed { clauses, rewrites }
    }

    /// Whether a history ends, or begins anew, because another engine keeps it: InnoDB does by itself what the server does
    /// for others. What has a period of its own for it is left alone.
    pub(super) fn ends_history(&self, previous: &TableOptions, next: &TableOptions) -> bool {
        let has_period = |options: &TableOptions| {
            let system = format!("{PERIOD}system_time");
            options.parameters.iter().any(|(name, _)| name.eq_ignore_ascii_case(&system))
        };
        (is_versioned(previous) || is_versioned(next))
            && !(has_period(previous) || has_period(next))
            && engine::is_innodb(previous) != engine::is_innodb(next)
    }

    /// Periods and system versioning, as clauses of CREATE TABLE have them: what to compare, and as they are written.
    fn parameters(&self, options: &TableOptions) -> Stated {
        let words = |text: &str| text.to_lowercase().replace('`', "");
        let parameters = options.parameters.iter();
        parameters.map(|(name, value)| (words(name), (words(value), value.clone()))).collect()
    }

    /// The name of a period as it is written.
    pub(super) fn quote_period(&self, name: &str) -> String {
        if name.eq_ignore_ascii_case("system_time") {
            "SYSTEM_TIME".to_owned()
        } else {
            format!("`{}`", name.replace('`', "``"))
        }
    }

    /// The partitions, said among other options or apart.
    pub(super) fn partitions(&self, options: &TableOptions) -> Option<String> {
        let own = || self.stated_raw(options).ok()?.remove("partition by").map(|(_, text)| text);
        options.partition_by.clone().or_else(own)
    }

    /// Whether two clauses say the same: the server quotes names, and tells the engine of each partition.
    pub(super) fn same_partitions(&self, previous: Option<&str>, next: Option<&str>) -> bool {
        let plain = |text: Option<&str>| text.map(|text| self.plain_partitions(text));
        previous == next || plain(previous) == plain(next)
    }

    /// A clause of partitions, or a part of one, in one spelling.
    pub(super) fn plain_partitions(&self, text: &str) -> String {
        let reader = Reader::new(text, self.syntax(), str::to_owned);
        let text = words(reader.tokens(), self.syntax(), &[]).to_lowercase();
        // Every partition has the engine of its table.
        let mut parts = text.split(" engine = ");
        let first = parts.next().unwrap_or_default().to_owned();
        let rest =
            parts.map(|part| part.split_once(' ').map_or(String::new(), |(_, rest)| format!(" {rest}")));
        let text = std::iter::once(first).chain(rest).collect::<String>();
        let text = texts_of_bytes(&text);
        text.replace("( maxvalue )", "maxvalue").replace(" algorithm = 2", "").trim().to_owned()
    }

    /// The partitions that go with their rows where the next options lack them.
    pub(super) fn partitions_lost(&self, previous: &TableOptions, next: &TableOptions) -> Vec<String> {
        let (Some(previous), Some(next)) = (self.partitions(previous), self.partitions(next)) else {
            return Vec::new();
        };
        let states = (Clause::read(self, &previous), Clause::read(self, &next));
        let (Ok(previous), Ok(next)) = states else { return Vec::new() };
        let is_listed = !previous.partitions.is_empty() && !next.partitions.is_empty();
        if !is_listed || self.plain_partitions(&previous.head) != self.plain_partitions(&next.head) {
            return Vec::new();
        }
        let kept = |text: &str| {
            next.partitions
                .iter()
                .any(|(_, other)| self.plain_partitions(other) == self.plain_partitions(text))
        };
        // Those that are cut otherwise pass their rows on.
        let is_moved = previous.partitions.iter().any(|(name, text)| {
            !kept(text) && next.partitions.iter().any(|(other, _)| other.eq_ignore_ascii_case(name))
        });
        if is_moved {
            return Vec::new();
        }
        let lost = previous.partitions.iter().filter(|(_, text)| !kept(text));
        lost.map(|(name, _)| name.clone()).collect()
    }

    /// What the options say that the engine knows and that is not the default anyway.
    fn stated(&self, options: &TableOptions) -> Stated {
        let known = TableOptions { raw: engine::known(options), ..options.clone() };
        let mut stated = match self.stated_raw(&known) {
            Ok(stated) => stated,
            // Nobody knows what it means; it is compared as it stands.
            Err(_) => {
                let text = known.raw.unwrap_or_default();
                Stated::from([("".to_owned(), (text.to_lowercase(), text))])
            }
        };
        stated.remove("partition by");
        stated.retain(|key, (value, _)| {
            let is_idle = key == engine::CHECKSUM && engine::is_idle_checksum(options, value);
            !is_idle && !is_default(key, value)
        });
        let outlasts = stated.get("transactional").is_some_and(|(value, _)| value == "1");
        if let Some((format, _)) = stated.get_mut("row_format")
            && engine::has_pages(options, format, outlasts)
        {
            *format = "page".to_owned();
        }
        stated
    }

    fn stated_raw(&self, options: &TableOptions) -> Result<Stated, Problem> {
        let mut stated = Stated::new();
        let text = options.raw.as_deref().unwrap_or_default();
        let mut reader = Reader::new(text, self.syntax(), str::to_owned);
        while !reader.done() {
            if reader.eat_symbol(",") || reader.eat("DEFAULT") {
                continue;
            }
            if reader.eat("PARTITION BY") {
                let rest = reader.rest().to_owned();
                stated.insert("partition by".to_owned(), (rest.clone(), rest));
                break;
            }
            let directory = reader.eat_any(&["DATA DIRECTORY", "INDEX DIRECTORY"]);
            let key = match directory {
                Some(words) => words.to_lowercase(),
                None => reader.ident()?.to_lowercase(),
            };
            reader.eat_symbol("=");
            let from = reader.at();
            if reader.is_symbol("(") {
                reader.parens()?;
            } else {
                reader.bump();
            }
            let text = reader.slice_from(from).to_owned();
            let is_text = reader.tokens().get(from).is_some_and(|token| token.kind == TokenKind::String);
            let value = if is_text { string_value(&text, self.syntax()).to_string() } else { text.clone() };
            stated.insert(key, (value.to_lowercase(), text));
        }
        Ok(stated)
    }

    /// The options with what entities can't say as it is in `previous`, where they say nothing of it.
    pub(super) fn keep_options(&self, previous: &TableOptions, next: &mut TableOptions) {
        if next.partition_by.is_none() && self.partitions(next).is_none() {
            next.partition_by.clone_from(&previous.partition_by);
        }
        for parameter in &previous.parameters {
            if !next.parameters.iter().any(|(name, _)| *name == parameter.0) {
                next.parameters.push(parameter.clone());
            }
        }
        let own = self.stated(next);
        for (key, (_, text)) in self.stated(previous) {
            if !key.is_empty() && !own.contains_key(&key) {
                let raw = next.raw.take().unwrap_or_default();
                next.raw = Some(format!("{raw} {key}={text}").trim().to_owned());
            }
        }
    }
}

/// Whether the table keeps the history of its rows.
pub(super) fn is_versioned(options: &TableOptions) -> bool {
    options.parameters.iter().any(|(name, _)| name == VERSIONED)
}

/// The options of the same table without a history.
pub(super) fn without_versions(options: &TableOptions) -> TableOptions {
    let mut bare = options.clone();
    bare.parameters.retain(|(name, _)| name != VERSIONED);
    bare
}

/// The clause with texts for the bytes that they are: the server shows `_binary 0x61` of `'a'` (MySQL).
fn texts_of_bytes(clause: &str) -> String {
    let mut parts = clause.split("_binary 0x");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(part.len());
        let (digits, rest) = part.split_at(end);
        let bytes: Option<Vec<u8>> = (0..digits.len() / 2)
            .map(|at| u8::from_str_radix(digits.get(at * 2..at * 2 + 2)?, 16).ok())
            .collect();
        match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
            Some(text) => out.push_str(&format!("'{}'", text.to_lowercase().replace('\'', "''"))),
            None => out.push_str(&format!("_binary 0x{digits}")),
        }
        out.push_str(rest);
    }
    out
}

/// What there is to compare.
fn plain(stated: Stated) -> BTreeMap<String, String> {
    stated.into_iter().map(|(key, (value, _))| (key, value)).collect()
}

/// Options whose change writes the rows anew (manual: "Online DDL Operations").
const REWRITING: [&str; 6] =
    ["compression", "encryption", "encrypted", "key_block_size", "page_compressed", "row_format"];

/// Options that count something, and are off at 0.
const COUNTS: [&str; 8] = [
    "autoextend_size",
    "avg_row_length",
    "checksum",
    "delay_key_write",
    "key_block_size",
    "max_rows",
    "min_rows",
    "stats_sample_pages",
];

/// Whether an option at this value is the same as none: the server keeps nothing of it.
fn is_default(key: &str, value: &str) -> bool {
    match key {
        "encryption" => value == "n",
        "compression" => matches!(value, "" | "none"),
        "insert_method" => value == "no",
        "secondary_engine" => value == "null",
        "engine_attribute" => value.is_empty(),
        "page_compressed" | "encrypted" | "encryption_key_id" | "page_compression_level" => {
            value == "default"
        }
        _ if COUNTS.contains(&key) => matches!(value, "default" | "0"),
        _ => value == "default",
    }
}

/// The value that takes an option away.
fn unset(key: &str) -> &'static str {
    match key {
        "encryption" => "'N'",
        "compression" => "'NONE'",
        "insert_method" => "NO",
        merge::UNION => "()",
        "secondary_engine" => "NULL",
        "engine_attribute" => "''",
        // None are no number of pages.
        "stats_sample_pages" => "DEFAULT",
        _ if COUNTS.contains(&key) => "0",
        _ => "DEFAULT",
    }
}
