//! A small web service: tasks to be done.
//!
//! ```text
//! cargo run -p service                                   # SQLite, service.db in this folder
//! DATABASE_URL=postgres://localhost/app cargo run -p service
//! curl -d 'title=tea' localhost:3000/tasks; curl localhost:3000/tasks
//! ```
//! The migrations are in the program and are applied when it starts; several instances may start
//! at once, one applies and the others wait.

mod schema;
mod store;
mod ent {
    ent_runtime::include_client!();
}

use std::error::Error;

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use ent_runtime::{Dir, migrations};
use serde::Deserialize;

use store::{Store, Task};

/// The directories, embedded.
fn embedded(url: &str) -> Dir {
    if url.starts_with("postgres") {
        migrations!("migrations/postgres")
    } else {
        migrations!("migrations/sqlite")
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let default = concat!("sqlite://", env!("CARGO_MANIFEST_DIR"), "/service.db?mode=rwc").to_owned();
    let url = std::env::var("DATABASE_URL").unwrap_or(default);
    let address = std::env::var("ADDRESS").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());

    // A pool that the application makes for itself; the client works on the same one.
    let store = Store::connect(&url).await?;
    let client = ent::Client::from_pool(store.pool());
    let applied = client.schema().apply(&embedded(&url)).await?;
    for file in &applied.files {
        say(&format!("applied {}", file.file));
    }

    let app = Router::new()
        .route("/tasks", get(list).post(add))
        .route("/tasks/{id}/done", post(done))
        .with_state(store);
    let listener = tokio::net::TcpListener::bind(&address).await?;
    say(&format!("listening on {}", listener.local_addr()?));
    axum::serve(listener, app).with_graceful_shutdown(stopped()).await?;
    Ok(())
}

async fn list(State(store): State<Store>) -> Result<Json<Vec<Task>>, (StatusCode, String)> {
    store.tasks().await.map(Json).map_err(failed)
}

#[derive(Deserialize)]
struct NewTask {
    title: String,
}

async fn add(
    State(store): State<Store>,
    Form(new): Form<NewTask>,
) -> Result<StatusCode, (StatusCode, String)> {
    store.add(&new.title).await.map(|()| StatusCode::CREATED).map_err(failed)
}

async fn done(State(store): State<Store>, Path(id): Path<i64>) -> Result<StatusCode, (StatusCode, String)> {
    match store.finish(id).await.map_err(failed)? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Ok(StatusCode::NOT_FOUND),
    }
}

/// The cause stays in the log of the service.
fn failed(error: sqlx::Error) -> (StatusCode, String) {
    say(&format!("error: {error}"));
    (StatusCode::INTERNAL_SERVER_ERROR, "the database did not answer".to_owned())
}

async fn stopped() {
    let _ = tokio::signal::ctrl_c().await;
}

#[expect(clippy::print_stderr, reason = "a service tells what it does")]
fn say(line: &str) {
    eprintln!("{line}");
}
