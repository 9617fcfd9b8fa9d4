use ent_engine::author;
use ent_engine::diff::{self, DiffOptions, Undeclared};
use ent_engine::model::{Object, Realm};
use ent_engine::plan::{self, HazardKind, Online, Plan, PlanOptions};
use ent_runtime::DatabaseUrl;

use super::{Outcome, on_ground};
use crate::answers::{self, Answers};
use crate::args::SchemaDiff;
use crate::error::CliError;
use crate::format::Format;
use crate::state::{self, Breadth, Ground, State, StateUrl};

/// What Atlas says when there is nothing to do.
const SYNCED: &str = "Schemas are synced, no changes to be made.";

/// `ent schema diff`: the statements that lead from one state to another.
pub async fn run(args: &SchemaDiff) -> Result<Outcome, CliError> {
    let format = args.format.as_deref().map(Format::parse).transpose()?.unwrap_or_default();
    let source = &args.source;
    on_ground(source.dialect.as_deref(), source.dev_url.as_deref(), async |ground| {
        let (mut from, to) = load(args, ground).await?;
        if from.breadth == Breadth::Schema && matches!(StateUrl::parse(&args.from)?, StateUrl::Database(_)) {
            leave_what_is_shared(&mut from.realm, &to.realm);
        }
        state::must_have(&source.selection(), to.breadth, &[&from.realm, &to.realm])?;
        let dialect = to.dialect();
        let options = DiffOptions { objects: Undeclared::Manage, ..DiffOptions::default() };
        let mut answers = Answers::of(&args.answers)?;
        let (next, found) = loop {
            let next = answers.applied(&from.realm, &to.realm)?;
            let found = diff::diff(dialect.as_ref(), &from.realm, &next, &options);
            if !answers.ask(&found.questions)? {
                break (next, found);
            }
        };
        let losses = author::losses(dialect.as_ref(), &next, &found.changes, &[]);
        let losses = losses.iter().map(|loss| format!("warning: {}\n", loss.message));
        let notes: String = losses.chain(found.questions.iter().map(answers::note)).collect();
        if found.changes.is_empty() {
            return Ok(Outcome { data: SYNCED.to_owned(), notes, failed: false });
        }
        let online = if args.online { Online::Yes } else { Online::No };
        let options = PlanOptions { online, ..format.plan_options() };
        let plan = plan::plan(dialect.as_ref(), &from.realm, &next, found.changes, &options)
            .map_err(|error| answers::explain(error.into()))?;
        let notes = warnings(&[&plan]) + &notes;
        Ok(Outcome { data: format.plan(dialect.as_ref(), &plan)?, notes, failed: false })
    })
    .await
}

/// Leaves what all schemas of a database share, extensions and event triggers, to those who know them all: what one schema
/// does not ask for another may.
fn leave_what_is_shared(database: &mut Realm, wanted: &Realm) {
    let is_wanted = |object: &Object| {
        wanted.objects.iter().any(|other| other.kind == object.kind && other.name == object.name)
    };
    database.objects.retain(is_wanted);
}

/// What statements fail on if the rows are so, each once.
pub(super) fn warnings(plans: &[&Plan]) -> String {
    let hazards = plans.iter().flat_map(|plan| plan.hazards()).map(|(_, hazard)| hazard);
    let hazards = hazards.filter(|hazard| hazard.kind == HazardKind::DataDependent);
    let mut told: Vec<&str> = Vec::new();
    for hazard in hazards {
        if !told.contains(&hazard.message.as_str()) {
            told.push(&hazard.message);
        }
    }
    told.iter().map(|message| format!("warning: {message}\n")).collect()
}

/// Both states. The side that is a database says what the other side's files and structs are for, and
/// whether their names are those of one schema.
async fn load(args: &SchemaDiff, ground: &mut Ground) -> Result<(State, State), CliError> {
    let source = &args.source;
    let selection = source.selection();
    if matches!(StateUrl::parse(&args.to)?, StateUrl::Database(_)) {
        let to = state::load(&args.to, ground, &selection).await?;
        ground.take_from(&to);
        let from = state::load(&args.from, ground, &selection).await?;
        return same_breadth(args, from, to);
    }
    let from = state::load(&args.from, ground, &selection).await?;
    if matches!(StateUrl::parse(&args.from)?, StateUrl::Database(_)) {
        ground.take_from(&from);
    }
    let to = state::load(&args.to, ground, &selection).await?;
    same_breadth(args, from, to)
}

fn same_breadth(args: &SchemaDiff, from: State, to: State) -> Result<(State, State), CliError> {
    if from.flavor.name != to.flavor.name {
        return Err(CliError::Other(format!("cannot compare {} with {}", from.flavor, to.flavor)));
    }
    if from.breadth == to.breadth {
        return Ok((from, to));
    }
    let (bound, whole) = match from.breadth {
        Breadth::Schema => (&args.from, &args.to),
        Breadth::Server => (&args.to, &args.from),
    };
    let shown =
        |urls: &[String]| urls.iter().map(|url| DatabaseUrl::masked(url)).collect::<Vec<_>>().join(", ");
    Err(CliError::Other(format!(
        "cannot diff one schema ({}) with a whole database ({}): name a schema in both URLs, or in neither",
        shown(bound),
        shown(whole)
    )))
}
