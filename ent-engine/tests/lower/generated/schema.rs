// also: postgres 18

#[derive(EntSchema)]
pub struct User {
    pub name: String,
    #[ent(generated = "lower(name)", stored)]
    pub name_key: String,
    #[ent(generated(postgres = "length(name)", mysql = "char_length(name)", sqlite = "length(name)"))]
    pub length: Option<i32>,
    #[ent(type(mysql = "int"))]
    pub number: i32,
}
