choice! {
    /// Name of a database as users write it in attributes: `type(postgres = "...")`.
    pub enum DialectName {
        /// SQLite.
        Sqlite => "sqlite",
        /// PostgreSQL.
        Postgres => "postgres",
        /// MySQL, and MariaDB where nothing is said for MariaDB itself.
        Mysql => "mysql",
        /// MariaDB, where it must differ from MySQL.
        Mariadb => "mariadb",
    }
}
