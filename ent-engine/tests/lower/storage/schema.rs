// Names given by hand.

#[derive(EntSchema)]
#[ent(table = "Car")]
pub struct Car {
    pub wheels: Many<Wheel>,
}

#[derive(EntSchema)]
pub struct Wheel {
    #[ent(from = "wheels")]
    pub car: One<Car>,
}

#[derive(EntSchema)]
pub struct User {
    #[ent(storage(column = "car_no"), symbol = "fk_car", unique)]
    pub car: One<Car>,
    #[ent(storage(table = "likes", columns(liker, liked)), symbols("fk_a", "fk_b"))]
    pub likes: Many<User>,
    #[ent(storage(table = "drives"))]
    pub drives: Many<Car>,
}

#[derive(EntSchema)]
pub struct IntSID {
    pub parent: One<IntSID>,
}
