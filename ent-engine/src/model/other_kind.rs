use super::{Object, ObjectKind};

/// What an object of the kind [`ObjectKind::Other`] is: its name starts with that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherKind {
    /// Access method.
    AccessMethod,
    /// Cast.
    Cast,
    /// What a table is clustered on.
    Cluster,
    /// Collation.
    Collation,
    /// Comment on a column of a view.
    ColumnComment,
    /// Default of a column of a view.
    ColumnDefault,
    /// Comment on a constraint of a domain.
    ConstraintComment,
    /// Conversion.
    Conversion,
    /// Foreign data wrapper.
    ForeignDataWrapper,
    /// Foreign table.
    ForeignTable,
    /// Language.
    Language,
    /// Of which type a table is.
    OfType,
    /// Operator.
    Operator,
    /// Operator class.
    OperatorClass,
    /// Operator family.
    OperatorFamily,
    /// What identifies the rows of a table.
    ReplicaIdentity,
    /// Foreign server.
    Server,
    /// Extended statistics.
    Statistics,
    /// Text search configuration.
    TextSearchConfiguration,
    /// Text search dictionary.
    TextSearchDictionary,
    /// Text search parser.
    TextSearchParser,
    /// Text search template.
    TextSearchTemplate,
    /// Transform.
    Transform,
    /// User mapping.
    UserMapping,
}

impl OtherKind {
    /// All of them; those whose words start with another's stand before it.
    const ALL: [Self; 24] = [
        Self::AccessMethod,
        Self::Cast,
        Self::Cluster,
        Self::Collation,
        Self::ColumnComment,
        Self::ColumnDefault,
        Self::ConstraintComment,
        Self::Conversion,
        Self::ForeignDataWrapper,
        Self::ForeignTable,
        Self::Language,
        Self::OfType,
        Self::OperatorClass,
        Self::OperatorFamily,
        Self::Operator,
        Self::ReplicaIdentity,
        Self::Server,
        Self::Statistics,
        Self::TextSearchConfiguration,
        Self::TextSearchDictionary,
        Self::TextSearchParser,
        Self::TextSearchTemplate,
        Self::Transform,
        Self::UserMapping,
    ];

    /// The words that a name of the kind starts with, or is where a table has but one.
    pub const fn words(self) -> &'static str {
        match self {
            Self::AccessMethod => "access method",
            Self::Cast => "cast",
            Self::Cluster => "cluster",
            Self::Collation => "collation",
            Self::ColumnComment => "comment on column",
            Self::ColumnDefault => "default of column",
            Self::ConstraintComment => "comment on constraint",
            Self::Conversion => "conversion",
            Self::ForeignDataWrapper => "foreign data wrapper",
            Self::ForeignTable => "foreign table",
            Self::Language => "language",
            Self::OfType => "of type",
            Self::Operator => "operator",
            Self::OperatorClass => "operator class",
            Self::OperatorFamily => "operator family",
            Self::ReplicaIdentity => "replica identity",
            Self::Server => "server",
            Self::Statistics => "statistics",
            Self::TextSearchConfiguration => "text search configuration",
            Self::TextSearchDictionary => "text search dictionary",
            Self::TextSearchParser => "text search parser",
            Self::TextSearchTemplate => "text search template",
            Self::Transform => "transform",
            Self::UserMapping => "user mapping",
        }
    }

    /// The name in the model of an object with a name of its own.
    pub fn name(self, own: &str) -> String {
        format!("{} {own}", self.words())
    }

    /// The kind that a name tells.
    pub fn of(name: &str) -> Option<Self> {
        let is = |kind: &Self| {
            name.strip_prefix(kind.words()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        Self::ALL.into_iter().find(is)
    }
}

impl Object {
    /// What it is where [`ObjectKind`] has no word for it.
    pub fn other(&self) -> Option<OtherKind> {
        if self.kind == ObjectKind::Other { OtherKind::of(&self.name) } else { None }
    }

    /// Its own name, if it is of a kind.
    pub fn own_name(&self, kind: OtherKind) -> Option<&str> {
        let name = self.name.strip_prefix(kind.words())?.strip_prefix(' ')?;
        (self.other() == Some(kind)).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_told_by_its_name() {
        for kind in OtherKind::ALL {
            assert_eq!(OtherKind::of(&kind.name("a b")), Some(kind));
            assert_eq!(OtherKind::of(kind.words()), Some(kind));
        }
        assert_eq!(OtherKind::of("castle"), None);
    }
}
