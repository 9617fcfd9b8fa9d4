//! Pieces of SQL text that every dialect writes alike.

/// `(a, b)`, or with an indent one item a line.
pub(crate) fn list(items: &[String], indent: Option<&str>) -> String {
    match indent {
        Some(indent) if !items.is_empty() => {
            let separator = format!(",\n{indent}");
            format!("(\n{indent}{}\n)", items.join(&separator))
        }
        _ => format!("({})", items.join(", ")),
    }
}

/// The expression in parentheses, unless it is in parentheses as a whole already.
pub(crate) fn wrap(expr: &str) -> String {
    let expr = expr.trim();
    if is_wrapped(expr) { expr.to_owned() } else { format!("({expr})") }
}

fn is_wrapped(expr: &str) -> bool {
    if !expr.starts_with('(') || !expr.ends_with(')') {
        return false;
    }
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, c) in expr.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => {
                depth = match depth.checked_sub(1) {
                    Some(depth) => depth,
                    None => return false,
                };
                if depth == 0 && at + 1 < expr.len() {
                    return false;
                }
            }
            _ => {}
        }
    }
    depth == 0 && quote.is_none()
}

/// A name in comments of statements, quoted as Go's `%q` does it.
pub(crate) fn go_quote(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len() + 2);
    quoted.push('"');
    for c in name.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn an_expression_is_wrapped_once() {
        for (expr, wrapped) in [
            ("a", "(a)"),
            ("(a)", "(a)"),
            ("(a) + (b)", "((a) + (b))"),
            ("(')')", "(')')"),
            ("(a = ')", "((a = '))"),
        ] {
            assert_eq!(wrap(expr), wrapped);
        }
    }
}
