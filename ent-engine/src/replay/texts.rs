//! Names inside of expressions and queries that are kept as text.

mod collations;
mod sources;
mod uses;
mod written;

pub use uses::{Spelling, TypePlaces};

use super::State;
use crate::dialect::Dialect;
use crate::model::{Expr, Table};
use crate::sql::{Syntax, Token, TokenKind, Tokens, identifier_value};

/// Reads and rewrites names in SQL texts by a dialect's rules.
#[derive(Clone, Copy)]
pub struct Texts<'d> {
    dialect: &'d dyn Dialect,
    syntax: Syntax,
}

impl<'d> Texts<'d> {
    /// The dialect whose rules they are.
    pub(super) fn dialect(&self) -> &'d dyn Dialect {
        self.dialect
    }

    /// The rules of a dialect.
    pub fn new(dialect: &'d dyn Dialect) -> Self {
        Self { dialect, syntax: dialect.syntax() }
    }

    fn tokens<'a>(&self, text: &'a str) -> Vec<Token<'a>> {
        Tokens::new(text, self.syntax).collect()
    }

    /// The name that a token spells, if it spells one.
    fn name(&self, token: &Token<'_>) -> Option<String> {
        match token.kind {
            TokenKind::Word => Some((self.dialect.fold())(token.text)),
            TokenKind::QuotedIdentifier => Some(identifier_value(token.text, self.syntax).into_owned()),
            _ => None,
        }
    }

    /// The columns of `table` that an expression over it reads, each once, in order of appearance.
    pub fn columns_in(&self, expr: &str, table: &Table) -> Vec<String> {
        let case = self.dialect.naming().columns;
        let tokens = self.tokens(expr);
        let mut found: Vec<String> = Vec::new();
        for at in 0..tokens.len() {
            let Some(name) = self.column_at(&tokens, at, &table.name) else { continue };
            let column = table.columns.iter().find(|column| case.same(&column.name, &name));
            if let Some(column) = column.filter(|column| !found.contains(&column.name)) {
                found.push(column.name.clone());
            }
        }
        found
    }

    /// Whether an expression over `table` reads the column.
    pub fn reads(&self, expr: &str, table: &str, column: &str) -> bool {
        let case = self.dialect.naming().columns;
        let tokens = self.tokens(expr);
        (0..tokens.len())
            .any(|at| self.column_at(&tokens, at, table).is_some_and(|name| case.same(&name, column)))
    }

    /// The expression over `table` with a column renamed.
    pub fn rename_column(&self, expr: &str, table: &str, previous: &str, next: &str) -> String {
        let case = self.dialect.naming().columns;
        self.rewrite(expr, |tokens, at| {
            let name = self.column_at(tokens, at, table)?;
            case.same(&name, previous).then(|| self.written(next))
        })
    }

    /// Renames a column in an expression in place.
    pub(super) fn rename_column_in(&self, expr: &mut Expr, table: &str, previous: &str, next: &str) {
        if self.reads(expr.as_str(), table, previous) {
            *expr = Expr::new(self.rename_column(expr.as_str(), table, previous, next));
        }
    }

    /// Whether a text calls a function of the name.
    pub fn calls(&self, text: &str, function: &str) -> bool {
        let tokens = self.tokens(text);
        tokens
            .iter()
            .zip(tokens.iter().skip(1))
            .any(|(token, next)| next.is_symbol("(") && self.name(token).is_some_and(|name| name == function))
    }

    /// Whether a text names a column anywhere.
    pub fn names(&self, text: &str, column: &str) -> bool {
        let case = self.dialect.naming().columns;
        self.tokens(text).iter().any(|token| self.name(token).is_some_and(|name| case.same(&name, column)))
    }

    /// The query with a column of one of its tables renamed: where it stands alone, or after the table's name or alias.
    pub fn rename_column_of(&self, query: &str, table: &str, previous: &str, next: &str) -> String {
        let case = self.dialect.naming();
        let owners = self.aliases_of(query, table);
        let renamed = self.rename_qualified(query, &owners, previous, next);
        self.rewrite(&renamed, |tokens, at| {
            let name = tokens.get(at).and_then(|token| self.name(token))?;
            let qualified = at >= 2 && tokens[at - 1].is_symbol(".");
            let is_own = !qualified && self.column_at(tokens, at, table).is_some();
            (is_own && case.columns.same(&name, previous)).then(|| self.written(next))
        })
    }

    /// What a table is called in a query: its name and its aliases.
    pub fn aliases_of(&self, query: &str, table: &str) -> Vec<String> {
        let case = self.dialect.naming().tables;
        let all = self.tokens(query);
        let mut owners = vec![table.to_owned()];
        for at in 1..all.len() {
            let after_table = all
                .get(at - 1)
                .and_then(|token| self.name(token))
                .is_some_and(|name| case.same(&name, table));
            let token = if all[at].is_word("AS") { all.get(at + 1) } else { Some(&all[at]) };
            if after_table && let Some(alias) = token.and_then(|token| self.name(token)) {
                owners.push(alias);
            }
        }
        owners
    }

    /// The text with a column renamed where it stands after one of these names.
    pub fn rename_qualified(&self, text: &str, owners: &[String], previous: &str, next: &str) -> String {
        let case = self.dialect.naming();
        self.rewrite(text, |tokens, at| {
            let owner = at.checked_sub(2).filter(|_| tokens[at - 1].is_symbol("."))?;
            let (owner, name) = (self.name(&tokens[owner])?, self.name(tokens.get(at)?)?);
            let is_own = owners.iter().any(|own| case.tables.same(own, &owner));
            (is_own && case.columns.same(&name, previous)).then(|| self.written(next))
        })
    }

    /// The text with every name of the table replaced, where it stands for a table: alone or before a column.
    pub fn rename_table(&self, text: &str, previous: &str, next: &str) -> String {
        let case = self.dialect.naming().tables;
        self.rewrite(text, |tokens, at| {
            let name = tokens.get(at).and_then(|token| self.name(token))?;
            if !case.same(&name, previous) {
                return None;
            }
            let is_qualifier = tokens.get(at + 1).is_some_and(|token| token.is_symbol("."));
            (is_qualifier || self.stands_for_table(tokens, at)).then(|| self.written(next))
        })
    }

    /// Whether the name at a token stands where a table does.
    fn stands_for_table(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let follows_table_word = before.is_some_and(|token| {
            TABLE_WORDS.iter().any(|word| token.is_word(word))
                || token.is_symbol(".")
                || token.is_symbol(",")
                || token.is_symbol("(")
        });
        let is_qualified = before.is_some_and(|token| token.is_symbol("."));
        let word = at.checked_sub(if is_qualified { 3 } else { 1 }).and_then(|at| tokens.get(at));
        let has_list = |token: &Token<'_>| {
            token.is_symbol("(") && !word.is_some_and(|word| word.is_word("INTO") || word.is_word("ON"))
        };
        follows_table_word && !tokens.get(at + 1).is_some_and(has_list)
    }

    /// The statement that makes something on a table, with the table under its full name wherever it names it.
    pub fn qualify_table(&self, text: &str, table: &str, schema: &str) -> String {
        let tokens = self.tokens(text);
        let is =
            |at: usize| tokens.get(at).and_then(|token| self.name(token)).is_some_and(|name| name == table);
        let is_dot = |at: usize| tokens.get(at).is_some_and(|token| token.is_symbol("."));
        let full = match schema {
            "" => self.written(table),
            schema => format!("{}.{}", self.written(schema), self.written(table)),
        };
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (at, token) in tokens.iter().enumerate() {
            // `COMMENT ON COLUMN table.column`
            let on_column = token.is_word("COLUMN")
                && at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.is_word("ON"));
            // `TABLE t` by itself is a query.
            let is_query = token.is_word("TABLE")
                && !at
                    .checked_sub(1)
                    .and_then(|at| tokens.get(at))
                    .is_some_and(|before| ["ALTER", "ON", "FOREIGN"].iter().any(|word| before.is_word(word)));
            let names_table = ["ON", "TO", "TABLE", "VIEW"].iter().any(|word| token.is_word(word));
            if !on_column && (is_query || !names_table) {
                continue;
            }
            let qualified = is_dot(at + 2) && (!on_column || is_dot(at + 4));
            let last = if qualified { at + 3 } else { at + 1 };
            if let (Some(first), Some(end)) = (tokens.get(at + 1), tokens.get(last).filter(|_| is(last))) {
                out.push_str(text.get(done..first.offset).unwrap_or_default());
                out.push_str(&full);
                done = end.end();
            }
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// The text with a schema's name replaced, where it stands before another name or after SET SCHEMA.
    pub(super) fn rename_schema(&self, text: &str, previous: &str, next: &str) -> String {
        let case = self.dialect.naming().tables;
        self.rewrite(text, |tokens, at| {
            let name = tokens.get(at).and_then(|token| self.name(token))?;
            let qualifies = tokens.get(at + 1).is_some_and(|token| token.is_symbol("."));
            let before = |n: usize| at.checked_sub(n).and_then(|at| tokens.get(at));
            let first = !before(1).is_some_and(|token| token.is_symbol("."));
            let goes_there = before(1).is_some_and(|token| token.is_word("SCHEMA"))
                && before(2).is_some_and(|token| token.is_word("SET"));
            ((qualifies && first || goes_there) && case.same(&name, previous)).then(|| self.written(next))
        })
    }

    /// The text with every string of one value replaced by another.
    pub fn replace_string(&self, text: &str, previous: &str, next: &str) -> String {
        self.rewrite(text, |tokens, at| {
            let token = tokens.get(at).filter(|token| token.kind == TokenKind::String)?;
            let same = crate::sql::string_value(token.text, self.syntax) == previous;
            same.then(|| Expr::string(next).to_string())
        })
    }

    /// The statement that makes a trigger, on the table's next name; its body stays as it is.
    pub fn rename_trigger_table(&self, text: &str, previous: &str, next: &str) -> String {
        let case = self.dialect.naming().tables;
        let tokens = self.tokens(text);
        let Some(on) = tokens.iter().position(|token| token.is_word("ON")) else { return text.to_owned() };
        let is = |token: &Token<'_>| self.name(token).is_some_and(|name| case.same(&name, previous));
        let at = if tokens.get(on + 2).is_some_and(|token| token.is_symbol(".")) { on + 3 } else { on + 1 };
        match tokens.get(at).filter(|token| is(token)) {
            Some(token) => format!("{}{}{}", &text[..token.offset], self.written(next), &text[token.end()..]),
            None => text.to_owned(),
        }
    }

    /// The statement that makes an object, with the object's name replaced where it is made.
    pub fn rename_object(&self, text: &str, previous: &str, next: &str) -> String {
        self.each_statement(text, |text| self.replace_first(text, previous, &self.written(next), false))
    }

    /// Changes each of the statements that a carried object consists of: the one that makes it, then those that alter it.
    fn each_statement(&self, text: &str, change: impl Fn(&str) -> String) -> String {
        let tokens = self.tokens(text);
        if tokens.iter().any(|token| token.is_word("ATOMIC")) {
            // A body of its own grammar has no ALTER.
            let parts: Vec<String> = text.split(APPENDED).map(&change).collect();
            return parts.join(APPENDED);
        }
        // Statements in the body of a trigger or a routine are no statements about the object.
        let about = |text: &str| {
            let first = Tokens::new(text, self.syntax).next();
            first.is_some_and(|first| first.is_word("ALTER") || first.is_word("COMMENT"))
        };
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        let ends = tokens.iter().filter(|token| token.is_symbol(";")).map(Token::end);
        for end in ends.chain([text.len()]) {
            let part = text.get(done..end).unwrap_or_default();
            out.push_str(&if done == 0 || about(part) { change(part) } else { part.to_owned() });
            done = end;
        }
        out
    }

    /// The statement that makes an object, with the object's name qualified by `schema`, or bare if that is empty.
    pub fn qualify_object(&self, text: &str, name: &str, schema: &str) -> String {
        let written = self.written(name);
        let full = if schema.is_empty() { written } else { format!("{}.{written}", self.written(schema)) };
        self.each_statement(text, |text| self.replace_first(text, name, &full, true))
    }

    /// Replaces the first place where a text names `name`; with its qualifier if asked to.
    fn replace_first(&self, text: &str, name: &str, next: &str, with_qualifier: bool) -> String {
        let case = self.dialect.naming().tables;
        let tokens = self.tokens(text);
        let is = |token: &Token<'_>| self.name(token).is_some_and(|found| case.same(&found, name));
        let Some(at) = tokens.iter().enumerate().position(|(at, token)| {
            is(token)
                && !tokens
                    .get(at + 1)
                    .is_some_and(|next| next.is_symbol(".") && tokens.get(at + 2).is_some_and(is))
        }) else {
            return text.to_owned();
        };
        let qualified = at >= 2 && tokens[at - 1].is_symbol(".");
        let from = if with_qualifier && qualified { tokens[at - 2].offset } else { tokens[at].offset };
        format!("{}{next}{}", &text[..from], &text[tokens[at].end()..])
    }

    fn rewrite(&self, text: &str, replace: impl Fn(&[Token<'_>], usize) -> Option<String>) -> String {
        let tokens = self.tokens(text);
        let mut next = String::with_capacity(text.len());
        let mut done = 0;
        for (at, token) in tokens.iter().enumerate() {
            if let Some(name) = replace(&tokens, at) {
                next.push_str(text.get(done..token.offset).unwrap_or_default());
                next.push_str(&name);
                done = token.end();
            }
        }
        next.push_str(text.get(done..).unwrap_or_default());
        next
    }

    /// The name at a token, if a column of `table` may be meant there.
    fn column_at(&self, tokens: &[Token<'_>], at: usize, table: &str) -> Option<String> {
        let token = tokens.get(at)?;
        let name = self.name(token)?;
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let after = tokens.get(at + 1);
        let is_call = after.is_some_and(|token| token.is_symbol("(")) && token.kind == TokenKind::Word;
        let is_qualifier = after.is_some_and(|token| token.is_symbol("."));
        let is_type = before
            .is_some_and(|token| token.is_symbol("::") || token.is_word("AS") || token.is_word("COLLATE"))
            || token.kind == TokenKind::Word && after.is_some_and(|token| token.kind == TokenKind::String);
        let is_field = after.is_some_and(|token| token.is_word("FROM"))
            && at.checked_sub(2).and_then(|at| tokens.get(at)).is_some_and(|token| token.is_word("EXTRACT"));
        if is_call || is_qualifier || is_type || is_field {
            return None;
        }
        if before.is_some_and(|token| token.is_symbol(".")) {
            // `table.column`, or `NEW.column` and `OLD.column` in a trigger.
            let owner = at.checked_sub(2).and_then(|at| tokens.get(at)).and_then(|token| self.name(token))?;
            let case = self.dialect.naming().tables;
            let is_own = case.same(&owner, table)
                || ["new", "old", "excluded"].iter().any(|word| owner.eq_ignore_ascii_case(word));
            return is_own.then_some(name);
        }
        Some(name)
    }
}

/// What stands before each of the statements that alter an object and are kept with the one that makes it.
const APPENDED: &str = ";\nALTER ";

/// Words after which a table is named.
const TABLE_WORDS: [&str; 11] =
    ["FROM", "JOIN", "ON", "INTO", "UPDATE", "TABLE", "VIEW", "REFERENCES", "ONLY", "USING", "TO"];

/// Words that are no names without quotes in at least one of the databases.
const RESERVED: [&str; 60] = [
    "all",
    "and",
    "any",
    "as",
    "asc",
    "between",
    "by",
    "case",
    "cast",
    "check",
    "collate",
    "column",
    "condition",
    "constraint",
    "create",
    "cross",
    "default",
    "delete",
    "desc",
    "distinct",
    "drop",
    "else",
    "end",
    "except",
    "exists",
    "false",
    "for",
    "foreign",
    "from",
    "group",
    "having",
    "in",
    "index",
    "insert",
    "into",
    "is",
    "join",
    "key",
    "keys",
    "left",
    "like",
    "limit",
    "not",
    "null",
    "offset",
    "on",
    "or",
    "order",
    "primary",
    "references",
    "right",
    "select",
    "set",
    "table",
    "then",
    "to",
    "true",
    "union",
    "unique",
    "user",
];

/// Whether a word is no name without quotes.
pub(crate) fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word)
}

impl State {
    /// The tables and views that a query reads, as far as they are in the realm.
    pub(super) fn relations_of(&self, texts: Texts<'_>, query: &str) -> Vec<crate::model::TableRef> {
        let names = texts.tables_in(query);
        names.iter().filter_map(|name| self.find_table(name).or_else(|| self.find_view(name))).collect()
    }
}
