//! Wrong declarations, and what the compiler says of each: `tests/ui/fail/*.rs` with its `.stderr`.
//! `TRYBUILD=overwrite cargo test -p ent-derive-tests --test errors` writes those anew.

#[test]
fn wrong_declarations() {
    trybuild::TestCases::new().compile_fail("tests/ui/fail/*.rs");
}
