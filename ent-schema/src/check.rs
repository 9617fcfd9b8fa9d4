use crate::{PerDialect, Position};

record! {
    /// A CHECK constraint: `check(adult = "age >= 18")` on a struct, `check = "..."` on a field.
    pub struct Check {
        /// Name of the constraint; empty for one that the database or the naming rules name.
        pub name: String,
        /// The condition, as SQL over column names.
        pub expr: PerDialect<String>,
        /// Where it was declared.
        pub position: Position,
    }
}
