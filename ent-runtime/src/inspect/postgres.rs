//! PostgreSQL.

use ent_engine::model::Realm;

use super::Scope;
use crate::{Connection, Result};

pub(crate) async fn inspect(_: &mut Connection, _: &Scope) -> Result<Realm> {
    Ok(Realm::default())
}
