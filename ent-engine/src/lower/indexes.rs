//! Indexes, declared ones and those behind unique columns.

use super::Lowering;
use crate::dialect::Feature;
use crate::graph::{self, IndexKey, Node};
use crate::model::{Collation, Expr, Index, IndexPart, Origin, OriginParts, PartKey, Table};

/// Adds the indexes of `node` to its table: those of unique columns, in the order of columns, then
/// the declared ones.
pub(super) fn of_node(lowering: &mut Lowering, node: &Node, table: &mut Table) {
    let declared: Vec<Index> =
        node.indexes.iter().filter_map(|index| declared(lowering, node, index)).collect();
    let names: Vec<(String, bool)> =
        declared.iter().map(|index| (index.name.clone(), index.unique)).collect();
    for (columns, previous, origin) in unique_columns(node) {
        let Some(first) = columns.first() else { continue };
        let joined = columns.join("_");
        let told = |(name, unique): &(String, bool)| {
            *unique && lowering.dialect.is_unique_name(name, &node.table, first)
        };
        if table.is_sole_key(first) || names.iter().any(told) {
            continue;
        }
        let name = lowering.shorten(&lowering.dialect.unique_name(&node.table, &joined));
        let previous = lowering.dialect.unique_name(node.previous_table(), &previous.join("_"));
        let mut origin = origin;
        origin.renamed_from = lowering.renamed(Some(&previous), &name);
        table.indexes.push(Index {
            unique: true,
            parts: columns.iter().map(IndexPart::column).collect(),
            origin,
            name,
            ..Index::default()
        });
    }
    table.indexes.extend(declared);
    for index in &table.indexes {
        if let Some(reason) = lowering.dialect.refuses_index(table, index) {
            let message = format!(
                "{} refuses the index \"{}\" of `{}`: {reason}",
                lowering.database(),
                index.name,
                node.name
            );
            let help = "give the field a smaller size, or index a prefix: field(prefix = 100)";
            lowering.problems.add(&index.origin.position, message, help);
        }
    }
}

/// Columns that are unique, with their names before a rename: (columns, previous, origin).
fn unique_columns(node: &Node) -> Vec<(Vec<String>, Vec<String>, Origin)> {
    let mut unique = Vec::new();
    for field in node.fields.iter().filter(|field| !field.decl.skip) {
        let by_key = node.keys.iter().any(|key| key.unique && key.field.as_ref() == Some(&field.name));
        if field.decl.unique || by_key {
            let origin = Origin::from(OriginParts {
                position: field.decl.position.clone(),
                declared_as: field.declared_as(&node.name),
                ..OriginParts::default()
            });
            let previous = field.previous.as_ref().unwrap_or(&field.column).clone();
            unique.push((vec![field.column.clone()], vec![previous], origin));
        }
    }
    for key in node.keys.iter().filter(|key| key.unique && key.field.is_none()) {
        let origin = Origin::from(OriginParts {
            position: key.position.clone(),
            declared_as: key.declared_as.clone(),
            ..OriginParts::default()
        });
        let previous = key
            .columns
            .iter()
            .map(|column| column.previous.as_ref().unwrap_or(&column.name).clone())
            .collect();
        unique.push((key.column_names(), previous, origin));
    }
    unique
}

/// A declared index; `None` when it is over an expression that is not given for this database, or
/// after an error.
fn declared(lowering: &mut Lowering, node: &Node, index: &graph::Index) -> Option<Index> {
    let flavor = lowering.dialect.flavor().name;
    let mut parts = Vec::with_capacity(index.parts.len());
    for part in &index.parts {
        let key = match &part.key {
            IndexKey::Column(column) => PartKey::Column(column.clone()),
            IndexKey::Expr(expr) => PartKey::Expr(Expr::new(expr.get(flavor)?.trim())),
        };
        parts.push(IndexPart { key, ..of_part(lowering, &part.decl) });
    }
    let name = lowering.shorten(&index.name);
    check(lowering, node, index, &name)?;
    let decl = &index.decl;
    let has = |feature| lowering.dialect.has(feature);
    let comments = has(Feature::Comments) && lowering.options.comments != super::Comments::Never;
    let origin = Origin::from(OriginParts {
        position: decl.position.clone(),
        declared_as: node.name.clone(),
        renamed_from: lowering.renamed(index.previous.as_deref(), &name),
        concurrently: decl.concurrently,
        ..OriginParts::default()
    });
    Some(Index {
        unique: index.unique,
        kind: kind(lowering, node, index, &name)?,
        parts,
        include: if lowering.dialect.has(Feature::IncludedColumns) {
            index.include.clone()
        } else {
            Vec::new()
        },
        predicate: decl
            .predicate
            .get(flavor)
            .filter(|_| lowering.dialect.has(Feature::PartialIndexes))
            .map(|expr| Expr::new(expr.trim())),
        nulls_not_distinct: decl.nulls_not_distinct && lowering.dialect.has(Feature::NullsNotDistinct),
        comment: decl.comment.clone().filter(|_| comments),
        origin,
        name,
        ..Index::default()
    })
}

/// What a part says that the database knows.
fn of_part(lowering: &Lowering, decl: &ent_schema::IndexPart) -> IndexPart {
    let has = |feature| lowering.dialect.has(feature);
    IndexPart {
        desc: decl.desc && has(Feature::DescendingIndexes),
        nulls_first: decl.nulls_first.filter(|_| has(Feature::NullsOrder)),
        prefix: decl.prefix.filter(|_| has(Feature::IndexPrefixes)),
        ops: decl.ops.clone().filter(|_| has(Feature::OperatorClasses)),
        collation: decl
            .collation
            .get(lowering.dialect.flavor().name)
            .filter(|_| has(Feature::PartCollations))
            .map(Collation::new),
        ..IndexPart::default()
    }
}

fn kind(lowering: &mut Lowering, node: &Node, index: &graph::Index, name: &str) -> Option<Option<String>> {
    let flavor = lowering.dialect.flavor().name;
    let given = &index.decl.kind;
    let Some(kind) = given.get(flavor) else { return Some(None) };
    let own = given.any.as_ref() != Some(kind);
    let refusal = match lowering.dialect.index_kind(kind, own) {
        Ok(Some(kind))
            if index.unique && matches!(kind.as_str(), "fulltext" | "spatial" | "gin" | "gist" | "brin") =>
        {
            format!("a {kind} index can't be unique")
        }
        Ok(kind) => return Some(kind),
        Err(reason) => reason,
    };
    let message = format!("the index \"{name}\" of `{}` can't be made: {refusal}", node.name);
    lowering.problems.add(
        &index.decl.position,
        message,
        "write the kind for each database: kind(postgres = \"..\")",
    );
    None
}

/// Refuses an index that would mean something else here: a unique index must not be wider or
/// narrower than it was declared, and an expression is not to be left out of it.
fn check(lowering: &mut Lowering, node: &Node, index: &graph::Index, name: &str) -> Option<()> {
    let flavor = lowering.dialect.flavor().name;
    let lacks = |feature| !lowering.dialect.has(feature);
    let partial = index.decl.predicate.get(flavor).is_some() && lacks(Feature::PartialIndexes);
    let has_expr = index.parts.iter().any(|part| matches!(part.key, IndexKey::Expr(_)));
    let collated = index.parts.iter().any(|part| part.decl.collation.get(flavor).is_some())
        && lacks(Feature::PartCollations);
    let key = lowering.key();
    let (what, help) = if has_expr && lacks(Feature::ExpressionIndexes) {
        (
            "an expression",
            format!(
                "index a generated column instead, or name the databases: expr(postgres = \"..\") leaves {key} out"
            ),
        )
    } else if index.unique && partial {
        (
            "a predicate, without which it would refuse rows that are fine",
            format!(
                "name the databases: where(postgres = \"..\"), if the index may be over all rows on {key}"
            ),
        )
    } else if index.unique && index.decl.nulls_not_distinct && lacks(Feature::NullsNotDistinct) {
        (
            "equal NULLs, without which it would let rows through",
            "make the columns NOT NULL, or take `nulls_not_distinct` away".to_owned(),
        )
    } else if index.unique && collated {
        (
            "a collation of its own, without which it would compare texts otherwise",
            "give the field the collation: #[ent(collation = \"..\")]".to_owned(),
        )
    } else {
        return Some(());
    };
    let message = format!(
        "the index \"{name}\" of `{}` has {what}, and {} has no such indexes",
        node.name,
        lowering.database()
    );
    lowering.problems.add(&index.decl.position, message, help);
    None
}
