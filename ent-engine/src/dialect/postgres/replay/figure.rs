//! The names that PostgreSQL gives to expressions (`FigureColname` in parse_target.c).

use super::names::name_of;
use crate::sql::{Syntax, Token, TokenKind, Tokens};

/// The name of an expression in an index: `expr` where nothing gives one.
pub(super) fn index_name(expr: &str) -> String {
    figure(expr).map_or_else(|| "expr".to_owned(), |(name, _)| name)
}

/// The name of the column that an expression gives in a query.
pub(super) fn result_name(expr: &str) -> String {
    figure(expr).map_or_else(|| "?column?".to_owned(), |(name, _)| name)
}

/// The name, and whether it is a strong one: that of a column or function, over which a cast or CASE has no say.
fn figure(expr: &str) -> Option<(String, bool)> {
    let expr = expr.trim();
    let tokens: Vec<_> = Tokens::new(expr, Syntax::postgres()).collect();
    let (first, last) = (tokens.first()?, tokens.last()?);
    let inside = |from: usize, to: usize| expr.get(tokens[from].end()..tokens[to].offset).unwrap_or_default();
    let end = tokens.len() - 1;
    if first.is_symbol("(") && closes(&tokens, 0) == Some(end) {
        let inner = inside(0, end);
        return if starts_query(inner) { query(inner) } else { figure(inner) };
    }
    if first.is_word("CASE") && case_end(&tokens) == Some(end) {
        let strong = otherwise(expr, &tokens).and_then(figure).filter(|(_, strong)| *strong);
        return Some(strong.unwrap_or_else(|| ("case".to_owned(), false)));
    }
    if is_operation(&tokens) {
        let zone = at_top(&tokens, |token| token.is_word("AT"));
        return zone.filter(|at| !is_operation(&tokens[..*at])).map(|_| ("timezone".to_owned(), true));
    }
    if let Some(collate) = at_top(&tokens, |token| token.is_word("COLLATE")) {
        return figure(expr.get(..tokens[collate].offset)?);
    }
    if let Some(cast) = at_top(&tokens, |token| token.is_symbol("::")) {
        let strong = figure(expr.get(..tokens[cast].offset)?).filter(|(_, strong)| *strong);
        return strong.or_else(|| Some((type_name(&tokens[cast + 1..]), false)));
    }
    if last.is_symbol("]") {
        let open = at_top(&tokens, |token| token.is_symbol("["))?;
        if open == 0 {
            return None;
        }
        return if open == 1 && first.is_word("ARRAY") {
            Some(("array".to_owned(), true))
        } else {
            figure(expr.get(..tokens[open].offset)?)
        };
    }
    let open = tokens.iter().position(|token| token.is_symbol("(")).filter(|open| *open > 0);
    if let Some(open) = open {
        let call = &tokens[open - 1];
        // FILTER and OVER may follow.
        if !is_path(&tokens[..open]) {
            return None;
        }
        let close = closes(&tokens, open)?;
        let name = match name_of(call.text) {
            name if open > 1 => name,
            name if name == "cast" => return cast(inside(open, close)),
            name if name == "trim" => trim(tokens.get(open + 1)),
            name => name,
        };
        return Some((name, true));
    }
    // `type 'text'`.
    if let [ty, value] = tokens.as_slice()
        && value.kind == TokenKind::String
    {
        return Some((type_name(std::slice::from_ref(ty)), false));
    }
    (is_path(&tokens) && !["NULL", "TRUE", "FALSE"].iter().any(|word| first.is_word(word)))
        .then(|| (name_of(last.text), true))
        .or_else(|| {
            let boolean = first.is_word("TRUE") || first.is_word("FALSE");
            (boolean && tokens.len() == 1).then(|| ("bool".to_owned(), false))
        })
}

/// The place of the END of the CASE that stands first.
fn case_end(tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0usize;
    tokens.iter().position(|token| {
        if token.is_word("CASE") {
            depth += 1;
        } else if token.is_word("END") {
            depth = depth.saturating_sub(1);
        }
        depth == 0
    })
}

/// The place where the parenthesis that opens at `open` closes.
fn closes(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0usize;
    tokens.iter().enumerate().skip(open).find_map(|(at, token)| {
        if token.is_symbol("(") {
            depth += 1;
        } else if token.is_symbol(")") {
            depth = depth.saturating_sub(1);
        }
        (depth == 0).then_some(at)
    })
}

/// The last token outside of all parentheses, brackets and CASE for which `test` holds.
fn at_top(tokens: &[Token<'_>], test: impl Fn(&Token<'_>) -> bool) -> Option<usize> {
    let (mut depth, mut found) = (0usize, None);
    for (at, token) in tokens.iter().enumerate() {
        let closes = matches!(token.text, ")" | "]") || token.is_word("END");
        if closes {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 && test(token) {
            found = Some(at);
        }
        if matches!(token.text, "(" | "[") || token.is_word("CASE") {
            depth += 1;
        }
    }
    found
}

fn is_path(tokens: &[Token<'_>]) -> bool {
    !tokens.is_empty()
        && tokens.iter().enumerate().all(|(at, token)| match at % 2 {
            1 => token.is_symbol("."),
            _ => matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier),
        })
}

/// Whether an operator stands outside of all parentheses: what it gives has no name.
fn is_operation(tokens: &[Token<'_>]) -> bool {
    let words = ["AND", "OR", "NOT", "IS", "IN", "LIKE", "ILIKE", "SIMILAR", "BETWEEN", "ISNULL", "NOTNULL"];
    let punctuation = ["(", ")", "[", "]", ".", "::", ",", "[]"];
    // `AT TIME ZONE` is a call of `timezone`, which has a name; a column may be called `at`.
    let zones: Vec<usize> = tokens
        .windows(2)
        .filter(|pair| pair[0].is_word("AT") && (pair[1].is_word("TIME") || pair[1].is_word("LOCAL")))
        .map(|pair| pair[0].offset)
        .collect();
    at_top(tokens, |token| match token.kind {
        TokenKind::Symbol => !punctuation.contains(&token.text),
        TokenKind::Word => zones.contains(&token.offset) || words.iter().any(|word| token.is_word(word)),
        _ => false,
    })
    .is_some()
}

/// What follows ELSE in a CASE.
fn otherwise<'e>(expr: &'e str, tokens: &[Token<'_>]) -> Option<&'e str> {
    let inner = tokens.get(1..tokens.len().checked_sub(1)?)?;
    let at = at_top(inner, |token| token.is_word("ELSE"))?;
    expr.get(inner[at].end()..tokens.last()?.offset)
}

fn starts_query(text: &str) -> bool {
    let first = Tokens::new(text, Syntax::postgres()).next();
    first.is_some_and(|first| ["SELECT", "WITH", "VALUES"].iter().any(|word| first.is_word(word)))
}

/// A query in parentheses is called as its only column.
fn query(text: &str) -> Option<(String, bool)> {
    let tokens: Vec<_> = Tokens::new(text, Syntax::postgres()).collect();
    if !tokens.first()?.is_word("SELECT") {
        return None;
    }
    let ends = ["FROM", "WHERE", "GROUP", "ORDER", "LIMIT", "UNION", "HAVING"];
    let mut depth = 0usize;
    let end = tokens.iter().position(|token| {
        depth = match token.text {
            "(" => depth + 1,
            ")" => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0 && ends.iter().any(|word| token.is_word(word))
    });
    let to = end.and_then(|end| tokens.get(end)).map_or(text.len(), |token| token.offset);
    let list = &tokens[1..end.unwrap_or(tokens.len())];
    if let [.., before, alias] = list
        && matches!(alias.kind, TokenKind::Word | TokenKind::QuotedIdentifier)
        && !alias.is_word("END")
        && (before.is_word("AS") || before.is_symbol(")") || before.kind == TokenKind::Word)
        && !before.is_word("DISTINCT")
    {
        return Some((name_of(alias.text), true));
    }
    figure(text.get(tokens.first()?.end()..to)?)
}

fn cast(inside: &str) -> Option<(String, bool)> {
    let tokens: Vec<_> = Tokens::new(inside, Syntax::postgres()).collect();
    let at = at_top(&tokens, |token| token.is_word("AS"))?;
    let strong = figure(inside.get(..tokens[at].offset)?).filter(|(_, strong)| *strong);
    strong.or_else(|| Some((type_name(&tokens[at + 1..]), false)))
}

fn trim(first: Option<&Token<'_>>) -> String {
    match first {
        Some(first) if first.is_word("LEADING") => "ltrim",
        Some(first) if first.is_word("TRAILING") => "rtrim",
        _ => "btrim",
    }
    .to_owned()
}

/// The server's own name of a type that a cast writes.
fn type_name(tokens: &[Token<'_>]) -> String {
    let has = |word: &str| tokens.iter().any(|token| token.is_word(word));
    let path = tokens.iter().take_while(|token| token.is_symbol(".") || token.kind != TokenKind::Symbol);
    let path: Vec<_> = path.collect();
    let named = match path.as_slice() {
        [_, dot, name, ..] if dot.is_symbol(".") => name,
        [name, ..] => name,
        [] => return "expr".to_owned(),
    };
    let zoned = has("WITH") && has("ZONE");
    match name_of(named.text).as_str() {
        "int" | "integer" => "int4",
        "bigint" => "int8",
        "smallint" => "int2",
        "boolean" => "bool",
        "real" => "float4",
        "double" | "float" => "float8",
        "decimal" | "dec" => "numeric",
        "character" | "char" if has("VARYING") => "varchar",
        "character" | "char" => "bpchar",
        "bit" if has("VARYING") => "varbit",
        "timestamp" if zoned => "timestamptz",
        "time" if zoned => "timetz",
        name => return name.to_owned(),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_expressions() {
        let cases = [
            ("lower(name)", "lower"),
            ("(a || b)", "expr"),
            ("to_tsvector('english'::regconfig, a) || to_tsvector('english', b)", "expr"),
            ("a || b::text", "expr"),
            ("(a)::text", "a"),
            ("'x'::int", "int4"),
            ("CAST(1 AS bigint)", "int8"),
            ("tags[1]", "tags"),
            ("CASE WHEN a THEN b ELSE c END", "c"),
            ("CASE WHEN a THEN 1 END", "case"),
            ("(CASE WHEN a THEN 1 END)::int", "int4"),
            ("CASE WHEN a THEN b END AND CASE WHEN a THEN b END", "expr"),
            ("sum(a) OVER (PARTITION BY b)", "sum"),
            ("(SELECT max(a) FROM t)", "max"),
            ("name COLLATE \"C\"", "name"),
            ("trim(a)", "btrim"),
            ("current_date", "current_date"),
            ("data ->> 'a'", "expr"),
        ];
        for (expr, name) in cases {
            assert_eq!(index_name(expr), name, "{expr}");
        }
        assert_eq!(result_name("a + 1"), "?column?");
        assert_eq!(result_name("EXISTS (SELECT 1)"), "exists");
        assert_eq!(result_name("ARRAY[1]"), "array");
        assert_eq!(result_name("now() AT TIME ZONE 'utc'"), "timezone");
    }
}
