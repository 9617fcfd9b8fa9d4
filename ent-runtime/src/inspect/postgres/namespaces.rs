//! The schemas of a database, by their oids.

use ent_engine::model::Schema;

use super::Catalog;
use super::queries::not_of_extension;
use crate::Result;
use crate::connection::Row;
use crate::inspect::scope::Names;

/// All schemas, whether wanted or not: oid, name, whether an extension brought it, comment
pub(super) fn query() -> String {
    format!(
        "SELECT n.oid, n.nspname, NOT {}, d.description FROM pg_catalog.pg_namespace n \
         LEFT JOIN pg_catalog.pg_description d \
         ON d.objoid = n.oid AND d.classoid = 'pg_catalog.pg_namespace'::regclass AND d.objsubid = 0 \
         ORDER BY n.nspname",
        not_of_extension("pg_namespace", "n.oid")
    )
}

/// The schemas that are inspected, by their oids: joining tens of thousands of rows with a handful of names takes
/// longer than comparing a number.
#[derive(Clone, Default)]
pub(super) struct Homes {
    wanted: Vec<i64>,
    unwanted: Vec<i64>,
}

impl Homes {
    /// The condition that the oid of a schema is one of them.
    pub(super) fn condition(&self, oid: &str) -> String {
        let list = |oids: &[i64]| oids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        match (self.wanted.as_slice(), self.unwanted.as_slice()) {
            ([], _) => "false".to_owned(),
            (wanted, unwanted) if unwanted.is_empty() || wanted.len() <= unwanted.len() => {
                format!("{oid} IN ({})", list(wanted))
            }
            // There can be thousands, one for each tenant.
            (_, unwanted) => format!("{oid} NOT IN ({})", list(unwanted)),
        }
    }
}

impl Catalog {
    /// The schemas that are inspected become those of the realm.
    pub(super) fn namespaces(&mut self, rows: Vec<Row>) -> Result<Homes> {
        let mut homes = Homes::default();
        for row in rows {
            let mut row = row.fields("reading the schemas");
            let (oid, name, is_extensions) = (row.int()?, row.text()?, row.flag());
            if is_extensions || !is_wanted(&self.names, &name) {
                homes.unwanted.push(oid);
                continue;
            }
            homes.wanted.push(oid);
            self.homes.insert(oid, self.realm.schemas.len());
            let mut schema = Schema::new(self.names.in_realm(name));
            // Every database comes with this one.
            schema.comment = row.maybe().filter(|text| text != "standard public schema");
            self.realm.schemas.push(schema);
        }
        Ok(homes)
    }
}

fn is_wanted(names: &Names, name: &str) -> bool {
    match &names.wanted {
        Some(names) => names.iter().any(|wanted| wanted == name),
        None => !name.starts_with("pg_") && name != "information_schema",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shorter_list_is_asked_for() {
        let mut homes = Homes { wanted: vec![2200], unwanted: vec![11, 99] };
        assert_eq!(homes.condition("c.relnamespace"), "c.relnamespace IN (2200)");
        homes.wanted = vec![1, 2, 3, 4];
        assert_eq!(homes.condition("oid"), "oid NOT IN (11, 99)");
        homes.wanted.clear();
        assert_eq!(homes.condition("oid"), "false");
    }
}
