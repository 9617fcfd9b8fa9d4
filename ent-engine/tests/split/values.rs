//! Tables of small cases: tokens, literals, version comments, directives.

use ent_engine::sql::{
    CommentReader, Directive, DirectiveOwner, Syntax, Tokens, expand_version_comments, file_delimiter,
    file_directives, identifier_value, split, string_value,
};

fn tokens(text: &str, syntax: Syntax) -> String {
    let found: Vec<_> = Tokens::new(text, syntax).map(|t| format!("{:?}:{}", t.kind, t.text)).collect();
    found
        .join(" ")
        .replace("Symbol:", "")
        .replace("Word:", "")
        .replace("Number:", "#")
        .replace("Variable:", "@")
}

#[test]
fn a_statement_as_tokens() {
    let cases = [
        (Syntax::postgres(), "a.b::int[]", "a . b :: int [ ]"),
        (Syntax::postgres(), "x->>'k' @> 1", "x ->> String:'k' @> #1"),
        (Syntax::postgres(), "a=-1 and b<>-2", "a = - #1 and b <> - #2"),
        (Syntax::postgres(), "a @- 1 +-- c\n2", "a @- #1 + #2"),
        (Syntax::postgres(), "1.5e-3 .5 1..2 0xFF 1_000", "#1.5e-3 #.5 #1 .. #2 #0xFF #1_000"),
        (
            Syntax::postgres(),
            "E'a\\'b' U&'x' U&\"y\" $1 $a$ ' $a$",
            "String:E'a\\'b' String:U&'x' QuotedIdentifier:U&\"y\" @$1 String:$a$ ' $a$",
        ),
        (Syntax::postgres(), "f(a := 1)", "f ( a := #1 )"),
        (Syntax::mysql(), "@a:=@@session.b 2fa `c``d`", "@@a := @@@session.b 2fa QuotedIdentifier:`c``d`"),
        (Syntax::mysql(), "\"s\\\"t\" a<=>b # c\n/* d */ e", "String:\"s\\\"t\" a <=> b e"),
        (Syntax::mysql(), "a--1", "a - - #1"),
        (Syntax::mysql(), "a /*!80000 INVISIBLE */ b", "a INVISIBLE b"),
        (Syntax::mysql(), "N'a' x'0f' _utf8'b'", "String:N'a' String:x'0f' _utf8 String:'b'"),
        (Syntax::sqlite(), "[a b] ?1 x||y->>'z'", "QuotedIdentifier:[a b] @?1 x || y ->> String:'z'"),
        (Syntax::sqlite(), "'open", "String:'open"),
        (Syntax::sqlite(), "a /* open", "a"),
    ];
    for (syntax, text, expected) in cases {
        assert_eq!(tokens(text, syntax), expected, "{text}");
    }
}

#[test]
fn the_value_of_a_literal() {
    let (postgres, mysql) = (Syntax::postgres(), Syntax::mysql());
    let cases = [
        (postgres, "'it''s'", "it's"),
        (postgres, "'a\\n'", "a\\n"),
        (postgres, "E'a\\n\\x41\\101\\u00e9\\'''", "a\nAAé''"),
        (postgres, "U&'d\\0061t\\+000061\\\\'", "data\\"),
        (postgres, "$t$a'b$t$", "a'b"),
        (postgres, "B'01'", "01"),
        (mysql, "'a\\'b\\Z\\%'", "a'b\u{1a}\\%"),
        (mysql, "\"a\"\"b\\\"\"", "a\"b\""),
        (mysql, "N'x'", "x"),
        (mysql, "word", "word"),
    ];
    for (syntax, text, expected) in cases {
        assert_eq!(string_value(text, syntax), expected, "{text}");
    }
    for (text, expected) in [
        ("a", "a"),
        ("\"a\"\"b\"", "a\"b"),
        ("`a``b`", "a`b"),
        ("[a b]", "a b"),
        ("U&\"d\\0061\"", "da"),
        ("\"", ""),
    ] {
        assert_eq!(identifier_value(text, Syntax::postgres()), expected, "{text}");
    }
}

#[test]
fn version_comments_are_run_or_blanked() {
    let mysql = CommentReader::MySql(80036);
    let mariadb = CommentReader::MariaDb(101_106);
    let cases = [
        (mysql, "/*!40101 SET */ a", "         SET    a"),
        (mariadb, "/*!40101 SET */ a", "         SET    a"),
        (mysql, "/*! b */ a", "    b    a"),
        (mysql, "/*!99999 b */ a", "              a"),
        (mysql, "/*!80023 b */ a", "         b    a"),
        (mariadb, "/*!80023 b */ a", "              a"),
        (mysql, "/*M!100100 b */ a", "                a"),
        (mariadb, "/*M!100100 b */ a", "           b    a"),
        (mariadb, "/*M!110000 b */ a", "                a"),
        (mariadb, "/*!100301 b */ a", "          b    a"),
        (mysql, "/*!40101 'x */ y' */", "         'x */ y'   "),
        (mysql, "/*!99999 x /* y */ z */ a", "                        a"),
        (mysql, "/*!40101 x /* y */ z */ a", "         x /* y */ z    a"),
        (mysql, "'/*!40101 b */'", "'/*!40101 b */'"),
        (mysql, "/*!99999 é\n*/a", "           \n  a"),
        (mysql, "plain", "plain"),
    ];
    for (reader, text, expected) in cases {
        let expanded = expand_version_comments(text, Syntax::mysql(), reader);
        assert_eq!(expanded, expected, "{reader:?} {text}");
        assert_eq!(expanded.len(), text.len());
    }
}

fn directive(line: &str) -> Option<(DirectiveOwner, &str, &str, &str)> {
    Directive::on_line(line).map(|d| (d.owner, d.prefix, d.name, d.args))
}

#[test]
fn a_line_as_a_directive() {
    use DirectiveOwner::{Atlas, Ent};
    let cases = [
        ("-- atlas:nolint", Some((Atlas, "-- ", "nolint", ""))),
        ("-- atlas:nolint  a b \r", Some((Atlas, "-- ", "nolint", "a b"))),
        ("#atlas:txmode none", Some((Atlas, "#", "txmode", "none"))),
        ("-- see atlas:a atlas:b c", Some((Atlas, "-- see atlas:a ", "b", "c"))),
        ("-- é atlas:a", None),
        ("-- atlas: a", None),
        (
            "-- ent:effect ALTER TABLE t ADD x text DEFAULT 'ent:y'",
            Some((Ent, "-- ", "effect", "ALTER TABLE t ADD x text DEFAULT 'ent:y'")),
        ),
        ("--ent:ignore", Some((Ent, "--", "ignore", ""))),
        ("-- an agent:ignore", None),
        ("-- see ent:ignore", None),
        ("ent:ignore", None),
        ("", None),
    ];
    for (line, expected) in cases {
        assert_eq!(directive(line), expected, "{line}");
    }
}

#[test]
fn directives_of_a_statement() {
    let text = "-- atlas:nolint a\n-- see atlas:nolint b\n/* atlas:nolint c */\n#atlas:nolint d\n\
                -- ent:ignore\n/* ent:effect\nCREATE TABLE x (a int)\n*/\nSELECT 1; -- ent:last";
    let statements = split(text, Syntax::mysql()).unwrap();
    let found: Vec<_> = statements[0].directives().map(|d| (d.name, d.args)).collect();
    let expected = [
        ("nolint", "a"),
        ("nolint", "c"),
        ("nolint", "d"),
        ("ignore", ""),
        ("effect", "CREATE TABLE x (a int)"),
        ("last", ""),
    ];
    assert_eq!(found, expected);
}

#[test]
fn directives_of_a_file() {
    let names = |text| file_directives(text).iter().map(|d| d.name).collect::<Vec<_>>();
    assert_eq!(names("-- atlas:txmode none\n-- atlas:nolint\n\nSELECT 1;"), ["txmode", "nolint"]);
    assert_eq!(names("\u{feff}# atlas:txmode none\r\n \r\nSELECT 1;"), ["txmode"]);
    assert_eq!(names("-- atlas:txmode none"), ["txmode"]);
    assert_eq!(names("-- atlas:nolint\nSELECT 1;"), [""; 0]);
    assert_eq!(names("\n-- atlas:nolint\n\n"), [""; 0]);
    assert_eq!(names(" -- atlas:nolint\n\n"), [""; 0]);
}

#[test]
fn the_delimiter_of_a_file() {
    let delimiter = |text| file_delimiter(text).map(|found| (found.delimiter, found.end));
    assert_eq!(delimiter("-- atlas:delimiter \\n\\n\nx"), Some(("\n\n".to_owned(), 24)));
    assert_eq!(delimiter("\u{feff}-- atlas:delimiter -- end"), Some(("-- end".to_owned(), 28)));
    assert_eq!(delimiter("--atlas:delimiter //\n"), None);
    assert_eq!(delimiter("-- x\n-- atlas:delimiter //\n"), None);
}

#[test]
fn a_client_command_by_name() {
    let cases = [
        (Syntax::postgres(), "\\connect db user\n", ("connect", "db user")),
        (Syntax::postgres(), "\\! ls", ("!", "ls")),
        (Syntax::mysql(), "source a.sql\n", ("source", "a.sql")),
        (Syntax::mysql(), "\\. a.sql\n", (".", "a.sql")),
        (Syntax::sqlite(), ".read a.sql\n", ("read", "a.sql")),
    ];
    for (syntax, text, expected) in cases {
        assert_eq!(split(text, syntax).unwrap()[0].client_command(), Some(expected), "{text}");
    }
    assert_eq!(split("SELECT 1", Syntax::mysql()).unwrap()[0].client_command(), None);
}

#[test]
fn copy_and_its_data() {
    for (text, data) in [
        ("COPY t (a) FROM stdin;\n1\n;'2\n\\.\nSELECT 1;", "1\n;'2\n"),
        ("COPY t FROM STDIN WITH (FORMAT csv);\n\\.\n", ""),
        ("copy t from stdin;\r\n1\r\n\\.\r\n", "1\r\n"),
        ("COPY t FROM stdin;\nno end\n", "no end\n"),
        ("\\copy t from stdin csv\n1\n\\.\n", "1\n"),
    ] {
        assert_eq!(split(text, Syntax::postgres()).unwrap()[0].data(), data, "{text}");
    }
}
