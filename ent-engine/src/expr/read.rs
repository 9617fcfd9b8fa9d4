//! From the parser's tree to ours.

use sqlparser::ast::{
    AccessExpr, BinaryOperator, CeilFloorKind, Expr, Ident, ObjectName, Subscript, TrimWhereField,
    UnaryOperator, Value,
};
use sqlparser::keywords::Keyword;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::Token;

use super::{Node, Rules, query, words};

mod function;

/// Depth of parentheses and operators up to which an expression is read.
pub(super) const DEPTH: usize = 300;

/// The rewritten tree of an expression or a query; `None` where it can't be read.
pub(super) fn read(rules: &dyn Rules, text: &str) -> Option<Node> {
    let tokens = tokens(rules, text)?;
    if begins_query(tokens.first()?) {
        return whole_query(rules, tokens);
    }
    // `(SELECT 1) UNION (SELECT 2)` begins as an expression does.
    let may_be_query = begins_query(behind_parentheses(&tokens)?);
    let again = may_be_query.then(|| tokens.clone());
    whole_expr(rules, tokens).or_else(|| whole_query(rules, again?))
}

/// The rewritten tree of a query, which may stand in parentheses; of anything else, as [`read`] does.
pub(super) fn read_query(rules: &dyn Rules, text: &str) -> Option<Node> {
    let tokens = tokens(rules, text)?;
    if begins_query(behind_parentheses(&tokens)?) { whole_query(rules, tokens) } else { read(rules, text) }
}

fn tokens(rules: &dyn Rules, text: &str) -> Option<Vec<Token>> {
    words::tokens(rules, &rules.unescaped(text)).filter(|tokens| !words::are_too_many(tokens))
}

fn behind_parentheses(tokens: &[Token]) -> Option<&Token> {
    tokens.iter().find(|token| **token != Token::LParen)
}

fn begins_query(token: &Token) -> bool {
    matches!(token, Token::Word(word)
        if matches!(word.keyword, Keyword::SELECT | Keyword::WITH | Keyword::VALUES))
}

fn whole_query(rules: &dyn Rules, tokens: Vec<Token>) -> Option<Node> {
    let mut parser = parser(rules, tokens);
    let query = parser.parse_query().ok()?;
    let node = Reader { rules }.query(&query)?;
    rewritten(rules, &parser, node)
}

fn whole_expr(rules: &dyn Rules, tokens: Vec<Token>) -> Option<Node> {
    let mut parser = parser(rules, tokens);
    let expr = parser.parse_expr().ok()?;
    let node = Reader { rules }.expr(&expr)?;
    rewritten(rules, &parser, node)
}

fn parser(rules: &dyn Rules, tokens: Vec<Token>) -> Parser<'_> {
    Parser::new(rules.grammar()).with_recursion_limit(DEPTH).with_tokens(tokens)
}

/// The tree in the one form of the dialect, if the parser has come to the end of the text.
fn rewritten(rules: &dyn Rules, parser: &Parser<'_>, node: Node) -> Option<Node> {
    if parser.peek_token().token != Token::EOF {
        return None;
    }
    let node = node.rewritten(&|node| rules.rewrite(node));
    Some(rules.finish(node))
}

/// Turns the parser's trees into ours, without judging them.
pub(super) struct Reader<'a> {
    /// The dialect.
    pub(super) rules: &'a dyn Rules,
}

impl Reader<'_> {
    pub(super) fn expr(&self, expr: &Expr) -> Option<Node> {
        let one = |name: &str, part: &Expr| Some(Node::op(name, vec![self.expr(part)?]));
        let two = |name: &str, left: &Expr, right: &Expr| {
            Some(Node::op(name, vec![self.expr(left)?, self.expr(right)?]))
        };
        match expr {
            Expr::Nested(inner) => self.expr(inner),
            Expr::Identifier(ident) => Some(self.identifier(ident)),
            Expr::CompoundIdentifier(idents) => Some(Node::Column(self.path(idents))),
            Expr::Value(value) => self.value(&value.value),
            Expr::TypedString(typed) => {
                let value = self.value(&typed.value.value)?;
                Some(Node::cast(value, self.rules.type_name(&typed.data_type)))
            }
            Expr::Prefixed { prefix, value } => {
                let charset = prefix.value.to_lowercase();
                Some(Node::Cast { node: Box::new(self.expr(value)?), ty: charset, implied: true })
            }
            Expr::BinaryOp { left, op, right } => self.binary(left, op, right),
            Expr::UnaryOp { op, expr } => self.unary(op, expr),
            Expr::IsNull(inner) => one("is null", inner),
            Expr::IsNotNull(inner) => one("is not null", inner),
            Expr::IsTrue(inner) => one("is true", inner),
            Expr::IsNotTrue(inner) => one("is not true", inner),
            Expr::IsFalse(inner) => one("is false", inner),
            Expr::IsNotFalse(inner) => one("is not false", inner),
            Expr::IsUnknown(inner) => one("is unknown", inner),
            Expr::IsNotUnknown(inner) => one("is not unknown", inner),
            Expr::IsDistinctFrom(left, right) => two("is distinct from", left, right),
            Expr::IsNotDistinctFrom(left, right) => two("is not distinct from", left, right),
            Expr::InList { expr, list, negated } => {
                let mut parts = vec![self.expr(expr)?];
                parts.extend(self.all(list)?);
                Some(Node::op(negatable("in", *negated), parts))
            }
            Expr::InSubquery { expr, subquery, negated } => {
                let parts = vec![self.expr(expr)?, query::unnamed(self.query(subquery)?)];
                Some(Node::op(negatable("in query", *negated), parts))
            }
            Expr::Exists { subquery, negated } => {
                Some(Node::op(negatable("exists", *negated), vec![query::unnamed(self.query(subquery)?)]))
            }
            Expr::Subquery(subquery) => self.query(subquery).map(query::unnamed),
            Expr::Between { expr, negated, low, high } => {
                let parts = vec![self.expr(expr)?, self.expr(low)?, self.expr(high)?];
                Some(Node::op(negatable("between", *negated), parts))
            }
            Expr::Like { negated, any: false, expr, pattern, escape_char } => {
                self.pattern("like", *negated, expr, pattern, escape_char.as_deref())
            }
            Expr::ILike { negated, any: false, expr, pattern, escape_char } => {
                self.pattern("ilike", *negated, expr, pattern, escape_char.as_deref())
            }
            Expr::SimilarTo { negated, expr, pattern, escape_char } => {
                self.pattern("similar to", *negated, expr, pattern, escape_char.as_deref())
            }
            Expr::RLike { negated, expr, pattern, .. } => {
                self.pattern("regexp", *negated, expr, pattern, None)
            }
            Expr::AnyOp { left, compare_op, right, .. } => Some(Node::op(
                format!("{} any", operator(compare_op)),
                vec![self.expr(left)?, self.expr(right)?],
            )),
            Expr::AllOp { left, compare_op, right } => Some(Node::op(
                format!("{} all", operator(compare_op)),
                vec![self.expr(left)?, self.expr(right)?],
            )),
            Expr::Cast { expr, data_type, format: None, .. } => {
                Some(Node::cast(self.expr(expr)?, self.rules.type_name(data_type)))
            }
            Expr::Convert { expr, data_type: Some(ty), charset: None, styles, .. } if styles.is_empty() => {
                Some(Node::cast(self.expr(expr)?, self.rules.type_name(ty)))
            }
            Expr::Convert { expr, data_type: None, charset: Some(charset), .. } => Some(Node::op(
                "convert using",
                vec![self.expr(expr)?, Node::word(&charset.to_string().to_lowercase())],
            )),
            Expr::AtTimeZone { timestamp, time_zone } => two("at time zone", timestamp, time_zone),
            Expr::Extract { field, expr, .. } => {
                let field = Node::Text(field.to_string().trim_matches('\'').to_lowercase());
                Some(Node::call("extract", vec![field, self.expr(expr)?]))
            }
            Expr::Ceil {
                expr,
                field: CeilFloorKind::DateTimeField(sqlparser::ast::DateTimeField::NoDateTime),
            } => Some(Node::call("ceil", vec![self.expr(expr)?])),
            Expr::Floor {
                expr,
                field: CeilFloorKind::DateTimeField(sqlparser::ast::DateTimeField::NoDateTime),
            } => Some(Node::call("floor", vec![self.expr(expr)?])),
            Expr::Position { expr, r#in } => {
                Some(Node::call("position", vec![self.expr(expr)?, self.expr(r#in)?]))
            }
            Expr::Substring { expr, substring_from, substring_for, .. } => {
                let mut args = vec![self.expr(expr)?];
                match (substring_from, substring_for) {
                    (None, Some(_)) => args.push(Node::Number("1".to_owned())),
                    (Some(from), _) => args.push(self.expr(from)?),
                    (None, None) => {}
                }
                if let Some(length) = substring_for {
                    args.push(self.expr(length)?);
                }
                Some(Node::call("substring", args))
            }
            Expr::Trim { trim_where, trim_what, expr, trim_characters } => {
                let name = match trim_where {
                    None | Some(TrimWhereField::Both) => "btrim",
                    Some(TrimWhereField::Leading) => "ltrim",
                    Some(TrimWhereField::Trailing) => "rtrim",
                };
                let mut args = vec![self.expr(expr)?];
                if let Some(what) = trim_what {
                    args.push(self.expr(what)?);
                }
                args.extend(self.all(trim_characters.iter().flatten())?);
                Some(Node::call(name, args))
            }
            Expr::Overlay { expr, overlay_what, overlay_from, overlay_for } => {
                let mut args = vec![self.expr(expr)?, self.expr(overlay_what)?, self.expr(overlay_from)?];
                if let Some(length) = overlay_for {
                    args.push(self.expr(length)?);
                }
                Some(Node::call("overlay", args))
            }
            Expr::Collate { expr, collation } => {
                Some(Node::op("collate", vec![self.expr(expr)?, Node::Column(self.object(collation)?)]))
            }
            Expr::Case { operand, conditions, else_result, .. } => {
                let mut parts = vec![match operand {
                    Some(operand) => self.expr(operand)?,
                    None => Node::word("when"),
                }];
                for case in conditions {
                    parts.push(self.expr(&case.condition)?);
                    parts.push(self.expr(&case.result)?);
                }
                parts.push(match else_result {
                    Some(result) => self.expr(result)?,
                    None => Node::word("null"),
                });
                Some(Node::op("case", parts))
            }
            Expr::Rollup(sets) => Some(Node::op("rollup", self.sets(sets)?)),
            Expr::Cube(sets) => Some(Node::op("cube", self.sets(sets)?)),
            Expr::GroupingSets(sets) => Some(Node::op("grouping sets", self.sets(sets)?)),
            Expr::Tuple(parts) => Some(Node::op("row", self.all(parts)?)),
            Expr::Array(array) => Some(Node::op("array", self.all(&array.elem)?)),
            Expr::CompoundFieldAccess { root, access_chain } => {
                let mut node = self.expr(root)?;
                for access in access_chain {
                    node = self.access(node, access)?;
                }
                Some(node)
            }
            Expr::Interval(interval) => {
                let value = self.expr(&interval.value)?;
                let (None, None, None) =
                    (&interval.last_field, interval.leading_precision, interval.fractional_seconds_precision)
                else {
                    let fields = expr.to_string().to_lowercase();
                    return Some(Node::op("interval", vec![Node::Text(fields)]));
                };
                let unit = interval
                    .leading_field
                    .as_ref()
                    .map(|field| Node::word(&field.to_string().to_lowercase()));
                Some(Node::op("interval", std::iter::once(value).chain(unit).collect()))
            }
            Expr::Function(function) => self.function(function),
            Expr::Wildcard(_) => Some(Node::word("*")),
            Expr::MemberOf(member) => two("member of", &member.value, &member.array),
            _ => None,
        }
    }

    pub(super) fn all<'e>(&self, exprs: impl IntoIterator<Item = &'e Expr>) -> Option<Vec<Node>> {
        exprs.into_iter().map(|expr| self.expr(expr)).collect()
    }

    /// Sets of what a query groups by: one expression or several.
    fn sets(&self, sets: &[Vec<Expr>]) -> Option<Vec<Node>> {
        let set = |exprs: &Vec<Expr>| match exprs.as_slice() {
            [one] => self.expr(one),
            several => Some(Node::op("row", self.all(several)?)),
        };
        sets.iter().map(set).collect()
    }

    /// The tree of a query.
    pub(super) fn query(&self, query: &sqlparser::ast::Query) -> Option<Node> {
        query::read(self, query)
    }

    pub(super) fn path(&self, idents: &[Ident]) -> Vec<String> {
        idents.iter().map(|ident| self.rules.name(ident)).collect()
    }

    /// The names of an object, if they are plain ones.
    pub(super) fn object(&self, name: &ObjectName) -> Option<Vec<String>> {
        name.0.iter().map(|part| part.as_ident().map(|ident| self.rules.name(ident))).collect()
    }

    fn identifier(&self, ident: &Ident) -> Node {
        if ident.quote_style == Some('"') && self.rules.double_quotes_are_text() {
            return Node::Text(ident.value.clone());
        }
        Node::Column(vec![self.rules.name(ident)])
    }

    pub(super) fn value(&self, value: &Value) -> Option<Node> {
        Some(match value {
            Value::Number(digits, _) => Node::Number(digits.to_lowercase()),
            Value::SingleQuotedString(text)
            | Value::EscapedStringLiteral(text)
            | Value::UnicodeStringLiteral(text)
            | Value::NationalStringLiteral(text) => Node::Text(text.clone()),
            Value::DollarQuotedString(text) => Node::Text(text.value.clone()),
            Value::DoubleQuotedString(text) if self.rules.double_quotes_are_text() => {
                Node::Text(text.clone())
            }
            Value::DoubleQuotedString(name) => {
                Node::Column(vec![self.rules.name(&Ident::with_quote('"', name))])
            }
            Value::HexStringLiteral(digits) => Node::op("hex", vec![Node::Text(digits.to_lowercase())]),
            Value::SingleQuotedByteStringLiteral(digits) => {
                Node::op("bits", vec![Node::Text(digits.clone())])
            }
            Value::Boolean(value) => Node::word(if *value { "true" } else { "false" }),
            Value::Null => Node::word("null"),
            Value::Placeholder(name) => Node::Column(vec![self.rules.name(&Ident::with_quote('"', name))]),
            _ => return None,
        })
    }

    /// Reads a chain of operators without going down for each of its members on the left.
    fn binary(&self, left: &Expr, op: &BinaryOperator, right: &Expr) -> Option<Node> {
        let mut chain = vec![(op, right)];
        let mut first = left;
        loop {
            match first {
                Expr::BinaryOp { left, op, right } => {
                    chain.push((op, right));
                    first = left;
                }
                // Parentheses change nothing where the operator is read from the left anyway.
                Expr::Nested(inner) if matches!(**inner, Expr::BinaryOp { .. }) => first = inner,
                _ => break,
            }
        }
        let mut node = self.expr(first)?;
        for (op, right) in chain.into_iter().rev() {
            let name = operator(op);
            let right = self.expr(right)?;
            node = match (node, name.as_str()) {
                // One list for `a and b and c`, and for `a and (b and c)` too.
                (node, "and" | "or") => {
                    let mut parts = members(&name, node);
                    parts.extend(members(&name, right));
                    Node::Op(name, parts)
                }
                (node, _) => Node::Op(name, vec![node, right]),
            };
        }
        Some(node)
    }

    fn unary(&self, op: &UnaryOperator, expr: &Expr) -> Option<Node> {
        let node = self.expr(expr)?;
        let name = match op {
            UnaryOperator::Minus => match node {
                Node::Number(digits) if !digits.starts_with('-') => {
                    return Some(Node::Number(format!("-{digits}")));
                }
                node => return Some(Node::op("negative", vec![node])),
            },
            UnaryOperator::Plus => return Some(node),
            UnaryOperator::Not | UnaryOperator::BangNot => "not".to_owned(),
            other => format!("prefix {other}"),
        };
        Some(Node::op(name, vec![node]))
    }

    fn pattern(
        &self,
        name: &str,
        negated: bool,
        expr: &Expr,
        pattern: &Expr,
        escape: Option<&Expr>,
    ) -> Option<Node> {
        let mut parts = vec![self.expr(expr)?, self.expr(pattern)?];
        if let Some(escape) = escape {
            parts.push(self.expr(escape)?);
        }
        Some(Node::op(negatable(name, negated), parts))
    }

    fn access(&self, node: Node, access: &AccessExpr) -> Option<Node> {
        let bound = |bound: &Option<Expr>| match bound {
            Some(bound) => self.expr(bound),
            None => Some(Node::word("open")),
        };
        Some(match access {
            AccessExpr::Subscript(Subscript::Index { index }) => {
                Node::op("subscript", vec![node, self.expr(index)?])
            }
            AccessExpr::Subscript(Subscript::Slice { lower_bound, upper_bound, stride: None }) => {
                Node::op("slice", vec![node, bound(lower_bound)?, bound(upper_bound)?])
            }
            AccessExpr::Dot(field) => match (node, self.expr(field)?) {
                (Node::Column(mut path), Node::Column(name)) => {
                    path.extend(name);
                    Node::Column(path)
                }
                (node, field) => Node::op("field", vec![node, field]),
            },
            AccessExpr::Subscript(_) => return None,
        })
    }
}

/// The members of a list of ANDs or ORs, or the node alone.
fn members(name: &str, node: Node) -> Vec<Node> {
    match node {
        Node::Op(op, parts) if op == name => parts,
        other => vec![other],
    }
}

fn negatable(name: &str, negated: bool) -> String {
    if negated { format!("not {name}") } else { name.to_owned() }
}

/// Name of an operator, whichever of its spellings was used.
fn operator(op: &BinaryOperator) -> String {
    match op {
        BinaryOperator::And => "and".to_owned(),
        BinaryOperator::Or => "or".to_owned(),
        BinaryOperator::Xor => "xor".to_owned(),
        BinaryOperator::NotEq => "<>".to_owned(),
        BinaryOperator::Eq => "=".to_owned(),
        BinaryOperator::MyIntegerDivide | BinaryOperator::DuckIntegerDivide => "div".to_owned(),
        BinaryOperator::PGExp => "^".to_owned(),
        BinaryOperator::PGCustomBinaryOperator(path) => path.last().cloned().unwrap_or_default(),
        other => other.to_string().to_lowercase(),
    }
}
