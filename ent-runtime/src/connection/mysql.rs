use std::borrow::Cow;

use sqlx::mysql::{MySqlConnectOptions, MySqlPool, MySqlPoolOptions, MySqlSslMode, MySqlValueRef};
use sqlx::{ConnectOptions as _, Connection as _, Decode, MySql, ValueRef};

use crate::{DatabaseUrl, Error, Result};

super::driver::impl_driver!(MySql, text, crate::backend::Mysql, super::driver::heed_by_word);

/// The text of a value; the text protocol gives every value as text.
fn text(value: MySqlValueRef<'_>) -> Result<Option<Cow<'_, str>>, sqlx::Error> {
    if value.is_null() {
        return Ok(None);
    }
    <&[u8] as Decode<MySql>>::decode(value)
        .map(|bytes| Some(String::from_utf8_lossy(bytes)))
        .map_err(sqlx::Error::Decode)
}

/// A pool over the server that `url` names. The session keeps the server's SQL mode: what a
/// migration means does not depend on who runs it.
pub(super) async fn connect(url: &DatabaseUrl) -> Result<MySqlPool> {
    let wrong = |reason: String| Error::Url { url: url.to_string(), reason };
    let mut options = MySqlConnectOptions::new().pipes_as_concat(false).no_engine_substitution(false);
    if let Some(host) = &url.host {
        options = options.host(host);
    }
    if let Some(socket) = &url.socket {
        // What goes through it stays on the machine; TLS over a socket fails.
        options = options.socket(socket).ssl_mode(MySqlSslMode::Disabled);
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
                options.ssl_mode(value.parse().map_err(|_| wrong(format!("`{value}` is not an ssl-mode")))?)
            }
            "sslca" | "ssl-ca" => options.ssl_ca(value),
            "sslcert" | "ssl-cert" => options.ssl_client_cert(value),
            "sslkey" | "ssl-key" => options.ssl_client_key(value),
            "charset" => options.charset(value),
            "collation" => options.collation(value),
            "socket" => options.socket(value),
            "timezone" | "time-zone" => options.timezone(Some(value.clone())),
            _ => options,
        };
    }
    // A pool tries a server that is not there again and again; whoever waits wants to know at once.
    let failed = |source| Error::Connect { url: url.to_string(), source };
    options.connect().await.map_err(failed)?.close().await.map_err(failed)?;
    MySqlPoolOptions::new().connect_with(options).await.map_err(failed)
}
