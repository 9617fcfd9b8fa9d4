//! The grammar that expressions are read by: the parser's own of MySQL, but for what binds tighter than what.

use std::any::TypeId;

use sqlparser::ast::Expr;
use sqlparser::dialect::{Dialect, MySqlDialect, Precedence};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

const MYSQL: MySqlDialect = MySqlDialect {};

/// Operators bind as both servers' manuals tell ("Operator Precedence"): the parser has XOR before comparisons, and
/// `^` and shifts in one place.
#[derive(Debug)]
pub(super) struct Grammar {
    /// How tight `||` binds where it joins texts.
    pub joins: Option<u8>,
    /// How tight NOT binds.
    pub not: u8,
}

/// The grammar without any modes.
pub(super) const USUAL: Grammar = Grammar { joins: None, not: 15 };

/// How tight signs bind, and `!`.
pub(super) const SIGN: u8 = 50;

/// How tight `||` binds under PIPES_AS_CONCAT.
pub(super) const PIPES: u8 = 47;

/// How tight `+` and `-` bind.
pub(super) const PLUS: u8 = 30;

/// Questions that are answered as for MySQL.
macro_rules! as_mysql {
    ($($question:ident),* $(,)?) => {
        $(fn $question(&self) -> bool {
            MYSQL.$question()
        })*
    };
}

impl Dialect for Grammar {
    /// The parser asks for it where it goes by the type.
    fn dialect(&self) -> TypeId {
        TypeId::of::<MySqlDialect>()
    }

    fn prec_value(&self, precedence: Precedence) -> u8 {
        match precedence {
            Precedence::Or => 5,
            Precedence::Xor => 7,
            Precedence::And => 10,
            Precedence::UnaryNot => self.not,
            // From left to right.
            Precedence::Eq | Precedence::Is => 17,
            Precedence::Like | Precedence::Between => 20,
            // So the parser asks for what a sign takes in; the operators have theirs below.
            Precedence::MulDivModOp => SIGN,
            other => MYSQL.prec_value(other),
        }
    }

    fn get_next_precedence(&self, parser: &Parser<'_>) -> Option<Result<u8, ParserError>> {
        let precedence = match &parser.peek_token_ref().token {
            Token::Caret => 45,
            Token::Mul | Token::Div | Token::Mod => 40,
            Token::Word(word) if word.keyword == Keyword::DIV => 40,
            Token::Word(word) if word.keyword == Keyword::COLLATE => 49,
            Token::ShiftLeft | Token::ShiftRight => 25,
            Token::StringConcat => self.joins?,
            _ => return None,
        };
        Some(Ok(precedence))
    }

    fn is_identifier_start(&self, c: char) -> bool {
        MYSQL.is_identifier_start(c)
    }

    fn is_identifier_part(&self, c: char) -> bool {
        MYSQL.is_identifier_part(c)
    }

    fn is_delimited_identifier_start(&self, c: char) -> bool {
        MYSQL.is_delimited_identifier_start(c)
    }

    fn identifier_quote_style(&self, name: &str) -> Option<char> {
        MYSQL.identifier_quote_style(name)
    }

    fn parse_infix(
        &self,
        parser: &mut Parser<'_>,
        left: &Expr,
        precedence: u8,
    ) -> Option<Result<Expr, ParserError>> {
        MYSQL.parse_infix(parser, left, precedence)
    }

    fn is_table_factor_alias(&self, explicit: bool, keyword: &Keyword, parser: &mut Parser<'_>) -> bool {
        MYSQL.is_table_factor_alias(explicit, keyword, parser)
    }

    as_mysql! {
        ignores_wildcard_escapes,
        require_interval_qualifier,
        requires_single_line_comment_whitespace,
        supports_binary_kw_as_cast,
        supports_bitwise_shift_operators,
        supports_comma_separated_set_assignments,
        supports_comment_optimizer_hint,
        supports_constraint_keyword_without_name,
        supports_create_table_select,
        supports_cross_join_constraint,
        supports_data_type_signed_suffix,
        supports_double_ampersand_operator,
        supports_group_by_with_modifier,
        supports_insert_set,
        supports_key_column_option,
        supports_left_associative_joins_without_parens,
        supports_limit_comma,
        supports_match_against,
        supports_multiline_comment_hints,
        supports_numeric_prefix,
        supports_select_modifiers,
        supports_set_names,
        supports_string_literal_backslash_escape,
        supports_string_literal_concatenation,
        supports_table_hints,
        supports_update_order_by,
        supports_user_host_grantee,
    }
}
