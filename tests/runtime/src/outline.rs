use std::fmt::Write as _;

use ent_engine::model::{
    Check, Column, ForeignKey, Index, IndexPart, MatchKind, Object, PartKey, Realm, ReferentialAction,
    Schema, Table, TableOptions,
};

/// A realm as text, one line for each thing, with what is at its default left out.
pub fn outline(realm: &Realm) -> String {
    let mut out = String::new();
    for object in &realm.objects {
        out.push_str(&line_of(object));
    }
    for schema in &realm.schemas {
        schema_lines(schema, &mut out);
    }
    out
}

fn schema_lines(schema: &Schema, out: &mut String) {
    let name = if schema.name.is_empty() { "(connected)" } else { &schema.name };
    writeln!(out, "schema {name}{}", words(&[("comment", &schema.comment)])).unwrap();
    for ty in &schema.enums {
        writeln!(out, "enum {} {:?}{}", ty.name, ty.values, words(&[("comment", &ty.comment)])).unwrap();
    }
    for sequence in &schema.sequences {
        writeln!(
            out,
            "sequence {} {:?} start={:?} by={:?} min={:?} max={:?} cache={:?} cycle={} owned={:?}",
            sequence.name,
            sequence.ty.as_ref().map(ToString::to_string),
            sequence.start,
            sequence.increment,
            sequence.min,
            sequence.max,
            sequence.cache,
            sequence.cycle,
            sequence.owned_by
        )
        .unwrap();
    }
    for table in &schema.tables {
        table_lines(table, out);
    }
    for view in &schema.views {
        let kind = if view.materialized { "materialized view" } else { "view" };
        let depends: Vec<String> = view.depends_on.iter().map(ToString::to_string).collect();
        let definition = view.definition.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{kind} {} {:?} on {depends:?} = {definition}", view.name, view.columns).unwrap();
    }
    for object in &schema.objects {
        out.push_str(&line_of(object));
    }
}

fn line_of(object: &Object) -> String {
    let on = object.table.as_ref().map(|table| format!(" on {table}")).unwrap_or_default();
    let text = object.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{:?} {}{on} = {text}\n", object.kind, object.name)
}

fn table_lines(table: &Table, out: &mut String) {
    writeln!(out, "table {}{}{}", table.name, options(&table.options), words(&[("comment", &table.comment)]))
        .unwrap();
    for column in &table.columns {
        writeln!(out, "  {}", column_line(column)).unwrap();
    }
    if let Some(key) = &table.primary_key {
        let name = key.name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
        let include = list("include", &key.include);
        writeln!(
            out,
            "  primary key{name} ({}){include}{}",
            parts(&key.parts),
            words(&[("comment", &key.comment)])
        )
        .unwrap();
    }
    for index in &table.indexes {
        writeln!(out, "  {}", index_line(index)).unwrap();
    }
    for key in &table.foreign_keys {
        writeln!(out, "  {}", foreign_key_line(key)).unwrap();
    }
    for check in &table.checks {
        writeln!(out, "  {}", check_line(check)).unwrap();
    }
}

fn options(options: &TableOptions) -> String {
    let number = options.auto_increment.map(|number| number.to_string());
    let mut out = words(&[
        ("engine", &options.engine),
        ("charset", &options.charset),
        ("collation", &options.collation),
        ("auto_increment", &number),
        ("raw", &options.raw),
        ("partition", &options.partition_by),
    ]);
    for (flag, name) in [
        (options.strict, " strict"),
        (options.without_rowid, " without_rowid"),
        (options.unlogged, " unlogged"),
    ] {
        if flag {
            out.push_str(name);
        }
    }
    if !options.parameters.is_empty() {
        write!(out, " with {:?}", options.parameters).unwrap();
    }
    if let Some(partition) = &options.partition_of {
        write!(out, " partition of {} {}", partition.parent, partition.bound).unwrap();
    }
    let parents: Vec<String> = options.inherits.iter().map(ToString::to_string).collect();
    out.push_str(&list("inherits", &parents));
    for (flag, name) in
        [(options.row_security, " row security"), (options.force_row_security, " force row security")]
    {
        if flag {
            out.push_str(name);
        }
    }
    out
}

fn column_line(column: &Column) -> String {
    let mut line = format!("{} {}", column.name, column.ty);
    line.push_str(if column.null { " null" } else { " not null" });
    if let Some(schema) = &column.ty.schema {
        let schema = if schema.is_empty() { "the connection's schema" } else { schema };
        write!(line, " (type of {schema})").unwrap();
    }
    if let Some(default) = &column.default {
        write!(line, " default {default}").unwrap();
    }
    if let Some(generated) = &column.generated {
        write!(line, " {} {}", if generated.stored { "stored" } else { "virtual" }, generated.expr).unwrap();
    }
    if let Some(identity) = &column.identity {
        write!(line, " identity {:?} {:?} {:?}", identity.kind, identity.start, identity.increment).unwrap();
    }
    if column.auto_increment {
        line.push_str(" auto_increment");
    }
    if let Some(expr) = &column.on_update {
        write!(line, " on update {expr}").unwrap();
    }
    line.push_str(&words(&[
        ("charset", &column.charset),
        ("collation", &column.collation.as_ref().map(ToString::to_string)),
        ("comment", &column.comment),
    ]));
    if column.invisible {
        line.push_str(" invisible");
    }
    line
}

fn index_line(index: &Index) -> String {
    let mut line = String::new();
    if index.unique {
        line.push_str("unique ");
    }
    write!(line, "{} {}", if index.constraint { "constraint" } else { "index" }, index.name).unwrap();
    write!(line, " ({})", parts(&index.parts)).unwrap();
    line.push_str(&words(&[("kind", &index.kind), ("parser", &index.parser), ("comment", &index.comment)]));
    line.push_str(&list("include", &index.include));
    if let Some(predicate) = &index.predicate {
        write!(line, " where {predicate}").unwrap();
    }
    if let Some(deferrable) = index.deferrable {
        write!(line, " {deferrable:?}").unwrap();
    }
    if index.nulls_not_distinct {
        line.push_str(" nulls not distinct");
    }
    if index.invisible {
        line.push_str(" invisible");
    }
    if !index.parameters.is_empty() {
        write!(line, " with {:?}", index.parameters).unwrap();
    }
    line
}

fn parts(parts: &[IndexPart]) -> String {
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

fn part(part: &IndexPart) -> String {
    let mut text = match &part.key {
        PartKey::Column(name) => name.clone(),
        PartKey::Expr(expr) => format!("({expr})"),
    };
    if let Some(prefix) = part.prefix {
        write!(text, "({prefix})").unwrap();
    }
    text.push_str(&words(&[
        ("collate", &part.collation.as_ref().map(ToString::to_string)),
        ("ops", &part.ops),
    ]));
    if part.desc {
        text.push_str(" desc");
    }
    if let Some(first) = part.nulls_first {
        text.push_str(if first { " nulls first" } else { " nulls last" });
    }
    if let Some(operator) = &part.excludes_with {
        write!(text, " with {operator}").unwrap();
    }
    text
}

fn foreign_key_line(key: &ForeignKey) -> String {
    let name = if key.name.is_empty() { "-" } else { &key.name };
    let mut line = format!(
        "foreign key {name} ({}) -> {} ({})",
        key.columns.join(", "),
        key.references,
        key.ref_columns.join(", ")
    );
    for (action, on) in [(key.on_update, "update"), (key.on_delete, "delete")] {
        if action != ReferentialAction::NoAction {
            write!(line, " on {on} {}", action.as_sql()).unwrap();
        }
    }
    if let Some(deferrable) = key.deferrable {
        write!(line, " {deferrable:?}").unwrap();
    }
    if key.match_kind != MatchKind::Simple {
        write!(line, " match {:?}", key.match_kind).unwrap();
    }
    if key.not_valid {
        line.push_str(" not valid");
    }
    line
}

fn check_line(check: &Check) -> String {
    let name = if check.name.is_empty() { "-" } else { &check.name };
    let mut line = format!("check {name} {}", check.expr);
    line.push_str(&words(&[("of", &check.column), ("comment", &check.comment)]));
    for (flag, text) in [
        (!check.enforced, " not enforced"),
        (check.no_inherit, " no inherit"),
        (check.not_valid, " not valid"),
    ] {
        if flag {
            line.push_str(text);
        }
    }
    line
}

fn words(pairs: &[(&str, &Option<String>)]) -> String {
    pairs.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!(" {name}={value}"))).collect()
}

fn list(name: &str, values: &[String]) -> String {
    if values.is_empty() { String::new() } else { format!(" {name} ({})", values.join(", ")) }
}
