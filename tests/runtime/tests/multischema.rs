//! The example of several schemas, as it is committed: its files lead up and back down again.

use ent_engine::dir::{Format, LocalDir, Script};
use ent_engine::sql::split;
use ent_runtime::{Connection, Scope, inspect};
use ent_runtime_tests::with_database;
use ent_servers::ServerKind;

/// Runs a script, statement by statement.
async fn run(connection: &mut Connection, script: &Script) {
    let syntax = connection.dialect().syntax();
    for statement in split(&script.text, syntax).expect("statements") {
        let sql = statement.sql();
        if let Err(error) = connection.execute(sql).await {
            panic!("{}: {sql}: {error}", script.file);
        }
    }
}

/// The tables of the example's schemas, qualified.
async fn tables(connection: &mut Connection) -> Vec<String> {
    let schemas = ["db1", "db2", "db3"].map(str::to_owned).to_vec();
    let realm = inspect(connection, &Scope::Schemas(schemas)).await.expect("a realm");
    let mut names: Vec<String> =
        realm.tables().map(|(schema, table)| format!("{schema}.{}", table.name)).collect();
    names.sort();
    names
}

async fn up_and_down(kind: ServerKind, target: &str) {
    let folder = format!("{}/../../examples/multischema/migrations/{target}", env!("CARGO_MANIFEST_DIR"));
    with_database(kind, "multischema", move |database| async move {
        let dir = LocalDir::new(folder, Format::GolangMigrate).read().expect("the example's directory");
        dir.check_sum().expect("its sum");
        let migrations = dir.migrations().expect("its migrations");
        assert!(!migrations.is_empty());
        let mut connection = database.connection().await;
        for migration in &migrations {
            run(&mut connection, &migration.up).await;
        }
        assert_eq!(
            tables(&mut connection).await,
            [
                "db1.group_members",
                "db1.groups",
                "db1.parents",
                "db2.parents",
                "db2.pets",
                "db2.user_friends",
                "db3.users"
            ]
        );
        for migration in migrations.iter().rev() {
            run(&mut connection, migration.down.as_ref().expect("a way down")).await;
        }
        assert_eq!(tables(&mut connection).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn on_postgres() {
    up_and_down(ServerKind::Postgres, "postgres").await;
}

#[tokio::test]
async fn on_mysql() {
    up_and_down(ServerKind::MySql, "mysql").await;
}

#[tokio::test]
async fn on_mariadb() {
    up_and_down(ServerKind::MariaDb, "mariadb").await;
}
