use std::collections::BTreeSet;

use super::{Exprs, Types};
use crate::model::{
    Check, Column, ForeignKey, Index, IndexPart, Object, PartKey, PrimaryKey, Realm, ReferentialAction,
    Schema, Sequence, Table, TableOptions, View,
};

/// A table with the schema that it inherits from.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The schema.
    pub schema: &'a Schema,
    /// The table.
    pub table: &'a Table,
}

/// What counts as a difference in a dialect.
///
/// The provided answers compare what the model says, through the dialect's types and expressions;
/// a dialect overrides where its server sees things otherwise.
pub trait DiffRules: Types + Exprs {
    /// Whether two names of columns or indexes are the same to the server.
    fn same_name(&self, previous: &str, next: &str) -> bool {
        previous == next
    }

    /// Whether a schema of this name is there without anybody having made it, so that it is neither
    /// created nor dropped.
    fn is_standing_schema(&self, name: &str) -> bool {
        name.is_empty()
    }

    /// Whether the server keeps comments.
    fn has_comments(&self) -> bool {
        true
    }

    /// Whether the comment of an index stands in its definition: another makes the index anew.
    fn defines_index_comments(&self) -> bool {
        false
    }

    /// Whether a unique constraint and a unique index of one name are two things, each dropped by a statement of its own.
    fn tells_constraints(&self) -> bool {
        false
    }

    /// Whether the server keeps comments of constraints.
    fn comments_constraints(&self) -> bool {
        false
    }

    /// Adds to both sides what the server adds by itself to a schema like this.
    fn complete(&self, _: &mut Realm) {}

    /// What a table keeps of its previous name when it gets another one, such as the names that the
    /// server made from it.
    fn keep_names(&self, _: &mut Table, _previous: &str) {}

    /// What a column of a table keeps of its previous name.
    fn keep_names_of_column(&self, _table: &str, _: &mut Column, _previous: &str) {}

    /// Whether two carried objects of one kind and name are the same: by what their statements say, however they are
    /// written.
    fn same_object(&self, previous: &Object, next: &Object) -> bool {
        previous.text.trim() == next.text.trim()
    }

    /// The schema that an object belongs to which stands in none, as an extension to the schema of what it brings; `None` for
    /// what belongs to the whole database.
    fn home(&self, _: &Object) -> Option<String> {
        None
    }

    /// Whether two sequences of one name are the same.
    fn same_sequence(&self, previous: &Sequence, next: &Sequence) -> bool {
        previous == next
    }

    /// Whether the options of two views are the same.
    fn same_view_options(&self, previous: &View, next: &View) -> bool {
        let sorted = |view: &View| -> BTreeSet<(String, String)> {
            let lower = |(key, value): &(String, String)| (key.to_lowercase(), value.to_lowercase());
            view.options.iter().map(lower).collect()
        };
        sorted(previous) == sorted(next)
    }

    /// Whether the attributes of two schemas are the same, comments aside.
    fn same_schema(&self, _: &Schema, _: &Schema) -> bool {
        true
    }

    /// Whether the storage options of two tables are the same.
    fn same_options(&self, previous: Place<'_>, next: Place<'_>) -> bool;

    /// Gives the options of the next table what entities can't declare and the previous one has.
    fn keep_undeclared(&self, _: &TableOptions, _next: &mut TableOptions) {}

    /// Whether a table, or a column of it, says what the previous one left to the server, so that nobody can tell
    /// whether it is another.
    fn says_more(&self, _: (Place<'_>, Option<&Column>), _next: (Place<'_>, Option<&Column>)) -> bool {
        false
    }

    /// The same of a schema.
    fn schema_says_more(&self, _: &Schema, _next: &Schema) -> bool {
        false
    }

    /// What goes with its rows when the options of a table become the next ones: what it is, and its name.
    fn lost_with_options(&self, _: &TableOptions, _next: &TableOptions) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Whether two columns of one name are the same, comments aside.
    fn same_column(
        &self,
        (previous_place, previous): (Place<'_>, &Column),
        (next_place, next): (Place<'_>, &Column),
    ) -> bool {
        previous.null == next.null
            && self.same_type(&previous.ty, &next.ty)
            && self.same_column_default(previous, next)
            && self.same_generated_in(next_place, previous, next)
            && self.same_column_attributes((previous_place, previous), (next_place, next))
    }

    /// Whether the defaults of two columns are the same.
    fn same_column_default(&self, previous: &Column, next: &Column) -> bool {
        match (&previous.default, &next.default) {
            (None, None) => true,
            (Some(previous), Some(next_default)) => self.same_default(&next.ty, previous, next_default),
            // A default that says NULL does what none does.
            (Some(only), None) | (None, Some(only)) => {
                let (word, cast) = only.as_str().trim().split_at_checked(4).unwrap_or_default();
                word.eq_ignore_ascii_case("NULL") && (cast.is_empty() || cast.starts_with("::"))
            }
        }
    }

    /// Whether two columns are generated alike.
    fn same_generated(&self, previous: &Column, next: &Column) -> bool {
        match (&previous.generated, &next.generated) {
            (None, None) => true,
            (Some(previous), Some(next)) => {
                previous.stored == next.stored && self.same_expr(&previous.expr, &next.expr)
            }
            _ => false,
        }
    }

    /// The same, of columns at a place: what an expression says may depend on the other columns of the table.
    fn same_generated_in(&self, _next: Place<'_>, previous: &Column, next: &Column) -> bool {
        self.same_generated(previous, next)
    }

    /// Whether everything else that a column has in this dialect is the same.
    fn same_column_attributes(&self, previous: (Place<'_>, &Column), next: (Place<'_>, &Column)) -> bool;

    /// Whether two primary keys are the same.
    fn same_primary_key(&self, previous: &PrimaryKey, next: &PrimaryKey) -> bool {
        previous.include == next.include
            && previous.parameters == next.parameters
            && previous.deferrable == next.deferrable
            && self.same_parts(&previous.parts, &next.parts)
    }

    /// Whether the primary key of a table has another name than the next one says, on a server where that counts.
    fn renames_primary_key(&self, _previous: &Table, _next: &Table) -> bool {
        false
    }

    /// Whether two indexes are the same but for their names and comments. A unique constraint and a
    /// unique index are.
    fn same_index(&self, previous: &Index, next: &Index) -> bool {
        previous.unique == next.unique
            && previous.kind == next.kind
            && self.same_parts(&previous.parts, &next.parts)
            && previous.include == next.include
            && self.same_optional_expr(previous.predicate.as_ref(), next.predicate.as_ref())
            && previous.nulls_not_distinct == next.nulls_not_distinct
            && previous.deferrable == next.deferrable
            && previous.invisible == next.invisible
            && previous.parser == next.parser
            && previous.parameters == next.parameters
    }

    /// Whether the parts of two indexes are the same.
    fn same_parts(&self, previous: &[IndexPart], next: &[IndexPart]) -> bool {
        previous.len() == next.len()
            && previous.iter().zip(next).all(|(previous, next)| self.same_part(previous, next))
    }

    /// Whether two parts of an index are the same.
    fn same_part(&self, previous: &IndexPart, next: &IndexPart) -> bool {
        let key = match (&previous.key, &next.key) {
            (PartKey::Column(previous), PartKey::Column(next)) => self.same_name(previous, next),
            (PartKey::Expr(previous), PartKey::Expr(next)) => self.same_expr(previous, next),
            _ => false,
        };
        key && previous.desc == next.desc
            && previous.nulls_first == next.nulls_first
            && previous.prefix == next.prefix
            && previous.ops == next.ops
            && previous.collation == next.collation
    }

    /// Whether the index `previous` does what the differently named index `next` asks for, so that
    /// nothing is to be done: an index that the server made for a constraint.
    fn stands_for(&self, _: &Table, _previous: &Index, _next: &Index) -> bool {
        false
    }

    /// Whether the server made the index by itself for a foreign key, so that a state which doesn't
    /// declare it is no different.
    fn is_implied_index(&self, _: &Table, _: &Index) -> bool {
        false
    }

    /// Whether the server made the check by itself.
    fn is_implied_check(&self, _: &Table, _: &Check) -> bool {
        false
    }

    /// Whether two actions do the same.
    fn same_action(&self, previous: ReferentialAction, next: ReferentialAction) -> bool {
        previous == next
    }

    /// Whether two foreign keys are the same but for their names.
    fn same_foreign_key(&self, previous: &ForeignKey, next: &ForeignKey) -> bool {
        previous.references == next.references
            && previous.columns == next.columns
            && previous.ref_columns == next.ref_columns
            && self.same_action(previous.on_update, next.on_update)
            && self.same_action(previous.on_delete, next.on_delete)
            && previous.on_delete_columns == next.on_delete_columns
            && previous.deferrable == next.deferrable
            && previous.match_kind == next.match_kind
            && previous.period == next.period
            && previous.not_enforced == next.not_enforced
            && (previous.not_valid == next.not_valid || !previous.not_valid)
    }

    /// Whether two checks are the same but for their names.
    fn same_check(&self, previous: &Check, next: &Check) -> bool {
        previous.enforced == next.enforced
            && previous.no_inherit == next.no_inherit
            && self.same_expr(&previous.expr, &next.expr)
    }

    /// Whether two optional expressions mean the same.
    fn same_optional_expr(
        &self,
        previous: Option<&crate::model::Expr>,
        next: Option<&crate::model::Expr>,
    ) -> bool {
        match (previous, next) {
            (None, None) => true,
            (Some(previous), Some(next)) => self.same_expr(previous, next),
            _ => false,
        }
    }

    /// Whether the values of the column's type are listed in the type itself, and which they are
    /// (MySQL's ENUM).
    fn inline_values(&self, _: &Column) -> Option<Vec<String>> {
        None
    }
}
