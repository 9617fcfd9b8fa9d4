//! Comments on attributes of composite types and on columns of foreign tables, which have no columns in the model: they
//! are carried beside the type or the table.

use super::super::{Name, Problem, Reader, State, TableAction, Texts};
use super::view::carry_of_column;
use crate::dialect::Dialect;
use crate::model::{Expr, Object, ObjectKind, Origin, OtherKind, TableRef};
use crate::sql::Tokens;

/// The statement that says something of a column that is not in the model.
pub(super) fn statement(dialect: &dyn Dialect, relation: &TableRef, column: &str, literal: &str) -> String {
    format!("COMMENT ON COLUMN {} IS {literal}", Texts::new(dialect).written_column(relation, ".", column))
}

/// The composite type or the foreign table of a name.
pub(super) fn find(state: &State, name: &Name) -> Option<TableRef> {
    let is = |object: &Object| has_attributes(object, &name.name);
    let found = state.resolve(name, |schema| schema.objects.iter().any(is).then_some(()));
    found.map(|(schema, ())| TableRef::new(schema, &name.name))
}

/// Sets the comment on an attribute, or takes it.
pub(super) fn set(
    dialect: &dyn Dialect,
    state: &mut State,
    ty: &TableRef,
    attribute: &str,
    text: Option<&str>,
) -> Result<(), Problem> {
    if !attributes(dialect, state, ty)?.iter().any(|name| name == attribute) {
        return Err(Problem::missing("attribute", attribute));
    }
    let text = text.map(|text| statement(dialect, ty, attribute, Expr::string(text).as_str()));
    carry_of_column(state, ty, OtherKind::ColumnComment.name(attribute), text, Origin::default())
}

/// Lets the comments on attributes follow what an ALTER TYPE has done to those.
pub(super) fn follow(
    dialect: &dyn Dialect,
    state: &mut State,
    ty: &TableRef,
    actions: Vec<TableAction>,
) -> Result<(), Problem> {
    for action in actions {
        match action {
            TableAction::DropColumn { name, .. } => {
                let name = OtherKind::ColumnComment.name(&name);
                carry_of_column(state, ty, name, None, Origin::default())?;
            }
            TableAction::RenameColumn { previous, next, .. } => {
                let previous = OtherKind::ColumnComment.name(&previous);
                let objects = state.schema_mut(&ty.schema)?.objects.iter_mut();
                for comment in objects.filter(|object| is_of(object, &ty.table) && object.name == previous) {
                    comment.name = OtherKind::ColumnComment.name(&next);
                    retell(dialect, comment, ty);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Takes the comments away on attributes that a type no longer has.
pub(super) fn tidy(dialect: &dyn Dialect, state: &mut State, ty: &TableRef) -> Result<(), Problem> {
    let left = attributes(dialect, state, ty)?;
    let left: Vec<String> = left.iter().map(|name| OtherKind::ColumnComment.name(name)).collect();
    let objects = state.schema_mut(&ty.schema)?.objects;
    objects.retain(|object| !is_of(object, &ty.table) || left.contains(&object.name));
    Ok(())
}

/// Whether an object is the comment on an attribute of a composite type.
pub(super) fn is_of(object: &Object, ty: &str) -> bool {
    object.other() == Some(OtherKind::ColumnComment) && object.table.as_deref() == Some(ty)
}

/// Says a comment of the type, and the attribute, that it is about now.
pub(super) fn retell(dialect: &dyn Dialect, comment: &mut Object, ty: &TableRef) {
    let Some(attribute) = comment.name.strip_prefix(&OtherKind::ColumnComment.name("")) else { return };
    let Some(literal) = Tokens::new(&comment.text, dialect.syntax()).last() else { return };
    comment.text = statement(dialect, ty, attribute, literal.text);
    comment.table = Some(ty.table.clone());
}

fn has_attributes(object: &Object, name: &str) -> bool {
    object.kind == ObjectKind::Composite && object.name == name
        || object.own_name(OtherKind::ForeignTable) == Some(name)
}

/// Lets the comments on columns of a foreign table go where the table goes; nowhere if it is dropped.
pub(super) fn follow_table(
    dialect: &dyn Dialect,
    state: &mut State,
    table: &TableRef,
    next: Option<&TableRef>,
) -> Result<(), Problem> {
    let objects = state.schema_mut(&table.schema)?.objects;
    let is_its = |object: &Object| is_of(object, &table.table);
    let (comments, others) = std::mem::take(objects).into_iter().partition::<Vec<_>, _>(is_its);
    *objects = others;
    let Some(next) = next else { return Ok(()) };
    let objects = state.schema_mut(&next.schema)?.objects;
    objects.extend(comments.into_iter().map(|mut comment| {
        retell(dialect, &mut comment, next);
        comment
    }));
    Ok(())
}

/// Lets the comments on columns of a foreign table follow what a statement has done to those.
pub(super) fn altered_table(
    dialect: &dyn Dialect,
    state: &mut State,
    table: &TableRef,
    text: &str,
) -> Result<(), Problem> {
    if let Some((previous, next)) = renamed_column(dialect, text) {
        let rename = TableAction::RenameColumn { previous, next, if_exists: false };
        follow(dialect, state, table, vec![rename])?;
    }
    tidy(dialect, state, table)
}

/// The name of a column of a foreign table that a statement renames, and the next one.
fn renamed_column(dialect: &dyn Dialect, text: &str) -> Option<(String, String)> {
    let mut reader = Reader::new(text, dialect.syntax(), dialect.fold());
    reader.expect("ALTER FOREIGN TABLE").ok()?;
    reader.if_exists();
    reader.eat("ONLY");
    reader.name().ok()?;
    reader.expect("RENAME").ok()?;
    reader.eat("COLUMN");
    let previous = reader.ident().ok()?;
    reader.expect("TO").ok()?;
    Some((previous, reader.ident().ok()?))
}

fn attributes(dialect: &dyn Dialect, state: &mut State, ty: &TableRef) -> Result<Vec<String>, Problem> {
    let objects = state.schema_mut(&ty.schema)?.objects.iter();
    let mut types = objects.filter(|object| has_attributes(object, &ty.table));
    types.next().map_or(Ok(Vec::new()), |object| dialect.attribute_names(object))
}
