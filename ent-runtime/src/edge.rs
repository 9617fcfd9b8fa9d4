use std::fmt::{Debug, Formatter, Result};

/// An edge to at most one entity: the entity, once it has been loaded.
///
/// A new one is not loaded. `Debug` tells whether it is, and shows no entity.
#[derive(Clone, PartialEq, Eq)]
pub struct One<T> {
    entity: Option<Box<T>>,
    loaded: bool,
}

impl<T> One<T> {
    /// An edge that was loaded and led to `entity`.
    pub fn loaded(entity: Option<T>) -> Self {
        Self { entity: entity.map(Box::new), loaded: true }
    }

    /// Whether the edge was loaded, be there an entity or not.
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// The entity, if the edge was loaded and there is one.
    pub fn get(&self) -> Option<&T> {
        self.entity.as_deref()
    }

    /// The entity, if the edge was loaded and there is one.
    pub fn into_inner(self) -> Option<T> {
        self.entity.map(|entity| *entity)
    }
}

impl<T> Default for One<T> {
    fn default() -> Self {
        Self { entity: None, loaded: false }
    }
}

impl<T> Debug for One<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match (self.loaded, &self.entity) {
            (false, _) => "One(not loaded)",
            (true, None) => "One(none)",
            (true, Some(_)) => "One(loaded)",
        })
    }
}

/// An edge to any number of entities: the entities, once they have been loaded.
///
/// A new one is not loaded. `Debug` tells how many there are, and shows none.
#[derive(Clone, PartialEq, Eq)]
pub struct Many<T> {
    entities: Vec<T>,
    loaded: bool,
}

impl<T> Many<T> {
    /// An edge that was loaded and led to `entities`.
    pub fn loaded(entities: Vec<T>) -> Self {
        Self { entities, loaded: true }
    }

    /// Whether the edge was loaded, be there entities or not.
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// The entities; none when the edge was not loaded.
    pub fn get(&self) -> &[T] {
        &self.entities
    }

    /// The entities; none when the edge was not loaded.
    pub fn into_inner(self) -> Vec<T> {
        self.entities
    }
}

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self { entities: Vec::new(), loaded: false }
    }
}

impl<T> Debug for Many<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.loaded {
            false => f.write_str("Many(not loaded)"),
            true => write!(f, "Many({} loaded)", self.entities.len()),
        }
    }
}

impl<'a, T> IntoIterator for &'a Many<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entities.iter()
    }
}

/// An edge is written as what it holds: an entity or null, a list or null. Null is read as not
/// loaded, also where an edge was loaded and had no entity.
#[cfg(feature = "serde")]
mod serde_form {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Many, One};

    impl<T: Serialize> Serialize for One<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.entity.serialize(serializer)
        }
    }

    impl<'de, T: Deserialize<'de>> Deserialize<'de> for One<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let entity = Option::<Box<T>>::deserialize(deserializer)?;
            Ok(Self { loaded: entity.is_some(), entity })
        }
    }

    impl<T: Serialize> Serialize for Many<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.loaded.then_some(&self.entities).serialize(serializer)
        }
    }

    impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let entities = Option::<Vec<T>>::deserialize(deserializer)?;
            Ok(Self { loaded: entities.is_some(), entities: entities.unwrap_or_default() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Many, One};

    #[test]
    fn an_edge_tells_whether_it_was_loaded() {
        let shown = |one: One<i32>| format!("{one:?} {:?}", one.get());
        assert_eq!(shown(One::default()), "One(not loaded) None");
        assert_eq!(shown(One::loaded(None)), "One(none) None");
        assert_eq!(shown(One::loaded(Some(1))), "One(loaded) Some(1)");
        let shown = |many: Many<i32>| format!("{many:?} {:?}", many.get());
        assert_eq!(shown(Many::default()), "Many(not loaded) []");
        assert_eq!(shown(Many::loaded(vec![1, 2])), "Many(2 loaded) [1, 2]");
    }

    #[cfg(all(feature = "serde", feature = "json"))]
    #[test]
    fn an_edge_is_written_as_what_it_holds() {
        for (many, text) in [(Many::default(), "null"), (Many::loaded(vec![1, 2]), "[1,2]")] {
            assert_eq!(serde_json::to_string(&many).ok().as_deref(), Some(text));
            assert_eq!(serde_json::from_str(text).ok(), Some(many));
        }
        for (one, text) in [(One::default(), "null"), (One::loaded(Some(1)), "1")] {
            assert_eq!(serde_json::to_string(&one).ok().as_deref(), Some(text));
            assert_eq!(serde_json::from_str(text).ok(), Some(one));
        }
    }
}
