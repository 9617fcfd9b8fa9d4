use super::{Session, State};
use crate::model::Realm;

/// What is kept of a state; the rest is the dialect's.
type Parts<R, S, N> = (R, S, (N, N), (u32, u32));

impl State {
    /// The state as bytes, for [`with_bytes`](Self::with_bytes).
    pub(in crate::replay) fn to_bytes(&self) -> Vec<u8> {
        // A field that is added has to be thought of here.
        let Self {
            realm,
            session,
            connection,
            connection_alias,
            doubts,
            version: _,
            wording: _,
            table_case: _,
            column_case: _,
            numbers,
        } = self;
        let parts: Parts<&Realm, _, _> =
            (realm, session, (connection, connection_alias), (*doubts, *numbers));
        // What could not be written can't be read, and is replayed then.
        postcard::to_stdvec(&parts).unwrap_or_default()
    }

    /// A new state of the same dialect as this, with what `bytes` keep; `None` where they keep no state.
    pub(in crate::replay) fn with_bytes(self, bytes: &[u8]) -> Option<Self> {
        let parts: Parts<Realm, Session, String> = postcard::from_bytes(bytes).ok()?;
        let (realm, session, (connection, connection_alias), (doubts, numbers)) = parts;
        let realm = realm.into();
        Some(Self { realm, session, connection, connection_alias, doubts, numbers, ..self })
    }
}
