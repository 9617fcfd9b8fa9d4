//! Expressions, as far as their value is certain.

use super::super::names::fold;
use super::functions;
use super::value::Value;
use crate::replay::{Name, Problem, Reader, State};
use crate::sql::{Syntax, TokenKind};

/// What an expression may refer to.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) state: &'a State,
    /// Variables of the program, inner ones last.
    pub(super) variables: &'a [(String, Value)],
    /// Rows at hand, each under the name of its table.
    pub(super) rows: &'a [(String, Vec<(String, Value)>)],
}

impl Scope<'_> {
    /// The value of an expression.
    ///
    /// # Errors
    /// What the server would answer: a relation that isn't there.
    pub(super) fn value(&self, text: &str) -> Result<Value, Problem> {
        let mut reader = Reader::new(text, Syntax::postgres(), fold);
        // A query as an expression: `x := count(*) FROM t` and the like.
        if reader.is("SELECT") || reader.is("WITH") {
            return self.subquery(text);
        }
        let value = self.or(&mut reader)?;
        Ok(if reader.done() { value } else { Value::Unknown })
    }

    fn subquery(&self, text: &str) -> Result<Value, Problem> {
        Ok(match super::query::rows(self, text)? {
            Some(rows) => match rows.first() {
                Some(row) => row.first().map_or(Value::Unknown, |(_, value)| value.clone()),
                None => Value::Null,
            },
            None => Value::Unknown,
        })
    }

    pub(super) fn or(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        let mut value = self.and(reader)?;
        while reader.eat("OR") {
            let next = self.and(reader)?;
            value = match (value.truth(), next.truth()) {
                (Some(true), _) | (_, Some(true)) => Value::Bool(true),
                (Some(false), Some(false)) => Value::Bool(false),
                _ => Value::Unknown,
            };
        }
        Ok(value)
    }

    fn and(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        let mut value = self.not(reader)?;
        while reader.eat("AND") {
            let next = self.not(reader)?;
            value = match (value.truth(), next.truth()) {
                (Some(false), _) | (_, Some(false)) => Value::Bool(false),
                (Some(true), Some(true)) => Value::Bool(true),
                _ => Value::Unknown,
            };
        }
        Ok(value)
    }

    fn not(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        if reader.eat("NOT") {
            return Ok(match self.not(reader)? {
                Value::Null => Value::Null,
                value => value.truth().map_or(Value::Unknown, |truth| Value::Bool(!truth)),
            });
        }
        let value = self.comparison(reader)?;
        self.is(reader, value)
    }

    fn is(&self, reader: &mut Reader<'_>, value: Value) -> Result<Value, Problem> {
        if !reader.eat("IS") {
            return Ok(value);
        }
        let not = reader.eat("NOT");
        let known = if reader.eat("NULL") {
            match value {
                Value::Unknown => None,
                // A text of which the start is known is there.
                value => Some(value == Value::Null),
            }
        } else if reader.eat("TRUE") || reader.is("FALSE") {
            let wanted = !reader.eat("FALSE");
            if value == Value::Null { Some(false) } else { value.truth().map(|truth| truth == wanted) }
        } else if reader.eat("DISTINCT FROM") {
            let other = self.additive(reader)?;
            match (&value, &other) {
                (Value::Null, Value::Null) => Some(false),
                (Value::Null, Value::Unknown) | (Value::Unknown, _) | (_, Value::Unknown) => None,
                (Value::Null, _) | (_, Value::Null) => Some(true),
                _ => value.equals(&other).truth().map(|same| !same),
            }
        } else {
            reader.bump();
            None
        };
        Ok(known.map_or(Value::Unknown, |known| Value::Bool(known != not)))
    }

    fn comparison(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        let left = self.additive(reader)?;
        let not = reader.is("NOT") && {
            let next = reader.peek_at(1);
            let follows = ["IN", "LIKE", "ILIKE", "BETWEEN", "SIMILAR"];
            follows.iter().any(|word| next.is_some_and(|next| next.is_word(word)))
        };
        if not {
            reader.bump();
        }
        let negate = |value: Value| match (not, value.truth(), value == Value::Null) {
            (_, _, true) => Value::Null,
            (true, Some(truth), _) => Value::Bool(!truth),
            (true, None, _) => Value::Unknown,
            _ => value,
        };
        if reader.eat("IN") {
            return Ok(negate(self.within(reader, &left)?));
        }
        if reader.is("LIKE") || reader.is("ILIKE") {
            let folded = reader.eat("ILIKE") || !reader.eat("LIKE");
            let pattern = self.additive(reader)?;
            return Ok(negate(match (left.as_text(), pattern.as_text()) {
                (Some(text), Some(pattern)) => Value::Bool(functions::like(&text, &pattern, folded)),
                (None, Some(pattern)) => functions::like_unknown(&left, &pattern, folded),
                _ => Value::Unknown,
            }));
        }
        if reader.eat("BETWEEN") {
            self.additive(reader)?;
            reader.expect("AND")?;
            self.additive(reader)?;
            return Ok(Value::Unknown);
        }
        let operator = match reader.peek() {
            Some(token) if token.kind == TokenKind::Symbol => token.text.to_owned(),
            _ => return Ok(left),
        };
        match operator.as_str() {
            "=" | "<>" | "!=" | "<" | ">" | "<=" | ">=" => {
                reader.bump();
                if reader.eat("ANY") || reader.eat("SOME") {
                    return self.any(reader, &left);
                }
                let right = self.additive(reader)?;
                Ok(functions::compare(&left, &operator, &right))
            }
            "~" | "~*" | "!~" | "!~*" => {
                reader.bump();
                let pattern = self.additive(reader)?;
                let known = pattern.as_text();
                Ok(known.map_or(Value::Unknown, |text| functions::matches_unknown(&left, &operator, &text)))
            }
            "@>" | "<@" | "->" | "->>" | "&&" => {
                reader.bump();
                self.additive(reader)?;
                Ok(Value::Unknown)
            }
            _ => Ok(left),
        }
    }

    fn within(&self, reader: &mut Reader<'_>, left: &Value) -> Result<Value, Problem> {
        let inside = reader.parens()?.to_owned();
        let values = self.list(&inside)?;
        Ok(one_of(left, values.as_deref()))
    }

    fn any(&self, reader: &mut Reader<'_>, left: &Value) -> Result<Value, Problem> {
        let inside = reader.parens()?.to_owned();
        if is_query(&inside) {
            return Ok(one_of(left, self.list(&inside)?.as_deref()));
        }
        Ok(match self.value(&inside)? {
            Value::List(values) => one_of(left, Some(&values)),
            _ => Value::Unknown,
        })
    }

    /// The values in a list or of a query's only column.
    pub(super) fn list(&self, text: &str) -> Result<Option<Vec<Value>>, Problem> {
        if is_query(text) {
            let rows = super::query::rows(self, text)?;
            let first =
                |row: Vec<(String, Value)>| row.into_iter().next().map_or(Value::Null, |(_, value)| value);
            return Ok(rows.map(|rows| rows.into_iter().map(first).collect()));
        }
        let mut reader = Reader::new(text, Syntax::postgres(), fold);
        if reader.done() {
            return Ok(Some(Vec::new()));
        }
        let values = reader.comma_list(|reader| self.or(reader))?;
        Ok(reader.done().then_some(values))
    }

    fn additive(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        let mut value = self.unary(reader)?;
        while let Some(operator) = reader.peek().filter(|token| token.kind == TokenKind::Symbol) {
            match operator.text {
                "||" => {
                    reader.bump();
                    value = value.concat(self.unary(reader)?);
                }
                "+" | "-" | "*" | "/" | "%" => {
                    reader.bump();
                    let right = self.unary(reader)?;
                    value = functions::arithmetic(&value, operator.text, &right);
                }
                _ => break,
            }
        }
        Ok(value)
    }

    fn unary(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        if reader.eat_symbol("-") {
            return Ok(match self.unary(reader)? {
                Value::Int(value) => Value::Int(-value),
                _ => Value::Unknown,
            });
        }
        let mut value = self.primary(reader)?;
        loop {
            if reader.eat_symbol("::") {
                let ty = type_name(reader)?;
                value = self.cast(value, &ty)?;
            } else if reader.is_symbol("[") {
                let from = reader.at();
                while !reader.done() && !reader.eat_symbol("]") {
                    reader.bump();
                }
                let index = reader.slice(from + 1, reader.at().saturating_sub(1)).to_owned();
                value = functions::element(&value, &self.value(&index)?);
            } else if reader.eat("COLLATE") {
                reader.name()?;
            } else {
                return Ok(value);
            }
        }
    }

    /// A cast; to a relation it looks the name up.
    pub(super) fn cast(&self, value: Value, ty: &str) -> Result<Value, Problem> {
        Ok(match ty {
            "regclass" => match &value {
                Value::Text(text) => match self.relation(text)? {
                    Some(relation) => relation,
                    None => return Err(Problem::missing("table", text)),
                },
                _ => value,
            },
            "text" | "varchar" | "character varying" | "name" => match value {
                Value::Relation(_) | Value::Int(_) | Value::Bool(_) => {
                    Value::Text(value.as_text().unwrap_or_default())
                }
                value => value,
            },
            "int" | "integer" | "bigint" | "smallint" | "int4" | "int8" => match &value {
                Value::Text(text) => text.trim().parse().map_or(Value::Unknown, Value::Int),
                _ => value,
            },
            "boolean" | "bool" => match value {
                Value::Null => Value::Null,
                value => value.truth().map_or(Value::Unknown, Value::Bool),
            },
            "regnamespace" => match value.as_text() {
                Some(name) => super::catalog::namespace(self.state, &name),
                None => value,
            },
            "regtype" => match value.as_text() {
                Some(name) => super::catalog::type_of(self.state, &name),
                None => value,
            },
            "oid" => value,
            ty if ty.ends_with("[]") => match &value {
                Value::Text(text) => functions::array(text),
                _ => value,
            },
            _ => match value {
                Value::Null => Value::Null,
                _ => Value::Unknown,
            },
        })
    }

    /// The relation of a name, `None` if there is none.
    pub(super) fn relation(&self, text: &str) -> Result<Option<Value>, Problem> {
        let mut reader = Reader::new(text, Syntax::postgres(), fold);
        let Ok(name) = reader.name() else { return Ok(Some(Value::Unknown)) };
        Ok(super::catalog::relation(self.state, &name))
    }

    fn primary(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        let Some(token) = reader.peek() else { return Err(reader.unexpected("an expression")) };
        match token.kind {
            TokenKind::String => return reader.string().map(Value::Text),
            TokenKind::Number => {
                reader.bump();
                return Ok(token.text.parse().map_or(Value::Unknown, Value::Int));
            }
            TokenKind::Variable => {
                reader.bump();
                return Ok(self.variable(token.text).unwrap_or(Value::Unknown));
            }
            TokenKind::Symbol if token.text == "(" => {
                let inside = reader.parens()?.to_owned();
                if reader.is_symbol(".") {
                    reader.bump();
                    reader.bump();
                    return Ok(Value::Unknown);
                }
                return if is_query(&inside) { self.subquery(&inside) } else { self.value(&inside) };
            }
            TokenKind::Symbol => {
                reader.bump();
                return Ok(Value::Unknown);
            }
            TokenKind::Word | TokenKind::QuotedIdentifier => {}
        }
        if reader.eat("NULL") {
            return Ok(Value::Null);
        }
        if reader.eat("TRUE") {
            return Ok(Value::Bool(true));
        }
        if reader.eat("FALSE") {
            return Ok(Value::Bool(false));
        }
        if reader.eat("EXISTS") {
            let inside = reader.parens()?.to_owned();
            return Ok(super::query::exists(self, &inside)?.map_or(Value::Unknown, Value::Bool));
        }
        if reader.eat("CASE") {
            return self.case(reader);
        }
        if reader.is("ARRAY")
            && reader.peek_at(1).is_some_and(|next| next.is_symbol("[") || next.is_symbol("("))
        {
            return self.array(reader);
        }
        if reader.eat("CAST") {
            let inside = reader.parens()?.to_owned();
            let mut inner = reader.sub(&inside);
            let value = self.or(&mut inner)?;
            inner.expect("AS")?;
            let ty = type_name(&mut inner)?;
            return self.cast(value, &ty);
        }
        let start = reader.at();
        let Name { schema, name } = reader.name()?;
        if reader.is_symbol("(") {
            return functions::call(self, reader, &name);
        }
        let no_parens =
            ["current_schema", "current_user", "session_user", "current_timestamp", "current_date"];
        if schema.is_none() && no_parens.contains(&name.as_str()) {
            return Ok(functions::keyword(self, &name));
        }
        // `type 'text'`.
        if schema.is_none()
            && reader.peek().is_some_and(|next| next.kind == TokenKind::String)
            && start < reader.at()
        {
            let value = Value::Text(reader.string()?);
            return self.cast(value, &name);
        }
        Ok(self.named(schema.as_deref(), &name))
    }

    fn variable(&self, name: &str) -> Option<Value> {
        self.variables.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// The column or variable of a name.
    fn named(&self, owner: Option<&str>, name: &str) -> Value {
        let column = |row: &[(String, Value)]| {
            row.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        };
        if let Some(owner) = owner {
            if let Some((_, row)) = self.rows.iter().rev().find(|(alias, _)| alias == owner) {
                return column(row).unwrap_or(Value::Unknown);
            }
            return match self.variable(owner) {
                Some(Value::Row(row)) => column(&row).unwrap_or(Value::Unknown),
                _ => Value::Unknown,
            };
        }
        if let Some(value) = self.rows.iter().rev().find_map(|(_, row)| column(row)) {
            return value;
        }
        self.variable(name).unwrap_or(Value::Unknown)
    }

    fn array(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        reader.bump();
        if reader.is_symbol("(") {
            let inside = reader.parens()?.to_owned();
            return Ok(self.list(&inside)?.map_or(Value::Unknown, Value::List));
        }
        let from = reader.at();
        let mut depth = 0usize;
        while let Some(token) = reader.peek() {
            match token.text {
                "[" => depth += 1,
                "]" => depth = depth.saturating_sub(1),
                _ => {}
            }
            reader.bump();
            if depth == 0 {
                break;
            }
        }
        let inside = reader.slice(from + 1, reader.at().saturating_sub(1)).to_owned();
        Ok(self.list(&inside)?.map_or(Value::Unknown, Value::List))
    }

    fn case(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        let subject = if reader.is("WHEN") { None } else { Some(self.or(reader)?) };
        let mut result: Option<Value> = None;
        while reader.eat("WHEN") {
            let condition = self.or(reader)?;
            reader.expect("THEN")?;
            let value = self.or(reader)?;
            let holds = match &subject {
                Some(subject) => subject.equals(&condition).truth(),
                None => condition.truth(),
            };
            match holds {
                Some(true) if result.is_none() => result = Some(value),
                None if result.is_none() => result = Some(Value::Unknown),
                _ => {}
            }
        }
        let otherwise = if reader.eat("ELSE") { self.or(reader)? } else { Value::Null };
        reader.expect("END")?;
        Ok(result.unwrap_or(otherwise))
    }
}

/// Whether a value is one of a list; not known where that can't be told.
fn one_of(left: &Value, values: Option<&[Value]>) -> Value {
    let Some(values) = values else { return Value::Unknown };
    let mut known = true;
    for value in values {
        match left.equals(value) {
            Value::Bool(true) => return Value::Bool(true),
            Value::Bool(false) | Value::Null => {}
            _ => known = false,
        }
    }
    if known { Value::Bool(false) } else { Value::Unknown }
}

pub(super) fn is_query(text: &str) -> bool {
    let reader = Reader::new(text, Syntax::postgres(), fold);
    reader.is_any(&["SELECT", "WITH", "VALUES", "TABLE"])
}

/// The name of a type with its brackets, without its arguments.
fn type_name(reader: &mut Reader<'_>) -> Result<String, Problem> {
    let mut name = reader.name()?.name;
    if reader.eat("VARYING") || reader.eat("PRECISION") {
        name.push_str(" varying");
    }
    if reader.is_symbol("(") {
        reader.parens()?;
    }
    while reader.eat_symbol("[") {
        while !reader.done() && !reader.eat_symbol("]") {
            reader.bump();
        }
        name.push_str("[]");
    }
    if reader.eat_symbol("[]") {
        name.push_str("[]");
    }
    Ok(name)
}
