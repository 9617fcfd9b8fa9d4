use super::super::objects::schema_of_extension;
use crate::change::{Change, Pair};
use crate::dialect::Dialect as _;
use crate::model::{Object, ObjectKind};
use crate::plan::PlanContext;

use super::super::Postgres;

impl Postgres {
    /// Takes extensions that stay out of schemas that go, which would take them along.
    pub(super) fn extensions_out(&self, context: &PlanContext<'_>, mut changes: Vec<Change>) -> Vec<Change> {
        let dropped = |name: &str| {
            changes.iter().any(|change| matches!(change, Change::DropSchema(schema) if schema.name == name))
        };
        let mut moved = Vec::new();
        for previous in extensions(&context.previous.objects).filter(|object| dropped(&home(object))) {
            let next = extensions(&context.next.objects).find(|object| object.name == previous.name);
            let Some(next) = next else { continue };
            let pair = Pair::new(self.with_home(previous), self.with_home(next));
            moved.push(Change::ModifyObject { schema: String::new(), object: pair });
        }
        let is_moved = |change: &Change| {
            matches!(change, Change::ModifyObject { object, .. } if object.next.kind == ObjectKind::Extension
                && moved.iter().any(|other| matches!(other, Change::ModifyObject { object: other, .. }
                    if other.next.name == object.next.name)))
        };
        changes.retain(|change| !is_moved(change));
        changes.extend(moved);
        changes
    }

    /// The extension with its schema in its text.
    fn with_home(&self, extension: &Object) -> Object {
        if schema_of_extension(&extension.text).is_some() {
            return extension.clone();
        }
        let text = format!("{} SCHEMA {}", extension.text, self.quote(&home(extension)));
        Object { text, ..extension.clone() }
    }
}

fn extensions(objects: &[Object]) -> impl Iterator<Item = &Object> {
    objects.iter().filter(|object| object.kind == ObjectKind::Extension)
}

/// The schema of an extension: the one that is said, or the first that names are looked for in.
fn home(extension: &Object) -> String {
    let path = extension.origin.search_path.as_deref().unwrap_or_default();
    let first = path.iter().find(|schema| !schema.is_empty());
    schema_of_extension(&extension.text).or(first.cloned()).unwrap_or_else(|| "public".to_owned())
}
