#[derive(EntSchema)]
#[ent(
    index(name, age, unique, nulls_not_distinct),
    index(field(unique), field(name(desc, nulls_last)), concurrently),
    index(expr = "lower(name)", owner, name = "x", renamed_from = "y", comment = "why"),
    index(expr(sqlite = "lower(name)", postgres = "upper(name)", desc), age),
    index(expr("lower(name)", ops = "text_ops")),
    index(name(prefix = 10, ops = "text_pattern_ops", collation = "C"), kind(postgres = "gin", mysql = "FULLTEXT")),
    index(age, kind = "hash", include(name, unique), where(postgres = "age > 1", sqlite = "age > 2")),
    index(name, where = "age > 1"),
)]
struct Person {
    name: String,
    age: i32,
    unique: bool,
    owner: One<Person>,
}
