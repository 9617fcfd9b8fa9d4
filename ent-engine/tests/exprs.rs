//! Expressions, held to what real servers print: each block of `exprs/*.txt` is an expression as a
//! user writes it and, indented, as the server's catalog shows it. A default has the type of its
//! column in front.

use ent_engine::dialect::{self, DialectName, Flavor};
use ent_engine::model::Expr;

fn blocks(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("\n\n")
        .map(str::trim_end)
        .filter(|block| !block.is_empty())
        .map(|block| block.split_once("\n  ").unwrap_or_else(|| panic!("two lines expected: {block}")))
}

fn report(flavor: Flavor, count: usize, fewest: usize, wrong: &[String]) {
    assert!(wrong.is_empty(), "{flavor}: {} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= fewest, "{flavor}: only {count} pairs");
}

fn expressions(flavor: Flavor, text: &str, fewest: usize) {
    let dialect = dialect::of(flavor);
    let mut wrong = Vec::new();
    let mut count = 0;
    for (written, printed) in blocks(text) {
        count += 1;
        let (written, printed) = (Expr::new(written), Expr::new(printed.replace('⏎', "\n")));
        let texts = (dialect.canonical_expr(&written), dialect.canonical_expr(&printed));
        let same = dialect.same_expr(&written, &printed) && dialect.same_expr(&printed, &written);
        if !same || texts.0 != texts.1 {
            wrong.push(format!("{written}\n  {printed}\n  {}\n  {}", texts.0, texts.1));
        }
    }
    report(flavor, count, fewest, &wrong);
}

fn defaults(flavor: Flavor, text: &str, fewest: usize) {
    let dialect = dialect::of(flavor);
    let mut wrong = Vec::new();
    let mut count = 0;
    for (written, printed) in blocks(text) {
        count += 1;
        let (ty, written) =
            written.split_once(": ").unwrap_or_else(|| panic!("a type is missing: {written}"));
        let ty = dialect.parse_type(ty).unwrap();
        let (written, printed) = (Expr::new(written), Expr::new(printed.replace('⏎', "\n")));
        if !dialect.same_default(&ty, &written, &printed) || !dialect.same_default(&ty, &printed, &written) {
            let texts = (dialect.canonical_expr(&written), dialect.canonical_expr(&printed));
            wrong.push(format!("{ty}: {written}\n  {printed}\n  {}\n  {}", texts.0, texts.1));
        }
    }
    report(flavor, count, fewest, &wrong);
}

#[test]
fn expressions_of_postgres_are_what_the_server_prints() {
    expressions(Flavor::new(DialectName::Postgres), include_str!("exprs/postgres.txt"), 190);
}

#[test]
fn defaults_of_postgres_are_what_the_server_prints() {
    defaults(Flavor::new(DialectName::Postgres), include_str!("exprs/postgres_defaults.txt"), 115);
}
