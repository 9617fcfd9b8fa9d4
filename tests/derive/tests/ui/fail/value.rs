use ent_runtime::prelude::*;

#[derive(EntValue)]
struct Named {
    a: String,
}

#[derive(EntValue)]
struct Two(String, String);

#[derive(EntValue)]
struct Maybe(Option<String>);

#[derive(EntValue)]
struct List(Vec<String>);

#[derive(EntValue)]
#[schema("x")]
struct Placed(String);

#[derive(EntValue)]
enum NotAStruct {
    A,
}

fn main() {}
