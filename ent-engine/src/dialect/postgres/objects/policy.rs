//! Policies on rows.

use crate::dialect::shape::Shape;
use crate::replay::{Problem, Reader};
use crate::sql::Syntax;

/// Reads what a policy says.
pub(super) fn policy(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    if !reader.eat("CREATE POLICY") {
        // What it says is as if it had been said at once.
        reader.expect("ALTER POLICY")?;
    }
    reader.ident()?;
    reader.expect("ON")?;
    reader.name()?;
    while !reader.done() {
        if reader.eat("AS") {
            if reader.ident()? == "restrictive" {
                shape.words("restrictive", "");
            }
        } else if reader.eat("FOR") {
            let command = reader.ident()?;
            if command != "all" {
                shape.words("for", command);
            }
        } else if reader.eat("TO") {
            let mut roles = reader.comma_list(Reader::ident)?;
            roles.sort();
            shape.remove("to");
            if roles != ["public"] {
                shape.words("to", roles.join(", "));
            }
        } else if reader.eat("USING") {
            shape.expr("using", reader.parens()?);
        } else if reader.eat("WITH CHECK") {
            shape.expr("with check", reader.parens()?);
        } else {
            return Err(reader.unexpected("a clause of a policy"));
        }
    }
    Ok(())
}

/// The clauses of a policy that a statement can change, each as it is written.
#[derive(Default)]
struct Changeable {
    to: Option<String>,
    using: Option<String>,
    with_check: Option<String>,
}

/// The statement that makes a policy with what another statement changes in it: nothing is left of what it said before.
pub(in crate::dialect::postgres) fn altered(create: &str, alter: &str) -> Option<String> {
    let (head, own) = parts(create, "CREATE POLICY")?;
    let (_, next) = parts(alter, "ALTER POLICY")?;
    let clauses = [next.to.or(own.to), next.using.or(own.using), next.with_check.or(own.with_check)];
    Some(clauses.into_iter().flatten().fold(head, |text, clause| format!("{text} {clause}")))
}

/// What stands before the clauses that can change, and these.
fn parts(text: &str, words: &str) -> Option<(String, Changeable)> {
    let mut reader = Reader::new(text, Syntax::postgres(), |word| word.to_lowercase());
    reader.expect(words).ok()?;
    reader.ident().ok()?;
    reader.expect("ON").ok()?;
    reader.name().ok()?;
    while reader.eat("AS") || reader.eat("FOR") {
        reader.ident().ok()?;
    }
    let head = reader.slice_from(0).to_owned();
    let mut found = Changeable::default();
    while !reader.done() {
        let from = reader.at();
        let clause = if reader.eat("TO") {
            reader.comma_list(Reader::ident).ok()?;
            &mut found.to
        } else if reader.eat("USING") {
            reader.parens().ok()?;
            &mut found.using
        } else if reader.eat("WITH CHECK") {
            reader.parens().ok()?;
            &mut found.with_check
        } else {
            return None;
        };
        *clause = Some(reader.slice_from(from).to_owned());
    }
    Some((head, found))
}
