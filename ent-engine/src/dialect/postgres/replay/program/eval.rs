//! Expressions, as far as their value is certain.

use super::super::names::fold;
use super::casts::type_name;
use super::functions;
use super::value::{Value, Variable};
use crate::replay::{Name, Problem, Reader, State};
use crate::sql::{Syntax, TokenKind};

/// What an expression may refer to.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) state: &'a State,
    /// Variables of the program, inner ones last.
    pub(super) variables: &'a [Variable],
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
            let other = self.operand(reader)?;
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

    pub(super) fn unary(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        if reader.eat_symbol("-") {
            return Ok(match self.unary(reader)? {
                Value::Int(value) => value.checked_neg().map_or(Value::Unknown, Value::Int),
                Value::Interval(value) => value.times(-1).map_or(Value::Unknown, Value::Interval),
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
        if schema.is_none()
            && let Some(value) = self.constant_of_type(reader, start)?
        {
            return Ok(value);
        }
        Ok(self.named(schema.as_deref(), &name))
    }

    /// `type 'text'`, from where the type begins; `interval '1' month`, too.
    fn constant_of_type(&self, reader: &mut Reader<'_>, start: usize) -> Result<Option<Value>, Problem> {
        let end = reader.at();
        reader.go(start);
        let ty = type_name(reader).ok();
        let is_text = reader.peek().is_some_and(|next| next.kind == TokenKind::String);
        let Some(ty) = ty.filter(|_| is_text) else {
            reader.go(end);
            return Ok(None);
        };
        let mut text = reader.string()?;
        if ty == "interval"
            && let Some(unit) = reader.eat_any(&["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"])
        {
            // Ranges of units, and units that cut what the text says, aren't read.
            if reader.is("TO") || text.trim().parse::<i64>().is_err() {
                return Ok(Some(Value::Unknown));
            }
            text = format!("{text} {unit}");
        }
        self.cast(Value::Text(text), &ty).map(Some)
    }

    fn variable(&self, name: &str) -> Option<Value> {
        let found = self.variables.iter().rev().find(|variable| variable.name == name);
        found.map(|variable| variable.value.clone())
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

pub(super) fn is_query(text: &str) -> bool {
    let reader = Reader::new(text, Syntax::postgres(), fold);
    reader.is_any(&["SELECT", "WITH", "VALUES", "TABLE"])
}
