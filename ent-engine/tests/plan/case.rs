use ent_engine::dialect::Dialect;
use ent_engine::diff::{Diff, DiffOptions, diff};
use ent_engine::model::Realm;
use ent_engine::plan::{Plan, PlanError, PlanOptions, plan};

use crate::notation;

/// One case: two states and what must come out.
pub struct Case {
    before: String,
    after: String,
    options: String,
    /// The sections `up`, `down`, `questions`, `error`, in this order, those that are there.
    pub expected: Vec<(String, String)>,
}

/// What came out.
pub struct Outcome {
    pub sections: Vec<(String, String)>,
    /// What is wrong with it, whatever the case expects.
    pub broken: Vec<String>,
}

const INPUTS: [&str; 3] = ["options", "before", "after"];

impl Case {
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut sections: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            match line.strip_prefix("== ") {
                Some(name) => sections.push((name.to_owned(), String::new())),
                None => {
                    let (_, body) = sections.last_mut().ok_or("text before the first section")?;
                    body.push_str(line);
                    body.push('\n');
                }
            }
        }
        let input = |name: &str| {
            let found = sections.iter().find(|(other, _)| other == name);
            found.map(|(_, body)| body.trim_end().to_owned()).unwrap_or_default()
        };
        Ok(Self {
            before: input("before"),
            after: input("after"),
            options: input("options"),
            expected: sections
                .iter()
                .filter(|(name, _)| !INPUTS.contains(&name.as_str()))
                .map(|(name, body)| (name.clone(), body.trim_end().to_owned()))
                .collect(),
        })
    }

    pub fn states(&self, dialect: &dyn Dialect) -> Result<(Realm, Realm), String> {
        Ok((notation::realm(dialect, &self.before)?, notation::realm(dialect, &self.after)?))
    }

    /// How the states are compared, and how statements are written.
    pub fn options(&self) -> (DiffOptions, PlanOptions) {
        options(&self.options)
    }

    pub fn plan(&self, dialect: &dyn Dialect) -> (Diff, Result<Plan, PlanError>) {
        let (before, after) = self.states(dialect).unwrap_or_else(|error| panic!("{error}"));
        let (diff_options, plan_options) = self.options();
        let found = diff(dialect, &before, &after, &diff_options);
        let planned = plan(dialect, &before, &after, found.changes.clone(), &plan_options);
        (found, planned)
    }

    pub fn run(&self, dialect: &dyn Dialect) -> Outcome {
        let (found, planned) = self.plan(dialect);
        let mut outcome = Outcome { sections: Vec::new(), broken: Vec::new() };
        match planned {
            Ok(plan) => {
                outcome.sections.push(("up".to_owned(), up(&plan)));
                outcome.sections.push(("down".to_owned(), down(&plan)));
            }
            Err(error) => outcome.sections.push(("error".to_owned(), error.to_string())),
        }
        if !found.questions.is_empty() {
            let questions: Vec<String> = found.questions.iter().map(ToString::to_string).collect();
            outcome.sections.insert(0, ("questions".to_owned(), questions.join("\n")));
        }
        let (before, after) = self.states(dialect).unwrap_or_else(|error| panic!("{error}"));
        for (name, state) in [("before", before), ("after", after)] {
            let again = diff(dialect, &state, &state, &DiffOptions::default());
            if again != Diff::default() {
                outcome.broken.push(format!("`{name}` differs from itself: {again:?}"));
            }
        }
        outcome
    }

    pub fn print(&self, outcome: &Outcome) -> String {
        let inputs = [("options", &self.options), ("before", &self.before), ("after", &self.after)];
        let mut text = String::new();
        for (name, body) in inputs
            .into_iter()
            .filter(|(name, body)| *name != "options" || !body.is_empty())
            .chain(outcome.sections.iter().map(|(name, body)| (name.as_str(), body)))
        {
            text += &format!("== {name}\n");
            if !body.is_empty() {
                text += &format!("{body}\n");
            }
        }
        text
    }
}

fn options(text: &str) -> (DiffOptions, PlanOptions) {
    use ent_engine::change::ChangeKind;
    use ent_engine::diff::{ForeignKeys, Undeclared, UndeclaredTables};
    let (mut diff, mut plan) = (DiffOptions::default(), PlanOptions::default());
    for word in text.split_whitespace() {
        match word {
            "indent" => plan.indent = Some("  ".to_owned()),
            "online" => plan = plan.online(),
            "unqualified" => plan.qualifier = Some(String::new()),
            "additive" => diff = DiffOptions::additive(),
            "keep-tables" => diff.scope.tables = UndeclaredTables::Keep,
            "manage" => diff.objects = Undeclared::Manage,
            "no-foreign-keys" => diff.foreign_keys = ForeignKeys::Ignored,
            "skip-drop-column" => diff = diff.skip(ChangeKind::DropColumn),
            "skip-modify-column" => diff = diff.skip(ChangeKind::ModifyColumn),
            other => panic!("unknown option {other}"),
        }
    }
    (diff, plan)
}

fn up(plan: &Plan) -> String {
    let mut lines = Vec::new();
    for statement in &plan.statements {
        lines.push(format!("-- {}", statement.comment));
        for hazard in &statement.hazards {
            lines.push(format!("-- ! {:?}: {}", hazard.kind, hazard.message));
        }
        if statement.outside_transaction {
            lines.push("-- ! outside a transaction".to_owned());
        }
        if let ent_engine::plan::Reverse::Impossible(reason) = &statement.reverse {
            lines.push(format!("-- ! no way back: {reason}"));
        }
        lines.push(format!("{};", statement.sql));
    }
    lines.join("\n")
}

fn down(plan: &Plan) -> String {
    plan.reverse().map(|(sql, _)| format!("{sql};")).collect::<Vec<_>>().join("\n")
}
