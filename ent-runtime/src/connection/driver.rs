use std::future::Future;
use std::pin::Pin;
use std::sync::Weak;

use super::Row;
use crate::Stop;
use crate::backend::Backend;

/// A boxed future that may move between threads.
pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// One held connection of a driver.
pub(crate) trait Driver: Send {
    /// What else the database has to say.
    fn backend(&self) -> &'static dyn Backend;

    /// Runs the statements of `sql`, which go to the server together; `ended` is called as each comes to its end.
    fn execute<'a>(
        &'a mut self,
        sql: &'a str,
        ended: &'a mut (dyn FnMut() + Send),
    ) -> BoxFuture<'a, Result<(), sqlx::Error>>;

    /// The rows that `sql` gives, as text.
    fn query<'a>(&'a mut self, sql: &'a str) -> BoxFuture<'a, Result<Vec<Row>, sqlx::Error>>;

    /// Runs the statements of `sql`, which go to the server together; `take` is given the rows of each as it ends, while
    /// the server is at the next.
    fn query_each<'a>(
        &'a mut self,
        sql: &'a str,
        take: &'a mut (dyn FnMut(Vec<Row>) + Send),
    ) -> BoxFuture<'a, Result<(), sqlx::Error>>;

    /// Waits until the connection has the answers for which nobody waited. One that is an error is an error here; then there
    /// may be more of them.
    fn ready<'a>(&'a mut self) -> BoxFuture<'a, Result<(), sqlx::Error>>;

    /// Has one statement stopped when `stop` is wanted, where that is not told to a server. It is done with when `stop` is gone.
    fn heed<'a>(&'a mut self, stop: Weak<Stop>) -> BoxFuture<'a, Result<(), sqlx::Error>>;

    /// Closes the connection, and waits for that.
    fn close<'a>(self: Box<Self>) -> BoxFuture<'a, Result<(), sqlx::Error>>
    where
        Self: 'a;

    /// Has the connection closed rather than given back to its pool.
    fn close_on_drop(&mut self);
}

/// As [`Driver::heed`], for servers.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(super) async fn heed_by_word<D>(_: &mut D, _: Weak<Stop>) -> Result<(), sqlx::Error> {
    Ok(())
}

/// Implements [`Driver`] for the pooled connection of a sqlx database; `$decode` makes the text of
/// one raw value, `$backend` answers for the database, `$heed` is as [`Driver::heed`].
///
/// Nothing is prepared: a statement that is goes to the server in several parts, between which a pooler may change
/// servers, and over a network each part may wait 40 ms for the other side to have seen the one before.
macro_rules! impl_driver {
    ($database:ty, $decode:expr, $backend:expr, $heed:expr) => {
        impl $crate::connection::Driver for sqlx::pool::PoolConnection<$database> {
            fn backend(&self) -> &'static dyn $crate::backend::Backend {
                &$backend
            }

            fn execute<'a>(
                &'a mut self,
                sql: &'a str,
                ended: &'a mut (dyn FnMut() + Send),
            ) -> $crate::connection::BoxFuture<'a, Result<(), sqlx::Error>> {
                use futures_util::TryStreamExt as _;
                Box::pin(async move {
                    let mut answers = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).fetch_many(&mut **self);
                    while let Some(answer) = answers.try_next().await? {
                        if answer.is_left() {
                            ended();
                        }
                    }
                    Ok(())
                })
            }

            fn query<'a>(
                &'a mut self,
                sql: &'a str,
            ) -> $crate::connection::BoxFuture<'a, Result<Vec<$crate::connection::Row>, sqlx::Error>> {
                Box::pin(async move {
                    let mut all = Vec::new();
                    self.query_each(sql, &mut |rows| all.extend(rows)).await?;
                    Ok(all)
                })
            }

            fn query_each<'a>(
                &'a mut self,
                sql: &'a str,
                take: &'a mut (dyn FnMut(Vec<$crate::connection::Row>) + Send),
            ) -> $crate::connection::BoxFuture<'a, Result<(), sqlx::Error>> {
                use futures_util::TryStreamExt as _;
                use sqlx::Row as _;
                Box::pin(async move {
                    let mut answers = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).fetch_many(&mut **self);
                    let mut rows = Vec::new();
                    while let Some(answer) = answers.try_next().await? {
                        match answer {
                            sqlx::Either::Left(_) => take(std::mem::take(&mut rows)),
                            sqlx::Either::Right(row) => {
                                let mut texts = $crate::connection::Row::with_capacity(row.len());
                                for i in 0..row.len() {
                                    texts.push(row.try_get_raw(i).and_then($decode)?.as_deref());
                                }
                                rows.push(texts);
                            }
                        }
                    }
                    // Whether the last statement's end is told apart depends on the driver.
                    if !rows.is_empty() {
                        take(rows);
                    }
                    Ok(())
                })
            }

            fn ready<'a>(&'a mut self) -> $crate::connection::BoxFuture<'a, Result<(), sqlx::Error>> {
                Box::pin(sqlx::Connection::ping(&mut **self))
            }

            fn heed<'a>(
                &'a mut self,
                stop: std::sync::Weak<$crate::Stop>,
            ) -> $crate::connection::BoxFuture<'a, Result<(), sqlx::Error>> {
                Box::pin($heed(self, stop))
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
