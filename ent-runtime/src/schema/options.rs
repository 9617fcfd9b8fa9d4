use std::sync::Arc;

use ent_engine::change::{Change, ChangeKind};
use ent_engine::diff::{DiffOptions, ForeignKeys};
use ent_engine::model::Realm;
use ent_engine::plan::{Plan, PlanOptions};

use crate::Result;

/// Looks at changes before they are planned.
type DiffHook = Arc<dyn Fn(&Realm, &Realm, Vec<Change>) -> Result<Vec<Change>> + Send + Sync>;
/// Looks at a plan before it is applied or written.
type ApplyHook = Arc<dyn Fn(Plan) -> Result<Plan> + Send + Sync>;

/// What the user asked for.
#[derive(Clone)]
pub(super) struct Options {
    pub(super) drop_columns: bool,
    pub(super) drop_indexes: bool,
    pub(super) foreign_keys: bool,
    pub(super) indent: Option<String>,
    pub(super) before_diff: Vec<DiffHook>,
    pub(super) before_apply: Vec<ApplyHook>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            drop_columns: false,
            drop_indexes: false,
            foreign_keys: true,
            indent: None,
            before_diff: Vec::new(),
            before_apply: Vec::new(),
        }
    }
}

impl Options {
    /// The same for the differ.
    pub(super) fn diff(&self) -> DiffOptions {
        let mut options = DiffOptions::additive();
        if self.drop_columns {
            options.skip.remove(&ChangeKind::DropColumn);
        }
        if self.drop_indexes {
            options.skip.remove(&ChangeKind::DropIndex);
        }
        if !self.foreign_keys {
            options.foreign_keys = ForeignKeys::Ignored;
        }
        options
    }

    /// The same for the planner.
    pub(super) fn plan(&self) -> PlanOptions {
        PlanOptions { indent: self.indent.clone(), ..PlanOptions::default() }
    }
}
