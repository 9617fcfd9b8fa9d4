//! Carried objects as DROP and COMMENT name them.

use std::collections::BTreeSet;

use super::super::Postgres;
use crate::dialect::{Dialect, ReplayRules};
use crate::model::{Object, ObjectKind, Origin, OtherKind};
use crate::plan::PlanContext;
use crate::replay::Reader;
use crate::sql::Syntax;

impl Postgres {
    /// The object with the words for its kind: `FUNCTION "f"(integer)`, `POLICY "p" ON "t"`. None where it is something
    /// that a table has.
    pub(super) fn reference(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Object,
    ) -> Option<String> {
        let (name, signature) = match object.name.find('(') {
            Some(at) => object.name.split_at(at),
            None => (object.name.as_str(), ""),
        };
        let full = || self.full_name(context, schema, &object.origin, name);
        Some(match object.kind {
            ObjectKind::Domain => format!("DOMAIN {}", full()),
            ObjectKind::Composite | ObjectKind::Range | ObjectKind::Base => format!("TYPE {}", full()),
            ObjectKind::Function => format!("FUNCTION {}{signature}", full()),
            ObjectKind::Procedure if is_overloaded(context, schema, name) => {
                format!("PROCEDURE {}{}", full(), with_modes(signature))
            }
            ObjectKind::Procedure => format!("PROCEDURE {}{signature}", full()),
            ObjectKind::Aggregate => format!("AGGREGATE {}{signature}", full()),
            ObjectKind::Trigger | ObjectKind::Rule | ObjectKind::Policy => {
                let table = self.name(context, schema, object.table.as_deref()?);
                let word = object.kind.selector().to_uppercase();
                format!("{word} {} ON {table}", self.quote(&object.name))
            }
            ObjectKind::Extension => format!("EXTENSION {}", self.quote(name)),
            ObjectKind::EventTrigger => format!("EVENT TRIGGER {}", self.quote(name)),
            ObjectKind::Other => return self.other_reference(context, schema, object),
            ObjectKind::Event | ObjectKind::Package | ObjectKind::PackageBody => return None,
        })
    }

    /// The name of something where the search path holds that an object was written under, which may find another of the
    /// name first.
    pub(super) fn full_name(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        origin: &Origin,
        name: &str,
    ) -> String {
        let path = origin.search_path.as_ref();
        let is_hidden = schema.is_empty()
            && context.qualifier(schema).is_empty()
            && path.is_some_and(|path| path.first().is_none_or(|first| !first.is_empty()));
        if is_hidden { self.qualified("public", name) } else { self.name(context, schema, name) }
    }

    fn other_reference(&self, context: &PlanContext<'_>, schema: &str, object: &Object) -> Option<String> {
        let kind = object.other()?;
        let words = kind.words();
        let own = object.name.strip_prefix(words)?.trim_start();
        let words = words.to_uppercase();
        Some(match kind {
            OtherKind::Cluster
            | OtherKind::ColumnComment
            | OtherKind::ColumnDefault
            | OtherKind::ConstraintComment
            | OtherKind::OfType
            | OtherKind::ReplicaIdentity => return None,
            OtherKind::Cast => {
                let mut reader =
                    Reader::new(&object.text, Syntax::postgres(), |word| word.to_ascii_lowercase());
                reader.expect("CREATE CAST").ok()?;
                format!("CAST ({})", reader.parens().ok()?)
            }
            OtherKind::Transform | OtherKind::UserMapping => {
                let own = object.text.get("CREATE ".len()..)?;
                let end = if kind == OtherKind::Transform { "(" } else { " OPTIONS" };
                own.split(end).next()?.trim().replacen("OR REPLACE ", "", 1)
            }
            OtherKind::Operator => {
                let (symbol, operands) = own.split_at(own.find('(')?);
                let home = context.qualifier(schema);
                let home = if home.is_empty() { String::new() } else { format!("{}.", self.quote(home)) };
                format!("OPERATOR {home}{symbol}{}", operands.replace("none", "NONE"))
            }
            OtherKind::OperatorClass | OtherKind::OperatorFamily => {
                let (own, method) = own.split_once('(')?;
                let method = self.quote(method.trim_end_matches(')'));
                format!("{words} {} USING {method}", self.name(context, schema, own))
            }
            kind if self.lives_in_no_schema(kind) => format!("{words} {}", self.quote(own)),
            _ => format!("{words} {}", self.full_name(context, schema, &object.origin, own)),
        })
    }

    /// The statement that takes an object away.
    pub(super) fn drop_object_sql(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Object,
    ) -> Option<String> {
        if let Some(reference) = self.reference(context, schema, object) {
            return Some(format!("DROP {reference}"));
        }
        let kind = object.other()?;
        let table = self.name(context, schema, object.table.as_deref()?);
        let own = object.name.strip_prefix(kind.words())?.trim_start();
        let is_of_matview = object.text.contains(" MATERIALIZED VIEW ");
        let relation = if is_of_matview { "MATERIALIZED VIEW" } else { "TABLE" };
        Some(match kind {
            OtherKind::Cluster => format!("ALTER {relation} {table} SET WITHOUT CLUSTER"),
            OtherKind::ReplicaIdentity => format!("ALTER {relation} {table} REPLICA IDENTITY DEFAULT"),
            OtherKind::OfType => format!("ALTER TABLE {table} NOT OF"),
            OtherKind::ColumnDefault => {
                format!("ALTER VIEW {table} ALTER COLUMN {} DROP DEFAULT", self.quote(own))
            }
            OtherKind::ColumnComment => format!("COMMENT ON COLUMN {table}.{} IS NULL", self.quote(own)),
            OtherKind::ConstraintComment => {
                format!("COMMENT ON CONSTRAINT {} ON DOMAIN {table} IS NULL", self.quote(own))
            }
            _ => return None,
        })
    }
}

/// Whether several routines of a schema are called so at any time.
fn is_overloaded(context: &PlanContext<'_>, schema: &str, name: &str) -> bool {
    let is_it = |object: &&Object| {
        let is_routine =
            matches!(object.kind, ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Aggregate);
        is_routine && object.name.split('(').next() == Some(name)
    };
    let homes = [context.previous, context.next].into_iter().filter_map(|realm| realm.schema(schema));
    let names: BTreeSet<&str> =
        homes.flat_map(|home| home.objects.iter().filter(is_it)).map(|object| object.name.as_str()).collect();
    names.len() > 1
}

/// The types of the arguments that a procedure takes, said to be these. Else the server looks among all arguments as well,
/// where the columns that a function gives back are some.
fn with_modes(signature: &str) -> String {
    let types = signature.trim_start_matches('(').trim_end_matches(')');
    let types = types.split(", ").filter(|ty| !ty.is_empty()).map(|ty| match ty.starts_with("VARIADIC ") {
        true => ty.to_owned(),
        false => format!("IN {ty}"),
    });
    format!("({})", types.collect::<Vec<_>>().join(", "))
}
