use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    a: Vec<String>,
    b: HashMap<String, i32>,
    c: i128,
    d: (i32, i32),
    e: &'static str,
    f: Option<Option<i32>>,
    g: [u8; 16],
}

use std::collections::HashMap;

fn main() {}
