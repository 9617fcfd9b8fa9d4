use super::super::{Comment, CommentTarget, Problem, State};
use super::attribute_comment;
use super::view::carry_of_column;
use crate::dialect::Dialect;
use crate::model::{Expr, Origin, OtherKind, TableRef};

pub(super) fn apply(dialect: &dyn Dialect, state: &mut State, comment: Comment) -> Result<(), Problem> {
    let text = comment.text.filter(|text| !text.is_empty());
    match comment.target {
        CommentTarget::Schema(name) => {
            let name = state.schema_name(&name);
            *state.schema_mut(&name)?.comment = text;
        }
        CommentTarget::Relation(name) => {
            if let Some(table) = state.find_table(&name) {
                state.table_mut(&table)?.comment = text;
            } else if let Some(view) = state.find_view(&name) {
                let found = state.schema_mut(&view.schema)?.views.named_mut(&view.table);
                if let Some(view) = found {
                    view.comment = text;
                }
            } else {
                return Err(Problem::missing("table", name));
            }
        }
        CommentTarget::Column(table, column) => {
            let Some(found) = state.find_table(&table) else {
                if let Some(view) = state.find_view(&table) {
                    return comment_view_column(dialect, state, &view, &column, text);
                }
                let ty = attribute_comment::find(state, &table);
                let ty = ty.ok_or_else(|| Problem::missing("table", table))?;
                return attribute_comment::set(dialect, state, &ty, &column, text.as_deref());
            };
            state.edit_table(&found, |state, edited| {
                let at = state.expect_column(edited, &column)?;
                if let Some(column) = edited.columns.get_mut(at) {
                    column.comment = text;
                }
                Ok(())
            })?;
        }
        CommentTarget::Index(name) => return dialect.comment_index(state, &name, text),
        CommentTarget::Constraint(name, table) => {
            let table = state.expect_table(&table)?;
            let edited = state.table_mut(&table)?;
            if let Some(check) = edited.checks.iter_mut().find(|check| check.name == name) {
                check.comment = text;
            } else if let Some(key) = edited.foreign_keys.iter_mut().find(|key| key.name == name) {
                key.comment = text;
            } else if let Some(index) = edited.indexes.iter_mut().find(|index| index.name == name) {
                index.constraint_comment = text;
            } else {
                let key = edited.primary_key.as_mut().filter(|key| key.name.as_ref() == Some(&name));
                let key = key.ok_or_else(|| Problem::missing("constraint", name))?;
                key.constraint_comment = text;
            }
        }
        CommentTarget::Type(name) => {
            if let Some(schema) = super::types::find(state, &name) {
                let ty = state.schema_mut(&schema)?.enums.iter_mut().find(|ty| ty.name == name.name);
                if let Some(ty) = ty {
                    ty.comment = text;
                }
            } else {
                super::carried_type::comment(state, &name, text)?;
            }
        }
        CommentTarget::Sequence(name) => {
            let Some(schema) = super::sequence::find(state, &name) else {
                return if dialect.is_identity_sequence(state, &name) {
                    Ok(())
                } else {
                    Err(Problem::missing("sequence", name))
                };
            };
            if let Some(sequence) = state.schema_mut(&schema)?.sequences.named_mut(&name.name) {
                sequence.comment = text;
            }
        }
        CommentTarget::Object(object) => super::object::comment(dialect, state, &object, text)?,
    }
    Ok(())
}

/// A comment on a column of a view is carried: the view has no columns of its own in the model.
fn comment_view_column(
    dialect: &dyn Dialect,
    state: &mut State,
    view: &TableRef,
    column: &str,
    text: Option<String>,
) -> Result<(), Problem> {
    let name = OtherKind::ColumnComment.name(column);
    let text =
        text.map(|text| attribute_comment::statement(dialect, view, column, Expr::string(&text).as_str()));
    carry_of_column(state, view, name, text, Origin::default())
}
