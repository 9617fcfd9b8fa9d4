//! The attributes of composite types: one statement makes a type, however it came to be what it is.

use super::{names, renames};
use crate::dialect::{Postgres, Types};
use crate::model::{Collation, Column, Object, TableRef};
use crate::replay::{ColumnChange, ColumnDef, Problem, Reader, State, TableAction};
use crate::sql::Syntax;

/// A composite type, read from the statement that makes it.
pub(super) struct Composite {
    /// The statement up to the list.
    head: String,
    pub(super) attributes: Vec<Attribute>,
}

/// An attribute as it is written.
pub(super) struct Attribute {
    pub(super) name: String,
    written: String,
    pub(super) ty: String,
    pub(super) collation: Option<String>,
}

impl Composite {
    pub(super) fn read(text: &str) -> Result<Self, Problem> {
        let mut reader = Reader::new(text, Syntax::postgres(), names::fold);
        reader.expect("CREATE TYPE")?;
        reader.name()?;
        reader.expect("AS")?;
        let head = reader.slice_from(0).to_owned();
        let attributes = reader.list(Attribute::read)?;
        reader.expect_done()?;
        Ok(Self { head, attributes })
    }

    /// The statement that makes it.
    pub(super) fn text(&self) -> String {
        let attribute = |attribute: &Attribute| {
            let collation = attribute.collation.as_ref().map(|name| format!(" COLLATE {name}"));
            format!("{} {}{}", attribute.written, attribute.ty, collation.unwrap_or_default())
        };
        let attributes: Vec<String> = self.attributes.iter().map(attribute).collect();
        format!("{} ({})", self.head, attributes.join(", "))
    }

    /// Carries out what follows the name in an ALTER TYPE; returned are the previous and next names of attributes.
    pub(super) fn alter(&mut self, clause: &str) -> Result<Vec<(String, String)>, Problem> {
        let mut reader = Reader::new(clause, Syntax::postgres(), names::fold);
        let renames = reader.comma_list(|reader| self.action(reader))?;
        reader.expect_done()?;
        Ok(renames.into_iter().flatten().collect())
    }

    fn action(&mut self, reader: &mut Reader<'_>) -> Result<Option<(String, String)>, Problem> {
        let mut renamed = None;
        if reader.eat("ADD ATTRIBUTE") {
            let attribute = Attribute::read(reader)?;
            if self.place(&attribute.name).is_some() {
                return Err(Problem::exists("attribute", attribute.name));
            }
            self.attributes.push(attribute);
        } else if reader.eat("DROP ATTRIBUTE") {
            let if_exists = reader.if_exists();
            let name = reader.ident()?;
            match self.place(&name) {
                Some(at) => {
                    self.attributes.remove(at);
                }
                None if if_exists => {}
                None => return Err(Problem::missing("attribute", name)),
            }
        } else if reader.eat("ALTER ATTRIBUTE") {
            let from = reader.at();
            let name = reader.ident()?;
            let written = reader.slice_from(from).to_owned();
            reader.eat("SET DATA");
            reader.expect("TYPE")?;
            let (ty, collation) = ty(reader)?;
            let changed = Attribute { name: name.clone(), written, ty, collation };
            *self.attribute(&name)? = changed;
        } else {
            reader.expect("RENAME ATTRIBUTE")?;
            let name = reader.ident()?;
            reader.expect("TO")?;
            let from = reader.at();
            let next = reader.ident()?;
            let attribute = self.attribute(&name)?;
            attribute.name.clone_from(&next);
            reader.slice_from(from).clone_into(&mut attribute.written);
            renamed = Some((name, next));
        }
        reader.cascade();
        Ok(renamed)
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.attributes.iter().position(|attribute| attribute.name == name)
    }

    fn attribute(&mut self, name: &str) -> Result<&mut Attribute, Problem> {
        let mut attributes = self.attributes.iter_mut();
        attributes.find(|attribute| attribute.name == name).ok_or_else(|| Problem::missing("attribute", name))
    }
}

/// Carries out an ALTER TYPE, and follows it into what takes attributes by their names.
pub(super) fn alter(
    postgres: &Postgres,
    state: &mut State,
    schema: &str,
    object: &mut Object,
    clause: &str,
) -> Result<(), Problem> {
    let mut composite = Composite::read(&object.text)?;
    let renamed = composite.alter(clause)?;
    object.text = composite.text();
    let ty = TableRef::new(schema, &object.name);
    for (previous, next) in &renamed {
        renames::renamed_attribute(postgres, state, &ty, (previous, next));
    }
    Ok(())
}

/// The names of the attributes of a composite type.
pub(super) fn attribute_names(object: &Object) -> Result<Vec<String>, Problem> {
    let attributes = Composite::read(&object.text)?.attributes.into_iter();
    Ok(attributes.map(|attribute| attribute.name).collect())
}

/// What an ALTER TYPE does to the tables of the type, by the text after the type's name.
pub(super) fn actions(postgres: &Postgres, clause: &str) -> Result<Vec<TableAction>, Problem> {
    let mut reader = Reader::new(clause, Syntax::postgres(), names::fold);
    let actions = reader.comma_list(|reader| {
        let action = if reader.eat("ADD ATTRIBUTE") {
            let column = Attribute::read(reader)?.column(postgres)?;
            let def = Box::new(ColumnDef { column, ..ColumnDef::default() });
            TableAction::AddColumn { def, if_not_exists: false, place: None }
        } else if reader.eat("DROP ATTRIBUTE") {
            let if_exists = reader.if_exists();
            TableAction::DropColumn { name: reader.ident()?, if_exists, cascade: true }
        } else if reader.eat("ALTER ATTRIBUTE") {
            let name = reader.ident()?;
            reader.eat("SET DATA");
            reader.expect("TYPE")?;
            let (ty, collation) = ty(reader)?;
            let typed =
                Attribute { name: name.clone(), written: String::new(), ty, collation }.column(postgres)?;
            let change = ColumnChange::Type(typed.ty, typed.collation);
            TableAction::AlterColumn { name, if_exists: false, change }
        } else {
            reader.expect("RENAME ATTRIBUTE")?;
            let previous = reader.ident()?;
            reader.expect("TO")?;
            TableAction::RenameColumn { previous, next: reader.ident()?, if_exists: false }
        };
        reader.cascade();
        Ok(action)
    })?;
    reader.expect_done()?;
    Ok(actions)
}

impl Attribute {
    /// The column that it gives a table.
    pub(super) fn column(self, postgres: &Postgres) -> Result<Column, Problem> {
        let ty = postgres.parse_type(&self.ty);
        let ty = ty.map_err(|_| Problem::Unknown(format!("the type {}", self.ty)))?;
        let collation = self
            .collation
            .map(|collation| Collation::read(&mut Reader::new(&collation, Syntax::postgres(), names::fold)));
        Ok(Column { name: self.name, ty, null: true, collation: collation.transpose()?, ..Column::default() })
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Problem> {
        let from = reader.at();
        let name = reader.ident()?;
        let written = reader.slice_from(from).to_owned();
        let (ty, collation) = ty(reader)?;
        Ok(Self { name, written, ty, collation })
    }
}

/// A type and its collation, both as they are written.
fn ty(reader: &mut Reader<'_>) -> Result<(String, Option<String>), Problem> {
    let ty = reader.until(&["COLLATE", "CASCADE", "RESTRICT"])?.trim().to_owned();
    if !reader.eat("COLLATE") {
        return Ok((ty, None));
    }
    let from = reader.at();
    reader.name()?;
    Ok((ty, Some(reader.slice_from(from).to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_change() {
        let made = "CREATE TYPE s.\"Pair\" AS (a int, \"B\" varchar(3) COLLATE \"C\", c numeric(5, 2)[])";
        let cases = [
            (
                "ADD ATTRIBUTE d text CASCADE",
                "(a int, \"B\" varchar(3) COLLATE \"C\", c numeric(5, 2)[], d text)",
            ),
            ("DROP ATTRIBUTE IF EXISTS x, DROP ATTRIBUTE \"B\" RESTRICT", "(a int, c numeric(5, 2)[])"),
            (
                "ALTER ATTRIBUTE a SET DATA TYPE text COLLATE \"C\"",
                "(a text COLLATE \"C\", \"B\" varchar(3) COLLATE \"C\", c numeric(5, 2)[])",
            ),
            ("RENAME ATTRIBUTE c TO \"C\"", "(a int, \"B\" varchar(3) COLLATE \"C\", \"C\" numeric(5, 2)[])"),
        ];
        for (clause, expected) in cases {
            let mut composite = Composite::read(made).unwrap();
            composite.alter(clause).unwrap();
            assert_eq!(composite.text(), format!("CREATE TYPE s.\"Pair\" AS {expected}"), "{clause}");
        }
        assert!(Composite::read(made).unwrap().alter("DROP ATTRIBUTE x").is_err());
    }
}
