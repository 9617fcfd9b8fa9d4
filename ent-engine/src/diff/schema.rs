use super::object::unused_enums;
use super::rename::Renamed;
use super::table::same_comment;
use super::{Differ, Undeclared, UndeclaredTables};
use crate::change::{Change, ChangeKind, Pair};
use crate::model::{Realm, Schema};

impl Differ<'_> {
    /// Compares two schemas of one name.
    pub(super) fn schema(
        &mut self,
        base: &Schema,
        schemas: Pair<&Schema>,
        realms: Pair<&Realm>,
        renamed: &Renamed<'_>,
    ) {
        let Pair { previous, next } = schemas;
        let comments = !self.rules.has_comments()
            || self.rules.is_standing_schema(&next.name)
            || same_comment(&previous.comment, &next.comment);
        let more = self.options.objects == Undeclared::Manage && self.rules.schema_says_more(previous, next);
        if !comments || more || !self.rules.same_schema(previous, next) {
            let attributes = |schema: &Schema| Schema {
                charset: schema.charset.clone(),
                collation: schema.collation.clone(),
                comment: schema.comment.clone(),
                origin: schema.origin.clone(),
                ..Schema::new(&schema.name)
            };
            self.push(Change::ModifySchema(Pair::new(attributes(previous), attributes(next))));
        }
        self.enums(renamed, previous, next, realms);
        self.sequences(previous, next);
        self.objects(&next.name, &previous.objects, &next.objects);
        let named = Pair::new(previous.tables_by_name(), next.tables_by_name());
        let base = base.tables_by_name();
        for table in &previous.tables {
            match named.next.get(table.name.as_str()).copied() {
                Some(other) => {
                    if let Some(base) = base.get(table.name.as_str()).copied() {
                        self.table(base, (previous, table), (next, other), renamed);
                    }
                }
                None if self.options.scope.tables == UndeclaredTables::Keep => {}
                None => {
                    self.push(Change::DropTable { schema: previous.name.clone(), table: table.clone() });
                }
            }
        }
        for table in &next.tables {
            if !named.previous.contains_key(table.name.as_str()) {
                self.push(Change::AddTable { schema: next.name.clone(), table: table.clone() });
            }
        }
        self.views(previous, next);
    }

    /// A schema that the next state has no more: everything in it goes, one by one, so that each
    /// can come back; then the schema itself, unless something in it stays.
    pub(super) fn drop_schema(&mut self, schema: &Schema, realms: Pair<&Realm>) {
        if self.skips(ChangeKind::DropSchema) || self.options.scope.tables == UndeclaredTables::Keep {
            return;
        }
        let name = &schema.name;
        let managed = self.options.objects == Undeclared::Manage;
        for view in &schema.views {
            self.push(Change::DropView { schema: name.clone(), view: view.clone() });
        }
        for table in &schema.tables {
            self.push(Change::DropTable { schema: name.clone(), table: table.clone() });
        }
        let enums =
            if managed { schema.enums.iter().collect() } else { unused_enums(self.rules, schema, realms) };
        let enums_stay = enums.len() < schema.enums.len();
        for ty in enums {
            self.push(Change::DropEnum { schema: name.clone(), ty: ty.clone() });
        }
        if managed {
            for sequence in &schema.sequences {
                self.push(Change::DropSequence { schema: name.clone(), sequence: sequence.clone() });
            }
            for object in &schema.objects {
                self.push(Change::DropObject { schema: name.clone(), object: object.clone() });
            }
        }
        let carried = !schema.sequences.is_empty() || !schema.objects.is_empty();
        let stays = carried && !managed;
        let skips = [ChangeKind::DropTable, ChangeKind::DropView, ChangeKind::DropEnum];
        let left_out = skips.iter().any(|kind| self.skips(*kind)) && !schema.is_empty();
        if !stays && !enums_stay && !left_out && !self.rules.is_standing_schema(name) {
            self.push(Change::DropSchema(Schema {
                charset: schema.charset.clone(),
                collation: schema.collation.clone(),
                comment: schema.comment.clone(),
                ..Schema::new(name)
            }));
        }
    }

    /// A schema that the previous state lacks, with everything in it.
    pub(super) fn add_schema(&mut self, schema: &Schema) {
        let name = &schema.name;
        if !self.rules.is_standing_schema(name) {
            self.push(Change::AddSchema(Schema {
                charset: schema.charset.clone(),
                collation: schema.collation.clone(),
                comment: schema.comment.clone(),
                origin: schema.origin.clone(),
                ..Schema::new(name)
            }));
        }
        for ty in &schema.enums {
            self.push(Change::AddEnum { schema: name.clone(), ty: ty.clone() });
        }
        for sequence in &schema.sequences {
            self.push(Change::AddSequence { schema: name.clone(), sequence: sequence.clone() });
        }
        for object in &schema.objects {
            self.push(Change::AddObject { schema: name.clone(), object: object.clone() });
        }
        for table in &schema.tables {
            self.push(Change::AddTable { schema: name.clone(), table: table.clone() });
        }
        for view in &schema.views {
            self.push(Change::AddView { schema: name.clone(), view: view.clone() });
        }
    }
}
