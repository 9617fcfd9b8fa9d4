use super::{AttributeChange, Change, TableChange, TablePart};
use crate::model::{Object, Schema};

/// What a change is about: an object, or a part of a table. A rename is about both names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// `table`, `column`, `view`, ...
    pub kind: &'static str,
    /// Schema that it is in; empty for that of the connection, and for what is in none.
    pub schema: String,
    /// Its name, or that of its table.
    pub name: String,
    /// Its name in the table, for a part of one.
    pub part: Option<String>,
}

impl Subject {
    /// A whole object.
    pub fn new(kind: &'static str, schema: &str, name: &str) -> Self {
        Self { kind, schema: schema.to_owned(), name: name.to_owned(), part: None }
    }

    /// What a carried object of `schema` is part of: the table or view that it hangs on, or itself.
    pub fn of_object(schema: &Schema, object: &Object) -> Self {
        let own = || Self::new(object.kind.selector(), &schema.name, &object.name);
        let on = |kind, name: &str| Self::new(kind, &schema.name, name);
        match object.table.as_deref() {
            Some(name) if schema.table(name).is_some() => on("table", name),
            Some(name) if schema.views.iter().any(|view| view.name == name) => on("view", name),
            _ => own(),
        }
    }
}

impl Change {
    /// What the change is about, in its schema and in its tables.
    pub fn subjects(&self) -> Vec<Subject> {
        let of = |kind, schema: &str, names: &[&String]| {
            names.iter().map(|name| Subject::new(kind, schema, name)).collect()
        };
        match self {
            Self::AddSchema(schema) | Self::DropSchema(schema) => of("schema", "", &[&schema.name]),
            Self::ModifySchema(pair) => of("schema", "", &[&pair.next.name]),
            Self::AddEnum { schema, ty } | Self::DropEnum { schema, ty } => of("enum", schema, &[&ty.name]),
            Self::RenameEnum { schema, names } => of("enum", schema, &[&names.previous, &names.next]),
            Self::ModifyEnum { schema, ty, .. } => of("enum", schema, &[&ty.next.name]),
            Self::AddSequence { schema, sequence } | Self::DropSequence { schema, sequence } => {
                of("sequence", schema, &[&sequence.name])
            }
            Self::ModifySequence { schema, sequence } => of("sequence", schema, &[&sequence.next.name]),
            Self::AddTable { schema, table } | Self::DropTable { schema, table } => {
                of("table", schema, &[&table.name])
            }
            Self::RenameTable { schema, names } => of("table", schema, &[&names.previous, &names.next]),
            Self::ModifyTable(modify) => {
                let parts = modify.changes.iter().flat_map(TableChange::parts);
                let subject = |(kind, part)| Subject {
                    kind,
                    schema: modify.schema.clone(),
                    name: modify.table.next.name.clone(),
                    part: Some(part),
                };
                parts.map(subject).collect()
            }
            Self::AddView { schema, view } | Self::DropView { schema, view } => {
                of("view", schema, &[&view.name])
            }
            Self::ModifyView { schema, view } => of("view", schema, &[&view.next.name]),
            Self::AddObject { schema, object } | Self::DropObject { schema, object } => {
                of(object.kind.selector(), schema, &[&object.name])
            }
            Self::ModifyObject { schema, object } => {
                of(object.next.kind.selector(), schema, &[&object.next.name])
            }
        }
    }
}

impl TableChange {
    /// Kinds and names of the parts that the change is about.
    fn parts(&self) -> Vec<(&'static str, String)> {
        let one = |kind, name: &str| vec![(kind, name.to_owned())];
        let two =
            |kind, previous: &str, next: &str| vec![(kind, previous.to_owned()), (kind, next.to_owned())];
        match self {
            Self::Attribute(AttributeChange::Comment(_)) => one("comment", ""),
            Self::Attribute(AttributeChange::Options(_)) => one("options", ""),
            Self::Attribute(AttributeChange::PartComment(TablePart::Constraint(name), _)) => {
                one("constraint", name)
            }
            Self::Attribute(AttributeChange::PartComment(..)) => one("primary key", ""),
            Self::RenameColumn(pair) => two("column", &pair.previous.name, &pair.next.name),
            Self::AddColumn(column) | Self::DropColumn(column) => one("column", &column.name),
            Self::ModifyColumn(pair) => one("column", &pair.next.name),
            Self::RenameValue { column, .. } => one("column", column),
            Self::AddPrimaryKey(_) | Self::DropPrimaryKey(_) | Self::ModifyPrimaryKey(_) => {
                one("primary key", "")
            }
            Self::RenameIndex(pair) => two("index", &pair.previous.name, &pair.next.name),
            Self::AddIndex(index) | Self::DropIndex(index) => one("index", &index.name),
            Self::ModifyIndex(pair) => one("index", &pair.next.name),
            Self::RenameForeignKey(pair) => two("foreign key", &pair.previous.name, &pair.next.name),
            Self::AddForeignKey(key) | Self::DropForeignKey(key) => one("foreign key", &key.name),
            Self::ModifyForeignKey(pair) => one("foreign key", &pair.next.name),
            Self::AddCheck(check) | Self::DropCheck(check) => one("check", &check.name),
            Self::ModifyCheck(pair) => one("check", &pair.next.name),
        }
    }
}
