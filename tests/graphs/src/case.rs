use std::collections::BTreeMap;

use ent_engine::dialect::{self, Dialect};
use ent_engine::diff::{DiffOptions, TextValues, Undeclared, diff};
use ent_engine::graph::{Declaration, Graph};
use ent_engine::lower::lower;
use ent_engine::model::Realm;
use ent_engine::plan::{Plan, PlanError, PlanOptions, plan};
use ent_runtime::{DialectName, Flavor, LowerOptions};

use crate::grow::Step;
use crate::model::Model;
use crate::{edit, grow, mixed, source, wide};
use ent_runtime_tests::Random;

/// Declarations, and the realm that they are.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The Rust source.
    pub source: String,
    /// The tables of one database.
    pub realm: Realm,
}

/// A pair of graphs for one database.
pub struct Case {
    /// What the pair is made from.
    pub seed: u64,
    /// The database.
    pub dialect: Box<dyn Dialect>,
    /// Declarations before the edits.
    pub before: State,
    /// Declarations after them.
    pub after: State,
    /// How the states are compared.
    pub options: DiffOptions,
    /// The schemas that entities may be in, under the names of the database; empty where they are
    /// all in that of the connection.
    pub schemas: Vec<String>,
    /// Edits that were tried.
    pub edits: usize,
    /// Edits that were taken back because the declarations, the database or the planner refuse them.
    pub refused: Vec<String>,
}

/// How many of a hundred steps are followed by one of what few people write.
const WIDER: usize = 30;

/// Names of declared schemas, and what follows the database's name in those of the server.
const SCHEMAS: [(&str, &str); 3] = [("s1", "_a"), ("s2", "_b"), ("s3", "_c")];

impl Case {
    /// The pair that `seed` gives for `flavor`, in a database of this name.
    pub fn new(seed: u64, flavor: Flavor, database: &str) -> Self {
        let mut random = Random::new(seed);
        let schemas: &[&str] = match flavor.name {
            DialectName::Postgres if random.chance(30) => &["", "s1", "s2", "s3"],
            DialectName::Mysql | DialectName::Mariadb if random.chance(30) => &["s1", "s2", "s3"],
            _ => &[""],
        };
        let named = server_names(database);
        let objects = if random.chance(50) { Undeclared::Manage } else { Undeclared::Keep };
        let mut case = Self {
            seed,
            dialect: dialect::of(flavor),
            before: State::default(),
            after: State::default(),
            options: DiffOptions { objects, text_values: TextValues::Rename, ..DiffOptions::default() },
            schemas: if schemas.len() > 1 { named.values().cloned().collect() } else { Vec::new() },
            edits: 0,
            refused: Vec::new(),
        };
        let lowering = LowerOptions { schemas: named, ..LowerOptions::default() };
        case.make(
            Model {
                dialect: flavor.name,
                schemas,
                entities: vec![],
                enums: vec![],
                views: vec![],
                mixins: vec![],
                links: vec![],
                next: 0,
            },
            &lowering,
            random,
        );
        case
    }

    /// The pair of two written sources for `flavor`, in a database of this name.
    ///
    /// # Errors
    /// What is wrong with the declarations, or what the database has not.
    pub fn written(before: &str, after: &str, flavor: Flavor, database: &str) -> Result<Self, String> {
        let dialect = dialect::of(flavor);
        let named = server_names(database);
        let lowering = LowerOptions { schemas: named.clone(), ..LowerOptions::default() };
        let state = |source: &str| {
            let realm = realm(source, dialect.as_ref(), &lowering)?;
            Ok::<State, String>(State { source: source.to_owned(), realm })
        };
        let (before, after) = (state(before)?, state(after)?);
        let is_used =
            |name: &String| [&before, &after].iter().any(|state| state.realm.schema(name).is_some());
        let schemas = named.into_values().filter(is_used).collect();
        let objects = Undeclared::Manage;
        let options = DiffOptions { objects, text_values: TextValues::Rename, ..DiffOptions::default() };
        Ok(Self { seed: 0, before, after, options, schemas, edits: 0, refused: Vec::new(), dialect })
    }

    fn make(&mut self, mut model: Model, lowering: &LowerOptions, mut random: Random) {
        let nothing = Realm::default();
        // Each has numbers of its own, so that a seed gives the same entities, fields and edges with and without.
        let mut more: [(Step, Step, Random); 2] = [
            (wide::grow, wide::edit, Random::new(!self.seed)),
            (mixed::grow, mixed::edit, Random::new(!self.seed.rotate_left(32))),
        ];
        let rounds = 2 + random.below(8);
        for round in 0..rounds {
            let mut next = model.clone();
            let steps = 1 + random.below(3);
            if round < 2 {
                grow::entity(&mut next, &mut random);
            }
            for _ in 0..steps {
                grow::grow(&mut next, &mut random);
            }
            if let Ok(state) = self.state(&next, lowering, &nothing) {
                (model, self.before) = (next, state);
            }
            for (grow, _, random) in &mut more {
                let mut next = model.clone();
                if random.chance(WIDER)
                    && grow(&mut next, random).is_some()
                    && let Ok(state) = self.state(&next, lowering, &nothing)
                {
                    (model, self.before) = (next, state);
                }
            }
        }
        model.fork();
        let before = self.before.realm.clone();
        self.after = self.state(&model, lowering, &before).unwrap_or_default();
        for _ in 0..1 + random.below(10) {
            let mut next = model.clone();
            if edit::edit(&mut next, &mut random).is_none() {
                continue;
            }
            self.edits += 1;
            match self.state(&next, lowering, &before) {
                Ok(state) => (model, self.after) = (next, state),
                Err(reason) => self.refused.push(reason),
            }
            for (_, edit, random) in &mut more {
                let mut next = model.clone();
                if random.chance(WIDER) && edit(&mut next, random).is_some() {
                    self.edits += 1;
                    match self.state(&next, lowering, &before) {
                        Ok(state) => (model, self.after) = (next, state),
                        Err(reason) => self.refused.push(reason),
                    }
                }
            }
        }
    }

    /// The state that a model is, if it is in order and can be reached from `before`.
    fn state(&self, model: &Model, lowering: &LowerOptions, before: &Realm) -> Result<State, String> {
        let source = source::source(model);
        let realm = realm(&source, self.dialect.as_ref(), lowering)?;
        self.plan(before, &realm).map_err(|error| error.to_string())?;
        Ok(State { source, realm })
    }

    /// The plan from one realm to another.
    pub fn plan(&self, previous: &Realm, next: &Realm) -> Result<Plan, PlanError> {
        let dialect = self.dialect.as_ref();
        let changes = diff(dialect, previous, next, &self.options).changes;
        plan(dialect, previous, next, changes, &PlanOptions::default())
    }

    /// What differs between a realm that was reached and the one that was wanted, if anything does. Neither tells
    /// which values of texts were renamed.
    ///
    /// # Errors
    /// The changes.
    pub fn same(&self, what: &str, found: &Realm, wanted: &Realm) -> Result<(), String> {
        let options = DiffOptions { text_values: TextValues::Keep, ..self.options.clone() };
        let mut ways = vec![("", found, wanted)];
        // Objects that are kept though undeclared are there one way only.
        if self.options.objects == Undeclared::Manage {
            ways.push((" (looking back)", wanted, found));
        }
        for (way, previous, next) in ways {
            let dialect = self.dialect.as_ref();
            let changes = diff(dialect, previous, next, &options).changes;
            if changes.is_empty() {
                continue;
            }
            let statements = match plan(dialect, previous, next, changes.clone(), &PlanOptions::default()) {
                Ok(plan) => script(plan.statements.iter().map(|statement| statement.sql.as_str())),
                Err(error) => error.to_string(),
            };
            return Err(format!("{what}{way} leaves\n{statements}\n{changes:#?}"));
        }
        Ok(())
    }

    /// The pair and its statements, for a person.
    pub fn text(&self) -> String {
        let up = |previous: &Realm, next: &Realm| match self.plan(previous, next) {
            Ok(plan) => {
                let up = script(plan.statements.iter().map(|statement| statement.sql.as_str()));
                let down = script(plan.reverse().map(|(sql, _)| sql));
                format!("{up}---- and back\n{down}")
            }
            Err(error) => error.to_string(),
        };
        format!(
            "seed {} for {}\n==== before\n{}\n==== after\n{}\n==== create\n{}\n==== change\n{}\n",
            self.seed,
            self.dialect.flavor(),
            self.before.source,
            self.after.source,
            up(&Realm::default(), &self.before.realm),
            up(&self.before.realm, &self.after.realm),
        )
    }
}

/// The names on the server of the schemas that declarations name.
fn server_names(database: &str) -> BTreeMap<String, String> {
    SCHEMAS.iter().map(|(name, end)| ((*name).to_owned(), format!("{database}{end}"))).collect()
}

/// Statements as the text of a file.
pub(crate) fn script<'a>(statements: impl Iterator<Item = &'a str>) -> String {
    statements.map(|sql| format!("{sql};\n")).collect()
}

fn realm(source: &str, dialect: &dyn Dialect, lowering: &LowerOptions) -> Result<Realm, String> {
    let told = |problems: Vec<ent_engine::graph::Diagnostic>| {
        problems.first().map(ToString::to_string).unwrap_or_default()
    };
    let file = ent_schema::parse::parse_file(source, "schema.rs").map_err(told)?;
    let declarations: Vec<Declaration> =
        file.declarations.into_iter().map(|found| found.declaration).collect();
    let graph = Graph::compile(&declarations).map_err(told)?;
    lower(&graph, dialect, lowering).map_err(told)
}
