//! PostgreSQL: `pg_catalog`, read by a fixed number of queries and put together here.

use std::collections::{BTreeMap, BTreeSet};
use std::num::ParseIntError;

use ent_engine::dialect::Dialect;
use ent_engine::model::{DataType, EnumType, Expr, Index, Partition, Realm, Schema, Table, TableRef, View};

use super::Scope;
use super::scope::Names;
use crate::connection::row::{Fields, Row};
use crate::{Connection, Error, Result};

mod carried;
mod columns;
mod constraints;
mod indexes;
mod queries;
mod sequences;

use carried::VIEWS;
use columns::OwnType;
use constraints::Served;
use indexes::Oddities;
use queries::Queries;
pub(crate) use queries::{literal, not_of_extension};

/// What is known while the answers come in.
struct Catalog {
    names: Names,
    dialect: Box<dyn Dialect>,
    realm: Realm,
    /// Where a table of ours stands, by its oid.
    tables: BTreeMap<i64, (usize, usize)>,
    /// Names of columns, by the oid of the table and their number.
    attributes: BTreeMap<(i64, i64), String>,
    /// Types of columns that the system doesn't bring, by oid.
    types: BTreeMap<i64, OwnType>,
    /// Types of the system as they are read, by their texts.
    parsed_types: BTreeMap<String, DataType>,
    /// Indexes of materialized views, by the schema, as the server calls it, and the name of the view.
    view_indexes: BTreeMap<(String, String), Vec<Index>>,
    /// The tables that views read, by the oid of the view.
    reads: BTreeMap<i64, Vec<TableRef>>,
    /// Constraints that indexes serve, by the oid of the index.
    served: BTreeMap<i64, Served>,
    oddities: Oddities,
    /// The schema without a name as it stands before what is in it: quoted if need be, and with a dot.
    qualifier: Option<String>,
}

pub(crate) async fn inspect(connection: &mut Connection, scope: &Scope) -> Result<Realm> {
    let asking = "asking for the current schema";
    let rows = connection.rows(asking, &format!("{SESSION}, {}", carried::used_catalogs())).await?;
    let mut session = rows.into_iter().next().unwrap_or_default().fields(asking);
    let (connected, found) = (session.maybe(), session.maybe().unwrap_or_default());
    let (path, quoted) = (session.maybe().unwrap_or_default(), session.maybe());
    let used = strings(&mut session)?.into_iter().collect();
    let names = scope.names(connected.as_deref());
    // Texts of the server leave out the schemas of the search path. What they leave out must not depend on the
    // session: the schema of the connection where it goes without a name, else the one that every database has.
    let bare = match (names.unnamed(), quoted) {
        (Some(_), Some(quoted)) => quoted,
        _ => "public".to_owned(),
    };
    let moved = (found != format!("{{{bare}}}")).then_some((bare.as_str(), path.as_str()));
    let version = connection.flavor().version;
    let questions = Question::all(&Queries::new(version, &names), &used, moved);
    let qualifier = names.unnamed().is_some().then(|| format!("{bare}."));
    let mut catalog = Catalog::new(names, connection.dialect(), qualifier);
    ask(connection, &questions, &mut catalog).await?;
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
    /// All of them, in the order in which their answers build on each other. `moved` is the search path that they are
    /// to be asked under, and the one that is to be set again.
    fn all(queries: &Queries, used: &BTreeSet<String>, moved: Option<(&str, &str)>) -> Vec<Self> {
        let of = |doing, sql, take| Self { doing, sql, take };
        let path = |path| {
            let sql = format!("SELECT pg_catalog.set_config('search_path', {}, false)", literal(path));
            of("setting the search path", sql, |_, _| Ok(()))
        };
        let mut all = vec![
            of("reading the schemas", queries.schemas(), Catalog::schemas),
            of("reading the enum types", queries.enums(), Catalog::enums),
            of("reading the tables", queries.tables(), Catalog::tables),
            of("reading the inheritance of tables", queries.inheritance(), Catalog::inheritance),
            of("reading the types of columns", queries.types(), Catalog::types),
            of("reading the columns", queries.columns(), Catalog::columns),
            of("reading the sequences", queries.sequences(), Catalog::sequences),
            of("reading the constraints", queries.constraints(), Catalog::constraints),
            of("reading the operator classes", queries.operator_classes(), Catalog::operator_classes),
            of("reading the parts of indexes", queries.index_parts(), Catalog::index_parts),
            of(
                "reading the operator classes of parts of indexes",
                queries.classes_of_others(),
                Catalog::classes_of_others,
            ),
            of("reading the indexes", queries.indexes(), Catalog::indexes),
        ];
        if used.contains(VIEWS) {
            all.push(of("reading what views read", queries.view_dependencies(), Catalog::view_dependencies));
            all.push(of("reading the views", queries.views(), Catalog::views));
        }
        all.push(of("reading the other objects", queries.objects(used), Catalog::objects));
        if let Some((during, after)) = moved {
            all.insert(0, path(during));
            all.push(path(after));
        }
        all
    }
}

/// Asks all `questions` at once: on a network, the way there and back is what a question costs.
async fn ask(connection: &mut Connection, questions: &[Question], catalog: &mut Catalog) -> Result<()> {
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
            tables: BTreeMap::new(),
            attributes: BTreeMap::new(),
            types: BTreeMap::new(),
            parsed_types: BTreeMap::new(),
            view_indexes: BTreeMap::new(),
            reads: BTreeMap::new(),
            served: BTreeMap::new(),
            oddities: Oddities::default(),
            qualifier,
        }
    }

    fn schemas(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the schemas");
            let mut schema = Schema::new(self.names.in_realm(row.text()?));
            // Every database comes with this one.
            schema.comment = row.maybe().filter(|text| text != "standard public schema");
            self.realm.schemas.push(schema);
        }
        Ok(())
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

    fn tables(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the tables");
            let (oid, schema) = (row.int()?, self.names.in_realm(row.text()?));
            let mut table = Table::new(row.text()?);
            table.options.unlogged = row.flag();
            table.options.parameters = parameters(&mut row)?;
            let toast =
                parameters(&mut row)?.into_iter().map(|(name, value)| (format!("toast.{name}"), value));
            table.options.parameters.extend(toast);
            table.comment = row.maybe();
            table.options.partition_by = row.maybe();
            table.options.row_security = row.flag();
            table.options.force_row_security = row.flag();
            let parent = row.maybe().zip(row.maybe());
            let parent = parent.map(|(schema, name)| TableRef::new(self.names.in_realm(schema), name));
            table.options.partition_of =
                parent.zip(row.maybe()).map(|(parent, bound)| Partition { parent, bound });
            let Some(at) = self.realm.schemas.iter().position(|known| known.name == schema) else { continue };
            let tables = &mut self.realm.schemas[at].tables;
            self.tables.insert(oid, (at, tables.len()));
            tables.push(table);
        }
        Ok(())
    }

    fn inheritance(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the inheritance of tables");
            let (oid, schema) = (row.int()?, row.text()?);
            let parent = TableRef::new(self.names.in_realm(schema), row.text()?);
            if let Some(table) = self.table(oid) {
                table.options.inherits.push(parent);
            }
        }
        Ok(())
    }

    fn view_dependencies(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading what views read");
            let (view, schema, name) = (row.int()?, row.text()?, row.text()?);
            self.reads.entry(view).or_default().push(TableRef::new(self.names.in_realm(schema), name));
        }
        Ok(())
    }

    fn views(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the views");
            let (oid, schema, name, materialized) = (row.int()?, row.text()?, row.text()?, row.flag());
            let (query, options) = (row.text()?, parameters(&mut row)?);
            let indexes = self.view_indexes.remove(&(schema.clone(), name.clone())).unwrap_or_default();
            let view = View {
                name,
                options,
                indexes,
                materialized,
                definition: Expr::new(query.trim().trim_end_matches(';')),
                depends_on: self.reads.remove(&oid).unwrap_or_default(),
                comment: row.maybe(),
                ..View::default()
            };
            if let Some(schema) = self.schema(schema) {
                schema.views.push(view);
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
