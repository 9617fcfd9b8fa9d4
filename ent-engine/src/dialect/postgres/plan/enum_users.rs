//! What names an enum type, and so keeps it from being made anew: it goes first and comes back at the end.

use std::collections::BTreeSet;

use super::super::Postgres;
use super::{path, standing};
use crate::change::{Change, EnumUse, Pair};
use crate::dialect::{Dialect, ReplayRules, Types};
use crate::model::{EnumType, Object, ObjectKind, OtherKind, Realm};
use crate::plan::{PlanContext, go_quote, make_way, order};
use crate::replay::{Texts, TypePlaces};
use crate::words;

/// What goes before a type is made anew, and what brings it back.
#[derive(Clone, Debug, Default)]
pub(super) struct InTheWay {
    /// In the order to run them.
    pub(super) drops: Vec<String>,
    /// In the order to run them.
    pub(super) makes: Vec<String>,
    /// What lets attributes be of the type that takes its place, when both are there.
    pub(super) alters: Vec<String>,
}

impl InTheWay {
    fn add(&mut self, drop: String, makes: Vec<String>) {
        self.drops.push(drop);
        self.makes.splice(0..0, makes);
    }
}

/// What a type is called until it takes the place of another.
pub(super) fn temporary_name(name: &str) -> String {
    format!("{name}_new")
}

/// In which order objects that name a type go.
fn rank(object: &Object) -> Option<u8> {
    match (object.kind, object.other()) {
        (_, Some(OtherKind::Cast)) => Some(0),
        (_, Some(OtherKind::OperatorClass)) => Some(1),
        (_, Some(OtherKind::Operator)) => Some(2),
        (ObjectKind::Aggregate, _) => Some(3),
        (ObjectKind::Function | ObjectKind::Procedure, _) => Some(4),
        _ => None,
    }
}

/// The composite types and domains that go and come back.
fn types_anew(changes: &[Change]) -> Vec<(String, String)> {
    let names = changes.iter().filter_map(|change| match change {
        Change::DropObject { schema, object } => Some((schema, object)),
        _ => None,
    });
    let types = names.filter(|(_, object)| matches!(object.kind, ObjectKind::Composite | ObjectKind::Domain));
    let anew = types.filter(|(schema, object)| {
        changes.iter().any(|change| {
            matches!(change, Change::AddObject { schema: home, object: next }
                if home == *schema && next.kind.is_type() && next.name == object.name)
        })
    });
    anew.map(|(schema, object)| (schema.clone(), object.name.clone())).collect()
}

impl Postgres {
    /// The objects of the previous state that name an enum type. Whatever the plan does to them comes after it.
    ///
    /// # Errors
    ///
    /// The words for what can't make way: columns may be of a type that is made of the enum.
    pub(super) fn objects_of_enum(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        name: &str,
    ) -> Result<InTheWay, String> {
        // In the previous state they name it as it was called there.
        let next = context.next.schema(schema).and_then(|schema| schema.enum_type(name));
        let renamed = next.and_then(|ty| ty.origin.renamed_from.as_deref());
        let known = context.previous.schema(schema).is_some_and(|schema| schema.enum_type(name).is_some());
        let (previous, renames) = match renamed.filter(|_| !known) {
            Some(previous) => (previous, true),
            None => (name, false),
        };
        let mut found: Vec<(u8, &str, &Object)> = Vec::new();
        let mut way = InTheWay::default();
        for home in &context.previous.schemas {
            for object in &home.objects {
                if !self.names_type(object, (schema, previous)) {
                    continue;
                }
                if renames {
                    return Err(format!("{} names it by the name that it had", go_quote(&object.name)));
                }
                match rank(object) {
                    Some(rank) => found.push((rank, &home.name, object)),
                    None if object.kind.is_type() => {
                        let alter = self.alter_attributes(context, (&home.name, object), (schema, name));
                        let words = || format!("type {} is made of it", go_quote(&object.name));
                        way.alters.push(alter.ok_or_else(words)?);
                    }
                    None => {}
                }
            }
        }
        found.sort_by_key(|(rank, ..)| *rank);
        for (_, home, object) in found {
            let Some(drop) = self.drop_object_sql(context, home, object) else {
                return Err(format!("{} names it", go_quote(&object.name)));
            };
            let comment = self.comment_of_new(context, home, object).map(|comment| comment.sql);
            let mut makes = vec![object.text.clone()];
            if let Some(path) = path::of_object(home, object) {
                makes.insert(0, self.set_path(Some(&path)));
                makes.push(path::RESET.to_owned());
            }
            makes.extend(comment);
            way.add(drop, makes);
        }
        Ok(way)
    }

    /// The statement by which the attributes of a composite type come to be of the type that takes the place of an enum;
    /// none where it is no composite, or the server alters none because of columns.
    fn alter_attributes(
        &self,
        context: &PlanContext<'_>,
        (home, object): (&str, &Object),
        ty: (&str, &str),
    ) -> Option<String> {
        let is_typed = |other: &Object| {
            other.other() == Some(OtherKind::OfType) && words::mentions(&other.text, &object.name)
        };
        let mut objects = context.previous.schemas.iter().flat_map(|schema| &schema.objects);
        if self.has_columns(context, (home, &object.name), &mut BTreeSet::new()) || objects.any(is_typed) {
            return None;
        }
        let next = self.name(context, ty.0, &temporary_name(ty.1));
        let actions = self.attributes(object)?.into_iter().filter_map(|attribute| {
            let of = self.parse_type(&attribute.text).ok().filter(|of| self.is_of(of, home, ty))?;
            let brackets = if of.dimensions > 0 { "[]" } else { "" };
            Some(format!("ALTER ATTRIBUTE {} TYPE {next}{brackets}", self.quote(&attribute.name)))
        });
        let actions: Vec<String> = actions.collect();
        let name = self.name(context, home, &object.name);
        (!actions.is_empty()).then(|| format!("ALTER TYPE {name} {}", actions.join(", ")))
    }

    /// Whether an object names a type, by its schema and name.
    pub(super) fn names_type(&self, object: &Object, ty: (&str, &str)) -> bool {
        let texts = Texts::new(self);
        let uses = match object.kind {
            ObjectKind::Function | ObjectKind::Procedure => texts.type_uses_of_routine(&object.text, ty),
            _ => texts.type_uses(&object.text, ty, TypePlaces::All),
        };
        let path = object.origin.search_path.as_deref();
        let is_own = ty.0.is_empty() || ty.0 == self.naming().own_schema;
        let finds = path.map_or(is_own, |path| path.iter().any(|one| one == ty.0));
        uses.full || uses.bare && finds
    }

    /// Lets what names a composite type or a domain that is made anew go before it and come back after it.
    pub(super) fn users_apart(&self, context: &PlanContext<'_>, mut changes: Vec<Change>) -> Vec<Change> {
        let anew = types_anew(&changes);
        if anew.is_empty() {
            return changes;
        }
        for home in &context.previous.schemas {
            for object in home.objects.iter().filter(|object| rank(object).is_some()) {
                let is_it = |schema: &str, other: &Object| {
                    schema == home.name && other.kind == object.kind && other.name == object.name
                };
                let goes = changes.iter().any(
                    |change| matches!(change, Change::DropObject { schema, object } if is_it(schema, object)),
                );
                if goes || !anew.iter().any(|(schema, name)| self.names_type(object, (schema, name))) {
                    continue;
                }
                changes.retain(|change| {
                    !matches!(change, Change::ModifyObject { schema, object } if is_it(schema, &object.next))
                });
                let next = context.next.schema(&home.name).into_iter().flat_map(|schema| &schema.objects);
                let next: Vec<Object> = next.filter(|other| is_it(&home.name, other)).cloned().collect();
                let schema = home.name.clone();
                changes.push(Change::DropObject { schema: schema.clone(), object: object.clone() });
                let adds =
                    next.into_iter().map(|object| Change::AddObject { schema: schema.clone(), object });
                changes.extend(adds);
            }
        }
        changes
    }

    /// The same with what reads columns of the type, for a change that no plan is made around: views, rules, policies and
    /// bodies, which go before what else goes.
    pub(super) fn readers_of_enum(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        (ty, uses): (&Pair<EnumType>, &[EnumUse]),
    ) -> Result<InTheWay, String> {
        let change = Change::ModifyEnum { schema: schema.to_owned(), ty: ty.clone(), uses: uses.to_vec() };
        // What comes back is what went, by the names that tables have come to have.
        let nothing = Realm::default();
        let around = PlanContext { next: &nothing, ..*context };
        let mut changes = renamed_tables(context);
        changes.push(change);
        let changes = make_way(self, &around, changes).map_err(|error| error.to_string())?;
        let mut way = InTheWay::default();
        let told = |change: &Change| self.sql_of(context, change).map_err(|error| error.to_string());
        let states = Pair::new(around.previous, around.next);
        for change in order(self, states, changes.clone()) {
            match &change {
                Change::DropView { .. } | Change::DropObject { .. } => way.drops.extend(told(&change)?),
                Change::AddView { .. } | Change::AddObject { .. } => way.makes.extend(told(&change)?),
                _ => {}
            }
        }
        let standing = standing::of(context, &changes);
        let standing = standing.as_ref().map_or(*context, |previous| PlanContext { previous, ..*context });
        let objects = self.objects_of_enum(&standing, schema, &ty.previous.name)?;
        way.drops.extend(objects.drops);
        way.makes.splice(0..0, objects.makes);
        way.alters = objects.alters;
        Ok(way)
    }
}

/// The tables that a plan has renamed by the time that it comes to enum types.
fn renamed_tables(context: &PlanContext<'_>) -> Vec<Change> {
    let renames = context.next.tables().filter_map(|(schema, table)| {
        let previous = context.previous.schema(schema)?;
        let from = table.origin.renamed_from.as_ref().filter(|_| previous.table(&table.name).is_none())?;
        let names = Pair::new(from.clone(), table.name.clone());
        previous.table(from)?;
        Some(Change::RenameTable { schema: schema.to_owned(), names })
    });
    renames.collect()
}
