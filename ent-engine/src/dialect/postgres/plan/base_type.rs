//! Base types in plans: they are made, and go, together with the functions that read and write their values, which
//! name them and are named by them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Postgres;
use super::super::objects::{BaseType, RoutinesOfType, shell_of};
use super::path;
use crate::change::{Change, Pair};
use crate::dialect::DiffRules;
use crate::model::{Object, ObjectKind};

use crate::plan::{Hazard, HazardKind, PlanContext, PlanError, Statement, go_quote};
use crate::words;

/// Which changes of functions are part of a change of a type.
#[derive(Debug, Default)]
pub(super) struct Routines {
    of: BTreeMap<usize, Vec<usize>>,
    parts: BTreeSet<usize>,
}

impl Routines {
    pub(super) fn of(postgres: &Postgres, changes: &[Change]) -> Self {
        let mut found = Self::default();
        for (at, change) in changes.iter().enumerate() {
            let (Some((object, comes)), Some(_)) =
                (object_of(change), object_of(change).and_then(|(object, _)| shell_of(postgres, object)))
            else {
                continue;
            };
            let routines = RoutinesOfType::of(postgres, object);
            for (other_at, other) in changes.iter().enumerate() {
                let is_part = matches!(other, Change::AddObject { .. } | Change::DropObject { .. })
                    && object_of(other).is_some_and(|(function, other_comes)| {
                        other_comes == comes && routines.has(other.schema().unwrap_or_default(), function)
                    });
                if is_part && found.parts.insert(other_at) {
                    found.of.entry(at).or_default().push(other_at);
                }
            }
        }
        found
    }

    /// Whether a change is made as part of another.
    pub(super) fn is_part(&self, at: usize) -> bool {
        self.parts.contains(&at)
    }

    /// The changes that are part of one.
    pub(super) fn with<'c>(&self, at: usize, changes: &'c [Change]) -> Vec<&'c Change> {
        self.of.get(&at).into_iter().flatten().filter_map(|part| changes.get(*part)).collect()
    }
}

/// The object that comes (true) or goes.
fn object_of(change: &Change) -> Option<(&Object, bool)> {
    match change {
        Change::AddObject { object, .. } => Some((object, true)),
        Change::ModifyObject { object: Pair { previous, next }, .. }
            if previous.is_shell() && !next.is_shell() =>
        {
            Some((next, true))
        }
        Change::DropObject { object, .. } => Some((object, false)),
        _ => None,
    }
}

impl Postgres {
    /// Parts the change of a base type that nothing can alter into a drop and a new beginning, with its functions, where
    /// nothing but them is of it.
    pub(super) fn base_types_apart(&self, context: &PlanContext<'_>, changes: Vec<Change>) -> Vec<Change> {
        let mut out = Vec::new();
        let mut apart: Vec<Pair<RoutinesOfType>> = Vec::new();
        for change in changes {
            match change {
                Change::ModifyObject { schema, object }
                    if object.next.kind == ObjectKind::Base
                        && object.previous.kind == ObjectKind::Base
                        && !object.previous.is_shell()
                        && !self.same_object(&object.previous, &object.next)
                        && self.options_of_base_type(&object).is_none()
                        && !self.is_used(context, &object.previous) =>
                {
                    let of = |ty: &Object| RoutinesOfType::of(self, ty);
                    apart.push(Pair::new(of(&object.previous), of(&object.next)));
                    out.push(Change::DropObject { schema: schema.clone(), object: object.previous });
                    out.push(Change::AddObject { schema, object: object.next });
                }
                change => out.push(change),
            }
        }
        if apart.is_empty() {
            return out;
        }
        let is_of = |schema: &str, object: &Object| {
            apart.iter().any(|of| of.previous.has(schema, object) || of.next.has(schema, object))
        };
        let mut stay: BTreeSet<(String, String)> = BTreeSet::new();
        let mut parted = Vec::new();
        for change in out {
            match change {
                Change::ModifyObject { schema, object } if is_of(&schema, &object.previous) => {
                    stay.insert((schema.clone(), object.previous.name.clone()));
                    parted.push(Change::DropObject { schema: schema.clone(), object: object.previous });
                    parted.push(Change::AddObject { schema, object: object.next });
                }
                change => {
                    if let Change::DropObject { schema, object } = &change {
                        stay.insert((schema.clone(), object.name.clone()));
                    }
                    parted.push(change);
                }
            }
        }
        // What does not change goes with the type as well.
        for schema in &context.previous.schemas {
            for object in schema.objects.iter().filter(|object| is_of(&schema.name, object)) {
                if stay.contains(&(schema.name.clone(), object.name.clone())) {
                    continue;
                }
                let (schema, object) = (schema.name.clone(), object.clone());
                parted.push(Change::DropObject { schema: schema.clone(), object: object.clone() });
                parted.push(Change::AddObject { schema, object });
            }
        }
        parted
    }

    /// Whether anything but its functions may be of a base type.
    fn is_used(&self, context: &PlanContext<'_>, ty: &Object) -> bool {
        let routines = RoutinesOfType::of(self, ty);
        let names = |text: &str| words::mentions(text, &ty.name);
        context.previous.schemas.iter().any(|schema| {
            let columns = schema.tables.iter().flat_map(|table| &table.columns);
            let is_other = |object: &&Object| {
                object.name != ty.name && !routines.has(&schema.name, object) && names(&object.text)
            };
            columns.clone().any(|column| column.ty.name == ty.name)
                || schema.views.iter().any(|view| names(view.definition.as_str()))
                || schema.objects.iter().any(|object| is_other(&object))
        })
    }

    /// A type that has a shell, with the changes of its functions; none for another change.
    pub(super) fn change_type(
        &self,
        context: &PlanContext<'_>,
        change: &Change,
        routines: &[&Change],
    ) -> Result<Option<Vec<Statement>>, PlanError> {
        Ok(match change {
            Change::AddObject { schema, object } if shell_of(self, object).is_some() => {
                Some(self.add_type(context, schema, (None, object), routines)?)
            }
            Change::ModifyObject { schema, object: Pair { previous, next } }
                if previous.is_shell() && !next.is_shell() =>
            {
                Some(self.add_type(context, schema, (Some(previous), next), routines)?)
            }
            Change::ModifyObject { schema, object } => {
                let altered = self.alter_base_type(context, schema, object)?;
                let comment = self.object_comment(context, schema, object.as_ref().map(Some));
                altered.map(|statement| std::iter::once(statement).chain(comment).collect())
            }
            Change::DropObject { schema, object } if !routines.is_empty() => {
                Some(vec![self.drop_type(context, schema, object, routines)])
            }
            _ => None,
        })
    }

    /// The shell unless it is there, the functions, the type. Whoever drops the type drops the functions.
    fn add_type(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        (there, object): (Option<&Object>, &Object),
        routines: &[&Change],
    ) -> Result<Vec<Statement>, PlanError> {
        let drop = format!("DROP TYPE {} CASCADE", self.name(context, schema, &object.name));
        let covered = |statement: Statement| Statement { reverse: Default::default(), ..statement };
        let whole = covered(self.create_object(context, schema, object));
        // What is said of a shell stays said of the type.
        let comment = self.object_comment(context, schema, Pair::new(there, Some(object))).map(covered);
        let outer = path::of_object(schema, object);
        let shell = shell_of(self, object).unwrap_or_default();
        let (mut statements, whole) = match there {
            None => {
                let comment = format!("create {} type for its functions to name", go_quote(&object.name));
                (vec![Statement::new(shell, comment).undone_by(drop)], whole)
            }
            Some(there) => {
                let said = self.comment_of_new(context, schema, there).map(|comment| comment.sql);
                let back = [drop, shell].into_iter().chain(said).collect();
                (Vec::new(), whole.undone_by_all(back))
            }
        };
        for change in routines {
            if let Change::AddObject { schema, object } = change {
                let made =
                    self.add_object(context, schema, object)?.into_iter().map(covered).collect::<Vec<_>>();
                if path::of_object(schema, object) == outer {
                    statements.extend(made);
                    continue;
                }
                statements.extend(self.under_path(change, made));
                // What comes next is of the type's own path again.
                let again = outer.as_ref().map(|path| self.set_path(Some(path)));
                statements
                    .extend(again.map(|sql| covered(Statement::new(sql, "look for names as for the type"))));
            }
        }
        statements.push(whole);
        statements.extend(comment);
        Ok(statements)
    }

    fn drop_type(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Object,
        routines: &[&Change],
    ) -> Statement {
        let name = self.name(context, schema, &object.name);
        let with_comment = |home: &str, object: &Object| {
            let comment = self.comment_of_new(context, home, object).map(|comment| comment.sql);
            std::iter::once(object.text.clone()).chain(comment)
        };
        let made = routines.iter().filter_map(|change| object_of(change).zip(change.schema()));
        let made = made.flat_map(|((routine, _), home)| with_comment(home, routine));
        let back =
            shell_of(self, object).into_iter().chain(made).chain(with_comment(schema, object)).collect();
        Statement::new(
            format!("DROP TYPE {name} CASCADE"),
            format!("drop {} type with its functions", go_quote(&object.name)),
        )
        .undone_by_all(back)
        .hazard(Hazard::new(
            HazardKind::DataLoss,
            format!(
                "drops type {} with whatever is of it, columns that are not looked at too",
                go_quote(&object.name)
            ),
        ))
    }

    /// The options that make one base type the other, and those that lead back, where ALTER TYPE can set them.
    fn options_of_base_type(&self, object: &Pair<Object>) -> Option<(String, Option<String>)> {
        let read = |object: &Object| BaseType::read(self, &object.text).ok().flatten();
        let (previous, next) = (read(&object.previous)?, read(&object.next)?);
        Some((previous.changes_to(&next)?, next.changes_to(&previous)))
    }

    /// What sets the options of a base type otherwise; none where it is no such type.
    fn alter_base_type(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Pair<Object>,
    ) -> Result<Option<Statement>, PlanError> {
        let Pair { previous, next } = object;
        if previous.kind != next.kind || previous.kind != ObjectKind::Base || self.same_object(previous, next)
        {
            return Ok(None);
        }
        let Some((forth, back)) = self.options_of_base_type(object) else {
            return Err(PlanError::unsupported(
                format!("type {}", go_quote(&next.name)),
                "it can only be dropped, with all that is of it, and made anew; write the statements by hand",
            ));
        };
        let name = self.name(context, schema, &next.name);
        let statement = Statement::new(
            format!("ALTER TYPE {name} {forth}"),
            format!("modify {} type", go_quote(&next.name)),
        );
        Ok(Some(match back {
            Some(back) => statement.undone_by(format!("ALTER TYPE {name} {back}")),
            None => statement.irreversible("a type can't go back to plain storage"),
        }))
    }
}
