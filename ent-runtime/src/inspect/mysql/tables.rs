use std::collections::BTreeMap;

use ent_engine::model::{Column, DataType, Expr, Generated, Index, IndexPart, PartKey, PrimaryKey, Table};

use super::Catalog;
use super::expressions::{mariadb_default, mysql_default, unescape};
use crate::Result;
use crate::connection::Row;

impl Catalog {
    /// Tables; the names of MariaDB's sequences, which are listed among them.
    pub(super) fn tables(&mut self, rows: Vec<Row>) -> Result<Vec<(String, String)>> {
        let mut sequences = Vec::new();
        for row in rows {
            let mut row = row.fields("reading the tables");
            let (schema, name, kind, engine) = (row.text()?, row.text()?, row.text()?, row.maybe());
            let (collation, auto_increment) = (row.maybe(), row.maybe_int()?);
            let (options, comment) = (row.maybe().unwrap_or_default(), row.maybe());
            match kind.as_str() {
                "BASE TABLE" | "SYSTEM VERSIONED" => {}
                "SEQUENCE" => {
                    sequences.push((schema, name));
                    continue;
                }
                _ => continue,
            }
            let mut table = Table::new(name);
            table.comment = comment.filter(|text| !text.is_empty());
            table.options.engine = engine.filter(|engine| !engine.eq_ignore_ascii_case("InnoDB"));
            table.options.charset = collation.as_deref().map(charset_of).map(str::to_owned);
            table.options.collation = collation;
            table.options.auto_increment = auto_increment.filter(|next| *next > 1);
            let words: Vec<&str> = options.split_whitespace().filter(|word| *word != "partitioned").collect();
            let versioning = (kind == "SYSTEM VERSIONED").then_some("WITH SYSTEM VERSIONING");
            let raw: Vec<&str> = words.into_iter().chain(versioning).collect();
            table.options.raw = (!raw.is_empty()).then(|| raw.join(" "));
            let in_realm = self.names.in_realm(schema.clone());
            let Some(at) = self.realm.schemas.iter().position(|known| known.name == in_realm) else {
                continue;
            };
            let tables = &mut self.realm.schemas[at].tables;
            self.tables.entry(schema).or_default().insert(table.name.clone(), (at, tables.len()));
            tables.push(table);
        }
        Ok(sequences)
    }

    pub(super) fn columns(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the columns");
            let (schema, table, name, ty) = (row.text()?, row.text()?, row.text()?, row.text()?);
            let (null, default, extra) = (row.flag(), row.maybe(), row.maybe().unwrap_or_default());
            let (comment, charset, collation) = (row.maybe(), row.maybe(), row.maybe());
            let expr = row.maybe().filter(|text| !text.is_empty());
            let ty = self.dialect.parse_type(&ty).unwrap_or_else(|_| DataType::new(&ty));
            let lower = extra.to_ascii_lowercase();
            let is_mariadb = self.is_mariadb;
            let default = default.and_then(|text| match is_mariadb {
                true => mariadb_default(text),
                false => Some(mysql_default(&text, lower.contains("default_generated"), &ty)),
            });
            let generated = expr.map(|expr| Generated {
                expr: Expr::new(if is_mariadb { expr } else { unescape(&expr) }),
                stored: !lower.contains("virtual"),
            });
            if self.table(&schema, &table).is_none() {
                self.view_columns.entry((schema, table)).or_default().push(name);
                continue;
            }
            let Some(table) = self.table(&schema, &table) else { continue };
            table.columns.push(Column {
                name,
                null,
                default: default.filter(|_| generated.is_none()),
                generated,
                auto_increment: lower.contains("auto_increment"),
                on_update: on_update(&extra).map(Expr::new),
                charset: charset.filter(|charset| Some(charset) != table.options.charset.as_ref()),
                collation: collation.filter(|collation| Some(collation) != table.options.collation.as_ref()),
                invisible: lower.split([' ', ',']).any(|word| word == "invisible"),
                comment: comment.filter(|text| !text.is_empty()),
                ty,
                ..Column::default()
            });
        }
        Ok(())
    }

    pub(super) fn indexes(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the indexes");
            let (schema, table, name, unique) = (row.text()?, row.text()?, row.text()?, row.flag());
            let (kind, comment, visible) = (row.text()?, row.maybe(), row.flag());
            let (column, expr, direction, prefix) = (row.maybe(), row.maybe(), row.maybe(), row.maybe_int()?);
            let is_spatial = matches!(kind.as_str(), "SPATIAL" | "RTREE");
            let part = IndexPart {
                key: match (column, expr) {
                    (_, Some(expr)) => PartKey::Expr(Expr::new(unescape(&expr))),
                    (column, None) => PartKey::Column(column.unwrap_or_default()),
                },
                desc: direction.as_deref() == Some("D"),
                // For spatial indexes the server tells the size of its boxes.
                prefix: prefix.filter(|_| !is_spatial).and_then(|prefix| u32::try_from(prefix).ok()),
                ..IndexPart::default()
            };
            let Some(table) = self.table(&schema, &table) else { continue };
            let comment = comment.filter(|text| !text.is_empty());
            if name == "PRIMARY" {
                let key = table.primary_key.get_or_insert_with(PrimaryKey::default);
                key.comment = comment;
                key.parts.push(part);
                continue;
            }
            if table.indexes.last().is_none_or(|index| index.name != name) {
                let kind = kind.to_ascii_lowercase();
                table.indexes.push(Index {
                    name,
                    unique,
                    kind: Some(if is_spatial { "spatial".to_owned() } else { kind })
                        .filter(|kind| kind != "btree"),
                    comment,
                    invisible: !visible,
                    ..Index::default()
                });
            }
            if let Some(index) = table.indexes.last_mut() {
                index.parts.push(part);
            }
        }
        Ok(())
    }

    /// Partitions, as the clause that makes them.
    pub(super) fn partitions(&mut self, rows: Vec<Row>) -> Result<()> {
        let mut clauses: BTreeMap<(String, String), (String, Vec<String>)> = BTreeMap::new();
        for row in rows {
            let mut row = row.fields("reading the partitions");
            let (key, method) = ((row.text()?, row.text()?), row.text()?);
            let (expr, sub_method, sub_expr) = (row.maybe(), row.maybe(), row.maybe());
            let (name, values) = (self.dialect.quote(&row.text()?), row.maybe().unwrap_or_default());
            let (_, list) = clauses.entry(key).or_insert_with(|| {
                let mut clause = format!("{method} ({})", expr.unwrap_or_default());
                if let Some(sub_method) = sub_method {
                    clause.push_str(&format!(
                        " SUBPARTITION BY {sub_method} ({})",
                        sub_expr.unwrap_or_default()
                    ));
                }
                (clause, Vec::new())
            });
            list.push(match method.split(' ').next() {
                Some("RANGE") if values == "MAXVALUE" => {
                    format!("PARTITION {name} VALUES LESS THAN MAXVALUE")
                }
                Some("RANGE") => format!("PARTITION {name} VALUES LESS THAN ({values})"),
                Some("LIST") => format!("PARTITION {name} VALUES IN ({values})"),
                _ => format!("PARTITION {name}"),
            });
        }
        for ((schema, table), (clause, list)) in clauses {
            if let Some(table) = self.table(&schema, &table) {
                table.options.partition_by = Some(format!("{clause} ({})", list.join(", ")));
            }
        }
        Ok(())
    }
}

/// The character set that a collation is of.
fn charset_of(collation: &str) -> &str {
    collation.split('_').next().unwrap_or(collation)
}

/// What follows `on update` in the extra words of a column.
fn on_update(extra: &str) -> Option<&str> {
    let at = extra.to_ascii_lowercase().find("on update ")?;
    extra.get(at + "on update ".len()..)?.split([' ', ',']).next()
}
