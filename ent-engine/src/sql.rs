//! SQL text: splitting a file into statements and a statement into tokens, by the rules of each server and its client.
//!
//! [`split`] and [`Splitter`] cut a migration file into [`Statement`]s, [`Tokens`] reads one statement, [`Syntax`] says
//! by whose rules. All of it is one pass over the bytes: linear in the text, with no recursion.

mod cursor;
mod directive;
mod lex;
mod literal;
mod position;
mod split;
mod statement;
mod syntax;
mod token;
mod version_comment;

pub use directive::{
    Directive, DirectiveOwner, FileDelimiter, file_delimiter, file_directives, stated_dialect,
};
pub(crate) use literal::clip;
pub use literal::{identifier_value, string_value};
pub use position::Position;
pub use split::{SplitError, SplitErrorKind, Splitter, split};
pub use statement::{Statement, StatementKind};
pub use syntax::{
    BlockComments, Blocks, Client, Delimiters, DollarQuotes, DoubleQuotes, IdentifierQuotes, LineComments,
    Operators, StringEscapes, Syntax,
};
pub use token::{Token, TokenKind, Tokens};
pub use version_comment::{CommentReader, expand_version_comments};
