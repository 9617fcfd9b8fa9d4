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

    /// The text in which everything is a call, without what is implied: `"+" ( "a" , 1 )`. It reads
    /// as SQL, and comes out the same when it is made canonical again.
    pub(crate) fn canonical(&self, rules: &dyn Rules) -> String {
        let mut out = String::new();
        self.write(rules, &mut out);
        out
    }

    fn write(&self, rules: &dyn Rules, out: &mut String) {
        let call = |name: &str, parts: &[Node], out: &mut String| {
            out.push_str(&rules.quoted_name(name));
            out.push_str(" (");
            for (at, part) in parts.iter().enumerate() {
                out.push_str(if at > 0 { " , " } else { " " });
                part.write(rules, out);
            }
            out.push_str(" )");
        };
        let last = |path: &[String]| path.last().cloned().unwrap_or_default();
        match self {
            Self::Number(digits) => match digits.strip_prefix('-') {
                Some(digits) => {
                    let _ = write!(out, "- {digits}");
                }
                None => out.push_str(digits),
            },
            Self::Text(text) => out.push_str(&rules.quoted_text(&rules.likeness(text))),
            Self::Word(word) if self.is_literal() => out.push_str(word),
            Self::Word(word) => out.push_str(&rules.quoted_name(word)),
            Self::Column(path) => out.push_str(&rules.quoted_name(&last(path))),
            Self::Call(path, args) => call(&last(path), args, out),
            Self::Cast { node, implied: true, .. } => node.write(rules, out),
            Self::Cast { node, ty, .. } => call(&format!("cast {ty}"), std::slice::from_ref(node), out),
            Self::Op(name, parts) => call(name, parts, out),
        }
    }
}
