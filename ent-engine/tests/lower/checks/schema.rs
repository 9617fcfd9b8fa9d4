// also: mysql 8.0.15, mariadb 10.2

#[derive(EntMixin)]
#[ent(check("weight > 0"), check(light = "weight < 100"))]
pub struct Weighed {
    pub weight: i32,
}

#[derive(EntSchema)]
#[ent(mixin(Weighed), check(adult = "age >= 18"), check("age < 150"))]
pub struct Person {
    #[ent(check = "age > 0", check = "age > 1")]
    pub age: i32,
    #[ent(storage = "nick", check(named = "nick <> ''"))]
    pub nickname: String,
}
