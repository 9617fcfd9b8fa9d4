use super::State;
use crate::model::{Object, Origin, Schema};

/// Which texts mean a type of the user's own by its name without a schema: those whose search path finds it first.
#[derive(Clone, Debug)]
pub struct TypeSearch {
    schema: String,
    /// The schemas that have a type of the name.
    homes: Vec<String>,
    default_path: Vec<String>,
}

impl TypeSearch {
    /// For a type, a schema and a name, whether it is there, is yet to come or has gone.
    pub fn of(state: &State, (schema, name): (&str, &str)) -> Self {
        let carried = |object: &Object| object.kind.is_type() && object.name == name;
        let has_type =
            |schema: &&Schema| schema.enum_type(name).is_some() || schema.objects.iter().any(carried);
        Self {
            schema: schema.to_owned(),
            homes: state.realm.schemas.iter().filter(has_type).map(|schema| schema.name.clone()).collect(),
            default_path: vec![state.connection.clone()],
        }
    }

    /// Whether what was made so means the type by its name alone.
    pub fn finds(&self, origin: &Origin) -> bool {
        let mut path = origin.search_path.as_ref().unwrap_or(&self.default_path).iter();
        path.find(|schema| **schema == self.schema || self.homes.contains(schema)) == Some(&self.schema)
    }
}
