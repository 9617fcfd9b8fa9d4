//! Sequences and the options of identity columns.

use super::create::Lasts;
use crate::dialect::{Postgres, Types};
use crate::model::{Identity, Sequence};
use crate::replay::{CreateSequence, Ddl, Name, Problem, Reader, SequenceChange, set_sequence};

/// `SEQUENCE ..`, after CREATE; the word is passed already.
pub(super) fn create(postgres: &Postgres, reader: &mut Reader<'_>, lasts: Lasts) -> Result<Ddl, Problem> {
    let if_not_exists = reader.if_not_exists();
    let name = reader.name()?;
    let mut sequence = Sequence { unlogged: lasts == Lasts::Unlogged, ..Sequence::default() };
    let mut owned_by = None;
    while let Some(change) = option(postgres, reader)? {
        match change {
            SequenceChange::OwnedBy(owner) => owned_by = owner,
            change => set_sequence(&mut sequence, change, None),
        }
    }
    drop_defaults(&mut sequence);
    Ok(Ddl::CreateSequence(Box::new(CreateSequence {
        name,
        if_not_exists,
        or_replace: false,
        temporary: lasts == Lasts::Session,
        sequence,
        owned_by,
    })))
}

/// Leaves out what is the default anyway: pg_dump writes it.
fn drop_defaults(sequence: &mut Sequence) {
    let descending = sequence.increment.is_some_and(|step| step < 0);
    let start = if descending { sequence.max.unwrap_or(-1) } else { sequence.min.unwrap_or(1) };
    sequence.start = sequence.start.filter(|value| *value != start);
    if !descending {
        sequence.min = sequence.min.filter(|min| *min != 1);
        let max = match sequence.ty.as_ref().map(|ty| ty.name.as_str()) {
            Some("integer") => i64::from(i32::MAX),
            Some("smallint") => i64::from(i16::MAX),
            _ => i64::MAX,
        };
        sequence.max = sequence.max.filter(|value| *value != max);
    }
}

/// One clause of a sequence, if one comes next.
pub(super) fn option(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
) -> Result<Option<SequenceChange>, Problem> {
    Ok(Some(if reader.eat("AS") {
        SequenceChange::Type(postgres.parse_type(reader.until(&[
            "START",
            "INCREMENT",
            "MINVALUE",
            "MAXVALUE",
            "NO",
            "CACHE",
            "CYCLE",
            "OWNED",
            "RESTART",
        ])?)?)
    } else if reader.eat("START") {
        reader.eat("WITH");
        SequenceChange::Start(reader.integer()?)
    } else if reader.eat("INCREMENT") {
        reader.eat("BY");
        SequenceChange::Increment(reader.integer()?)
    } else if reader.eat("NO MINVALUE") {
        SequenceChange::Min(None)
    } else if reader.eat("NO MAXVALUE") {
        SequenceChange::Max(None)
    } else if reader.eat("MINVALUE") {
        SequenceChange::Min(Some(reader.integer()?))
    } else if reader.eat("MAXVALUE") {
        SequenceChange::Max(Some(reader.integer()?))
    } else if reader.eat("CACHE") {
        SequenceChange::Cache(reader.integer()?)
    } else if reader.eat("NO CYCLE") {
        SequenceChange::Cycle(false)
    } else if reader.eat("CYCLE") {
        SequenceChange::Cycle(true)
    } else if reader.eat("OWNED BY") {
        SequenceChange::OwnedBy(owner(reader)?)
    } else if reader.eat("RESTART") {
        reader.eat("WITH");
        let _ = reader.integer();
        SequenceChange::Restart
    } else {
        return Ok(None);
    }))
}

fn owner(reader: &mut Reader<'_>) -> Result<Option<(Name, String)>, Problem> {
    if reader.eat("NONE") {
        return Ok(None);
    }
    let mut parts = vec![reader.ident()?];
    while reader.eat_symbol(".") {
        parts.push(reader.ident()?);
    }
    let (Some(column), Some(table)) = (parts.pop(), parts.pop()) else {
        return Err(reader.unexpected("a table and a column"));
    };
    Ok(Some((Name { schema: parts.pop(), name: table }, column)))
}

/// The options of an identity, up to the closing parenthesis.
pub(super) fn identity_options(reader: &mut Reader<'_>, identity: &mut Identity) -> Result<(), Problem> {
    loop {
        if reader.eat("START") {
            reader.eat("WITH");
            identity.start = Some(reader.integer()?);
        } else if reader.eat("INCREMENT") {
            reader.eat("BY");
            identity.increment = Some(reader.integer()?).filter(|step| *step != 1);
        } else if reader.eat("SEQUENCE NAME") {
            identity.sequence = Some(reader.name()?.name);
        } else if reader.eat("NO MINVALUE") || reader.eat("NO MAXVALUE") || reader.eat("NO CYCLE") {
        } else if reader.eat("CYCLE") {
            identity.cycle = true;
        } else if reader.eat("CACHE") {
            identity.cache = Some(reader.integer()?).filter(|cache| *cache != 1);
        } else if reader.eat("MINVALUE") {
            identity.min = Some(reader.integer()?).filter(|min| *min != 1);
        } else if reader.eat("MAXVALUE") {
            identity.max = Some(reader.integer()?);
        } else {
            drop_start(identity);
            return Ok(());
        }
    }
}

/// Leaves out the start that is the default anyway: the lower end, or the upper one of what counts down.
pub(in super::super) fn drop_start(identity: &mut Identity) {
    let default = default_start(identity);
    identity.start.take_if(|start| Some(*start) == default);
}

/// The start of a sequence that says none, unless its type tells.
pub(in super::super) fn default_start(identity: &Identity) -> Option<i64> {
    let is_descending = identity.increment.is_some_and(|step| step < 0);
    if is_descending { identity.max.or(Some(-1)) } else { identity.min.or(Some(1)) }
}
