use std::collections::BTreeMap;

use ent_engine::model::Realm;
use ent_engine::plan::{HazardKind, Plan};
use ent_runtime::{Connection, Scope, inspect};

use crate::{Case, rows};

/// A table by schema and name, and how many rows it has.
type Counts = BTreeMap<(String, String), usize>;

impl Case {
    /// Carries the pair out on a database that has nothing in it: forth, with rows where that can do no
    /// harm, and back. How many rows there were.
    ///
    /// # Errors
    /// What is wrong.
    pub async fn check_on(&self, connection: &mut Connection) -> Result<usize, String> {
        let nothing = Realm::default();
        let (before, after) = (&self.before.realm, &self.after.realm);
        let create = self.plan(&nothing, before).map_err(|error| error.to_string())?;
        let change = self.plan(before, after).map_err(|error| error.to_string())?;
        run(connection, "create", up(&create)).await?;
        self.found(connection, "what was created", before).await?;
        let harmless = |kind| !matches!(kind, HazardKind::DataDependent | HazardKind::Narrowing);
        let counts = match change.hazards().all(|(_, hazard)| harmless(hazard.kind)) {
            true => self.fill(connection).await,
            false => Counts::new(),
        };
        run(connection, "change", up(&change)).await?;
        self.found(connection, "what was changed", after).await?;
        self.rows_stayed(connection, &counts).await?;
        if change.irreversible().next().is_none() {
            self.empty(connection).await?;
            run(connection, "back", change.reverse().map(|(sql, _)| sql).collect()).await?;
            self.found(connection, "what was taken back", before).await?;
        }
        Ok(counts.values().sum())
    }

    async fn found(&self, connection: &mut Connection, what: &str, wanted: &Realm) -> Result<(), String> {
        let mut schemas = vec![String::new()];
        schemas.extend(self.schemas.iter().cloned());
        let realm = inspect(connection, &Scope::Schemas(schemas)).await;
        let mut realm = realm.map_err(|error| format!("{what} can't be inspected: {error}"))?;
        // That of the connection is always there.
        realm.schemas.retain(|schema| !(schema.name.is_empty() && schema.is_empty()));
        counters(&mut realm, wanted);
        self.same(what, &realm, wanted)
    }

    /// Puts rows into the tables, where the server takes them.
    async fn fill(&self, connection: &mut Connection) -> Counts {
        let mut counts = Counts::new();
        for insert in rows::inserts(self.dialect.as_ref(), &self.before.realm) {
            if connection.execute(&insert.sql).await.is_ok() {
                *counts.entry(insert.path).or_default() += 1;
            }
        }
        counts
    }

    /// Holds the numbers of rows against those before, for all tables that are still there.
    async fn rows_stayed(&self, connection: &mut Connection, counts: &Counts) -> Result<(), String> {
        if counts.is_empty() {
            return Ok(());
        }
        connection.execute(rows::PROBE).await.map_err(|error| error.to_string())?;
        let before = &self.before.realm;
        for (schema, table) in self.after.realm.tables() {
            let previous = table.origin.renamed_from.as_ref().filter(|name| {
                before
                    .schema(schema)
                    .is_some_and(|schema| schema.table(name).is_some() && schema.table(&table.name).is_none())
            });
            let previous = previous.unwrap_or(&table.name).clone();
            let Some(rows) = counts.get(&(schema.to_owned(), previous)) else { continue };
            let table = self.dialect.qualified(schema, &table.name);
            if connection.execute(&rows::expect_rows(&table, *rows)).await.is_err() {
                return Err(format!("{table} has not the {rows} rows that it had"));
            }
        }
        connection.execute("DROP TABLE ent_probe").await.map_err(|error| error.to_string())
    }

    /// Takes all rows away again: the way back is for tables, not for rows.
    async fn empty(&self, connection: &mut Connection) -> Result<(), String> {
        let tables: Vec<String> = self
            .after
            .realm
            .tables()
            .map(|(schema, table)| self.dialect.qualified(schema, &table.name))
            .collect();
        // Whatever the order of references.
        for _ in 0..tables.len() {
            for table in &tables {
                let _ = connection.execute(&format!("DELETE FROM {table}")).await;
            }
        }
        Ok(())
    }
}

/// Rows move the counters of their tables on, which is no difference.
fn counters(found: &mut Realm, wanted: &Realm) {
    for schema in &mut found.schemas {
        for table in &mut schema.tables {
            let start = wanted
                .schema(&schema.name)
                .and_then(|schema| schema.table(&table.name))
                .and_then(|table| table.options.auto_increment);
            let counter = &mut table.options.auto_increment;
            if counter.unwrap_or(1) > start.unwrap_or(1) {
                *counter = start;
            }
        }
    }
}

fn up(plan: &Plan) -> Vec<&str> {
    plan.statements.iter().map(|statement| statement.sql.as_str()).collect()
}

async fn run(connection: &mut Connection, what: &str, statements: Vec<&str>) -> Result<(), String> {
    for sql in statements {
        connection.execute(sql).await.map_err(|error| format!("{what}: {error}\n{sql}"))?;
    }
    Ok(())
}
