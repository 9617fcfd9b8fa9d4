use ent_engine::dialect::Dialect;
use ent_engine::model::{Object, ObjectKind, Realm, Schema};
use ent_engine::replay::{Ddl, Reader, Session};
use ent_engine::sql::Statement;

use super::Lent;

/// What an empty database came with: extensions that its image has, and their schemas. That is no part of what SQL makes
/// of it, unless the SQL asks for it itself, with an `IF NOT EXISTS`.
#[derive(Clone, Debug, Default)]
pub(super) struct Baseline {
    objects: Vec<Object>,
    schemas: Vec<Schema>,
}

impl Baseline {
    /// What `realm` has, which is the whole of the database.
    pub(super) fn of(realm: Realm, lent: &Lent, dialect: &dyn Dialect) -> Self {
        let mut schemas = realm.schemas;
        // That one is always there.
        schemas.retain(|schema| *lent == Lent::Server && schema.name != dialect.naming().own_schema);
        Self { objects: realm.objects, schemas }
    }

    /// What counts by now is no longer in it, after a statement that took hold.
    pub(super) fn ran(&mut self, statement: &Statement<'_>, dialect: &dyn Dialect) {
        if self.objects.is_empty() && self.schemas.is_empty() {
            return;
        }
        let mut reader = Reader::new(statement.sql(), statement.syntax, dialect.fold());
        if reader.check_depth().is_err() {
            return;
        }
        // What can't be read is no statement of these.
        for made in dialect.read(&mut reader, &Session::default()).unwrap_or_default() {
            match made {
                Ddl::CreateSchema(schema) => {
                    self.schemas.retain(|had| Some(&had.name) != schema.name.as_ref())
                }
                Ddl::CreateObject(object) if object.kind == ObjectKind::Extension => {
                    self.objects.retain(|had| had.name != object.name.name);
                }
                _ => {}
            }
        }
    }

    /// Takes it out of `realm`, as far as it is still as it was.
    pub(super) fn take_from(&self, realm: &mut Realm) {
        realm.objects.retain(|object| !self.objects.contains(object));
        realm.schemas.retain(|schema| !self.schemas.contains(schema));
    }
}
