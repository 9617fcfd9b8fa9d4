//! Objects that are carried whole: functions, triggers, policies, domains and the like.

use super::alter::owner;
use crate::dialect::postgres::objects::{Argument, Mode};
use crate::dialect::{Postgres, Types};
use crate::model::{DataType, ObjectKind, OtherKind};
use crate::replay::{CreateObject, Ddl, DropObject, Name, Problem, Reader, Texts};
use crate::sql::{Syntax, TokenKind};

/// What the kinds without a place of their own are called in statements, longest first.
const OTHER: [&str; 18] = [
    "TEXT SEARCH CONFIGURATION",
    "TEXT SEARCH DICTIONARY",
    "TEXT SEARCH PARSER",
    "TEXT SEARCH TEMPLATE",
    "FOREIGN DATA WRAPPER",
    "OPERATOR FAMILY",
    "OPERATOR CLASS",
    "ACCESS METHOD",
    "FOREIGN TABLE",
    "USER MAPPING",
    "OPERATOR",
    "COLLATION",
    "CONVERSION",
    "STATISTICS",
    "LANGUAGE",
    "TRANSFORM",
    "SERVER",
    "CAST",
];

/// Whether carried objects of a kind stand in the database beside all schemas.
pub(in super::super) fn lives_in_no_schema(kind: OtherKind) -> bool {
    matches!(
        kind,
        OtherKind::ForeignDataWrapper
            | OtherKind::Server
            | OtherKind::UserMapping
            | OtherKind::Cast
            | OtherKind::Transform
            | OtherKind::Language
            | OtherKind::AccessMethod
    )
}

/// An object after CREATE and its first words.
pub(super) fn create(postgres: &Postgres, reader: &mut Reader<'_>, or_replace: bool) -> Result<Ddl, Problem> {
    let text = reader.slice(0, reader.tokens().len()).to_owned();
    let mut create = CreateObject {
        kind: ObjectKind::Other,
        name: Name::default(),
        signature: None,
        table: None,
        or_replace,
        if_not_exists: false,
        temporary: false,
        text,
    };
    if let Some(word) = reader.eat_any(&["FUNCTION", "PROCEDURE", "AGGREGATE"]) {
        create.kind = routine(word);
        create.name = reader.name()?;
        let aggregated = if word == "AGGREGATE" { base_type(postgres, reader)? } else { None };
        create.signature = Some(match aggregated {
            Some(signature) => signature,
            None => signature(postgres, reader)?,
        });
    } else if reader.eat("CONSTRAINT TRIGGER") || reader.eat("TRIGGER") {
        create.kind = ObjectKind::Trigger;
        create.name = Name::bare(reader.ident()?);
        while !reader.done() && !reader.is("ON") {
            reader.bump();
        }
        reader.expect("ON")?;
        create.table = Some(reader.name()?);
    } else if reader.eat("EVENT TRIGGER") {
        create.kind = ObjectKind::EventTrigger;
        create.name = Name::bare(reader.ident()?);
    } else if reader.eat("RULE") {
        create.kind = ObjectKind::Rule;
        create.name = Name::bare(reader.ident()?);
        while !reader.done() && !reader.is("TO") {
            reader.bump();
        }
        reader.expect("TO")?;
        create.table = Some(reader.name()?);
    } else if reader.eat("POLICY") {
        create.kind = ObjectKind::Policy;
        create.name = Name::bare(reader.ident()?);
        reader.expect("ON")?;
        create.table = Some(reader.name()?);
    } else if reader.eat("EXTENSION") {
        create.kind = ObjectKind::Extension;
        create.if_not_exists = reader.if_not_exists();
        create.name = Name::bare(reader.ident()?);
        // Every database has it.
        create.temporary = create.name.name == "plpgsql";
    } else if reader.eat("DOMAIN") {
        create.kind = ObjectKind::Domain;
        create.name = reader.name()?;
        create.text = named_checks(reader, &create.name.name, "");
    } else if is_language(reader) {
        create.name = other_name(postgres, reader, "LANGUAGE")?;
        // Every database has it.
        create.temporary = create.name.name == "language plpgsql";
    } else if let Some(kind) = reader.eat_any(&OTHER) {
        create.if_not_exists = reader.if_not_exists();
        create.name = other_name(postgres, reader, kind)?;
        if kind == "OPERATOR" {
            create.signature = Some(operands(postgres, reader)?);
        } else if kind.starts_with("OPERATOR") {
            create.signature = Some(index_method(reader)?);
        }
    } else {
        return Err(reader.unexpected("a kind of object"));
    }
    reader.rest();
    Ok(Ddl::CreateObject(Box::new(create)))
}

/// The operands of an operator that is made, as other statements name it by them: `integer, none`.
fn operands(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<String, Problem> {
    let inner = reader.parens()?;
    let mut options = reader.sub(inner);
    let (mut left, mut right) = ("none", "none");
    while !options.done() {
        match options.eat_any(&["LEFTARG", "RIGHTARG"]) {
            Some(word) if options.eat_symbol("=") => {
                let ty = options.until(&[])?;
                *(if word == "LEFTARG" { &mut left } else { &mut right }) = ty;
            }
            _ => options.bump(),
        }
    }
    signature(postgres, &mut reader.sub(&format!("({left}, {right})")))
}

/// The index method of an operator class or family: each method has its own of a name.
fn index_method(reader: &mut Reader<'_>) -> Result<String, Problem> {
    while !reader.done() && !reader.is("USING") {
        reader.bump();
    }
    reader.expect("USING")?;
    reader.ident()
}

/// The argument of an aggregate that is made as it was before 8.2, among its options: `BASETYPE = int4`. It takes rows
/// where that is `ANY`.
fn base_type(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Option<String>, Problem> {
    if !reader.is_symbol("(") || !reader.peek_at(2).is_some_and(|token| token.is_symbol("=")) {
        return Ok(None);
    }
    let inner = reader.parens()?;
    let mut options = reader.sub(inner);
    while !options.done() {
        if options.eat("BASETYPE") && options.eat_symbol("=") {
            let ty = options.until(&[])?.trim_matches(['\'', '"']).to_owned();
            let is_any = ty.eq_ignore_ascii_case("any");
            let ty = if is_any { "(*)".to_owned() } else { format!("({ty})") };
            return signature(postgres, &mut reader.sub(&ty)).map(Some);
        }
        options.bump();
    }
    Err(reader.unexpected("`BASETYPE`"))
}

/// The name of a type in the statement that makes it, as it is written there.
pub(in super::super) fn made_name(text: &str) -> Option<String> {
    let mut reader = Reader::new(text, Syntax::postgres(), super::super::names::fold);
    reader.bump();
    reader.eat_any(&["TYPE", "DOMAIN"])?;
    let from = reader.at();
    reader.name().ok()?;
    Some(reader.slice_from(from).to_owned())
}

/// Passes over the words of `[TRUSTED] [PROCEDURAL] LANGUAGE`.
fn is_language(reader: &mut Reader<'_>) -> bool {
    let forms = ["LANGUAGE", "PROCEDURAL LANGUAGE", "TRUSTED LANGUAGE", "TRUSTED PROCEDURAL LANGUAGE"];
    forms.iter().any(|words| reader.eat(words))
}

/// The statement with the names that the server gives to checks without one; `taken` is what has names already.
pub(in super::super) fn named_checks(reader: &Reader<'_>, domain: &str, taken: &str) -> String {
    let text = reader.slice(0, reader.tokens().len());
    let start = reader.tokens().first().map_or(0, |token| token.offset);
    let mut out = String::with_capacity(text.len() + 16);
    let (mut done, mut depth) = (0, 0usize);
    for (at, token) in reader.tokens().iter().enumerate() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let has_name = at >= 2 && reader.tokens()[at - 2].is_word("CONSTRAINT");
        if depth == 0 && token.is_word("CHECK") && !has_name {
            out.push_str(text.get(done..token.offset - start).unwrap_or_default());
            done = token.offset - start;
            let mut label = "check".to_owned();
            let mut number = 0;
            let name = loop {
                let name = super::super::names::object_name(domain, None, &label);
                if !out.contains(&name) && !taken.contains(&name) && !text.contains(&format!("{name} ")) {
                    break name;
                }
                number += 1;
                label = format!("check{number}");
            };
            out.push_str(&format!("CONSTRAINT \"{}\" ", name.replace('"', "\"\"")));
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// A composite, range or base type, after its name.
pub(super) fn create_type(reader: &mut Reader<'_>, name: Name) -> Result<Ddl, Problem> {
    let kind = if reader.is_seq("AS RANGE") {
        ObjectKind::Range
    } else if reader.is("AS") {
        ObjectKind::Composite
    } else {
        ObjectKind::Base
    };
    let text = reader.slice(0, reader.tokens().len()).to_owned();
    reader.rest();
    Ok(Ddl::CreateObject(Box::new(CreateObject {
        kind,
        name,
        signature: None,
        table: None,
        or_replace: false,
        if_not_exists: false,
        temporary: false,
        text,
    })))
}

fn routine(word: &str) -> ObjectKind {
    match word {
        "PROCEDURE" => ObjectKind::Procedure,
        "AGGREGATE" => ObjectKind::Aggregate,
        _ => ObjectKind::Function,
    }
}

/// The name under which an object of another kind is carried: its kind and its own name.
fn other_name(postgres: &Postgres, reader: &mut Reader<'_>, kind: &str) -> Result<Name, Problem> {
    let kind = kind.to_ascii_lowercase();
    if kind == "cast" {
        let inside = reader.parens()?;
        let mut types = reader.sub(inside);
        let source = postgres.parse_argument_type(types.until(&["AS"])?.trim())?;
        types.expect("AS")?;
        let target = postgres.parse_argument_type(types.rest().trim())?;
        let [source, target] = [source, target].map(|ty| argument_type(postgres, &ty));
        return Ok(Name::bare(format!("cast {source} as {target}")));
    }
    if kind == "transform" || kind == "user mapping" {
        let name = if reader.is_symbol("(") {
            reader.parens()?
        } else {
            reader.until(&["SERVER", "LANGUAGE", "FROM"])?
        };
        return Ok(Name::bare(format!("{kind} {}", name.to_ascii_lowercase())));
    }
    if kind == "operator" {
        let mut name = Name::default();
        while reader.peek().is_some_and(|token| token.kind != TokenKind::Symbol) {
            name.schema = Some(reader.ident()?);
            reader.expect_symbol(".")?;
        }
        let symbol = reader.peek().map(|token| token.text).unwrap_or_default();
        reader.bump();
        name.name = format!("operator {symbol}");
        return Ok(name);
    }
    let name = reader.name()?;
    Ok(Name { schema: name.schema, name: format!("{kind} {}", name.name) })
}

/// A type in a signature, which statements name routines by.
fn argument_type(postgres: &Postgres, ty: &DataType) -> String {
    if !postgres.is_user_type(ty) {
        return ty.to_string();
    }
    let texts = Texts::new(postgres);
    let schema = ty.schema.as_ref().map(|schema| format!("{}.", texts.written(schema)));
    let array = "[]".repeat(usize::from(ty.dimensions));
    format!("{}{}{array}", schema.unwrap_or_default(), texts.written(&ty.name))
}

/// `(arguments)`: the types of those that are passed in, in their canonical spelling.
fn signature(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<String, Problem> {
    let mut types = Vec::new();
    if reader.is_symbol("(") && reader.peek_at(1).is_some_and(|token| token.is_symbol("*")) {
        reader.parens()?;
        return Ok("*".to_owned());
    }
    reader.list(|reader| {
        if reader.eat("ORDER BY") {
            return Ok(());
        }
        let argument = Argument::read(reader)?;
        if argument.mode != Mode::Out {
            types.push(argument_type(postgres, &postgres.parse_argument_type(argument.ty)?));
        }
        Ok(())
    })?;
    Ok(types.join(", "))
}

/// An object as DROP, ALTER and COMMENT ON name it, its kind first.
pub(super) fn reference(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<DropObject, Problem> {
    let mut object = DropObject::new(ObjectKind::Other, Name::default());
    if let Some(word) = reader.eat_any(&["FUNCTION", "PROCEDURE", "AGGREGATE", "ROUTINE"]) {
        object.kind = routine(word);
        object.any_routine = word == "ROUTINE";
        object.if_exists = reader.if_exists();
        object.name = reader.name()?;
        if reader.is_symbol("(") {
            object.signature = Some(signature(postgres, reader)?);
        }
        return Ok(object);
    }
    if let Some(word) = reader.eat_any(&["TRIGGER", "RULE", "POLICY"]) {
        object.kind = match word {
            "TRIGGER" => ObjectKind::Trigger,
            "RULE" => ObjectKind::Rule,
            _ => ObjectKind::Policy,
        };
        object.if_exists = reader.if_exists();
        object.name = Name::bare(reader.ident()?);
        reader.expect("ON")?;
        object.table = Some(reader.name()?);
        return Ok(object);
    }
    if let Some(word) = reader.eat_any(&["EXTENSION", "EVENT TRIGGER"]) {
        object.kind = if word == "EXTENSION" { ObjectKind::Extension } else { ObjectKind::EventTrigger };
        object.if_exists = reader.if_exists();
        object.name = Name::bare(reader.ident()?);
        return Ok(object);
    }
    if is_language(reader) {
        object.if_exists = reader.if_exists();
        object.name = other_name(postgres, reader, "LANGUAGE")?;
        return Ok(object);
    }
    let Some(kind) = reader.eat_any(&OTHER) else { return Err(reader.unexpected("a kind of object")) };
    object.if_exists = reader.if_exists();
    let _ = kind == "FOREIGN TABLE" && reader.eat("ONLY");
    object.name = other_name(postgres, reader, kind)?;
    if kind == "OPERATOR" && reader.is_symbol("(") {
        object.signature = Some(signature(postgres, reader)?);
    } else if kind.starts_with("OPERATOR") && reader.is("USING") {
        object.signature = Some(index_method(reader)?);
    }
    Ok(object)
}

pub(super) fn drop(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    let first = reference(postgres, reader)?;
    let mut objects = vec![first.clone()];
    while reader.eat_symbol(",") {
        let mut next = DropObject { name: reader.name()?, signature: None, ..first.clone() };
        if reader.is_symbol("(") {
            next.signature = Some(signature(postgres, reader)?);
        }
        objects.push(next);
    }
    let cascade = reader.cascade();
    Ok(objects
        .into_iter()
        .filter(|object| !(object.kind == ObjectKind::Extension && object.name.name == "plpgsql"))
        .map(|object| Ddl::DropObject(DropObject { cascade, ..object }))
        .collect())
}

pub(super) fn alter(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    let object = reference(postgres, reader)?;
    // The family that came with a class keeps its name: such a class has to be made under the first name again.
    let is_class = OtherKind::of(&object.name.name) == Some(OtherKind::OperatorClass);
    if !is_class && reader.eat("RENAME TO") {
        return Ok(vec![Ddl::RenameObject(object, reader.ident()?)]);
    }
    if reader.is_seq("OWNER TO") {
        owner(reader)?;
        return Ok(Vec::new());
    }
    if reader.eat("SET SCHEMA") {
        return Ok(vec![Ddl::MoveObject(object, reader.ident()?)]);
    }
    if object.kind == ObjectKind::Extension && reader.is("UPDATE") {
        reader.rest();
        return Ok(Vec::new());
    }
    let text = reader.slice(0, reader.tokens().len()).to_owned();
    reader.rest();
    Ok(vec![Ddl::AlterObject(object, text)])
}
