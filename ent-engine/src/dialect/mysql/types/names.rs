//! The types of MySQL and MariaDB, and the other names that the grammar has for them.

use crate::dialect::{DialectName, Flavor, TypeFamily, Version};

/// Canonical names.
const TYPES: &[(&str, TypeFamily)] = &[
    ("bigint", TypeFamily::Integer),
    ("binary", TypeFamily::Binary),
    ("bit", TypeFamily::Binary),
    ("blob", TypeFamily::Binary),
    ("bool", TypeFamily::Boolean),
    ("char", TypeFamily::Text),
    ("date", TypeFamily::Time),
    ("datetime", TypeFamily::Time),
    ("decimal", TypeFamily::Decimal),
    ("double", TypeFamily::Float),
    ("enum", TypeFamily::Enum),
    ("float", TypeFamily::Float),
    ("geometry", TypeFamily::Spatial),
    ("geometrycollection", TypeFamily::Spatial),
    ("inet4", TypeFamily::Network),
    ("inet6", TypeFamily::Network),
    ("int", TypeFamily::Integer),
    ("json", TypeFamily::Json),
    ("linestring", TypeFamily::Spatial),
    ("longblob", TypeFamily::Binary),
    ("longtext", TypeFamily::Text),
    ("mediumblob", TypeFamily::Binary),
    ("mediumint", TypeFamily::Integer),
    ("mediumtext", TypeFamily::Text),
    ("multilinestring", TypeFamily::Spatial),
    ("multipoint", TypeFamily::Spatial),
    ("multipolygon", TypeFamily::Spatial),
    ("point", TypeFamily::Spatial),
    ("polygon", TypeFamily::Spatial),
    ("serial", TypeFamily::Integer),
    ("set", TypeFamily::Enum),
    ("smallint", TypeFamily::Integer),
    ("text", TypeFamily::Text),
    ("time", TypeFamily::Time),
    ("timestamp", TypeFamily::Time),
    ("tinyblob", TypeFamily::Binary),
    ("tinyint", TypeFamily::Integer),
    ("tinytext", TypeFamily::Text),
    ("uuid", TypeFamily::Uuid),
    ("varbinary", TypeFamily::Binary),
    ("varchar", TypeFamily::Text),
    ("vector", TypeFamily::Other),
    ("xmltype", TypeFamily::Other),
    ("year", TypeFamily::Time),
];

/// Other names, and what they stand for.
const ALIASES: &[(&str, &str)] = &[
    ("boolean", "bool"),
    ("char byte", "binary"),
    ("char varying", "varchar"),
    ("character", "char"),
    ("character varying", "varchar"),
    ("dec", "decimal"),
    ("double precision", "double"),
    ("fixed", "decimal"),
    ("float4", "float"),
    ("float8", "double"),
    ("geomcollection", "geometrycollection"),
    ("int1", "tinyint"),
    ("int2", "smallint"),
    ("int3", "mediumint"),
    ("int4", "int"),
    ("int8", "bigint"),
    ("integer", "int"),
    ("long", "mediumtext"),
    ("long char varying", "mediumtext"),
    ("long character varying", "mediumtext"),
    ("long varbinary", "mediumblob"),
    ("long varchar", "mediumtext"),
    ("long varcharacter", "mediumtext"),
    ("middleint", "mediumint"),
    ("national char", "char"),
    ("national char varying", "varchar"),
    ("national character", "char"),
    ("national character varying", "varchar"),
    ("national varchar", "varchar"),
    ("national varcharacter", "varchar"),
    ("nchar", "char"),
    ("nchar varchar", "varchar"),
    ("nchar varcharacter", "varchar"),
    ("nchar varying", "varchar"),
    ("numeric", "decimal"),
    ("nvarchar", "varchar"),
    ("real", "double"),
    ("varcharacter", "varchar"),
];

/// The canonical name for the words of the grammar.
pub(super) fn canonical(words: &str) -> Option<&'static str> {
    let found = ALIASES.iter().find(|(alias, _)| *alias == words).map(|(_, name)| *name);
    found.or_else(|| TYPES.iter().find(|(name, _)| *name == words).map(|(name, _)| *name))
}

/// Family of a canonical name.
pub(super) fn family(name: &str) -> Option<TypeFamily> {
    TYPES.iter().find(|(known, _)| *known == name).map(|(_, family)| *family)
}

/// Whether the server at hand has the type.
pub(super) fn is_known_to(name: &str, flavor: Flavor) -> bool {
    let since = match (name, flavor.name) {
        ("uuid", DialectName::Mariadb) => Version(10, 7, 0),
        ("inet6", DialectName::Mariadb) => Version(10, 5, 0),
        ("inet4", DialectName::Mariadb) => Version(10, 10, 0),
        ("vector", DialectName::Mariadb) => Version(11, 7, 1),
        ("xmltype", DialectName::Mariadb) => Version(12, 3, 0),
        ("json", DialectName::Mariadb) => Version(10, 2, 7),
        ("json", _) => Version(5, 7, 8),
        ("vector", _) => Version(9, 0, 0),
        ("uuid" | "inet4" | "inet6" | "xmltype", _) => return false,
        _ => return true,
    };
    flavor.version >= since
}

/// Width of an integer type in bits.
pub(super) fn integer_bits(name: &str) -> Option<u32> {
    Some(match name {
        "tinyint" => 8,
        "smallint" => 16,
        "mediumint" => 24,
        "int" => 32,
        "bigint" | "serial" => 64,
        _ => return None,
    })
}

/// The usual display widths of an integer type, signed and unsigned; nothing shows for them.
pub(super) fn widths(name: &str) -> (u64, u64) {
    match name {
        "tinyint" => (4, 3),
        "smallint" => (6, 5),
        "mediumint" => (9, 8),
        "int" => (11, 10),
        _ => (20, 20),
    }
}
