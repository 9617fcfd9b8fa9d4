//! Enum types, sequences, views and carried objects.

use super::rename::Renamed;
use super::table::{same_comment, suspected_values};
use super::{Differ, RenameKind, RenameQuestion, Undeclared};
use crate::change::{Change, EnumUse, Pair};
use crate::dialect::Dialect;
use crate::model::{EnumType, Object, ObjectKind, Realm, Schema, View};

impl Differ<'_> {
    /// Compares the enum types of two schemas.
    pub(super) fn enums(
        &mut self,
        renamed: &Renamed<'_>,
        previous: &Schema,
        next: &Schema,
        realms: Pair<&Realm>,
    ) {
        let unused = unused_enums(self.rules, previous, realms);
        for ty in &previous.enums {
            let Some(other) = next.enum_type(&ty.name) else {
                // What is of the name then may be of another type that has taken it.
                let gives_way =
                    next.objects.iter().any(|object| object.kind.is_type() && object.name == ty.name);
                if gives_way
                    || unused.contains(&ty)
                    || self.options.objects == Undeclared::Manage
                        && enum_uses(self.rules, realms.next, (&previous.name, &ty.name)).is_empty()
                {
                    self.push(Change::DropEnum { schema: previous.name.clone(), ty: ty.clone() });
                }
                continue;
            };
            for (gone, came) in suspected_values(&ty.values, &other.values, &other.origin) {
                self.diff.questions.push(RenameQuestion {
                    kind: RenameKind::EnumValue,
                    schema: next.name.clone(),
                    parent: Some(other.name.clone()),
                    previous: gone,
                    next: came,
                    position: other.origin.position.clone(),
                    declared_as: other.origin.declared_as.clone(),
                });
            }
            if !same_values(ty, other) || !same_comment(&ty.comment, &other.comment) {
                self.push(Change::ModifyEnum {
                    schema: next.name.clone(),
                    ty: Pair::new(ty.clone(), other.clone()),
                    uses: renamed
                        .enum_uses
                        .get(&(next.name.clone(), other.name.clone()))
                        .cloned()
                        .unwrap_or_default(),
                });
            }
        }
        for ty in &next.enums {
            if previous.enum_type(&ty.name).is_none() {
                self.push(Change::AddEnum { schema: next.name.clone(), ty: ty.clone() });
            }
        }
    }

    /// Compares the sequences of two schemas.
    pub(super) fn sequences(&mut self, previous: &Schema, next: &Schema) {
        let find = |schema: &Schema, name: &str| {
            schema.sequences.iter().find(|sequence| sequence.name == name).cloned()
        };
        for sequence in &previous.sequences {
            match find(next, &sequence.name) {
                Some(other) if !self.rules.same_sequence(sequence, &other) => {
                    self.push(Change::ModifySequence {
                        schema: next.name.clone(),
                        sequence: Pair::new(sequence.clone(), other),
                    })
                }
                None if self.options.objects == Undeclared::Manage => {
                    self.push(Change::DropSequence { schema: next.name.clone(), sequence: sequence.clone() })
                }
                _ => {}
            }
        }
        for sequence in &next.sequences {
            if find(previous, &sequence.name).is_none() {
                self.push(Change::AddSequence { schema: next.name.clone(), sequence: sequence.clone() });
            }
        }
    }

    /// Compares the views of two schemas. A view can't outlive the tables that it reads.
    pub(super) fn views(&mut self, previous: &Schema, next: &Schema) {
        for view in &previous.views {
            // What entities can't declare of a view is not theirs to take away.
            let other = next.view(&view.name).map(|other| match self.options.objects {
                Undeclared::Manage => other.clone(),
                Undeclared::Keep => other.clone().keeping(view),
            });
            match other {
                Some(other) if !self.same_view(view, &other) => self.push(Change::ModifyView {
                    schema: next.name.clone(),
                    view: Pair::new(view.clone(), other),
                }),
                None if self.options.objects == Undeclared::Manage => {
                    self.push(Change::DropView { schema: next.name.clone(), view: view.clone() });
                }
                _ => {}
            }
        }
        for view in &next.views {
            if previous.view(&view.name).is_none() {
                self.push(Change::AddView { schema: next.name.clone(), view: view.clone() });
            }
        }
    }

    fn same_view(&self, previous: &View, next: &View) -> bool {
        previous.materialized == next.materialized
            && self.rules.same_query(previous.into(), next.into())
            && (!self.rules.has_comments() || same_comment(&previous.comment, &next.comment))
            && self.rules.same_view_options(previous, next)
            && previous.indexes.len() == next.indexes.len()
            && previous.indexes.iter().all(|index| {
                let other = next.indexes.iter().find(|other| other.name == index.name);
                other.is_some_and(|other| {
                    self.rules.same_index(index, other)
                        && same_comment(&index.comment, &other.comment)
                        && index.statistics().eq(other.statistics())
                })
            })
    }

    /// Compares carried objects of one schema, or of none.
    pub(super) fn objects(&mut self, schema: &str, previous: &[Object], next: &[Object]) {
        let is = |one: &Object, other: &Object| {
            one.kind == other.kind && one.name == other.name && one.table == other.table
        };
        for object in previous {
            match next.iter().find(|other| is(object, other)) {
                Some(other) if !self.same_object(object, other) => {
                    self.push(Change::ModifyObject {
                        schema: schema.to_owned(),
                        object: Pair::new(object.clone(), other.clone()),
                    });
                }
                None if self.options.objects == Undeclared::Manage => {
                    self.push(Change::DropObject { schema: schema.to_owned(), object: object.clone() });
                }
                _ => {}
            }
        }
        for object in next {
            if !previous.iter().any(|other| is(object, other)) {
                self.push(Change::AddObject { schema: schema.to_owned(), object: object.clone() });
            }
        }
    }

    /// What nobody can say of an object is not theirs to take away.
    fn same_object(&self, previous: &Object, next: &Object) -> bool {
        let is_said = self.options.objects == Undeclared::Manage || next.comment.is_some();
        // Dumps say what an extension says of itself.
        let is_own = |one: &Object, other: &Object| {
            one.comment.is_none() && other.comment.is_some() && one.origin.own_comment == other.comment
        };
        self.rules.same_object(previous, next)
            && (!is_said
                || !self.rules.has_comments()
                || same_comment(&previous.comment, &next.comment)
                || is_own(previous, next)
                || is_own(next, previous))
    }

    /// Compares the objects that are in no schema.
    pub(super) fn realm_objects(&mut self, previous: &Realm, next: &Realm) {
        let without = |here: &[Object], there: &[Object]| -> Vec<Object> {
            here.iter().filter(|object| !comes_along(object, here, there)).cloned().collect()
        };
        let kept = without(&previous.objects, &next.objects);
        self.objects("", &kept, &without(&next.objects, &previous.objects));
    }
}

/// Whether an extension that only one side has goes unsaid on the other, which has one that requires it (`CASCADE`).
fn comes_along(object: &Object, here: &[Object], there: &[Object]) -> bool {
    let is_there = |one: &Object| there.iter().any(|other| other.kind == one.kind && other.name == one.name);
    object.kind == ObjectKind::Extension
        && !is_there(object)
        && here.iter().any(|one| {
            one.origin.requires.contains(&object.name) && (is_there(one) || comes_along(one, here, there))
        })
}

/// Reordered values are no difference: PostgreSQL can't reorder them and no row changes by it.
fn same_values(previous: &EnumType, next: &EnumType) -> bool {
    previous.values.len() == next.values.len()
        && next.values.iter().all(|value| previous.values.contains(value))
}

/// Enum types of the previous schema that columns used and that no column uses any more.
pub(super) fn unused_enums<'a>(
    dialect: &dyn Dialect,
    previous: &'a Schema,
    realms: Pair<&Realm>,
) -> Vec<&'a EnumType> {
    let used =
        |realm: &Realm, ty: &EnumType| !enum_uses(dialect, realm, (&previous.name, &ty.name)).is_empty();
    previous.enums.iter().filter(|ty| used(realms.previous, ty) && !used(realms.next, ty)).collect()
}

/// The columns of an enum type.
pub(crate) fn enum_uses(dialect: &dyn Dialect, realm: &Realm, ty: (&str, &str)) -> Vec<EnumUse> {
    let mut uses = Vec::new();
    for home in &realm.schemas {
        for table in &home.tables {
            for column in &table.columns {
                if dialect.is_of(&column.ty, &home.name, ty) {
                    uses.push(EnumUse {
                        schema: home.name.clone(),
                        table: table.name.clone(),
                        column: column.name.clone(),
                        default: column.default.as_ref().map(ToString::to_string),
                    });
                }
            }
        }
    }
    uses
}
