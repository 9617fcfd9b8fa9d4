use std::borrow::Cow;
use std::sync::Weak;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions, SqliteValueRef};
use sqlx::{Decode, Sqlite, TypeInfo, ValueRef};

use crate::{DatabaseUrl, Error, Result, Stop};

super::driver::impl_driver!(Sqlite, text, crate::backend::Sqlite, heed);

/// How many steps of its machine SQLite takes until it asks whether to go on: some microseconds' worth.
const STEPS: i32 = 1000;

/// Has SQLite stop at its next steps when `stop` is wanted. What comes after that has to come to its end.
async fn heed(connection: &mut PoolConnection<Sqlite>, stop: Weak<Stop>) -> Result<(), sqlx::Error> {
    let mut is_done = false;
    connection.lock_handle().await?.set_progress_handler(STEPS, move || {
        if is_done || !stop.upgrade().is_some_and(|stop| stop.is_wanted()) {
            return true;
        }
        is_done = true;
        false
    });
    Ok(())
}

/// The text of a value, whatever class it is of.
fn text(value: SqliteValueRef<'_>) -> Result<Option<Cow<'_, str>>, sqlx::Error> {
    if value.is_null() {
        return Ok(None);
    }
    let kind = value.type_info().name().to_owned();
    let decoded = match kind.as_str() {
        "INTEGER" | "BOOLEAN" => {
            <i64 as Decode<Sqlite>>::decode(value).map(|number| number.to_string().into())
        }
        "REAL" => <f64 as Decode<Sqlite>>::decode(value).map(|number| number.to_string().into()),
        _ => <&[u8] as Decode<Sqlite>>::decode(value).map(String::from_utf8_lossy),
    };
    decoded.map(Some).map_err(sqlx::Error::Decode)
}

/// A pool over the file that `url` names. The file is made if it is not there, unless `mode` says
/// otherwise. Foreign keys are enforced unless `_fk=0` (or `_foreign_keys=0`) says otherwise.
pub(super) async fn connect(url: &DatabaseUrl) -> Result<SqlitePool> {
    let enforce =
        !["_fk", "_foreign_keys"].iter().any(|name| matches!(url.parameter(name), Some("0" | "false")));
    let busy = url.parameter("_busy_timeout").and_then(|text| text.parse().ok()).unwrap_or(5_000);
    let mut options = SqliteConnectOptions::new()
        .foreign_keys(enforce)
        .busy_timeout(Duration::from_millis(busy))
        .create_if_missing(!matches!(url.parameter("mode"), Some("ro" | "rw")))
        .read_only(url.parameter("mode") == Some("ro"));
    let mut pool = SqlitePoolOptions::new();
    if is_in_memory(url) {
        // Every connection would have a database of its own, which goes with it: keep just one.
        options = options.in_memory(true).filename(":memory:");
        pool = pool.max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None);
    } else {
        options = options.filename(url.database.as_deref().unwrap_or_default());
    }
    pool.connect_with(options).await.map_err(|source| Error::Connect { url: url.to_string(), source })
}

/// Whether the database lives in memory only.
fn is_in_memory(url: &DatabaseUrl) -> bool {
    url.parameter("mode") == Some("memory") || matches!(url.database(), None | Some(":memory:"))
}
