//! ALTER.

use super::{carried, column, object, sequence, table};
use crate::dialect::Postgres;
use crate::model::{ColumnSetting, Expr, Identity};
use crate::replay::{
    AlterTable, ColumnChange, Ddl, DropKind, Name, Problem, Reader, SequenceChange, TableAction, TableOption,
    TypeChange,
};
use crate::sql::TokenKind;

pub(super) fn alter(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    if reader.eat("TABLE") {
        if reader.eat("ALL IN TABLESPACE") {
            reader.rest();
            return Ok(Vec::new());
        }
        let mut extras = Vec::new();
        let alter = relation(postgres, reader, &mut extras)?;
        // A view may be called a table here, and has none of what is carried.
        extras.insert(0, Ddl::AlterTable(alter));
        return Ok(extras);
    }
    if reader.eat("MATERIALIZED VIEW") || reader.eat("VIEW") {
        return Ok(vec![Ddl::AlterView(relation(postgres, reader, &mut Vec::new())?)]);
    }
    if reader.eat("INDEX") {
        return index(postgres, reader);
    }
    if reader.eat("SEQUENCE") {
        return alter_sequence(postgres, reader);
    }
    if reader.eat("SCHEMA") {
        let name = reader.ident()?;
        if reader.eat("RENAME TO") {
            return Ok(vec![Ddl::RenameSchema(name, reader.ident()?)]);
        }
        owner(reader)?;
        return Ok(Vec::new());
    }
    if reader.eat("TYPE") {
        return alter_type(reader);
    }
    if reader.eat("DOMAIN") {
        let name = reader.name()?;
        return type_change(reader, name);
    }
    object::alter(postgres, reader)
}

/// `OWNER TO name`.
pub(super) fn owner(reader: &mut Reader<'_>) -> Result<(), Problem> {
    reader.expect("OWNER TO")?;
    reader.ident().map(|_| ())
}

/// `[IF EXISTS] [ONLY] name actions`.
fn relation(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    extras: &mut Vec<Ddl>,
) -> Result<AlterTable, Problem> {
    let if_exists = reader.if_exists();
    let only = reader.eat("ONLY");
    let name = reader.name()?;
    reader.eat_symbol("*");
    let mut actions = Vec::new();
    let found = reader.comma_list(|reader| {
        if let Some(carried) = carried::action(postgres, reader, &name, if_exists)? {
            extras.extend(carried);
            return Ok(Vec::new());
        }
        action(postgres, reader)
    })?;
    actions.extend(found.into_iter().flatten());
    Ok(AlterTable { name, if_exists, only, actions })
}

fn action(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<TableAction>, Problem> {
    let one = |action| Ok(vec![action]);
    if reader.eat("ADD") {
        return one(add(postgres, reader)?);
    }
    if reader.eat("DROP CONSTRAINT") {
        let if_exists = reader.if_exists();
        let name = reader.ident()?;
        return one(TableAction::DropConstraint {
            kind: DropKind::Constraint,
            name,
            if_exists,
            cascade: reader.cascade(),
        });
    }
    if reader.eat("DROP") {
        reader.eat("COLUMN");
        let if_exists = reader.if_exists();
        let name = reader.ident()?;
        return one(TableAction::DropColumn { name, if_exists, cascade: reader.cascade() });
    }
    if reader.eat("ALTER CONSTRAINT") {
        let name = reader.ident()?;
        if reader.eat("NOT ENFORCED") {
            return one(TableAction::EnforceForeignKey(name, false));
        }
        if reader.eat("ENFORCED") {
            return one(TableAction::EnforceForeignKey(name, true));
        }
        if reader.eat("NO INHERIT") {
            return one(TableAction::InheritConstraint(name, false));
        }
        if reader.eat("INHERIT") {
            return one(TableAction::InheritConstraint(name, true));
        }
        let mut deferrable = None;
        while reader.timing(&mut deferrable)? {}
        return one(TableAction::AlterConstraint(name, deferrable));
    }
    if reader.eat("ALTER") {
        return alter_column(postgres, reader);
    }
    if reader.eat("RENAME") {
        return one(rename(reader)?);
    }
    if reader.eat("VALIDATE CONSTRAINT") {
        return one(TableAction::ValidateConstraint(reader.ident()?));
    }
    if reader.eat("SET SCHEMA") {
        return one(TableAction::SetSchema(reader.ident()?));
    }
    if reader.eat("ATTACH PARTITION") {
        let child = reader.name()?;
        return one(TableAction::AttachPartition(child, table::bound(reader)?));
    }
    if reader.eat("DETACH PARTITION") {
        let child = reader.name()?;
        let _ = reader.eat("CONCURRENTLY") || reader.eat("FINALIZE");
        return one(TableAction::DetachPartition(child));
    }
    if reader.eat("INHERIT") {
        return one(TableAction::Inherit(reader.name()?));
    }
    if reader.eat("NO INHERIT") {
        return one(TableAction::NoInherit(reader.name()?));
    }
    option(reader)
}

/// Properties of a table, and those that no schema knows of.
fn option(reader: &mut Reader<'_>) -> Result<Vec<TableAction>, Problem> {
    let one = |option| Ok(vec![TableAction::Option(option)]);
    if reader.eat("SET LOGGED") {
        return one(TableOption::Unlogged(false));
    }
    if reader.eat("SET UNLOGGED") {
        return one(TableOption::Unlogged(true));
    }
    if reader.eat("SET TABLESPACE") || reader.eat("SET ACCESS METHOD") {
        reader.ident()?;
        return Ok(Vec::new());
    }
    if reader.eat("SET WITHOUT OIDS") {
        return Ok(Vec::new());
    }
    if reader.eat("SET") {
        let parameters = super::parameters(reader)?;
        return Ok(parameters
            .into_iter()
            .map(|(key, value)| TableAction::Option(TableOption::Parameter(key, Some(value))))
            .collect());
    }
    if reader.eat("RESET") {
        let keys = super::parameters(reader)?;
        return Ok(keys
            .into_iter()
            .map(|(key, _)| TableAction::Option(TableOption::Parameter(key, None)))
            .collect());
    }
    if reader.eat("ENABLE ROW LEVEL SECURITY") {
        return one(TableOption::RowSecurity(true));
    }
    if reader.eat("DISABLE ROW LEVEL SECURITY") {
        return one(TableOption::RowSecurity(false));
    }
    if reader.eat("FORCE ROW LEVEL SECURITY") {
        return one(TableOption::ForceRowSecurity(true));
    }
    if reader.eat("NO FORCE ROW LEVEL SECURITY") {
        return one(TableOption::ForceRowSecurity(false));
    }
    Err(reader.unexpected("an action of ALTER TABLE"))
}

fn add(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<TableAction, Problem> {
    if column::is_constraint(reader) {
        let constraint = Box::new(column::constraint(reader)?);
        return Ok(TableAction::AddConstraint { constraint, if_not_exists: false });
    }
    reader.eat("COLUMN");
    let if_not_exists = reader.if_not_exists();
    let def = Box::new(column::definition(postgres, reader)?);
    Ok(TableAction::AddColumn { def, if_not_exists, place: None })
}

fn rename(reader: &mut Reader<'_>) -> Result<TableAction, Problem> {
    if reader.eat("TO") {
        return Ok(TableAction::RenameTable(Name::bare(reader.ident()?)));
    }
    if reader.eat("CONSTRAINT") {
        let previous = reader.ident()?;
        reader.expect("TO")?;
        return Ok(TableAction::RenameConstraint(previous, reader.ident()?));
    }
    reader.eat("COLUMN");
    let previous = reader.ident()?;
    reader.expect("TO")?;
    Ok(TableAction::RenameColumn { previous, next: reader.ident()?, if_exists: false })
}

/// `[COLUMN] name changes`, behind ALTER. An expression of an index goes by its number.
fn alter_column(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<TableAction>, Problem> {
    reader.eat("COLUMN");
    let is_number = reader.peek().is_some_and(|token| token.kind == TokenKind::Number);
    let name = if is_number { reader.integer()?.to_string() } else { reader.ident()? };
    let changes = column_changes(postgres, reader)?.into_iter();
    Ok(changes
        .map(|change| TableAction::AlterColumn { name: name.clone(), if_exists: false, change })
        .collect())
}

fn column_changes(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<ColumnChange>, Problem> {
    let one = |change| Ok(vec![change]);
    if reader.eat("SET DATA TYPE") || reader.eat("TYPE") {
        let (ty, _) = column::data_type(postgres, reader, &["COLLATE", "USING"])?;
        let collation = if reader.eat("COLLATE") { column::collation(reader)? } else { None };
        if reader.eat("USING") {
            reader.until(&[])?;
        }
        return one(ColumnChange::Type(ty, collation));
    }
    if reader.eat("SET DEFAULT") {
        return one(ColumnChange::Default(column::default(reader.until(&[])?)));
    }
    if reader.eat("DROP DEFAULT") {
        return one(ColumnChange::Default(None));
    }
    if reader.eat("SET NOT NULL") {
        return one(ColumnChange::Null(false));
    }
    if reader.eat("DROP NOT NULL") {
        return one(ColumnChange::Null(true));
    }
    if reader.eat("DROP IDENTITY") {
        return one(ColumnChange::DropIdentity(reader.if_exists()));
    }
    if reader.eat("DROP EXPRESSION") {
        return one(ColumnChange::DropExpression(reader.if_exists()));
    }
    if reader.eat("SET EXPRESSION AS") {
        return one(ColumnChange::SetExpression(Expr::new(reader.parens()?.trim())));
    }
    if reader.eat("ADD GENERATED") {
        let mut identity = Identity { kind: column::identity_kind(reader)?, ..Identity::default() };
        reader.expect("AS IDENTITY")?;
        if reader.eat_symbol("(") {
            sequence::identity_options(reader, &mut identity)?;
            reader.expect_symbol(")")?;
        }
        return one(ColumnChange::AddIdentity(identity));
    }
    if reader.eat("SET STORAGE") || reader.is_seq("SET COMPRESSION") {
        let is_compression = reader.eat("SET COMPRESSION");
        let setting = if is_compression { ColumnSetting::Compression } else { ColumnSetting::Storage };
        let value = reader.ident()?;
        return one(ColumnChange::Setting(setting, Some(value).filter(|value| value != "default")));
    }
    if reader.eat("SET STATISTICS") {
        let value = if reader.eat("DEFAULT") { -1 } else { reader.integer()? };
        let value = (value >= 0).then(|| value.to_string());
        return one(ColumnChange::Setting(ColumnSetting::Statistics, value));
    }
    if reader.is("SET") && reader.peek_at(1).is_some_and(|next| next.is_symbol("(")) {
        reader.bump();
        let settings = super::parameters(reader)?.into_iter();
        return settings
            .map(|(key, value)| Ok(ColumnChange::Setting(parameter(&key)?, Some(value))))
            .collect();
    }
    if reader.is("RESET") && reader.peek_at(1).is_some_and(|next| next.is_symbol("(")) {
        reader.bump();
        let settings = super::parameters(reader)?.into_iter();
        return settings.map(|(key, _)| Ok(ColumnChange::Setting(parameter(&key)?, None))).collect();
    }
    let mut kind = None;
    let mut changes = Vec::new();
    loop {
        if reader.eat("SET GENERATED") {
            kind = Some(column::identity_kind(reader)?);
        } else if reader.is("SET") || reader.is("RESTART") {
            reader.eat("SET");
            match sequence::option(postgres, reader)? {
                Some(change) => changes.push(change),
                None => return Err(reader.unexpected("an option of the identity")),
            }
        } else if kind.is_none() && changes.is_empty() {
            return Err(reader.unexpected("a change of the column"));
        } else {
            return one(ColumnChange::SetIdentity { kind, changes });
        }
    }
}

fn parameter(name: &str) -> Result<ColumnSetting, Problem> {
    let known = ColumnSetting::from_parameter(name);
    known.ok_or_else(|| Problem::Refused(format!("a column has no parameter `{name}`")))
}

fn index(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    let if_exists = reader.if_exists();
    if reader.eat("ALL IN TABLESPACE") {
        reader.rest();
        return Ok(Vec::new());
    }
    let name = reader.name()?;
    if reader.eat("RENAME TO") {
        return Ok(vec![Ddl::RenameIndex { name, next: reader.ident()?, if_exists }]);
    }
    if reader.eat("ATTACH PARTITION") {
        let actions = vec![TableAction::AttachPartition(reader.name()?, String::new())];
        return Ok(vec![Ddl::AlterTable(AlterTable { name, if_exists, only: false, actions })]);
    }
    if reader.eat("DEPENDS ON EXTENSION") || reader.eat("SET TABLESPACE") {
        reader.ident()?;
        return Ok(Vec::new());
    }
    if reader.eat("ALTER") {
        let actions = alter_column(postgres, reader)?;
        return Ok(vec![Ddl::AlterTable(AlterTable { name, if_exists, only: false, actions })]);
    }
    if let Some(word) = reader.eat_any(&["SET", "RESET"]) {
        let actions = super::parameters(reader)?.into_iter().map(|(key, value)| {
            TableAction::Option(TableOption::Parameter(key, (word == "SET").then_some(value)))
        });
        let actions = actions.collect();
        return Ok(vec![Ddl::AlterTable(AlterTable { name, if_exists, only: false, actions })]);
    }
    owner(reader)?;
    Ok(Vec::new())
}

fn alter_sequence(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    let if_exists = reader.if_exists();
    let name = reader.name()?;
    let mut changes = Vec::new();
    if reader.eat("RENAME TO") {
        changes.push(SequenceChange::Rename(reader.ident()?));
    } else if reader.eat("SET SCHEMA") {
        changes.push(SequenceChange::SetSchema(reader.ident()?));
    } else if reader.is("OWNER") {
        owner(reader)?;
        return Ok(Vec::new());
    } else if reader.eat("SET LOGGED") {
        changes.push(SequenceChange::Unlogged(false));
    } else if reader.eat("SET UNLOGGED") {
        changes.push(SequenceChange::Unlogged(true));
    } else {
        while let Some(change) = sequence::option(postgres, reader)? {
            changes.push(change);
        }
    }
    Ok(vec![Ddl::AlterSequence { name, if_exists, changes }])
}

fn alter_type(reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    let name = reader.name()?;
    if reader.eat("ADD VALUE") {
        let if_not_exists = reader.if_not_exists();
        let value = reader.string()?;
        let beside = match reader.eat_any(&["BEFORE", "AFTER"]) {
            Some(word) => Some((word == "BEFORE", reader.string()?)),
            None => None,
        };
        return Ok(vec![Ddl::AlterType(name, TypeChange::AddValue { value, if_not_exists, beside })]);
    }
    if reader.eat("RENAME VALUE") {
        let previous = reader.string()?;
        reader.expect("TO")?;
        return Ok(vec![Ddl::AlterType(name, TypeChange::RenameValue(previous, reader.string()?))]);
    }
    type_change(reader, name)
}

fn type_change(reader: &mut Reader<'_>, name: Name) -> Result<Vec<Ddl>, Problem> {
    let change = if reader.eat("RENAME TO") {
        TypeChange::Rename(reader.ident()?)
    } else if reader.eat("SET SCHEMA") {
        TypeChange::SetSchema(reader.ident()?)
    } else if reader.is_seq("OWNER TO") {
        owner(reader)?;
        return Ok(Vec::new());
    } else if ["ADD", "DROP", "ALTER", "RENAME"]
        .iter()
        .any(|word| reader.is_seq(&format!("{word} ATTRIBUTE")))
    {
        TypeChange::Attributes(reader.rest().to_owned())
    } else {
        TypeChange::Carried(reader.rest().to_owned())
    };
    Ok(vec![Ddl::AlterType(name, change)])
}
