//! The columns that a query gives, by where they come from.

use std::sync::Arc;

use crate::model::TableRef;

/// How many columns and expressions one column is followed through, and how many of them one behind another.
const REACH: (usize, usize) = (1000, 60);

/// The columns that a query gives.
pub(super) type Results = Vec<Arc<ResultColumn>>;

/// A column that a query gives.
#[derive(Clone, Debug)]
pub(crate) struct ResultColumn {
    /// Its name.
    pub(crate) name: String,
    /// What it gives.
    pub(crate) gives: Gives,
    /// How much has to be read to know its type: in all, and one behind another.
    reach: (usize, usize),
}

/// What a column of a query gives.
#[derive(Clone, Debug)]
pub(crate) enum Gives {
    /// A column of a relation, as it stands.
    Column(TableRef, String),
    /// An expression, with the columns that it names.
    Expression {
        /// Its text.
        text: String,
        /// Columns by the last part of the name under which the text has them.
        reads: Vec<(String, Arc<ResultColumn>)>,
    },
    /// A column of a query in FROM or WITH.
    Derived(Arc<ResultColumn>),
    /// Columns of queries or rows that are put together (UNION, VALUES).
    United(Results),
    /// Something that is not followed.
    Unknown,
}

impl ResultColumn {
    /// A column of a name that gives something.
    pub(super) fn new(name: String, gives: Gives) -> Arc<Self> {
        let sum = |results: &mut dyn Iterator<Item = &Arc<Self>>| {
            results.fold((1usize, 1usize), |(all, behind), result| {
                (all.saturating_add(result.reach.0), behind.max(result.reach.1 + 1))
            })
        };
        let reach = match &gives {
            Gives::Column(..) | Gives::Unknown => (1, 1),
            Gives::Derived(result) => sum(&mut std::iter::once(result)),
            Gives::United(results) => sum(&mut results.iter()),
            Gives::Expression { reads, .. } => sum(&mut reads.iter().map(|(_, result)| result)),
        };
        if reach.0 > REACH.0 || reach.1 > REACH.1 {
            return Arc::new(Self { name, gives: Gives::Unknown, reach: (1, 1) });
        }
        Arc::new(Self { name, gives, reach })
    }

    /// The same under another name.
    fn named(&self, name: &str) -> Arc<Self> {
        Arc::new(Self { name: name.to_owned(), ..self.clone() })
    }
}

/// The columns of two queries that are put together, under the names of the first.
pub(super) fn united(first: Option<Results>, next: Option<Results>) -> Option<Results> {
    let first = first?;
    let mut next = next.into_iter().flatten();
    let pair = |result: Arc<ResultColumn>| {
        let name = result.name.clone();
        let gives = next.next().map_or(Gives::Unknown, |other| Gives::United(vec![result, other]));
        ResultColumn::new(name, gives)
    };
    Some(first.into_iter().map(pair).collect())
}

/// The columns under other names, as far as there are any.
pub(super) fn renamed(results: &Results, names: &[String]) -> Results {
    let named = |(at, result): (usize, &Arc<ResultColumn>)| match names.get(at) {
        Some(name) => result.named(name),
        None => Arc::clone(result),
    };
    results.iter().enumerate().map(named).collect()
}

/// The names of columns.
pub(super) fn names(results: &Results) -> Vec<String> {
    results.iter().map(|result| result.name.clone()).collect()
}
