use ent_runtime::Pool;
use serde::Serialize;
use sqlx::{PgPool, SqlitePool};

/// A task, as the service answers it.
#[derive(Debug, Serialize)]
pub struct Task {
    id: i64,
    title: String,
    done: bool,
}

/// The tasks, in one of two databases.
#[derive(Clone, Debug)]
pub enum Store {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Store {
    pub async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        if url.starts_with("postgres") {
            PgPool::connect(url).await.map(Self::Postgres)
        } else {
            SqlitePool::connect(url).await.map(Self::Sqlite)
        }
    }

    /// The pool, for the client.
    pub fn pool(&self) -> Pool {
        match self {
            Self::Sqlite(pool) => pool.clone().into(),
            Self::Postgres(pool) => pool.clone().into(),
        }
    }

    pub async fn tasks(&self) -> Result<Vec<Task>, sqlx::Error> {
        const QUERY: &str = "SELECT id, title, done FROM tasks ORDER BY id";
        let rows: Vec<(i64, String, bool)> = match self {
            Self::Sqlite(pool) => sqlx::query_as(QUERY).fetch_all(pool).await?,
            Self::Postgres(pool) => sqlx::query_as(QUERY).fetch_all(pool).await?,
        };
        Ok(rows.into_iter().map(|(id, title, done)| Task { id, title, done }).collect())
    }

    pub async fn add(&self, title: &str) -> Result<(), sqlx::Error> {
        const QUERY: &str = "INSERT INTO tasks (title) VALUES ($1)";
        match self {
            Self::Sqlite(pool) => sqlx::query(QUERY).bind(title).execute(pool).await.map(drop),
            Self::Postgres(pool) => sqlx::query(QUERY).bind(title).execute(pool).await.map(drop),
        }
    }

    /// Marks a task as done; whether there is one.
    pub async fn finish(&self, id: i64) -> Result<bool, sqlx::Error> {
        const QUERY: &str = "UPDATE tasks SET done = true WHERE id = $1";
        let rows = match self {
            Self::Sqlite(pool) => sqlx::query(QUERY).bind(id).execute(pool).await?.rows_affected(),
            Self::Postgres(pool) => sqlx::query(QUERY).bind(id).execute(pool).await?.rows_affected(),
        };
        Ok(rows > 0)
    }
}
