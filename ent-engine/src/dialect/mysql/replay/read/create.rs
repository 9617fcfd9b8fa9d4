//! CREATE.

use super::{column, index, object, options};
use crate::dialect::Mysql;
use crate::replay::{
    CreateSchema, CreateTable, CreateView, Ddl, Like, LikeOptions, Problem, QueryTable, Reader, TableOption,
};

pub(super) fn create(mysql: &Mysql, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    let or_replace = reader.eat("OR REPLACE");
    if reader.eat("DATABASE") || reader.eat("SCHEMA") {
        let if_not_exists = reader.if_not_exists();
        let create = CreateSchema { name: Some(reader.ident()?), if_not_exists, ..CreateSchema::default() };
        return Ok(vec![Ddl::CreateSchema(super::schema(reader, create)?)]);
    }
    let temporary = reader.eat("TEMPORARY");
    if reader.eat("TABLE") {
        return Ok(vec![table(mysql, reader, temporary, or_replace)?]);
    }
    reader.eat("ONLINE");
    reader.eat("OFFLINE");
    if reader.is_any(&["UNIQUE", "INDEX", "FULLTEXT", "SPATIAL"]) {
        return Ok(vec![index::create(reader, or_replace)?]);
    }
    if reader.eat("SEQUENCE") {
        return Ok(vec![object::sequence(reader, or_replace, temporary)?]);
    }
    // What may stand before a view or a stored program.
    while !reader.done()
        && !reader.is_any(&[
            "VIEW",
            "FUNCTION",
            "PROCEDURE",
            "TRIGGER",
            "EVENT",
            "PACKAGE",
            "USER",
            "ROLE",
            "SERVER",
        ])
    {
        reader.bump();
    }
    if reader.eat("VIEW") {
        return Ok(vec![view(reader, or_replace)?]);
    }
    if reader.is_any(&["USER", "ROLE", "SERVER"]) {
        reader.rest();
        return Ok(Vec::new());
    }
    object::create(reader, or_replace)
}

fn table(mysql: &Mysql, reader: &mut Reader<'_>, temporary: bool, or_replace: bool) -> Result<Ddl, Problem> {
    let if_not_exists = reader.if_not_exists();
    let name = reader.name()?;
    let mut create = CreateTable { name, temporary, if_not_exists, or_replace, ..CreateTable::default() };
    let in_parens = reader.is_symbol("(") && reader.peek_at(1).is_some_and(|token| token.is_word("LIKE"));
    if in_parens {
        reader.bump();
    }
    if reader.eat("LIKE") {
        create.likes.push((0, Like { table: reader.name()?, options: LikeOptions::ALL }));
        if in_parens {
            reader.expect_symbol(")")?;
        }
        return Ok(Ddl::CreateTable(Box::new(create)));
    }
    let is_query = reader.peek_at(1).is_some_and(|token| token.is_word("SELECT") || token.is_word("WITH"));
    if reader.is_symbol("(") && !is_query {
        reader.list(|reader| {
            if column::is_constraint(reader) {
                create.constraints.push(column::constraint(mysql, reader)?.0);
            } else if reader.eat("PERIOD FOR") {
                let (name, columns) = index::period(reader)?;
                create.options.parameters.push((name, columns));
            } else {
                create.columns.push(column::definition(mysql, reader)?);
            }
            Ok(())
        })?;
    }
    loop {
        reader.eat_symbol(",");
        match options::option(reader)? {
            Some(Some(option)) => options::set(&mut create.options, &mut create.comment, option),
            Some(None) => {}
            None => break,
        }
    }
    if reader.eat("PARTITION BY") {
        options::set(
            &mut create.options,
            &mut create.comment,
            TableOption::PartitionBy(Some(partitioning(reader)?)),
        );
    }
    let _ = reader.eat("IGNORE") || reader.eat("REPLACE");
    let has_as = reader.eat("AS");
    if has_as || reader.is("SELECT") || reader.is("WITH") || reader.is_symbol("(") {
        create.query = Some(QueryTable { columns: Vec::new(), query: reader.rest().to_owned() });
    }
    Ok(Ddl::CreateTable(Box::new(create)))
}

/// The words before VIEW that say how it runs; whose it is is left out.
fn before_view(reader: &Reader<'_>) -> Vec<(String, String)> {
    let tokens = &reader.tokens()[..reader.at()];
    let mut options = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let value = |n: usize| tokens.get(at + n).map(|token| token.text.to_ascii_lowercase());
        if token.is_word("ALGORITHM") {
            options.extend(
                value(2).filter(|value| value != "undefined").map(|value| ("algorithm".to_owned(), value)),
            );
        } else if token.is_word("SECURITY") {
            options.extend(
                value(1).filter(|value| value != "definer").map(|value| ("sql security".to_owned(), value)),
            );
        }
    }
    options
}

/// What follows PARTITION BY, up to a query or the end.
pub(super) fn partitioning(reader: &mut Reader<'_>) -> Result<String, Problem> {
    let from = reader.at();
    while !reader.done() && !reader.is_any(&["AS", "SELECT", "IGNORE", "REPLACE"]) {
        if reader.is_symbol("(") { reader.parens().map(|_| ())? } else { reader.bump() }
    }
    Ok(reader.slice_from(from).to_owned())
}

/// `VIEW ..`, the word passed already.
pub(super) fn view(reader: &mut Reader<'_>, or_replace: bool) -> Result<Ddl, Problem> {
    let mut options = before_view(reader);
    let if_not_exists = reader.if_not_exists();
    let name = reader.name()?;
    let columns = if reader.is_symbol("(") { reader.list(Reader::ident)? } else { Vec::new() };
    reader.expect("AS")?;
    let from = reader.at();
    reader.rest();
    let mut end = reader.at();
    let clauses = [
        ("WITH LOCAL CHECK OPTION", "local"),
        ("WITH CASCADED CHECK OPTION", "cascaded"),
        ("WITH CHECK OPTION", "cascaded"),
    ];
    for (words, check) in clauses {
        let count = words.split(' ').count();
        let ends = end >= from + count
            && words.split(' ').enumerate().all(|(n, word)| reader.tokens()[end - count + n].is_word(word));
        if ends {
            end -= count;
            options.push(("check_option".to_owned(), check.to_owned()));
        }
    }
    let query = reader.slice(from, end).to_owned();
    Ok(Ddl::CreateView(Box::new(CreateView {
        name,
        or_replace,
        if_not_exists,
        columns,
        query,
        options,
        ..CreateView::default()
    })))
}
