use ent_engine::dialect::DialectName;

use super::{BoxFuture, Connection, Driver};
use crate::backend::Backend;
use crate::{DatabaseUrl, Error, Result};

/// Pool of connections to one database, over any driver that is compiled in.
///
/// An application that already has a sqlx pool gives it away with `Pool::from(pool)`; a clone of
/// it shares the connections.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Pool {
    /// SQLite.
    #[cfg(feature = "sqlite")]
    Sqlite(sqlx::SqlitePool),
    /// PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(sqlx::PgPool),
    /// MySQL and MariaDB.
    #[cfg(feature = "mysql")]
    Mysql(sqlx::MySqlPool),
}

impl Pool {
    /// A pool over the database that `url` names.
    ///
    /// # Errors
    /// When the URL can't be read, its driver is not compiled in, or the server can't be reached.
    pub async fn connect(url: &str) -> Result<Self> {
        Self::connect_to(&DatabaseUrl::parse(url)?).await
    }

    /// A pool over the database that `url` names.
    ///
    /// # Errors
    /// When the driver is not compiled in or the server can't be reached.
    pub async fn connect_to(url: &DatabaseUrl) -> Result<Self> {
        match url.dialect() {
            #[cfg(feature = "sqlite")]
            DialectName::Sqlite => super::sqlite::connect(url).await.map(Self::Sqlite),
            #[cfg(feature = "postgres")]
            DialectName::Postgres => super::postgres::connect(url).await.map(Self::Postgres),
            #[cfg(feature = "mysql")]
            DialectName::Mysql | DialectName::Mariadb => super::mysql::connect(url).await.map(Self::Mysql),
            #[cfg(not(all(feature = "sqlite", feature = "postgres", feature = "mysql")))]
            missing => Err(Error::NoDriver {
                url: url.to_string(),
                feature: match missing {
                    DialectName::Sqlite => "sqlite",
                    DialectName::Postgres => "postgres",
                    DialectName::Mysql | DialectName::Mariadb => "mysql",
                },
            }),
        }
    }

    /// A connection of the pool, to hold; the server is asked for its version.
    ///
    /// # Errors
    /// When no connection can be had, or the version can't be read.
    pub async fn acquire(&self) -> Result<Connection> {
        let failed = |source| Error::sql("taking a connection", source);
        let mut driver: Box<dyn Driver> = match *self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(ref pool) => Box::new(pool.acquire().await.map_err(failed)?),
            #[cfg(feature = "postgres")]
            Self::Postgres(ref pool) => Box::new(pool.acquire().await.map_err(failed)?),
            #[cfg(feature = "mysql")]
            Self::Mysql(ref pool) => Box::new(pool.acquire().await.map_err(failed)?),
        };
        let backend = driver.backend();
        let asking = "asking for the version of the server";
        let rows =
            driver.query(backend.version_query()).await.map_err(|source| Error::sql(asking, source))?;
        let (version, session) = match rows.into_iter().next() {
            Some(row) => {
                let mut row = row.fields(asking);
                (row.text()?, row.maybe())
            }
            None => (String::new(), None),
        };
        let flavor = backend.flavor(&version)?;
        Ok(Connection::new(driver, self.clone(), flavor, session))
    }

    /// What the database answers beside running text.
    pub(crate) fn backend(&self) -> &'static dyn Backend {
        match *self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => &crate::backend::Sqlite,
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => &crate::backend::Postgres,
            #[cfg(feature = "mysql")]
            Self::Mysql(_) => &crate::backend::Mysql,
        }
    }

    /// Runs `sql` on a connection to the same server that is not one of the pool's: those may all be in use, and the pool may
    /// be closing.
    pub(super) fn execute_beside(&self, sql: String) -> BoxFuture<'static, Result<(), sqlx::Error>> {
        /// Opens a connection with the options of a pool.
        macro_rules! beside {
            ($connection:ty, $pool:expr) => {{
                let options = $pool.connect_options();
                Box::pin(async move {
                    let mut connection = <$connection as sqlx::Connection>::connect_with(&options).await?;
                    let outcome = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await;
                    sqlx::Connection::close(connection).await?;
                    outcome.map(drop)
                })
            }};
        }
        match *self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(ref pool) => beside!(sqlx::SqliteConnection, pool),
            #[cfg(feature = "postgres")]
            Self::Postgres(ref pool) => beside!(sqlx::PgConnection, pool),
            #[cfg(feature = "mysql")]
            Self::Mysql(ref pool) => beside!(sqlx::MySqlConnection, pool),
        }
    }

    /// How many connections there may be at once.
    pub(crate) fn size(&self) -> u32 {
        match *self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(ref pool) => pool.options().get_max_connections(),
            #[cfg(feature = "postgres")]
            Self::Postgres(ref pool) => pool.options().get_max_connections(),
            #[cfg(feature = "mysql")]
            Self::Mysql(ref pool) => pool.options().get_max_connections(),
        }
    }

    /// Closes all connections, and waits for those in use.
    pub async fn close(&self) {
        match *self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(ref pool) => pool.close().await,
            #[cfg(feature = "postgres")]
            Self::Postgres(ref pool) => pool.close().await,
            #[cfg(feature = "mysql")]
            Self::Mysql(ref pool) => pool.close().await,
        }
    }
}

#[cfg(feature = "sqlite")]
impl From<sqlx::SqlitePool> for Pool {
    fn from(pool: sqlx::SqlitePool) -> Self {
        Self::Sqlite(pool)
    }
}

#[cfg(feature = "postgres")]
impl From<sqlx::PgPool> for Pool {
    fn from(pool: sqlx::PgPool) -> Self {
        Self::Postgres(pool)
    }
}

#[cfg(feature = "mysql")]
impl From<sqlx::MySqlPool> for Pool {
    fn from(pool: sqlx::MySqlPool) -> Self {
        Self::Mysql(pool)
    }
}
