//! DROP.

use super::object;
use crate::dialect::Postgres;
use crate::replay::{Ddl, Drop, Name, Problem, Reader};

pub(super) fn drop(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    Ok(vec![if reader.eat("TABLE") {
        Ddl::DropTable(list(reader)?)
    } else if reader.eat("INDEX") {
        reader.eat("CONCURRENTLY");
        Ddl::DropIndex(list(reader)?, None)
    } else if reader.eat("MATERIALIZED VIEW") || reader.eat("VIEW") {
        Ddl::DropView(list(reader)?)
    } else if reader.eat("SEQUENCE") {
        Ddl::DropSequence(list(reader)?)
    } else if reader.eat("SCHEMA") {
        Ddl::DropSchema(list(reader)?)
    } else if reader.eat("TYPE") || reader.eat("DOMAIN") {
        Ddl::DropType(list(reader)?)
    } else if reader.eat("OWNED") {
        return Err(Problem::Unknowable("who owns an object is not part of the schema".to_owned()));
    } else {
        return object::drop(postgres, reader);
    }])
}

/// `[IF EXISTS] names [CASCADE]`.
fn list(reader: &mut Reader<'_>) -> Result<Drop, Problem> {
    let if_exists = reader.if_exists();
    let names: Vec<Name> = reader.comma_list(Reader::name)?;
    Ok(Drop { names, if_exists, cascade: reader.cascade() })
}
