use std::future::Future;
use std::pin::Pin;

use super::Row;
use crate::backend::Backend;

/// A boxed future that may move between threads.
pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Value for a placeholder.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Argument {
    /// A text, or NULL.
    Text(Option<String>),
    /// A number.
    Int(i64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

/// One held connection of a driver.
pub(crate) trait Driver: Send {
    /// What else the database has to say.
    fn backend(&self) -> &'static dyn Backend;

    /// Runs `sql`, which may be several statements.
    fn execute<'a>(&'a mut self, sql: &'a str) -> BoxFuture<'a, Result<(), sqlx::Error>>;

    /// Runs one statement with arguments; the number of rows that it touched.
    fn execute_with<'a>(
        &'a mut self,
        sql: &'a str,
        arguments: &'a [Argument],
    ) -> BoxFuture<'a, Result<u64, sqlx::Error>>;

    /// The rows that `sql` gives, as text.
    fn query<'a>(&'a mut self, sql: &'a str) -> BoxFuture<'a, Result<Vec<Row>, sqlx::Error>>;

    /// Closes the connection, and waits for that.
    fn close<'a>(self: Box<Self>) -> BoxFuture<'a, Result<(), sqlx::Error>>
    where
        Self: 'a;

    /// Has the connection closed rather than given back to its pool.
    fn close_on_drop(&mut self);
}

/// Implements [`Driver`] for the pooled connection of a sqlx database; `$decode` makes the text of
/// one raw value, `$inline` the text of a statement with its arguments where they can't go apart, `$backend` answers for
/// the database.
macro_rules! impl_driver {
    ($database:ty, $decode:expr, $inline:expr, $backend:expr) => {
        impl $crate::connection::Driver for sqlx::pool::PoolConnection<$database> {
            fn backend(&self) -> &'static dyn $crate::backend::Backend {
                &$backend
            }

            fn execute<'a>(
                &'a mut self,
                sql: &'a str,
            ) -> $crate::connection::BoxFuture<'a, Result<(), sqlx::Error>> {
                Box::pin(async move {
                    let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(sql));
                    sql.execute(&mut **self).await.map(|_| ())
                })
            }

            fn execute_with<'a>(
                &'a mut self,
                sql: &'a str,
                arguments: &'a [$crate::connection::Argument],
            ) -> $crate::connection::BoxFuture<'a, Result<u64, sqlx::Error>> {
                Box::pin(async move {
                    let inlined: Option<String> = $inline(sql, arguments);
                    if let Some(sql) = inlined {
                        let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(sql));
                        return sql.execute(&mut **self).await.map(|done| done.rows_affected());
                    }
                    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).persistent(false);
                    for argument in arguments {
                        query = match argument {
                            $crate::connection::Argument::Text(text) => query.bind(text.clone()),
                            $crate::connection::Argument::Int(number) => query.bind(*number),
                        };
                    }
                    query.execute(&mut **self).await.map(|done| done.rows_affected())
                })
            }

            fn query<'a>(
                &'a mut self,
                sql: &'a str,
            ) -> $crate::connection::BoxFuture<'a, Result<Vec<$crate::connection::Row>, sqlx::Error>> {
                Box::pin(async move {
                    use sqlx::Row as _;
                    let rows = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).fetch_all(&mut **self).await?;
                    rows.iter()
                        .map(|row| {
                            let values = (0..row.len())
                                .map(|i| row.try_get_raw(i).and_then($decode))
                                .collect::<Result<Vec<_>, sqlx::Error>>()?;
                            Ok($crate::connection::row::Row(values))
                        })
                        .collect()
                })
            }

            fn close<'a>(self: Box<Self>) -> $crate::connection::BoxFuture<'a, Result<(), sqlx::Error>>
            where
                Self: 'a,
            {
                Box::pin(sqlx::pool::PoolConnection::close(*self))
            }

            fn close_on_drop(&mut self) {
                sqlx::pool::PoolConnection::close_on_drop(self);
            }
        }
    };
}
pub(super) use impl_driver;
