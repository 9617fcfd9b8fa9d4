/// Which schemas to inspect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The schema of the connection. In the realm its name is empty, as that of a schema whose
    /// objects are never qualified.
    #[default]
    Connected,
    /// The named schemas; an empty name stands for the schema of the connection.
    Schemas(Vec<String>),
    /// All schemas but the system's, under their names.
    All,
}

impl Scope {
    /// The scope in the names of the server, where the schema of the connection is `connected`.
    pub(crate) fn names(&self, connected: Option<&str>) -> Names {
        let asked = match self {
            Self::Connected => vec![String::new()],
            Self::Schemas(names) => names.clone(),
            Self::All => return Names { wanted: None, unnamed: None },
        };
        let connected = connected.filter(|_| asked.iter().any(String::is_empty));
        // A schema asked for by its name keeps it.
        let unnamed = connected.filter(|name| !asked.iter().any(|asked| asked == name)).map(str::to_owned);
        let mut wanted: Vec<String> = asked.into_iter().filter(|name| !name.is_empty()).collect();
        wanted.extend(unnamed.clone());
        Names { wanted: Some(wanted), unnamed }
    }
}

/// A [`Scope`] in the names of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Names {
    /// The schemas wanted, or all.
    pub(crate) wanted: Option<Vec<String>>,
    /// The schema that goes without a name in the realm.
    unnamed: Option<String>,
}

impl Names {
    /// What the realm calls the schema `name`.
    pub(crate) fn in_realm(&self, name: String) -> String {
        if self.unnamed.as_deref() == Some(name.as_str()) { String::new() } else { name }
    }

    /// The schema that goes without a name in the realm.
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    pub(crate) fn unnamed(&self) -> Option<&str> {
        self.unnamed.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_connected_schema_goes_without_a_name_unless_it_is_asked_for_by_name() {
        let strings = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let names = |scope: Scope| scope.names(Some("public"));
        let connected = names(Scope::Connected);
        assert_eq!(connected.wanted, Some(strings(&["public"])));
        assert_eq!(connected.in_realm("public".into()), "");
        let both = names(Scope::Schemas(strings(&["", "shop"])));
        assert_eq!(both.wanted, Some(strings(&["shop", "public"])));
        assert_eq!(both.in_realm("shop".into()), "shop");
        let named = names(Scope::Schemas(strings(&["", "public"])));
        assert_eq!(named.wanted, Some(strings(&["public"])));
        assert_eq!(named.in_realm("public".into()), "public");
        assert_eq!(names(Scope::All).wanted, None);
        assert_eq!(Scope::Connected.names(None).wanted, Some(vec![]));
    }
}
