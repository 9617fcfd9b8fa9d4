//! Columns of fields and of foreign keys.

use super::{Lowering, enums, types};
use crate::dialect::Feature;
use crate::graph::{Field, Key, KeyColumn, Node, ValueType};
use crate::model::{Collation, Column, Expr, Generated, Origin, OriginParts, Table, TableOptions};

/// Adds the columns of `node` to its table: fields, then foreign keys that no field is bound to.
pub(super) fn of_node(lowering: &mut Lowering, node: &Node, comments: bool, table: &mut Table) {
    for field in node.fields.iter().filter(|field| !field.decl.skip) {
        if let Some(mut column) = of_field(lowering, node, field, &mut table.options) {
            column.comment.take_if(|_| !comments);
            table.columns.push(column);
        }
    }
    for key in node.keys.iter().filter(|key| key.field.is_none()) {
        for part in &key.columns {
            if let Some(mut column) = of_key(lowering, key, part, &table.options) {
                column.comment.take_if(|_| !comments);
                table.columns.push(column);
            }
        }
    }
}

fn of_field(
    lowering: &mut Lowering,
    node: &Node,
    field: &Field,
    options: &mut TableOptions,
) -> Option<Column> {
    let ty = types::of_field(lowering, node, field)?;
    let flavor = lowering.dialect.flavor().name;
    let mut column = Column {
        name: field.column.clone(),
        ty,
        null: field.decl.optional,
        charset: field.decl.charset.clone().filter(|_| lowering.dialect.has(Feature::ColumnCharsets)),
        collation: field.decl.collation.get(flavor).map(Collation::new),
        comment: field.decl.comment.clone().filter(|comment| !comment.is_empty()),
        origin: origin(lowering, node, field),
        ..Column::default()
    };
    match node.keys.iter().find(|key| key.field.as_ref() == Some(&field.name)) {
        Some(key) => {
            if let Some(part) = key.columns.first() {
                match_charset(lowering, &mut column, key.target.as_str(), part, options);
            }
        }
        None => own_charset(lowering, field, &mut column, options),
    }
    default(lowering, node, field, &mut column);
    generated(lowering, node, field, &mut column);
    count(lowering, node, field, &mut column, options);
    lowering.dialect.finish_column(&mut column);
    Some(column)
}

fn origin(lowering: &Lowering, node: &Node, field: &Field) -> Origin {
    let decl = match &field.ty {
        ValueType::Enum { name: Some(name), .. } => lowering.graph.enum_decl(name),
        _ => None,
    };
    Origin::from(OriginParts {
        position: field.decl.position.clone(),
        declared_as: field.declared_as(&node.name),
        renamed_from: field.previous.clone(),
        backfill: field.decl.backfill.get(lowering.dialect.flavor().name).cloned(),
        renamed_values: decl.map(enums::renamed_values).unwrap_or_default(),
        ..OriginParts::default()
    })
}

/// Column of a foreign key that no field is bound to.
fn of_key(lowering: &mut Lowering, key: &Key, part: &KeyColumn, options: &TableOptions) -> Option<Column> {
    let mut column = Column {
        name: part.name.clone(),
        ty: types::of_reference(lowering, &key.target, &part.references, options)?,
        null: key.nullable,
        comment: key.comment.clone().filter(|comment| !comment.is_empty()),
        origin: Origin::from(OriginParts {
            position: key.position.clone(),
            declared_as: key.declared_as.clone(),
            renamed_from: part.previous.clone(),
            backfill: key.backfill.get(lowering.dialect.flavor().name).cloned(),
            ..OriginParts::default()
        }),
        ..Column::default()
    };
    match_charset(lowering, &mut column, &key.target, part, options);
    Some(column)
}

/// Sets the collation that the type of the field asks for, where the table's is another.
fn own_charset(lowering: &Lowering, field: &Field, column: &mut Column, options: &TableOptions) {
    let given = field.decl.sql_type.get(lowering.dialect.flavor().name).is_some();
    if let (ValueType::Scalar(ty), false, None) = (&field.ty, given, &column.collation)
        && let Some((charset, collation)) = lowering.dialect.scalar_collation(ty)
        && options.collation.as_deref() != Some(collation)
    {
        column.charset = Some(charset.to_owned());
        column.collation = Some(collation.into());
    }
}

/// Gives a column the character set and collation of the id that it refers to, where its own table
/// has others: MySQL refuses a foreign key between different ones.
pub(super) fn match_charset(
    lowering: &Lowering,
    column: &mut Column,
    target: &str,
    part: &KeyColumn,
    options: &TableOptions,
) {
    use crate::dialect::TypeFamily::{Enum, Text};
    let text = matches!(lowering.dialect.type_family(&column.ty), Text | Enum);
    if !text || !lowering.dialect.has(Feature::ColumnCharsets) {
        return;
    }
    let Some(node) = lowering.graph.node(target) else { return };
    let (Some(field), Some(stored)) = (node.field(&part.references), lowering.stored.get(target)) else {
        return;
    };
    let mut id = Column {
        charset: field.decl.charset.clone(),
        collation: field.decl.collation.get(lowering.dialect.flavor().name).map(Collation::new),
        ..Column::default()
    };
    own_charset(lowering, field, &mut id, stored);
    let charset = id.charset.or_else(|| stored.charset.clone());
    let collation = id.collation.map(|collation| collation.name).or_else(|| stored.collation.clone());
    if collation != options.collation || charset != options.charset {
        column.charset = charset;
        column.collation = collation.map(Collation::new);
    }
}

fn default(lowering: &mut Lowering, node: &Node, field: &Field, column: &mut Column) {
    let flavor = lowering.dialect.flavor().name;
    let Some(expr) = field.decl.default_expr.get(flavor) else {
        let Some(literal) = &field.default else { return };
        if let Some(reason) = lowering.dialect.refuses_constant(&column.ty, literal) {
            let message = format!(
                "the default of `{}` does not fit its column: {reason}",
                field.declared_as(&node.name)
            );
            let help = "write one that fits, or a column type that holds it: type = \"..\"";
            lowering.problems.add(&field.decl.position, message, help);
        }
        column.default = lowering.dialect.constant_default(&column.ty, literal);
        return;
    };
    if !lowering.dialect.takes_default(&column.ty, expr) {
        let message = format!(
            "the default of `{}` is an expression, which {} does not take",
            field.declared_as(&node.name),
            lowering.database()
        );
        let help = "use a later version of the database, a constant, or `default_fn = ..` in the client";
        lowering.problems.add(&field.decl.position, message, help);
    }
    column.default = Some(Expr::new(expr.trim()));
}

fn generated(lowering: &mut Lowering, node: &Node, field: &Field, column: &mut Column) {
    let Some(generated) = &field.decl.generated else { return };
    let subject = field.declared_as(&node.name);
    let expr = generated.expr.get(lowering.dialect.flavor().name);
    let (message, help) = match expr {
        Some(expr) if lowering.dialect.has(Feature::GeneratedColumns) => {
            let stored = generated.stored || !lowering.dialect.has(Feature::VirtualColumns);
            column.generated = Some(Generated { expr: Expr::new(expr.trim()), stored });
            return;
        }
        Some(_) => (
            format!("`{subject}` is generated, which {} can't do", lowering.database()),
            "use a later version of the database, or fill the column in the client".to_owned(),
        ),
        None => (
            format!("`{subject}` is generated, but not for {}", lowering.database()),
            format!("add an expression: generated({} = \"..\")", lowering.key()),
        ),
    };
    lowering.problems.add(&field.decl.position, message, help);
}

/// Has the database number the rows, when the column is a single integer id that nothing else
/// fills, or asks for it.
fn count(
    lowering: &mut Lowering,
    node: &Node,
    field: &Field,
    column: &mut Column,
    options: &mut TableOptions,
) {
    let is_id = node.is_id(&field.name);
    let by_itself = is_id
        && node.id.len() == 1
        && field.ty.is_integer()
        && field.edge.is_none()
        && column.default.is_none()
        && column.generated.is_none();
    if !field.decl.auto_increment.unwrap_or(by_itself) {
        return;
    }
    let subject = field.declared_as(&node.name);
    let sole = is_id && node.id.len() == 1;
    if !sole && !lowering.dialect.has(Feature::FreeIdentity) {
        let message = format!("`{subject}` counts up, which in {} only a single id can", lowering.database());
        lowering.problems.add(
            &field.decl.position,
            message,
            "take `auto_increment` away, or fill the field in the client",
        );
        return;
    }
    let start = field.decl.start.or(node.auto_increment.filter(|_| is_id));
    if let Err(reason) = lowering.dialect.count_up(column, options, start) {
        let message = format!("`{subject}` can't count up: {reason}");
        lowering.problems.add(
            &field.decl.position,
            message,
            "change that, or declare the id with `auto_increment = false` and fill it in the client",
        );
    }
}
