use std::collections::BTreeSet;

use ent_engine::change::{Change, TableChange};
use ent_engine::diff::diff;
use ent_engine::model::Realm;
use ent_engine::plan::Plan;
use ent_engine::replay::{Replay, ReplayOptions};

use crate::Case;
use crate::case::script;

impl Case {
    /// Carries the pair out in memory: forth, and back.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check_in_memory(&self) -> Result<(), String> {
        let dialect = self.dialect.as_ref();
        let nothing = Realm::default();
        let (before, after) = (&self.before.realm, &self.after.realm);
        self.same("the state before, compared with itself", before, before)?;
        self.same("the state after, compared with itself", after, after)?;
        let create = self.plan(&nothing, before).map_err(|error| format!("cannot create: {error}"))?;
        let change = self.plan(before, after).map_err(|error| format!("cannot change: {error}"))?;
        let mut replay = Replay::new(dialect, &ReplayOptions::default());
        let mut run = |what: &str, text: String| {
            replay.run(what, &text).map_err(|error| error.to_string())?;
            Ok::<Realm, String>(replay.realm().clone())
        };
        let created = run("create", up(&create))?;
        self.same("replay of what creates", &created, before)?;
        let changed = run("change", up(&change))?;
        self.same("replay of what changes", &changed, after)?;
        let renamed = value_renames(&diff(dialect, before, after, &self.options).changes);
        let again = value_renames(&diff(dialect, &changed, after, &self.options).changes);
        if let Some(twice) = renamed.intersection(&again).next() {
            return Err(format!("after the replay of what changes a value is renamed again: {twice:?}"));
        }
        if change.irreversible().next().is_some() {
            return Ok(());
        }
        let back = run("back", script(change.reverse().map(|(sql, _)| sql)))?;
        self.same("replay of the way back", &back, before)?;
        if create.irreversible().next().is_some() {
            return Ok(());
        }
        let gone = run("gone", script(create.reverse().map(|(sql, _)| sql)))?;
        self.same("replay of the way back to nothing", &gone, &nothing)
    }
}

fn up(plan: &Plan) -> String {
    script(plan.statements.iter().map(|statement| statement.sql.as_str()))
}

/// The values that are renamed, as (table, column, previous, next).
fn value_renames(changes: &[Change]) -> BTreeSet<[String; 4]> {
    let mut renames = BTreeSet::new();
    for change in changes {
        let Change::ModifyTable(modify) = change else { continue };
        for change in &modify.changes {
            if let TableChange::RenameValue { column, values } = change {
                let table = format!("{}.{}", modify.schema, modify.table.next.name);
                renames.insert([table, column.clone(), values.previous.clone(), values.next.clone()]);
            }
        }
    }
    renames
}
