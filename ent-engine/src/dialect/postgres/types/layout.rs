//! How the values of the server's own types lie in memory (`pg_type.dat`).

/// The length in bytes, or that it varies; whether values are passed by value; alignment and storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect::postgres) struct Builtin {
    pub(in crate::dialect::postgres) length: &'static str,
    pub(in crate::dialect::postgres) by_value: bool,
    pub(in crate::dialect::postgres) alignment: &'static str,
    pub(in crate::dialect::postgres) storage: &'static str,
}

/// Layouts, each with the types that have it.
const LAYOUTS: &[(Builtin, &[&str])] = &[
    (builtin("1", true, "char", "plain"), &["boolean", "char"]),
    (builtin("12", false, "double", "plain"), &["timetz"]),
    (builtin("16", false, "char", "plain"), &["uuid"]),
    (builtin("16", false, "double", "plain"), &["interval", "point"]),
    (builtin("2", true, "int2", "plain"), &["smallint"]),
    (builtin("24", false, "double", "plain"), &["circle", "line"]),
    (builtin("32", false, "double", "plain"), &["box", "lseg"]),
    (
        builtin("4", true, "int4", "plain"),
        &[
            "cid",
            "date",
            "integer",
            "oid",
            "real",
            "regclass",
            "regcollation",
            "regconfig",
            "regdictionary",
            "regnamespace",
            "regoper",
            "regoperator",
            "regproc",
            "regprocedure",
            "regrole",
            "regtype",
            "xid",
        ],
    ),
    (builtin("6", false, "int2", "plain"), &["tid"]),
    (builtin("6", false, "int4", "plain"), &["macaddr"]),
    (builtin("64", false, "char", "plain"), &["name"]),
    (builtin("8", false, "int4", "plain"), &["macaddr8"]),
    (
        builtin("8", true, "double", "plain"),
        &["bigint", "double precision", "money", "pg_lsn", "time", "timestamp", "timestamptz", "xid8"],
    ),
    (
        builtin("variable", false, "double", "extended"),
        &[
            "int8multirange",
            "int8range",
            "path",
            "pg_snapshot",
            "polygon",
            "tsmultirange",
            "tsrange",
            "tstzmultirange",
            "tstzrange",
            "txid_snapshot",
        ],
    ),
    (
        builtin("variable", false, "int4", "extended"),
        &[
            "bit",
            "bit varying",
            "bpchar",
            "bytea",
            "character",
            "character varying",
            "datemultirange",
            "daterange",
            "int4multirange",
            "int4range",
            "json",
            "jsonb",
            "jsonpath",
            "nummultirange",
            "numrange",
            "refcursor",
            "text",
            "tsvector",
            "xml",
        ],
    ),
    (builtin("variable", false, "int4", "main"), &["cidr", "inet", "numeric"]),
    (builtin("variable", false, "int4", "plain"), &["int2vector", "oidvector", "tsquery"]),
];

const fn builtin(
    length: &'static str,
    by_value: bool,
    alignment: &'static str,
    storage: &'static str,
) -> Builtin {
    Builtin { length, by_value, alignment, storage }
}

/// The layout of a type of the server's own, by its canonical name.
pub(in crate::dialect::postgres) fn layout(name: &str) -> Option<Builtin> {
    LAYOUTS.iter().find(|(_, names)| names.contains(&name)).map(|(layout, _)| *layout)
}
