//! What hangs on tables and views, or tells the server of them: rules, defaults of a view's columns, statistics.

use super::{NEAR, data};
use crate::dialect::shape::{Shape, words};
use crate::replay::{Problem, Reader};

/// Reads a rule. The table is that which has it.
pub(super) fn rule(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("CREATE")?;
    reader.eat("OR REPLACE");
    reader.expect("RULE")?;
    reader.ident()?;
    reader.expect("AS ON")?;
    shape.words("event", reader.ident()?);
    reader.expect("TO")?;
    reader.name()?;
    if reader.eat("WHERE") {
        shape.expr("condition", before(reader, "DO"));
    }
    reader.expect("DO")?;
    if reader.eat("INSTEAD") {
        shape.words("instead", "");
    } else {
        reader.eat("ALSO");
    }
    let (mut from, mut to) = (reader.at(), reader.tokens().len());
    if reader.is_symbol("(") {
        from += 1;
        to -= 1;
    }
    data::statements(reader, from, to, shape);
    Ok(())
}

/// The text up to a word that stands in no parentheses, or to the end.
fn before<'a>(reader: &mut Reader<'a>, word: &str) -> &'a str {
    let from = reader.at();
    let mut depth = 0usize;
    while let Some(token) = reader.peek().filter(|_| depth > 0 || !reader.is(word)) {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        reader.bump();
    }
    reader.slice(from, reader.at())
}

/// Reads the default of a view's column.
pub(super) fn column_default(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("ALTER VIEW")?;
    reader.name()?;
    reader.expect("ALTER")?;
    reader.eat("COLUMN");
    shape.words("column", reader.ident()?);
    reader.expect("SET DEFAULT")?;
    shape.expr("default", reader.rest());
    Ok(())
}

/// Reads extended statistics. The server puts columns before expressions, and says no kinds where it is all of them.
pub(super) fn statistics(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("CREATE STATISTICS")?;
    reader.if_not_exists();
    if !reader.is("ON") && !reader.is_symbol("(") {
        reader.name()?;
    }
    let mut kinds = vec!["dependencies".to_owned(), "mcv".to_owned(), "ndistinct".to_owned()];
    if reader.is_symbol("(") {
        kinds = reader.list(Reader::ident)?;
        kinds.sort_unstable();
    }
    reader.expect("ON")?;
    let mut number = 0;
    let items = reader.comma_list(|reader| {
        let text = reader.until(&["FROM"])?;
        Ok((text, reader.sub(text).tokens().len() == 1))
    })?;
    for (text, is_column) in items {
        if is_column {
            shape.words(format!("column {}", reader.sub(text).ident()?), "");
        } else {
            number += 1;
            shape.expr(format!("expression {number}"), text);
        }
    }
    // Those of one expression alone have no kinds.
    if number != 1 || shape.abouts().count() > 1 {
        shape.words("kinds", kinds.join(", "));
    }
    reader.expect("FROM")?;
    let from = reader.at();
    reader.rest();
    shape.words("table", words(&reader.tokens()[from..], reader.syntax(), &NEAR));
    Ok(())
}
