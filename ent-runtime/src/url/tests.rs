use super::*;

/// What a URL comes to, in one line.
fn shown(text: &str) -> String {
    match DatabaseUrl::parse(text) {
        Ok(url) => format!(
            "{} user={} password={} host={} port={} socket={} database={} {:?}",
            url.dialect,
            url.user.as_deref().unwrap_or("-"),
            url.password.as_deref().unwrap_or("-"),
            url.host.as_deref().unwrap_or("-"),
            url.port.map_or("-".to_owned(), |port| port.to_string()),
            url.socket.as_deref().unwrap_or("-"),
            url.database.as_deref().unwrap_or("-"),
            url.parameters,
        ),
        Err(error) => error.to_string(),
    }
}

#[test]
fn urls_are_read() {
    let cases = [
        (
            "postgres://ada:p%40ss@db.example:5433/app?search_path=shop",
            r#"postgres user=ada password=p@ss host=db.example port=5433 socket=- database=app [("search_path", "shop")]"#,
        ),
        ("postgresql://localhost", "postgres user=- password=- host=localhost port=- socket=- database=- []"),
        ("postgres://[::1]:1/x", "postgres user=- password=- host=::1 port=1 socket=- database=x []"),
        (
            "maria://root:@127.0.0.1:3306/",
            "mariadb user=root password= host=127.0.0.1 port=3306 socket=- database=- []",
        ),
        (
            "mysql+unix://root@/run/my.sock?database=app",
            r#"mysql user=root password=- host=- port=- socket=/run/my.sock database=app [("database", "app")]"#,
        ),
        ("sqlite://file.db", "sqlite user=- password=- host=- port=- socket=- database=file.db []"),
        ("sqlite:///var/x.db", "sqlite user=- password=- host=- port=- socket=- database=/var/x.db []"),
        (
            "sqlite://file:x.db?mode=ro",
            r#"sqlite user=- password=- host=- port=- socket=- database=x.db [("mode", "ro")]"#,
        ),
        ("sqlite::memory:", "sqlite user=- password=- host=- port=- socket=- database=:memory: []"),
        (
            "file:x.db?cache=shared&_fk=1",
            r#"sqlite user=- password=- host=- port=- socket=- database=x.db [("cache", "shared"), ("_fk", "1")]"#,
        ),
        (
            "oracle://u:secret@h/x",
            "`oracle://u:***@h/x` is not the URL of a database: expected the scheme postgres, mysql, mariadb or sqlite",
        ),
        (
            "postgres://u:secret@h:port/x",
            "`postgres://u:***@h:port/x` is not the URL of a database: the port is not a number",
        ),
        ("app.db", "`app.db` is not the URL of a database: it has no scheme, such as `postgres://`"),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn secrets_are_masked() {
    let cases = [
        ("postgres://ada:secret@h/x", "postgres://ada:***@h/x"),
        ("postgres://ada@h/x?password=secret&a=b", "postgres://ada@h/x?password=***&a=b"),
        ("postgres://ada:se/cr@et?x@h/x", "postgres://ada:***@h/x"),
        ("mysql://root:sec?ret@h/x", "mysql://root:***@h/x"),
        ("ada:secret@h", "ada:***@h"),
        ("sqlite://file.db", "sqlite://file.db"),
        ("postgres://ada@h/x?password=s@ecret", "postgres://***"),
        ("postgres://h:5432/x?user=ada&Password=sec@ret&a=b", "postgres://***"),
        ("postgres://ada:se?password=cr@et@h/x", "postgres://***"),
        ("postgres://h/x?%70assword=secret", "postgres://h/x?%70assword=***"),
        ("postgres://h/x?ssl_key_passphrase=secret&a=b", "postgres://h/x?ssl_key_passphrase=***&a=b"),
        ("postgres://h:5432/x?application_name=a@b", "postgres://h:***@b"),
        ("host=h password='sec ret' user=ada", "host=h password=***"),
        ("Server=h;Uid=ada;Pwd=secret;", "Server=h;Uid=ada;Pwd=***"),
        ("ada:secret@tcp(h:3306)/x", "ada:***@tcp(h:3306)/x"),
    ];
    for (text, expected) in cases {
        assert_eq!(mask(text), expected);
    }
}

#[test]
fn a_schema_of_the_same_server() {
    for (url, expected, parameter) in [
        ("mysql://u:secret@h:1/a?tls=x", "mysql://u:***@h:1/t?tls=x", None),
        ("mysql://u:secret@h:1", "mysql://u:***@h:1/t", None),
        ("mysql+unix://u@/run/s?database=a&x=1", "mysql+unix://u@/run/s?x=1&database=t", Some("t")),
        ("postgres://u:secret@h/d", "postgres://u:***@h/d?search_path=t", Some("\"t\"")),
        ("postgres://h/d?search_path=a&x=1", "postgres://h/d?x=1&search_path=t", Some("\"t\"")),
    ] {
        let url = DatabaseUrl::parse(url).unwrap().for_schema("t").unwrap();
        assert_eq!(url.to_string(), expected);
        assert_eq!(url.parameter("search_path").or(url.parameter("database")), parameter);
        let database = if expected.starts_with("mysql") { "t" } else { "d" };
        assert_eq!(url.database(), Some(database));
    }
    assert_eq!(DatabaseUrl::parse("sqlite://a.db").unwrap().for_schema("t"), None);
}

#[test]
fn locks_are_those_of_a_server_or_of_a_database() {
    let domain = |url: &str| DatabaseUrl::parse(url).unwrap().lock_domain();
    assert_eq!(domain("mysql://u@h/a"), domain("mysql://v@h/b"));
    assert_eq!(domain("postgres://h/a?search_path=x"), domain("postgres://h/a?search_path=y"));
    assert_ne!(domain("postgres://h/a"), domain("postgres://h/b"));
    assert_ne!(domain("mysql://h/a"), domain("mysql://i/a"));
    assert_ne!(domain("sqlite://a.db"), domain("sqlite://b.db"));
}
