use super::pattern::split;
use crate::model::{Column, EnumType, Expr, Origin, Realm, Schema, Table};

/// What somebody says about a change that two states alone do not tell.
///
/// Paths are those of [`RenameQuestion`](super::RenameQuestion): `users`, `users.name`, `mood.sad`, or for a value of a
/// column `users.mood.sad`; each with its schema before it where several are looked at. A part with a dot stands in
/// double quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A table, a column, an enum type or a value has another name; or another value takes the place of one that goes.
    Renamed {
        /// The path in the previous state.
        previous: String,
        /// The path in the next state, or the last part of it.
        next: String,
    },
    /// It goes with its data; of a value, no row has it.
    Dropped(String),
    /// What rows that are there get in a column of the next state.
    Filled {
        /// The column.
        column: String,
        /// An SQL expression.
        sql: String,
    },
}

/// Error in an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// No path.
    #[error("`{0}` is not the path of a table, column, enum type or value")]
    Syntax(String),
    /// Nothing is called so.
    #[error("nothing in the {state} state is called `{path}`; expected {kind}")]
    Missing {
        /// The path.
        path: String,
        /// Which state: `previous` or `next`.
        state: &'static str,
        /// What was looked for.
        kind: &'static str,
    },
    /// Several things are called so.
    #[error("`{0}` is in several schemas: put the schema before it")]
    Ambiguous(String),
}

impl Answer {
    /// Writes what is said into the next state, where the diff looks for it.
    ///
    /// # Errors
    /// When the states have no such thing.
    pub fn apply(&self, previous: &Realm, next: &mut Realm) -> Result<(), AnswerError> {
        match self {
            Self::Renamed { previous: path, next: name } => {
                let subject = Subject::find_before(previous, next, path)?;
                let names = parts(name)?;
                let missing =
                    || AnswerError::Missing { path: name.clone(), state: "next", kind: subject.kind() };
                subject.rename(next, &names).ok_or_else(missing)
            }
            Self::Dropped(path) => {
                let subject = Subject::find_before(previous, next, path)?;
                let missing =
                    || AnswerError::Missing { path: path.clone(), state: "next", kind: "what it is part of" };
                subject.drop(next).ok_or_else(missing)
            }
            Self::Filled { column, sql } => {
                let kind = "a column";
                let missing = || AnswerError::Missing { path: column.clone(), state: "next", kind };
                let Subject { schema, place: Place::Column(table, name) } =
                    Subject::find(next, column, "next")?
                else {
                    return Err(missing());
                };
                let found = next.schema_mut(&schema).and_then(|schema| schema.table_mut(&table));
                let found = found.and_then(|table| table.column_mut(&name)).ok_or_else(missing)?;
                found.origin.backfill = Some(sql.clone());
                Ok(())
            }
        }
    }
}

/// What a path leads to.
#[derive(Debug)]
struct Subject {
    schema: String,
    place: Place,
}

/// Where something is in its schema, by the names on the way.
#[derive(Debug)]
enum Place {
    Table(String),
    Column(String, String),
    Enum(String),
    EnumValue(String, String),
    ColumnValue(String, String, String),
}

impl Subject {
    fn find(realm: &Realm, path: &str, state: &'static str) -> Result<Self, AnswerError> {
        Self::find_parts(realm, &parts(path)?, path, state)
    }

    fn find_parts(
        realm: &Realm,
        parts: &[String],
        path: &str,
        state: &'static str,
    ) -> Result<Self, AnswerError> {
        let mut found = realm.schemas.iter().flat_map(|schema| {
            let qualified = match parts.split_first() {
                Some((first, rest)) if *first == schema.name => Place::find(schema, rest),
                _ => None,
            };
            let places = [qualified, Place::find(schema, parts)].into_iter().flatten();
            places.map(|place| Self { schema: schema.name.clone(), place })
        });
        let kind = "a table, a column, an enum type or a value";
        let missing = || AnswerError::Missing { path: path.to_owned(), state, kind };
        let first = found.next().ok_or_else(missing)?;
        match found.next() {
            None => Ok(first),
            Some(_) => Err(AnswerError::Ambiguous(path.to_owned())),
        }
    }

    /// What a path leads to in the previous state. The table or enum type on the way may have its next name: that is
    /// what a question calls it.
    fn find_before(previous: &Realm, next: &Realm, path: &str) -> Result<Self, AnswerError> {
        let error = match Self::find(previous, path, "previous") {
            Err(error @ AnswerError::Missing { .. }) => error,
            found => return found,
        };
        let parts = parts(path)?;
        let renamed = next.schemas.iter().flat_map(|schema| {
            let tables = schema.tables.iter().map(|table| (&table.name, &table.origin));
            let parents = tables.chain(schema.enums.iter().map(|ty| (&ty.name, &ty.origin)));
            parents.filter_map(|(name, origin)| Some((name, origin.renamed_from.as_ref()?)))
        });
        for (name, former) in renamed {
            let Some(at) = parts.iter().position(|part| part == name) else { continue };
            let mut parts = parts.clone();
            parts[at].clone_from(former);
            if let Ok(found) = Self::find_parts(previous, &parts, path, "previous") {
                return Ok(found);
            }
        }
        Err(error)
    }

    fn kind(&self) -> &'static str {
        match self.place {
            Place::Table(_) => "a table",
            Place::Column(..) => "a column of that table",
            Place::Enum(_) => "an enum type",
            Place::EnumValue(..) => "a value of that enum type",
            Place::ColumnValue(..) => "a value of that column",
        }
    }

    /// Says in `next` that this is called `names` there.
    fn rename(&self, next: &mut Realm, names: &[String]) -> Option<()> {
        let schema = next.schema_mut(&self.schema)?;
        let name = names.last()?;
        let parent = names.iter().rev().nth(1).map(String::as_str);
        match &self.place {
            Place::Table(previous) => {
                schema.table_mut(name)?.origin.renamed_from = Some(previous.clone());
            }
            Place::Column(table, previous) => {
                let column = table_of(schema, table, parent)?.column_mut(name)?;
                column.origin.renamed_from = Some(previous.clone());
            }
            Place::Enum(previous) => {
                schema.enums.iter_mut().find(|ty| ty.name == *name)?.origin.renamed_from =
                    Some(previous.clone());
            }
            Place::EnumValue(ty, previous) => {
                let ty = enum_of(schema, ty, parent).filter(|ty| ty.values.contains(name))?;
                ty.origin.renamed_values.push((previous.clone(), name.clone()));
            }
            Place::ColumnValue(table, column, previous) => {
                let grandparent = names.iter().rev().nth(2).map(String::as_str);
                let table = table_of(schema, table, grandparent)?;
                let column =
                    table.column_mut(parent.unwrap_or(column)).filter(|next| has_value(next, name))?;
                column.origin.renamed_values.push((previous.clone(), name.clone()));
            }
        }
        Some(())
    }

    /// Says in `next` that this goes.
    fn drop(&self, next: &mut Realm) -> Option<()> {
        let schema = next.schema_mut(&self.schema)?;
        match &self.place {
            Place::Table(name) | Place::Enum(name) => schema.origin.drops.push(name.clone()),
            Place::Column(table, name) => table_of(schema, table, None)?.origin.drops.push(name.clone()),
            Place::EnumValue(ty, value) => enum_of(schema, ty, None)?.origin.drops.push(value.clone()),
            Place::ColumnValue(table, column, value) => {
                table_of(schema, table, None)?.column_mut(column)?.origin.drops.push(value.clone());
            }
        }
        Some(())
    }
}

impl Place {
    fn find(schema: &Schema, parts: &[String]) -> Option<Self> {
        match parts {
            [name] if schema.table(name).is_some() => Some(Self::Table(name.clone())),
            [name] => schema.enum_type(name).map(|_| Self::Enum(name.clone())),
            [parent, name] => {
                let column = schema.table(parent).and_then(|table| table.column(name));
                let ty = schema.enum_type(parent).filter(|ty| ty.values.contains(name));
                column
                    .map(|_| Self::Column(parent.clone(), name.clone()))
                    .or_else(|| ty.map(|_| Self::EnumValue(parent.clone(), name.clone())))
            }
            [table, column, value] => {
                let found = schema.table(table).and_then(|table| table.column(column));
                found
                    .filter(|column| has_value(column, value))
                    .map(|_| Self::ColumnValue(table.clone(), column.clone(), value.clone()))
            }
            _ => None,
        }
    }
}

fn parts(path: &str) -> Result<Vec<String>, AnswerError> {
    split(path).map_err(|_| AnswerError::Syntax(path.to_owned()))
}

/// The table of the next state that is called `next`, or else as before or was renamed.
fn table_of<'a>(schema: &'a mut Schema, previous: &str, next: Option<&str>) -> Option<&'a mut Table> {
    called(&mut schema.tables, |table| (&table.name, &table.origin), previous, next)
}

/// The same for an enum type.
fn enum_of<'a>(schema: &'a mut Schema, previous: &str, next: Option<&str>) -> Option<&'a mut EnumType> {
    called(&mut schema.enums, |ty| (&ty.name, &ty.origin), previous, next)
}

/// What of the next state is called `next`, or else was called `previous`, or still is.
fn called<'a, T>(
    items: &'a mut [T],
    told: impl Fn(&T) -> (&String, &Origin),
    previous: &str,
    next: Option<&str>,
) -> Option<&'a mut T> {
    let position = |is: &dyn Fn(&String, &Origin) -> bool| {
        items.iter().position(|item| {
            let (name, origin) = told(item);
            is(name, origin)
        })
    };
    let at = match next {
        Some(next) => position(&|name, _| name == next),
        None => position(&|_, origin| origin.renamed_from.as_deref() == Some(previous))
            .or_else(|| position(&|name, _| name == previous)),
    };
    items.get_mut(at?)
}

/// Whether the type of a column lists a value (MySQL's `enum` and `set`).
fn has_value(column: &Column, value: &str) -> bool {
    let text = Expr::string(value);
    column.ty.args.iter().any(|arg| arg == text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DataType;

    fn realm(schema: &str, table: &str, column: &str, values: &[&str]) -> Realm {
        let values: Vec<String> = values.iter().map(|&value| value.to_owned()).collect();
        let mut made = Table::new(table);
        let mut ty = DataType::new("enum");
        ty.args = values.iter().map(|value| Expr::string(value).as_str().to_owned()).collect();
        made.columns.push(Column { name: column.to_owned(), ty, ..Column::default() });
        let mut schema = Schema::new(schema);
        schema.tables.push(made);
        schema.enums.push(EnumType { name: "mood".to_owned(), values, ..EnumType::default() });
        Realm { schemas: vec![schema], ..Realm::default() }
    }

    fn renamed(previous: &str, next: &str) -> Answer {
        Answer::Renamed { previous: previous.to_owned(), next: next.to_owned() }
    }

    /// What the next state says after the answers.
    fn said(answers: &[Answer]) -> Result<String, AnswerError> {
        let mut next = realm("app", "people", "full.name", &["a", "bb"]);
        for answer in answers {
            answer.apply(&realm("app", "users", "name", &["a", "b"]), &mut next)?;
        }
        let schema = &next.schemas[0];
        let (table, ty) = (&schema.tables[0], &schema.enums[0]);
        let column = &table.columns[0];
        let mut words: Vec<String> = Vec::new();
        for (what, origin) in [
            ("schema", &schema.origin),
            ("table", &table.origin),
            ("column", &column.origin),
            ("enum", &ty.origin),
        ] {
            words.extend(origin.renamed_from.iter().map(|name| format!("{what} was {name}")));
            words.extend(origin.drops.iter().map(|name| format!("{what} drops {name}")));
            words.extend(origin.backfill.iter().map(|sql| format!("{what} gets {sql}")));
            words.extend(origin.renamed_values.iter().map(|(from, to)| format!("{what} {from}>{to}")));
        }
        Ok(words.join(", "))
    }

    #[test]
    fn answers_are_written_where_the_diff_looks() {
        let table = renamed("users", "people");
        let column = renamed("app.users.name", "\"full.name\"");
        let filled = |column: &str| Answer::Filled { column: column.to_owned(), sql: "1".to_owned() };
        for (answers, expected) in [
            (vec![table.clone()], "table was users"),
            (vec![renamed("app.users", "app.people")], "table was users"),
            (vec![table.clone(), column.clone()], "table was users, column was name"),
            (vec![renamed("users.name", "people.\"full.name\"")], "column was name"),
            (
                vec![table.clone(), column, renamed("users.name.b", "people.\"full.name\".bb")],
                "table was users, column was name, column b>bb",
            ),
            (
                vec![table.clone(), renamed("people.name", "\"full.name\"")],
                "table was users, column was name",
            ),
            (vec![renamed("mood.b", "a")], "enum b>a"),
            (vec![renamed("app.mood.b", "app.mood.bb")], "enum b>bb"),
            (vec![Answer::Dropped("mood.b".to_owned())], "enum drops b"),
            (vec![Answer::Dropped("users".to_owned())], "schema drops users"),
            (vec![table, Answer::Dropped("users.name".to_owned())], "table was users, table drops name"),
            (vec![filled("people.\"full.name\"")], "column gets 1"),
        ] {
            assert_eq!(said(&answers).as_deref(), Ok(expected), "{answers:?}");
        }
        for (answer, message) in [
            (
                renamed("users.nick", "x"),
                "nothing in the previous state is called `users.nick`; expected a table, a column, an enum type or a value",
            ),
            (renamed("users", "x"), "nothing in the next state is called `x`; expected a table"),
            (
                renamed("mood.b", "x"),
                "nothing in the next state is called `x`; expected a value of that enum type",
            ),
            (renamed("\"", "x"), "`\"` is not the path of a table, column, enum type or value"),
            (filled("people"), "nothing in the next state is called `people`; expected a column"),
            (
                Answer::Dropped("users.name".to_owned()),
                "nothing in the next state is called `users.name`; expected what it is part of",
            ),
        ] {
            assert_eq!(said(std::slice::from_ref(&answer)).expect_err("an error").to_string(), message);
        }
        let mut both = realm("app", "users", "name", &["a"]);
        both.schemas.push(Schema { name: "other".to_owned(), ..both.schemas[0].clone() });
        let error = renamed("users", "users").apply(&both, &mut both.clone()).expect_err("two tables");
        assert_eq!(error.to_string(), "`users` is in several schemas: put the schema before it");
    }
}
