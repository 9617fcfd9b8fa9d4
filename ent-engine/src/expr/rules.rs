use sqlparser::ast::{DataType, Ident};
use sqlparser::tokenizer::Token;

use super::Node;

/// What a dialect says about reading and rewriting expressions.
pub(crate) trait Rules: Sync {
    /// The parser's dialect.
    fn grammar(&self) -> &dyn sqlparser::dialect::Dialect;

    /// The text as a client would send it, where the catalog escapes it.
    fn unescaped(&self, text: &str) -> String {
        text.to_owned()
    }

    /// The tokens with what the parser can't read put in words that it can.
    fn tokens(&self, tokens: Vec<Token>) -> Vec<Token> {
        tokens
    }

    /// The name under which an identifier is known.
    fn name(&self, ident: &Ident) -> String;

    /// The canonical spelling of a type in a cast.
    fn type_name(&self, ty: &DataType) -> String;

    /// A name in quotes, as the canonical text has it.
    fn quoted_name(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }

    /// A text in quotes, as the canonical text has it.
    fn quoted_text(&self, text: &str) -> String {
        format!("'{}'", text.replace('\'', "''"))
    }

    /// Whether `"x"` is a text.
    fn double_quotes_are_text(&self) -> bool {
        false
    }

    /// The one form of a node whose parts are rewritten already.
    fn rewrite(&self, node: Node) -> Node;

    /// The constant that `text` is as a value of the type `ty`, as `rewrite` leaves it in a cast.
    fn constant(&self, text: &str, ty: &str) -> Node {
        let _ = ty;
        Node::Text(text.to_owned())
    }

    /// The text of a constant in the form that it may have as a value of the type which it looks
    /// like: for the canonical text, where no cast tells the type.
    fn likeness(&self, text: &str) -> String {
        text.to_owned()
    }

    /// The one form of the whole expression.
    fn finish(&self, node: Node) -> Node {
        node
    }

    /// Name that the database gives to a column of a query without an alias; `written` is its
    /// text. `None` where there is no rule.
    fn column_name(&self, node: &Node, written: &str) -> Option<String> {
        let _ = written;
        match node {
            Node::Column(path) => path.last().cloned(),
            _ => None,
        }
    }
}
