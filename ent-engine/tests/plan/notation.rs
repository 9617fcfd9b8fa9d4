//! A small notation for states.
//!
//! ```text
//! schema shop; charset utf8mb4
//! enum status 'on', 'off'; from state; renamed off=closed; drops gone
//! table users; from people; drops age; comment "people"; strict
//!   column id integer; auto
//!   column age int; null; default 18; set storage=main; from years; backfill 0; comment "in years"
//!   pk id
//!   index users_age (age desc, (lower(name)), bio(10)); unique; where age > 0
//!   fk users_boss (boss_id) -> users (id); delete cascade; update set null
//!   check adult age >= 18
//! view grown; reads users; with security_barrier=true: SELECT id FROM users
//!   index grown_id (id)
//! object trigger t1 on users: CREATE TRIGGER ...
//! ```

use ent_engine::dialect::Dialect;
use ent_engine::model::*;

type Result<T> = std::result::Result<T, String>;

/// Reads the notation.
pub fn realm(dialect: &dyn Dialect, text: &str) -> Result<Realm> {
    let mut realm = Realm::default();
    let mut schema = String::new();
    let mut in_view = false;
    for line in text.lines() {
        let (line, nested) = (line.trim(), line.starts_with("  "));
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (word, rest) = line.split_once(' ').ok_or_else(|| format!("half a line: {line}"))?;
        if word == "schema" {
            let (name, options) = parts(rest);
            schema = if name == "-" { String::new() } else { name };
            let schema = realm.schema_or_new(&schema);
            for option in options {
                match option.split_once(' ').unwrap_or((&option, "")) {
                    ("charset", value) => schema.charset = Some(value.to_owned()),
                    ("collation", value) => schema.collation = Some(value.to_owned()),
                    ("comment", value) => schema.comment = Some(unquoted(value)),
                    ("drops", value) => schema.origin.drops.push(value.to_owned()),
                    _ => return Err(format!("unknown option {option}")),
                }
            }
            continue;
        }
        let schema = realm.schema_or_new(&schema);
        in_view = if nested { in_view } else { word == "view" };
        match (nested, word) {
            (false, "table") => schema.tables.push(table(rest)?),
            (false, "enum") => schema.enums.push(enum_type(rest)?),
            (false, "view") => schema.views.push(view(rest, &schema.name)?),
            (false, "object") => schema.objects.push(object(rest)?),
            (false, "sequence") => {
                schema.sequences.push(Sequence { name: rest.to_owned(), ..Sequence::default() });
            }
            (true, "index") if in_view => {
                schema.views.last_mut().ok_or("no view yet")?.indexes.push(index(rest)?);
            }
            (true, word) => {
                let table = schema.tables.last_mut().ok_or("no table yet")?;
                match word {
                    "column" => table.columns.push(column(dialect, rest)?),
                    "pk" => table.primary_key = Some(primary_key(rest)?),
                    "index" => table.indexes.push(index(rest)?),
                    "fk" => table.foreign_keys.push(foreign_key(rest)?),
                    "check" => table.checks.push(check(rest)?),
                    _ => return Err(format!("unknown line: {line}")),
                }
            }
            _ => return Err(format!("unknown line: {line}")),
        }
    }
    Ok(realm)
}

/// What stands before the first `; `, and the options after it.
fn parts(text: &str) -> (String, Vec<String>) {
    let mut parts = text.split("; ").map(|part| part.trim().to_owned());
    (parts.next().unwrap_or_default(), parts.collect())
}

fn unquoted(text: &str) -> String {
    text.trim_matches('"').to_owned()
}

fn names(text: &str) -> Vec<String> {
    text.trim_matches(['(', ')']).split(',').map(|name| name.trim().to_owned()).collect()
}

fn option(option: &str) -> (&str, &str) {
    option.split_once(' ').unwrap_or((option, ""))
}

fn origin(origin: &mut Origin, word: &str, value: &str) -> Result<()> {
    match word {
        "from" => origin.renamed_from = Some(value.to_owned()),
        "drops" => origin.drops.push(value.to_owned()),
        "backfill" => origin.backfill = Some(value.to_owned()),
        "concurrently" => origin.concurrently = true,
        "renamed" => {
            let (from, to) = value.split_once('=').ok_or("renamed from=to")?;
            origin.renamed_values.push((from.to_owned(), to.to_owned()));
        }
        _ => return Err(format!("unknown option {word} {value}")),
    }
    Ok(())
}

fn table(text: &str) -> Result<Table> {
    let (name, options) = parts(text);
    let mut table = Table::new(name);
    for text in &options {
        match option(text) {
            ("comment", value) => table.comment = Some(unquoted(value)),
            ("strict", _) => table.options.strict = true,
            ("without_rowid", _) => table.options.without_rowid = true,
            ("unlogged", _) => table.options.unlogged = true,
            ("partition_by", value) => table.options.partition_by = Some(value.to_owned()),
            ("with", value) => {
                let (key, value) = value.split_once('=').ok_or("with key=value")?;
                table.options.parameters.push((key.to_owned(), value.to_owned()));
            }
            ("engine", value) => table.options.engine = Some(value.to_owned()),
            ("charset", value) => table.options.charset = Some(value.to_owned()),
            ("collation", value) => table.options.collation = Some(value.to_owned()),
            ("raw", value) => table.options.raw = Some(value.to_owned()),
            ("auto_increment", value) => {
                table.options.auto_increment = Some(value.parse().map_err(|_| "a number")?);
            }
            (word, value) => origin(&mut table.origin, word, value)?,
        }
    }
    Ok(table)
}

fn column(dialect: &dyn Dialect, text: &str) -> Result<Column> {
    let (head, options) = parts(text);
    let (name, ty) = head.split_once(' ').unwrap_or((&head, ""));
    let ty = dialect.parse_type(ty).map_err(|error| error.to_string())?;
    let mut column = Column { name: name.to_owned(), ty, ..Column::default() };
    for text in &options {
        match option(text) {
            ("null", _) => column.null = true,
            ("auto", _) => column.auto_increment = true,
            ("invisible", _) => column.invisible = true,
            ("set", value) => {
                let (setting, value) = value.split_once('=').unwrap_or((value, ""));
                column.settings.set(setting_named(setting)?, value);
            }
            ("default", value) => column.default = Some(Expr::new(value)),
            ("on_update", value) => column.on_update = Some(Expr::new(value)),
            ("charset", value) => column.charset = Some(value.to_owned()),
            ("collate", value) => column.collation = Some(collation(value)),
            ("comment", value) => column.comment = Some(unquoted(value)),
            ("stored", value) => {
                column.generated = Some(Generated { expr: Expr::new(value), stored: true });
            }
            ("virtual", value) => {
                column.generated = Some(Generated { expr: Expr::new(value), stored: false });
            }
            ("identity", value) => {
                let mut words = value.split_whitespace();
                let mut identity = Identity::default();
                while let Some(word) = words.next() {
                    let mut number =
                        || words.next().and_then(|word| word.parse().ok()).ok_or("a number after start");
                    match word {
                        "always" => identity.kind = IdentityKind::Always,
                        "min" => identity.min = Some(number()?),
                        "max" => identity.max = Some(number()?),
                        "cache" => identity.cache = Some(number()?),
                        "cycle" => identity.cycle = true,
                        "as" => identity.ty = words.next().map(DataType::new),
                        "called" => identity.sequence = words.next().map(str::to_owned),
                        "start" => identity.start = Some(number()?),
                        "increment" => identity.increment = Some(number()?),
                        _ => {}
                    }
                }
                column.identity = Some(identity);
            }
            (word, value) => origin(&mut column.origin, word, value)?,
        }
    }
    Ok(column)
}

fn setting_named(name: &str) -> Result<ColumnSetting> {
    Ok(match name {
        "storage" => ColumnSetting::Storage,
        "compression" => ColumnSetting::Compression,
        "statistics" => ColumnSetting::Statistics,
        "srid" => ColumnSetting::Srid,
        "compressed" => ColumnSetting::Compressed,
        "unversioned" => ColumnSetting::Unversioned,
        "key_conflict" => ColumnSetting::KeyConflict,
        "null_conflict" => ColumnSetting::NullConflict,
        name => ColumnSetting::from_parameter(name).ok_or(format!("unknown setting {name}"))?,
    })
}

fn index_parts(text: &str) -> Vec<IndexPart> {
    let mut parts = Vec::new();
    let (mut depth, mut word) = (0, String::new());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(std::mem::take(&mut word));
                continue;
            }
            _ => {}
        }
        word.push(c);
    }
    parts.push(word);
    parts.iter().map(|part| index_part(part.trim())).collect()
}

fn index_part(text: &str) -> IndexPart {
    let mut part = IndexPart::default();
    let rest = if text.starts_with('(') {
        let end = text.rfind(')').map_or(text.len(), |at| at + 1);
        part.key = PartKey::Expr(Expr::new(&text[..end]));
        &text[end..]
    } else {
        let end = text.find([' ', '(']).unwrap_or(text.len());
        part.key = PartKey::Column(text[..end].to_owned());
        match text[end..].strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((prefix, rest)) => {
                part.prefix = prefix.parse().ok();
                rest
            }
            None => &text[end..],
        }
    };
    let mut words = rest.split_whitespace();
    while let Some(word) = words.next() {
        match word {
            "desc" => part.desc = true,
            "nulls_first" => part.nulls_first = Some(true),
            "nulls_last" => part.nulls_first = Some(false),
            "collate" => part.collation = words.next().map(collation),
            ops => part.ops = Some(ops.to_owned()),
        }
    }
    part
}

fn collation(text: &str) -> Collation {
    match text.split_once('.') {
        Some((schema, name)) => Collation { schema: Some(schema.to_owned()), name: name.to_owned() },
        None => Collation::new(text),
    }
}

fn primary_key(text: &str) -> Result<PrimaryKey> {
    let (head, options) = parts(text);
    let mut key = PrimaryKey { parts: index_parts(&head), ..PrimaryKey::default() };
    for text in &options {
        match option(text) {
            ("name", value) => key.name = Some(value.to_owned()),
            ("include", value) => key.include = names(value),
            _ => return Err(format!("unknown option {text}")),
        }
    }
    Ok(key)
}

fn index(text: &str) -> Result<Index> {
    let (head, options) = parts(text);
    let (name, list) = head.split_once(' ').ok_or("an index without parts")?;
    let inside =
        list.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).ok_or("index parts")?;
    let mut index = Index { name: name.to_owned(), parts: index_parts(inside), ..Index::default() };
    for text in &options {
        match option(text) {
            ("unique", _) => index.unique = true,
            ("constraint", _) => {
                index.unique = true;
                index.constraint = true;
            }
            ("kind", value) => index.kind = Some(value.to_owned()),
            ("include", value) => index.include = names(value),
            ("where", value) => index.predicate = Some(Expr::new(value)),
            ("nulls_not_distinct", _) => index.nulls_not_distinct = true,
            ("invisible", _) => index.invisible = true,
            ("parser", value) => index.parser = Some(value.to_owned()),
            ("comment", value) => index.comment = Some(unquoted(value)),
            ("with", value) => {
                let (key, value) = value.split_once('=').ok_or("with key=value")?;
                index.parameters.push((key.to_owned(), value.to_owned()));
            }
            (word, value) => origin(&mut index.origin, word, value)?,
        }
    }
    Ok(index)
}

fn foreign_key(text: &str) -> Result<ForeignKey> {
    let (head, options) = parts(text);
    let (from, to) = head.split_once(" -> ").ok_or("fk name (a) -> t (b)")?;
    let (name, columns) = from.split_once(" (").ok_or("fk columns")?;
    let (target, ref_columns) = to.split_once(" (").ok_or("fk target columns")?;
    let (schema, table) = target.split_once('.').unwrap_or(("", target));
    let mut key = ForeignKey {
        name: if name == "-" { String::new() } else { name.to_owned() },
        columns: names(columns),
        references: TableRef::new(schema, table),
        ref_columns: names(ref_columns),
        ..ForeignKey::default()
    };
    let action = |text: &str| match text {
        "cascade" => Ok(ReferentialAction::Cascade),
        "restrict" => Ok(ReferentialAction::Restrict),
        "set null" => Ok(ReferentialAction::SetNull),
        "set default" => Ok(ReferentialAction::SetDefault),
        "no action" => Ok(ReferentialAction::NoAction),
        _ => Err(format!("unknown action {text}")),
    };
    for text in &options {
        match option(text) {
            ("delete", value) => key.on_delete = action(value)?,
            ("update", value) => key.on_update = action(value)?,
            ("deferrable", "deferred") => key.deferrable = Some(Deferrable::InitiallyDeferred),
            ("deferrable", _) => key.deferrable = Some(Deferrable::InitiallyImmediate),
            (word, value) => origin(&mut key.origin, word, value)?,
        }
    }
    Ok(key)
}

fn check(text: &str) -> Result<Check> {
    let (head, options) = parts(text);
    let (name, expr) = head.split_once(' ').ok_or("a check without expression")?;
    let mut check = Check::new(if name == "-" { "" } else { name }, Expr::new(expr));
    for text in &options {
        match text.as_str() {
            "not enforced" => check.enforced = false,
            "no inherit" => check.no_inherit = true,
            _ => return Err(format!("unknown option {text}")),
        }
    }
    Ok(check)
}

fn enum_type(text: &str) -> Result<EnumType> {
    let (head, options) = parts(text);
    let (name, values) = head.split_once(' ').ok_or("an enum without values")?;
    let values = values.split(',').map(|value| value.trim().trim_matches('\'').to_owned()).collect();
    let mut ty = EnumType { name: name.to_owned(), values, ..EnumType::default() };
    for text in &options {
        let (word, value) = option(text);
        if word == "comment" {
            ty.comment = Some(unquoted(value));
        } else {
            origin(&mut ty.origin, word, value)?;
        }
    }
    Ok(ty)
}

fn view(text: &str, schema: &str) -> Result<View> {
    let (head, definition) = text.split_once(": ").ok_or("view name: query")?;
    let (name, options) = parts(head);
    let mut view = View { name, definition: Expr::new(definition), ..View::default() };
    for text in &options {
        match option(text) {
            ("reads", value) => {
                let tables = names(value).into_iter().map(|table| TableRef::new(schema, table));
                view.depends_on = tables.collect();
            }
            ("materialized", _) => view.materialized = true,
            ("columns", value) => view.columns = names(value),
            ("comment", value) => view.comment = Some(unquoted(value)),
            ("with", value) => {
                let (key, value) = value.split_once('=').ok_or("with key=value")?;
                view.options.push((key.to_owned(), value.to_owned()));
            }
            _ => return Err(format!("unknown option {text}")),
        }
    }
    Ok(view)
}

fn object(text: &str) -> Result<Object> {
    let (head, body) = text.split_once(": ").ok_or("object kind name: text")?;
    let (kind, rest) = head.split_once(' ').ok_or("an object without name")?;
    let kind = match kind {
        "trigger" => ObjectKind::Trigger,
        "function" => ObjectKind::Function,
        "domain" => ObjectKind::Domain,
        "composite" => ObjectKind::Composite,
        "extension" => ObjectKind::Extension,
        "policy" => ObjectKind::Policy,
        "rule" => ObjectKind::Rule,
        "other" => ObjectKind::Other,
        other => return Err(format!("unknown kind {other:?}")),
    };
    let (name, table) = match rest.trim().rsplit_once(" on ") {
        Some((name, table)) => (name.to_owned(), Some(table.to_owned())),
        None => (rest.trim().to_owned(), None),
    };
    Ok(Object { kind, name, table, text: body.to_owned(), comment: None, origin: Origin::default() })
}
