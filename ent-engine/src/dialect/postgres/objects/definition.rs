//! Objects that are made of options, `(key = value, ...)`, whose order says nothing: aggregates, range types, operators,
//! collations, and those of text search.

use super::{NEAR, Postgres, icu};
use crate::dialect::shape::{Shape, words};
use crate::replay::{Name, Problem, Reader};
use crate::sql::{Syntax, TokenKind, Tokens};

/// Reads the options of `CREATE AGGREGATE`. Its arguments are in the name of the object.
pub(super) fn aggregate(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    shape: &mut Shape,
) -> Result<(), Problem> {
    reader.expect("CREATE")?;
    reader.eat("OR REPLACE");
    reader.expect("AGGREGATE")?;
    reader.name()?;
    let mut list = reader.parens()?;
    if reader.is_symbol("(") {
        list = reader.parens()?;
    }
    reader.expect_done()?;
    for (key, value) in options(postgres, reader, list)? {
        // The form of PostgreSQL before 8.2.
        let key = match key.as_str() {
            "basetype" => continue,
            "sfunc1" => "sfunc",
            "stype1" => "stype",
            "initcond1" => "initcond",
            key => key,
        };
        // How the state may be changed by the last function depends on the kind of the aggregate; ordered sets say it
        // rarely.
        let is_default = match key {
            "sspace" | "msspace" => value == "0",
            "parallel" => value == "unsafe",
            "finalfunc_modify" | "mfinalfunc_modify" => value == "read_only",
            _ => false,
        };
        if !is_default {
            shape.words(key, value);
        }
    }
    Ok(())
}

/// Name that the server gives the type of several ranges (`makeMultirangeTypeName`).
fn multirange_name(name: &str) -> String {
    match name.contains("range") {
        true => name.replacen("range", "multirange", 1),
        false => format!("{name}_multirange"),
    }
}

/// The type of several ranges that comes with a range type, as far as the text says its schema.
pub(in super::super) fn multirange_of(text: &str) -> Option<Name> {
    let mut reader = Reader::new(text, Syntax::postgres(), |word| word.to_ascii_lowercase());
    reader.expect("CREATE TYPE").ok()?;
    let range = reader.name().ok()?;
    reader.expect("AS RANGE").ok()?;
    let list = reader.parens().ok()?;
    let mut options = reader.sub(list);
    while !options.done() {
        if options.eat("MULTIRANGE_TYPE_NAME") {
            options.expect_symbol("=").ok()?;
            return options.name().ok();
        }
        options.bump();
    }
    Some(Name { name: multirange_name(&range.name), ..range })
}

/// Reads the options of `CREATE TYPE ... AS RANGE`.
pub(super) fn range(postgres: &Postgres, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("CREATE TYPE")?;
    let name = reader.name()?.name;
    reader.expect("AS RANGE")?;
    let list = reader.parens()?;
    reader.expect_done()?;
    shape.words("multirange_type_name", multirange_name(&name));
    for (key, value) in options(postgres, reader, list)? {
        // In the schema of the range unless that moved, which the type of several ranges does not follow.
        let value = match key.as_str() {
            "multirange_type_name" => value.rsplit(" . ").next().unwrap_or(&value).to_owned(),
            _ => value,
        };
        shape.words(key, value);
    }
    Ok(())
}

/// Reads the options of `CREATE OPERATOR`.
pub(super) fn operator(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    shape: &mut Shape,
) -> Result<(), Problem> {
    reader.expect("CREATE OPERATOR")?;
    while !reader.done() && !reader.is_symbol("(") {
        reader.bump();
    }
    let list = reader.parens()?;
    reader.expect_done()?;
    for (key, value) in options(postgres, reader, list)? {
        // The words of PostgreSQL before 14, and those that came in 8.3 and did away with others.
        let (key, value) = match key.as_str() {
            "procedure" => ("function", value),
            "sort1" | "sort2" | "ltcmp" | "gtcmp" => ("merges", String::new()),
            key => (key, value),
        };
        if (key, value.as_str()) != ("leftarg", "none") && (key, value.as_str()) != ("rightarg", "none") {
            shape.words(key, value);
        }
    }
    Ok(())
}

/// Reads what `ALTER OPERATOR ... SET (options)` says, as if it had been said at once.
pub(super) fn operator_change(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    shape: &mut Shape,
) -> Result<(), Problem> {
    reader.expect("ALTER OPERATOR")?;
    while !reader.done() && !reader.is_symbol("(") {
        reader.bump();
    }
    reader.parens()?;
    reader.expect("SET")?;
    let list = reader.parens()?;
    reader.expect_done()?;
    for (key, value) in options(postgres, reader, list)? {
        if value == "none" {
            shape.remove(&key);
        } else {
            shape.words(key, value);
        }
    }
    Ok(())
}

/// What is said of functions and operators by their names.
const CALLED: [&str; 26] = [
    "canonical",
    "combinefunc",
    "commutator",
    "deserialfunc",
    "end",
    "execute",
    "finalfunc",
    "function",
    "gettoken",
    "headline",
    "init",
    "join",
    "lexize",
    "lextypes",
    "mfinalfunc",
    "minvfunc",
    "msfunc",
    "negator",
    "restrict",
    "serialfunc",
    "sfunc",
    "sortop",
    "start",
    "subtype_diff",
    "support",
    "template",
];

/// Takes the schema from the functions and operators that go with an object where the other statement names them without
/// any: they are found where its search path says.
pub(super) fn partners(previous: &mut Shape, next: &mut Shape) {
    for about in CALLED {
        let (Some(before), Some(after)) = (previous.word(about), next.word(about)) else { continue };
        let is_bare =
            |one: &str, other: &str| other.strip_suffix(one).is_some_and(|rest| rest.ends_with(". "));
        let bare = [(before, after), (after, before)].into_iter().find(|(one, other)| is_bare(one, other));
        if let Some(bare) = bare.map(|(one, _)| one.to_owned()) {
            previous.words(about, bare.clone());
            next.words(about, bare);
        }
    }
}

/// Reads the options of `CREATE COLLATION`. A copy of one of the server's own is what that says.
pub(super) fn collation(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    shape: &mut Shape,
) -> Result<(), Problem> {
    reader.expect("CREATE COLLATION")?;
    reader.eat("IF NOT EXISTS");
    reader.name()?;
    if reader.eat("FROM") {
        let copied = reader.name()?;
        reader.expect_done()?;
        if let Some(locale) = copied.name.strip_suffix("-x-icu") {
            shape.words("provider", "icu");
            shape.words("locale", icu::locale(locale));
        } else if matches!(copied.name.as_str(), "C" | "POSIX") {
            shape.words("lc_collate", copied.name.to_ascii_lowercase());
            shape.words("lc_ctype", copied.name.to_ascii_lowercase());
        } else {
            shape.words("from", copied.name);
        }
        return Ok(());
    }
    let list = reader.parens()?;
    reader.expect_done()?;
    let options = options(postgres, reader, list)?;
    let is_icu = options.iter().any(|(key, value)| key == "provider" && value.eq_ignore_ascii_case("icu"));
    for (key, value) in options {
        let value = value.to_ascii_lowercase();
        match key.as_str() {
            "provider" if value == "libc" => {}
            "deterministic" if value == "true" => {}
            // What stands for both.
            "locale" if !is_icu => {
                shape.words("lc_collate", value.clone());
                shape.words("lc_ctype", value);
            }
            "locale" => shape.words(key, icu::locale(&value)),
            _ => shape.words(key, value),
        }
    }
    Ok(())
}

/// Reads the options of `CREATE TEXT SEARCH`: of a dictionary, a template or a parser.
pub(super) fn text_search(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    shape: &mut Shape,
) -> Result<(), Problem> {
    reader.expect("CREATE TEXT SEARCH")?;
    reader.eat_any(&["DICTIONARY", "TEMPLATE", "PARSER"]);
    reader.name()?;
    let list = reader.parens()?;
    reader.expect_done()?;
    for (key, value) in options(postgres, reader, list)? {
        shape.words(key, value);
    }
    Ok(())
}

/// The options of a list, each value in one spelling.
fn options(postgres: &Postgres, reader: &Reader<'_>, list: &str) -> Result<Vec<(String, String)>, Problem> {
    let mut list = Reader::new(list, reader.syntax(), |word| word.to_ascii_lowercase());
    list.comma_list(|reader| {
        let key = reader.ident()?;
        let value = if reader.eat_symbol("=") { reader.until(&[])? } else { "" };
        let value = match key.as_str() {
            "stype" | "stype1" | "mstype" | "subtype" | "leftarg" | "rightarg" => {
                postgres.spelled_argument(value)
            }
            _ => plain(reader, value),
        };
        Ok((key, value))
    })
}

/// A value in one spelling: `'0'` and `0` are the same initial value, `OPERATOR(pg_catalog.<)` and `<` the same operator.
fn plain(reader: &Reader<'_>, value: &str) -> String {
    let tokens: Vec<_> = Tokens::new(value, reader.syntax()).collect();
    let text = words(&tokens, reader.syntax(), &NEAR);
    if let [token] = tokens.as_slice()
        && token.kind == TokenKind::String
    {
        return text.trim_matches('\'').to_owned();
    }
    text.strip_prefix("operator ( ").and_then(|rest| rest.strip_suffix(" )")).unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use crate::dialect::{self, DiffRules};
    use crate::model::{Object, ObjectKind, Origin};

    fn aggregate(text: &str) -> Object {
        Object {
            kind: ObjectKind::Aggregate,
            name: "total(integer)".to_owned(),
            table: None,
            text: text.to_owned(),
            comment: None,
            origin: Origin::default(),
        }
    }

    #[test]
    fn the_server_writes_a_range_otherwise_than_its_author() {
        let dialect = dialect::of("postgres".parse().unwrap());
        let rules: &dyn DiffRules = dialect.as_ref();
        let range =
            |text: &str| Object { kind: ObjectKind::Range, name: "span".to_owned(), ..aggregate(text) };
        let server = "CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = span_multirange)";
        for (written, same) in [
            ("create type public.span as range (subtype = int4)", true),
            (
                "create type app.span as range (subtype = int4, multirange_type_name = app.span_multirange)",
                true,
            ),
            ("CREATE TYPE span AS RANGE (subtype = bigint)", false),
            ("CREATE TYPE span AS RANGE (subtype = int, multirange_type_name = spans)", false),
        ] {
            assert_eq!(rules.same_object(&range(server), &range(written)), same, "{written}");
        }
    }

    #[test]
    fn the_server_writes_an_aggregate_otherwise_than_its_author() {
        let dialect = dialect::of("postgres".parse().unwrap());
        let rules: &dyn DiffRules = dialect.as_ref();
        let server = "CREATE AGGREGATE public.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0', \
                      SORTOP = OPERATOR(pg_catalog.<))";
        for (written, same) in [
            (
                "create aggregate total(int) (stype = int4, sfunc = pg_catalog.int4pl, initcond = 0, sortop = <)",
                true,
            ),
            (
                "CREATE AGGREGATE total (basetype = int, sfunc1 = int4pl, stype1 = int, initcond1 = '0', sortop = <, \
                 parallel = unsafe, sspace = 0)",
                true,
            ),
            ("CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int, initcond = 1, sortop = <)", false),
            ("CREATE AGGREGATE total(int) (sfunc = int4mi, stype = int, initcond = 0, sortop = <)", false),
            ("CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int, sortop = <)", false),
            (
                "CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int, initcond = 0, sortop = <, parallel = safe)",
                false,
            ),
        ] {
            assert_eq!(rules.same_object(&aggregate(server), &aggregate(written)), same, "{written}");
        }
    }
}
