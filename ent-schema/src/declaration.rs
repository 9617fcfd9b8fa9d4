use crate::wire::{ObjectWriter, Value, Wire, WireError};
use crate::{Entity, EnumDecl, Position, ValueDecl};

/// One thing that a schema module declares.
#[derive(Clone, Debug, PartialEq)]
pub enum Declaration {
    /// A struct that derives `EntSchema`, `EntMixin` or `EntView`.
    Entity(Box<Entity>),
    /// An enum that derives `EntEnum`.
    Enum(EnumDecl),
    /// A newtype that derives `EntValue`.
    Value(ValueDecl),
}

impl Declaration {
    /// Rust name of the type.
    pub fn name(&self) -> &str {
        match self {
            Self::Entity(entity) => &entity.name,
            Self::Enum(decl) => &decl.name,
            Self::Value(decl) => &decl.name,
        }
    }

    /// Where it was declared.
    pub fn position(&self) -> &Position {
        match self {
            Self::Entity(entity) => &entity.position,
            Self::Enum(decl) => &decl.position,
            Self::Value(decl) => &decl.position,
        }
    }
}

impl Wire for Declaration {
    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        match self {
            Self::Entity(entity) => object.field("entity", entity.as_ref()),
            Self::Enum(decl) => object.field("enum", decl),
            Self::Value(decl) => object.field("value", decl),
        }
        object.finish();
    }

    fn read(value: &Value) -> Result<Self, WireError> {
        match value.object("Declaration")?.only("Declaration")? {
            ("entity", value) => Entity::read(value).map(Box::new).map(Self::Entity),
            ("enum", value) => EnumDecl::read(value).map(Self::Enum),
            ("value", value) => ValueDecl::read(value).map(Self::Value),
            (other, _) => Err(WireError::unknown("Declaration", other)),
        }
    }
}
