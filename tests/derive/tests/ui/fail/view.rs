use ent_runtime::prelude::*;

#[derive(EntView)]
struct NoSql {
    name: String,
}

#[derive(EntView)]
#[ent(sql = "SELECT 1 AS a")]
struct WithEdge {
    a: i64,
    pets: Many<WithEdge>,
}

fn main() {}
