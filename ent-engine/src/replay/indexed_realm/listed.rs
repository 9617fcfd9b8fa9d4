use std::ops::{Deref, DerefMut};

use super::names::{Named, Names, own, referred};

/// The views or the sequences of a schema, to change them.
///
/// They can be read and changed like any list. The index follows what the methods here do; after any other change it is
/// made anew when it is next asked.
#[derive(Debug)]
pub struct Listed<'s, T> {
    list: &'s mut Vec<T>,
    /// None as long as nobody has asked for the index.
    names: Option<&'s mut Names>,
}

impl<'s, T: Named> Listed<'s, T> {
    pub(super) fn new(list: &'s mut Vec<T>, names: Option<&'s mut Names>) -> Self {
        Self { list, names }
    }

    /// Adds one at the end.
    pub fn push(&mut self, item: T) {
        self.list.push(item);
        if let Some(names) = &mut self.names {
            names.add();
        }
    }

    /// The one of a name, to change it.
    pub fn named_mut(self, name: &str) -> Option<&'s mut T> {
        self.at(own(name)).find(|item| item.name() == name)
    }

    /// Takes out the one of a name.
    pub fn remove_named(&mut self, name: &str) -> Option<T> {
        let places = self.places(own(name));
        let at = places.into_iter().find(|at| self.list.get(*at).is_some_and(|item| item.name() == name))?;
        if let Some(names) = &mut self.names {
            names.remove(at);
        }
        Some(self.list.remove(at))
    }

    /// Those that may refer to a table of the name: views that read it, sequences that it owns. Whoever asks looks at
    /// them.
    pub fn referring_mut(self, table: &str) -> impl Iterator<Item = &'s mut T> {
        self.at(referred(table))
    }

    fn places(&mut self, hash: u64) -> Vec<usize> {
        match &mut self.names {
            Some(names) => names.places(self.list, hash),
            None => (0..self.list.len()).collect(),
        }
    }

    fn at(mut self, hash: u64) -> impl Iterator<Item = &'s mut T> {
        let places = self.places(hash);
        if let Some(names) = self.names {
            places.iter().for_each(|at| names.change(*at));
        }
        at_places(self.list, places)
    }
}

/// The items at some places, in order, to change them.
pub(super) fn at_places<T>(list: &mut [T], places: Vec<usize>) -> impl Iterator<Item = &mut T> {
    let mut items = list.iter_mut();
    let mut next = 0;
    places.into_iter().filter_map(move |at| {
        let item = items.nth(at - next);
        next = at + 1;
        item
    })
}

impl<T> Deref for Listed<'_, T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        self.list
    }
}

impl<T> DerefMut for Listed<'_, T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        if let Some(names) = &mut self.names {
            names.forget();
        }
        self.list
    }
}

impl<'s, T> IntoIterator for Listed<'s, T> {
    type Item = &'s mut T;
    type IntoIter = std::slice::IterMut<'s, T>;

    fn into_iter(mut self) -> Self::IntoIter {
        if let Some(names) = &mut self.names {
            names.forget();
        }
        self.list.iter_mut()
    }
}
