//! PostgreSQL: `pg_catalog`, read by a fixed number of queries and put together here.

use std::collections::BTreeMap;
use std::num::ParseIntError;

use ent_engine::dialect::Dialect;
use ent_engine::model::{DataType, EnumType, Realm, Schema, Table, TableRef};

use super::Scope;
use super::scope::Names;
use crate::connection::row::{Fields, Row};
use crate::{Connection, Error, Result};

mod carried;
mod columns;
mod constraints;
mod indexes;
mod namespaces;
mod queries;
mod raised;
mod sequences;
mod tables;
mod used;
mod views;

use columns::{Attribute, OwnColumn, OwnType};
use constraints::{Key, Served};
use indexes::{Found, Oddities};
use queries::Queries;
pub(crate) use queries::{literal, not_of_extension};
use raised::Raised;
use tables::Comments;
use used::{ENUMS, TOAST_OPTIONS, Used, VIEWS};

/// What is known while the answers come in.
struct Catalog {
    names: Names,
    dialect: Box<dyn Dialect>,
    realm: Realm,
    /// Where a schema stands in the realm, by its oid.
    homes: BTreeMap<i64, usize>,
    /// Where a table of ours stands, by its oid.
    tables: BTreeMap<i64, (usize, usize)>,
    /// Where a view stands, by its oid.
    views: BTreeMap<i64, (usize, usize)>,
    comments: Comments,
    /// Oids of what a relation is a part of or inherits from, by its own.
    parents: BTreeMap<i64, Vec<i64>>,
    /// Bounds of partitions, by the oid of the table.
    bounds: BTreeMap<i64, String>,
    /// Columns, by the oid of the table and their number.
    attributes: BTreeMap<(i64, i64), Attribute>,
    /// Expressions of columns, as [`attributes`](Self::attributes).
    expressions: BTreeMap<(i64, i64), String>,
    /// Columns of types that the system doesn't bring.
    own_columns: Vec<OwnColumn>,
    /// Types of columns that the system doesn't bring, by oid.
    types: BTreeMap<i64, OwnType>,
    /// Types of the system as they are read, by their texts.
    parsed_types: BTreeMap<String, DataType>,
    /// Foreign keys, until what they refer to is known.
    keys: Vec<Key>,
    /// Relations that are none of our tables, by oid.
    relations: BTreeMap<i64, TableRef>,
    /// The tables that views read, by the oid of the view.
    reads: BTreeMap<i64, Vec<TableRef>>,
    /// Constraints that indexes serve, by the oid of the index.
    served: BTreeMap<i64, Served>,
    /// Indexes, until all about their parts is known.
    indexes: Vec<Found>,
    oddities: Oddities,
    /// The schema without a name as it stands before what is in it: quoted if need be, and with a dot.
    qualifier: Option<String>,
}

pub(crate) async fn inspect(connection: &mut Connection, scope: &Scope) -> Result<Realm> {
    let asking = "asking for the current schema";
    let mut answers = Vec::new();
    let sql = format!("{SESSION}, {};\n{}", used::expression(), namespaces::query());
    let asked = connection.query_each(&sql, &mut |rows| answers.push(rows)).await;
    asked.map_err(|source| Error::sql(asking, source))?;
    let mut answers = answers.into_iter();
    let session = answers.next().unwrap_or_default();
    let mut session = session.into_iter().next().unwrap_or_default().fields(asking);
    let (connected, found) = (session.maybe(), session.maybe().unwrap_or_default());
    let (path, quoted) = (session.maybe().unwrap_or_default(), session.maybe());
    let used = Used::read(&mut session)?;
    let names = scope.names(connected.as_deref());
    // Texts of the server leave out the schemas of the search path. What they leave out must not depend on the
    // session: the schema of the connection where it goes without a name, else the one that every database has.
    let bare = match (names.unnamed(), quoted) {
        (Some(_), Some(quoted)) => quoted,
        _ => "public".to_owned(),
    };
    let moved = (found != format!("{{{bare}}}")).then_some((bare.as_str(), path.as_str()));
    let version = connection.flavor().version;
    let qualifier = names.unnamed().is_some().then(|| format!("{bare}."));
    let mut catalog = Catalog::new(names, connection.dialect(), qualifier);
    let homes = catalog.namespaces(answers.next().unwrap_or_default())?;
    let queries = Queries::new(version, &catalog.names, homes);
    ask(connection, Question::first(&queries, &used), moved, &mut catalog).await?;
    ask(connection, catalog.raised().questions(), moved, &mut catalog).await?;
    catalog.finish();
    catalog.dialect.tidy(&mut catalog.realm);
    Ok(catalog.realm)
}

/// The current schema, those of the search path that are there, the search path as it was set, the current schema
/// as it stands in texts.
const SESSION: &str = "SELECT current_schema(), current_schemas(false), current_setting('search_path'), \
     quote_ident(current_schema())";

/// What is asked of the catalog, and what becomes of the answer.
struct Question {
    doing: &'static str,
    sql: String,
    take: fn(&mut Catalog, Vec<Row>) -> Result<()>,
}

impl Question {
    fn new(doing: &'static str, sql: String, take: fn(&mut Catalog, Vec<Row>) -> Result<()>) -> Self {
        Self { doing, sql, take }
    }

    /// Sets the search path.
    fn path(path: &str) -> Self {
        let sql = format!("SELECT pg_catalog.set_config('search_path', {}, false)", literal(path));
        Self::new("setting the search path", sql, |_, _| Ok(()))
    }

    /// Those whose answers need no others first, in the order in which these build on each other.
    fn first(queries: &Queries, used: &Used) -> Vec<Self> {
        let mut all = vec![
            Self::new("reading the comments", queries.comments(), Catalog::comments),
            Self::new("reading the inheritance of tables", queries.parents(), Catalog::parents),
            Self::new("reading the tables", queries.tables(), Catalog::tables),
            Self::new("reading the expressions of columns", queries.expressions(), Catalog::expressions),
            Self::new("reading the columns", queries.columns(), Catalog::columns),
            Self::new("reading the sequences", queries.sequences(), Catalog::sequences),
            Self::new("reading the constraints", queries.constraints(), Catalog::constraints),
            Self::new("reading the operator classes", queries.operator_classes(), Catalog::operator_classes),
            Self::new("reading the indexes", queries.indexes(), Catalog::indexes),
        ];
        if let Some(sql) = queries.not_nulls() {
            all.push(Self::new("reading what may not be NULL", sql, Catalog::not_nulls));
        }
        if used.has(ENUMS) {
            all.push(Self::new("reading the enum types", queries.enums(), Catalog::enums));
        }
        if used.has(TOAST_OPTIONS) {
            let sql = queries.toast_options();
            all.push(Self::new("reading the options of TOAST tables", sql, Catalog::toast_options));
        }
        if used.has(VIEWS) {
            let sql = queries.view_dependencies();
            all.push(Self::new("reading what views read", sql, Catalog::view_dependencies));
            all.push(Self::new("reading the views", queries.views(), Catalog::views));
        }
        if let Some(objects) = queries.objects(used) {
            all.push(Self::new("reading the other objects", objects, Catalog::objects));
        }
        all
    }
}

/// Asks all `questions` at once: on a network, the way there and back is what a question costs. `moved` is the search
/// path that they are to be asked under, and the one that is to be set again.
async fn ask(
    connection: &mut Connection,
    mut questions: Vec<Question>,
    moved: Option<(&str, &str)>,
    catalog: &mut Catalog,
) -> Result<()> {
    if questions.is_empty() {
        return Ok(());
    }
    if let Some((during, after)) = moved {
        questions.insert(0, Question::path(during));
        questions.push(Question::path(after));
    }
    let sql: Vec<&str> = questions.iter().map(|question| question.sql.as_str()).collect();
    let sql = sql.join(";\n");
    let mut answered = questions.iter();
    let mut taken = Ok(());
    let mut take = |rows| {
        if let Some(question) = answered.next()
            && taken.is_ok()
        {
            taken = (question.take)(catalog, rows);
        }
    };
    let asked = connection.query_each(&sql, &mut take).await;
    let unanswered = answered.next().map_or("reading the catalog", |question| question.doing);
    asked.map_err(|source| Error::sql(unanswered, source))?;
    taken
}

impl Catalog {
    fn new(names: Names, dialect: Box<dyn Dialect>, qualifier: Option<String>) -> Self {
        Self {
            names,
            dialect,
            realm: Realm::default(),
            homes: BTreeMap::new(),
            tables: BTreeMap::new(),
            views: BTreeMap::new(),
            comments: Comments::default(),
            parents: BTreeMap::new(),
            bounds: BTreeMap::new(),
            attributes: BTreeMap::new(),
            expressions: BTreeMap::new(),
            own_columns: Vec::new(),
            types: BTreeMap::new(),
            parsed_types: BTreeMap::new(),
            keys: Vec::new(),
            relations: BTreeMap::new(),
            reads: BTreeMap::new(),
            served: BTreeMap::new(),
            indexes: Vec::new(),
            oddities: Oddities::default(),
            qualifier,
        }
    }

    /// What is still to be asked for, once the first answers are in.
    fn raised(&self) -> Raised {
        let children = self.parents.iter().filter(|(child, _)| self.tables.contains_key(child));
        let parents = children.flat_map(|(_, parents)| parents).copied();
        let targets = self.keys.iter().map(|key| key.target);
        Raised {
            types: self.own_columns.iter().map(|column| column.ty).collect(),
            relations: parents.chain(targets).filter(|oid| !self.tables.contains_key(oid)).collect(),
            indexes: self.odd_indexes().collect(),
        }
    }

    /// Puts together what had to wait for the last answers.
    fn finish(&mut self) {
        self.place_types();
        self.place_parents();
        self.place_keys();
        self.place_indexes();
    }

    /// The schema that the server calls `name`.
    fn schema(&mut self, name: String) -> Option<&mut Schema> {
        let name = self.names.in_realm(name);
        self.realm.schema_mut(&name)
    }

    /// The table with this oid, if it is one of ours.
    fn table(&mut self, oid: i64) -> Option<&mut Table> {
        let (schema, table) = *self.tables.get(&oid)?;
        self.realm.schemas.get_mut(schema)?.tables.get_mut(table)
    }

    /// The table that the server calls `name` in the schema `schema`.
    fn table_ref(&self, schema: String, name: String) -> TableRef {
        TableRef::new(self.names.in_realm(schema), name)
    }

    fn enums(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the enum types");
            let (schema, name, values) = (row.text()?, row.text()?, strings(&mut row)?);
            let ty = EnumType { name, values, comment: row.maybe(), ..EnumType::default() };
            if let Some(schema) = self.schema(schema) {
                schema.enums.push(ty);
            }
        }
        Ok(())
    }
}

/// The next value, a JSON array of strings; NULL is an empty one.
fn strings(row: &mut Fields<'_>) -> Result<Vec<String>> {
    match row.maybe() {
        Some(text) => ent_schema::wire::from_text(&text).map_err(|_| row.wrong("a list of texts")),
        None => Ok(Vec::new()),
    }
}

/// The next value, storage parameters such as `["fillfactor=70"]`.
fn parameters(row: &mut Fields<'_>) -> Result<Vec<(String, String)>> {
    let pairs = strings(row)?;
    Ok(pairs
        .iter()
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect())
}

/// The next value, an array or vector of numbers such as `{1,2}` or `1 2`; NULL is an empty one.
fn numbers(row: &mut Fields<'_>) -> Result<Vec<i64>> {
    let numbers: Result<_, ParseIntError> = row.each(|text| {
        let list = text.trim_matches(['{', '}']);
        list.split([',', ' ']).filter(|number| !number.is_empty()).map(str::parse).collect()
    });
    numbers.map_err(|_| row.wrong("a list of numbers"))
}
