//! Columns of domains in expressions: the server casts them to the type that the domain is over.

use std::collections::BTreeMap;

use super::Postgres;
use super::replay::without_casts_to;
use crate::dialect::{DiffRules, Types};
use crate::model::{DataType, Expr, ObjectKind, Realm};
use crate::words;

/// Domains by their schemas and names, each with the type that it is over.
type Domains = BTreeMap<(String, String), DataType>;

/// How deep domains over domains are followed.
const DEPTH: u8 = 16;

impl Postgres {
    /// Takes casts of columns to the types that their domains are over from the expressions of tables, their policies and
    /// triggers: they say nothing, and the server adds them.
    pub(super) fn settle_domains(&self, realm: &mut Realm) {
        let domains = self.domains(realm);
        if domains.is_empty() {
            return;
        }
        for schema in &mut realm.schemas {
            let objects = &mut schema.objects;
            for table in &mut schema.tables {
                let columns = table.columns.iter().filter_map(|column| {
                    let base = self.base_of(&domains, &schema.name, &column.ty, DEPTH)?;
                    Some((column.name.clone(), self.bare_type_sql(base)))
                });
                let columns: Vec<(String, String)> = columns.collect();
                let own = objects.iter_mut().filter(|object| {
                    matches!(object.kind, ObjectKind::Policy | ObjectKind::Trigger)
                        && object.table.as_ref() == Some(&table.name)
                });
                for object in own.filter(|_| !columns.is_empty()) {
                    for (column, base) in &columns {
                        object.text = without_casts_to(&object.text, column, base);
                    }
                }
                for expr in table.exprs_mut().filter(|_| !columns.is_empty()) {
                    for (column, base) in &columns {
                        if words::mentions(expr.as_str(), column) {
                            *expr = Expr::new(without_casts_to(expr.as_str(), column, base));
                        }
                    }
                }
            }
        }
    }

    fn domains(&self, realm: &Realm) -> Domains {
        let mut domains = Domains::new();
        for schema in &realm.schemas {
            for object in schema.objects.iter().filter(|object| object.kind == ObjectKind::Domain) {
                let over = self.shape(object).and_then(|shape| self.parse_type(shape.word("type")?).ok());
                if let Some(over) = over {
                    domains.insert((self.settled(&schema.name), object.name.clone()), over);
                }
            }
        }
        domains
    }

    /// The type that a domain is over in the end; none for another type.
    fn base_of<'d>(
        &self,
        domains: &'d Domains,
        home: &str,
        ty: &DataType,
        depth: u8,
    ) -> Option<&'d DataType> {
        let named = self.settled(self.home_of(ty, home)?);
        let find = |schema: String| Some((domains.get(&(schema.clone(), ty.name.clone()))?, schema));
        let (over, home) = find(named)
            .or_else(|| find(String::new()).filter(|_| ty.schema.is_none()))
            .filter(|_| ty.dimensions == 0 && depth > 0)?;
        Some(self.base_of(domains, &home, over, depth - 1).unwrap_or(over))
    }

    /// The schema of the connection has no name.
    fn settled(&self, schema: &str) -> String {
        if self.is_standing_schema(schema) { String::new() } else { schema.to_owned() }
    }
}
