/// Error that stops a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// A change that a plan for one schema may not make.
    #[error("{change} is not allowed when migration plan is scoped to one schema")]
    OutsideScope {
        /// The change, in Atlas' spelling: `*schema.AddSchema`.
        change: &'static str,
    },
    /// Objects of several schemas in a plan for one.
    #[error("found {} schemas when migration plan is scoped to one: {names:?}", names.len())]
    SeveralSchemas {
        /// The schemas.
        names: Vec<String>,
    },
    /// The database has no such thing, or can't change it.
    #[error("{subject}: {reason}")]
    Unsupported {
        /// What was to change: `table "users"`.
        subject: String,
        /// Why it can't.
        reason: String,
    },
    /// A table without columns.
    #[error("table \"{table}\" has no columns{}", if *drop { "; drop the table instead" } else { "" })]
    NoColumns {
        /// The table.
        table: String,
        /// Whether it lost them by this change.
        drop: bool,
    },
    /// A value of an enum type goes, and nobody says what becomes of the rows that have it.
    #[error(
        "enum type \"{name}\" loses the value '{value}', which rows may have: say which value takes its place \
         with #[ent(renamed_from = \"{value}\")] on that value, or #[ent(drops = \"{value}\")] on the enum if no \
         row has it"
    )]
    RemovedEnumValue {
        /// The enum type.
        name: String,
        /// The value.
        value: String,
    },
    /// A view that stays reads something that goes.
    #[error(
        "view \"{view}\" stands in the way of the change of table \"{table}\": it reads column \"{column}\", which \
         goes; change or drop the view first"
    )]
    ViewInTheWay {
        /// The view.
        view: String,
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A foreign key over columns that the table lacks.
    #[error("missing {columns:?} for foreign key: \"{key}\"")]
    MissingKeyColumns {
        /// The foreign key.
        key: String,
        /// The columns that aren't there.
        columns: Vec<String>,
    },
}

impl PlanError {
    /// The error that `subject` can't change, for `reason`.
    pub fn unsupported(subject: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Unsupported { subject: subject.into(), reason: reason.into() }
    }
}
