//! Actions of ALTER TABLE that are carried as they stand: what has no place of its own in a table.

use super::alter::owner;
use crate::dialect::Postgres;
use crate::model::{ObjectKind, OtherKind};
use crate::replay::{CreateObject, Ddl, DropObject, Name, Problem, Reader, Texts};

/// An action that is carried, if one comes next.
pub(super) fn action(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    table: &Name,
    if_exists: bool,
) -> Result<Option<Vec<Ddl>>, Problem> {
    let from = reader.at();
    let texts = Texts::new(postgres);
    let full = match &table.schema {
        Some(schema) => format!("{}.{}", texts.written(schema), texts.written(&table.name)),
        None => texts.written(&table.name),
    };
    let object = |kind: ObjectKind, name: &str| DropObject {
        table: Some(table.clone()),
        if_exists,
        ..DropObject::new(kind, Name::bare(name))
    };
    let property = |reader: &Reader<'_>, name: &str, is_default: bool| {
        let gone = Ddl::DropObject(DropObject { if_exists: true, ..object(ObjectKind::Other, name) });
        if is_default {
            return vec![gone];
        }
        vec![Ddl::CreateObject(Box::new(CreateObject {
            kind: ObjectKind::Other,
            name: Name::bare(name),
            signature: None,
            table: Some(table.clone()),
            or_replace: true,
            if_not_exists: false,
            temporary: false,
            text: format!("ALTER TABLE {full} {}", reader.slice_from(from)),
        }))]
    };
    if reader.eat("REPLICA IDENTITY") {
        let is_default = reader.eat("DEFAULT");
        if reader.eat("USING INDEX") {
            reader.ident()?;
        } else if !is_default && reader.eat_any(&["FULL", "NOTHING"]).is_none() {
            return Err(reader.unexpected("a replica identity"));
        }
        return Ok(Some(property(reader, OtherKind::ReplicaIdentity.words(), is_default)));
    }
    if reader.eat("CLUSTER ON") {
        reader.ident()?;
        return Ok(Some(property(reader, OtherKind::Cluster.words(), false)));
    }
    if reader.eat("SET WITHOUT CLUSTER") {
        return Ok(Some(property(reader, OtherKind::Cluster.words(), true)));
    }
    if reader.eat("NOT OF") {
        return Ok(Some(property(reader, OtherKind::OfType.words(), true)));
    }
    if reader.eat("OF") {
        reader.name()?;
        return Ok(Some(property(reader, OtherKind::OfType.words(), false)));
    }
    if reader.is("ENABLE") || reader.is("DISABLE") {
        let enables = reader.eat("ENABLE") || !reader.eat("DISABLE");
        let always = reader.eat("REPLICA") || reader.eat("ALWAYS");
        let kind = match reader.eat_any(&["TRIGGER", "RULE"]) {
            Some("TRIGGER") => ObjectKind::Trigger,
            Some(_) => ObjectKind::Rule,
            // ROW LEVEL SECURITY.
            None => {
                reader.go(from);
                return Ok(None);
            }
        };
        if reader.eat("ALL") || reader.eat("USER") {
            return Ok(Some(property(reader, "triggers", enables && !always)));
        }
        let name = reader.ident()?;
        let text = format!("ALTER TABLE {full} {}", reader.slice_from(from));
        return Ok(Some(vec![Ddl::AlterObject(object(kind, &name), text)]));
    }
    if reader.is_seq("OWNER TO") {
        owner(reader)?;
        return Ok(Some(Vec::new()));
    }
    Ok(None)
}

/// A table, with what says of which type it is.
pub(super) fn with_type(postgres: &Postgres, create: Ddl) -> Vec<Ddl> {
    let Ddl::CreateTable(table) = create else { return vec![create] };
    let of_type = table.of_type.as_ref().filter(|_| !table.temporary).map(|ty| {
        let texts = Texts::new(postgres);
        let written = |name: &Name| match &name.schema {
            Some(schema) => format!("{}.{}", texts.written(schema), texts.written(&name.name)),
            None => texts.written(&name.name),
        };
        Ddl::CreateObject(Box::new(CreateObject {
            kind: ObjectKind::Other,
            name: Name::bare(OtherKind::OfType.words()),
            signature: None,
            table: Some(table.name.clone()),
            or_replace: false,
            if_not_exists: true,
            temporary: false,
            text: format!("ALTER TABLE {} OF {}", written(&table.name), written(ty)),
        }))
    });
    std::iter::once(Ddl::CreateTable(table)).chain(of_type).collect()
}
