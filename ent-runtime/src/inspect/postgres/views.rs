use ent_engine::model::{Expr, View};

use super::{Catalog, parameters};
use crate::Result;
use crate::connection::Row;

impl Catalog {
    pub(super) fn view_dependencies(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading what views read");
            let (view, schema, name) = (row.int()?, row.text()?, row.text()?);
            let read = self.table_ref(schema, name);
            self.reads.entry(view).or_default().push(read);
        }
        Ok(())
    }

    pub(super) fn views(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the views");
            let (oid, schema, name, materialized) = (row.int()?, row.text()?, row.text()?, row.flag());
            let (query, options) = (row.text()?, parameters(&mut row)?);
            let view = View {
                name,
                options,
                materialized,
                definition: Expr::new(query.trim().trim_end_matches(';')),
                depends_on: self.reads.remove(&oid).unwrap_or_default(),
                comment: self.comments.take_of_relation(oid),
                ..View::default()
            };
            let name = self.names.in_realm(schema);
            let Some(at) = self.realm.schemas.iter().position(|schema| schema.name == name) else { continue };
            let views = &mut self.realm.schemas[at].views;
            self.views.insert(oid, (at, views.len()));
            views.push(view);
        }
        Ok(())
    }

    /// The view with this oid, if it is one of ours.
    pub(super) fn view(&mut self, oid: i64) -> Option<&mut View> {
        let (schema, view) = *self.views.get(&oid)?;
        self.realm.schemas.get_mut(schema)?.views.get_mut(view)
    }
}
