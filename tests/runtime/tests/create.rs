//! Entities made into tables: what was made is found, and nothing is left to do.
#![allow(dead_code, reason = "entities are declared for their tables only")]

use ent_engine::lower::LowerOptions;
use ent_runtime::prelude::*;
use ent_runtime::{Client, DiffMode, Dir, Error, Graph, Offline, Scope, graph};
use ent_runtime_tests::{TestDatabase, on_every_database, with_database, with_sqlite};
use ent_servers::ServerKind;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

#[derive(EntMixin)]
struct Stamped {
    created_at: DateTime<Utc>,
    updated_at: Option<DateTime<Utc>>,
}

#[derive(EntEnum)]
enum Status {
    Active,
    #[ent(value = "on-hold")]
    OnHold,
}

#[derive(EntSchema)]
#[ent(
    mixin(Stamped),
    index(name, age(desc)),
    index(email, status, unique),
    check(adult = "age >= 18"),
    comments
)]
/// People.
struct User {
    #[ent(unique, size = 320)]
    email: String,
    #[ent(default = "it's")]
    name: String,
    #[ent(default = 18)]
    age: i32,
    nickname: Option<String>,
    #[ent(default = Status::Active)]
    status: Status,
    #[ent(values("a", "b"), default = "b")]
    kind: String,
    score: f64,
    ratio: f32,
    is_admin: bool,
    #[ent(default = true)]
    is_live: bool,
    small: i8,
    big: u64,
    born: NaiveDate,
    token: Uuid,
    avatar: Option<Vec<u8>>,
    #[ent(json)]
    settings: serde_json::Value,
    #[ent(
        type(postgres = "numeric(10,2)", mysql = "decimal(10,2)", sqlite = "decimal(10,2)"),
        default_expr = "0.5"
    )]
    balance: String,
    #[ent(default_expr = "CURRENT_TIMESTAMP")]
    seen: DateTime<Utc>,
    #[ent(generated = "age * 2", stored)]
    twice: i64,
    pets: Many<Pet>,
    groups: Many<Group>,
    friends: Many<User>,
    #[ent(on_delete = cascade)]
    manager: One<User>,
}

#[derive(EntSchema)]
struct Pet {
    id: Uuid,
    name: String,
    owner_id: Option<i64>,
    #[ent(from = "pets", field = owner_id)]
    owner: One<User>,
}

#[derive(EntSchema)]
#[ent(index(title, where = "open"))]
struct Group {
    title: String,
    open: bool,
    #[ent(from = "groups")]
    users: Many<User>,
}

fn wide() -> Graph {
    match graph![User, Pet, Group, Stamped, Status] {
        Ok(graph) => graph,
        Err(error) => panic!("{error}"),
    }
}

async fn nothing_left(client: &Client) {
    let all = client.schema().drop_columns(true).drop_indexes(true);
    let plan = all.plan().await.unwrap_or_else(|error| panic!("{error}"));
    let statements: Vec<&str> = plan.statements.iter().map(|statement| statement.sql.as_str()).collect();
    assert_eq!(statements, Vec::<&str>::new());
}

fn client(database: &TestDatabase, graph: Graph) -> Client {
    Client::from_pool(database.pool.clone(), graph)
}

#[tokio::test]
async fn what_was_made_leaves_nothing_to_do() {
    on_every_database("what_was_made", async |database| {
        let client = client(&database, wide());
        let plan = client.schema().create().await.unwrap_or_else(|error| panic!("{}: {error}", database.url));
        assert!(!plan.is_empty());
        nothing_left(&client).await;
        assert!(client.schema().create().await.expect("nothing").is_empty());
    })
    .await;
}

/// Entities in three database schemas: by themselves, by a mixin, and by a base that is embedded.
mod many {
    use ent_runtime::prelude::*;

    #[derive(EntMixin)]
    #[schema("db1")]
    pub struct InFirst {
        created_by: String,
    }

    #[derive(EntSchema)]
    #[schema("db3")]
    pub struct Owner {
        name: String,
        shops: Many<Shop>,
        #[schema("db1")]
        friends: Many<Owner>,
    }

    #[derive(EntSchema)]
    #[ent(mixin(InFirst))]
    pub struct Shop {
        title: String,
        #[ent(from = "shops")]
        owner: One<Owner>,
        goods: Many<Good>,
    }

    #[derive(EntSchema)]
    #[schema("db2")]
    pub struct Good {
        label: String,
        #[ent(from = "goods")]
        shops: Many<Shop>,
        #[ent(mixin)]
        base: Base,
    }

    #[derive(EntMixin)]
    pub struct Base {
        #[ent(unique)]
        code: String,
    }
}

#[tokio::test]
async fn entities_live_in_several_schemas() {
    let test = async |database: TestDatabase| {
        let graph = graph_of(graph![many::Owner, many::Shop, many::Good, many::InFirst, many::Base]);
        let schemas = [("db1", "_a"), ("db2", "_b"), ("db3", "_c")];
        let schemas = schemas.map(|(declared, end)| (declared.to_owned(), format!("{}{end}", database.name)));
        let lowering = LowerOptions { schemas: schemas.clone().into(), ..LowerOptions::default() };
        let client = client(&database, graph).with_lowering(lowering);
        client.schema().create().await.unwrap_or_else(|error| panic!("{}: {error}", database.url));
        nothing_left(&client).await;
        let names = schemas.map(|(_, name)| name);
        let realm = client.schema().inspect(&Scope::Schemas(names.to_vec())).await.expect("an inspection");
        let tables: Vec<String> = realm
            .tables()
            .map(|(schema, table)| format!("{}.{}", schema.trim_start_matches(&database.name), table.name))
            .collect();
        assert_eq!(tables, ["_a.owner_friends", "_a.shop_goods", "_a.shops", "_b.goods", "_c.owners"]);
        let shops = realm.schemas[0].table("shops").expect("the table");
        assert_eq!(shops.foreign_keys[0].references.schema, names[2]);
    };
    for kind in ServerKind::ALL {
        with_database(kind, "entities_live_in_several_schemas", &test).await;
    }
}

/// The first and the second version of a table.
mod first {
    use ent_runtime::prelude::*;

    #[derive(EntSchema)]
    #[ent(table = "notes", index(title))]
    pub struct Note {
        title: String,
        body: String,
    }
}

mod second {
    use ent_runtime::prelude::*;

    #[derive(EntSchema)]
    #[ent(table = "notes")]
    pub struct Note {
        title: String,
        #[ent(default = 0)]
        stars: i32,
    }

    #[derive(EntSchema)]
    #[ent(table = "notes")]
    pub struct Renamed {
        title: String,
        text: String,
    }
}

fn graph_of(graph: ent_runtime::Result<Graph>) -> Graph {
    graph.unwrap_or_else(|error| panic!("{error}"))
}

fn columns(realm: &ent_engine::model::Realm, table: &str) -> Vec<String> {
    let table = realm.schemas[0].table(table).expect("the table");
    table.columns.iter().map(|column| column.name.clone()).collect()
}

#[tokio::test]
async fn nothing_is_dropped_unless_asked_for() {
    with_sqlite(async |database| {
        client(&database, graph_of(graph![first::Note])).schema().create().await.expect("the table");
        database.run("CREATE TABLE stranger (x int)").await;
        database.run("INSERT INTO notes (title, body) VALUES ('a', 'b')").await;
        let client = client(&database, graph_of(graph![second::Note]));
        let mut script = Vec::new();
        client.schema().create().dry_run(&mut script).await.expect("a dry run");
        assert_eq!(
            String::from_utf8_lossy(&script),
            "ALTER TABLE `notes` ADD COLUMN `stars` integer NOT NULL DEFAULT 0;\n"
        );
        client.schema().create().await.expect("the column");
        let realm = client.schema().inspect(&Default::default()).await.expect("an inspection");
        assert_eq!(columns(&realm, "notes"), ["id", "title", "body", "stars"]);
        assert_eq!(realm.schemas[0].table("notes").map(|table| table.indexes.len()), Some(1));

        client.schema().create().drop_columns(true).drop_indexes(true).await.expect("less");
        let realm = client.schema().inspect(&Default::default()).await.expect("an inspection");
        assert_eq!(columns(&realm, "notes"), ["id", "title", "stars"]);
        assert_eq!(realm.schemas[0].table("notes").map(|table| table.indexes.len()), Some(0));
        assert!(realm.schemas[0].table("stranger").is_some());
    })
    .await;
}

#[tokio::test]
async fn what_looks_renamed_is_asked_for() {
    with_sqlite(async |database| {
        client(&database, graph_of(graph![first::Note])).schema().create().await.expect("the table");
        let client = client(&database, graph_of(graph![second::Renamed]));
        let error = client.schema().create().drop_columns(true).await.expect_err("a question");
        let Error::LooksRenamed { questions } = &error else { panic!("{error}") };
        assert_eq!(questions.len(), 1);
        assert!(questions[0].starts_with("notes.body looks renamed to notes.text."), "{}", questions[0]);
    })
    .await;
}

#[tokio::test]
async fn hooks_see_the_changes_and_the_plan() {
    with_sqlite(async |database| {
        let client = client(&database, graph_of(graph![first::Note]));
        let none = client.schema().before_diff(|_, next, _| {
            assert!(next.schemas[0].table("notes").is_some());
            Ok(Vec::new())
        });
        assert!(none.plan().await.expect("a plan").is_empty());
        let refused = client.schema().before_apply(|plan| {
            Err(Error::Hook(format!("{} statements are too many", plan.statements.len()).into()))
        });
        let error = refused.create().await.expect_err("a refusal");
        assert_eq!(error.to_string(), "2 statements are too many");
        assert_eq!(database.tables().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_diff_writes_the_next_pair_of_files() {
    with_sqlite(async |database| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let dir = Dir::local(folder.path().join("migrations"));
        let names = || {
            let mut names: Vec<String> = std::fs::read_dir(dir.path())
                .expect("the directory")
                .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
                .filter(|name| !name.starts_with('.'))
                .collect();
            names.sort();
            names
                .iter()
                .map(|name| name.split_once('_').map_or(name.clone(), |(_, rest)| rest.to_owned()))
                .collect()
        };
        let first = client(&database, graph_of(graph![first::Note]));
        let written = first.schema().diff(&dir).await.expect("a diff").expect("a migration");
        assert_eq!((written.name.as_str(), written.files.len()), ("create_notes", 2));
        let expected: Vec<String> =
            vec!["create_notes.down.sql".into(), "create_notes.up.sql".into(), "atlas.sum".into()];
        let found: Vec<String> = names();
        assert_eq!(found, expected);
        first.schema().apply(&dir).await.expect("an empty database");
        assert_eq!(first.schema().diff(&dir).await.expect("a diff"), None);
        let error = first.schema().diff(&dir).error_without_plan(true).await.expect_err("no plan");
        assert_eq!(error.to_string(), "no plan for matched states: nothing differs");

        let second = client(&database, graph_of(graph![second::Note]));
        let diff = second.schema().named_diff(&dir, "More Stars").drop_columns(true).drop_indexes(true);
        let written = diff.await.expect("a diff").expect("a migration");
        assert_eq!(written.name, "more_stars");
        second.schema().apply(&dir).await.expect("the second file");
        nothing_left(&second).await;
    })
    .await;
}

#[tokio::test]
async fn a_graph_comes_from_the_sources_of_a_module() {
    with_sqlite(async |database| {
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema");
        let client = client(&database, graph_of(ent_runtime::load_graph(&here)));
        client.schema().create().await.expect("the tables");
        assert_eq!(database.tables().await, ["users", "cars"]);
        let error = ent_runtime::load_graph(here.join("nowhere.rs")).expect_err("no file");
        assert!(error.to_string().contains("there is no schema module at"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn a_diff_needs_no_database_but_the_directory() {
    on_every_database("a_diff_needs_no_database", async |database| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let dir = Dir::local(folder.path());
        let (first, second) = (graph_of(graph![first::Note]), graph_of(graph![second::Note]));
        let flavor = database.connection().await.flavor();
        let written = Offline::new(&first, flavor).diff(&dir).expect("a diff").expect("a migration");
        assert_eq!(written.name, "create_notes");
        assert_eq!(Offline::new(&first, flavor).diff(&dir).expect("a diff"), None);
        let client = client(&database, second);
        let diff = client.schema().diff(&dir).mode(DiffMode::Replay).drop_columns(true).drop_indexes(true);
        let written = diff.await.expect("a diff").expect("a migration");
        assert_eq!(written.name, "add_stars_to_notes_and_drop_body_from_notes");
        assert_eq!(database.tables().await, Vec::<String>::new());
        client.schema().apply(&dir).await.expect("both files");
        nothing_left(&client).await;
        let all = client.schema().drop_columns(true).drop_indexes(true);
        assert_eq!(all.diff(&dir).mode(DiffMode::Replay).await.expect("a diff"), None);
    })
    .await;
}

/// What is found in the database is what the files say: replay equals inspection.
#[tokio::test]
async fn the_files_of_a_wide_graph_amount_to_what_is_found() {
    on_every_database("the_files_of_a_wide_graph", async |database| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let dir = Dir::local(folder.path());
        let client = client(&database, wide());
        client.schema().diff(&dir).await.expect("a diff").expect("a migration");
        client.schema().apply(&dir).await.expect("the file");
        nothing_left(&client).await;
        let all = client.schema().drop_columns(true).drop_indexes(true);
        assert_eq!(all.diff(&dir).mode(DiffMode::Replay).await.expect("a diff"), None);
    })
    .await;
}
