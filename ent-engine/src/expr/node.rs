use std::fmt::Write;

use super::Rules;

/// Expression with one spelling for each meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// Number, as digits.
    Number(String),
    /// Text constant, unquoted.
    Text(String),
    /// Word that is a value or a mark: `null`, `true`, `*`, a unit of time.
    Word(String),
    /// Column, or another name, with what qualifies it in front.
    Column(Vec<String>),
    /// Function, its name qualified or not.
    Call(Vec<String>, Vec<Node>),
    /// Cast to the type `ty`.
    Cast {
        /// The value.
        node: Box<Node>,
        /// Canonical name of the type.
        ty: String,
        /// Whether the server may have added the cast.
        implied: bool,
    },
    /// Operator or construct of the language, by its name, with its operands.
    Op(String, Vec<Node>),
}

impl Node {
    /// The word `word`.
    pub(crate) fn word(word: &str) -> Self {
        Self::Word(word.to_owned())
    }

    /// The operator `name` over `parts`.
    pub(crate) fn op(name: impl Into<String>, parts: Vec<Node>) -> Self {
        Self::Op(name.into(), parts)
    }

    /// The call of a function without a schema.
    pub(crate) fn call(name: &str, args: Vec<Node>) -> Self {
        Self::Call(vec![name.to_owned()], args)
    }

    /// The cast that the user wrote or the server printed.
    pub(crate) fn cast(node: Node, ty: impl Into<String>) -> Self {
        Self::Cast { node: Box::new(node), ty: ty.into(), implied: false }
    }

    /// A constant without a cast.
    pub(crate) fn is_literal(&self) -> bool {
        match self {
            Self::Number(_) | Self::Text(_) => true,
            Self::Word(word) => matches!(word.as_str(), "null" | "true" | "false"),
            _ => false,
        }
    }

    /// The node below all casts.
    pub(crate) fn without_casts(&self) -> &Self {
        match self {
            Self::Cast { node, .. } => node.without_casts(),
            other => other,
        }
    }

    /// Rewrites the parts first, then the node.
    pub(crate) fn rewritten(self, rewrite: &dyn Fn(Node) -> Node) -> Self {
        let all = |nodes: Vec<Node>| nodes.into_iter().map(|node| node.rewritten(rewrite)).collect();
        rewrite(match self {
            Self::Call(name, args) => Self::Call(name, all(args)),
            Self::Op(name, parts) => Self::Op(name, all(parts)),
            Self::Cast { node, ty, implied } => {
                Self::Cast { node: Box::new(node.rewritten(rewrite)), ty, implied }
            }
            leaf => leaf,
        })
    }

    /// The text in prefix form, without what is implied.
    pub(crate) fn canonical(&self, rules: &dyn Rules) -> String {
        let mut out = String::new();
        self.write(rules, &mut out);
        out
    }

    fn write(&self, rules: &dyn Rules, out: &mut String) {
        match self {
            Self::Number(digits) => out.push_str(digits),
            Self::Text(text) => {
                let _ = write!(out, "'{}'", rules.likeness(text).replace('\'', "''"));
            }
            Self::Word(word) => out.push_str(&word.to_uppercase()),
            Self::Column(path) => write_name(path, out),
            Self::Call(path, args) => {
                write_name(path, out);
                write_list(rules, args, out);
            }
            Self::Cast { node, implied: true, .. } => node.write(rules, out),
            Self::Cast { node, ty, .. } => {
                node.write(rules, out);
                let _ = write!(out, "::{ty}");
            }
            Self::Op(name, parts) => {
                let _ = write!(out, "[{name}]");
                write_list(rules, parts, out);
            }
        }
    }
}

/// The last name, quoted where it could be taken for something else.
fn write_name(path: &[String], out: &mut String) {
    let name = path.last().map(String::as_str).unwrap_or_default();
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '$');
    if plain {
        out.push_str(name);
    } else {
        let _ = write!(out, "\"{}\"", name.replace('"', "\"\""));
    }
}

fn write_list(rules: &dyn Rules, nodes: &[Node], out: &mut String) {
    out.push('(');
    for (at, node) in nodes.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        node.write(rules, out);
    }
    out.push(')');
}
