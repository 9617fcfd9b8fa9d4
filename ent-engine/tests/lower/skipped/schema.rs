#[derive(EntSchema)]
#[ent(skip, table = "people")]
pub struct Person {
    pub name: String,
    pub friends: Many<Person>,
}

#[derive(EntSchema)]
#[ent(table = "people")]
pub struct PersonTable {
    pub name: String,
    pub boss: One<Person>,
}
