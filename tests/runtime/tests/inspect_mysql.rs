//! MySQL and MariaDB: whatever a database holds is found.

use ent_runtime::{Scope, inspect};
use ent_runtime_tests::{TestDatabase, create_statement, outline, with_database};
use ent_servers::ServerKind;

const EVERYTHING: &[&str] = &[
    "CREATE TABLE users (
       id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
       email varchar(320) NOT NULL COLLATE utf8mb4_bin UNIQUE COMMENT 'it''s \\\\ one',
       name varchar(50) CHARACTER SET latin1 DEFAULT 'it''s \\\\ x',
       token varchar(50) DEFAULT (uuid()),
       `a b` varchar(20) DEFAULT (concat('it''s', 'x')),
       age int DEFAULT 3,
       flag tinyint(1) DEFAULT 1,
       bits bit(3) DEFAULT b'101',
       made timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
       day datetime DEFAULT '2020-01-01',
       blank varchar(5) DEFAULT '',
       lower_name varchar(60) AS (concat(name, 'it''s')) STORED,
       twice int AS (age * 2) VIRTUAL,
       settings json,
       kind enum('a', 'it''s') DEFAULT 'a',
       hidden int INVISIBLE,
       price decimal(10,2) DEFAULT 1.5,
       body text,
       place point NOT NULL,
       CONSTRAINT adult CHECK (age >= 18),
       CONSTRAINT named CHECK (name <> 'it''s'),
       KEY by_name (name(10), age DESC) COMMENT 'by name',
       FULLTEXT KEY words (body),
       SPATIAL KEY places (place)
     ) AUTO_INCREMENT = 1000 CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci COMMENT 'people'",
    "CREATE TABLE pets (
       id int NOT NULL,
       owner_id bigint unsigned,
       a int, b int,
       PRIMARY KEY (id, a),
       CONSTRAINT pets_owner FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE
     ) ROW_FORMAT = COMPRESSED",
    "CREATE TABLE notes (id int) ENGINE = MyISAM",
    "CREATE TABLE parts (id int, at int) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), \
       PARTITION p1 VALUES LESS THAN MAXVALUE)",
    "CREATE TABLE hashed (id int) PARTITION BY HASH (id) PARTITIONS 2",
    "CREATE TABLE OTHER.things (id int PRIMARY KEY, pet int, at int, \
       CONSTRAINT things_pet FOREIGN KEY (pet, at) REFERENCES OWN.pets (id, a))",
    "CREATE VIEW adults AS SELECT id, name FROM users WHERE age >= 18",
    "CREATE VIEW both_of_them AS SELECT a.id FROM adults a JOIN OTHER.things t ON t.id = a.id",
    "CREATE TRIGGER bump BEFORE INSERT ON users FOR EACH ROW SET NEW.age = NEW.age + 1",
    "CREATE FUNCTION double_it(x int) RETURNS int DETERMINISTIC NO SQL RETURN x * 2",
    "CREATE PROCEDURE clean(IN days int, OUT n int) SELECT count(*) INTO n FROM pets",
    "CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DO DELETE FROM notes",
];

async fn inspected(database: &TestDatabase, own: &[&str]) -> String {
    let mut connection = database.connection().await;
    let other = format!("{}_a", database.name);
    connection.execute(&create_statement(ServerKind::MySql, &other)).await.expect("another database");
    // In MySQL the server may refuse functions where it keeps a binary log.
    for sql in EVERYTHING.iter().chain(own) {
        let sql = sql.replace("OTHER", &other).replace("OWN", &database.name);
        connection.execute(&sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }
    let both = Scope::Schemas(vec![String::new(), other.clone()]);
    let realm = inspect(&mut connection, &both).await.expect("an inspection");
    let named =
        inspect(&mut connection, &Scope::Schemas(vec![database.name.clone()])).await.expect("an inspection");
    let pets = named.schema(&database.name).and_then(|schema| schema.table("pets")).expect("the table pets");
    assert_eq!(pets.foreign_keys[0].references.schema, database.name);
    outline(&realm).replace(&other, "other")
}

#[tokio::test]
async fn everything_is_found_in_mariadb() {
    with_database(ServerKind::MariaDb, "everything_is_found_in_mariadb", async |database| {
        let own = [
            "CREATE SEQUENCE counter START WITH 10 INCREMENT BY 2 MINVALUE 2 CACHE 5 CYCLE",
            "CREATE SEQUENCE plain",
            "CREATE TABLE versions (id int) WITH SYSTEM VERSIONING",
            "CREATE TABLE ignored (id int, KEY k (id) IGNORED, u uuid DEFAULT uuid())",
        ];
        insta::assert_snapshot!("mariadb", inspected(&database, &own).await);
    })
    .await;
}

#[tokio::test]
async fn everything_is_found_in_mysql() {
    with_database(ServerKind::MySql, "everything_is_found_in_mysql", async |database| {
        let own = ["CREATE TABLE ignored (id int, s varchar(20), KEY k (id) INVISIBLE, \
             KEY e ((lower(s)), (concat(s, 'it''s')) DESC), CONSTRAINT later CHECK (id > 3) NOT ENFORCED)"];
        insta::assert_snapshot!("mysql", inspected(&database, &own).await);
    })
    .await;
}
