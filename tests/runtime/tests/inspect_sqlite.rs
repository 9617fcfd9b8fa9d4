//! SQLite: whatever a file holds is found.

use ent_runtime::{Scope, inspect};
use ent_runtime_tests::{outline, with_sqlite};

const EVERYTHING: &str = r#"
CREATE TABLE users (
  id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  name text NOT NULL DEFAULT 'a, (b)' COLLATE NOCASE, -- a comment, with (a) comma
  age integer NULL DEFAULT -1 CHECK (age >= 0),
  made datetime DEFAULT CURRENT_TIMESTAMP,
  token blob DEFAULT (randomblob(16)),
  score decimal(10,2),
  lower_name text GENERATED ALWAYS AS (lower(name)) STORED,
  twice integer AS (age * 2),
  empty text DEFAULT NULL,
  CONSTRAINT adult CHECK (age >= 18 OR name = ')'),
  CONSTRAINT names_differ UNIQUE (name, age)
);
CREATE INDEX users_age ON users (age DESC, name COLLATE BINARY);
CREATE UNIQUE INDEX "users lower" ON users (lower(name), age) WHERE age > 3;
CREATE TABLE "odd ""name" ([a b] TEXT UNIQUE, `c` VARCHAR(20), 'd' INT, PRIMARY KEY ([a b], c)) WITHOUT ROWID, STRICT;
"#;

#[tokio::test]
async fn everything_is_found() {
    with_sqlite(|database| async move {
        database.run(&EVERYTHING.replace("`c` VARCHAR(20)", "`c` TEXT")).await;
        database
            .run(
                "CREATE TABLE pets (
                   id INTEGER PRIMARY KEY,
                   owner_id integer REFERENCES users ON DELETE SET NULL,
                   friend_id integer,
                   x text, y text,
                   CONSTRAINT pets_friend FOREIGN KEY (friend_id) REFERENCES users (id) ON UPDATE CASCADE
                     ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
                   FOREIGN KEY (x, y) REFERENCES \"odd \"\"name\" ([a b], c) MATCH FULL
                 );
                 CREATE VIEW adults (id, title) AS SELECT id, name FROM users WHERE age > 18;
                 CREATE TRIGGER bump AFTER INSERT ON pets BEGIN UPDATE users SET age = age + 1; END;
                 CREATE VIRTUAL TABLE words USING fts5(body);
                 INSERT INTO users (name, age) VALUES ('x', 20), ('y', 30);",
            )
            .await;
        let realm =
            inspect(&mut database.connection().await, &Scope::Connected).await.expect("an inspection");
        insta::assert_snapshot!("sqlite", outline(&realm));
    })
    .await;
}

#[tokio::test]
async fn an_empty_file_is_an_empty_schema() {
    with_sqlite(|database| async move {
        let mut connection = database.connection().await;
        let realm = inspect(&mut connection, &Scope::Connected).await.expect("an inspection");
        assert_eq!(outline(&realm), "schema (connected)\n");
        let realm = inspect(&mut connection, &Scope::All).await.expect("an inspection");
        assert_eq!(outline(&realm), "schema main\n");
        let other = Scope::Schemas(vec!["other".to_owned()]);
        assert_eq!(outline(&inspect(&mut connection, &other).await.expect("an inspection")), "");
    })
    .await;
}
