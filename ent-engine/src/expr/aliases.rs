//! Tables of a query under other names: a server gives one another alias where a query around it, or beside it, has one
//! of the name (PostgreSQL `users users_1`).

use std::collections::BTreeMap;

use super::Node;

/// Next names of tables by the previous ones.
type Names = BTreeMap<String, String>;

/// The parts of the SELECT `previous`, or of a query of one, with its tables called as those of `next`, which are as many;
/// `None` where they are called so already, or where a name would come to mean another table than before.
pub(super) fn renamed(previous: &[Node], next: &[Node]) -> Option<Vec<Node>> {
    let (before, after) = (tables_of(body_of(previous)), tables_of(body_of(next)));
    if before.len() != after.len() {
        return None;
    }
    let names: Names = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| before != after)
        .map(|(before, after)| ((*before).to_owned(), (*after).to_owned()))
        .collect();
    let is_taken = |name: &String| before.contains(&name.as_str()) && !names.contains_key(name);
    if names.is_empty() || names.values().any(is_taken) {
        return None;
    }
    let parts = previous.iter().map(|part| match part {
        Node::Op(op, parts) if op == "select" => {
            let parts = parts.iter().map(|part| with_names(part, &names));
            Some(Node::op("select", parts.collect::<Option<_>>()?))
        }
        // What is named before can't read the tables.
        Node::Op(op, _) if op.starts_with("with") => Some(part.clone()),
        part => with_names(part, &names),
    });
    parts.collect()
}

/// Names of tables by their paths, for those that share one.
type Apart = Vec<(Vec<String>, String)>;

/// The parts of a SELECT, or of a query of one, with its tables of one name, which only their schemas tell apart, under names
/// of their own; `None` where it has no such.
pub(super) fn told_apart(query: &[Node]) -> Option<Vec<Node>> {
    let mut paths = Vec::new();
    from_of(body_of(query)).iter().for_each(|table| collect_paths(table, &mut paths));
    let names = tables_of(body_of(query));
    let mut apart: Apart = Vec::new();
    for path in &paths {
        let name = path.last()?;
        let before = apart.iter().filter(|(other, _)| other.last() == Some(name)).count();
        let alike = paths.iter().filter(|other| other.last() == Some(name)).count();
        if alike > 1 {
            let own = if before == 0 { name.clone() } else { format!("{name}_{before}") };
            apart.push((path.to_vec(), own));
        }
    }
    let is_taken =
        |(path, own): &(Vec<String>, String)| path.last() != Some(own) && names.contains(&own.as_str());
    if apart.is_empty() || apart.iter().any(is_taken) {
        return None;
    }
    Some(query.iter().map(|part| part_apart(part, &apart)).collect())
}

/// The paths of the tables in FROM that have no alias.
fn collect_paths<'n>(table: &'n Node, paths: &mut Vec<&'n [String]>) {
    match table {
        Node::Op(name, parts) if name.ends_with("join") => {
            parts.iter().take(2).for_each(|table| collect_paths(table, paths));
        }
        Node::Column(path) => paths.push(path),
        _ => {}
    }
}

fn part_apart(node: &Node, apart: &Apart) -> Node {
    let all = |nodes: &[Node]| nodes.iter().map(|node| part_apart(node, apart)).collect::<Vec<_>>();
    match node {
        Node::Op(op, tables) if op == "from" => {
            Node::op("from", tables.iter().map(|table| table_apart(table, apart)).collect())
        }
        Node::Column(path) => {
            let [.., schema, table, column] = path.as_slice() else { return node.clone() };
            // One that is named without its schema is the one that no other schema is named for.
            let full = [schema.clone(), table.clone()];
            let is_it = |path: &[String]| *path == full;
            let is_bare = |path: &[String]| *path == full[1..];
            let found = apart.iter().find(|(path, _)| is_it(path));
            match found.or_else(|| apart.iter().find(|(path, _)| is_bare(path))) {
                Some((_, own)) => Node::Column(vec![own.clone(), column.clone()]),
                None => node.clone(),
            }
        }
        Node::Op(op, parts) => Node::op(op, all(parts)),
        Node::Call(path, args) => Node::Call(path.clone(), all(args)),
        Node::Cast { node, ty, implied } => {
            Node::Cast { node: Box::new(part_apart(node, apart)), ty: ty.clone(), implied: *implied }
        }
        leaf => leaf.clone(),
    }
}

fn table_apart(table: &Node, apart: &Apart) -> Node {
    match table {
        Node::Op(op, parts) if op.ends_with("join") => {
            let parts = parts
                .iter()
                .enumerate()
                .map(|(at, part)| if at < 2 { table_apart(part, apart) } else { part_apart(part, apart) });
            Node::op(op, parts.collect())
        }
        Node::Column(path) => match apart.iter().find(|(other, _)| other == path) {
            Some((_, own)) => called(table.clone(), own.clone(), Vec::new()),
            None => table.clone(),
        },
        other => part_apart(other, apart),
    }
}

/// The parts of the SELECT that a query is of.
fn body_of(query: &[Node]) -> &[Node] {
    let select = query.iter().find_map(|part| match part {
        Node::Op(op, parts) if op == "select" => Some(parts.as_slice()),
        _ => None,
    });
    select.unwrap_or(query)
}

/// What the tables of a SELECT are called in it.
fn tables_of(select: &[Node]) -> Vec<&str> {
    let mut names = Vec::new();
    from_of(select).iter().for_each(|table| collect(table, &mut names));
    names
}

/// What stands in FROM of a SELECT.
fn from_of(select: &[Node]) -> &[Node] {
    let from = select.iter().find_map(|part| match part {
        Node::Op(name, tables) if name == "from" => Some(tables.as_slice()),
        _ => None,
    });
    from.unwrap_or_default()
}

fn collect<'n>(table: &'n Node, names: &mut Vec<&'n str>) {
    match table {
        Node::Op(name, parts) if name.ends_with("join") => {
            parts.iter().take(2).for_each(|table| collect(table, names));
        }
        Node::Op(name, parts) if name == "alias" => {
            if let Some(Node::Column(path)) = parts.get(1) {
                names.extend(path.last().map(String::as_str));
            }
        }
        Node::Column(path) | Node::Call(path, _) => names.extend(path.last().map(String::as_str)),
        _ => {}
    }
}

/// A part of a SELECT in which tables have other names.
fn with_names(part: &Node, names: &Names) -> Option<Node> {
    match part {
        Node::Op(op, tables) if op == "from" => Some(Node::op(
            "from",
            tables.iter().map(|table| table_with_names(table, names)).collect::<Option<_>>()?,
        )),
        other => expr_with_names(other, names),
    }
}

fn table_with_names(table: &Node, names: &Names) -> Option<Node> {
    let next = |path: &[String]| path.last().and_then(|name| names.get(name));
    Some(match table {
        Node::Op(op, parts) if op.ends_with("join") => {
            let parts = parts.iter().enumerate().map(|(at, part)| {
                if at < 2 { table_with_names(part, names) } else { expr_with_names(part, names) }
            });
            Node::op(op, parts.collect::<Option<_>>()?)
        }
        Node::Op(op, parts) if op == "alias" => {
            let [table, Node::Column(alias), columns @ ..] = parts.as_slice() else { return None };
            let table = match table {
                Node::Column(_) => table.clone(),
                other => expr_with_names(other, names)?,
            };
            let alias = next(alias).or(alias.last())?.clone();
            called(table, alias, columns.to_vec())
        }
        Node::Column(path) => match next(path) {
            Some(alias) => called(table.clone(), alias.clone(), Vec::new()),
            None => table.clone(),
        },
        other => expr_with_names(other, names)?,
    })
}

/// A table under an alias, which its own name is none.
fn called(table: Node, alias: String, columns: Vec<Node>) -> Node {
    let is_own = matches!(&table, Node::Column(path) if path.last() == Some(&alias));
    if is_own && columns.is_empty() {
        return table;
    }
    Node::op("alias", [table, Node::Column(vec![alias])].into_iter().chain(columns).collect())
}

fn expr_with_names(node: &Node, names: &Names) -> Option<Node> {
    let all = |nodes: &[Node], names: &Names| {
        nodes.iter().map(|node| expr_with_names(node, names)).collect::<Option<Vec<_>>>()
    };
    Some(match node {
        Node::Column(path) => {
            let [before @ .., qualifier, column] = path.as_slice() else { return Some(node.clone()) };
            match names.get(qualifier) {
                Some(next) => {
                    let path = before.iter().chain([next, column]);
                    Node::Column(path.cloned().collect())
                }
                // It is the table of a query around this one.
                None if names.values().any(|next| next == qualifier) => return None,
                None => node.clone(),
            }
        }
        Node::Op(op, parts) if op == "all of" => match parts.as_slice() {
            [Node::Column(path)] => {
                let next = path.last().and_then(|name| names.get(name));
                let path = next.map_or_else(|| path.clone(), |next| vec![next.clone()]);
                Node::op("all of", vec![Node::Column(path)])
            }
            parts => Node::op("all of", all(parts, names)?),
        },
        Node::Op(op, parts) if op == "select" || op == "query" => {
            let own = tables_of(body_of(parts));
            // What an inner query calls so is its own.
            let mut outer = names.clone();
            outer.retain(|name, _| !own.contains(&name.as_str()));
            if outer.values().any(|next| own.contains(&next.as_str())) {
                return None;
            }
            let parts = parts.iter().map(|part| with_names(part, &outer));
            Node::op(op, parts.collect::<Option<_>>()?)
        }
        Node::Op(op, parts) => Node::op(op, all(parts, names)?),
        Node::Call(path, args) => Node::Call(path.clone(), all(args, names)?),
        Node::Cast { node, ty, implied } => {
            Node::Cast { node: Box::new(expr_with_names(node, names)?), ty: ty.clone(), implied: *implied }
        }
        leaf => leaf.clone(),
    })
}
