//! Carrying out a stored program.

use std::collections::{BTreeMap, VecDeque};

use super::eval::{Scope, eval, truth};
use super::select;
use super::steps::Step;
use crate::replay::{Problem, Reader, Runner, Value};
use crate::sql::{Syntax, TokenKind};

/// The deepest that programs may call each other.
pub(super) const DEEPEST: usize = 32;

/// How a list of steps ends.
pub(super) enum Flow {
    Next,
    Leave(String),
    Iterate(String),
    Return,
}

/// A program at work: its variables, and what becomes of errors.
pub(super) struct Frame {
    pub(super) locals: BTreeMap<String, Value>,
    pub(super) syntax: Syntax,
    pub(super) depth: usize,
    /// Whether errors are handled, and if so whether they end the block.
    handler: Option<bool>,
    /// What is done where no row is left, and the block goes on.
    not_found: Option<Vec<Step>>,
    cursors: BTreeMap<String, Cursor>,
}

/// A cursor: its query and the rows that are left, if they are known.
struct Cursor {
    query: String,
    rows: Option<VecDeque<Vec<Value>>>,
}

impl Frame {
    pub(super) fn new(syntax: Syntax, depth: usize) -> Self {
        let (locals, cursors) = (BTreeMap::new(), BTreeMap::new());
        Self { locals, syntax, depth, handler: None, not_found: None, cursors }
    }

    fn scope<'a>(&'a self, runner: &'a dyn Runner) -> Scope<'a> {
        Scope {
            state: runner.state(),
            locals: &self.locals,
            syntax: self.syntax,
            row: None,
            rows: None,
            calls: self.depth,
        }
    }

    pub(super) fn eval(&self, runner: &dyn Runner, text: &str) -> Value {
        eval(self.scope(runner), text)
    }

    pub(super) fn steps(&mut self, runner: &mut dyn Runner, steps: &[Step]) -> Result<Flow, Problem> {
        for step in steps {
            runner.step()?;
            if self.depth > DEEPEST {
                return Err(Problem::Unknowable("procedures that call each other without end".to_owned()));
            }
            match self.step(runner, step) {
                Ok(Flow::Next) => {}
                Ok(flow) => return Ok(flow),
                Err(Problem::Missing { .. } | Problem::Exists { .. }) if self.handler.is_some() => {
                    if self.handler == Some(true) {
                        return Ok(Flow::Next);
                    }
                }
                Err(problem) => return Err(problem),
            }
        }
        Ok(Flow::Next)
    }

    fn step(&mut self, runner: &mut dyn Runner, step: &Step) -> Result<Flow, Problem> {
        match step {
            Step::Declare(names, default) => {
                let value = default.as_ref().map_or(Value::Null, |text| self.eval(runner, text));
                for name in names {
                    self.locals.insert(name.clone(), value.clone());
                }
            }
            Step::Handler { leaves, not_found, body } => {
                self.handler = Some(*leaves);
                if *not_found {
                    self.not_found = (!leaves).then(|| body.clone());
                }
            }
            Step::Cursor(name, query) => {
                self.cursors.insert(name.clone(), Cursor { query: query.clone(), rows: None });
            }
            Step::Open(name) => self.open(runner, name),
            Step::Nothing => {}
            Step::Return(_) => return Ok(Flow::Return),
            Step::Leave(label) => return Ok(Flow::Leave(label.clone())),
            Step::Iterate(label) => return Ok(Flow::Iterate(label.clone())),
            Step::Block(label, body) => {
                let outer = (self.handler, self.not_found.clone());
                let flow = self.steps(runner, body);
                (self.handler, self.not_found) = outer;
                return Ok(match flow? {
                    Flow::Leave(left) if left == *label => Flow::Next,
                    flow => flow,
                });
            }
            Step::If(arms, otherwise) => return self.branch(runner, arms, otherwise),
            Step::Loop { label, before, until, body } => {
                return self.repeat(runner, label, (before.as_deref(), until.as_deref()), body);
            }
            Step::Sql(text) => self.sql(runner, text)?,
        }
        Ok(Flow::Next)
    }

    fn branch(
        &mut self,
        runner: &mut dyn Runner,
        arms: &[(String, Vec<Step>)],
        otherwise: &[Step],
    ) -> Result<Flow, Problem> {
        for (at, (condition, body)) in arms.iter().enumerate() {
            match truth(&self.eval(runner, condition)) {
                Some(true) => return self.steps(runner, body),
                Some(false) => {}
                None => {
                    let rest = arms[at..].iter().map(|(_, body)| body.as_slice()).chain([otherwise]);
                    for body in rest {
                        // What comes next may be what changes the schema.
                        if leaves(body) {
                            return Err(depends(condition));
                        }
                        self.pass_over(runner, body, condition)?;
                    }
                    return Ok(Flow::Next);
                }
            }
        }
        self.steps(runner, otherwise)
    }

    fn repeat(
        &mut self,
        runner: &mut dyn Runner,
        label: &str,
        (before, until): (Option<&str>, Option<&str>),
        body: &[Step],
    ) -> Result<Flow, Problem> {
        if is_inert(self.syntax, body) {
            return self.pass_over(runner, body, "").map(|()| Flow::Next);
        }
        loop {
            if let Some(condition) = before {
                match truth(&self.eval(runner, condition)) {
                    Some(true) => {}
                    Some(false) => return Ok(Flow::Next),
                    None => return self.pass_over(runner, body, condition).map(|()| Flow::Next),
                }
            }
            match self.steps(runner, body)? {
                Flow::Next => {}
                Flow::Leave(left) if left == *label => return Ok(Flow::Next),
                Flow::Iterate(next) if next == *label => {}
                flow => return Ok(flow),
            }
            if let Some(condition) = until {
                match truth(&self.eval(runner, condition)) {
                    Some(false) => {}
                    Some(true) => return Ok(Flow::Next),
                    None => return self.pass_over(runner, body, condition).map(|()| Flow::Next),
                }
            }
        }
    }

    /// Steps of which nobody knows whether they run: fine as long as they leave the schema alone.
    fn pass_over(&mut self, runner: &mut dyn Runner, steps: &[Step], condition: &str) -> Result<(), Problem> {
        if !is_inert(self.syntax, steps) {
            return Err(depends(condition));
        }
        let mut assigned = Vec::new();
        assigned_in(self.syntax, steps, &mut assigned);
        if fetches(steps) {
            self.cursors.values_mut().for_each(|cursor| cursor.rows = None);
            self.missed(&mut assigned);
        }
        for name in assigned {
            self.assign(runner, &name, Value::Unknown);
        }
        Ok(())
    }

    /// Sets a variable: one of the program, or with `@` one of the user.
    pub(super) fn assign(&mut self, runner: &mut dyn Runner, name: &str, value: Value) {
        let lower = name.to_ascii_lowercase();
        match lower.strip_prefix('@') {
            Some(user) => {
                let user = user.trim_matches(['`', '\'', '"']).to_owned();
                runner.state_mut().session.variables.insert(user, value);
            }
            None => {
                if let Some(slot) = self.locals.get_mut(&lower) {
                    *slot = value;
                }
            }
        }
    }

    fn sql(&mut self, runner: &mut dyn Runner, text: &str) -> Result<(), Problem> {
        let mut reader = Reader::new(text, self.syntax, str::to_owned);
        if reader.eat("FETCH") {
            return self.fetch(runner, &mut reader);
        }
        if let Some(outcome) = super::statement(self, runner, text) {
            return outcome;
        }
        runner.run(text)
    }

    fn open(&mut self, runner: &dyn Runner, name: &str) {
        let Some(cursor) = self.cursors.get(name) else { return };
        let rows = select::rows(self.scope(runner), &cursor.query).map(VecDeque::from);
        if let Some(cursor) = self.cursors.get_mut(name) {
            cursor.rows = rows;
        }
    }

    /// `FETCH [[NEXT] FROM] cursor INTO variables`, after its first word.
    fn fetch(&mut self, runner: &mut dyn Runner, reader: &mut Reader<'_>) -> Result<(), Problem> {
        let _ = reader.eat("NEXT FROM") || reader.eat("FROM");
        let cursor = reader.ident()?.to_ascii_lowercase();
        reader.expect("INTO")?;
        let names = reader.comma_list(variable)?;
        let rows = self.cursors.get_mut(&cursor).and_then(|cursor| cursor.rows.as_mut());
        match rows.map(VecDeque::pop_front) {
            Some(Some(row)) => {
                for (name, value) in names.iter().zip(row) {
                    self.assign(runner, name, value);
                }
            }
            Some(None) => return self.miss(runner),
            None => {
                let mut assigned = names;
                self.missed(&mut assigned);
                assigned.iter().for_each(|name| self.assign(runner, name, Value::Unknown));
            }
        }
        Ok(())
    }

    /// The variables that are set where no row is left.
    fn missed(&self, names: &mut Vec<String>) {
        if let Some(body) = &self.not_found {
            assigned_in(self.syntax, body, names);
        }
    }

    /// No row is left: the variables stay as they are, and the handler for that has its turn.
    fn miss(&mut self, runner: &mut dyn Runner) -> Result<(), Problem> {
        match self.not_found.clone() {
            Some(body) => self.steps(runner, &body).map(|_| ()),
            None => Err(Problem::Unknowable("what becomes of a row that is not there".to_owned())),
        }
    }

    /// `SET a = 1, @b = 2`: what are variables of the program or of the user.
    pub(super) fn set(&mut self, runner: &mut dyn Runner, text: &str) -> Result<(), Problem> {
        let mut reader = Reader::new(text, self.syntax, str::to_owned);
        reader.bump();
        loop {
            let from = reader.at();
            let name = variable(&mut reader);
            let assigns = reader.eat_symbol("=") || reader.eat_symbol(":=");
            let value = reader.until(&[])?.to_owned();
            if let (Ok(name), true) = (name, assigns) {
                let value = self.eval(runner, &value);
                self.assign(runner, &name, value);
            }
            if !reader.eat_symbol(",") || reader.at() == from {
                return Ok(());
            }
        }
    }

    /// `SELECT .. INTO variables ..`.
    pub(super) fn select_into(&mut self, runner: &mut dyn Runner, text: &str) {
        let names = into(self.syntax, text);
        let found = select::rows(self.scope(runner), text);
        for (at, name) in names.iter().enumerate() {
            let value = match &found {
                // Without a row the variables stay as they are.
                Some(rows) if rows.is_empty() => continue,
                Some(rows) => rows.first().and_then(|row| row.get(at)).cloned().unwrap_or_default(),
                None => Value::Unknown,
            };
            self.assign(runner, name, value);
        }
    }
}

/// A variable of the program or the user.
pub(super) fn variable(reader: &mut Reader<'_>) -> Result<String, Problem> {
    match reader.peek() {
        Some(token) if token.kind == TokenKind::Variable && !token.text.starts_with("@@") => {
            reader.bump();
            Ok(token.text.to_owned())
        }
        _ => reader.ident(),
    }
}

/// The variables that a SELECT fills.
pub(super) fn into(syntax: Syntax, text: &str) -> Vec<String> {
    let mut reader = Reader::new(text, syntax, str::to_owned);
    while !reader.done() {
        if reader.is_symbol("(") {
            if reader.parens().is_err() {
                return Vec::new();
            }
        } else if reader.eat("INTO") {
            return reader.comma_list(variable).unwrap_or_default();
        } else {
            reader.bump();
        }
    }
    Vec::new()
}

fn depends(condition: &str) -> Problem {
    Problem::Unknowable(format!("whether `{condition}` holds depends on more than the schema"))
}

/// Whether steps may end what they stand in.
fn leaves(steps: &[Step]) -> bool {
    steps.iter().any(|step| match step {
        Step::Leave(_) | Step::Iterate(_) | Step::Return(_) => true,
        Step::If(arms, otherwise) => arms.iter().any(|(_, body)| leaves(body)) || leaves(otherwise),
        Step::Block(_, body) => leaves(body),
        _ => false,
    })
}

/// Whether steps read rows of cursors.
fn fetches(steps: &[Step]) -> bool {
    steps.iter().any(|step| match step {
        Step::If(arms, otherwise) => arms.iter().any(|(_, body)| fetches(body)) || fetches(otherwise),
        Step::Loop { body, .. } | Step::Block(_, body) => fetches(body),
        Step::Sql(text) => text.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("fetch")),
        _ => false,
    })
}

/// Whether no step can change the schema.
pub(super) fn is_inert(syntax: Syntax, steps: &[Step]) -> bool {
    steps.iter().all(|step| match step {
        Step::If(arms, otherwise) => {
            arms.iter().all(|(_, body)| is_inert(syntax, body)) && is_inert(syntax, otherwise)
        }
        Step::Loop { body, .. } | Step::Block(_, body) | Step::Handler { body, .. } => is_inert(syntax, body),
        Step::Sql(text) => {
            let reader = Reader::new(text, syntax, str::to_owned);
            !reader.is_any(&["CREATE", "ALTER", "DROP", "RENAME", "EXECUTE", "CALL"])
        }
        _ => true,
    })
}

/// The variables that steps may set.
fn assigned_in(syntax: Syntax, steps: &[Step], names: &mut Vec<String>) {
    for step in steps {
        match step {
            Step::If(arms, otherwise) => {
                arms.iter().for_each(|(_, body)| assigned_in(syntax, body, names));
                assigned_in(syntax, otherwise, names);
            }
            Step::Loop { body, .. } | Step::Block(_, body) | Step::Handler { body, .. } => {
                assigned_in(syntax, body, names);
            }
            Step::Sql(text) => {
                let mut reader = Reader::new(text, syntax, str::to_owned);
                if reader.eat("SET") {
                    while !reader.done() {
                        let name = variable(&mut reader);
                        names.extend(name);
                        if reader.until(&[]).is_err() || !reader.eat_symbol(",") {
                            break;
                        }
                    }
                } else {
                    names.extend(into(syntax, text));
                }
            }
            _ => {}
        }
    }
}
