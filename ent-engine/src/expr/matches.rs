use super::{Node, Rules, aliases, query};

/// Numeric types that an operator makes of a smaller operand, by a cast that is printed.
const WIDENED: &[&str] = &["numeric", "double precision"];

/// Operators that have a form for integers as well, unlike `^`.
const WIDENING: &[&str] = &["+", "-", "*", "/", "%", "=", "<>", "<", ">", "<=", ">="];

/// Whether two rewritten trees mean the same. An implied cast and a qualifier may be missing on
/// one side; they may not differ.
pub(super) fn matches(rules: &dyn Rules, previous: &Node, next: &Node) -> bool {
    let matches = |previous: &Node, next: &Node| matches(rules, previous, next);
    match (previous, next) {
        (
            Node::Cast { node: left, ty: left_ty, implied: left_implied },
            Node::Cast { node: right, ty: right_ty, implied: right_implied },
        ) => {
            if left_ty == right_ty && matches(left, right) {
                return true;
            }
            // Two constants of different types are different constants.
            if left_ty != right_ty && left.is_literal() && right.is_literal() {
                return false;
            }
            (*left_implied && matches(left, next)) || (*right_implied && matches(previous, right))
        }
        (Node::Cast { node, ty, implied: true }, other) | (other, Node::Cast { node, ty, implied: true }) => {
            matches(node, other) || matches!(other, Node::Text(text) if **node == rules.constant(text, ty))
        }
        (Node::Column(left), Node::Column(right)) => same_name(left, right),
        (Node::Call(left, left_args), Node::Call(right, right_args)) => {
            same_name(left, right) && all_match(rules, left_args, right_args)
        }
        (Node::Op(left, left_parts), Node::Op(right, right_parts)) => {
            if left == "alias" && right == "alias" && columns_are_implied(left_parts, right_parts) {
                return all_match(rules, &left_parts[..2], &right_parts[..2]);
            }
            left == right
                && casts_agree(left, left_parts, right_parts)
                && (all_match(rules, left_parts, right_parts)
                    || matches!(left.as_str(), "select" | "query")
                        && called_alike(rules, left_parts, right_parts))
        }
        _ => previous == next,
    }
}

/// Whether one of two functions in FROM has names for its columns where the other says none: the server prints those that
/// they have anyway.
fn columns_are_implied(previous: &[Node], next: &[Node]) -> bool {
    let is_call = |parts: &[Node]| parts.first().is_some_and(|table| query::call_of(table).is_some());
    is_call(previous) && is_call(next) && previous.len().min(next.len()) == 2 && previous.len() != next.len()
}

/// Whether two queries mean the same where the tables of one are called as those of the other.
fn called_alike(rules: &dyn Rules, previous: &[Node], next: &[Node]) -> bool {
    let apart = (aliases::told_apart(previous), aliases::told_apart(next));
    let are_apart = apart != (None, None);
    let previous = apart.0.as_deref().unwrap_or(previous);
    let next = apart.1.as_deref().unwrap_or(next);
    are_apart && all_match(rules, previous, next)
        || aliases::renamed(previous, next).is_some_and(|previous| all_match(rules, &previous, next))
        || aliases::renamed(next, previous).is_some_and(|next| all_match(rules, previous, &next))
}

fn all_match(rules: &dyn Rules, previous: &[Node], next: &[Node]) -> bool {
    previous.len() == next.len()
        && previous.iter().zip(next).all(|(previous, next)| matches(rules, previous, next))
}

/// Whether one name is the other with more in front.
fn same_name(left: &[String], right: &[String]) -> bool {
    left.iter().rev().zip(right.iter().rev()).all(|(left, right)| left == right)
        && !left.is_empty()
        && !right.is_empty()
}

/// In `a + b` the server casts one operand to the type of the other, and prints it. A cast on both
/// was asked for: integers are divided otherwise without it.
fn casts_agree(op: &str, previous: &[Node], next: &[Node]) -> bool {
    if previous.len() != 2 || !WIDENING.contains(&op) {
        return true;
    }
    let count = |parts: &[Node]| {
        parts
            .iter()
            .filter(|part| matches!(part, Node::Cast { ty, .. } if WIDENED.contains(&ty.as_str())))
            .count()
    };
    count(previous).abs_diff(count(next)) <= 1
}
