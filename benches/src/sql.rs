//! Histories of any length as SQL text.

use std::fmt::Write as _;

/// What the text is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// MySQL and MariaDB.
    Mysql,
}

impl Product {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sqlite, Self::Postgres, Self::Mysql];

    fn id(self) -> &'static str {
        match self {
            Self::Sqlite => "id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
            Self::Postgres => "id bigserial NOT NULL PRIMARY KEY",
            Self::Mysql => "id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY",
        }
    }

    fn now(self) -> &'static str {
        match self {
            Self::Sqlite | Self::Mysql => "created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP",
            Self::Postgres => "created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP",
        }
    }
}

/// So many CREATE TABLEs, each followed by two CREATE INDEXes.
pub fn tables(product: Product, count: usize) -> String {
    let mut text = String::new();
    for i in 0..count {
        create_table(&mut text, product, i);
        create_indexes(&mut text, i);
    }
    text
}

/// At least so many statements of many kinds, as a project gathers them in years: tables come, grow, change and go,
/// and rows are written on the way.
pub fn history(product: Product, statements: usize) -> (String, usize) {
    let mut text = String::new();
    let mut i = 0;
    let mut count = 0;
    while count < statements {
        let before = text.len();
        create_table(&mut text, product, i);
        create_indexes(&mut text, i);
        change(&mut text, product, i);
        count += text[before..].matches(";\n").count();
        i += 1;
    }
    (text, count)
}

fn create_table(text: &mut String, product: Product, i: usize) {
    let _ = write!(
        text,
        "CREATE TABLE entity{i} (\n  {},\n  email VARCHAR(320) NOT NULL,\n  name VARCHAR(255) NOT NULL,\n  \
         age INTEGER NOT NULL DEFAULT 18,\n  score DOUBLE PRECISION NOT NULL,\n  active BOOLEAN NOT NULL DEFAULT false,\n  \
         nickname VARCHAR(255),\n  {},\n",
        product.id(),
        product.now(),
    );
    for back in [1, 7] {
        if let Some(target) = parent(i, back) {
            let _ = write!(
                text,
                "  parent{back}_id BIGINT NOT NULL,\n  CONSTRAINT entity{i}_parent{back} FOREIGN KEY (parent{back}_id) \
                 REFERENCES entity{target} (id) ON DELETE CASCADE,\n",
            );
        }
    }
    let _ = write!(text, "  CONSTRAINT entity{i}_age CHECK (age >= 0 AND age < 200)\n);\n");
}

/// The table that one refers to: never one that goes.
fn parent(i: usize, back: usize) -> Option<usize> {
    i.checked_sub(back).map(|parent| if is_dropped(parent) { parent - 1 } else { parent })
}

fn is_dropped(i: usize) -> bool {
    i % 20 == 19
}

fn create_indexes(text: &mut String, i: usize) {
    let _ = write!(
        text,
        "CREATE UNIQUE INDEX entity{i}_email ON entity{i} (email);\nCREATE INDEX entity{i}_name_age ON entity{i} (name, age);\n"
    );
}

/// What happens to one table in the course of time.
fn change(text: &mut String, product: Product, i: usize) {
    let _ = write!(
        text,
        "ALTER TABLE entity{i} ADD COLUMN phone VARCHAR(64);\nALTER TABLE entity{i} ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;\n\
         INSERT INTO entity{i} (email, name, score) VALUES ('a{i}@example.org', 'it''s {i}', 1.5), ('b{i}@example.org', 'two', 2.5);\n\
         UPDATE entity{i} SET phone = '+' || name, rank = rank + 1 WHERE active AND nickname IS NOT NULL;\n\
         ALTER TABLE entity{i} RENAME COLUMN nickname TO alias;\nALTER TABLE entity{i} DROP COLUMN score;\n\
         CREATE INDEX entity{i}_phone ON entity{i} (phone);\n"
    );
    match product {
        Product::Sqlite => {
            let _ = writeln!(text, "DROP INDEX entity{i}_name_age;");
        }
        Product::Postgres => {
            let _ = write!(
                text,
                "DROP INDEX entity{i}_name_age;\nALTER TABLE entity{i} ALTER COLUMN name TYPE TEXT;\n\
                 ALTER TABLE entity{i} ADD CONSTRAINT entity{i}_rank CHECK (rank >= 0);\n\
                 COMMENT ON COLUMN entity{i}.rank IS 'Where it stands';\n"
            );
        }
        Product::Mysql => {
            let _ = write!(
                text,
                "DROP INDEX entity{i}_name_age ON entity{i};\nALTER TABLE entity{i} MODIFY COLUMN name VARCHAR(512) NOT NULL;\n\
                 ALTER TABLE entity{i} ADD CONSTRAINT entity{i}_rank CHECK (rank >= 0);\n"
            );
        }
    }
    if i % 5 == 4 {
        let _ = writeln!(
            text,
            "CREATE VIEW active{i} AS SELECT id, email, age FROM entity{i} WHERE active AND age > 21;"
        );
    }
    if i % 10 == 3 {
        let _ = write!(
            text,
            "ALTER TABLE entity{i} RENAME TO moved{i};\nALTER TABLE moved{i} RENAME TO entity{i};\n"
        );
    }
    if is_dropped(i) {
        let _ = write!(text, "DROP VIEW active{i};\nDROP TABLE entity{i};\n");
    }
}
