use serde::{Deserialize, Serialize};

use super::Origin;

/// Object that is carried whole rather than modelled in detail: compared by its text, and never
/// dropped by a diff unless asked for.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// Name, with the signature where the kind has one.
    pub name: String,
    /// Table that it belongs to, for triggers, rules and policies.
    pub table: Option<String>,
    /// The statement that makes it.
    pub text: String,
    /// Comment.
    pub comment: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

/// What a carried object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[non_exhaustive]
pub enum ObjectKind {
    /// Extension.
    Extension,
    /// Domain.
    Domain,
    /// Composite type.
    Composite,
    /// Range type.
    Range,
    /// Base type, or a shell of one (PostgreSQL `CREATE TYPE`).
    Base,
    /// Function.
    Function,
    /// Procedure.
    Procedure,
    /// Aggregate.
    Aggregate,
    /// Specification of a package (MariaDB).
    Package,
    /// Body of a package (MariaDB).
    PackageBody,
    /// Trigger.
    Trigger,
    /// Event trigger.
    EventTrigger,
    /// Event (MySQL, MariaDB).
    Event,
    /// Rule.
    Rule,
    /// Row security policy.
    Policy,
    /// Operator, cast, text search object and the like.
    Other,
}

impl ObjectKind {
    /// All kinds.
    pub const ALL: [Self; 16] = [
        Self::Extension,
        Self::Domain,
        Self::Composite,
        Self::Range,
        Self::Base,
        Self::Function,
        Self::Procedure,
        Self::Aggregate,
        Self::Package,
        Self::PackageBody,
        Self::Trigger,
        Self::EventTrigger,
        Self::Event,
        Self::Rule,
        Self::Policy,
        Self::Other,
    ];

    /// The word for the kind in selectors of patterns: `*[type=trigger]`.
    pub const fn selector(self) -> &'static str {
        match self {
            Self::Extension => "extension",
            Self::Domain => "domain",
            Self::Composite => "composite",
            Self::Range => "range",
            Self::Base => "base_type",
            Self::Function => "function",
            Self::Procedure => "procedure",
            Self::Aggregate => "aggregate",
            Self::Package => "package",
            Self::PackageBody => "package_body",
            Self::Trigger => "trigger",
            Self::EventTrigger => "event_trigger",
            Self::Event => "event",
            Self::Rule => "rule",
            Self::Policy => "policy",
            Self::Other => "object",
        }
    }

    /// Whether such objects hang on tables and views, so that they come after them and go before them.
    pub const fn is_on_tables(self) -> bool {
        matches!(self, Self::Trigger | Self::Policy | Self::Rule | Self::EventTrigger | Self::Event)
    }

    /// Whether it is a function, a procedure or an aggregate.
    pub const fn is_routine(self) -> bool {
        matches!(self, Self::Function | Self::Procedure | Self::Aggregate)
    }

    /// Whether columns can be of it.
    pub const fn is_type(self) -> bool {
        matches!(self, Self::Domain | Self::Composite | Self::Range | Self::Base)
    }
}
