use crate::change::{Change, ModifyTable, Pair};
use crate::model::{Column, EnumType, Object, Realm, Table, View};
use crate::plan::{PlanContext, PlanError, PlanOptions, Printed, Statement};
use crate::replay::Name;

/// How changes become statements in a dialect.
pub trait Planner {
    /// The statements that carry out `changes`, which come in an order that the server accepts.
    ///
    /// # Errors
    ///
    /// A change that can't be carried out, or not without a word from the user.
    fn statements(&self, context: &PlanContext<'_>, changes: &[Change]) -> Result<Vec<Statement>, PlanError>;

    /// The statements that make a realm out of nothing, with all that the server shows of its objects: unlike a plan,
    /// which brings about what was declared.
    ///
    /// # Errors
    ///
    /// An object that can't be made.
    fn print(&self, realm: &Realm, options: &PlanOptions) -> Result<Vec<Printed>, PlanError>;

    /// The changes with what the server does by itself taken out, and what it can't do at once taken apart; before they
    /// are put in order.
    fn prepare(&self, _: &PlanContext<'_>, changes: Vec<Change>) -> Vec<Change> {
        changes
    }

    /// The changes with what of tables holds on to functions that go and come back let go of them meanwhile.
    fn release(&self, _: &PlanContext<'_>, changes: Vec<Change>) -> Vec<Change> {
        changes
    }

    /// The names that a table takes beside its own and those of its indexes, where tables and indexes share one space of
    /// names.
    fn names_of_table(&self, _: &Table) -> Vec<String> {
        Vec::new()
    }

    /// The names that a type takes in that space beside its own: those that it only has while it is made, where it may
    /// be in another schema.
    fn passing_names(&self, _: &Object) -> Vec<Name> {
        Vec::new()
    }

    /// The type that comes with a carried one under a name of its own; no schema is that of the object.
    fn brought_type(&self, _: &Object) -> Option<Name> {
        None
    }

    /// The sequences that a column has to do with.
    fn sequences_of_column(&self, _: &Table, _: &Column) -> ColumnSequences {
        ColumnSequences::default()
    }

    /// Whether the server looks for a table when a foreign key refers to it, so that tables which
    /// refer to each other come first and their keys after them.
    fn checks_references(&self) -> bool {
        true
    }

    /// Whether a foreign key over the column, or to it, must go before the column changes like this
    /// and come back afterwards.
    fn detaches_keys(&self, _previous: &Column, _next: &Column) -> bool {
        false
    }

    /// Which views on a table stand in the way of its change.
    fn views_in_the_way(&self, _: &ModifyTable) -> ViewsInTheWay {
        ViewsInTheWay::None
    }

    /// Whether an enum type whose values change like this is made anew, which the columns of that type
    /// and the views on them can't stand.
    fn remakes_enum(&self, _: &Pair<EnumType>) -> bool {
        false
    }

    /// Whether a view can become the other while it stands.
    fn alters_view(&self, _: &Pair<View>) -> bool {
        false
    }

    /// Whether an object that hangs on a view is to be dropped before it and made again after it: not where it can't
    /// be, or where the planner sees to it by itself.
    fn follows_view(&self, _: &Object) -> bool {
        false
    }

    /// Whether the server has settled which relations an object reads, so that it stands in the way of their changes as
    /// a view does.
    fn binds(&self, _: &Object) -> bool {
        false
    }

    /// Whether a view must go before another definition of it comes, and before a table that it
    /// reads goes.
    fn drops_views(&self) -> bool {
        true
    }
}

/// The sequences that a column has to do with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnSequences {
    /// The one that comes and goes with the column, in the schema of its table.
    pub owned: Option<String>,
    /// The one that its default draws on.
    pub drawn: Option<Name>,
}

/// Which views on a table stand in the way of its change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewsInTheWay {
    /// None.
    None,
    /// Those that may read one of these columns.
    Reading(Vec<String>),
    /// All.
    All,
}
