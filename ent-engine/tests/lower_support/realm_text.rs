use std::fmt::Write as _;

use ent_engine::model::{
    Column, ForeignKey, Index, IndexPart, Origin, PartKey, Realm, ReferentialAction, Table, TableOptions,
    View,
};

/// A realm as text: what is at its default is left out.
pub fn dump_realm(realm: &Realm) -> String {
    let mut out = String::new();
    for schema in &realm.schemas {
        let drops = list(" drops ", &schema.origin.drops);
        let _ = writeln!(out, "schema {}{drops}", if schema.name.is_empty() { "-" } else { &schema.name });
        for ty in &schema.enums {
            let _ = writeln!(out, "  enum {}: {}{}", ty.name, ty.values.join(", "), origin(&ty.origin));
        }
        for table in &schema.tables {
            table_text(table, &mut out);
        }
        for view in &schema.views {
            view_text(view, &mut out);
        }
    }
    out
}

fn list(before: &str, names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("{before}{}", names.join(", ")) }
}

fn some(before: &str, text: Option<&impl ToString>) -> String {
    text.map_or(String::new(), |text| format!("{before}{}", text.to_string()))
}

fn origin(origin: &Origin) -> String {
    let mut words = Vec::new();
    words.extend(origin.renamed_from.as_ref().map(|name| format!("was {name}")));
    words.extend(origin.renamed_values.iter().map(|(previous, next)| format!("value {previous} -> {next}")));
    words.extend(origin.backfill.as_ref().map(|sql| format!("backfill {sql}")));
    words.extend((!origin.drops.is_empty()).then(|| format!("drops {}", origin.drops.join(", "))));
    words.extend(origin.concurrently.then(|| "concurrently".to_owned()));
    if words.is_empty() { String::new() } else { format!("  -- {}", words.join("; ")) }
}

fn table_text(table: &Table, out: &mut String) {
    let comment = some(" comment ", table.comment.as_ref());
    let _ =
        writeln!(out, "  table {}{}{comment}{}", table.name, options(&table.options), origin(&table.origin));
    for column in &table.columns {
        column_text(column, out);
    }
    if let Some(key) = &table.primary_key {
        let _ = writeln!(out, "    primary key ({})", key.columns().collect::<Vec<_>>().join(", "));
    }
    for index in &table.indexes {
        index_text(index, out);
    }
    for key in &table.foreign_keys {
        key_text(key, out);
    }
    for check in &table.checks {
        let _ = writeln!(out, "    check {}: {}{}", check.name, check.expr, origin(&check.origin));
    }
}

fn options(options: &TableOptions) -> String {
    let mut words = Vec::new();
    words.extend(options.engine.as_ref().map(|engine| format!("engine {engine}")));
    words.extend(options.charset.as_ref().map(|charset| format!("charset {charset}")));
    words.extend(options.collation.as_ref().map(|collation| format!("collate {collation}")));
    words.extend(options.raw.as_ref().map(|raw| format!("raw {raw}")));
    words.extend(options.auto_increment.map(|start| format!("from {start}")));
    words.extend(options.strict.then(|| "strict".to_owned()));
    words.extend(options.without_rowid.then(|| "without rowid".to_owned()));
    words.extend(options.unlogged.then(|| "unlogged".to_owned()));
    words.extend(options.partition_by.as_ref().map(|by| format!("partition by {by}")));
    words.extend(options.parameters.iter().map(|(name, value)| format!("with {name}={value}")));
    if words.is_empty() { String::new() } else { format!(" [{}]", words.join(", ")) }
}

fn column_text(column: &Column, out: &mut String) {
    let _ = write!(out, "    {} {}", column.name, column.ty);
    let _ = write!(out, "{}", if column.null { " null" } else { "" });
    let _ = write!(
        out,
        "{}{}",
        some(" charset ", column.charset.as_ref()),
        some(" collate ", column.collation.as_ref())
    );
    let _ = write!(out, "{}", some(" default ", column.default.as_ref()));
    if let Some(generated) = &column.generated {
        let _ = write!(
            out,
            " generated {} {}",
            if generated.stored { "stored" } else { "virtual" },
            generated.expr
        );
    }
    if let Some(identity) = &column.identity {
        let _ = write!(out, " identity{}", some(" from ", identity.start.as_ref()));
    }
    let _ = write!(out, "{}", if column.auto_increment { " auto_increment" } else { "" });
    let _ = writeln!(out, "{}{}", some(" comment ", column.comment.as_ref()), origin(&column.origin));
}

fn part(part: &IndexPart) -> String {
    let mut text = match &part.key {
        PartKey::Column(name) => name.clone(),
        PartKey::Expr(expr) => format!("`{expr}`"),
    };
    let _ = write!(text, "{}{}", some(" prefix ", part.prefix.as_ref()), some(" ops ", part.ops.as_ref()));
    text += &some(" collate ", part.collation.as_ref());
    text += if part.desc { " desc" } else { "" };
    text += match part.nulls_first {
        Some(true) => " nulls first",
        Some(false) => " nulls last",
        None => "",
    };
    text
}

fn index_text(index: &Index, out: &mut String) {
    let parts: Vec<String> = index.parts.iter().map(part).collect();
    let unique = if index.unique { "unique " } else { "" };
    let _ = write!(out, "    {unique}index {} ({})", index.name, parts.join(", "));
    let _ = write!(out, "{}{}", some(" kind ", index.kind.as_ref()), list(" include ", &index.include));
    let _ = write!(out, "{}", if index.nulls_not_distinct { " nulls not distinct" } else { "" });
    let _ = write!(
        out,
        "{}{}",
        some(" where ", index.predicate.as_ref()),
        some(" comment ", index.comment.as_ref())
    );
    let _ = writeln!(out, "{}", origin(&index.origin));
}

fn key_text(key: &ForeignKey, out: &mut String) {
    let _ = write!(
        out,
        "    key {} ({}) -> {} ({})",
        key.name,
        key.columns.join(", "),
        key.references,
        key.ref_columns.join(", ")
    );
    for (word, action) in [("delete", key.on_delete), ("update", key.on_update)] {
        if action != ReferentialAction::NoAction {
            let _ = write!(out, " on {word} {}", action.as_sql().to_lowercase());
        }
    }
    let _ = writeln!(out, "{}", origin(&key.origin));
}

fn view_text(view: &View, out: &mut String) {
    let kind = if view.materialized { "materialized view" } else { "view" };
    let comment = some(" comment ", view.comment.as_ref());
    let _ = writeln!(
        out,
        "  {kind} {} ({}){comment}{}",
        view.name,
        view.columns.join(", "),
        origin(&view.origin)
    );
    let reads: Vec<String> = view.depends_on.iter().map(ToString::to_string).collect();
    let _ = writeln!(out, "    {}{}", view.definition, list(" -- reads ", &reads));
}
