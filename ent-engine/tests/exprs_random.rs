//! What holds for any text, legal or not.

use ent_engine::dialect::{self, DialectName, Flavor};
use ent_engine::model::Expr;
use proptest::prelude::*;

fn name() -> impl Strategy<Value = DialectName> {
    prop_oneof![
        Just(DialectName::Sqlite),
        Just(DialectName::Postgres),
        Just(DialectName::Mysql),
        Just(DialectName::Mariadb)
    ]
}

/// Expressions that most databases read.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[a-c]".prop_map(String::from),
        "[0-9]{1,3}".prop_map(String::from),
        "[0-9]\\.[0-9]{1,2}".prop_map(String::from),
        "'[a-z ]{0,3}'".prop_map(String::from),
        Just("\"b\"".to_owned()),
        Just("'it''s'".to_owned()),
        Just("NULL".to_owned()),
        Just("true".to_owned()),
        Just("CURRENT_TIMESTAMP".to_owned()),
        Just("'1 week'".to_owned()),
        Just("'2020-01-01'".to_owned()),
        Just("t.a".to_owned()),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        prop_oneof![
            (inner.clone(), "(=|<>|!=|<|>|<=|>=|\\+|-|\\*|/|%|AND|OR|\\|\\||LIKE|&)", inner.clone())
                .prop_map(|(left, op, right)| format!("{left} {op} {right}")),
            inner.clone().prop_map(|inner| format!("({inner})")),
            inner.clone().prop_map(|inner| format!("NOT {inner}")),
            inner.clone().prop_map(|inner| format!("- {inner}")),
            inner.clone().prop_map(|inner| format!("({inner}) IS NOT NULL")),
            inner.clone().prop_map(|inner| format!("CAST({inner} AS decimal(10,2))")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("coalesce({a}, {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) IN ({b}, 5)")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("({a}) BETWEEN {b} AND {c}")),
            (inner.clone(), inner.clone(), inner)
                .prop_map(|(a, b, c)| format!("CASE WHEN {a} THEN {b} ELSE {c} END")),
        ]
    })
}

/// Anything, and anything made of the pieces that matter.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "'",
        "\"",
        "`",
        "(",
        ")",
        "[",
        "]",
        "::",
        "--",
        "/*",
        "*/",
        "\\",
        "$$",
        "a",
        "1",
        " ",
        "\n",
        ",",
        ".",
        "AND",
        "NOT",
        "IN",
        "CASE",
        "WHEN",
        "END",
        "CAST",
        "AS",
        "SELECT",
        "FROM",
        "interval",
        "!",
        "binary",
        "charset",
        "utf8mb4",
        "mod",
        "_utf8mb4",
        "E'",
        "=",
        "<",
        "ANY",
        "trim(both from",
        "é",
        ";",
    ]);
    prop_oneof![
        any::<String>(),
        prop::collection::vec(pieces, 0..20).prop_map(|pieces| pieces.join(" ")),
        "\\PC{0,30}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn canonical_text_is_its_own_canonical_text(name in name(), text in expression()) {
        let dialect = dialect::of(Flavor::new(name));
        let once = dialect.canonical_expr(&Expr::new(&text));
        let twice = dialect.canonical_expr(&Expr::new(&once));
        prop_assert_eq!(&once, &twice, "{}", text);
    }

    #[test]
    fn an_expression_is_the_same_in_parentheses(name in name(), text in expression()) {
        let dialect = dialect::of(Flavor::new(name));
        let (plain, wrapped) = (Expr::new(&text), Expr::new(format!("( {text} )")));
        prop_assert!(dialect.same_expr(&plain, &wrapped));
        prop_assert_eq!(dialect.canonical_expr(&plain), dialect.canonical_expr(&wrapped));
    }

    #[test]
    fn nothing_panics(name in name(), text in any_text(), other in any_text()) {
        let dialect = dialect::of(Flavor::new(name));
        let (expr, other_expr) = (Expr::new(&text), Expr::new(&other));
        let once = dialect.canonical_expr(&expr);
        prop_assert_eq!(&dialect.canonical_expr(&Expr::new(&once)), &once, "{:?}", text);
        dialect.is_literal(&expr);
        dialect.same_expr(&expr, &other_expr);
        if let Ok(ty) = dialect.parse_type(&text) {
            dialect.same_default(&ty, &expr, &other_expr);
            let again = dialect.parse_type(&dialect.type_sql(&ty));
            prop_assert!(again.is_ok_and(|again| dialect.same_type(&ty, &again)), "{:?}", text);
        }
    }
}

/// Deep and long texts end in time and within the stack.
#[test]
fn large_texts_are_read_or_compared_by_their_words() {
    for name in [DialectName::Sqlite, DialectName::Postgres, DialectName::Mysql, DialectName::Mariadb] {
        let dialect = dialect::of(Flavor::new(name));
        // The shared code is the same: one dialect takes all sizes.
        let counts: &[usize] = if name == DialectName::Mysql { &[50, 90, 250, 1_600] } else { &[90] };
        for &count in counts {
            let deep = format!("{}a{}", "(".repeat(count), ")".repeat(count));
            assert!(!dialect.canonical_expr(&Expr::new(deep)).is_empty());
            let chain = Expr::new(vec!["a > 0"; count].join(" OR "));
            let other = Expr::new(vec!["a > 1"; count].join(" OR "));
            assert!(dialect.same_expr(&chain, &chain.clone()));
            assert!(!dialect.same_expr(&chain, &other));
            let sum = vec!["a - b"; count].join(" + ");
            assert!(dialect.same_expr(&Expr::new(&sum), &Expr::new(format!("({sum})"))));
            let nots = Expr::new(format!("{} a", "NOT ".repeat(count)));
            assert!(!dialect.canonical_expr(&nots).is_empty());
            let list = Expr::new(format!("a IN ({})", vec!["1"; count].join(", ")));
            assert!(!dialect.canonical_expr(&list).is_empty());
        }
    }
}
