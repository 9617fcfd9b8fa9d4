//! CREATE TABLE.

use super::column;
use super::create::Lasts;
use crate::dialect::Postgres;
use crate::replay::{CreateTable, Ddl, Like, LikeOptions, Problem, QueryTable, Reader};

/// `TABLE ..`, after CREATE and its words; TABLE is passed already.
pub(super) fn create(postgres: &Postgres, reader: &mut Reader<'_>, lasts: Lasts) -> Result<Ddl, Problem> {
    let if_not_exists = reader.if_not_exists();
    let name = reader.name()?;
    let mut create =
        CreateTable { name, temporary: lasts == Lasts::Session, if_not_exists, ..CreateTable::default() };
    create.options.unlogged = lasts == Lasts::Unlogged;
    if reader.eat("OF") {
        create.of_type = Some(reader.name()?);
        if reader.is_symbol("(") {
            elements(postgres, reader, &mut create, false)?;
        }
    }
    let mut names = Vec::new();
    if reader.eat("PARTITION OF") {
        let parent = reader.name()?;
        if reader.is_symbol("(") {
            elements(postgres, reader, &mut create, false)?;
        }
        create.partition_of = Some((parent, bound(reader)?));
    } else if is_name_list(reader) {
        names = reader.list(Reader::ident)?;
    } else if reader.is_symbol("(") {
        elements(postgres, reader, &mut create, true)?;
    }
    options(reader, &mut create)?;
    if reader.eat("AS") {
        let query = reader.rest();
        // Whether rows are taken along is data.
        let lower = query.to_ascii_lowercase();
        let end = if lower.ends_with("no data") { lower.rfind("with") } else { None };
        let end = end.or_else(|| if lower.ends_with(" data") { lower.rfind("with") } else { None });
        let query = query.get(..end.unwrap_or(query.len())).unwrap_or(query).trim_end().to_owned();
        create.query = Some(QueryTable { columns: names, query });
    } else if !names.is_empty() {
        return Err(reader.unexpected("`AS`"));
    }
    Ok(Ddl::CreateTable(Box::new(create)))
}

/// Whether the parenthesis holds names alone, as before `AS SELECT`.
fn is_name_list(reader: &Reader<'_>) -> bool {
    if !reader.is_symbol("(") {
        return false;
    }
    let mut at = 2;
    loop {
        match reader.peek_at(at) {
            Some(token) if token.is_symbol(",") => at += 2,
            Some(token) if token.is_symbol(")") => {
                return reader.peek_at(at + 1).is_some_and(|next| {
                    next.is_word("AS")
                        || next.is_word("WITH")
                        || next.is_word("TABLESPACE")
                        || next.is_word("ON")
                }) && at > 2
                    || at == 3 - 1 && reader.peek_at(3).is_some_and(|next| next.is_word("AS"));
            }
            _ => return false,
        }
    }
}

fn elements(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    create: &mut CreateTable,
    typed: bool,
) -> Result<(), Problem> {
    reader.list(|reader| {
        if column::is_constraint(reader) {
            create.constraints.push(column::constraint(reader)?);
        } else if reader.is("LIKE") {
            create.likes.push((create.columns.len(), like(reader)?));
        } else if typed {
            create.columns.push(column::definition(postgres, reader)?);
        } else {
            create.columns.push(column::untyped(reader)?);
        }
        Ok(())
    })?;
    Ok(())
}

fn like(reader: &mut Reader<'_>) -> Result<Like, Problem> {
    reader.bump();
    let mut like = Like { table: reader.name()?, options: LikeOptions::default() };
    loop {
        let on = if reader.eat("INCLUDING") {
            true
        } else if reader.eat("EXCLUDING") {
            false
        } else {
            return Ok(like);
        };
        let options = &mut like.options;
        match reader.eat_any(&[
            "ALL",
            "DEFAULTS",
            "CONSTRAINTS",
            "INDEXES",
            "IDENTITY",
            "GENERATED",
            "COMMENTS",
            "STORAGE",
            "STATISTICS",
            "COMPRESSION",
        ]) {
            Some("ALL") => *options = if on { LikeOptions::ALL } else { LikeOptions::default() },
            Some("DEFAULTS") => options.defaults = on,
            Some("CONSTRAINTS") => options.constraints = on,
            Some("INDEXES") => options.indexes = on,
            Some("IDENTITY") => options.identity = on,
            Some("GENERATED") => options.generated = on,
            Some("COMMENTS") => options.comments = on,
            Some("STORAGE") => options.storage = on,
            Some("COMPRESSION") => options.compression = on,
            Some("STATISTICS") => options.statistics = on,
            Some(_) => {}
            None => return Err(reader.unexpected("what to include")),
        }
    }
}

/// `FOR VALUES ..` or `DEFAULT`, in one spelling.
pub(super) fn bound(reader: &mut Reader<'_>) -> Result<String, Problem> {
    let from = reader.at();
    if reader.eat("DEFAULT") {
        return Ok("DEFAULT".to_owned());
    }
    reader.expect("FOR VALUES")?;
    // `WITH (modulus ..)` is a bound, a later WITH holds storage parameters.
    let bounded = |reader: &Reader<'_>| reader.at() > from + 2;
    while !(reader.done()
        || reader.is_any(&["PARTITION", "USING", "TABLESPACE"])
        || reader.is("WITH") && bounded(reader))
    {
        if reader.is_symbol("(") { reader.parens().map(|_| ())? } else { reader.bump() }
    }
    Ok(reader.slice_from(from).to_owned())
}

fn options(reader: &mut Reader<'_>, create: &mut CreateTable) -> Result<(), Problem> {
    loop {
        if reader.eat("INHERITS") {
            create.inherits = reader.list(Reader::name)?;
        } else if reader.eat("PARTITION BY") {
            let from = reader.at();
            reader.bump();
            reader.parens()?;
            create.options.partition_by = Some(reader.slice_from(from).to_owned());
        } else if reader.eat("WITH OIDS") || reader.eat("WITHOUT OIDS") {
        } else if reader.eat("WITH") {
            create.options.parameters = super::parameters(reader)?;
        } else if reader.eat("ON COMMIT") {
            create.drops_at_commit = reader.eat("DROP");
            if !create.drops_at_commit && reader.eat_any(&["PRESERVE ROWS", "DELETE ROWS"]).is_none() {
                return Err(reader.unexpected("what happens at commit"));
            }
        } else if reader.eat("USING") || reader.eat("TABLESPACE") {
            reader.ident()?;
        } else {
            return Ok(());
        }
    }
}
