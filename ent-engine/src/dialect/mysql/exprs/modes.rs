//! Queries that were written under other modes than the server's own: what it keeps of them says the same under any.

use sqlparser::ast::{DataType as ParsedType, Ident};
use sqlparser::tokenizer::Token;

use super::super::Mysql;
use super::grammar::{Grammar, PIPES, PLUS, SIGN, USUAL};
use super::spelling;
use crate::expr::{Node, Rules};

/// The rules under which a query was written.
pub(super) struct Written<'m> {
    mysql: &'m Mysql,
    grammar: Grammar,
    /// The function that the server calls for `||`.
    joining: &'static [&'static str],
    backslashes: Backslashes,
}

/// What a backslash is in a text.
#[derive(PartialEq, Eq)]
enum Backslashes {
    Escape,
    AsTheyAre,
}

impl<'m> Written<'m> {
    pub(super) fn new(mysql: &'m Mysql, modes: Option<&str>) -> Self {
        let mut written =
            Self { mysql, grammar: USUAL, joining: &["concat"], backslashes: Backslashes::Escape };
        for mode in modes.unwrap_or_default().split(',').map(str::trim) {
            match mode {
                "PIPES_AS_CONCAT" | "ANSI" => written.grammar.joins = Some(PIPES),
                "ORACLE" => {
                    written.grammar.joins = Some(PLUS);
                    written.joining = &["oracle_schema", "concat"];
                }
                "HIGH_NOT_PRECEDENCE" => written.grammar.not = SIGN,
                "NO_BACKSLASH_ESCAPES" => written.backslashes = Backslashes::AsTheyAre,
                _ => {}
            }
        }
        written
    }
}

impl Rules for Written<'_> {
    fn grammar(&self) -> &dyn sqlparser::dialect::Dialect {
        &self.grammar
    }

    fn unescaped(&self, text: &str) -> String {
        match self.backslashes {
            Backslashes::Escape => self.mysql.unescaped(text),
            Backslashes::AsTheyAre => text.replace('\\', "\\\\"),
        }
    }

    fn tokens(&self, tokens: Vec<Token>) -> Vec<Token> {
        match self.grammar.joins {
            Some(_) => spelling::readable(tokens, &Token::StringConcat),
            None => self.mysql.tokens(tokens),
        }
    }

    fn name(&self, ident: &Ident) -> String {
        self.mysql.name(ident)
    }

    fn quoted_text(&self, text: &str) -> String {
        self.mysql.quoted_text(text)
    }

    fn type_name(&self, ty: &ParsedType) -> String {
        self.mysql.type_name(ty)
    }

    fn double_quotes_are_text(&self) -> bool {
        self.mysql.double_quotes_are_text()
    }

    fn rewrite(&self, node: Node) -> Node {
        self.mysql.rewrite(match node {
            Node::Op(name, parts) if name == "||" => {
                Node::Call(self.joining.iter().map(|part| (*part).to_owned()).collect(), parts)
            }
            node => node,
        })
    }

    fn column_name(&self, node: &Node, written: &str) -> Option<String> {
        self.mysql.column_name(node, written)
    }
}
