use std::collections::BTreeSet;

use super::{DataType, Expr, PartKey, Realm, Table, TableRef};
use crate::words;

impl Table {
    /// Gives a column another name, everywhere in the table: keys, indexes, foreign keys, and the
    /// expressions that mention it, as servers do. `schema` is where the table lives.
    pub fn rename_column(&mut self, schema: &str, previous: &str, next: &str) {
        for column in &mut self.columns {
            rename_name(&mut column.name, previous, next);
            if let Some(generated) = &mut column.generated {
                rename_expr(&mut generated.expr, previous, next);
            }
        }
        if let Some(key) = &mut self.primary_key {
            for part in &mut key.parts {
                rename_part(&mut part.key, previous, next);
            }
            rename_names(&mut key.include, previous, next);
        }
        for index in &mut self.indexes {
            for part in &mut index.parts {
                rename_part(&mut part.key, previous, next);
            }
            rename_names(&mut index.include, previous, next);
            if let Some(predicate) = &mut index.predicate {
                rename_expr(predicate, previous, next);
            }
        }
        for key in &mut self.foreign_keys {
            rename_names(&mut key.columns, previous, next);
            let home = key.references.schema.is_empty() || key.references.schema == schema;
            if home && key.references.table == self.name {
                rename_names(&mut key.ref_columns, previous, next);
            }
        }
        for check in &mut self.checks {
            rename_expr(&mut check.expr, previous, next);
        }
    }
}

impl Realm {
    /// Gives a table another name, in the foreign keys and views that refer to it too.
    pub fn rename_table(&mut self, schema: &str, previous: &str, next: &str) {
        for home in &mut self.schemas {
            let own = home.name == schema;
            let refers = |to: &TableRef| {
                to.table == previous && (to.schema == schema || (own && to.schema.is_empty()))
            };
            for table in &mut home.tables {
                if own && table.name == previous {
                    next.clone_into(&mut table.name);
                }
                for key in table.foreign_keys.iter_mut().filter(|key| refers(&key.references)) {
                    next.clone_into(&mut key.references.table);
                }
            }
            for view in &mut home.views {
                for table in view.depends_on.iter_mut().filter(|table| refers(table)) {
                    next.clone_into(&mut table.table);
                }
            }
            for object in &mut home.objects {
                if own && object.table.as_deref() == Some(previous) {
                    object.table = Some(next.to_owned());
                }
            }
        }
    }
}

fn rename_name(name: &mut String, previous: &str, next: &str) {
    if name == previous {
        next.clone_into(name);
    }
}

fn rename_names(names: &mut [String], previous: &str, next: &str) {
    for name in names {
        rename_name(name, previous, next);
    }
}

fn rename_part(key: &mut PartKey, previous: &str, next: &str) {
    match key {
        PartKey::Column(name) => rename_name(name, previous, next),
        PartKey::Expr(expr) => rename_expr(expr, previous, next),
    }
}

fn rename_expr(expr: &mut Expr, previous: &str, next: &str) {
    if words::mentions(expr.as_str(), previous) {
        *expr = Expr::new(words::rename(expr.as_str(), previous, next));
    }
}

impl Realm {
    /// Gives an enum type another name, in the columns of that type too: those that `is_it` says, asked with the schema
    /// of their table.
    pub fn rename_enum(
        &mut self,
        schema: &str,
        previous: &str,
        next: &str,
        is_it: impl Fn(&DataType, &str) -> bool,
    ) {
        for home in &mut self.schemas {
            let own = home.name == schema;
            if own {
                for ty in &mut home.enums {
                    rename_name(&mut ty.name, previous, next);
                }
            }
            for column in home.tables.iter_mut().flat_map(|table| &mut table.columns) {
                if is_it(&column.ty, &home.name) {
                    rename_name(&mut column.ty.name, previous, next);
                }
            }
        }
    }

    /// Names the schema in every reference that leaves it out: the schema of the connection where
    /// the table is there, else the one that the reference stands in.
    pub fn complete_references(&mut self) {
        let connection = self.schema("").map(|schema| {
            let tables = schema.tables.iter().map(|table| table.name.clone());
            tables.chain(schema.views.iter().map(|view| view.name.clone())).collect::<BTreeSet<_>>()
        });
        let connection = connection.unwrap_or_default();
        for schema in &mut self.schemas {
            let keys = schema.tables.iter_mut().flat_map(|table| &mut table.foreign_keys);
            for reference in keys
                .map(|key| &mut key.references)
                .chain(schema.views.iter_mut().flat_map(|view| &mut view.depends_on))
            {
                if reference.schema.is_empty() && !connection.contains(&reference.table) {
                    reference.schema.clone_from(&schema.name);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{ForeignKey, Realm, Table, TableRef};

    fn realm(schemas: &[(&str, &str)]) -> Realm {
        let mut realm = Realm::default();
        for (schema, table) in schemas {
            realm.schema_or_new(schema).tables.push(Table::new(*table));
        }
        let key = ForeignKey { references: TableRef::new("", "users"), ..ForeignKey::default() };
        realm.schema_or_new("shop").tables.push(Table { foreign_keys: vec![key], ..Table::new("pets") });
        realm.complete_references();
        realm
    }

    fn referred(realm: &Realm) -> Option<&str> {
        let table = realm.table(&TableRef::new("shop", "pets"))?;
        table.foreign_keys.first().map(|key| key.references.schema.as_str())
    }

    #[test]
    fn a_reference_into_the_schema_of_the_connection_stays_there() {
        assert_eq!(referred(&realm(&[("", "users")])), Some(""));
    }

    #[test]
    fn a_reference_to_a_table_beside_is_completed() {
        assert_eq!(referred(&realm(&[("shop", "users"), ("", "others")])), Some("shop"));
        assert_eq!(referred(&realm(&[("shop", "users")])), Some("shop"));
    }
}
