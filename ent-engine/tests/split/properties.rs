//! Properties that hold for every text.

use ent_engine::sql::{Position, SplitErrorKind, Splitter, Syntax, Tokens, split};
use proptest::prelude::*;

const SYNTAXES: [Syntax; 5] =
    [Syntax::sqlite(), Syntax::postgres(), Syntax::mysql(), Syntax::mariadb(), Syntax::generic()];

/// Pieces of SQL that mean something to one splitter or another.
const PIECES: [&str; 69] = [
    "CREATE ",
    "TRIGGER ",
    "FUNCTION f",
    "PROCEDURE p",
    "EVENT e ",
    "TEMP ",
    "BEGIN ",
    "ATOMIC ",
    "END",
    "END ",
    "CASE ",
    "WHEN ",
    "THEN ",
    "ELSE ",
    "IF ",
    "LOOP ",
    "REPEAT ",
    "UNTIL ",
    "WHILE ",
    "DO ",
    "FOR EACH ROW ",
    "DECLARE ",
    "HANDLER FOR ",
    "NOT ",
    "COPY t FROM stdin",
    "DELIMITER ",
    "delimiter //\n",
    "USE d",
    "SET ",
    "sql_mode=",
    "source ",
    "a",
    "b1",
    "E",
    "é",
    "\u{feff}",
    "\0",
    " ",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    ";",
    ";;",
    "//",
    "'",
    "''",
    "\"",
    "`",
    "[",
    "]",
    "(",
    ")",
    "$",
    "$$",
    "$a$",
    "\\",
    "\\.",
    "\\g",
    "--",
    "-- x\n",
    "#",
    "/*",
    "*/",
    "/*!",
    "/*!40101 ",
    "/*M!",
    ",",
    ":",
];

fn sql() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60).prop_map(|pieces| pieces.concat())
}

/// A statement that is whole in every dialect and starts no block.
fn statement() -> impl Strategy<Value = String> {
    let part = prop::sample::select(
        &[
            "a", "b_1", "'x;''y'", "\"q;\"", "(1; 2)", "(a, (b))", "/* ;c */", "-- d;\n", "1.5", "é", "\r\n",
            "=", "<>",
        ][..],
    );
    prop::collection::vec(part, 0..12).prop_map(|parts| {
        let mut text = "SELECT".to_owned();
        for part in parts {
            text.push(' ');
            text.push_str(part);
        }
        text.push_str(" z");
        text
    })
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    for syntax in SYNTAXES {
        let mut splitter = Splitter::new(text, syntax);
        let mut end = 0;
        for found in splitter.by_ref() {
            let Ok(found) = found else { break };
            // Statements stand in order, don't overlap, and are the text of their bytes.
            prop_assert!(
                found.span.start >= end && found.span.end > found.span.start,
                "{syntax:?} {found:?}"
            );
            prop_assert_eq!(found.text, &text[found.span.clone()]);
            prop_assert_eq!(found.start, Position::START.advance(text, found.span.start));
            prop_assert!(found.text.starts_with(found.sql()));
            let tokens: Vec<_> = found.tokens().collect();
            prop_assert!(tokens.windows(2).all(|pair| pair[0].end() <= pair[1].offset));
            prop_assert!(tokens.iter().all(|token| found.sql()[token.offset..].starts_with(token.text)));
            end = found.span.end;
        }
        prop_assert!(splitter.next().is_none());
        prop_assert!(
            splitter.work() <= 16 * text.len() as u64 + 64,
            "{} for {}",
            splitter.work(),
            text.len()
        );
        let _ = Tokens::new(text, syntax).count();
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_sql_is_split_in_order(text in sql()) {
        holds(&text)?;
    }

    #[test]
    fn any_text_is_split_in_order(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn gaps_hold_no_sql(text in sql()) {
        // A delimiter command and psql's separators stand in gaps too, and mean something else without what is before.
        let text = text.replace('\\', "").to_ascii_lowercase().replace("delimiter", "");
        for syntax in SYNTAXES {
            let Ok(statements) = split(&text, syntax) else { continue };
            let starts = statements.iter().map(|s| s.span.start).chain([text.len()]);
            let ends = [0].into_iter().chain(statements.iter().map(|s| s.span.end));
            for (end, start) in ends.zip(starts) {
                let inside = Splitter::over(&text, end..start, syntax).next();
                prop_assert!(inside.is_none(), "{syntax:?} {end}..{start} {inside:?}");
            }
        }
    }

    #[test]
    fn joining_and_splitting_gives_the_same(
        statements in prop::collection::vec(statement(), 0..8),
        delimiter in prop::sample::select(&[";", ";;", "//", "$$", "\n\n\n", "GO_", "-- end"][..]),
    ) {
        for syntax in SYNTAXES {
            let text = statements.join(&format!("\n{delimiter}\n"));
            let found: Result<Vec<_>, _> = Splitter::over(&text, 0..text.len(), syntax).with_delimiter(delimiter).collect();
            let found: Vec<_> = found.unwrap().iter().map(|s| s.sql().to_owned()).collect();
            prop_assert_eq!(&found, &statements, "{:?}", syntax);
        }
    }

    #[test]
    fn a_part_splits_as_it_does_alone(before in "[a-z é\n]{0,20}", text in sql()) {
        let file = format!("{before}\n{text}");
        for syntax in SYNTAXES {
            let start = before.len() + 1;
            let part: Vec<_> = Splitter::over(&file, start..file.len(), syntax).map_while(Result::ok).collect();
            let alone: Vec<_> = Splitter::over(&text, 0..text.len(), syntax).map_while(Result::ok).collect();
            prop_assert_eq!(part.len(), alone.len());
            for (part, alone) in part.iter().zip(&alone) {
                prop_assert_eq!(part.text, alone.text);
                prop_assert_eq!(part.span.start, alone.span.start + start);
                prop_assert_eq!(part.start.line, alone.start.line + before.matches('\n').count() + 1);
            }
        }
    }
}

/// The work for a text, in bytes looked at.
fn work(text: &str, syntax: Syntax) -> u64 {
    let mut splitter = Splitter::new(text, syntax);
    let _ = splitter.by_ref().count();
    splitter.work()
}

#[test]
fn work_grows_with_the_text_and_no_faster() {
    let shapes: [fn(usize) -> String; 13] = [
        |n| "INSERT INTO t VALUES (1, 'a');\n".repeat(n),
        |n| "SELECT 1;".repeat(n),
        |n| format!("INSERT INTO t VALUES {};", "('a', 1), ".repeat(n)),
        |n| format!("COPY t FROM stdin;\n{}\\.\n", "1\t2\n".repeat(n)),
        |n| "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN a; END;\n".repeat(n),
        |n| {
            format!(
                "CREATE PROCEDURE p() BEGIN {} END;",
                "IF a THEN SET b = CASE c WHEN 1 THEN 2 END; END IF;".repeat(n)
            )
        },
        |n| format!("CREATE PROCEDURE p() {}", "BEGIN ".repeat(n)),
        |n| "/* ".repeat(n),
        |n| "$a$ $b$ ".repeat(n),
        |n| "(".repeat(n),
        |n| format!("DELIMITER a\nSELECT {}", "a".repeat(n)),
        |n| format!("DELIMITER aab\nSELECT {}", "a".repeat(n)),
        |n| "-- comment\n\n;;\n".repeat(n),
    ];
    for (at, shape) in shapes.iter().enumerate() {
        for syntax in SYNTAXES {
            let (once, four) = (work(&shape(1000), syntax), work(&shape(4000), syntax));
            assert!(four <= once * 4 + once / 4 + 4096, "shape {at} {syntax:?}: {once} then {four}");
        }
    }
}

#[test]
fn a_million_statements_are_split() {
    let text = "SELECT 1;".repeat(1_000_000);
    let mut last = None;
    let mut count = 0;
    for statement in Splitter::new(&text, Syntax::postgres()) {
        last = Some(statement.unwrap().start);
        count += 1;
    }
    assert_eq!(count, 1_000_000);
    assert_eq!(last, Some(Position { offset: 8_999_991, line: 1, column: 8_999_992 }));
}

#[test]
fn an_error_is_the_end() {
    let mut splitter = Splitter::new("SELECT 1; SELECT 'x; SELECT 2;", Syntax::sqlite());
    assert!(splitter.next().is_some_and(|first| first.is_ok()));
    let error = splitter.next().unwrap().unwrap_err();
    assert_eq!((error.kind, error.at.column), (SplitErrorKind::UnclosedQuote('\''), 18));
    assert!(splitter.next().is_none());
}
