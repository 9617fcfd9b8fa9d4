//! Base types: `CREATE TYPE name (INPUT = .., OUTPUT = .., ..)`, in the one spelling in which pg_dump prints them.

use std::collections::BTreeMap;

use super::{NEAR, Postgres};
use crate::dialect::Types;
use crate::dialect::shape::{Shape, words};
use crate::model::{Expr, Object, ObjectKind};
use crate::replay::{Name, Problem, Reader};
use crate::sql::{Syntax, TokenKind, Tokens};

/// The options of a base type, in the order in which pg_dump prints them (`dumpBaseType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::dialect::postgres) enum TypeOption {
    Length,
    Input,
    Output,
    Receive,
    Send,
    TypmodIn,
    TypmodOut,
    Analyze,
    Subscript,
    Collatable,
    Default,
    Element,
    Category,
    Preferred,
    Delimiter,
    Alignment,
    Storage,
    ByValue,
    /// What is as of another type: length, alignment, storage, and whether values are passed by value.
    Like,
}

use TypeOption::{
    Alignment, Analyze, ByValue, Category, Collatable, Default, Delimiter, Element, Input, Length, Like,
    Output, Preferred, Receive, Send, Storage, Subscript, TypmodIn, TypmodOut,
};

impl TypeOption {
    const ALL: [Self; 19] = [
        Length, Input, Output, Receive, Send, TypmodIn, TypmodOut, Analyze, Subscript, Collatable, Default,
        Element, Category, Preferred, Delimiter, Alignment, Storage, ByValue, Like,
    ];

    /// Those that name functions.
    const ROUTINES: [Self; 8] = [Input, Output, Receive, Send, TypmodIn, TypmodOut, Analyze, Subscript];

    /// Those that `ALTER TYPE .. SET (..)` knows.
    const ALTERED: [Self; 7] = [Receive, Send, TypmodIn, TypmodOut, Analyze, Subscript, Storage];

    const fn word(self) -> &'static str {
        match self {
            Length => "INTERNALLENGTH",
            Input => "INPUT",
            Output => "OUTPUT",
            Receive => "RECEIVE",
            Send => "SEND",
            TypmodIn => "TYPMOD_IN",
            TypmodOut => "TYPMOD_OUT",
            Analyze => "ANALYZE",
            Subscript => "SUBSCRIPT",
            Collatable => "COLLATABLE",
            Default => "DEFAULT",
            Element => "ELEMENT",
            Category => "CATEGORY",
            Preferred => "PREFERRED",
            Delimiter => "DELIMITER",
            Alignment => "ALIGNMENT",
            Storage => "STORAGE",
            ByValue => "PASSEDBYVALUE",
            Like => "LIKE",
        }
    }

    fn of(word: &str) -> Option<Self> {
        if word.eq_ignore_ascii_case("ANALYSE") {
            return Some(Analyze);
        }
        Self::ALL.into_iter().find(|option| option.word().eq_ignore_ascii_case(word))
    }
}

/// How values of a type lie in memory, which LIKE takes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dialect::postgres) struct Layout {
    pub(in crate::dialect::postgres) length: String,
    pub(in crate::dialect::postgres) by_value: bool,
    pub(in crate::dialect::postgres) alignment: &'static str,
    pub(in crate::dialect::postgres) storage: &'static str,
}

impl Layout {
    pub(in crate::dialect::postgres) fn new(
        length: &str,
        by_value: bool,
        alignment: &'static str,
        storage: &'static str,
    ) -> Self {
        Self { length: length.to_owned(), by_value, alignment, storage }
    }
}

/// A base type, read from the statement that makes it.
#[derive(Clone, Debug)]
pub(in crate::dialect::postgres) struct BaseType {
    /// The statement up to the list.
    head: String,
    options: BTreeMap<TypeOption, String>,
}

impl BaseType {
    /// Reads the statement; none where it makes but a shell.
    pub(in crate::dialect::postgres) fn read(
        postgres: &Postgres,
        text: &str,
    ) -> Result<Option<Self>, Problem> {
        let mut reader = Reader::new(text, Syntax::postgres(), |word| word.to_lowercase());
        reader.expect("CREATE TYPE")?;
        reader.name()?;
        let head = reader.slice_from(0).to_owned();
        if reader.done() {
            return Ok(None);
        }
        let mut options = BTreeMap::new();
        let list = reader.parens()?;
        reader.expect_done()?;
        for (option, value) in read_options(postgres, &reader, list)? {
            options.insert(option, value);
        }
        for (option, default) in [(Length, "variable"), (Alignment, "int4"), (Storage, "plain")] {
            if !options.contains_key(&Like) {
                options.entry(option).or_insert_with(|| default.to_owned());
            }
        }
        Ok(Some(Self { head, options }))
    }

    /// The statement that makes it.
    pub(in crate::dialect::postgres) fn text(&self) -> String {
        let options = self.options.iter().filter(|(option, value)| match (option, value.as_str()) {
            (Category, "'U'") | (Delimiter, "','") => false,
            (Collatable | Preferred | ByValue, value) => value == "true",
            _ => true,
        });
        let written: Vec<String> = options
            .map(|(option, value)| match option {
                ByValue => option.word().to_owned(),
                option => format!("{} = {value}", option.word()),
            })
            .collect();
        format!("{} ({})", self.head, written.join(", "))
    }

    /// The type whose layout it has, as it is written.
    pub(in crate::dialect::postgres) fn like(&self) -> Option<&str> {
        self.options.get(&Like).map(String::as_str)
    }

    /// Takes a layout over, but for what is said otherwise.
    pub(in crate::dialect::postgres) fn lay_out(&mut self, layout: &Layout) {
        self.options.remove(&Like);
        self.options.entry(Length).or_insert_with(|| layout.length.clone());
        self.options.entry(Alignment).or_insert_with(|| layout.alignment.to_owned());
        self.options.entry(Storage).or_insert_with(|| layout.storage.to_owned());
        if layout.by_value {
            self.options.entry(ByValue).or_insert_with(|| "true".to_owned());
        }
    }

    /// How its values lie in memory; none where that is as of another type.
    pub(in crate::dialect::postgres) fn layout(&self) -> Option<Layout> {
        let word = |option, words: [&'static str; 4]| {
            let value = self.options.get(&option)?;
            words.into_iter().find(|word| word == value)
        };
        Some(Layout {
            length: self.options.get(&Length)?.clone(),
            by_value: self.options.get(&ByValue).is_some_and(|value| value == "true"),
            alignment: word(Alignment, ["char", "int2", "int4", "double"])?,
            storage: word(Storage, ["plain", "external", "extended", "main"])?,
        })
    }

    /// Carries out what follows the name in an ALTER TYPE: `SET (option = value, ..)`, where NONE takes a function.
    pub(in crate::dialect::postgres) fn alter(
        &mut self,
        postgres: &Postgres,
        clause: &str,
    ) -> Result<(), Problem> {
        let mut reader = Reader::new(clause, Syntax::postgres(), |word| word.to_lowercase());
        reader.expect("SET")?;
        let list = reader.parens()?;
        reader.expect_done()?;
        for (option, value) in read_options(postgres, &reader, list)? {
            if !TypeOption::ALTERED.contains(&option) {
                return Err(Problem::Refused(format!("{} of a type can't be changed", option.word())));
            }
            if value.eq_ignore_ascii_case("none") {
                self.options.remove(&option);
            } else {
                self.options.insert(option, value);
            }
        }
        Ok(())
    }

    /// How long values are stored.
    pub(in crate::dialect::postgres) fn storage(&self) -> &str {
        self.options.get(&Storage).map_or("plain", String::as_str)
    }

    /// The functions that its options name.
    fn routines(&self) -> impl Iterator<Item = Name> {
        TypeOption::ROUTINES
            .iter()
            .filter_map(|option| self.options.get(option))
            .filter_map(|text| name(text))
    }

    /// Writes the functions that its options name otherwise, those that `next` knows.
    pub(in crate::dialect::postgres) fn name_routines(&mut self, next: impl Fn(&Name) -> Option<String>) {
        for option in TypeOption::ROUTINES {
            if let Some(written) = self.options.get_mut(&option)
                && let Some(next) = name(written).and_then(|name| next(&name))
            {
                *written = next;
            }
        }
    }

    /// What ALTER TYPE has to set so that this becomes `next`; none where no statement makes it so.
    pub(in crate::dialect::postgres) fn changes_to(&self, next: &Self) -> Option<String> {
        let mut set = Vec::new();
        for option in TypeOption::ALL {
            let (previous, value) = (self.value(option), next.value(option));
            if previous == value {
                continue;
            }
            if !TypeOption::ALTERED.contains(&option)
                || option == Storage && value.as_deref() == Some("plain")
            {
                return None;
            }
            let value = next.options.get(&option).map_or("NONE", String::as_str);
            set.push(format!("{} = {value}", option.word()));
        }
        (!set.is_empty()).then(|| format!("SET ({})", set.join(", ")))
    }

    /// The value of an option as it is compared; none at its default.
    fn value(&self, option: TypeOption) -> Option<String> {
        let value = self.options.get(&option)?;
        let is_default = match option {
            Category => value == "'U'",
            Delimiter => value == "','",
            Collatable | Preferred | ByValue => value != "true",
            // What fixed elements have where nothing is said (`DefineType`).
            Subscript => {
                self.options.contains_key(&Element)
                    && name(value).is_some_and(|name| name.name == "raw_array_subscript_handler")
            }
            _ => false,
        };
        let tokens: Vec<_> = Tokens::new(value, Syntax::postgres()).collect();
        (!is_default).then(|| words(&tokens, Syntax::postgres(), &NEAR))
    }

    /// What it says, to be compared.
    pub(super) fn shape(&self, shape: &mut Shape) {
        for option in TypeOption::ALL {
            if let Some(value) = self.value(option) {
                shape.words(option.word(), value);
            }
        }
    }
}

/// The name at the start of a text.
fn name(text: &str) -> Option<Name> {
    Reader::new(text, Syntax::postgres(), |word| word.to_lowercase()).name().ok()
}

/// The options of a list, each value in one spelling. Of one that is said twice the last counts.
fn read_options(
    postgres: &Postgres,
    reader: &Reader<'_>,
    list: &str,
) -> Result<Vec<(TypeOption, String)>, Problem> {
    let mut list = reader.sub(list);
    let options = list.comma_list(|reader| {
        let word = reader.ident()?;
        let value = if reader.eat_symbol("=") { reader.until(&[])?.trim() } else { "" };
        let Some(option) = TypeOption::of(&word) else {
            return Err(reader.unexpected("an option of a type"));
        };
        Ok((option, spelled(postgres, option, value)))
    })?;
    list.expect_done()?;
    Ok(options)
}

fn spelled(postgres: &Postgres, option: TypeOption, value: &str) -> String {
    // A value in quotes is the same as without.
    let tokens: Vec<_> = Tokens::new(value, Syntax::postgres()).collect();
    let plain = match tokens.as_slice() {
        [token] if token.kind == TokenKind::String => {
            crate::sql::string_value(token.text, Syntax::postgres()).into_owned()
        }
        [token] if token.kind == TokenKind::QuotedIdentifier => {
            crate::sql::identifier_value(token.text, Syntax::postgres()).into_owned()
        }
        _ => value.to_owned(),
    };
    let lower = plain.to_ascii_lowercase();
    let first = || plain.chars().next().map(String::from).unwrap_or_default();
    match option {
        Length if lower == "-1" => "variable".to_owned(),
        Length | Storage => lower,
        Collatable | Preferred | ByValue => {
            let is_set = matches!(lower.as_str(), "" | "true" | "on" | "1");
            if is_set { "true" } else { "false" }.to_owned()
        }
        Alignment => match lower.strip_prefix("pg_catalog.").unwrap_or(&lower) {
            "double" | "float8" => "double",
            "int4" => "int4",
            "int2" => "int2",
            "char" | "bpchar" => "char",
            _ => return lower,
        }
        .to_owned(),
        Default => Expr::string(&plain).to_string(),
        Category | Delimiter => Expr::string(&first()).to_string(),
        Element | Like => match postgres.parse_type(value) {
            Ok(ty) => postgres.type_sql(&ty),
            Err(_) => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}

impl Object {
    /// Whether it is a type of which nothing but its name is known (`CREATE TYPE name`).
    pub fn is_shell(&self) -> bool {
        self.kind == ObjectKind::Base && !self.text.trim_end().ends_with(')')
    }
}

/// Whether the functions that an object names in its options are made before it, and name it themselves: the server
/// takes the name of the type for them when that has been made as a shell.
pub(in crate::dialect::postgres) fn shell_of(postgres: &Postgres, object: &Object) -> Option<String> {
    let mut reader = Reader::new(&object.text, Syntax::postgres(), |word| word.to_lowercase());
    reader.expect("CREATE TYPE").ok()?;
    reader.name().ok()?;
    let shell = reader.slice_from(0).to_owned();
    let has_one = match object.kind {
        ObjectKind::Base => !object.is_shell(),
        ObjectKind::Range => !RoutinesOfType::of(postgres, object).is_empty(),
        _ => false,
    };
    has_one.then_some(shell)
}

/// The functions that must be there before a type is whole, and that may name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::dialect::postgres) struct RoutinesOfType {
    names: Vec<Name>,
    /// The schemas that a name without one may be of; the first is that of the connection where nothing else is said.
    path: Vec<String>,
}

impl RoutinesOfType {
    pub(in crate::dialect::postgres) fn of(postgres: &Postgres, ty: &Object) -> Self {
        let names = match ty.kind {
            ObjectKind::Base => {
                let ty = BaseType::read(postgres, &ty.text).ok().flatten();
                ty.map(|ty| ty.routines().collect()).unwrap_or_default()
            }
            ObjectKind::Range => {
                let tokens: Vec<_> = Tokens::new(&ty.text, Syntax::postgres()).collect();
                let at = tokens.iter().position(|token| token.is_word("CANONICAL"));
                let from = at.and_then(|at| tokens.get(at + 2)).map(|token| token.offset);
                from.and_then(|from| ty.text.get(from..)).and_then(name).into_iter().collect()
            }
            _ => Vec::new(),
        };
        Self { names, path: ty.origin.search_path.clone().unwrap_or_else(|| vec![String::new()]) }
    }

    pub(in crate::dialect::postgres) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names without schemas.
    pub(in crate::dialect::postgres) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| name.name.as_str())
    }

    /// Whether an object of a schema is one of them, and a function that takes a type of which only the name is known:
    /// one in C or of the server itself.
    pub(in crate::dialect::postgres) fn has(&self, schema: &str, object: &Object) -> bool {
        let base = object.name.split('(').next().unwrap_or_default();
        let is_meant = |name: &Name| match name.schema.as_deref() {
            Some(written) => written == schema || written == "public" && schema.is_empty(),
            None => self.path.iter().any(|searched| searched == schema),
        };
        object.kind == ObjectKind::Function
            && self.names.iter().any(|name| name.name == base && is_meant(name))
            && takes_shells(&object.text)
    }
}

/// Whether the function that a statement makes is in C or of the server itself.
fn takes_shells(text: &str) -> bool {
    let tokens: Vec<_> = Tokens::new(text, Syntax::postgres()).collect();
    let language = tokens.iter().position(|token| token.is_word("LANGUAGE"));
    let language =
        language.and_then(|at| tokens.get(at + 1)).map(|token| token.text.trim_matches(['\'', '"']));
    language.is_some_and(|word| word.eq_ignore_ascii_case("c") || word.eq_ignore_ascii_case("internal"))
}
