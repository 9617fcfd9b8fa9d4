use proc_macro2::Span;

use super::Errors;
use super::attribute::{Form, Given, Item, items};
use super::errors::position;
use super::form::{Opt, dialects};
use super::nearest::nearest;
use super::options::Options;
use super::spec::{Place, find};
use crate::{FieldType, Index, IndexPart, PartKey, PerDialect};

/// The names that an index, an id or an edge may refer to.
pub(super) struct Names<'a> {
    pub(super) fields: &'a [crate::Field],
    pub(super) edges: &'a [crate::Edge],
    /// Whether no mixin adds others.
    pub(super) complete: bool,
}

impl Names<'_> {
    /// Reports a name that is none of the struct's.
    pub(super) fn check(&self, name: &str, span: Span, subject: &str, errors: &mut Errors) {
        if !self.complete || name == "id" || self.all().any(|known| known == name) {
            return;
        }
        let message = format!("{subject} names `{name}`, and the struct has no such field or edge");
        let help = if let Some(near) = nearest(name, self.all()) {
            format!("did you mean `{near}`?")
        } else if find(name, Place::Part).is_some() {
            format!("as an option of a part it is written behind the name: `name({name})`")
        } else if let Some(spec) = find(name, Place::Index) {
            format!("as an option of the index it is written `{}`", spec.form)
        } else {
            format!("the struct has {}", self.all().collect::<Vec<_>>().join(", "))
        };
        errors.at_span(span, message, help);
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        let fields = self.fields.iter().map(|field| field.name.as_str());
        fields.chain(self.edges.iter().map(|edge| edge.name.as_str()))
    }

    fn type_of(&self, name: &str) -> Option<&FieldType> {
        self.fields.iter().find(|field| field.name == name).map(|field| &field.ty)
    }
}

/// Reads `index(..)`.
pub(super) fn read(opt: &Opt, names: &Names<'_>, file: &str, errors: &mut Errors) -> Index {
    let mut index = Index { position: position(opt.given.word.span(), file), ..Index::default() };
    let Form::List(tokens) = &opt.given.form else {
        opt.malformed("takes its parts in parentheses", errors);
        return index;
    };
    let mut rest = Vec::new();
    let before = errors.len();
    for item in items(tokens.clone(), errors) {
        match item {
            Item::Word(given) if is_part(&given) => part(&given, names, &mut index.parts, errors),
            Item::Word(given) if given.name == "expr" => index.parts.extend(expression(given, errors)),
            Item::Word(given) if given.name == "field" => field(&given, names, &mut index.parts, errors),
            Item::Literal(literal) => {
                errors.at(
                    &literal,
                    "a part of an index is the bare name of a field or an edge",
                    "write `index(name)`, or `index(expr = \"lower(name)\")` for an expression",
                );
            }
            option @ Item::Word(_) => rest.push(option),
        }
    }
    let options = Options::check(rest, Place::Index, errors);
    index.name = options.string("name", errors);
    index.unique = options.flag("unique", errors);
    index.kind = options.per_dialect("kind", errors);
    index.predicate = options.per_dialect("where", errors);
    index.nulls_not_distinct = options.flag("nulls_not_distinct", errors);
    index.concurrently = options.flag("concurrently", errors);
    index.comment = options.string("comment", errors);
    index.renamed_from = options.string("renamed_from", errors);
    for (name, span) in options.get("include").map(|opt| opt.names(errors)).unwrap_or_default() {
        names.check(&name, span, "`include`", errors);
        if index.parts.iter().any(|part| part.key == PartKey::Name(name.clone())) {
            errors.at_span(
                span,
                format!("`{name}` is a part of the index already"),
                "leave it out of `include`",
            );
        }
        index.include.push(name);
    }
    if index.parts.is_empty() && errors.len() == before {
        opt.malformed("has no parts", errors);
    }
    if index.nulls_not_distinct && !index.unique {
        options.refuse(
            "nulls_not_distinct",
            "is about `unique`, and the index is not unique",
            "add `unique`, or leave it out",
            errors,
        );
    }
    if index.renamed_from.is_some() && index.renamed_from == index.name {
        options.refuse(
            "renamed_from",
            "is the name that the index has",
            "name what it was called before, or leave it out",
            errors,
        );
    }
    index
}

/// Whether a word of an index is a part and not an option: `name` is a field, `name = ".."` is not.
fn is_part(given: &Given) -> bool {
    match given.form {
        Form::Word => !matches!(given.name.as_str(), "unique" | "nulls_not_distinct" | "concurrently"),
        Form::Value(_) => false,
        Form::List(_) => {
            find(&given.name, Place::Index).is_none_or(|spec| matches!(spec.name, "unique" | "name"))
        }
    }
}

/// `name` or `name(desc, ..)`.
fn part(given: &Given, names: &Names<'_>, parts: &mut Vec<IndexPart>, errors: &mut Errors) {
    names.check(&given.name, given.word.span(), "the index", errors);
    let key = PartKey::Name(given.name.clone());
    if parts.iter().any(|part| part.key == key) {
        errors.at(&given.word, format!("`{}` is in the index twice", given.name), "leave one out");
    }
    let given_options = match &given.form {
        Form::List(tokens) => items(tokens.clone(), errors),
        Form::Word | Form::Value(_) => Vec::new(),
    };
    let options = Options::check(given_options, Place::Part, errors);
    let part = options_of(key, &options, errors);
    let no_text = |ty: &FieldType| {
        !matches!(
            ty,
            FieldType::String | FieldType::Bytes | FieldType::Named(_) | FieldType::Other | FieldType::Json
        )
    };
    if part.prefix.is_some() && names.type_of(&given.name).is_some_and(no_text) {
        options.refuse(
            "prefix",
            "takes the first characters, and the field is not text",
            "leave it out",
            errors,
        );
    }
    parts.push(part);
}

/// `field(unique)` or `field(unique(desc))`: a field that is called like an option.
fn field(given: &Given, names: &Names<'_>, parts: &mut Vec<IndexPart>, errors: &mut Errors) {
    const HELP: &str = "write `field(name)` or `field(name(desc))`";
    let list = match &given.form {
        Form::List(tokens) => items(tokens.clone(), errors),
        Form::Word | Form::Value(_) => Vec::new(),
    };
    match list.as_slice() {
        [Item::Word(inner)] if !matches!(inner.form, Form::Value(_)) => part(inner, names, parts, errors),
        _ => errors.at(&given.word, "`field(...)` takes the name of one field", HELP),
    }
}

/// `expr = ".."`, or `expr("..", desc)`, or `expr(postgres = "..", mysql = "..", desc)`.
fn expression(given: Given, errors: &mut Errors) -> Option<IndexPart> {
    let spec = find("expr", Place::Index)?;
    let Form::List(tokens) = &given.form else {
        let expr = Opt { given, spec }.per_dialect(errors);
        return Some(IndexPart { key: PartKey::Expr(expr), ..IndexPart::default() });
    };
    let mut any = None;
    let (mut by_dialect, mut rest) = (Vec::new(), Vec::new());
    for item in items(tokens.clone(), errors) {
        match item {
            Item::Literal(syn::Lit::Str(text)) if any.is_none() => any = Some(text.value()),
            Item::Word(inner) if crate::DialectName::from_text(&inner.name).is_some() => {
                by_dialect.push(Item::Word(inner))
            }
            other => rest.push(other),
        }
    }
    let expr = PerDialect { any, ..dialects(by_dialect, errors) };
    if expr.is_empty() || expr.any.as_deref().is_some_and(|text| text.trim().is_empty()) {
        errors.at(&given.word, "the expression is empty", format!("write `{}`", spec.form));
    }
    let options = Options::check(rest, Place::Part, errors);
    options.refuse(
        "prefix",
        "is of a field, not of an expression",
        "write the prefix into the expression",
        errors,
    );
    Some(options_of(PartKey::Expr(expr), &options, errors))
}

fn options_of(key: PartKey, options: &Options, errors: &mut Errors) -> IndexPart {
    let (first, last) = (options.flag("nulls_first", errors), options.flag("nulls_last", errors));
    if first {
        options.refuse("nulls_last", "and `nulls_first` exclude each other", "leave one out", errors);
    }
    let prefix = options.integer("prefix", errors);
    if prefix == Some(0) {
        options.refuse("prefix", "is less than 1", "write how many characters to index", errors);
    }
    IndexPart {
        key,
        desc: options.flag("desc", errors),
        nulls_first: (first || last).then_some(first),
        prefix,
        ops: options.string("ops", errors),
        collation: options.per_dialect("collation", errors),
    }
}
