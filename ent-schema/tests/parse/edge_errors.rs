#[derive(EntSchema)]
#[ent(id(user_id, group_id), auto_increment = 7)]
struct Membership {
    user_id: Uuid,
    group_id: Uuid,
    /// Who.
    #[ent(field = user_id, required, on_delete = cascade, on_update = no_action, immutable = "x")]
    user: One<User>,
}

mod ok {
    #[derive(EntSchema)]
    #[ent(drops("a", "b"), renamed_from = "Team", skip, charset = "utf8", collation = "utf8_bin", options = "ENGINE=InnoDB")]
    pub struct Group {
        #[ent(storage(table = "group_users", columns(group_id, "user_id")), symbols(a, "b"), required)]
        #[schema("db3")]
        users: Many<crate::User>,
        #[ent(storage(column = "boss"), symbol = "fk", unique, renamed_from = "chief", backfill = "1")]
        boss: One<super::User>,
        #[ent(through = super::Membership, comment = "c")]
        members: ent::Many<User>,
        #[ent(from = parent)]
        children: Many<Group>,
        r#type: One<Kind>,
    }
}
