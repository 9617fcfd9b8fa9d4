use std::collections::BTreeMap;

use ent_schema::{Declaration, Entity, EntityKind, EnumDecl};

use super::Problems;

/// All declarations by name.
pub(super) struct Catalog<'a> {
    by_name: BTreeMap<&'a str, &'a Declaration>,
}

impl<'a> Catalog<'a> {
    pub(super) fn new(declarations: &'a [Declaration], problems: &mut Problems) -> Self {
        let mut by_name = BTreeMap::new();
        for decl in declarations {
            if let Some(first) = by_name.insert(decl.name(), decl) {
                problems.add(
                    decl.position(),
                    format!("`{}` is declared twice, the other time at {}", decl.name(), first.position()),
                    "types are known by their name alone, without the module: give one of them another name",
                );
            }
        }
        Self { by_name }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Declaration> {
        self.by_name.get(name).copied()
    }

    /// Structs of one kind, by name.
    pub(super) fn entities(&self, kind: EntityKind) -> impl Iterator<Item = &'a Entity> {
        self.by_name.values().filter_map(move |decl| match decl {
            Declaration::Entity(entity) if entity.kind == kind => Some(entity.as_ref()),
            _ => None,
        })
    }

    /// Enums, by name.
    pub(super) fn enums(&self) -> impl Iterator<Item = &'a EnumDecl> {
        self.by_name.values().filter_map(|decl| match decl {
            Declaration::Enum(decl) => Some(decl),
            _ => None,
        })
    }

    /// Names of structs of one kind.
    pub(super) fn names(&self, kind: EntityKind) -> impl Iterator<Item = &'a str> {
        self.entities(kind).map(|entity| entity.name.as_str())
    }

    /// Names of enums and newtypes.
    pub(super) fn value_names(&self) -> impl Iterator<Item = &'a str> {
        self.by_name
            .values()
            .filter(|decl| matches!(decl, Declaration::Enum(_) | Declaration::Value(_)))
            .map(|decl| decl.name())
    }
}

/// What a declaration is, with its article, and the derive that makes it.
pub(super) fn describe(decl: &Declaration) -> &'static str {
    match decl {
        Declaration::Entity(entity) => match entity.kind {
            EntityKind::Entity => "an entity",
            EntityKind::Mixin => "a mixin",
            EntityKind::View => "a view",
        },
        Declaration::Enum(_) => "an enum",
        Declaration::Value(_) => "a newtype",
    }
}
