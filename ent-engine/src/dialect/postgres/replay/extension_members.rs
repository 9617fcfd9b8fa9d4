//! What goes with an extension, as far as it is known what widely used extensions bring.

use crate::dialect::Postgres;
use crate::model::{Column, Index, IndexPart, Table, TableRef};
use crate::replay::{Problem, State, Texts, drop_column};

/// What an extension brings.
struct Members {
    types: &'static [&'static str],
    functions: &'static [&'static str],
    /// How the names of its operator classes end.
    classes: &'static [&'static str],
    /// The index method for which it gives scalar types a default operator class.
    scalars_for: Option<&'static str>,
}

const NONE: Members = Members { types: &[], functions: &[], classes: &[], scalars_for: None };

/// What an extension brings, as far as anything can need it; `None` where that is not known.
fn members(extension: &str) -> Option<Members> {
    Some(match extension {
        "citext" => Members { types: &["citext"], classes: &["citext_ops", "citext_pattern_ops"], ..NONE },
        "hstore" => Members {
            types: &["hstore"],
            functions: &["hstore", "akeys", "avals", "skeys", "svals", "hstore_to_json", "hstore_to_jsonb"],
            classes: &["gin_hstore_ops", "gist_hstore_ops", "btree_hstore_ops", "hash_hstore_ops"],
            scalars_for: None,
        },
        "ltree" => Members { types: &["ltree", "lquery", "ltxtquery"], ..NONE },
        "cube" => Members { types: &["cube"], functions: &["cube"], ..NONE },
        "vector" => Members { types: &["vector", "halfvec", "sparsevec"], ..NONE },
        "uuid-ossp" => Members {
            functions: &[
                "uuid_nil",
                "uuid_ns_dns",
                "uuid_ns_url",
                "uuid_ns_oid",
                "uuid_ns_x500",
                "uuid_generate_v1",
                "uuid_generate_v1mc",
                "uuid_generate_v3",
                "uuid_generate_v4",
                "uuid_generate_v5",
            ],
            ..NONE
        },
        "pgcrypto" => Members {
            functions: &[
                "digest",
                "hmac",
                "crypt",
                "gen_salt",
                "gen_random_bytes",
                "encrypt",
                "decrypt",
                "encrypt_iv",
                "decrypt_iv",
                "armor",
                "dearmor",
                "pgp_armor_headers",
                "pgp_key_id",
                "pgp_sym_encrypt",
                "pgp_sym_encrypt_bytea",
                "pgp_sym_decrypt",
                "pgp_sym_decrypt_bytea",
                "pgp_pub_encrypt",
                "pgp_pub_encrypt_bytea",
                "pgp_pub_decrypt",
                "pgp_pub_decrypt_bytea",
            ],
            ..NONE
        },
        "pg_trgm" => Members {
            functions: &["similarity", "word_similarity", "strict_word_similarity", "show_trgm"],
            classes: &["gin_trgm_ops", "gist_trgm_ops"],
            ..NONE
        },
        "btree_gist" => Members { scalars_for: Some("gist"), ..NONE },
        "btree_gin" => Members { scalars_for: Some("gin"), ..NONE },
        "fuzzystrmatch" => Members {
            functions: &[
                "soundex",
                "difference",
                "levenshtein",
                "levenshtein_less_equal",
                "metaphone",
                "dmetaphone",
                "dmetaphone_alt",
                "daitch_mokotoff",
            ],
            ..NONE
        },
        // What looks at the server and not at the schema.
        "pg_stat_statements" | "pg_buffercache" | "pg_prewarm" | "pgstattuple" | "pageinspect"
        | "adminpack" => NONE,
        _ => return None,
    })
}

/// Drops what needs an extension that goes.
pub(super) fn dropped(postgres: &Postgres, state: &mut State, extension: &str) -> Result<(), Problem> {
    let Some(members) = members(extension) else {
        let is_empty =
            state.realm.schemas.iter().all(|schema| schema.tables.is_empty() && schema.views.is_empty());
        return if is_empty { Ok(()) } else { Err(unknown(extension)) };
    };
    let texts = Texts::new(postgres);
    let calls = |text: &str| members.functions.iter().any(|function| texts.calls(text, function));
    super::uses::drop(postgres, state, &|_, text| calls(text))?;
    let tables: Vec<TableRef> =
        state.realm.tables().map(|(schema, table)| TableRef::new(schema, &table.name)).collect();
    for place in &tables {
        let Some(table) = state.table(place).cloned() else { continue };
        for column in table.columns.iter().filter(|column| is_of(column, members.types)) {
            drop_column(postgres, state, place, &column.name)?;
        }
        for index in table.indexes.iter().filter(|index| needs(index, &table, &members)) {
            super::uses::drop_index(postgres, state, place, index)?;
        }
    }
    Ok(())
}

fn unknown(extension: &str) -> Problem {
    Problem::Unknowable(format!(
        "what goes with the extension `{extension}` can't be told: its members are not known"
    ))
}

fn is_of(column: &Column, types: &[&str]) -> bool {
    types.contains(&column.ty.name.as_str())
}

/// Whether an index needs the extension.
fn needs(index: &Index, table: &Table, members: &Members) -> bool {
    let named = |part: &IndexPart| part.ops.as_deref().is_some_and(|class| members.classes.contains(&class));
    let by_default = |part: &IndexPart| {
        let ty = part.column_name().and_then(|name| table.column(name)).map(|column| &column.ty);
        part.ops.is_none() && ty.is_some_and(|ty| ty.dimensions == 0 && is_scalar(&ty.name))
    };
    let method = members.scalars_for.is_some() && index.kind.as_deref() == members.scalars_for;
    index.parts.iter().any(|part| named(part) || method && by_default(part))
}

/// Whether the server itself has no operator class of the methods GiST and GIN for a type.
fn is_scalar(ty: &str) -> bool {
    const SCALARS: [&str; 23] = [
        "smallint",
        "integer",
        "bigint",
        "real",
        "double precision",
        "numeric",
        "oid",
        "money",
        "text",
        "character varying",
        "character",
        "char",
        "bytea",
        "boolean",
        "uuid",
        "date",
        "time",
        "timetz",
        "timestamp",
        "timestamptz",
        "interval",
        "inet",
        "cidr",
    ];
    SCALARS.contains(&ty) || ["bit", "bit varying", "macaddr", "macaddr8", "name"].contains(&ty)
}
