//! Indexes.

use super::options;
use crate::model::{Expr, IndexPart};
use crate::replay::{CreateIndex, Ddl, IndexDef, Name, Problem, Reader};

/// `[UNIQUE|FULLTEXT|SPATIAL] INDEX ..`, after CREATE.
pub(super) fn create(reader: &mut Reader<'_>, or_replace: bool) -> Result<Ddl, Problem> {
    let word = reader.eat_any(&["UNIQUE", "FULLTEXT", "SPATIAL"]);
    reader.expect("INDEX")?;
    let if_not_exists = reader.if_not_exists();
    let name = Some(Name::bare(reader.ident()?));
    let mut def = IndexDef { unique: word == Some("UNIQUE"), kind: special(word), ..IndexDef::default() };
    using(reader, &mut def)?;
    reader.expect("ON")?;
    let table = reader.name()?;
    def.parts = reader.list(part)?;
    index_options(reader, &mut def)?;
    options::online(reader)?;
    Ok(Ddl::CreateIndex(Box::new(CreateIndex {
        name,
        table,
        if_not_exists,
        or_replace,
        only: false,
        index: def,
    })))
}

/// The kind of a full-text or spatial index.
pub(super) fn special(word: Option<&str>) -> Option<String> {
    word.filter(|word| *word != "UNIQUE").map(str::to_ascii_lowercase)
}

/// `[name] [USING type] (parts) options`, inside a table.
pub(super) fn inner(
    reader: &mut Reader<'_>,
    mut def: IndexDef,
) -> Result<(Option<String>, IndexDef), Problem> {
    // TYPE may as well be the name.
    let says_kind =
        reader.is("USING") || reader.is("TYPE") && !reader.peek_at(1).is_some_and(|next| next.is_symbol("("));
    let named = !reader.is_symbol("(") && !says_kind;
    let name = if named { Some(reader.ident()?) } else { None };
    using(reader, &mut def)?;
    def.parts = reader.list(part)?;
    index_options(reader, &mut def)?;
    Ok((name, def))
}

fn using(reader: &mut Reader<'_>, def: &mut IndexDef) -> Result<(), Problem> {
    if reader.eat("USING") || reader.eat("TYPE") {
        let kind = reader.ident()?.to_ascii_lowercase();
        def.kind = def.kind.take().or(Some(kind));
    }
    Ok(())
}

fn index_options(reader: &mut Reader<'_>, def: &mut IndexDef) -> Result<(), Problem> {
    loop {
        if reader.is("USING") {
            using(reader, def)?;
        } else if reader.eat("COMMENT") {
            def.comment = Some(reader.string()?).filter(|text| !text.is_empty());
        } else if reader.eat("WITH PARSER") {
            def.parser = Some(reader.ident()?);
        } else if reader.eat("INVISIBLE") || reader.eat("IGNORED") {
            def.invisible = true;
        } else if reader.eat("VISIBLE") || reader.eat("NOT IGNORED") {
            def.invisible = false;
        } else if reader.eat("KEY_BLOCK_SIZE") {
            reader.eat_symbol("=");
            let size = reader.integer()?;
            if size > 0 {
                def.parameters.push(("key_block_size".to_owned(), size.to_string()));
            }
        } else {
            return Ok(());
        }
    }
}

/// `column [(length)] [ASC|DESC]` or `(expression)`.
pub(super) fn part(reader: &mut Reader<'_>) -> Result<IndexPart, Problem> {
    let mut part = if reader.is_symbol("(") {
        IndexPart::expr(Expr::new(reader.parens()?.trim()))
    } else {
        IndexPart::column(reader.ident()?)
    };
    if reader.is_symbol("(") {
        let length = reader.parens()?;
        part.prefix = length.trim().parse().ok();
        if part.prefix.is_none() {
            return Err(reader.unexpected("the length of a prefix"));
        }
    }
    if reader.eat("WITHOUT OVERLAPS") {
        part.ops = Some("WITHOUT OVERLAPS".to_owned());
    }
    part.desc = reader.eat("DESC");
    if !part.desc {
        reader.eat("ASC");
    }
    Ok(part)
}

/// `name (start, end)` of a period, PERIOD FOR passed already, as it is kept.
pub(super) fn period(reader: &mut Reader<'_>) -> Result<(String, String), Problem> {
    let name = reader.ident()?.to_ascii_lowercase();
    let columns = reader.list(Reader::ident)?;
    let columns: Vec<_> = columns.iter().map(|column| format!("`{}`", column.replace('`', "``"))).collect();
    Ok((format!("period for {name}"), format!("({})", columns.join(", "))))
}
