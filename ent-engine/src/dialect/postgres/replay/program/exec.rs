//! Running a program.

use super::cursor::Cursors;
use super::declared::Declared;
use super::eval::Scope;
use super::syntax::{Block, Handler, Leave, Range, Step};
use super::value::{Value, Variable};
use super::{calls, effect, query};
use crate::replay::{Problem, Runner};

/// How deep programs may call each other.
const DEPTH: usize = 24;

/// How often a loop over numbers may run.
const ROUNDS: usize = 10_000;

/// A program at work.
pub(super) struct Program<'r> {
    runner: &'r mut dyn Runner,
    variables: Vec<Variable>,
    cursors: Cursors,
    depth: usize,
}

/// Whether a program goes on after a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    Next,
    /// Out of the loop.
    Exit,
    /// On with the next round of the loop.
    Continue,
    /// One of these, or neither: it isn't known which.
    Leave,
    Return,
}

fn unknowable(what: &str) -> Problem {
    Problem::Unknowable(format!("whether it changes the schema depends on {what}"))
}

/// A text in one line, cut where it gets long.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(70) {
        Some((end, _)) => format!("`{} ...`", &text[..end]),
        None => format!("`{text}`"),
    }
}

impl<'r> Program<'r> {
    pub(super) fn new(runner: &'r mut dyn Runner) -> Self {
        Self { runner, variables: Vec::new(), cursors: Cursors::default(), depth: 0 }
    }

    /// The program of a function that another one called.
    pub(super) fn called(runner: &'r mut dyn Runner, arguments: Vec<Variable>, depth: usize) -> Self {
        Self { runner, variables: arguments, cursors: Cursors::default(), depth }
    }

    pub(super) fn block(&mut self, block: &Block) -> Result<(), Problem> {
        if self.depth > DEPTH {
            return Err(Problem::Unknowable("programs that call each other without end".to_owned()));
        }
        self.inner(block).map(|_| ())
    }

    fn scope(&self) -> Scope<'_> {
        Scope { state: self.runner.state(), variables: &self.variables, rows: &[] }
    }

    fn value(&self, text: &str) -> Result<Value, Problem> {
        self.scope().value(text)
    }

    fn is_harmless(&self, steps: &[Step]) -> bool {
        effect::is_harmless(self.runner.state(), steps)
    }

    fn inner(&mut self, block: &Block) -> Result<Flow, Problem> {
        let count = self.variables.len();
        self.cursors.declare(&block.cursors);
        for Declared { name, ty, value } in &block.variables {
            let value = match value {
                Some(text) => self.scope().assigned(self.value(text)?, ty.as_deref())?,
                None => Value::Null,
            };
            self.variables.push(Variable { name: name.clone(), ty: ty.clone(), value });
        }
        let outcome = if block.handlers.is_empty() {
            self.steps(&block.body)
        } else {
            let before = self.runner.state().clone();
            match self.steps(&block.body) {
                Err(problem) => match handler(&block.handlers, &problem) {
                    Some(handler) => {
                        self.runner.restore(before);
                        self.steps(&handler.body)
                    }
                    None => Err(problem),
                },
                done => done,
            }
        };
        self.variables.truncate(count);
        outcome
    }

    fn steps(&mut self, steps: &[Step]) -> Result<Flow, Problem> {
        for (at, step) in steps.iter().enumerate() {
            self.runner.step()?;
            let flow = self.step(step, steps.get(at + 1..).unwrap_or_default())?;
            if flow != Flow::Next {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }

    fn step(&mut self, step: &Step, rest: &[Step]) -> Result<Flow, Problem> {
        match step {
            Step::Block(block) => return self.inner(block),
            Step::If(arms) => return self.branch(arms, rest),
            Step::Assign(name, value) => {
                let value = self.value(value)?;
                self.set(name, value);
            }
            Step::Execute { sql, into, using } => self.execute(sql, into, using)?,
            Step::SelectInto { query: text, into } => {
                calls::call(self.runner, text, &self.variables, self.depth)?;
                let rows = query::rows(&self.scope(), text)?;
                let found = rows.as_ref().map_or(Value::Unknown, |rows| Value::Bool(!rows.is_empty()));
                self.receive(into, rows);
                self.set("found", found);
            }
            Step::Open(cursor, query) => {
                let own = self.cursors.query(cursor).map(str::to_owned);
                let query = query.clone().and_then(|query| if query.is_empty() { own } else { Some(query) });
                let rows = match query {
                    Some(query) => {
                        calls::call(self.runner, &query, &self.variables, self.depth)?;
                        query::rows(&self.scope(), &query)?
                    }
                    None => None,
                };
                self.cursors.open(cursor, rows);
            }
            Step::Fetch { cursor, is_next, into } => {
                if !is_next {
                    self.cursors.lose(cursor);
                }
                let row = self.cursors.next(cursor);
                let found = row.as_ref().map_or(Value::Unknown, |row| Value::Bool(row.is_some()));
                self.receive(into, row.map(|row| row.into_iter().collect()));
                self.set("found", found);
            }
            Step::Perform(text) => {
                calls::call(self.runner, &format!("SELECT {text}"), &self.variables, self.depth)?;
                self.found(&format!("SELECT {text}"))?;
            }
            Step::Raise(level) => {
                if level == "EXCEPTION" {
                    return Err(Problem::Refused("it raises an exception".to_owned()));
                }
            }
            Step::ForRows { variables, query, dynamic, body } => {
                return self.for_rows(variables, query, *dynamic, body);
            }
            Step::ForRange { variable, range, body } => return self.for_range(variable, range, body),
            Step::ForEach { variable, list, body } => {
                return match self.value(list)? {
                    Value::List(values) => {
                        self.each(values, body, |program, value| program.set(variable, value))
                    }
                    _ => self.unknown_times(body, list),
                };
            }
            Step::Loop { condition, body } => return self.repeat(condition.as_deref(), body),
            Step::Return => return Ok(Flow::Return),
            Step::Leave(leave) => return self.leave(leave),
            Step::Nothing => {}
            Step::Sql(sql) => self.sql(sql)?,
        }
        Ok(Flow::Next)
    }

    /// A statement as it stands. Only data statements can hold variables, and those have no effect here.
    fn sql(&mut self, sql: &str) -> Result<(), Problem> {
        if effect::is_data(sql) {
            return calls::call(self.runner, sql, &self.variables, self.depth).map(|_| ());
        }
        self.runner.run(sql)
    }

    /// Gives a variable a value, as its type has it.
    fn set(&mut self, name: &str, value: Value) {
        // `record.field := ..` makes the record unknown.
        let (name, value) = match name.strip_suffix('.') {
            Some(name) => (name, Value::Unknown),
            None => (name, value),
        };
        let Some(at) = self.variables.iter().rposition(|variable| variable.name == name) else {
            self.variables.push(Variable::untyped(name, value));
            return;
        };
        // A relation that isn't there fails on the server; what hangs on the variable is refused.
        let value = self.scope().assigned(value, self.variables[at].ty.as_deref()).unwrap_or(Value::Unknown);
        self.variables[at].value = value;
    }

    /// Puts the first row of a query in variables.
    fn receive(&mut self, into: &[String], rows: Option<Vec<query::Row>>) {
        let known = rows.is_some();
        let row = rows.and_then(|rows| rows.into_iter().next());
        match (into, row) {
            ([only], Some(row)) if row.len() != 1 => self.set(only, Value::Row(row)),
            (_, Some(row)) => {
                for (name, (_, value)) in into.iter().zip(row) {
                    self.set(name, value);
                }
            }
            (_, None) => {
                for name in into {
                    self.set(name, if known { Value::Null } else { Value::Unknown });
                }
            }
        }
    }

    fn found(&mut self, query: &str) -> Result<(), Problem> {
        let found = query::exists(&self.scope(), query)?.map_or(Value::Unknown, Value::Bool);
        self.set("found", found);
        Ok(())
    }

    fn branch(&mut self, arms: &[(Option<String>, Vec<Step>)], rest: &[Step]) -> Result<Flow, Problem> {
        for (at, (condition, body)) in arms.iter().enumerate() {
            let holds = match condition {
                Some(condition) => self.value(condition)?.truth(),
                None => Some(true),
            };
            match holds {
                Some(true) => return self.steps(body),
                Some(false) => {}
                None => {
                    let open = arms.get(at..).unwrap_or_default();
                    let harmless = open.iter().all(|(_, body)| self.is_harmless(body));
                    let leaves = open.iter().any(|(_, body)| effect::leaves(body));
                    if harmless && (!leaves || self.is_harmless(rest)) {
                        for (_, body) in open {
                            self.forget(body);
                        }
                        return Ok(Flow::Next);
                    }
                    return Err(unknowable(&short(condition.as_deref().unwrap_or_default())));
                }
            }
        }
        Ok(Flow::Next)
    }

    /// Variables that steps which may or may not run would set are unknown from here on.
    fn forget(&mut self, steps: &[Step]) {
        for name in effect::assigned(steps) {
            self.set(&name, Value::Unknown);
        }
        for cursor in effect::moved(steps) {
            self.cursors.lose(&cursor);
        }
    }

    fn unknown_times(&mut self, body: &[Step], what: &str) -> Result<Flow, Problem> {
        if self.is_harmless(body) {
            self.forget(body);
            return Ok(Flow::Next);
        }
        Err(unknowable(&short(what)))
    }

    fn leave(&self, leave: &Leave) -> Result<Flow, Problem> {
        let (flow, condition) = match leave {
            Leave::Exit(condition) => (Flow::Exit, condition),
            Leave::Continue(condition) => (Flow::Continue, condition),
            Leave::Labelled => return Ok(Flow::Leave),
        };
        let Some(condition) = condition else { return Ok(flow) };
        Ok(match self.value(condition)?.truth() {
            Some(true) => flow,
            Some(false) => Flow::Next,
            None => Flow::Leave,
        })
    }

    /// WHILE and LOOP, as long as the catalog and known values decide how often they run.
    fn repeat(&mut self, condition: Option<&str>, body: &[Step]) -> Result<Flow, Problem> {
        let what = condition.unwrap_or("a loop");
        if self.is_harmless(body) {
            return self.unknown_times(body, what);
        }
        loop {
            if let Some(condition) = condition {
                match self.value(condition)?.truth() {
                    Some(true) => {}
                    Some(false) => return Ok(Flow::Next),
                    None => return self.unknown_times(body, what),
                }
            }
            self.runner.step()?;
            match self.steps(body)? {
                Flow::Return => return Ok(Flow::Return),
                Flow::Exit => return Ok(Flow::Next),
                Flow::Leave => return Err(unknowable("where a loop ends")),
                Flow::Next | Flow::Continue => {}
            }
        }
    }

    fn each<T>(&mut self, items: Vec<T>, body: &[Step], set: impl Fn(&mut Self, T)) -> Result<Flow, Problem> {
        for item in items {
            set(self, item);
            match self.steps(body)? {
                Flow::Return => return Ok(Flow::Return),
                Flow::Exit => break,
                // EXIT and CONTINUE may have conditions, which only a body without effect can stand.
                Flow::Leave if !self.is_harmless(body) => return Err(unknowable("where a loop ends")),
                _ => {}
            }
        }
        Ok(Flow::Next)
    }

    fn for_rows(
        &mut self,
        variables: &[String],
        query: &str,
        dynamic: bool,
        body: &[Step],
    ) -> Result<Flow, Problem> {
        let query = self.cursors.query(query).unwrap_or(query).to_owned();
        let query = query.as_str();
        let text = if dynamic { self.value(query)?.as_text() } else { Some(query.to_owned()) };
        let rows = match &text {
            Some(text) => query::rows(&self.scope(), text)?,
            None => None,
        };
        match rows {
            Some(rows) => self.each(rows, body, |program, row| match variables {
                [only] => {
                    // A plain variable takes the only column, a record the row.
                    let declared = program.variables.iter().rev().find(|variable| variable.name == *only);
                    let single = row.len() == 1 && declared.is_some() && !effect::has_fields(body, only);
                    let value = match (single, row.first()) {
                        (true, Some((_, value))) => value.clone(),
                        _ => Value::Row(row),
                    };
                    program.set(only, value);
                }
                many => {
                    for (name, (_, value)) in many.iter().zip(row) {
                        program.set(name, value);
                    }
                }
            }),
            None => self.unknown_times(body, text.as_deref().unwrap_or(query)),
        }
    }

    fn for_range(&mut self, variable: &str, range: &Range, body: &[Step]) -> Result<Flow, Problem> {
        let Range { from, to, step, reverse } = range;
        let step = step.as_ref().map_or(Ok(Value::Int(1)), |step| self.value(step))?;
        let bounds = (self.value(from)?, self.value(to)?, step);
        let (Value::Int(first), Value::Int(last), Value::Int(step @ 1..)) = bounds else {
            return self.unknown_times(body, &format!("{from} .. {to}"));
        };
        if self.is_harmless(body) {
            self.forget(body);
            return Ok(Flow::Next);
        }
        let step = if *reverse { -step } else { step };
        let is_in = |at: &i64| if *reverse { *at >= last } else { *at <= last };
        let rounds = std::iter::successors(Some(first), |at| at.checked_add(step)).take_while(is_in);
        let rounds: Vec<i64> = rounds.take(ROUNDS + 1).collect();
        if rounds.len() > ROUNDS {
            return Err(Problem::Unknowable(format!(
                "a loop that changes the schema more than {ROUNDS} times"
            )));
        }
        self.each(rounds, body, |program, value| program.set(variable, Value::Int(value)))
    }

    fn execute(&mut self, sql: &str, into: &[String], using: &[String]) -> Result<(), Problem> {
        let mut given = Vec::new();
        for (at, value) in using.iter().enumerate() {
            given.push(Variable::untyped(format!("${}", at + 1), self.value(value)?));
        }
        let outcome = match self.value(sql)? {
            Value::Text(text) => {
                if effect::is_data(&text) {
                    let count = self.variables.len();
                    self.variables.extend(given);
                    let rows = query::rows(&self.scope(), &text);
                    let called = calls::call(self.runner, &text, &self.variables, self.depth);
                    self.variables.truncate(count);
                    self.receive(into, rows?);
                    return called.map(|_| ());
                }
                self.runner.run(&text)
            }
            Value::Start(start) if effect::is_data_start(&start) => Ok(()),
            Value::Null => Err(Problem::Refused("the text of EXECUTE is NULL".to_owned())),
            _ => Err(Problem::Unknowable(format!("what {} is depends on data", short(sql)))),
        };
        self.receive(into, None);
        outcome
    }
}

/// The handler that takes a problem, if one does.
fn handler<'b>(handlers: &'b [Handler], problem: &Problem) -> Option<&'b Handler> {
    handlers.iter().find(|handler| handler.conditions.iter().any(|condition| takes(condition, problem)))
}

fn takes(condition: &str, problem: &Problem) -> bool {
    let certain = matches!(
        problem,
        Problem::Exists { .. } | Problem::Missing { .. } | Problem::Needed { .. } | Problem::Refused(_)
    );
    if condition == "others" {
        return certain;
    }
    let names: &[&str] = match problem {
        Problem::Exists { kind, .. } => match *kind {
            "table" | "view" | "sequence" | "index" => &["duplicate_table", "42P07", "duplicate_object"],
            "column" => &["duplicate_column", "42701"],
            "schema" => &["duplicate_schema", "42P06"],
            "function" | "procedure" | "aggregate" => &["duplicate_function", "42723"],
            _ => &["duplicate_object", "42710"],
        },
        Problem::Missing { kind, .. } => match *kind {
            "table" | "view" | "sequence" | "index" => &["undefined_table", "42P01", "undefined_object"],
            "column" => &["undefined_column", "42703"],
            "schema" => &["invalid_schema_name", "3F000"],
            "function" | "procedure" | "aggregate" => &["undefined_function", "42883"],
            _ => &["undefined_object", "42704"],
        },
        Problem::Needed { .. } => &["dependent_objects_still_exist", "2BP01"],
        Problem::Refused(_) => &["raise_exception", "P0001", "invalid_table_definition", "42P16"],
        _ => &[],
    };
    // A constraint that brings an index fails by the index's name.
    let table_too =
        matches!(problem, Problem::Exists { kind: "constraint", .. }) && condition == "duplicate_table";
    table_too || names.iter().any(|name| name.eq_ignore_ascii_case(condition))
}
