use super::{plural, singular, snake};

/// What foreign keys and join tables call an entity: its type name in snake case.
pub fn label(type_name: &str) -> String {
    snake(type_name)
}

/// Table of an entity or view: the plural of its type name, in snake case.
pub fn table_name(type_name: &str) -> String {
    snake(&plural(type_name))
}

/// Name of the enum type that stores a Rust enum, where the database has such types.
pub fn enum_name(type_name: &str) -> String {
    snake(type_name)
}

/// Column of a foreign key: label of the entity that declares the relation, and the edge.
/// The other end's name never matters: `User.pets` gives `pets.user_pets`.
pub fn key_column(owner_label: &str, edge: &str) -> String {
    format!("{owner_label}_{}", snake(edge))
}

/// Symbol of a foreign key: both tables and the edge that declares the relation.
pub fn key_symbol(table: &str, ref_table: &str, edge: &str) -> String {
    format!("{table}_{ref_table}_{edge}")
}

/// Join table of a relation: label of the entity that declares it, and the edge.
pub fn join_table(owner_label: &str, edge: &str) -> String {
    format!("{owner_label}_{edge}")
}

/// What stands before the id in the columns of a join table: the label of each side. Where both
/// are alike, the second is the singular of the other end's name, or of the edge's where there is
/// no other end: `following`/`followers` gives `user`, `follower`.
pub fn join_columns(owner_label: &str, target_label: &str, edge: &str, inverse: Option<&str>) -> [String; 2] {
    let second =
        if owner_label == target_label { singular(inverse.unwrap_or(edge)) } else { target_label.to_owned() };
    [owner_label.to_owned(), second]
}

/// Symbol of a foreign key of a join table.
pub fn join_symbol(join_table: &str, columns: &[&str]) -> String {
    format!("{join_table}_{}", columns.join("_"))
}

/// Index: the type name in lower case, without underscores, and the columns.
pub fn index_name(type_name: &str, columns: &[&str]) -> String {
    format!("{}_{}", type_name.to_lowercase(), columns.join("_"))
}

/// CHECK constraint that has no name of its own: `<table>_<column>_check`, or `<table>_check` for
/// one of the table; `nth` tells further ones apart as PostgreSQL would (`.._check1`).
pub fn check_name(table: &str, column: Option<&str>, nth: usize) -> String {
    let subject = match column {
        Some(column) => format!("{table}_{column}"),
        None => table.to_owned(),
    };
    match nth {
        0 => format!("{subject}_check"),
        nth => format!("{subject}_check{nth}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_keys_are_called_after_the_declaring_end() {
        assert_eq!(key_column("user", "pets"), "user_pets");
        assert_eq!(key_column("pet", "best_friend"), "pet_best_friend");
        assert_eq!(key_symbol("pets", "users", "pets"), "pets_users_pets");
        assert_eq!(key_symbol("Car", "users", "car"), "Car_users_car");
    }

    #[test]
    fn join_columns_differ_on_the_same_type() {
        assert_eq!(join_columns("user", "user", "following", Some("followers")), ["user", "follower"]);
        assert_eq!(join_columns("user", "user", "friends", None), ["user", "friend"]);
        assert_eq!(join_columns("group", "user", "users", Some("groups")), ["group", "user"]);
    }

    #[test]
    fn indexes_are_called_after_the_type() {
        assert_eq!(
            index_name("SessionDevice", &["ip_address", "user_agent"]),
            "sessiondevice_ip_address_user_agent"
        );
    }
}
