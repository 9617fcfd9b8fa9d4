//! The types that every PostgreSQL database has, and those that widely used extensions bring.

use crate::dialect::TypeFamily;

/// Canonical names of the database's own types.
const BUILTIN: &[(&str, TypeFamily)] = &[
    ("bigint", TypeFamily::Integer),
    ("bigserial", TypeFamily::Integer),
    ("bit", TypeFamily::Binary),
    ("bit varying", TypeFamily::Binary),
    ("boolean", TypeFamily::Boolean),
    ("box", TypeFamily::Spatial),
    ("bpchar", TypeFamily::Text),
    ("bytea", TypeFamily::Binary),
    ("char", TypeFamily::Text),
    ("character", TypeFamily::Text),
    ("character varying", TypeFamily::Text),
    ("cid", TypeFamily::Other),
    ("cidr", TypeFamily::Network),
    ("circle", TypeFamily::Spatial),
    ("date", TypeFamily::Time),
    ("datemultirange", TypeFamily::Other),
    ("daterange", TypeFamily::Other),
    ("double precision", TypeFamily::Float),
    ("inet", TypeFamily::Network),
    ("int4multirange", TypeFamily::Other),
    ("int4range", TypeFamily::Other),
    ("int8multirange", TypeFamily::Other),
    ("int8range", TypeFamily::Other),
    ("integer", TypeFamily::Integer),
    ("interval", TypeFamily::Time),
    ("json", TypeFamily::Json),
    ("jsonb", TypeFamily::Json),
    ("jsonpath", TypeFamily::Other),
    ("line", TypeFamily::Spatial),
    ("lseg", TypeFamily::Spatial),
    ("macaddr", TypeFamily::Network),
    ("macaddr8", TypeFamily::Network),
    ("money", TypeFamily::Decimal),
    ("name", TypeFamily::Text),
    ("numeric", TypeFamily::Decimal),
    ("nummultirange", TypeFamily::Other),
    ("numrange", TypeFamily::Other),
    ("oid", TypeFamily::Other),
    ("path", TypeFamily::Spatial),
    ("pg_lsn", TypeFamily::Other),
    ("pg_snapshot", TypeFamily::Other),
    ("point", TypeFamily::Spatial),
    ("polygon", TypeFamily::Spatial),
    ("real", TypeFamily::Float),
    ("refcursor", TypeFamily::Text),
    ("regclass", TypeFamily::Other),
    ("regcollation", TypeFamily::Other),
    ("regconfig", TypeFamily::Other),
    ("regdictionary", TypeFamily::Other),
    ("regnamespace", TypeFamily::Other),
    ("regoper", TypeFamily::Other),
    ("regoperator", TypeFamily::Other),
    ("regproc", TypeFamily::Other),
    ("regprocedure", TypeFamily::Other),
    ("regrole", TypeFamily::Other),
    ("regtype", TypeFamily::Other),
    ("serial", TypeFamily::Integer),
    ("smallint", TypeFamily::Integer),
    ("smallserial", TypeFamily::Integer),
    ("text", TypeFamily::Text),
    ("tid", TypeFamily::Other),
    ("time", TypeFamily::Time),
    ("timestamp", TypeFamily::Time),
    ("timestamptz", TypeFamily::Time),
    ("timetz", TypeFamily::Time),
    ("tsmultirange", TypeFamily::Other),
    ("tsquery", TypeFamily::Other),
    ("tsrange", TypeFamily::Other),
    ("tstzmultirange", TypeFamily::Other),
    ("tstzrange", TypeFamily::Other),
    ("tsvector", TypeFamily::Other),
    ("txid_snapshot", TypeFamily::Other),
    ("uuid", TypeFamily::Uuid),
    ("xid", TypeFamily::Other),
    ("xid8", TypeFamily::Other),
    ("xml", TypeFamily::Other),
    // Types of arguments and results of functions.
    ("any", TypeFamily::Other),
    ("anyarray", TypeFamily::Other),
    ("anycompatible", TypeFamily::Other),
    ("anycompatiblearray", TypeFamily::Other),
    ("anycompatiblemultirange", TypeFamily::Other),
    ("anycompatiblenonarray", TypeFamily::Other),
    ("anycompatiblerange", TypeFamily::Other),
    ("anyelement", TypeFamily::Other),
    ("anyenum", TypeFamily::Other),
    ("anymultirange", TypeFamily::Other),
    ("anynonarray", TypeFamily::Other),
    ("anyrange", TypeFamily::Other),
    ("cstring", TypeFamily::Other),
    ("event_trigger", TypeFamily::Other),
    ("fdw_handler", TypeFamily::Other),
    ("index_am_handler", TypeFamily::Other),
    ("internal", TypeFamily::Other),
    ("language_handler", TypeFamily::Other),
    ("record", TypeFamily::Other),
    ("table_am_handler", TypeFamily::Other),
    ("trigger", TypeFamily::Other),
    ("tsm_handler", TypeFamily::Other),
    ("unknown", TypeFamily::Other),
    ("void", TypeFamily::Other),
];

/// Words of the grammar that stand for a type, and the type. Only unquoted and unqualified.
const WORDS: &[(&str, &str)] = &[
    ("bit", "bit"),
    ("bit varying", "bit varying"),
    ("char", "character"),
    ("char varying", "character varying"),
    ("character", "character"),
    ("character varying", "character varying"),
    ("dec", "numeric"),
    ("decimal", "numeric"),
    ("double precision", "double precision"),
    ("float", "float"),
    ("int", "integer"),
    ("integer", "integer"),
    ("national char", "character"),
    ("national char varying", "character varying"),
    ("national character", "character"),
    ("national character varying", "character varying"),
    ("nchar", "character"),
    ("nchar varying", "character varying"),
    ("real", "real"),
    ("serial2", "smallserial"),
    ("serial4", "serial"),
    ("serial8", "bigserial"),
    ("time with time zone", "timetz"),
    ("time without time zone", "time"),
    ("timestamp with time zone", "timestamptz"),
    ("timestamp without time zone", "timestamp"),
];

/// Names in the catalog that differ from the canonical ones.
const CATALOG: &[(&str, &str)] = &[
    ("bool", "boolean"),
    ("float4", "real"),
    ("float8", "double precision"),
    ("int2", "smallint"),
    ("int4", "integer"),
    ("int8", "bigint"),
    ("varbit", "bit varying"),
    ("varchar", "character varying"),
];

/// Types of extensions: users know them by a plain name, which is printed without quotes.
const EXTENSIONS: &[(&str, TypeFamily)] = &[
    ("box2d", TypeFamily::Spatial),
    ("box3d", TypeFamily::Spatial),
    ("citext", TypeFamily::Text),
    ("cube", TypeFamily::Other),
    ("earth", TypeFamily::Other),
    ("geography", TypeFamily::Spatial),
    ("geometry", TypeFamily::Spatial),
    ("halfvec", TypeFamily::Other),
    ("hstore", TypeFamily::Other),
    ("intarray", TypeFamily::Other),
    ("isbn", TypeFamily::Other),
    ("isbn13", TypeFamily::Other),
    ("lo", TypeFamily::Other),
    ("lquery", TypeFamily::Other),
    ("ltree", TypeFamily::Other),
    ("ltxtquery", TypeFamily::Other),
    ("query_int", TypeFamily::Other),
    ("raster", TypeFamily::Other),
    ("seg", TypeFamily::Other),
    ("sparsevec", TypeFamily::Other),
    ("vector", TypeFamily::Other),
];

fn find<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// Family of the database's own type `name`; `interval day to second` is one of the intervals.
pub(super) fn family(name: &str) -> Option<TypeFamily> {
    if name.starts_with("interval ") {
        return Some(TypeFamily::Time);
    }
    find(BUILTIN, name)
}

/// Family of a type that a known extension brings.
pub(super) fn extension_family(name: &str) -> Option<TypeFamily> {
    find(EXTENSIONS, name)
}

/// Whether a known extension brings the type.
pub(super) fn is_extension(name: &str) -> bool {
    extension_family(name).is_some()
}

/// The type that words of the grammar stand for: `int`, `double precision`, `jsonb`.
pub(super) fn by_words(words: &str) -> Option<&'static str> {
    find(WORDS, words).or_else(|| by_catalog_name(words))
}

/// The type under a name of the catalog: `int4`, `bpchar`, `char` (the one-byte type), `jsonb`.
pub(super) fn by_catalog_name(name: &str) -> Option<&'static str> {
    if let Some(canonical) = find(CATALOG, name) {
        return Some(canonical);
    }
    let (canonical, _) = BUILTIN.iter().find(|(known, _)| *known == name)?;
    // These canonical names are words of the grammar, not names of the catalog.
    let is_word = canonical.contains(' ')
        || ["bigint", "boolean", "character", "integer", "real", "smallint"].contains(canonical)
        || canonical.ends_with("serial");
    (!is_word).then_some(canonical)
}

/// The type of an unquoted word that the grammar or the catalog knows.
pub(super) fn builtin(words: &str) -> Option<&'static str> {
    by_words(words).or_else(|| BUILTIN.iter().find(|(known, _)| *known == words).map(|(known, _)| *known))
}
