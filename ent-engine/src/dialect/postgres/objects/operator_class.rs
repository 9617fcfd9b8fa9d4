//! Operator classes: `CREATE OPERATOR CLASS .. AS OPERATOR 1 <, FUNCTION 1 compare(a, b), STORAGE type`.

use super::{NEAR, Postgres};
use crate::dialect::shape::{Shape, words};
use crate::dialect::{Dialect as _, ReplayRules};
use crate::model::{Object, OtherKind};
use crate::replay::{Problem, Reader};
use crate::sql::{Splitter, Syntax};

/// Reads what a class says. The server tells types that go without saying.
pub(super) fn operator_class(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    shape: &mut Shape,
) -> Result<(), Problem> {
    reader.expect("CREATE OPERATOR CLASS")?;
    let own = reader.name()?;
    if reader.eat("DEFAULT") {
        shape.words("default", "");
    }
    reader.expect("FOR TYPE")?;
    let ty = postgres.spelled_argument(reader.until(&["USING"])?);
    reader.expect("USING")?;
    let method = reader.ident()?;
    if reader.eat("FAMILY") {
        // One of its own is called like the class.
        let family = named(reader, &["AS"]);
        if family != own.name {
            shape.words("family", family);
        }
    }
    reader.expect("AS")?;
    let class = Class { postgres, ty: &ty, method: &method };
    reader.comma_list(|reader| class.item(reader, shape))?;
    reader.expect_done()?;
    shape.words("type", ty.clone());
    shape.words("method", method.clone());
    Ok(())
}

/// Reads what `ALTER OPERATOR FAMILY .. ADD | DROP` says of the family that a class made for itself, or of one that stands by
/// itself, as if the class or the family had been made so.
pub(super) fn family_change(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    shape: &mut Shape,
) -> Result<(), Problem> {
    reader.expect("ALTER OPERATOR FAMILY")?;
    reader.name()?;
    reader.expect("USING")?;
    let method = reader.ident()?;
    let ty = shape.word("type").unwrap_or_default().to_owned();
    let class = Class { postgres, ty: &ty, method: &method };
    if reader.eat("ADD") {
        reader.comma_list(|reader| class.item(reader, shape))?;
    } else {
        reader.expect("DROP")?;
        reader.comma_list(|reader| {
            let Some(what) = reader.eat_any(&["OPERATOR", "FUNCTION"]) else {
                return Err(reader.unexpected("an item of an operator family"));
            };
            let number = reader.integer()?;
            let operands = class.types(reader)?;
            shape.remove(&format!("{} {number} {}", what.to_ascii_lowercase(), class.pair(operands)));
            Ok(())
        })?;
    }
    reader.expect_done()
}

/// The family that a class makes for itself, as it is when the class is gone.
pub(in crate::dialect::postgres) fn own_family(postgres: &Postgres, class: &Object) -> Option<Object> {
    if class.other() != Some(OtherKind::OperatorClass) || postgres.shape(class)?.has("family") {
        return None;
    }
    let own = class.name.strip_prefix(OtherKind::OperatorClass.words())?;
    let mut statements = Splitter::new(&class.text, Syntax::postgres());
    let create = statements.next()?.ok()?;
    let mut reader = Reader::new(create.sql(), Syntax::postgres(), postgres.fold());
    reader.expect("CREATE OPERATOR CLASS").ok()?;
    let from = reader.at();
    reader.name().ok()?;
    let name = reader.slice_from(from);
    let (_, method) = own.split_once('(')?;
    let mut text =
        format!("CREATE OPERATOR FAMILY {name} USING {}", postgres.quote(method.trim_end_matches(')')));
    for change in statements {
        text.push_str(&format!(";\n{}", change.ok()?.sql()));
    }
    let name = format!("{}{own}", OtherKind::OperatorFamily.words());
    Some(Object { name, text, comment: None, ..class.clone() })
}

/// The statements of a class or a family without an operator between two types, which has gone; none where they don't
/// name it.
pub(in crate::dialect::postgres) fn without_operator(
    postgres: &Postgres,
    object: &Object,
    (symbol, operands): (&str, &str),
) -> Option<String> {
    let shape = postgres.shape(object)?;
    let class = Class { postgres, ty: shape.word("type").unwrap_or_default(), method: "" };
    let is_gone = |item: &Shape| {
        item.abouts().any(|about| {
            let told = about.strip_prefix("operator ").and_then(|rest| rest.split_once(' '));
            let named = item.word(about).map(|what| what.replace(' ', ""));
            let named = named.as_deref().and_then(|what| what.rsplit('.').next());
            told.is_some_and(|(_, pair)| pair == operands) && named == Some(symbol)
        })
    };
    let (mut statements, mut found) = (Vec::new(), false);
    for statement in Splitter::new(&object.text, Syntax::postgres()) {
        let statement = statement.ok()?;
        let mut reader = Reader::new(statement.sql(), Syntax::postgres(), postgres.fold());
        let makes = reader.is("CREATE");
        while !reader.done() && !reader.eat(if makes { "AS" } else { "ADD" }) {
            reader.bump();
        }
        let head = reader.slice(0, reader.at()).to_owned();
        let mut items = Vec::new();
        if !reader.done() {
            let kept = reader.comma_list(|reader| {
                let (from, mut item) = (reader.at(), Shape::default());
                class.item(reader, &mut item)?;
                Ok((!is_gone(&item)).then(|| reader.slice_from(from).to_owned()))
            });
            items = kept.ok()?;
        }
        let kept: Vec<String> = items.iter().flatten().cloned().collect();
        found |= kept.len() < items.len();
        if kept.len() == items.len() {
            statements.push(statement.sql().to_owned());
        } else if makes && kept.is_empty() {
            statements.push(format!("{head} STORAGE {}", class.ty));
        } else if !kept.is_empty() {
            statements.push(format!("{head} {}", kept.join(", ")));
        }
    }
    found.then(|| statements.join(";\n"))
}

/// A class as its items need it.
struct Class<'a> {
    postgres: &'a Postgres,
    ty: &'a str,
    method: &'a str,
}

impl Class<'_> {
    fn item(&self, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
        match reader.eat_any(&["OPERATOR", "FUNCTION", "STORAGE"]) {
            Some("OPERATOR") => {
                let number = reader.integer()?;
                let mut what = named(reader, &["FOR"]);
                let operands = self.types(reader)?;
                if reader.eat("FOR ORDER BY") {
                    what = format!("{what} by {}", named(reader, &[]));
                } else {
                    reader.eat("FOR SEARCH");
                }
                shape.words(format!("operator {number} {}", self.pair(operands)), what);
            }
            Some("FUNCTION") => {
                let number = reader.integer()?;
                let said = self.types(reader)?;
                let name = named(reader, &[]);
                let arguments = self.types(reader)?;
                let operands = if said.is_empty() { self.operands_of(number, &arguments) } else { said };
                let what = format!("{name}({})", arguments.join(", "));
                shape.words(format!("function {number} {}", self.pair(operands)), what);
            }
            Some(_) => {
                let storage = self.postgres.spelled_argument(reader.until(&[])?);
                // Which the server doesn't keep, and a class that has nothing else is told with.
                if storage != self.ty {
                    shape.words("storage", storage);
                }
            }
            None => return Err(reader.unexpected("an item of an operator class")),
        }
        Ok(())
    }

    /// Types in parentheses, none where there are no parentheses.
    fn types(&self, reader: &mut Reader<'_>) -> Result<Vec<String>, Problem> {
        if !reader.is_symbol("(") {
            return Ok(Vec::new());
        }
        let inner = reader.parens()?;
        let mut inside = reader.sub(inner);
        if inside.done() {
            return Ok(Vec::new());
        }
        inside.comma_list(|reader| Ok(self.postgres.spelled_argument(reader.until(&[])?)))
    }

    /// What an operator or a function of the class is about: two types, the second as the first where nothing is said,
    /// both that of the class where nothing is said at all.
    fn pair(&self, types: Vec<String>) -> String {
        let first = types.first().map_or(self.ty, String::as_str);
        let second = types.get(1).map_or(first, String::as_str);
        format!("{first} {second}")
    }

    /// The types that a function of a class is about where only its arguments tell (`assignProcTypes`).
    fn operands_of(&self, number: i64, arguments: &[String]) -> Vec<String> {
        match (self.method, number) {
            ("btree", 1) => arguments.to_vec(),
            ("btree", 3) => arguments.iter().step_by(2).take(2).cloned().collect(),
            ("hash", 1 | 2) => arguments.iter().take(1).cloned().collect(),
            _ => Vec::new(),
        }
    }
}

/// The name of an operator, a function or a family, up to a parenthesis, a comma or one of the words.
fn named(reader: &mut Reader<'_>, stop: &[&str]) -> String {
    let from = reader.at();
    while !reader.done() && !reader.is_symbol("(") && !reader.is_symbol(",") && !reader.is_any(stop) {
        reader.bump();
    }
    words(&reader.tokens()[from..reader.at()], reader.syntax(), &NEAR)
}
