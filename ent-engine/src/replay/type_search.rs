use super::{Name, State, Texts};
use crate::dialect::Dialect;
use crate::model::{Origin, Schema};

/// Which texts mean a type of the user's own, a relation or a collation, by its name without a schema: those whose search path finds it
/// first.
#[derive(Clone, Debug)]
pub struct TypeSearch {
    schema: String,
    /// The schemas that have one of the name.
    homes: Vec<String>,
    default_path: Vec<String>,
    /// Whether the server's own type of the name comes before any of a path.
    is_hidden: bool,
}

impl TypeSearch {
    /// For a type, a schema and a name, whether it is there, is yet to come or has gone.
    pub fn of(dialect: &dyn Dialect, state: &State, (schema, name): (&str, &str)) -> Self {
        let has_type = |schema: &&Schema| schema.has_type(name);
        Self {
            schema: schema.to_owned(),
            homes: state.realm.schemas.iter().filter(has_type).map(|schema| schema.name.clone()).collect(),
            default_path: vec![state.connection.clone()],
            is_hidden: dialect.is_builtin(name),
        }
    }

    /// For a table or a view, a schema and a name, likewise.
    pub fn of_relation(state: &State, (schema, name): (&str, &str)) -> Self {
        let has_it = |schema: &&Schema| schema.table(name).is_some() || schema.view(name).is_some();
        Self {
            schema: schema.to_owned(),
            homes: state.realm.schemas.iter().filter(has_it).map(|schema| schema.name.clone()).collect(),
            default_path: vec![state.connection.clone()],
            is_hidden: false,
        }
    }

    /// For a collation, a schema and a name, likewise.
    pub fn of_collation(state: &State, (schema, name): (&str, &str)) -> Self {
        let has_it =
            |schema: &&Schema| schema.objects.iter().any(|object| object.as_collation() == Some(name));
        Self {
            schema: schema.to_owned(),
            homes: state.realm.schemas.iter().filter(has_it).map(|schema| schema.name.clone()).collect(),
            default_path: vec![state.connection.clone()],
            is_hidden: false,
        }
    }

    /// Whether what was made so means it by its name alone.
    pub fn finds(&self, origin: &Origin) -> bool {
        if self.is_hidden {
            return false;
        }
        let mut path = origin.search_path.as_ref().unwrap_or(&self.default_path).iter();
        path.find(|schema| **schema == self.schema || self.homes.contains(schema)) == Some(&self.schema)
    }
}

impl State {
    /// The schema in which a name finds a type of the user's own.
    fn home_of_type(&self, texts: Texts<'_>, name: &Name) -> Option<String> {
        if name.schema.is_none() && texts.dialect().is_builtin(&name.name) {
            return None;
        }
        self.resolve(name, |schema| schema.has_type(&name.name).then_some(())).map(|(schema, ())| schema)
    }

    /// The type of which a name means the array, by the name that the server gives that (`_mood`): its schema and name.
    pub fn element_of_array(&self, dialect: &dyn Dialect, name: &Name) -> Option<(String, Name)> {
        let element = dialect.element_of_array(&name.name)?;
        let texts = Texts::new(dialect);
        if self.home_of_type(texts, name).is_some() {
            return None;
        }
        let element = Name { schema: name.schema.clone(), name: element.to_owned() };
        self.home_of_type(texts, &element).map(|home| (home, element))
    }

    /// The statement that makes or alters a routine or a type, with the schemas in which the search path finds the types
    /// that it names now; `origin` is of what keeps the statement. Under the default path there is but one schema.
    pub(super) fn with_types_settled(&self, texts: Texts<'_>, text: &str, origin: &Origin) -> String {
        let is_default = self.search_path().is_none() && origin.search_path.is_none();
        texts.replace_types(text, &|name| {
            if let Some((home, element)) = self.element_of_array(texts.dialect(), name) {
                let says = !is_default || name.schema.is_some();
                let home = says.then(|| format!("{}.", texts.written(self.written_schema(&home))));
                return Some(format!("{}{}[]", home.unwrap_or_default(), texts.written(&element.name)));
            }
            let schema = self.home_of_type(texts, name).filter(|_| !is_default && name.schema.is_none())?;
            Some(format!("{}.{}", texts.written(self.written_schema(&schema)), texts.written(&name.name)))
        })
    }

    /// The types of a routine's arguments, those of the user's own with their schemas unless that is the connection's.
    pub(super) fn settled_signature(&self, texts: Texts<'_>, signature: &str) -> String {
        texts.replace_types(signature, &|name| {
            let array = self.element_of_array(texts.dialect(), name);
            let brackets = if array.is_some() { "[]" } else { "" };
            let (schema, name) = match array {
                Some(found) => found,
                None => (self.home_of_type(texts, name)?, name.clone()),
            };
            let is_own = schema == self.connection && !texts.dialect().is_builtin(&name.name);
            let written = texts.written(&name.name);
            let home = || texts.written(self.written_schema(&schema));
            let full = if is_own { written } else { format!("{}.{written}", home()) };
            Some(full + brackets)
        })
    }
}
