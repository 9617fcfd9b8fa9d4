use ent_runtime::prelude::*;

#[derive(EntMixin)]
#[ent(table = "x", sql = "SELECT 1")]
struct Audited {
    at: i64,
}

fn main() {}
