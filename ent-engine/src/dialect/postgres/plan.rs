use super::Postgres;
use crate::change::Change;
use crate::dialect::Planner;
use crate::plan::{PlanContext, PlanError, Statement};

impl Planner for Postgres {
    fn statements(&self, _: &PlanContext<'_>, _: &[Change]) -> Result<Vec<Statement>, PlanError> {
        Err(PlanError::unsupported("plan", "not written yet"))
    }
}
