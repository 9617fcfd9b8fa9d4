//! An entity with the parts of its mixins, in order.

use std::collections::BTreeSet;

use ent_schema::{Check, Declaration, Edge, Entity, EntityKind, Field, Index, MixinUse, PerDialect};

use super::Problems;
use super::catalog::{Catalog, describe};
use super::nearest::suggest;
use crate::graph::FieldSource;

/// What an entity, its mixins and theirs declare together.
pub(super) struct Merged<'a> {
    /// The entity's own declaration, with the annotations of mixins where it has none of its own;
    /// its lists of parts are those below.
    pub entity: Entity,
    /// Fields with what declares them, in the order of columns.
    pub fields: Vec<(FieldSource, &'a Field)>,
    /// Edges with the struct that declares them.
    pub edges: Vec<(&'a str, &'a Edge)>,
    pub indexes: Vec<&'a Index>,
    pub checks: Vec<&'a Check>,
}

/// Puts `entity` together with its mixins.
///
/// Mixins on the struct come first, in order; an embedded one stands where its field stands. Of
/// annotations a later mixin wins over an earlier one and the entity over all (Ent keeps the first
/// of some and the last of others); those that may be said several times add up.
pub(super) fn merge<'a>(catalog: &Catalog<'a>, entity: &'a Entity, problems: &mut Problems) -> Merged<'a> {
    let mut merger = Merger {
        catalog,
        problems,
        stack: vec![entity.name.clone()],
        used: BTreeSet::new(),
        out: Merged {
            entity: Entity { name: entity.name.clone(), kind: entity.kind, ..Entity::default() },
            fields: Vec::new(),
            edges: Vec::new(),
            indexes: Vec::new(),
            checks: Vec::new(),
        },
    };
    merger.take(entity, Some(&[]));
    let mut out = merger.out;
    out.entity.table = entity.table.clone();
    out.entity.comment = entity.comment.clone();
    out.entity.renamed_from = entity.renamed_from.clone();
    out.entity.view = entity.view.clone();
    out.entity.materialized = entity.materialized;
    out.entity.position = entity.position.clone();
    out
}

struct Merger<'a, 'b> {
    catalog: &'b Catalog<'a>,
    problems: &'b mut Problems,
    /// The structs being taken in, outermost first.
    stack: Vec<String>,
    /// Mixins taken in so far: one that is reached by two ways counts once.
    used: BTreeSet<String>,
    out: Merged<'a>,
}

impl<'a> Merger<'a, '_> {
    /// Takes in a struct; `carried` is the path to the fields it carries, if anything carries them.
    fn take(&mut self, entity: &'a Entity, carried: Option<&[String]>) {
        self.check_uses(entity);
        for mixin in entity.mixins.iter().filter(|mixin| mixin.field.is_none()) {
            self.use_mixin(entity, mixin, None);
        }
        let source = FieldSource::Struct { name: entity.name.clone(), carried: carried.map(<[_]>::to_vec) };
        for (i, field) in entity.fields.iter().enumerate() {
            self.use_embedded(entity, carried, |after| after == i);
            self.out.fields.push((source.clone(), field));
        }
        self.use_embedded(entity, carried, |after| after >= entity.fields.len());
        self.out.edges.extend(entity.edges.iter().map(|edge| (entity.name.as_str(), edge)));
        self.out.indexes.extend(&entity.indexes);
        self.out.checks.extend(&entity.checks);
        annotate(&mut self.out.entity, entity);
    }

    fn use_embedded(&mut self, entity: &Entity, carried: Option<&[String]>, here: impl Fn(usize) -> bool) {
        for mixin in &entity.mixins {
            if let Some(field) = &mixin.field
                && here(usize::try_from(mixin.after_fields).unwrap_or(usize::MAX))
            {
                let path = carried.map(|path| [path, std::slice::from_ref(field)].concat());
                self.use_mixin(entity, mixin, path.as_deref());
            }
        }
    }

    fn use_mixin(&mut self, user: &Entity, mixin: &MixinUse, carried: Option<&[String]>) {
        let Some(decl) = self.find(user, mixin) else { return };
        if self.stack.contains(&decl.name) {
            let path = [self.stack.as_slice(), std::slice::from_ref(&decl.name)].concat().join(" -> ");
            let message = format!("mixin `{}` uses itself: {path}", decl.name);
            return self.problems.add(&mixin.position, message, "take one of these uses away");
        }
        if !self.used.insert(decl.name.clone()) {
            return;
        }
        if decl.table.is_some() {
            self.problems.add(
                &decl.position,
                format!("mixin `{}` names a table, which all entities that use it would share", decl.name),
                "name the table on the entity",
            );
        }
        self.stack.push(decl.name.clone());
        self.take(decl, carried);
        self.stack.pop();
    }

    fn find(&mut self, user: &Entity, mixin: &MixinUse) -> Option<&'a Entity> {
        match self.catalog.get(&mixin.name) {
            Some(Declaration::Entity(decl)) if decl.kind == EntityKind::Mixin => Some(decl),
            Some(other) => {
                let message = format!(
                    "`{}` uses `{}` as a mixin, but that is {}",
                    user.name,
                    mixin.name,
                    describe(other)
                );
                let help = "put what they share into a struct that derives `EntMixin`, and use that in both";
                self.problems.add(&mixin.position, message, help);
                None
            }
            None => {
                let message = format!("`{}` uses a mixin `{}` that does not exist", user.name, mixin.name);
                let help = suggest(&mixin.name, "mixins", self.catalog.names(EntityKind::Mixin));
                self.problems.add(&mixin.position, message, help);
                None
            }
        }
    }

    fn check_uses(&mut self, entity: &Entity) {
        let mut names = BTreeSet::new();
        for mixin in &entity.mixins {
            if !names.insert(&mixin.name) {
                let message = format!("`{}` uses mixin `{}` twice", entity.name, mixin.name);
                self.problems.add(&mixin.position, message, "take one of the two away");
            }
        }
    }
}

/// Lays the annotations of `from` over those gathered so far.
fn annotate(to: &mut Entity, from: &Entity) {
    overlay(&mut to.schema, &from.schema);
    overlay(&mut to.charset, &from.charset);
    overlay_each(&mut to.collation, &from.collation);
    overlay(&mut to.auto_increment, &from.auto_increment);
    overlay_each(&mut to.options, &from.options);
    to.comments |= from.comments;
    to.skip |= from.skip;
    to.drops.extend(from.drops.iter().cloned());
    if !from.id.is_empty() {
        to.id.clone_from(&from.id);
    }
}

fn overlay<T: Clone>(to: &mut Option<T>, from: &Option<T>) {
    if from.is_some() {
        to.clone_from(from);
    }
}

/// As [`overlay`] for each database: what `from` says for all of them counts before what `to` says
/// for one, and what it says for MySQL before what `to` says for MariaDB.
fn overlay_each<T: Clone>(to: &mut PerDialect<T>, from: &PerDialect<T>) {
    if from.any.is_some() {
        *to = PerDialect::default();
    }
    if from.mysql.is_some() {
        to.mariadb = None;
    }
    overlay(&mut to.any, &from.any);
    overlay(&mut to.sqlite, &from.sqlite);
    overlay(&mut to.postgres, &from.postgres);
    overlay(&mut to.mysql, &from.mysql);
    overlay(&mut to.mariadb, &from.mariadb);
}
