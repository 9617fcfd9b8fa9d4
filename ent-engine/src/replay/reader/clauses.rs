//! Clauses that several dialects write alike.

use super::Reader;
use crate::model::{Check, Deferrable, Expr, ForeignKey, MatchKind, ReferentialAction, TableRef};
use crate::replay::{Name, Problem};

impl Reader<'_> {
    /// `CONSTRAINT name`, if it is there; the name may be left out before the kind of the constraint.
    pub fn constraint_name(&mut self) -> Result<Option<String>, Problem> {
        if !self.eat("CONSTRAINT") {
            return Ok(None);
        }
        if self.is_any(&["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"]) {
            return Ok(None);
        }
        self.ident().map(Some)
    }

    /// `REFERENCES table [(columns)] actions`, the word passed already.
    pub fn references(&mut self, columns: Vec<String>) -> Result<ForeignKey, Problem> {
        let Name { schema, name } = self.name()?;
        let (ref_columns, period) =
            if self.is_symbol("(") { self.period_list()? } else { Default::default() };
        let mut key = ForeignKey {
            columns,
            references: TableRef::new(schema.unwrap_or_default(), name),
            ref_columns,
            period,
            ..ForeignKey::default()
        };
        loop {
            if self.eat("ON DELETE") {
                key.on_delete = self.referential_action()?;
                let sets =
                    matches!(key.on_delete, ReferentialAction::SetNull | ReferentialAction::SetDefault);
                if sets && self.is_symbol("(") {
                    key.on_delete_columns = self.list(Self::ident)?;
                }
            } else if self.eat("ON UPDATE") {
                key.on_update = self.referential_action()?;
            } else if self.eat("MATCH") {
                key.match_kind = match self.eat_any(&["SIMPLE", "FULL", "PARTIAL"]) {
                    Some("FULL") => MatchKind::Full,
                    Some("PARTIAL") => MatchKind::Partial,
                    Some(_) => MatchKind::Simple,
                    None => return Err(self.unexpected("`SIMPLE`, `FULL` or `PARTIAL`")),
                };
            } else if !self.timing(&mut key.deferrable)? {
                return Ok(key);
            }
        }
    }

    /// Columns in parentheses, and whether the last is a time span (`PERIOD`).
    pub fn period_list(&mut self) -> Result<(Vec<String>, bool), Problem> {
        let mut period = false;
        let columns = self.list(|reader| {
            let is_name = reader.peek_at(1).is_some_and(|next| next.is_symbol(",") || next.is_symbol(")"));
            period = !is_name && reader.eat("PERIOD");
            reader.ident()
        })?;
        Ok((columns, period))
    }

    fn referential_action(&mut self) -> Result<ReferentialAction, Problem> {
        Ok(match self.eat_any(&["NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"]) {
            Some("NO ACTION") => ReferentialAction::NoAction,
            Some("RESTRICT") => ReferentialAction::Restrict,
            Some("CASCADE") => ReferentialAction::Cascade,
            Some("SET NULL") => ReferentialAction::SetNull,
            Some(_) => ReferentialAction::SetDefault,
            None => return Err(self.unexpected("what happens to referring rows")),
        })
    }

    /// `[NOT] DEFERRABLE` or `INITIALLY ..`, if one comes next.
    pub fn timing(&mut self, timing: &mut Option<Deferrable>) -> Result<bool, Problem> {
        match self.eat_any(&["NOT DEFERRABLE", "DEFERRABLE", "INITIALLY DEFERRED", "INITIALLY IMMEDIATE"]) {
            Some("NOT DEFERRABLE") => *timing = None,
            Some("DEFERRABLE") => {
                timing.get_or_insert(Deferrable::InitiallyImmediate);
            }
            Some("INITIALLY DEFERRED") => *timing = Some(Deferrable::InitiallyDeferred),
            Some(_) => {}
            None => return Ok(false),
        }
        Ok(true)
    }

    /// `(condition)` of a CHECK, the word passed already.
    pub fn check(&mut self) -> Result<Check, Problem> {
        Ok(Check::new("", Expr::new(self.parens()?.trim())))
    }
}
