//! Queries: the body of a view, a subquery.

use sqlparser::ast::{
    Distinct, GroupByExpr, GroupByWithModifier, Join, JoinConstraint, JoinOperator, LimitClause,
    NamedWindowDefinition, NamedWindowExpr, OrderByExpr, OrderByKind, OrderBySort, Query, Select, SelectItem,
    SelectItemQualifiedWildcardKind, SetExpr, SetOperator, SetQuantifier, TableFactor, TableWithJoins,
    WindowSpec,
};

use super::Node;
use super::read::Reader;

/// The tree of a query; `None` for clauses that a view can't have or that we don't know.
pub(super) fn read(reader: &Reader<'_>, query: &Query) -> Option<Node> {
    if query.settings.is_some() || query.format_clause.is_some() || !query.pipe_operators.is_empty() {
        return None;
    }
    let mut parts = Vec::new();
    if let Some(with) = &query.with {
        for cte in &with.cte_tables {
            let name = Node::Column(vec![reader.rules.name(&cte.alias.name)]);
            let columns =
                cte.alias.columns.iter().map(|column| Node::Column(vec![reader.rules.name(&column.name)]));
            let head = Node::op("named", std::iter::once(name).chain(columns).collect());
            let made = read(reader, &cte.query)?;
            let made = if cte.alias.columns.is_empty() { made } else { unnamed(made) };
            parts.push(Node::op(if with.recursive { "with recursive" } else { "with" }, vec![head, made]));
        }
    }
    let body = set(reader, &query.body)?;
    let items = items_of(&body);
    parts.push(body);
    if let Some(order_by) = &query.order_by {
        let OrderByKind::Expressions(by) = &order_by.kind else { return None };
        let by = order(reader, by)?.into_iter().map(|key| by_item(key, &items)).collect();
        parts.push(Node::op("order by", by));
    }
    match &query.limit_clause {
        None => {}
        Some(LimitClause::LimitOffset { limit, offset, limit_by }) if limit_by.is_empty() => {
            if let Some(limit) = limit {
                parts.push(Node::op("limit", vec![reader.expr(limit)?]));
            }
            if let Some(offset) = offset {
                parts.push(Node::op("offset", vec![reader.expr(&offset.value)?]));
            }
        }
        Some(LimitClause::OffsetCommaLimit { offset, limit }) => {
            parts.push(Node::op("limit", vec![reader.expr(limit)?]));
            parts.push(Node::op("offset", vec![reader.expr(offset)?]));
        }
        Some(_) => return None,
    }
    if let Some(fetch) = &query.fetch {
        if fetch.with_ties || fetch.percent {
            return None;
        }
        let one = Node::Number("1".to_owned());
        let quantity = fetch.quantity.as_ref().map_or(Some(one), |quantity| reader.expr(quantity))?;
        parts.push(Node::op("limit", vec![quantity]));
    }
    if !query.locks.is_empty() {
        return None;
    }
    Some(match <[Node; 1]>::try_from(parts) {
        Ok([body]) => body,
        Err(parts) => Node::op("query", parts),
    })
}

fn set(reader: &Reader<'_>, body: &SetExpr) -> Option<Node> {
    Some(match body {
        SetExpr::Select(select) => self::select(reader, select)?,
        SetExpr::Query(query) => read(reader, query)?,
        SetExpr::SetOperation { left, op, set_quantifier, right } => {
            let name = match op {
                SetOperator::Union => "union",
                SetOperator::Except | SetOperator::Minus => "except",
                SetOperator::Intersect => "intersect",
            };
            let name = match set_quantifier {
                SetQuantifier::None | SetQuantifier::Distinct => name.to_owned(),
                SetQuantifier::All => format!("{name} all"),
                _ => return None,
            };
            // The names are those of the first.
            Node::op(name, vec![set(reader, left)?, unnamed(set(reader, right)?)])
        }
        SetExpr::Values(values) => {
            let rows = values.rows.iter().map(|row| Some(Node::op("row", reader.all(&row.content)?)));
            Node::op("values", rows.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

fn select(reader: &Reader<'_>, select: &Select) -> Option<Node> {
    let unusual = select.top.is_some()
        || select.into.is_some()
        || !select.lateral_views.is_empty()
        || select.prewhere.is_some()
        || select.qualify.is_some()
        || !select.connect_by.is_empty()
        || !select.cluster_by.is_empty()
        || !select.distribute_by.is_empty()
        || !select.sort_by.is_empty()
        || select.exclude.is_some()
        || select.value_table_mode.is_some();
    if unusual {
        return None;
    }
    let mut parts = Vec::new();
    match &select.distinct {
        None | Some(Distinct::All) => {}
        Some(Distinct::Distinct) => parts.push(Node::word("distinct")),
        Some(Distinct::On(on)) => parts.push(Node::op("distinct on", reader.all(on)?)),
    }
    let items = select.projection.iter().map(|item| self::item(reader, item)).collect::<Option<Vec<_>>>()?;
    parts.push(Node::op("items", items.clone()));
    if let Some((first, others)) = select.from.split_first() {
        // A comma joins as JOIN does.
        let from = others.iter().try_fold(joined(reader, first)?, |left, right| {
            Some(Node::op("join", vec![left, joined(reader, right)?]))
        })?;
        parts.push(Node::op("from", vec![from]));
    }
    if let Some(condition) = &select.selection {
        parts.push(Node::op("where", vec![reader.expr(condition)?]));
    }
    match &select.group_by {
        GroupByExpr::Expressions(by, modifiers) => {
            let name = match modifiers.as_slice() {
                [] => "group by",
                [GroupByWithModifier::Rollup] => "group by with rollup",
                _ => return None,
            };
            if !by.is_empty() {
                let by = reader.all(by)?.into_iter().map(|key| group_item(key, &items)).collect();
                parts.push(Node::op(name, by));
            }
        }
        _ => return None,
    }
    if let Some(condition) = &select.having {
        parts.push(Node::op("having", vec![reader.expr(condition)?]));
    }
    for NamedWindowDefinition(name, window) in &select.named_window {
        let NamedWindowExpr::WindowSpec(spec) = window else { return None };
        let name = Node::Column(vec![reader.rules.name(name)]);
        parts.push(Node::op("window", vec![name, self::window(reader, spec)?]));
    }
    Some(Node::op("select", parts))
}

/// A column of the result with the name that it has.
fn item(reader: &Reader<'_>, item: &SelectItem) -> Option<Node> {
    Some(match item {
        SelectItem::UnnamedExpr(expr) => {
            let node = reader.expr(expr)?;
            match reader.rules.column_name(&node, &expr.to_string()) {
                Some(name) => Node::op("as", vec![node, Node::Column(vec![name])]),
                None => Node::op("as", vec![node]),
            }
        }
        SelectItem::ExprWithAlias { expr, alias } => {
            Node::op("as", vec![reader.expr(expr)?, Node::Column(vec![reader.rules.name(alias)])])
        }
        SelectItem::Wildcard(_) => Node::word("*"),
        SelectItem::QualifiedWildcard(SelectItemQualifiedWildcardKind::ObjectName(name), _) => {
            Node::op("all of", vec![Node::Column(reader.object(name)?)])
        }
        _ => return None,
    })
}

/// A query whose columns are known by their place only.
pub(super) fn unnamed(query: Node) -> Node {
    match query {
        Node::Op(name, mut parts) => {
            match name.as_str() {
                "items" => {
                    for part in &mut parts {
                        if let Node::Op(name, item) = part
                            && name == "as"
                        {
                            item.truncate(1);
                        }
                    }
                }
                "select" | "query" | "union" | "union all" | "except" | "except all" | "intersect"
                | "intersect all" => {
                    parts = parts.into_iter().map(unnamed).collect();
                }
                _ => {}
            }
            Node::Op(name, parts)
        }
        other => other,
    }
}

/// The columns of rows that are listed, as the server calls them; none of another query.
pub(super) fn listed(query: &Node) -> Option<String> {
    let Node::Op(name, rows) = query else { return None };
    let Some(Node::Op(_, row)) = rows.first().filter(|_| name == "values") else { return None };
    let columns = (1..=row.len()).map(|number| format!("\"*VALUES*\".column{number}"));
    Some(columns.collect::<Vec<_>>().join(", "))
}

/// A query with these names for its first columns. Where it doesn't tell its columns (`SELECT *`), the names stand beside
/// it: they are what it is told apart by.
pub(super) fn named(mut query: Node, names: &[String]) -> Node {
    if names.is_empty() || name_items(&mut query, names) {
        return query;
    }
    let names = names.iter().map(|name| Node::Column(vec![name.clone()]));
    Node::op("named", std::iter::once(query).chain(names).collect())
}

/// Gives these names to the first columns of a query; whether it tells its columns, and as many.
fn name_items(query: &mut Node, names: &[String]) -> bool {
    let Node::Op(name, parts) = query else { return false };
    match name.as_str() {
        "items" => {
            let fits = |part: &Node| matches!(part, Node::Op(name, item) if name == "as" && !item.is_empty());
            let all_fit = parts.len() >= names.len() && parts.iter().all(fits);
            for (part, name) in parts.iter_mut().zip(names).filter(|_| all_fit) {
                if let Node::Op(_, item) = part {
                    item.truncate(1);
                    item.push(Node::Column(vec![name.clone()]));
                }
            }
            all_fit
        }
        "select" | "query" => parts.iter_mut().any(|part| name_items(part, names)),
        // The columns have the names that the first of the queries gives them.
        "union" | "union all" | "except" | "except all" | "intersect" | "intersect all" => {
            parts.first_mut().is_some_and(|first| name_items(first, names))
        }
        _ => false,
    }
}

/// Names and expressions of the columns of a SELECT.
fn items_of(body: &Node) -> Vec<Node> {
    let Node::Op(name, parts) = body else { return Vec::new() };
    if name != "select" {
        return Vec::new();
    }
    let items = parts.iter().find_map(|part| match part {
        Node::Op(name, items) if name == "items" => Some(items.clone()),
        _ => None,
    });
    items.unwrap_or_default()
}

/// `ORDER BY 1` and `ORDER BY alias` name a column of the result: its expression stands for both.
fn by_item(key: Node, items: &[Node]) -> Node {
    let expr_of = |item: &Node| match item {
        Node::Op(name, parts) if name == "as" => parts.first().cloned(),
        _ => None,
    };
    match key {
        Node::Op(name, mut parts) if name.starts_with("desc") || name.starts_with("asc") => {
            if let Some(first) = parts.first_mut() {
                *first = by_item(first.clone(), items);
            }
            Node::Op(name, parts)
        }
        Node::Number(digits) => {
            let at = digits.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
            at.and_then(|at| items.get(at)).and_then(expr_of).unwrap_or(Node::Number(digits))
        }
        Node::Column(path) if path.len() == 1 => {
            let named = items.iter().find(|item| match item {
                Node::Op(name, parts) if name == "as" => parts.get(1) == Some(&Node::Column(path.clone())),
                _ => false,
            });
            named.and_then(expr_of).unwrap_or(Node::Column(path))
        }
        other => other,
    }
}

/// A key of GROUP BY. A name is that of a column that is read, before it is one of the result; where the column of the
/// result is made of one that is called so, there is such a column.
fn group_item(key: Node, items: &[Node]) -> Node {
    let is_read = |path: &Vec<String>| {
        let mut named = items.iter().filter_map(|item| match item {
            Node::Op(name, parts) if name == "as" => Some(parts),
            _ => None,
        });
        let mut same = named.by_ref().filter(|parts| parts.get(1) == Some(&Node::Column(path.clone())));
        same.any(|parts| parts.first().is_some_and(|expr| reads(expr, path)))
    };
    match key {
        Node::Column(path) if path.len() == 1 && is_read(&path) => Node::Column(path),
        key => by_item(key, items),
    }
}

/// Whether an expression reads a column of a name.
fn reads(node: &Node, name: &[String]) -> bool {
    match node {
        Node::Column(path) => path.last() == name.last(),
        Node::Call(_, parts) | Node::Op(_, parts) => parts.iter().any(|part| reads(part, name)),
        Node::Cast { node, .. } => reads(node, name),
        _ => false,
    }
}

/// Keys of an ORDER BY.
pub(super) fn order(reader: &Reader<'_>, by: &[OrderByExpr]) -> Option<Vec<Node>> {
    by.iter()
        .map(|key| {
            let node = reader.expr(&key.expr)?;
            let descending = match key.options.sort {
                None | Some(OrderBySort::Asc) => false,
                Some(OrderBySort::Desc) => true,
                Some(_) => return None,
            };
            // NULLs come last in ascending order unless said otherwise.
            let nulls = match (descending, key.options.nulls_first) {
                (false, Some(true)) => " nulls first",
                (true, Some(false)) => " nulls last",
                _ => "",
            };
            Some(match (descending, nulls) {
                (false, "") => node,
                (false, nulls) => Node::op(format!("asc{nulls}"), vec![node]),
                (true, nulls) => Node::op(format!("desc{nulls}"), vec![node]),
            })
        })
        .collect()
}

/// The window of a window function.
pub(super) fn window(reader: &Reader<'_>, spec: &WindowSpec) -> Option<Node> {
    let mut parts = Vec::new();
    if let Some(name) = &spec.window_name {
        parts.push(Node::Column(vec![reader.rules.name(name)]));
    }
    if !spec.partition_by.is_empty() {
        parts.push(Node::op("partition by", reader.all(&spec.partition_by)?));
    }
    if !spec.order_by.is_empty() {
        parts.push(Node::op("order by", order(reader, &spec.order_by)?));
    }
    if let Some(frame) = &spec.window_frame {
        let end = frame.end_bound.as_ref().map(|bound| format!(" to {bound}")).unwrap_or_default();
        parts.push(Node::word(&format!("{} {}{end}", frame.units, frame.start_bound).to_lowercase()));
    }
    Some(Node::op("over", parts))
}

/// A table with those joined to it.
fn joined(reader: &Reader<'_>, from: &TableWithJoins) -> Option<Node> {
    from.joins.iter().try_fold(factor(reader, &from.relation)?, |left, join| self::join(reader, left, join))
}

fn join(reader: &Reader<'_>, left: Node, join: &Join) -> Option<Node> {
    let (name, constraint) = match &join.join_operator {
        JoinOperator::Join(constraint) | JoinOperator::Inner(constraint) => ("join", constraint),
        JoinOperator::CrossJoin(constraint) => ("join", constraint),
        JoinOperator::Left(constraint) | JoinOperator::LeftOuter(constraint) => ("left join", constraint),
        JoinOperator::Right(constraint) | JoinOperator::RightOuter(constraint) => ("right join", constraint),
        JoinOperator::FullOuter(constraint) => ("full join", constraint),
        JoinOperator::StraightJoin(constraint) => ("straight join", constraint),
        _ => return None,
    };
    let mut parts = vec![left, factor(reader, &join.relation)?];
    match constraint {
        JoinConstraint::On(condition) => parts.push(Node::op("on", vec![reader.expr(condition)?])),
        JoinConstraint::Using(columns) => {
            let columns = columns.iter().map(|column| reader.object(column).map(Node::Column));
            parts.push(Node::op("using", columns.collect::<Option<_>>()?));
        }
        JoinConstraint::Natural => parts.push(Node::word("natural")),
        JoinConstraint::None => {}
    }
    Some(Node::op(name, parts))
}

fn factor(reader: &Reader<'_>, factor: &TableFactor) -> Option<Node> {
    let (node, alias) = match factor {
        TableFactor::Table { name, alias, args: None, with_ordinality: false, sample: None, .. } => {
            (Node::Column(reader.object(name)?), alias)
        }
        TableFactor::Table { name, alias, args: Some(args), with_ordinality, sample: None, .. } => {
            let args = args.args.iter().map(|arg| reader.argument(arg)).collect::<Option<_>>()?;
            let call = Node::Call(reader.object(name)?, args);
            (if *with_ordinality { Node::op("with ordinality", vec![call]) } else { call }, alias)
        }
        TableFactor::Function { name, args, alias, with_ordinality, .. } => {
            let args = args.iter().map(|arg| reader.argument(arg)).collect::<Option<_>>()?;
            let call = Node::Call(reader.object(name)?, args);
            (if *with_ordinality { Node::op("with ordinality", vec![call]) } else { call }, alias)
        }
        TableFactor::UNNEST { array_exprs, alias, with_offset: false, with_ordinality, .. } => {
            let call = Node::call("unnest", reader.all(array_exprs)?);
            (if *with_ordinality { Node::op("with ordinality", vec![call]) } else { call }, alias)
        }
        TableFactor::Derived { lateral, subquery, alias, sample: None } => {
            let query = read(reader, subquery)?;
            (if *lateral { Node::op("lateral", vec![query]) } else { query }, alias)
        }
        TableFactor::NestedJoin { table_with_joins, alias } => (joined(reader, table_with_joins)?, alias),
        _ => return None,
    };
    let Some(alias) = alias else {
        // A function is called by its own name.
        return Some(match call_of(&node).and_then(|path| path.last()) {
            Some(name) => {
                let name = Node::Column(vec![name.clone()]);
                Node::op("alias", vec![node, name])
            }
            None => node,
        });
    };
    let name = Node::Column(vec![reader.rules.name(&alias.name)]);
    // A table under its own name.
    if let (Node::Column(table), Node::Column(own)) = (&node, &name)
        && table.last() == own.last()
        && alias.columns.is_empty()
    {
        return Some(node);
    }
    let mut columns: Vec<_> =
        alias.columns.iter().map(|column| Node::Column(vec![reader.rules.name(&column.name)])).collect();
    // The one column of a function has the name of the alias anyway.
    if call_of(&node).is_some() && columns.as_slice() == std::slice::from_ref(&name) {
        columns.clear();
    }
    Some(Node::op("alias", [node, name].into_iter().chain(columns).collect()))
}

/// The name of a function that stands in FROM.
pub(super) fn call_of(table: &Node) -> Option<&Vec<String>> {
    match table {
        Node::Call(path, _) => Some(path),
        Node::Op(op, parts) if op == "with ordinality" => call_of(parts.first()?),
        _ => None,
    }
}
