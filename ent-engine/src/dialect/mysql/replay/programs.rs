//! What ALTER EVENT, ALTER FUNCTION and ALTER PROCEDURE make of the statement that made the program: the server keeps no
//! other text.

use super::charset::{Written, charset_of};
use crate::dialect::mysql::diff::is_text;
use crate::dialect::mysql::objects::AFTER_TYPE;
use crate::dialect::{Mysql, ReplayRules, Types};
use crate::model::{Object, ObjectKind};
use crate::replay::{Name, Problem, Reader};

/// The clauses of an event.
#[derive(Default)]
struct Event {
    schedule: Option<String>,
    completion: Option<String>,
    status: Option<String>,
    rename: Option<Name>,
    comment: Option<String>,
    body: Option<String>,
}

/// The statement that makes the program as `alter` changes it; nothing where one of the two can't be read.
pub(super) fn altered(mysql: &Mysql, kind: ObjectKind, create: &str, alter: &str) -> Option<String> {
    let mut create = Reader::new(create, mysql.syntax(), mysql.fold());
    let mut alter = Reader::new(alter, mysql.syntax(), mysql.fold());
    for reader in [&mut create, &mut alter] {
        while !reader.done() && reader.eat_any(&["EVENT", "FUNCTION", "PROCEDURE"]).is_none() {
            // DEFINER = account
            reader.bump();
        }
        let _ = reader.if_not_exists() || reader.if_exists();
        reader.name().ok()?;
    }
    match kind {
        ObjectKind::Event => altered_event(mysql, create, alter).ok(),
        _ => altered_routine(mysql, create, alter).ok(),
    }
}

/// Says which characters a function returns where it leaves that to its schema: it goes on returning them when the schema
/// gets others.
pub(super) fn tell_charset(mysql: &Mysql, object: &mut Object, (charset, collation): &Written) {
    if object.kind != ObjectKind::Function {
        return;
    }
    // A function takes no collation without a character set (MySQL).
    let charset = charset.as_deref().or_else(|| collation.as_deref().and_then(charset_of));
    let mut words = String::new();
    for (word, value) in [("CHARSET", charset), ("COLLATE", collation.as_deref())] {
        if let Some(value) = value {
            words.push_str(&format!(" {word} {value}"));
        }
    }
    if let Ok(Some(at)) = end_of_bare_text(mysql, &object.text) {
        object.text.insert_str(at, &words);
    }
}

/// Where the type of a text ends that a function returns, if it does not say of which characters.
fn end_of_bare_text(mysql: &Mysql, create: &str) -> Result<Option<usize>, Problem> {
    let mut reader = Reader::new(create, mysql.syntax(), mysql.fold());
    while !reader.done() && !reader.eat("FUNCTION") {
        reader.bump();
    }
    reader.if_not_exists();
    reader.name()?;
    reader.parens()?;
    reader.expect("RETURNS")?;
    let from = reader.at();
    while !reader.done() && (reader.at() == from || !reader.is_any(&AFTER_TYPE)) {
        if reader.is_any(&["CHARSET", "CHARACTER", "COLLATE", "ASCII", "UNICODE", "BINARY"])
            && reader.at() > from
        {
            return Ok(None);
        }
        reader.bump();
    }
    let is_text = mysql.parse_type(reader.slice_from(from)).is_ok_and(|ty| is_text(&ty));
    let end = reader.tokens()[..reader.at()].last().map(|token| token.end());
    Ok(end.filter(|_| is_text))
}

/// The next name that an ALTER EVENT gives, its own name passed already.
pub(super) fn next_name(reader: &mut Reader<'_>) -> Result<Option<Name>, Problem> {
    Ok(event(reader)?.rename)
}

fn event(reader: &mut Reader<'_>) -> Result<Event, Problem> {
    let mut event = Event::default();
    while !reader.done() {
        if reader.eat("ON SCHEDULE") {
            let from = reader.at();
            while !reader.done() && !reader.is_any(&["ON", "RENAME", "ENABLE", "DISABLE", "COMMENT", "DO"]) {
                reader.bump();
            }
            event.schedule = Some(reader.slice_from(from).to_owned());
        } else if let Some(words) = reader.eat_any(&["ON COMPLETION NOT PRESERVE", "ON COMPLETION PRESERVE"])
        {
            event.completion = Some(words.to_owned());
        } else if reader.eat("RENAME TO") {
            event.rename = Some(reader.name()?);
        } else if let Some(words) =
            reader.eat_any(&["ENABLE", "DISABLE ON SLAVE", "DISABLE ON REPLICA", "DISABLE"])
        {
            event.status = Some(words.to_owned());
        } else if reader.eat("COMMENT") {
            let from = reader.at();
            reader.string()?;
            event.comment = Some(reader.slice_from(from).to_owned());
        } else if reader.eat("DO") {
            event.body = Some(reader.rest().to_owned());
        } else {
            return Err(reader.unexpected("a clause of an event"));
        }
    }
    Ok(event)
}

fn altered_event(mysql: &Mysql, mut create: Reader<'_>, mut alter: Reader<'_>) -> Result<String, Problem> {
    let head = create.slice(0, create.at()).to_owned();
    let (previous, next) = (event(&mut create)?, event(&mut alter)?);
    let mut schedule = next.schedule.clone().or_else(|| previous.schedule.clone()).unwrap_or_default();
    // MariaDB keeps when the event ends, as long as nobody says otherwise.
    let ends = previous.schedule.as_deref().and_then(|text| text.get(find(text, " ENDS ")?..));
    let repeats = schedule.trim_start().get(..5).is_some_and(|word| word.eq_ignore_ascii_case("EVERY"));
    if let Some(ends) = ends.filter(|_| {
        mysql.replays_mariadb() && repeats && next.schedule.is_some() && find(&schedule, " ENDS ").is_none()
    }) {
        schedule.push_str(ends);
    }
    let mut words = vec![head, format!("ON SCHEDULE {}", schedule.trim())];
    words.extend(next.completion.or(previous.completion));
    words.extend(next.status.or(previous.status));
    words.extend(next.comment.or(previous.comment).map(|text| format!("COMMENT {text}")));
    words.push(format!("DO {}", next.body.or(previous.body).unwrap_or_default()));
    Ok(words.join(" "))
}

fn find(text: &str, word: &str) -> Option<usize> {
    text.to_ascii_uppercase().find(word)
}

/// What a characteristic of a routine is about, and its text.
type Characteristic = (&'static str, String);

fn characteristics(reader: &mut Reader<'_>) -> Result<Vec<Characteristic>, Problem> {
    let mut found = Vec::new();
    loop {
        let from = reader.at();
        let about = if reader.eat("NOT DETERMINISTIC") || reader.eat("DETERMINISTIC") {
            "deterministic"
        } else if reader.eat("LANGUAGE SQL") {
            "language"
        } else if reader.eat_any(&["CONTAINS SQL", "NO SQL", "READS SQL DATA", "MODIFIES SQL DATA"]).is_some()
        {
            "access"
        } else if reader.eat("SQL SECURITY") {
            reader.ident()?;
            "security"
        } else if reader.eat("COMMENT") {
            reader.string()?;
            "comment"
        } else {
            return Ok(found);
        };
        found.push((about, reader.slice_from(from).to_owned()));
    }
}

fn altered_routine(mysql: &Mysql, mut create: Reader<'_>, mut alter: Reader<'_>) -> Result<String, Problem> {
    create.parens()?;
    if create.eat("RETURNS") {
        let from = create.at();
        while !create.done() && (create.at() == from || !create.is_any(&AFTER_TYPE)) {
            create.bump();
        }
    }
    let head = create.slice(0, create.at()).to_owned();
    let mut kept = characteristics(&mut create)?;
    for (about, text) in characteristics(&mut alter)? {
        // MySQL takes a comment that is empty for none that is said.
        if about == "comment" && !mysql.replays_mariadb() && text.ends_with("''") {
            continue;
        }
        kept.retain(|(known, _)| *known != about);
        kept.push((about, text));
    }
    if !alter.done() {
        return Err(alter.unexpected("a characteristic"));
    }
    let mut words = vec![head];
    words.extend(kept.into_iter().map(|(_, text)| text));
    words.push(create.rest().to_owned());
    Ok(words.join(" "))
}
