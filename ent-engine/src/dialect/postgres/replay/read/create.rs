//! CREATE.

use super::{carried, index, object, sequence, table};
use crate::dialect::Postgres;
use crate::model::EnumType;
use crate::replay::{CreateView, Ddl, Problem, Reader};

/// How long a table or sequence lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lasts {
    /// For good.
    Always,
    /// Until the server crashes (`UNLOGGED`).
    Unlogged,
    /// As long as the session (`TEMPORARY`).
    Session,
}

impl Lasts {
    fn read(reader: &mut Reader<'_>) -> Self {
        match reader.eat_any(&["TEMPORARY", "TEMP", "UNLOGGED"]) {
            None => Self::Always,
            Some("UNLOGGED") => Self::Unlogged,
            Some(_) => Self::Session,
        }
    }
}

pub(super) fn create(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    let or_replace = reader.eat("OR REPLACE");
    let _ = reader.eat("GLOBAL") || reader.eat("LOCAL");
    let lasts = Lasts::read(reader);
    if reader.eat("TABLE") {
        let create = table::create(postgres, reader, lasts)?;
        return Ok(carried::with_type(postgres, create));
    }
    Ok(vec![if reader.is("UNIQUE") || reader.is("INDEX") {
        index::create(reader)?
    } else if reader.eat("SEQUENCE") {
        sequence::create(postgres, reader, lasts)?
    } else if reader.eat("MATERIALIZED VIEW") {
        view(reader, CreateView { materialized: true, or_replace, ..CreateView::default() })?
    } else if reader.eat("RECURSIVE VIEW") {
        recursive_view(reader, or_replace)?
    } else if reader.eat("VIEW") {
        let temporary = lasts == Lasts::Session;
        view(reader, CreateView { temporary, or_replace, ..CreateView::default() })?
    } else if reader.eat("SCHEMA") {
        return super::create_schema(postgres, reader);
    } else if reader.eat("TYPE") {
        type_(reader)?
    } else {
        object::create(postgres, reader, or_replace)?
    }])
}

fn view(reader: &mut Reader<'_>, mut create: CreateView) -> Result<Ddl, Problem> {
    create.if_not_exists = reader.if_not_exists();
    create.name = reader.name()?;
    if reader.is_symbol("(") {
        create.columns = reader.list(Reader::ident)?;
    }
    if reader.eat("USING") {
        reader.ident()?;
    }
    if reader.eat("WITH") {
        create.options = super::parameters(reader)?;
    }
    if reader.eat("TABLESPACE") {
        reader.ident()?;
    }
    reader.expect("AS")?;
    let from = reader.at();
    reader.rest();
    let mut end = reader.at();
    let ends = |words: &str, end: usize| {
        let count = words.split(' ').count();
        end >= from + count
            && words.split(' ').enumerate().all(|(n, word)| reader.tokens()[end - count + n].is_word(word))
    };
    let clauses = [
        ("WITH NO DATA", None),
        ("WITH DATA", None),
        ("WITH LOCAL CHECK OPTION", Some("local")),
        ("WITH CASCADED CHECK OPTION", Some("cascaded")),
        ("WITH CHECK OPTION", Some("cascaded")),
    ];
    for (words, check) in clauses {
        if ends(words, end) {
            end -= words.split(' ').count();
            create.options.extend(check.map(|check| ("check_option".to_owned(), check.to_owned())));
        }
    }
    create.query = reader.slice(from, end).to_owned();
    Ok(Ddl::CreateView(Box::new(create)))
}

/// `CREATE RECURSIVE VIEW name (columns) AS query` is short for a view over `WITH RECURSIVE`.
fn recursive_view(reader: &mut Reader<'_>, or_replace: bool) -> Result<Ddl, Problem> {
    let mut create = CreateView { or_replace, ..CreateView::default() };
    let from = reader.at();
    create.name = reader.name()?;
    let name = reader.slice(reader.at().saturating_sub(1).max(from), reader.at()).to_owned();
    let columns = reader.parens()?.to_owned();
    create.columns = reader.sub(&columns).comma_list(Reader::ident)?;
    reader.expect("AS")?;
    let query = reader.rest();
    create.query = format!("WITH RECURSIVE {name} ({columns}) AS ({query}) SELECT {columns} FROM {name}");
    Ok(Ddl::CreateView(Box::new(create)))
}

/// `TYPE ..`: an enum, or a type that is carried.
fn type_(reader: &mut Reader<'_>) -> Result<Ddl, Problem> {
    let name = reader.name()?;
    if reader.eat("AS ENUM") {
        let values = reader.list(Reader::string)?;
        let ty = EnumType { name: name.name.clone(), values, ..EnumType::default() };
        return Ok(Ddl::CreateEnum(name, Box::new(ty)));
    }
    object::create_type(reader, name)
}
