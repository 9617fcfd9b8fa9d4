//! Stored programs and sequences.

use crate::model::{ObjectKind, Sequence};
use crate::replay::{
    CreateObject, CreateSequence, Ddl, DropObject, Name, Problem, Reader, SequenceChange, set_sequence,
};

/// The words for stored programs; those that start with another's stand before it.
pub(super) const WORDS: [&str; 6] = ["FUNCTION", "PROCEDURE", "TRIGGER", "EVENT", "PACKAGE BODY", "PACKAGE"];

/// The kind that a word names.
pub(super) fn kind(word: &str) -> ObjectKind {
    match word {
        "FUNCTION" => ObjectKind::Function,
        "PROCEDURE" => ObjectKind::Procedure,
        "TRIGGER" => ObjectKind::Trigger,
        "EVENT" => ObjectKind::Event,
        "PACKAGE" => ObjectKind::Package,
        "PACKAGE BODY" => ObjectKind::PackageBody,
        _ => ObjectKind::Other,
    }
}

/// A stored program, its kind next.
pub(super) fn create(reader: &mut Reader<'_>, or_replace: bool) -> Result<Vec<Ddl>, Problem> {
    let text = reader.slice(0, reader.tokens().len()).to_owned();
    let from = reader.at();
    let Some(word) = reader.eat_any(&WORDS) else {
        return Err(reader.unexpected("a kind of object"));
    };
    if word.starts_with("PACKAGE") {
        return package(reader, (from, word), or_replace);
    }
    let if_not_exists = reader.if_not_exists();
    let name = reader.name()?;
    let mut table = None;
    if word == "TRIGGER" {
        while !reader.done() && !reader.is("ON") {
            reader.bump();
        }
        reader.expect("ON")?;
        table = Some(reader.name()?);
    }
    if word == "FUNCTION" && reader.is("RETURNS") {
        // A function of a shared library: the server's, not a schema's.
        reader.rest();
        return Ok(Vec::new());
    }
    reader.rest();
    Ok(vec![Ddl::CreateObject(Box::new(CreateObject {
        kind: kind(word),
        name,
        signature: None,
        table,
        or_replace,
        if_not_exists,
        temporary: false,
        text,
    }))])
}

/// A package or its body (MariaDB), the words for it passed already and where they stand. The text has its name in
/// backticks, which every mode reads alike.
fn package(
    reader: &mut Reader<'_>,
    (at, word): (usize, &str),
    or_replace: bool,
) -> Result<Vec<Ddl>, Problem> {
    let kind = kind(word);
    let owner = reader.slice(if or_replace { 3 } else { 1 }, at).trim().to_owned();
    let if_not_exists = reader.if_not_exists();
    let name = reader.name()?;
    let from = reader.at();
    reader.rest();
    let quoted = format!("`{}`", name.name.replace('`', "``"));
    let parts = ["CREATE", &owner, word, &quoted, reader.slice_from(from).trim()];
    let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    // A specification takes the place of another, and of the body that goes with that.
    let drop = DropObject { if_exists: true, ..DropObject::new(kind, name.clone()) };
    let create = CreateObject {
        kind,
        name,
        signature: None,
        table: None,
        or_replace: false,
        if_not_exists,
        temporary: false,
        text,
    };
    let drop = or_replace.then_some(Ddl::DropObject(drop));
    Ok(drop.into_iter().chain([Ddl::CreateObject(Box::new(create))]).collect())
}

/// `SEQUENCE ..` (MariaDB), the word passed already.
pub(super) fn sequence(reader: &mut Reader<'_>, or_replace: bool, temporary: bool) -> Result<Ddl, Problem> {
    let if_not_exists = reader.if_not_exists();
    let name: Name = reader.name()?;
    let mut sequence = Sequence::default();
    for change in clauses(reader)? {
        set_sequence(&mut sequence, change, None);
    }
    // What CREATE SEQUENCE takes where nothing is said (MariaDB).
    let ascends = sequence.increment.unwrap_or(1) > 0;
    let (low, high) = if ascends { (1, i64::MAX - 1) } else { (i64::MIN + 1, -1) };
    let first = if ascends { sequence.min.unwrap_or(low) } else { sequence.max.unwrap_or(high) };
    sequence.start = sequence.start.filter(|start| *start != first);
    sequence.min = sequence.min.filter(|min| *min != low);
    sequence.max = sequence.max.filter(|max| *max != high);
    sequence.increment = sequence.increment.filter(|increment| *increment != 1);
    sequence.cache = sequence.cache.filter(|cache| *cache != 1000);
    Ok(Ddl::CreateSequence(Box::new(CreateSequence {
        name,
        if_not_exists,
        or_replace,
        temporary,
        sequence,
        owned_by: None,
    })))
}

/// The clauses of a sequence.
pub(super) fn clauses(reader: &mut Reader<'_>) -> Result<Vec<SequenceChange>, Problem> {
    let mut changes = Vec::new();
    loop {
        let value = |reader: &mut Reader<'_>, word: &str| {
            let _ = reader.eat(word) || reader.eat_symbol("=");
            reader.integer()
        };
        changes.push(if reader.eat("START") {
            SequenceChange::Start(value(reader, "WITH")?)
        } else if reader.eat("INCREMENT") {
            SequenceChange::Increment(value(reader, "BY")?)
        } else if reader.eat("NO MINVALUE") || reader.eat("NOMINVALUE") {
            SequenceChange::Min(None)
        } else if reader.eat("NO MAXVALUE") || reader.eat("NOMAXVALUE") {
            SequenceChange::Max(None)
        } else if reader.eat("MINVALUE") {
            SequenceChange::Min(Some(value(reader, "=")?))
        } else if reader.eat("MAXVALUE") {
            SequenceChange::Max(Some(value(reader, "=")?))
        } else if reader.eat("CACHE") {
            SequenceChange::Cache(value(reader, "=")?)
        } else if reader.eat("NOCACHE") || reader.eat("NO CACHE") {
            SequenceChange::Cache(0)
        } else if reader.eat("NOCYCLE") || reader.eat("NO CYCLE") {
            SequenceChange::Cycle(false)
        } else if reader.eat("CYCLE") {
            SequenceChange::Cycle(true)
        } else if reader.eat("RESTART") {
            let _ = value(reader, "WITH");
            SequenceChange::Restart
        } else if reader.eat("ENGINE") {
            reader.eat_symbol("=");
            reader.ident()?;
            continue;
        } else {
            return Ok(changes);
        });
    }
}
