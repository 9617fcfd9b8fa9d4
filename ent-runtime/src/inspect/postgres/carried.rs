//! Objects that are carried whole: the server's own text for each kind that has one, else a
//! statement put together from the catalog.

use ent_engine::dialect::Dialect;
use ent_engine::model::{Object, ObjectKind, Origin};

use super::Catalog;
use super::queries::{Queries, not_of_extension};
use super::used::Used;
use crate::Result;
use crate::connection::Row;

/// The expression for the members of an operator family `f` that belong to an `owner`, a class of it or itself.
const MEMBERS: &str = include_str!("carried/members.sql");

/// The queries for single kinds, each with what it has no answer without: a catalog with objects that are not the
/// system's, and perhaps a condition on these.
fn parts() -> impl Iterator<Item = (&'static str, &'static str)> {
    let parts = include_str!("carried/objects.sql").split("\n\n").filter(|part| !part.starts_with("--"));
    parts.filter_map(|part| part.strip_prefix("{with ").and_then(|rest| rest.split_once('}')))
}

/// The words of all queries that have no answer without something.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    parts().map(|(word, _)| word)
}

/// The kind that a word of the query stands for.
fn kind(word: &str) -> ObjectKind {
    match word {
        "extension" => ObjectKind::Extension,
        "domain" => ObjectKind::Domain,
        "composite" => ObjectKind::Composite,
        "range" => ObjectKind::Range,
        "base type" => ObjectKind::Base,
        "function" => ObjectKind::Function,
        "procedure" => ObjectKind::Procedure,
        "aggregate" => ObjectKind::Aggregate,
        "trigger" => ObjectKind::Trigger,
        "event trigger" => ObjectKind::EventTrigger,
        "rule" => ObjectKind::Rule,
        "policy" => ObjectKind::Policy,
        _ => ObjectKind::Other,
    }
}

impl Queries {
    /// The query for all kinds at once, but those that have no answer without what is not `used`.
    pub(super) fn objects(&self, used: &Used) -> Option<String> {
        let parts: Vec<String> =
            parts().filter(|(word, _)| used.has(word)).map(|(_, part)| self.filled(part)).collect();
        let parts = (!parts.is_empty()).then(|| parts.join(" UNION ALL "))?;
        // Types are told first: those of a union are settled from part to part.
        let types = "SELECT NULL::name, NULL::text, NULL::text, NULL::json, NULL::name, NULL::text, NULL::text \
             WHERE false";
        Some(format!(
            "SELECT * FROM ({types} UNION ALL {parts}) o (s, k, n, a, t, x, c) ORDER BY s, k, n, t, x"
        ))
    }

    /// A part of the query with its places filled in, the inner ones first.
    fn filled(&self, part: &str) -> String {
        let mut sql = part.to_owned();
        while let Some(end) = sql.find('}')
            && let Some(start) = sql[..end].rfind('{')
        {
            let text = self.place(&sql[start + 1..end]);
            sql.replace_range(start..=end, &text);
        }
        sql
    }

    fn place(&self, place: &str) -> String {
        let (word, rest) = place.split_once(' ').unwrap_or((place, ""));
        let (first, second) = rest.split_once(' ').unwrap_or((rest, ""));
        match word {
            "schemas" => self.schemas.clone(),
            "path" => self.home.clone(),
            "q" => self.qualifier.clone(),
            "members" => MEMBERS.replace("{owner}", first).replace("{oid}", second),
            "free" => not_of_extension(first, second),
            "about" => format!("obj_description({second}, '{first}')"),
            "collation" => format!(
                "(SELECT format('%I.%I', cn.nspname, cl.collname) FROM pg_collation cl \
                 JOIN pg_namespace cn ON cn.oid = cl.collnamespace WHERE cl.oid = {first})"
            ),
            version => {
                let (since, before) = rest.split_once(" | ").unwrap_or((rest, ""));
                let major = version.trim_end_matches('+').parse().unwrap_or_default();
                if self.version.0 >= major { since } else { before }.to_owned()
            }
        }
    }
}

impl Catalog {
    pub(super) fn objects(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the other objects");
            let (schema, word, name) = (row.maybe(), row.text()?, row.text()?);
            let arguments = row.maybe().map(|list| ent_schema::wire::from_text::<Vec<String>>(&list));
            let arguments = arguments.transpose().map_err(|_| row.wrong("a list of types"))?;
            let (table, text, comment) = (row.maybe(), row.maybe().unwrap_or_default(), row.maybe());
            let kind = kind(&word);
            let mut origin = Origin::default();
            let name = match arguments {
                Some(words) if kind == ObjectKind::Extension => {
                    let mut words = words.into_iter();
                    origin.own_comment = words.next().filter(|comment| !comment.is_empty());
                    origin.requires = words.collect();
                    name
                }
                Some(types) => signed(self.dialect.as_ref(), &name, &types),
                None => name,
            };
            let text = match &self.qualifier {
                // What the server prints is qualified once, where the object is named.
                Some(qualifier) if schema.as_deref() == self.names.unnamed() && is_servers(kind, &name) => {
                    text.replacen(qualifier, "", 1)
                }
                _ => text,
            };
            let object = Object { kind, name, table, text: text.trim_end().to_owned(), comment, origin };
            match schema {
                None => self.realm.objects.push(object),
                Some(schema) => {
                    if let Some(schema) = self.schema(schema) {
                        schema.objects.push(object);
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether the text of an object is the server's own.
fn is_servers(kind: ObjectKind, name: &str) -> bool {
    matches!(kind, ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Trigger | ObjectKind::Rule)
        || name.starts_with("statistics ")
}

/// A name with the types of its arguments, which tell one from another, as the model spells them.
fn signed(dialect: &dyn Dialect, name: &str, types: &[String]) -> String {
    let spelled = types.iter().map(|ty| match dialect.parse_argument_type(ty) {
        // A name that needs quotes keeps them; one of the server's own is quoted for what it means.
        Ok(parsed) if !ty.contains('"') || ty.starts_with("\"char\"") => parsed.to_string(),
        _ => ty.clone(),
    });
    format!("{name}({})", spelled.collect::<Vec<_>>().join(", "))
}
