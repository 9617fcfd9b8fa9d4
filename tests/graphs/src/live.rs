use ent_engine::change::Change;
use ent_engine::diff::diff;
use ent_engine::model::Realm;
use ent_engine::plan::{HazardKind, Plan};
use ent_runtime::{Connection, Scope, inspect};

use crate::kept::{Kept, PROBE};
use crate::{Case, rows};

impl Case {
    /// Carries the pair out on a database that has nothing in it: forth, with rows in the tables whose
    /// rows can do no harm, and back. How many rows there were.
    ///
    /// # Errors
    /// What is wrong.
    pub async fn check_on(&self, connection: &mut Connection) -> Result<usize, String> {
        let nothing = Realm::default();
        let (before, after) = (&self.before.realm, &self.after.realm);
        let create = self.plan(&nothing, before).map_err(|error| error.to_string())?;
        let change = self.plan(before, after).map_err(|error| error.to_string())?;
        let changes = diff(self.dialect.as_ref(), before, after, &self.options).changes;
        run(connection, "create", up(&create)).await?;
        self.found(connection, "what was created", before).await?;
        let rows = self.fill(connection, &change, &changes).await;
        let kept = self.kept(&changes);
        self.keep(connection, &kept).await?;
        run(connection, "change", up(&change)).await?;
        self.found(connection, "what was changed", after).await?;
        self.expect(connection, &kept).await?;
        if change.irreversible().next().is_none() {
            let lost = change.hazards().any(|(_, hazard)| hazard.kind == HazardKind::DataLoss);
            if lost {
                // The way back has no values for what is gone.
                self.empty(connection).await?;
            }
            let kept: Vec<Kept> =
                kept.into_iter().enumerate().map(|(at, kept)| kept.back(format!("ent_back_{at}"))).collect();
            self.keep(connection, &kept).await?;
            run(connection, "back", change.reverse().map(|(sql, _)| sql).collect()).await?;
            self.found(connection, "what was taken back", before).await?;
            self.expect(connection, &kept).await?;
        }
        Ok(rows)
    }

    /// The tables before the change that are there after it.
    fn kept(&self, changes: &[Change]) -> Vec<Kept> {
        let dialect = self.dialect.as_ref();
        let tables = self.before.realm.tables().enumerate();
        tables
            .filter_map(|(at, (schema, table))| {
                Kept::of(dialect, changes, schema, table, format!("ent_kept_{at}"))
            })
            .collect()
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

    /// Puts rows into the tables that the plan does not warn about, where the server takes them.
    async fn fill(&self, connection: &mut Connection, plan: &Plan, changes: &[Change]) -> usize {
        let (dialect, realm) = (self.dialect.as_ref(), &self.before.realm);
        let warned = |name: &str| {
            plan.hazards().any(|(_, hazard)| {
                matches!(hazard.kind, HazardKind::DataDependent | HazardKind::Narrowing)
                    && hazard.message.contains(&format!("table {name:?}"))
            })
        };
        let mut counts = vec![0; realm.tables().count()];
        // Whatever the order of references.
        for _ in 0..2 {
            for ((schema, table), count) in realm.tables().zip(&mut counts) {
                let next = Kept::of(dialect, changes, schema, table, String::new());
                if warned(&table.name) || next.is_some_and(|kept| warned(kept.next())) {
                    continue;
                }
                for sql in rows::inserts(dialect, realm, schema, table) {
                    if *count < rows::ROWS && connection.execute(&sql).await.is_ok() {
                        *count += 1;
                    }
                }
            }
        }
        counts.into_iter().sum()
    }

    async fn keep(&self, connection: &mut Connection, kept: &[Kept]) -> Result<(), String> {
        for kept in kept {
            run(connection, "keep", vec![&kept.keep(self.dialect.as_ref())]).await?;
        }
        Ok(())
    }

    /// Holds the rows against those that were kept, and forgets these.
    async fn expect(&self, connection: &mut Connection, kept: &[Kept]) -> Result<(), String> {
        run(connection, "probe", vec![PROBE]).await?;
        for kept in kept {
            let [count, values] = kept.expect(self.dialect.as_ref());
            run(connection, "rows are lost", vec![&count]).await?;
            run(connection, "rows are changed", vec![&values, &kept.forget()]).await?;
        }
        run(connection, "probe", vec!["DROP TABLE ent_probe"]).await
    }

    /// Takes all rows away again: the way back is for tables, not for rows.
    async fn empty(&self, connection: &mut Connection) -> Result<(), String> {
        let tables: Vec<String> = self
            .after
            .realm
            .tables()
            .map(|(schema, table)| self.dialect.qualified(schema, &table.name))
            .collect();
        // InnoDB keeps a row that refers to itself, unless keys are left alone.
        let switches_keys = self.dialect.has_schemas() && self.dialect.quote("a").starts_with('`');
        if switches_keys {
            run(connection, "empty", vec!["SET FOREIGN_KEY_CHECKS = 0"]).await?;
        }
        // Whatever the order of references.
        for _ in 0..tables.len() {
            for table in &tables {
                let _ = connection.execute(&format!("DELETE FROM {table}")).await;
            }
        }
        if switches_keys {
            run(connection, "empty", vec!["SET FOREIGN_KEY_CHECKS = 1"]).await?;
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
