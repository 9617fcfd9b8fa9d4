use ent_runtime::prelude::*;

#[derive(EntEnum)]
enum Same {
    OnHold,
    #[ent(value = "on_hold")]
    Held,
    #[ent(value = "")]
    Empty,
    #[ent(renamed_from = "on_hold")]
    #[schema("x")]
    Renamed,
}

#[derive(EntEnum)]
#[ent(renamed_from = "x")]
enum Text {
    A,
}

fn main() {}
