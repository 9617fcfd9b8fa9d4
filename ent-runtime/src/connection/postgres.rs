use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgValueRef};
use sqlx::{ConnectOptions as _, Connection as _, Postgres, ValueRef};

use crate::{DatabaseUrl, Error, Result};

super::driver::impl_driver!(Postgres, text, crate::backend::Postgres, super::driver::heed_by_word);

/// The text of a value; the simple protocol gives every value as text.
fn text(value: PgValueRef<'_>) -> Result<Option<&str>, sqlx::Error> {
    if value.is_null() {
        return Ok(None);
    }
    value.as_str().map(Some).map_err(sqlx::Error::Decode)
}

/// Parameters of libpq that mean nothing here.
const IGNORED: &[&str] =
    &["connect_timeout", "binary_parameters", "fallback_application_name", "statement-cache-capacity"];

/// A pool over the server that `url` names. `search_path` and every parameter that libpq does not
/// know are settings of the session.
pub(super) async fn connect(url: &DatabaseUrl) -> Result<PgPool> {
    let wrong = |reason: String| Error::Url { url: url.to_string(), reason };
    // Poolers refuse settings that they don't know; PostgreSQL 12 and later write floats in full anyway.
    let mut options = PgConnectOptions::new_without_pgpass().extra_float_digits(None);
    if let Some(host) = &url.host {
        options = if host.starts_with('/') { options.socket(host) } else { options.host(host) };
    }
    if let Some(socket) = &url.socket {
        options = options.socket(socket);
    }
    if let Some(port) = url.port {
        options = options.port(port);
    }
    if let Some(user) = &url.user {
        options = options.username(user);
    }
    if let Some(password) = &url.password {
        options = options.password(password);
    }
    if let Some(database) = &url.database {
        options = options.database(database);
    }
    for (key, value) in &url.parameters {
        options = match key.as_str() {
            "sslmode" | "ssl-mode" => {
                options.ssl_mode(value.parse().map_err(|_| wrong(format!("`{value}` is not an sslmode")))?)
            }
            "sslrootcert" => options.ssl_root_cert(value),
            "sslcert" => options.ssl_client_cert(value),
            "sslkey" => options.ssl_client_key(value),
            "host" if value.starts_with('/') => options.socket(value),
            "host" | "hostaddr" => options.host(value),
            "port" => options.port(value.parse().map_err(|_| wrong("the port is not a number".to_owned()))?),
            "dbname" => options.database(value),
            "user" => options.username(value),
            "password" => options.password(value),
            "application_name" => options.application_name(value),
            "options" => value
                .split("-c")
                .filter_map(|pair| pair.trim().split_once('='))
                .fold(options, |options, (key, value)| options.options([(key, value)])),
            key if IGNORED.contains(&key) => options,
            key => options.options([(key, value.as_str())]),
        };
    }
    // A pool tries a server that is not there again and again; whoever waits wants to know at once.
    let failed = |source| Error::Connect { url: url.to_string(), source };
    options.connect().await.map_err(failed)?.close().await.map_err(failed)?;
    PgPoolOptions::new().connect_with(options).await.map_err(failed)
}
