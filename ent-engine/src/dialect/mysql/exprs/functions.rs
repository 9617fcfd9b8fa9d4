//! Functions under one of their names.

use crate::dialect::Mysql;
use crate::expr::Node;

/// Other names of functions, and the one that is kept.
const SYNONYMS: &[(&str, &str)] = &[
    ("ceil", "ceiling"),
    ("character_length", "char_length"),
    ("curdate", "current_date"),
    ("curtime", "current_time"),
    ("day", "dayofmonth"),
    ("lcase", "lower"),
    ("localtime", "current_timestamp"),
    ("localtimestamp", "current_timestamp"),
    ("mid", "substr"),
    ("now", "current_timestamp"),
    ("octet_length", "length"),
    ("power", "pow"),
    ("schema", "database"),
    ("session_user", "user"),
    ("sha", "sha1"),
    ("stddev", "std"),
    ("stddev_pop", "std"),
    ("substring", "substr"),
    ("system_user", "user"),
    ("ucase", "upper"),
    ("var_pop", "variance"),
];

/// The function under its one name, or the operator that the server keeps in its place.
pub(super) fn rewrite(mysql: &Mysql, node: Node) -> Node {
    let Node::Call(path, mut args) = node else { return node };
    let [written] = path.as_slice() else { return Node::Call(path, args) };
    let name = SYNONYMS.iter().find(|(name, _)| name == written).map_or(written.as_str(), |(_, name)| name);
    let name = if written == "localtime" && mysql.has_new_moments() { "current_time" } else { name };
    match (name, args.as_slice()) {
        ("mod", [_, _]) => Node::op("%", args),
        ("round", [_]) => {
            args.push(Node::Number("0".to_owned()));
            Node::call(name, args)
        }
        ("isnull", [_]) => Node::op("is null", args),
        ("date", [_]) => Node::cast(args.remove(0), "date"),
        ("time", [_]) => Node::cast(args.remove(0), "time"),
        ("position", [_, _]) => Node::call("locate", args),
        ("instr", [_, _]) => {
            args.swap(0, 1);
            Node::call("locate", args)
        }
        ("date_add" | "adddate", [_, _]) => moved("+", args),
        ("date_sub" | "subdate", [_, _]) => moved("-", args),
        ("datediff", [left, right]) => {
            let days = |date: &Node| Node::call("to_days", vec![date.clone()]);
            Node::op("-", vec![days(left), days(right)])
        }
        ("count", [Node::Word(star)]) if star == "*" => {
            Node::call("count", vec![Node::Number("0".to_owned())])
        }
        _ => Node::call(name, args),
    }
}

/// `date_add(d, interval 1 day)` is `d + interval 1 day`; a bare number counts days.
fn moved(operator: &str, args: Vec<Node>) -> Node {
    let args = args.into_iter().enumerate().map(|(at, arg)| match arg {
        Node::Op(name, parts) if name == "interval" => Node::Op(name, parts),
        days if at == 1 => Node::op("interval", vec![days, Node::word("day")]),
        date => date,
    });
    Node::op(operator, args.collect())
}
