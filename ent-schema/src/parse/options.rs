//! The options of one item, each known to be allowed where it stands.

use std::collections::BTreeSet;

use syn::{Attribute, Meta};

use super::Errors;
use super::attribute::{Form, Given, Item, items};
use super::form::Opt;
use super::spec::{Place, find, unknown};
use crate::{Literal, PerDialect};

/// The options of one item, in the order written.
pub(super) struct Options {
    list: Vec<Opt>,
}

impl Options {
    /// The options in the `#[ent(..)]` attributes.
    pub(super) fn read(attributes: &[Attribute], place: Place, errors: &mut Errors) -> Self {
        Self::check(given(attributes, errors), place, errors)
    }

    /// The options among `items`.
    pub(super) fn check(items: Vec<Item>, place: Place, errors: &mut Errors) -> Self {
        let mut list: Vec<Opt> = Vec::new();
        for item in items {
            let given = match item {
                Item::Word(given) => given,
                Item::Literal(literal) => {
                    let help = "options are written `name`, `name = value` or `name(...)`";
                    errors.at(&literal, format!("expected the name of an option of {}", place.noun()), help);
                    continue;
                }
            };
            let Some(spec) = find(&given.name, place) else {
                let (message, help) = unknown(&given.name, place);
                errors.at(&given.word, message, help);
                continue;
            };
            if !spec.repeats && list.iter().any(|known| known.given.name == given.name) {
                let help = match given.name.as_str() {
                    "drops" => "write `drops(\"first\", \"second\")`",
                    _ => "leave one out",
                };
                errors.at(&given.word, format!("`{}` is given twice", given.name), help);
                continue;
            }
            list.push(Opt { given, spec });
        }
        Self { list }
    }

    /// The option `name`, if it is given.
    pub(super) fn get(&self, name: &str) -> Option<&Opt> {
        self.list.iter().find(|opt| opt.given.name == name)
    }

    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Opt> {
        self.list.iter().filter(move |opt| opt.given.name == name)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Opt> {
        self.list.iter()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(super) fn flag(&self, name: &str, errors: &mut Errors) -> bool {
        self.get(name).is_some_and(|opt| opt.flag(errors))
    }

    pub(super) fn string(&self, name: &str, errors: &mut Errors) -> Option<String> {
        self.get(name)?.string(errors)
    }

    pub(super) fn strings(&self, name: &str, errors: &mut Errors) -> Vec<String> {
        self.get(name).map(|opt| opt.strings(errors)).unwrap_or_default()
    }

    pub(super) fn per_dialect(&self, name: &str, errors: &mut Errors) -> PerDialect<String> {
        self.get(name).map(|opt| opt.per_dialect(errors)).unwrap_or_default()
    }

    pub(super) fn integer<T: TryFrom<i128>>(&self, name: &str, errors: &mut Errors) -> Option<T> {
        self.get(name)?.integer(errors)
    }

    pub(super) fn literal(&self, name: &str, errors: &mut Errors) -> Option<Literal> {
        self.get(name)?.literal(errors)
    }

    /// Reports that `name` may not stand beside the option that `reason` speaks of.
    pub(super) fn refuse(&self, name: &str, reason: &str, help: &str, errors: &mut Errors) {
        if let Some(opt) = self.get(name) {
            errors.at(&opt.given.word, format!("`{name}` {reason}"), help);
        }
    }
}

/// What the `#[ent(..)]` attributes say, word by word.
pub(super) fn given(attributes: &[Attribute], errors: &mut Errors) -> Vec<Item> {
    let mut all = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("ent")) {
        match &attribute.meta {
            Meta::List(list) => all.extend(items(list.tokens.clone(), errors)),
            Meta::Path(_) | Meta::NameValue(_) => {
                errors.at(attribute, "`ent` takes its options in parentheses", "write `#[ent(...)]`");
            }
        }
    }
    all
}

/// Whether the `#[ent(..)]` attributes have `word` on its own; reports nothing.
pub(super) fn mentions(attributes: &[Attribute], word: &str) -> bool {
    let is_word =
        |item: &Item| matches!(item, Item::Word(Given { name, form: Form::Word, .. }) if name == word);
    given(attributes, &mut Errors::default()).iter().any(is_word)
}

/// The database schema that `#[schema("..")]` names, with the attribute.
pub(super) fn schema<'a>(
    attributes: &'a [Attribute],
    errors: &mut Errors,
) -> Option<(String, &'a Attribute)> {
    const HELP: &str = "write `#[schema(\"db1\")]`";
    let mut found = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("schema")) {
        if found.is_some() {
            errors.at(attribute, "`schema` is given twice", "leave one out");
            continue;
        }
        let name = match &attribute.meta {
            Meta::List(list) => list.parse_args::<syn::LitStr>().ok(),
            Meta::Path(_) | Meta::NameValue(_) => None,
        };
        let Some(name) = name else {
            errors.at(&attribute.meta, "`schema` takes one string in parentheses", HELP);
            continue;
        };
        let text = name.value();
        if text.trim().is_empty() {
            errors.at(&name, "the name of the database schema is empty", HELP);
        } else if text.contains('.') {
            errors.at(&name, "the name of a database schema has no dot", HELP);
        } else {
            found = Some((text, attribute));
        }
    }
    found
}

/// Reports `#[schema(..)]` where nothing has a schema of its own.
pub(super) fn refuse_schema(attributes: &[Attribute], noun: &str, help: &str, errors: &mut Errors) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("schema")) {
        errors.at(&attribute.meta, format!("{noun} has no database schema of its own"), help);
    }
}

/// The names in `names` that occur more than once, each once.
pub(super) fn repeated<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    names.into_iter().filter(|name| !seen.insert(*name)).collect()
}
