//! Indexes.

use super::column;
use crate::model::{Collation, Expr, IndexPart};
use crate::replay::{CreateIndex, Ddl, IndexDef, Name, Problem, Reader};
use crate::sql::TokenKind;

/// `[UNIQUE] INDEX ..`, after CREATE.
pub(super) fn create(reader: &mut Reader<'_>) -> Result<Ddl, Problem> {
    let unique = reader.eat("UNIQUE");
    reader.expect("INDEX")?;
    reader.eat("CONCURRENTLY");
    let if_not_exists = reader.if_not_exists();
    let name = if reader.is("ON") { None } else { Some(Name::bare(reader.name()?.name)) };
    reader.expect("ON")?;
    let only = reader.eat("ONLY");
    let table = reader.name()?;
    let kind = if reader.eat("USING") { Some(reader.ident()?) } else { None };
    let parts = reader.list(part)?;
    let mut def =
        IndexDef { unique, kind: kind.filter(|kind| kind != "btree"), parts, ..IndexDef::default() };
    if reader.eat("INCLUDE") {
        def.include = reader.list(Reader::ident)?;
    }
    def.nulls_not_distinct = column::nulls(reader);
    if reader.eat("WITH") {
        def.parameters = super::parameters(reader)?;
    }
    if reader.eat("TABLESPACE") {
        reader.ident()?;
    }
    if reader.eat("WHERE") {
        def.predicate = Some(Expr::new(reader.until(&[])?.trim()));
    }
    Ok(Ddl::CreateIndex(Box::new(CreateIndex {
        name,
        table,
        if_not_exists,
        or_replace: false,
        only,
        index: def,
    })))
}

/// One part of an index: a column, a call or an expression in parentheses, and what it is indexed by.
pub(super) fn part(reader: &mut Reader<'_>) -> Result<IndexPart, Problem> {
    let mut part = if reader.is_symbol("(") {
        IndexPart::expr(Expr::new(reader.parens()?.trim()))
    } else if is_call(reader) {
        let from = reader.at();
        reader.name()?;
        reader.parens()?;
        IndexPart::expr(Expr::new(reader.slice_from(from)))
    } else {
        IndexPart::column(reader.ident()?)
    };
    if reader.eat("COLLATE") {
        part.collation = Some(Collation::read(reader)?);
    }
    let follows =
        reader.peek().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier));
    if follows.is_some() && !reader.is_any(&["ASC", "DESC", "NULLS", "WITH"]) {
        let from = reader.at();
        reader.name()?;
        if reader.is_symbol("(") {
            reader.parens()?;
        }
        part.ops = Some(reader.slice_from(from).to_owned());
    }
    part.desc = reader.eat("DESC");
    if !part.desc {
        reader.eat("ASC");
    }
    if reader.eat("NULLS FIRST") {
        part.nulls_first = Some(true).filter(|_| !part.desc);
    } else if reader.eat("NULLS LAST") {
        part.nulls_first = Some(false).filter(|_| part.desc);
    }
    Ok(part)
}

fn is_call(reader: &Reader<'_>) -> bool {
    let mut at = 0;
    while reader.peek_at(at + 1).is_some_and(|token| token.is_symbol(".")) {
        at += 2;
    }
    reader.peek_at(at + 1).is_some_and(|token| token.is_symbol("("))
}
