//! Comments on what is not a table.

use super::Printer;
use crate::change::Subject;
use crate::dialect::Dialect;
use crate::model::{ObjectKind, Realm, Schema};
use crate::plan::{Statement, go_quote};

impl Printer<'_> {
    /// The comments on types, sequences and carried objects of a schema.
    pub(super) fn comments(&self, schema: &Schema) -> Vec<(Subject, Statement)> {
        let mut statements = Vec::new();
        let mut comment = |subject: Subject, name: &str, named: String, text: Option<&str>| {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                let sql = format!("COMMENT ON {named} IS {}", super::super::clauses::text(text));
                let statement = Statement::new(sql, format!("set comment to {}", go_quote(name)));
                statements.push((subject, statement));
            }
        };
        for sequence in &schema.sequences {
            let named = format!("SEQUENCE {}", self.name(&schema.name, &sequence.name));
            let subject = Subject::new("sequence", &schema.name, &sequence.name);
            comment(subject, &sequence.name, named, sequence.comment.as_deref());
        }
        for object in &schema.objects {
            if let Some(named) = self.postgres.reference(self.context, &schema.name, object) {
                let subject = Subject::of_object(schema, object);
                comment(subject, &object.name, named, object.comment.as_deref());
            }
        }
        statements
    }

    pub(super) fn extension_comments(&self, realm: &Realm) -> Vec<(Subject, Statement)> {
        let extensions = realm.objects.iter().filter(|object| object.kind == ObjectKind::Extension);
        let commented = extensions.filter_map(|object| Some((object, object.comment.as_deref()?)));
        commented
            .map(|(object, comment)| {
                let name = self.postgres.quote(&object.name);
                let text = super::super::clauses::text(comment);
                let about = format!("set comment to {}", go_quote(&object.name));
                let statement = Statement::new(format!("COMMENT ON EXTENSION {name} IS {text}"), about);
                (Subject::new("extension", "", &object.name), statement)
            })
            .collect()
    }
}
