//! A realm as lines of text, so that a whole state can be written down and compared.

use std::fmt::Write;

use ent_engine::model::{
    Check, Column, ForeignKey, Identity, Index, IndexPart, Object, PartKey, PrimaryKey, Realm, Schema,
    Sequence, Table, View,
};

/// All of a realm, what is at its default left out.
pub fn dump(realm: &Realm) -> String {
    let mut out = String::new();
    for object in &realm.objects {
        put_object(&mut out, object);
    }
    for schema in &realm.schemas {
        put_schema(&mut out, schema);
    }
    out
}

fn option(out: &mut String, word: &str, value: Option<&(impl ToString + ?Sized)>) {
    if let Some(value) = value {
        let _ = write!(out, " {word} {}", value.to_string());
    }
}

fn flag(out: &mut String, word: &str, set: bool) {
    if set {
        let _ = write!(out, " {word}");
    }
}

fn put_schema(out: &mut String, schema: &Schema) {
    let _ = write!(out, "schema {:?}", schema.name);
    option(out, "charset", schema.charset.as_ref());
    option(out, "collate", schema.collation.as_ref());
    option(out, "comment", schema.comment.as_ref());
    out.push('\n');
    for ty in &schema.enums {
        let _ = write!(out, "  enum {} {:?}", ty.name, ty.values);
        option(out, "comment", ty.comment.as_ref());
        out.push('\n');
    }
    schema.sequences.iter().for_each(|sequence| put_sequence(out, sequence));
    schema.tables.iter().for_each(|table| put_table(out, table));
    schema.views.iter().for_each(|view| put_view(out, view));
    for object in &schema.objects {
        out.push_str("  ");
        put_object(out, object);
    }
}

fn put_object(out: &mut String, object: &Object) {
    let _ = write!(out, "{:?} {}", object.kind, object.name);
    option(out, "on", object.table.as_ref());
    option(out, "comment", object.comment.as_ref());
    let _ = writeln!(out, ": {}", object.text.split_whitespace().collect::<Vec<_>>().join(" "));
}

fn put_sequence(out: &mut String, sequence: &Sequence) {
    let _ = write!(out, "  sequence {}", sequence.name);
    option(out, "as", sequence.ty.as_ref());
    option(out, "start", sequence.start.as_ref());
    option(out, "increment", sequence.increment.as_ref());
    option(out, "min", sequence.min.as_ref());
    option(out, "max", sequence.max.as_ref());
    option(out, "cache", sequence.cache.as_ref());
    flag(out, "cycle", sequence.cycle);
    let owner = sequence.owned_by.as_ref().map(|(table, column)| format!("{table}.{column}"));
    option(out, "owned by", owner.as_ref());
    option(out, "comment", sequence.comment.as_ref());
    out.push('\n');
}

fn put_view(out: &mut String, view: &View) {
    let kind = if view.materialized { "materialized view" } else { "view" };
    let reads: Vec<_> = view.depends_on.iter().map(ToString::to_string).collect();
    let _ = write!(out, "  {kind} {} reads {reads:?}", view.name);
    flag(out, &format!("columns {:?}", view.columns), !view.columns.is_empty());
    flag(out, &format!("{:?}", view.options), !view.options.is_empty());
    option(out, "comment", view.comment.as_ref());
    let _ = writeln!(out, ": {}", view.definition);
    view.indexes.iter().for_each(|index| put_index(out, index));
}

fn put_table(out: &mut String, table: &Table) {
    let _ = write!(out, "  table {}", table.name);
    let options = &table.options;
    option(out, "engine", options.engine.as_ref());
    option(out, "charset", options.charset.as_ref());
    option(out, "collate", options.collation.as_ref());
    option(out, "auto_increment", options.auto_increment.as_ref());
    option(out, "options", options.raw.as_ref());
    flag(out, "strict", options.strict);
    flag(out, "without rowid", options.without_rowid);
    flag(out, "unlogged", options.unlogged);
    flag(out, "row security", options.row_security);
    flag(out, "force row security", options.force_row_security);
    let parents: Vec<_> = options.inherits.iter().map(ToString::to_string).collect();
    flag(out, &format!("inherits {parents:?}"), !parents.is_empty());
    let partition = options.partition_of.as_ref().map(|of| format!("{} {}", of.parent, of.bound));
    option(out, "partition of", partition.as_ref());
    option(out, "partition by", options.partition_by.as_ref());
    flag(out, &format!("with {:?}", options.parameters), !options.parameters.is_empty());
    option(out, "comment", table.comment.as_ref());
    out.push('\n');
    table.columns.iter().for_each(|column| put_column(out, column));
    table.primary_key.iter().for_each(|key| put_primary_key(out, key));
    table.indexes.iter().for_each(|index| put_index(out, index));
    table.foreign_keys.iter().for_each(|key| put_foreign_key(out, key));
    table.checks.iter().for_each(|check| put_check(out, check));
}

fn put_column(out: &mut String, column: &Column) {
    let _ = write!(out, "    {} {}", column.name, column.ty);
    flag(out, "not null", !column.null);
    option(out, "default", column.default.as_ref());
    let generated = column
        .generated
        .as_ref()
        .map(|generated| format!("({}){}", generated.expr, if generated.stored { " stored" } else { "" }));
    option(out, "as", generated.as_ref());
    option(out, "identity", column.identity.as_ref().map(identity).as_ref());
    flag(out, "auto", column.auto_increment);
    option(out, "on update", column.on_update.as_ref());
    option(out, "charset", column.charset.as_ref());
    option(out, "collate", column.collation.as_ref());
    flag(out, "invisible", column.invisible);
    let settings: Vec<_> = column.settings.iter().collect();
    flag(out, &format!("{settings:?}"), !settings.is_empty());
    option(out, "comment", column.comment.as_ref());
    out.push('\n');
}

fn identity(identity: &Identity) -> String {
    let Identity { kind, start, increment, min, max, cache, cycle, ty, sequence } = identity;
    let mut out = format!("{kind:?}");
    for (name, value) in
        [("start", start), ("increment", increment), ("min", min), ("max", max), ("cache", cache)]
    {
        option(&mut out, name, value.as_ref());
    }
    flag(&mut out, "cycle", *cycle);
    option(&mut out, "as", ty.as_ref());
    option(&mut out, "sequence", sequence.as_ref());
    out
}

fn parts(parts: &[IndexPart]) -> String {
    let part = |part: &IndexPart| {
        let mut text = match &part.key {
            PartKey::Column(name) => name.clone(),
            PartKey::Expr(expr) => format!("({expr})"),
        };
        option(&mut text, "prefix", part.prefix.as_ref());
        option(&mut text, "collate", part.collation.as_ref());
        option(&mut text, "ops", part.ops.as_ref());
        flag(&mut text, "desc", part.desc);
        option(&mut text, "nulls first", part.nulls_first.as_ref());
        option(&mut text, "with", part.excludes_with.as_ref());
        flag(&mut text, "without overlaps", part.without_overlaps);
        text
    };
    format!("({})", parts.iter().map(part).collect::<Vec<_>>().join(", "))
}

fn put_primary_key(out: &mut String, key: &PrimaryKey) {
    let _ = write!(out, "    primary key {}", parts(&key.parts));
    option(out, "named", key.name.as_ref());
    flag(out, &format!("include {:?}", key.include), !key.include.is_empty());
    option(out, "deferrable", key.deferrable.map(|timing| format!("{timing:?}")).as_ref());
    option(out, "comment", key.comment.as_ref());
    out.push('\n');
}

fn put_index(out: &mut String, index: &Index) {
    let kind = match (index.unique, index.constraint) {
        (true, true) => "unique constraint",
        (true, false) => "unique index",
        (false, true) => "exclusion constraint",
        (false, false) => "index",
    };
    let _ = write!(out, "    {kind} {} {}", index.name, parts(&index.parts));
    option(out, "using", index.kind.as_ref());
    flag(out, &format!("include {:?}", index.include), !index.include.is_empty());
    option(out, "where", index.predicate.as_ref());
    flag(out, "nulls not distinct", index.nulls_not_distinct);
    flag(out, "invisible", index.invisible);
    option(out, "parser", index.parser.as_ref());
    option(out, "deferrable", index.deferrable.map(|timing| format!("{timing:?}")).as_ref());
    flag(out, &format!("with {:?}", index.parameters), !index.parameters.is_empty());
    option(out, "comment", index.comment.as_ref());
    out.push('\n');
}

fn put_foreign_key(out: &mut String, key: &ForeignKey) {
    let name = if key.name.is_empty() { "-" } else { &key.name };
    let (columns, targets) = (key.columns.join(", "), key.ref_columns.join(", "));
    let _ = write!(out, "    foreign key {name} ({columns}) to {} ({targets})", key.references);
    flag(out, &format!("on update {:?}", key.on_update), key.on_update != Default::default());
    flag(out, &format!("on delete {:?}", key.on_delete), key.on_delete != Default::default());
    option(out, "deferrable", key.deferrable.map(|timing| format!("{timing:?}")).as_ref());
    flag(out, &format!("match {:?}", key.match_kind), key.match_kind != Default::default());
    flag(out, "period", key.period);
    flag(out, "not valid", key.not_valid);
    flag(out, "not enforced", key.not_enforced);
    option(out, "comment", key.comment.as_ref());
    out.push('\n');
}

fn put_check(out: &mut String, check: &Check) {
    let name = if check.name.is_empty() { "-" } else { &check.name };
    let _ = write!(out, "    check {name} ({})", check.expr);
    option(out, "with column", check.column.as_ref());
    flag(out, "not enforced", !check.enforced);
    flag(out, "no inherit", check.no_inherit);
    flag(out, "not valid", check.not_valid);
    option(out, "comment", check.comment.as_ref());
    out.push('\n');
}
