//! Partitions, which are kept as the text of their clause.

use crate::dialect::Mysql;
use crate::dialect::ReplayRules;
use crate::model::TableRef;
use crate::replay::{Problem, Reader, State};

/// A clause in its parts: how rows are spread, and the partitions that are written out, each by its name.
pub(in crate::dialect::mysql) struct Clause {
    pub(in crate::dialect::mysql) head: String,
    pub(in crate::dialect::mysql) partitions: Vec<(String, String)>,
}

impl Clause {
    pub(in crate::dialect::mysql) fn read(mysql: &Mysql, text: &str) -> Result<Self, Problem> {
        let mut reader = Reader::new(text, mysql.syntax(), str::to_owned);
        let mut head = reader.text().to_owned();
        let mut partitions = Vec::new();
        while !reader.done() {
            let is_list =
                reader.is_symbol("(") && reader.peek_at(1).is_some_and(|next| next.is_word("PARTITION"));
            if is_list {
                head = reader.slice(0, reader.at()).to_owned();
                partitions = definitions(&mut reader)?;
            } else if reader.is_symbol("(") {
                reader.parens()?;
            } else {
                reader.bump();
            }
        }
        Ok(Self { head, partitions })
    }

    fn text(&self) -> String {
        if self.partitions.is_empty() {
            return self.head.clone();
        }
        let texts: Vec<_> = self.partitions.iter().map(|(_, text)| text.as_str()).collect();
        format!("{} ({})", self.head, texts.join(", "))
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.partitions.iter().position(|(other, _)| other.eq_ignore_ascii_case(name))
    }

    /// Changes how many partitions there are, where they are only counted.
    fn count(&mut self, mysql: &Mysql, change: impl Fn(i64) -> i64) -> Result<(), Problem> {
        let mut reader = Reader::new(&self.head, mysql.syntax(), str::to_owned);
        while !reader.done() {
            let from = reader.at();
            if reader.eat("PARTITIONS") {
                let count = reader.integer()?;
                let (before, after) =
                    (reader.slice(0, from), reader.slice(reader.at(), reader.tokens().len()));
                self.head = format!("{before} PARTITIONS {} {after}", change(count)).trim_end().to_owned();
                return Ok(());
            }
            reader.bump();
        }
        self.head = format!("{} PARTITIONS {}", self.head, change(1));
        Ok(())
    }
}

/// `(PARTITION a .., PARTITION b ..)`.
fn definitions(reader: &mut Reader<'_>) -> Result<Vec<(String, String)>, Problem> {
    reader.list(|reader| {
        let from = reader.at();
        reader.expect("PARTITION")?;
        let name = reader.ident()?;
        reader.until(&[])?;
        Ok((name, reader.slice_from(from).to_owned()))
    })
}

/// Applies a clause of ALTER TABLE that changes partitions.
pub(super) fn alter(mysql: &Mysql, state: &mut State, table: &TableRef, change: &str) -> Result<(), Problem> {
    let edited = state.table_mut(table)?;
    let Some(text) = &edited.options.partition_by else {
        return Err(Problem::Refused(format!("`{table}` has no partitions")));
    };
    let mut clause = Clause::read(mysql, text)?;
    let mut reader = Reader::new(change, mysql.syntax(), str::to_owned);
    let Some(word) = reader.eat_any(&["ADD", "DROP", "REORGANIZE", "COALESCE"]) else {
        return Err(reader.unexpected("a change of partitions"));
    };
    reader.expect("PARTITION")?;
    let if_exists = reader.if_exists();
    let if_not_exists = reader.if_not_exists();
    let _ = reader.eat("NO_WRITE_TO_BINLOG") || reader.eat("LOCAL");
    match word {
        "COALESCE" => {
            let fewer = reader.integer()?;
            clause
                .partitions
                .truncate(clause.partitions.len().saturating_sub(usize::try_from(fewer).unwrap_or(0)));
            clause.count(mysql, |count| count - fewer)?;
        }
        "ADD" if reader.eat("PARTITIONS") => {
            let more = reader.integer()?;
            clause.count(mysql, |count| count + more)?;
        }
        "ADD" => {
            for (name, text) in definitions(&mut reader)? {
                match clause.place(&name) {
                    Some(_) if if_not_exists => {}
                    Some(_) => return Err(Problem::exists("partition", name)),
                    None => clause.partitions.push((name, text)),
                }
            }
        }
        "DROP" => {
            for name in reader.comma_list(Reader::ident)? {
                match clause.place(&name) {
                    Some(at) => drop(clause.partitions.remove(at)),
                    None if if_exists => {}
                    None => return Err(Problem::missing("partition", name)),
                }
            }
        }
        // Without names the rows are spread anew over the same partitions.
        _ if reader.done() => {}
        _ => {
            let names = reader.comma_list(Reader::ident)?;
            reader.expect("INTO")?;
            let next = definitions(&mut reader)?;
            let mut at = None;
            for name in names {
                let place = clause.place(&name).ok_or_else(|| Problem::missing("partition", name))?;
                clause.partitions.remove(place);
                at = Some(at.map_or(place, |at: usize| at.min(place)));
            }
            let at = at.unwrap_or_default();
            clause.partitions.splice(at..at, next);
        }
    }
    reader.expect_done()?;
    state.table_mut(table)?.options.partition_by = Some(clause.text());
    Ok(())
}
