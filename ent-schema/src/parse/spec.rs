//! The table of all options: where each may stand and how it is written.

use super::nearest::nearest;

/// A position at which options are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Entity,
    Mixin,
    View,
    Field,
    ViewField,
    Embedded,
    Edge,
    Enum,
    Variant,
    Value,
    Index,
    Part,
}

impl Place {
    /// What stands there, with its article.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Entity => "an entity",
            Self::Mixin => "a mixin",
            Self::View => "a view",
            Self::Field => "a field",
            Self::ViewField => "a field of a view",
            Self::Embedded => "an embedded mixin",
            Self::Edge => "an edge",
            Self::Enum => "an enum",
            Self::Variant => "a variant",
            Self::Value => "an `EntValue`",
            Self::Index => "an index",
            Self::Part => "a part of an index",
        }
    }

    /// The options that may stand there.
    pub(super) fn options(self) -> impl Iterator<Item = &'static Spec> {
        SPECS.iter().filter(move |spec| spec.places.contains(&self))
    }
}

/// One option.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) name: &'static str,
    /// How it is written, for help lines.
    pub(super) form: &'static str,
    pub(super) places: &'static [Place],
    /// Whether it may be given more than once.
    pub(super) repeats: bool,
}

const fn once(name: &'static str, form: &'static str, places: &'static [Place]) -> Spec {
    Spec { name, form, places, repeats: false }
}

const fn many(name: &'static str, form: &'static str, places: &'static [Place]) -> Spec {
    Spec { name, form, places, repeats: true }
}

use Place::*;

static SPECS: &[Spec] = &[
    // On structs.
    many("mixin", "mixin(Audited)", &[Entity, Mixin]),
    many("index", "index(name, age, unique)", &[Entity, Mixin]),
    many("check", "check(adult = \"age >= 18\")", &[Entity, Mixin]),
    once("table", "table = \"users\"", &[Entity, View]),
    once("id", "id(user_id, friend_id)", &[Entity]),
    once("options", "options = \"ENGINE = InnoDB\"", &[Entity, Mixin]),
    once("comments", "comments", &[Entity, Mixin, View]),
    once("sql", "sql = \"SELECT id FROM users\"", &[View]),
    once("materialized", "materialized", &[View]),
    // On structs and what they hold.
    once("auto_increment", "auto_increment = 1000", &[Entity, Mixin]),
    once("auto_increment", "auto_increment", &[Field]),
    once("charset", "charset = \"utf8mb4\"", &[Entity, Mixin, Field]),
    once("collation", "collation = \"utf8mb4_bin\"", &[Entity, Mixin, Field, Part]),
    once("comment", "comment = \"text\"", &[Entity, Mixin, View, Field, ViewField, Edge, Index]),
    once("skip", "skip", &[Entity, Mixin, View, Field, ViewField]),
    once(
        "renamed_from",
        "renamed_from = \"previous_name\"",
        &[Entity, View, Field, Edge, Index, Enum, Variant],
    ),
    once("drops", "drops = \"column\"", &[Entity, Mixin, Field, Edge]),
    once("drops", "drops = \"value\"", &[Enum]),
    // On fields.
    once("unique", "unique", &[Field, Edge, Index]),
    once("immutable", "immutable", &[Field, Edge]),
    once("sensitive", "sensitive", &[Field, ViewField]),
    once("json", "json", &[Field, ViewField]),
    once("values", "values(\"small\", \"large\")", &[Field, ViewField]),
    once("type", "type = \"decimal(10,2)\"", &[Field, ViewField]),
    once("storage", "storage = \"column_name\"", &[Field, ViewField]),
    once("native", "native", &[Field]),
    once("default", "default = 18", &[Field]),
    once("default_expr", "default_expr = \"lower(name)\"", &[Field]),
    once("default_fn", "default_fn = Utc::now", &[Field]),
    once("update_fn", "update_fn = Utc::now", &[Field]),
    once("size", "size = 320", &[Field]),
    once("min", "min = 0", &[Field]),
    once("max", "max = 150", &[Field]),
    once("min_len", "min_len = 1", &[Field]),
    once("max_len", "max_len = 320", &[Field]),
    once("min_chars", "min_chars = 1", &[Field]),
    once("max_chars", "max_chars = 320", &[Field]),
    once("not_empty", "not_empty", &[Field]),
    once("matches", "matches = \"^[a-z]+$\"", &[Field]),
    many("validate", "validate = path::to::function", &[Field]),
    many("check", "check = \"age >= 18\"", &[Field]),
    once("generated", "generated = \"lower(name)\"", &[Field]),
    once("stored", "stored", &[Field]),
    once("start", "start = 1000", &[Field]),
    once("deprecated", "deprecated = \"reason\"", &[Field, ViewField]),
    once("backfill", "backfill = \"'unknown'\"", &[Field, Edge]),
    once("mixin", "mixin", &[Embedded]),
    // On edges.
    once("from", "from = \"pets\"", &[Edge]),
    once("field", "field = owner_id", &[Edge]),
    once("through", "through = Follow", &[Edge]),
    once("required", "required", &[Edge]),
    once("storage", "storage(column = \"owner_id\")", &[Edge]),
    once("symbol", "symbol = \"constraint_name\"", &[Edge]),
    once("symbols", "symbols(\"first_constraint\", \"second_constraint\")", &[Edge]),
    once("on_delete", "on_delete = cascade", &[Edge]),
    once("on_update", "on_update = cascade", &[Edge]),
    // On enums.
    once("native", "native = \"type_name\"", &[Enum]),
    once("value", "value = \"on-hold\"", &[Variant]),
    // On indexes.
    once("name", "name = \"users_lower_email\"", &[Index]),
    once("kind", "kind = \"gin\"", &[Index]),
    once("where", "where = \"deleted_at IS NULL\"", &[Index]),
    once("include", "include(name)", &[Index]),
    once("nulls_not_distinct", "nulls_not_distinct", &[Index]),
    once("concurrently", "concurrently", &[Index]),
    many("expr", "expr = \"lower(email)\"", &[Index]),
    many("field", "field(unique)", &[Index]),
    // On parts of indexes.
    once("desc", "desc", &[Part]),
    once("nulls_first", "nulls_first", &[Part]),
    once("nulls_last", "nulls_last", &[Part]),
    once("prefix", "prefix = 100", &[Part]),
    once("ops", "ops = \"jsonb_path_ops\"", &[Part]),
];

/// What people write who come from elsewhere, and what it is called here.
static ELSEWHERE: &[(&str, &str)] = &[
    (
        "column",
        "on a field write `storage = \"column_name\"`, on an edge `storage(column = \"column_name\")`",
    ),
    ("column_name", "write `storage = \"column_name\"`"),
    ("storage_key", "write `storage = \"column_name\"`"),
    ("table_name", "write `table = \"users\"` on the struct"),
    ("rename", "write `storage = \"column_name\"` on a field, `table = \"users\"` on a struct"),
    (
        "primary_key",
        "a field named `id` is the id; on an edge entity write `id(user_id, friend_id)` on the struct",
    ),
    ("nullable", "write `Option<T>` as the type"),
    ("null", "write `Option<T>` as the type"),
    ("optional", "write `Option<T>` as the type"),
    ("nillable", "write `Option<T>` as the type"),
    ("not_null", "leave it out: a type without `Option` is NOT NULL"),
    ("text", "write `size = 2147483647`"),
    ("length", "write `size = 320`"),
    ("positive", "write `min = 1`"),
    ("negative", "write `max = -1`"),
    ("non_negative", "write `min = 0`"),
    ("range", "write `min = 0, max = 150`"),
    ("match", "write `matches = \"^[a-z]+$\"`"),
    ("pattern", "write `matches = \"^[a-z]+$\"`"),
    ("default_value", "write `default = 18`"),
    ("update_default", "write `update_fn = Utc::now`"),
    ("enum", "derive `EntEnum` on a Rust enum, or write `values(\"small\", \"large\")`"),
    ("ref", "write `from = \"pets\"`"),
    ("to", "leave it out: `One<T>` and `Many<T>` declare the relation"),
    ("references", "declare an edge: `owner: One<User>`"),
    ("foreign_key", "declare an edge: `#[ent(field = owner_id)] owner: One<User>`"),
    ("ondelete", "write `on_delete = cascade`"),
    ("mixins", "write `mixin(Audited)`"),
    ("indexes", "write `index(name, age)`, once per index"),
    ("schema", "write `#[schema(\"db1\")]`, beside `#[ent(...)]`"),
    ("view", "write `sql = \"SELECT ...\"`"),
    ("asc", "leave it out: ascending is the default"),
    ("using", "write `kind = \"gin\"`"),
    ("method", "write `kind = \"gin\"`"),
    ("predicate", "write `where = \"deleted_at IS NULL\"`"),
];

/// The option `name` as it may stand at `place`.
pub(super) fn find(name: &str, place: Place) -> Option<&'static Spec> {
    place.options().find(|spec| spec.name == name)
}

/// Message and help for a word that is no option at `place`.
pub(super) fn unknown(name: &str, place: Place) -> (String, String) {
    let noun = place.noun();
    let mut elsewhere: Vec<&Spec> = SPECS.iter().filter(|spec| spec.name == name).collect();
    if !elsewhere.is_empty() {
        elsewhere.dedup_by_key(|spec| spec.form);
        let homes = elsewhere.iter().map(|spec| {
            let nouns: Vec<_> = spec.places.iter().map(|place| place.noun()).collect();
            format!("`{}` belongs on {}", spec.form, either(&nouns))
        });
        let help = homes.collect::<Vec<_>>().join("; ");
        return (format!("`{name}` is not an option of {noun}"), help);
    }
    let message = format!("unknown option `{name}` of {noun}");
    if let Some((_, help)) = ELSEWHERE.iter().find(|(word, _)| *word == name) {
        return (message, (*help).to_owned());
    }
    if let Some(near) = nearest(name, place.options().map(|spec| spec.name)) {
        return (message, format!("did you mean `{near}`?"));
    }
    if let Some(near) = nearest(name, SPECS.iter().map(|spec| spec.name)) {
        let (_, help) = unknown(near, place);
        return (message, format!("the nearest is `{near}`: {help}"));
    }
    let mut names: Vec<_> = place.options().map(|spec| spec.name).collect();
    names.sort_unstable();
    let help = match names.as_slice() {
        [] => format!("{noun} takes no options"),
        _ => format!("{noun} takes {}", names.join(", ")),
    };
    (message, help)
}

/// `a, b or c`.
fn either(nouns: &[&str]) -> String {
    match nouns {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        _ => nouns.concat(),
    }
}
