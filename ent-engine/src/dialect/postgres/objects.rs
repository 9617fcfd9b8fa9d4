//! Carried objects compared by what their statements say (`ruleutils.c` and `pg_proc.c` of the server print them
//! otherwise than anybody writes them).

mod argument;
mod base_type;
mod data;
mod definition;
mod foreign_table;
mod hanging;
mod icu;
mod operator_class;
mod policy;
mod routine;
mod text_search;
mod trigger;

pub(super) use argument::{Argument, Mode};
pub(super) use base_type::{BaseType, Layout, RoutinesOfType, shell_of};
pub(super) use data::{spans as statement_spans, text as rows_text};
pub(super) use definition::multirange_of;
pub(super) use operator_class::{own_family, without_operator};
pub(super) use policy::altered as altered_policy;
pub(super) use routine::CLAUSES as ROUTINE_CLAUSES;

use super::Postgres;
use super::types::is_builtin;
use crate::dialect::shape::{Shape, words};
use crate::dialect::{ReplayRules, Types};
use crate::model::{Collation, DataType, Object, ObjectKind, OtherKind};
use crate::replay::{Problem, Reader};
use crate::sql::{Splitter, Syntax, TokenKind, Tokens, identifier_value};

/// Schemas whose names say nothing: those that are looked in anyway.
const NEAR: [&str; 2] = ["public", "pg_catalog"];

/// An attribute of a composite type.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) name: String,
    /// Its type in the model's spelling.
    pub(super) ty: String,
    /// Its type as it is written.
    pub(super) text: String,
    /// Its collation as it is written.
    pub(super) collation: Option<Collation>,
}

impl Postgres {
    /// Whether two carried objects of one name are the same.
    pub(super) fn is_same_object(&self, previous: &Object, next: &Object) -> bool {
        if previous.text.trim() == next.text.trim() {
            return true;
        }
        if previous.kind == ObjectKind::Extension {
            // Where nobody says a schema, any will do.
            let next = schema_of_extension(&next.text);
            let previous = schema_of_extension(&previous.text).unwrap_or_else(|| "public".to_owned());
            return next.is_none_or(|next| next == previous);
        }
        match (self.shape(previous), self.shape(next)) {
            (Some(mut previous), Some(mut next)) => {
                // Arguments that come out say what comes back.
                if !(previous.has("returns") && next.has("returns")) {
                    previous.remove("returns");
                    next.remove("returns");
                }
                definition::partners(&mut previous, &mut next);
                previous.same(&next, self)
            }
            _ => false,
        }
    }

    /// Whether `CREATE OR REPLACE` makes one routine of the other: what it takes and gives back is the same.
    pub(super) fn replaces(&self, previous: &Object, next: &Object) -> bool {
        let is_routine =
            |object: &Object| matches!(object.kind, ObjectKind::Function | ObjectKind::Procedure);
        if previous.kind != next.kind || !is_routine(next) {
            return false;
        }
        let (Some(previous), Some(next)) = (self.shape(previous), self.shape(next)) else { return false };
        let call = |shape: &Shape| {
            let mut call = shape.clone();
            call.keep(&["returns", "argument ", "default ", "WINDOW"]);
            call
        };
        call(&previous).same(&call(&next), self)
    }

    /// The name of an object as it is compared: types, of arguments or of a cast, without the schemas that are looked in
    /// anyway.
    pub(super) fn bare_name(object: &Object) -> Option<String> {
        let is_cast = object.other() == Some(OtherKind::Cast);
        let at = if is_cast { OtherKind::Cast.words().len() } else { object.name.find('(')? };
        let (head, types) = object.name.split_at(at);
        let bare = types.replace("public.", "").replace("pg_catalog.", "");
        (bare != types).then(|| format!("{head}{bare}"))
    }

    /// What the statement of an object and those that change it say.
    pub(super) fn shape(&self, object: &Object) -> Option<Shape> {
        let mut shape = Shape::default();
        for (at, statement) in Splitter::new(&object.text, Syntax::postgres()).enumerate() {
            let statement = statement.ok()?;
            let mut reader = Reader::new(statement.sql(), Syntax::postgres(), self.fold());
            if at > 0 && object.kind == ObjectKind::Policy {
                policy::policy(&mut reader, &mut shape).ok()?;
                continue;
            }
            if at > 0 && object.kind == ObjectKind::Domain && domain_change(&mut reader, &mut shape).is_ok() {
                continue;
            }
            if at > 0 && matches!(object.kind, ObjectKind::Function | ObjectKind::Procedure) {
                routine::alter(self, &mut reader, &mut shape).ok()?;
                continue;
            }
            let is_of_family =
                matches!(object.other(), Some(OtherKind::OperatorClass | OtherKind::OperatorFamily));
            if at > 0 && is_of_family && operator_class::family_change(self, &mut reader, &mut shape).is_ok()
            {
                continue;
            }
            if at > 0
                && object.other() == Some(OtherKind::Operator)
                && definition::operator_change(self, &mut reader, &mut shape).is_ok()
            {
                continue;
            }
            if at > 0 && object.other() == Some(OtherKind::TextSearchConfiguration) {
                text_search::change(&mut reader, &mut shape).ok()?;
                continue;
            }
            if at > 0
                && object.other() == Some(OtherKind::ForeignTable)
                && foreign_table::change(self, &mut reader, &mut shape).is_ok()
            {
                continue;
            }
            if at > 0 && object.kind.is_type() && is_move(&mut reader) {
                continue;
            }
            if at > 0
                && matches!(object.kind, ObjectKind::Trigger | ObjectKind::Rule)
                && state(&mut reader, &mut shape).is_ok()
            {
                continue;
            }
            if at > 0 {
                let text = words(reader.tokens(), Syntax::postgres(), &NEAR);
                shape.words(format!("also {text}"), "");
                continue;
            }
            self.object_clauses(object, &mut reader, &mut shape).ok()?;
        }
        Some(shape)
    }

    fn object_clauses(
        &self,
        object: &Object,
        reader: &mut Reader<'_>,
        shape: &mut Shape,
    ) -> Result<(), Problem> {
        match object.kind {
            ObjectKind::Function | ObjectKind::Procedure => routine::read(self, reader, shape),
            ObjectKind::Aggregate => definition::aggregate(self, reader, shape),
            ObjectKind::Range => definition::range(self, reader, shape),
            ObjectKind::Base => {
                if let Some(ty) = BaseType::read(self, reader.text())? {
                    ty.shape(shape);
                }
                Ok(())
            }
            ObjectKind::Trigger => trigger::trigger(reader, shape),
            ObjectKind::Policy => policy::policy(reader, shape),
            ObjectKind::Rule => hanging::rule(reader, shape),
            ObjectKind::Domain => self.domain(reader, shape),
            ObjectKind::Composite => self.composite(reader, shape),
            ObjectKind::Other => match object.other() {
                Some(OtherKind::ForeignTable) => foreign_table::read(self, reader, shape),
                Some(OtherKind::Operator) => definition::operator(self, reader, shape),
                Some(OtherKind::Statistics) => hanging::statistics(reader, shape),
                Some(OtherKind::ColumnDefault) => hanging::column_default(reader, shape),
                Some(OtherKind::OperatorClass) => operator_class::operator_class(self, reader, shape),
                Some(OtherKind::Cast) => cast(self, reader, shape),
                Some(OtherKind::Collation) => definition::collation(self, reader, shape),
                Some(OtherKind::TextSearchConfiguration) => text_search::configuration(reader, shape),
                Some(
                    OtherKind::TextSearchDictionary
                    | OtherKind::TextSearchTemplate
                    | OtherKind::TextSearchParser,
                ) => definition::text_search(self, reader, shape),
                _ => {
                    other(reader, shape);
                    Ok(())
                }
            },
            _ => {
                other(reader, shape);
                Ok(())
            }
        }
    }

    /// A type in the model's spelling.
    fn spelled(&self, text: &str) -> String {
        Self::spelled_or(self.parse_type(text).ok(), text)
    }

    /// The type of an argument in the model's spelling.
    fn spelled_argument(&self, text: &str) -> String {
        Self::spelled_or(self.parse_argument_type(text).ok(), text)
    }

    fn spelled_or(ty: Option<DataType>, text: &str) -> String {
        match ty {
            Some(mut ty) => {
                ty.schema = ty.schema.filter(|schema| {
                    !NEAR.contains(&schema.as_str()) || schema == "public" && is_builtin(&ty.name)
                });
                ty.to_string()
            }
            None => text.to_lowercase(),
        }
    }

    fn domain(&self, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
        const STOP: [&str; 6] = ["DEFAULT", "NOT", "NULL", "CONSTRAINT", "CHECK", "COLLATE"];
        reader.expect("CREATE DOMAIN")?;
        reader.name()?;
        reader.eat("AS");
        shape.words("type", self.spelled(reader.until(&STOP)?));
        let mut name = String::new();
        while !reader.done() {
            if reader.eat("DEFAULT") {
                // NULL says nothing; the server keeps it where the type has a length, cast.
                if !reader.eat("NULL") {
                    shape.expr("default", reader.until(&STOP)?);
                } else if reader.eat_symbol("::") {
                    reader.until(&STOP)?;
                }
            } else if reader.eat("NOT NULL") {
                shape.words("not null", "");
            } else if reader.eat("COLLATE") {
                shape.words("collate", sorted_by(Collation::read(reader)?));
            } else if reader.eat("CONSTRAINT") {
                name = reader.ident()?;
            } else if reader.eat("CHECK") {
                shape.expr(format!("check {name}"), reader.parens()?);
            } else if !reader.eat("NULL") {
                return Err(reader.unexpected("a clause of a domain"));
            }
        }
        Ok(())
    }

    fn composite(&self, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
        for (at, attribute) in self.read_attributes(reader)?.into_iter().enumerate() {
            let Attribute { name, ty, collation, .. } = attribute;
            let sorted = collation.map(sorted_by).unwrap_or_default();
            shape.words(format!("column {at}"), format!("{name} {ty} {sorted}"));
        }
        Ok(())
    }

    /// The attributes of a composite type that one statement makes.
    pub(super) fn attributes(&self, object: &Object) -> Option<Vec<Attribute>> {
        let mut statements = Splitter::new(&object.text, Syntax::postgres());
        let statement = statements.next()?.ok()?;
        let mut reader = Reader::new(statement.sql(), Syntax::postgres(), self.fold());
        let attributes = self.read_attributes(&mut reader).ok()?;
        statements.next().is_none().then_some(attributes)
    }

    fn read_attributes(&self, reader: &mut Reader<'_>) -> Result<Vec<Attribute>, Problem> {
        reader.expect("CREATE TYPE")?;
        reader.name()?;
        reader.expect("AS")?;
        let mut attributes = Vec::new();
        reader.list(|reader| {
            let name = reader.ident()?;
            let text = reader.until(&["COLLATE"])?;
            let collation = if reader.eat("COLLATE") { Some(Collation::read(reader)?) } else { None };
            attributes.push(Attribute {
                name,
                ty: self.spelled(text),
                text: text.trim().to_owned(),
                collation,
            });
            Ok(())
        })?;
        reader.expect_done()?;
        Ok(attributes)
    }
}

/// A collation, without a schema that is looked in anyway.
fn sorted_by(collation: Collation) -> String {
    let says = |schema: &String| schema != "public" || Postgres::has_collation(&collation.name);
    Collation { schema: collation.schema.filter(says), ..collation }.to_string()
}

/// What `ALTER DOMAIN` says, as if it had been said at once. A constraint that holds for new values only is no such thing.
fn domain_change(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("ALTER DOMAIN")?;
    reader.name()?;
    if reader.eat("SET NOT NULL") {
        shape.words("not null", "");
    } else if reader.eat("DROP NOT NULL") {
        shape.remove("not null");
    } else if reader.eat("DROP DEFAULT") {
        shape.remove("default");
    } else if reader.eat("SET DEFAULT") {
        let value = reader.rest();
        shape.remove("default");
        if !value.trim().eq_ignore_ascii_case("NULL") {
            shape.expr("default", value);
        }
    } else if reader.eat("DROP CONSTRAINT") {
        reader.if_exists();
        let name = reader.ident()?;
        shape.remove(&format!("check {name}"));
        shape.remove(&format!("doubt {name}"));
        reader.cascade();
    } else if reader.eat("ADD CONSTRAINT") {
        let name = reader.ident()?;
        reader.expect("CHECK")?;
        let check = reader.parens()?;
        shape.expr(format!("check {name}"), check);
        if reader.eat("NOT VALID") {
            shape.words(format!("doubt {name}"), "");
        }
    } else if reader.eat("VALIDATE CONSTRAINT") {
        shape.remove(&format!("doubt {}", reader.ident()?));
    } else if reader.eat("RENAME CONSTRAINT") {
        let previous = reader.ident()?;
        reader.expect("TO")?;
        let next = reader.ident()?;
        for about in ["check", "doubt"] {
            shape.rename(&format!("{about} {previous}"), format!("{about} {next}"));
        }
    } else if reader.eat("RENAME TO") || reader.eat("SET SCHEMA") || reader.eat("OWNER TO") {
        reader.ident()?;
    } else {
        return Err(reader.unexpected("a change of a domain"));
    }
    reader.expect_done()
}

/// Whether all that a statement does to a type is to give it another name, or another schema.
fn is_move(reader: &mut Reader<'_>) -> bool {
    reader.eat("ALTER TYPE")
        && reader.name().is_ok()
        && (reader.eat("RENAME TO") || reader.eat("SET SCHEMA") || reader.eat("OWNER TO"))
}

/// The schema of an extension, or of the function that an event trigger calls. Where the text names none it is the one that
/// every database has.
pub(super) fn home(object: &Object) -> Option<String> {
    let named = match object.kind {
        ObjectKind::Extension => schema_of_extension(&object.text),
        ObjectKind::EventTrigger => {
            let mut reader = Reader::new(&object.text, Syntax::postgres(), |word| word.to_ascii_lowercase());
            while !reader.done() && !reader.eat("EXECUTE FUNCTION") && !reader.eat("EXECUTE PROCEDURE") {
                reader.bump();
            }
            reader.name().ok().and_then(|name| name.schema)
        }
        _ => return None,
    };
    Some(named.unwrap_or_else(|| "public".to_owned()))
}

/// The schema that a statement puts an extension in.
pub(super) fn schema_of_extension(text: &str) -> Option<String> {
    let mut reader = Reader::new(text, Syntax::postgres(), |word| word.to_ascii_lowercase());
    while !reader.done() {
        if reader.eat("SCHEMA") {
            return reader.ident().ok();
        }
        reader.bump();
    }
    None
}

fn cast(postgres: &Postgres, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("CREATE CAST")?;
    let types = reader.parens()?;
    let mut types = Reader::new(types, reader.syntax(), postgres.fold());
    let source = postgres.spelled_argument(types.until(&["AS"])?);
    types.expect("AS")?;
    shape.words("types", format!("{source} as {}", postgres.spelled_argument(types.until(&[])?)));
    if reader.eat("WITH FUNCTION") {
        shape.words("function", reader.name()?.name);
        if reader.is_symbol("(") {
            let arguments = reader.list(Argument::read)?;
            let types = arguments.iter().map(|argument| postgres.spelled_argument(argument.ty));
            shape.words("arguments", types.collect::<Vec<_>>().join(", "));
        }
    }
    let from = reader.at();
    reader.rest();
    shape.words("way", words(&reader.tokens()[from..], reader.syntax(), &NEAR));
    Ok(())
}

/// When a trigger or rule fires: the last that is said of it counts, and as usual goes without saying.
fn state(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("ALTER TABLE")?;
    reader.eat("IF EXISTS");
    reader.eat("ONLY");
    reader.name()?;
    let fires = reader.eat_any(&["DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS", "ENABLE"]);
    let fires = fires.ok_or_else(|| reader.unexpected("when it fires"))?;
    reader.eat_any(&["TRIGGER", "RULE"]).ok_or_else(|| reader.unexpected("a trigger or a rule"))?;
    reader.ident()?;
    if !reader.done() {
        return Err(reader.unexpected("the end"));
    }
    if fires == "ENABLE" {
        shape.remove("fires");
    } else {
        shape.words("fires", fires);
    }
    Ok(())
}

/// A statement word by word, without those that change nothing.
fn other(reader: &Reader<'_>, shape: &mut Shape) {
    let text = format!(" {} ", words(reader.tokens(), reader.syntax(), &NEAR));
    let text = [" or replace ", " if not exists ", " only ", " also "]
        .iter()
        .fold(text, |text, noise| text.replace(noise, " "));
    shape.words(
        "text",
        text.replace(" execute procedure ", " execute function ").replace("procedure =", "function ="),
    );
}

/// Whether the statements that make a domain name a constraint so.
pub(super) fn has_constraint(domain: &str, name: &str) -> bool {
    let mut is_next = false;
    Tokens::new(domain, Syntax::postgres()).any(|token| {
        let found = is_next
            && match token.kind {
                TokenKind::QuotedIdentifier => identifier_value(token.text, Syntax::postgres()) == name,
                _ => token.text.to_ascii_lowercase() == name,
            };
        is_next = token.is_word("CONSTRAINT");
        found
    })
}
