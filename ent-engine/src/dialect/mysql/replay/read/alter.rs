//! ALTER.

use super::super::programs;
use super::{column, create, object, options};
use crate::dialect::Mysql;
use crate::replay::{
    AlterTable, ColumnChange, CreateSchema, Ddl, DropKind, DropObject, Name, Problem, Reader, TableAction,
    TableOption,
};

pub(super) fn alter(mysql: &Mysql, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    let text = reader.slice(0, reader.tokens().len()).to_owned();
    reader.bump();
    if reader.eat("DATABASE") || reader.eat("SCHEMA") {
        let unnamed = reader.is_any(&["DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "COMMENT"]);
        let name = if unnamed { None } else { Some(reader.ident()?) };
        let create = super::schema(reader, CreateSchema { name, ..CreateSchema::default() })?;
        return Ok(vec![Ddl::AlterSchema(create)]);
    }
    let _ = reader.eat("ONLINE") || reader.eat("OFFLINE");
    reader.eat("IGNORE");
    if reader.eat("TABLE") {
        return Ok(table(mysql, reader)?.map(Ddl::AlterTable).into_iter().collect());
    }
    if reader.eat("SEQUENCE") {
        let if_exists = reader.if_exists();
        let name = reader.name()?;
        return Ok(vec![Ddl::AlterSequence { name, if_exists, changes: object::clauses(reader)? }]);
    }
    while !reader.done()
        && !reader.is_any(&["VIEW", "FUNCTION", "PROCEDURE", "EVENT", "USER", "SERVER", "TABLESPACE"])
    {
        reader.bump();
    }
    if reader.eat("VIEW") {
        let mut view = create::view(reader, true)?;
        if let Ddl::CreateView(view) = &mut view {
            view.keeps_options = true;
        }
        return Ok(vec![view]);
    }
    if let Some(word) = reader.eat_any(&["FUNCTION", "PROCEDURE", "EVENT"]) {
        let if_exists = reader.if_exists();
        let kind = object::kind(word);
        let object = DropObject { if_exists, ..DropObject::new(kind, reader.name()?) };
        let next = if word == "EVENT" { programs::next_name(reader)? } else { None };
        reader.rest();
        let mut ddls = vec![Ddl::AlterObject(object.clone(), text)];
        if let Some(Name { schema, name }) = next {
            ddls.extend(schema.clone().map(|schema| Ddl::MoveObject(object.clone(), schema)));
            let moved = schema.map(|schema| Name { schema: Some(schema), name: object.name.name.clone() });
            let object = DropObject { name: moved.unwrap_or_else(|| object.name.clone()), ..object };
            ddls.push(Ddl::RenameObject(object, name));
        }
        return Ok(ddls);
    }
    Err(reader.unexpected("a kind of object"))
}

fn table(mysql: &Mysql, reader: &mut Reader<'_>) -> Result<Option<AlterTable>, Problem> {
    let if_exists = reader.if_exists();
    let name = reader.name()?;
    options::online(reader)?;
    // What these find wrong, a missing table too, is what they show, and no error.
    let looking = ["ANALYZE PARTITION", "CHECK PARTITION", "OPTIMIZE PARTITION", "REPAIR PARTITION"];
    if looking.iter().any(|words| reader.is_seq(words)) {
        reader.rest();
        return Ok(None);
    }
    let mut actions = Vec::new();
    loop {
        actions.extend(action(mysql, reader)?);
        if reader.done() {
            break;
        }
        // Options need no commas between them.
        reader.eat_symbol(",");
    }
    Ok(Some(AlterTable { name, if_exists, only: false, actions }))
}

fn action(mysql: &Mysql, reader: &mut Reader<'_>) -> Result<Vec<TableAction>, Problem> {
    if let Some(option) = options::option(reader)? {
        return Ok(option.map(TableAction::Option).into_iter().collect());
    }
    let one = |action| Ok(vec![action]);
    if ["ADD", "DROP", "REORGANIZE", "COALESCE"]
        .iter()
        .any(|word| reader.is_seq(&format!("{word} PARTITION")))
    {
        return one(TableAction::Partitions(reader.rest().to_owned()));
    }
    if reader.eat("ADD") {
        return add(mysql, reader);
    }
    if reader.eat("CHANGE") {
        reader.eat("COLUMN");
        let if_exists = reader.if_exists();
        let name = reader.ident()?;
        let def = Box::new(column::definition(mysql, reader)?);
        return one(TableAction::ReplaceColumn { name, def, place: column::place(reader)?, if_exists });
    }
    if reader.eat("MODIFY") {
        reader.eat("COLUMN");
        let if_exists = reader.if_exists();
        let def = Box::new(column::definition(mysql, reader)?);
        let name = def.column.name.clone();
        return one(TableAction::ReplaceColumn { name, def, place: column::place(reader)?, if_exists });
    }
    if reader.eat("ALTER") {
        return one(alter_part(reader)?);
    }
    if reader.eat("DROP") {
        return one(drop(reader)?);
    }
    if reader.eat("RENAME") {
        return one(rename(reader)?);
    }
    if reader.eat("CONVERT TO CHARACTER SET") || reader.eat("CONVERT TO CHARSET") {
        let charset = options::word(reader)?.to_ascii_lowercase();
        let charset = Some(charset).filter(|charset| charset != "default");
        let collation = if reader.eat("COLLATE") {
            reader.eat_symbol("=");
            Some(options::word(reader)?.to_ascii_lowercase())
        } else {
            None
        };
        return one(TableAction::ConvertCharset { charset, collation });
    }
    if reader.is_seq("EXCHANGE PARTITION")
        || reader.is_seq("DISCARD PARTITION")
        || reader.is_seq("IMPORT PARTITION")
    {
        // Rows change places.
        reader.rest();
        return Ok(Vec::new());
    }
    if reader.eat("PARTITION BY") {
        let clause = create::partitioning(reader)?;
        return one(TableAction::Option(TableOption::PartitionBy(Some(clause))));
    }
    if reader.eat("REMOVE PARTITIONING") {
        return one(TableAction::Option(TableOption::PartitionBy(None)));
    }
    if reader.eat("ORDER BY") {
        while !reader.done() {
            reader.bump();
        }
        return one(TableAction::Rebuild);
    }
    if reader.eat("FORCE") {
        return one(TableAction::Rebuild);
    }
    let neutral = [
        "DISABLE KEYS",
        "ENABLE KEYS",
        "DISCARD TABLESPACE",
        "IMPORT TABLESPACE",
        "WITHOUT VALIDATION",
        "WITH VALIDATION",
        "NOWAIT",
    ];
    if reader.eat_any(&neutral).is_some() {
        return Ok(Vec::new());
    }
    if reader.is_seq("ALGORITHM COPY")
        || reader.is("ALGORITHM") && reader.peek_at(2).is_some_and(|word| word.is_word("COPY"))
    {
        options::online(reader)?;
        return one(TableAction::Rebuild);
    }
    if reader.is("ALGORITHM") || reader.is("LOCK") || reader.is("WAIT") {
        options::online(reader)?;
        return Ok(Vec::new());
    }
    if reader.is_seq("TRUNCATE PARTITION") || reader.is_seq("REBUILD PARTITION") {
        reader.rest();
        return Ok(Vec::new());
    }
    Err(reader.unexpected("an action of ALTER TABLE"))
}

fn add(mysql: &Mysql, reader: &mut Reader<'_>) -> Result<Vec<TableAction>, Problem> {
    if column::is_constraint(reader) {
        let (constraint, if_not_exists) = column::constraint(mysql, reader)?;
        return Ok(vec![TableAction::AddConstraint { constraint: Box::new(constraint), if_not_exists }]);
    }
    if reader.eat("PERIOD FOR") {
        let (name, columns) = super::index::period(reader)?;
        return Ok(vec![TableAction::Option(TableOption::Parameter(name, Some(columns)))]);
    }
    reader.eat("COLUMN");
    let if_not_exists = reader.if_not_exists();
    if reader.is_symbol("(") {
        return reader.list(|reader| {
            if column::is_constraint(reader) {
                let (constraint, if_not_exists) = column::constraint(mysql, reader)?;
                return Ok(TableAction::AddConstraint { constraint: Box::new(constraint), if_not_exists });
            }
            let def = Box::new(column::definition(mysql, reader)?);
            Ok(TableAction::AddColumn { def, if_not_exists, place: None })
        });
    }
    let def = Box::new(column::definition(mysql, reader)?);
    Ok(vec![TableAction::AddColumn { def, if_not_exists, place: column::place(reader)? }])
}

/// After ALTER: a column, an index or a check.
fn alter_part(reader: &mut Reader<'_>) -> Result<TableAction, Problem> {
    if reader.eat("INDEX") || reader.eat("KEY") {
        let _ = reader.if_exists();
        let name = reader.ident()?;
        return match reader.eat_any(&["VISIBLE", "INVISIBLE", "NOT IGNORED", "IGNORED"]) {
            Some(word) => Ok(TableAction::IndexVisible(name, matches!(word, "VISIBLE" | "NOT IGNORED"))),
            None => Err(reader.unexpected("`VISIBLE` or `INVISIBLE`")),
        };
    }
    if reader.eat("CHECK") || reader.eat("CONSTRAINT") {
        let name = reader.ident()?;
        return match reader.eat_any(&["NOT ENFORCED", "ENFORCED"]) {
            Some(word) => Ok(TableAction::EnforceCheck(name, word == "ENFORCED")),
            None => Err(reader.unexpected("`ENFORCED` or `NOT ENFORCED`")),
        };
    }
    reader.eat("COLUMN");
    let if_exists = reader.if_exists();
    let name = reader.ident()?;
    let change = if reader.eat("SET DEFAULT") {
        ColumnChange::Default(column::default(reader.until(&[])?.trim()))
    } else if reader.eat("DROP DEFAULT") {
        ColumnChange::Default(None)
    } else if reader.eat("SET VISIBLE") {
        ColumnChange::Invisible(false)
    } else if reader.eat("SET INVISIBLE") {
        ColumnChange::Invisible(true)
    } else {
        return Err(reader.unexpected("a change of the column"));
    };
    Ok(TableAction::AlterColumn { name, if_exists, change })
}

fn drop(reader: &mut Reader<'_>) -> Result<TableAction, Problem> {
    let constraint = |reader: &mut Reader<'_>, kind: DropKind| {
        let if_exists = reader.if_exists();
        Ok(TableAction::DropConstraint { kind, name: reader.ident()?, if_exists, cascade: false })
    };
    if reader.eat("PRIMARY KEY") {
        let if_exists = reader.if_exists();
        return Ok(TableAction::DropConstraint {
            kind: DropKind::PrimaryKey,
            name: String::new(),
            if_exists,
            cascade: false,
        });
    }
    if reader.eat("INDEX") || reader.eat("KEY") {
        return constraint(reader, DropKind::Index);
    }
    if reader.eat("FOREIGN KEY") {
        return constraint(reader, DropKind::ForeignKey);
    }
    if reader.eat("CONSTRAINT") {
        return constraint(reader, DropKind::Constraint);
    }
    if reader.eat("CHECK") {
        return constraint(reader, DropKind::Check);
    }
    if reader.eat("SYSTEM VERSIONING") {
        return Ok(TableAction::Option(TableOption::Parameter("with system versioning".to_owned(), None)));
    }
    if reader.eat("PERIOD FOR") {
        let period = reader.ident()?.to_ascii_lowercase();
        return Ok(TableAction::Option(TableOption::Parameter(format!("period for {period}"), None)));
    }
    reader.eat("COLUMN");
    let if_exists = reader.if_exists();
    let name = reader.ident()?;
    reader.cascade();
    Ok(TableAction::DropColumn { name, if_exists, cascade: false })
}

fn rename(reader: &mut Reader<'_>) -> Result<TableAction, Problem> {
    if reader.eat("COLUMN") {
        let if_exists = reader.if_exists();
        let previous = reader.ident()?;
        reader.expect("TO")?;
        return Ok(TableAction::RenameColumn { previous, next: reader.ident()?, if_exists });
    }
    if reader.eat("INDEX") || reader.eat("KEY") {
        let _ = reader.if_exists();
        let previous = reader.ident()?;
        reader.expect("TO")?;
        return Ok(TableAction::RenameIndex(previous, reader.ident()?));
    }
    let _ = reader.eat("TO") || reader.eat("AS") || reader.eat_symbol("=");
    let next: Name = reader.name()?;
    Ok(TableAction::RenameTable(next))
}
