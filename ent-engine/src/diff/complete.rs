use std::ops::Deref;

use crate::dialect::Dialect;
use crate::model::Realm;

/// A state as the differ looks at it: with everything that the server adds by itself.
///
/// What is made complete twice is as it was after the first time; the type keeps a state that is
/// compared, planned and compared again from being made so more than once.
#[derive(Clone, Debug, PartialEq)]
pub struct Complete(Realm);

impl Complete {
    /// `realm`, made complete.
    pub fn of(dialect: &dyn Dialect, mut realm: Realm) -> Self {
        realm.complete_references();
        dialect.complete(&mut realm);
        Self(realm)
    }

    /// The state.
    pub fn into_realm(self) -> Realm {
        self.0
    }
}

impl Deref for Complete {
    type Target = Realm;

    fn deref(&self) -> &Realm {
        &self.0
    }
}
