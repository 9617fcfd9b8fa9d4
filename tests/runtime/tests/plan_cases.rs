//! The cases of diff and plan in `ent-engine/tests/plan/`, which are checked there without a server,
//! on real databases: after the way up nothing is left to do, after the way down all is as before.

#[path = "../../../ent-engine/tests/plan/case.rs"]
#[expect(dead_code, reason = "what compares texts is for the tests without a server")]
mod case;
#[path = "../../../ent-engine/tests/plan/notation.rs"]
mod notation;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ent_engine::dialect::Dialect;
use ent_engine::diff::{DiffOptions, Undeclared, diff};
use ent_engine::model::Realm;
use ent_engine::plan::{Plan, PlanOptions, plan};
use ent_runtime::{Connection, Scope, inspect};
use ent_runtime_tests::{TestDatabase, with_database, with_sqlite};
use ent_servers::{ServerKind, TestServers};

use case::Case;

/// The files of a folder, each with its name. `ENT_PLAN_CASE` picks those whose names have it in them.
fn files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ent-engine/tests/plan").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(&root)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "case"));
    paths.sort();
    assert!(paths.len() >= 40, "only {} cases in {}", paths.len(), root.display());
    let picked = std::env::var("ENT_PLAN_CASE").unwrap_or_default();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.retain(|path| name(path).contains(&picked));
    let read = |path: PathBuf| (name(&path), fs::read_to_string(&path).expect("a readable case"));
    paths.into_iter().map(read).collect()
}

/// Carries a case out: creates what is before, goes up, and comes back down.
async fn carry_out(database: &TestDatabase, text: &str) -> Result<(), String> {
    let mut connection = database.connection().await;
    let dialect = connection.dialect();
    let text = own_schemas(&*dialect, &database.name, text);
    let case = Case::parse(&text)?;
    if case.expected.iter().any(|(name, _)| name == "error") {
        // Nothing comes of it that a server could run.
        return Ok(());
    }
    let (before, after) = case.states(&*dialect)?;
    let (diff_options, plan_options) = case.options();
    let create = from_nothing(&*dialect, &before)?;
    let changes = diff(&*dialect, &before, &after, &diff_options).changes;
    let change =
        plan(&*dialect, &before, &after, changes, &plan_options).map_err(|error| error.to_string())?;
    let mut schemas: Vec<String> =
        before.schemas.iter().chain(&after.schemas).map(|schema| schema.name.clone()).collect();
    schemas.push(String::new());
    schemas.sort();
    schemas.dedup();
    let scope = Scope::Schemas(schemas);

    run(&mut connection, "create", up(&create)).await?;
    let all = DiffOptions { objects: Undeclared::Manage, ..DiffOptions::default() };
    let created = state(&mut connection, &scope).await?;
    nothing_between(&*dialect, "what was created", &respelled(&created, &before), &before, &diff_options)?;
    if plan_options.qualifier.is_some() {
        // Unqualified names are those of the one schema that the plan is about.
        enter(&mut connection, &after).await?;
    }
    run(&mut connection, "up", up(&change)).await?;
    let changed = state(&mut connection, &scope).await?;
    nothing_between(&*dialect, "the way up", &respelled(&changed, &after), &after, &diff_options)?;
    if change.irreversible().next().is_some() {
        return Ok(());
    }
    run(&mut connection, "down", change.reverse().map(|(sql, _)| sql).collect()).await?;
    let back = state(&mut connection, &scope).await?;
    nothing_between(&*dialect, "the way down", &back, &created, &all)?;
    nothing_between(&*dialect, "the way down, looking back", &created, &back, &all)
}

/// The plan that makes the state, by the way that migrations take.
fn from_nothing(dialect: &dyn Dialect, realm: &Realm) -> Result<Plan, String> {
    let nothing = Realm::default();
    let changes = diff(dialect, &nothing, realm, &DiffOptions::default()).changes;
    plan(dialect, &nothing, realm, changes, &PlanOptions::default()).map_err(|error| error.to_string())
}

/// The case with schemas of this test's own: databases of a MySQL server are everybody's.
fn own_schemas(dialect: &dyn Dialect, database: &str, text: &str) -> String {
    if !dialect.quote("a").starts_with('`') {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    let mut names: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("schema "))
        .map(|rest| rest.split([';', ' ']).next().unwrap_or_default().to_owned())
        .filter(|name| name != "-")
        .collect();
    names.sort();
    names.dedup();
    for (name, end) in names.iter().zip(["_a", "_b", "_c"]) {
        let own = format!("{database}{end}");
        text = text.replace(&format!("schema {name}"), &format!("schema {own}"));
        text = text.replace(&format!(" {name}."), &format!(" {own}."));
    }
    text
}

async fn state(connection: &mut Connection, scope: &Scope) -> Result<Realm, String> {
    let mut realm = inspect(connection, scope).await.map_err(|error| error.to_string())?;
    // That of the connection is always there.
    realm.schemas.retain(|schema| !(schema.name.is_empty() && schema.is_empty()));
    Ok(realm)
}

/// The state with its functions, policies and so on as the wanted one spells them: they are carried as
/// text, and the server keeps its own.
fn respelled(found: &Realm, wanted: &Realm) -> Realm {
    let mut realm = found.clone();
    for schema in &mut realm.schemas {
        let Some(wanted) = wanted.schema(&schema.name) else { continue };
        for object in &mut schema.objects {
            let same = wanted.objects.iter().find(|other| {
                other.kind == object.kind && other.name == object.name && other.table == object.table
            });
            if let Some(same) = same {
                object.text.clone_from(&same.text);
            }
        }
    }
    realm
}

async fn enter(connection: &mut Connection, realm: &Realm) -> Result<(), String> {
    match realm.schemas.iter().find(|schema| !schema.name.is_empty()) {
        Some(schema) => run(connection, "enter", vec![&format!("SET search_path = {}", schema.name)]).await,
        None => Ok(()),
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

fn nothing_between(
    dialect: &dyn Dialect,
    what: &str,
    found: &Realm,
    wanted: &Realm,
    options: &DiffOptions,
) -> Result<(), String> {
    let changes = diff(dialect, found, wanted, options).changes;
    if changes.is_empty() {
        return Ok(());
    }
    let kinds: Vec<String> = changes.iter().map(|change| format!("{:?}", change.kind())).collect();
    let statements = match plan(dialect, found, wanted, changes, &PlanOptions::default()) {
        Ok(plan) => up(&plan).join(";\n"),
        Err(error) => error.to_string(),
    };
    Err(format!("{what} leaves {}\n{statements}", kinds.join(", ")))
}

type Failures = Arc<Mutex<Vec<String>>>;

fn note(failures: &Failures, folder: &str, name: &str, outcome: Result<(), String>) {
    if let Err(reason) = outcome {
        failures.lock().expect("the failures").push(format!("{folder}/{name}: {reason}"));
    }
}

fn tell(failures: &Failures) {
    let failures = failures.lock().expect("the failures");
    assert!(failures.is_empty(), "{} failed\n{}", failures.len(), failures.join("\n\n"));
}

async fn on_server(kind: ServerKind, folder: &'static str) {
    if TestServers::from_env().url_or_skip(kind, "cases of plans").is_none() {
        return;
    }
    let failures = Failures::default();
    for (name, text) in files(folder) {
        let failures = failures.clone();
        with_database(kind, "cases of plans", |database| async move {
            note(&failures, folder, &name, carry_out(&database, &text).await);
        })
        .await;
    }
    tell(&failures);
}

#[tokio::test]
async fn sqlite() {
    let failures = Failures::default();
    for (name, text) in files("sqlite") {
        let failures = failures.clone();
        with_sqlite(|database| async move {
            note(&failures, "sqlite", &name, carry_out(&database, &text).await);
        })
        .await;
    }
    tell(&failures);
}

#[tokio::test]
async fn postgres() {
    on_server(ServerKind::Postgres, "postgres").await;
}

#[tokio::test]
async fn mysql() {
    on_server(ServerKind::MySql, "mysql").await;
}

#[tokio::test]
async fn mariadb() {
    on_server(ServerKind::MariaDb, "mariadb").await;
}
