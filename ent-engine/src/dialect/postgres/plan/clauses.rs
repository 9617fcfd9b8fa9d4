//! Pieces of statements: columns, keys, indexes, constraints.

use super::super::Postgres;
use super::super::replay::{not_null, object_name};
use super::super::types::is_builtin;
use crate::dialect::{Dialect, ReplayRules, Types};
use crate::model::{
    Check, Column, ColumnSetting, DataType, Deferrable, Expr, ForeignKey, Generated, Identity, IdentityKind,
    Index, IndexPart, MatchKind, PartKey, PrimaryKey, Table,
};
use crate::plan::{PlanContext, PlanError, go_quote, wrap};
use crate::sql::{Syntax, Tokens};

impl Postgres {
    /// The object's name, qualified as the plan asks for.
    pub(super) fn name(&self, context: &PlanContext<'_>, schema: &str, name: &str) -> String {
        self.qualified(context.qualifier(schema), name)
    }

    /// The type of a column of a table in `schema`; types of the user's own are qualified as tables
    /// are.
    pub(super) fn column_type(&self, context: &PlanContext<'_>, schema: &str, ty: &DataType) -> String {
        let is_own = || {
            let mut states = [context.next, context.previous].into_iter();
            states.any(|realm| Self::has_type(realm, schema, &ty.name))
        };
        let home = match &ty.schema {
            Some(home) => Some(home.as_str()),
            None if self.is_user_type(ty) && is_own() => Some(schema),
            None => None,
        };
        let said = home.map(|home| if home == schema { context.qualifier(home) } else { home });
        let hidden = || home.filter(|home| is_hidden(context, home, &ty.name));
        let own_schema = self.naming().own_schema;
        let schema = said
            .filter(|said| !said.is_empty())
            .or_else(|| hidden().map(|home| if home.is_empty() { own_schema } else { home }))
            .map(str::to_owned);
        self.type_sql(&DataType { schema, ..ty.clone() })
    }

    pub(super) fn column_sql(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        column: &Column,
    ) -> Result<String, PlanError> {
        let serial = is_serial(&column.ty);
        if serial && column.null {
            return Err(PlanError::unsupported(
                format!("column {}", go_quote(&column.name)),
                format!("NOT NULL constraint is required for serial column {}", go_quote(&column.name)),
            ));
        }
        let mut words = vec![self.quote(&column.name), self.column_type(context, schema, &column.ty)];
        if let Some(method) = column.settings.get(ColumnSetting::Compression) {
            words.push(format!("COMPRESSION {method}"));
        }
        words.push(if column.null { "NULL".to_owned() } else { self.not_null_sql("", column) });
        if let Some(default) = column.default.as_ref().filter(|_| !serial) {
            words.push(format!("DEFAULT {}", default_sql(default)));
        }
        if let Some(collation) = &column.collation {
            words.push(format!("COLLATE {}", self.collation(context, schema, collation)));
        }
        if let Some(identity) = &column.identity {
            words.push(self.identity_sql(context, schema, identity));
        }
        if let Some(generated) = &column.generated {
            words.push(generated_sql(generated));
        }
        Ok(words.join(" "))
    }

    /// NOT NULL under the name that it has where the server keeps that, which goes unsaid if it is the usual one.
    pub(super) fn not_null_sql(&self, table: &str, column: &Column) -> String {
        let mut sql = String::new();
        if let Some(name) = column.origin.not_null.as_ref().filter(|_| self.version >= not_null::SINCE)
            && *name != not_null::usual_name(table, column)
        {
            sql = format!("CONSTRAINT {} ", self.quote(name));
        }
        sql += "NOT NULL";
        if column.settings.has(ColumnSetting::NotNullAlone) {
            sql += " NO INHERIT";
        }
        sql
    }

    /// The NOT NULL of a column as a constraint of its table, which may not hold for the rows that are there.
    pub(super) fn not_null_constraint_sql(&self, table: &str, column: &Column) -> String {
        let name = not_null::name_of(table, column);
        let alone = if column.settings.has(ColumnSetting::NotNullAlone) { " NO INHERIT" } else { "" };
        let unchecked = if is_unchecked(column) { " NOT VALID" } else { "" };
        format!("CONSTRAINT {} NOT NULL {}{alone}{unchecked}", self.quote(&name), self.quote(&column.name))
    }

    pub(super) fn identity_sql(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        identity: &Identity,
    ) -> String {
        let kind = identity_kind(identity.kind);
        let mut options = Vec::new();
        if let Some(name) = &identity.sequence {
            options.push(format!("SEQUENCE NAME {}", self.name(context, schema, name)));
        }
        options.extend(identity_options(identity));
        let options = if options.is_empty() { String::new() } else { format!(" ({})", options.join(" ")) };
        format!("GENERATED {kind} AS IDENTITY{options}")
    }

    pub(super) fn primary_key_sql(&self, table: &str, key: &PrimaryKey) -> String {
        let mut sql = match &key.name {
            Some(name) if *name != default_key_name(table) => format!("CONSTRAINT {} ", self.quote(name)),
            _ => String::new(),
        };
        let columns: Vec<String> = key
            .parts
            .iter()
            .filter_map(|part| Some(self.quote(part.column_name()?) + without_overlaps(part)))
            .collect();
        sql += &format!("PRIMARY KEY ({})", columns.join(", "));
        if !key.include.is_empty() {
            sql += &format!(" INCLUDE ({})", self.names(&key.include));
        }
        if !key.parameters.is_empty() {
            sql += &format!(" WITH ({})", parameters(&key.parameters));
        }
        sql += timing(key.deferrable);
        sql
    }

    /// A unique or an exclusion constraint.
    pub(super) fn unique_sql(&self, context: &PlanContext<'_>, schema: &str, index: &Index) -> String {
        let mut sql = format!("CONSTRAINT {} ", self.quote(&index.name));
        if index.unique {
            let distinct = if index.nulls_not_distinct { "NULLS NOT DISTINCT " } else { "" };
            sql += &format!("UNIQUE {distinct}({})", self.parts(context, schema, &index.parts));
        } else {
            let kind = index.kind.as_deref().unwrap_or("btree");
            let parts: Vec<String> = index
                .parts
                .iter()
                .map(|part| {
                    let with = part.excludes_with.as_deref().unwrap_or("=");
                    format!("{} WITH {with}", self.parts(context, schema, std::slice::from_ref(part)))
                })
                .collect();
            sql += &format!("EXCLUDE USING {kind} ({})", parts.join(", "));
        }
        if !index.include.is_empty() {
            sql += &format!(" INCLUDE ({})", self.names(&index.include));
        }
        if !index.parameters.is_empty() {
            sql += &format!(" WITH ({})", parameters(&index.parameters));
        }
        if let Some(predicate) = &index.predicate {
            sql += &format!(" WHERE {}", wrap(predicate.as_str()));
        }
        sql += timing(index.deferrable);
        sql
    }

    pub(super) fn foreign_key_sql(
        &self,
        context: &PlanContext<'_>,
        table: &Table,
        key: &ForeignKey,
    ) -> Result<String, PlanError> {
        let missing: Vec<String> =
            key.columns.iter().filter(|column| table.column(column).is_none()).cloned().collect();
        if !missing.is_empty() {
            return Err(PlanError::MissingKeyColumns { key: key.name.clone(), columns: missing });
        }
        let mut sql = String::new();
        if !key.name.is_empty() {
            sql = format!("CONSTRAINT {} ", self.quote(&key.name));
        }
        sql += &format!(
            "FOREIGN KEY ({}) REFERENCES {}",
            self.key_names(&key.columns, key.period),
            self.name(context, &key.references.schema, &key.references.table)
        );
        if !key.ref_columns.is_empty() {
            sql += &format!(" ({})", self.key_names(&key.ref_columns, key.period));
        }
        match key.match_kind {
            MatchKind::Simple => {}
            MatchKind::Full => sql += " MATCH FULL",
            MatchKind::Partial => sql += " MATCH PARTIAL",
        }
        sql += &format!(" ON UPDATE {} ON DELETE {}", key.on_update.as_sql(), key.on_delete.as_sql());
        if !key.on_delete_columns.is_empty() {
            sql += &format!(" ({})", self.names(&key.on_delete_columns));
        }
        sql += timing(key.deferrable);
        if key.not_enforced {
            sql += " NOT ENFORCED";
        } else if key.not_valid {
            sql += " NOT VALID";
        }
        Ok(sql)
    }

    pub(super) fn check_sql(&self, check: &Check) -> String {
        let mut sql = String::new();
        if !check.name.is_empty() {
            sql = format!("CONSTRAINT {} ", self.quote(&check.name));
        }
        sql += &format!("CHECK {}", wrap(check.expr.as_str()));
        if check.no_inherit {
            sql += " NO INHERIT";
        }
        if !check.enforced {
            sql += " NOT ENFORCED";
        } else if check.not_valid {
            sql += " NOT VALID";
        }
        sql
    }

    pub(super) fn create_index_sql(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &str,
        index: &Index,
        concurrently: bool,
    ) -> String {
        let unique = if index.unique { "UNIQUE " } else { "" };
        let concurrently = if concurrently { "CONCURRENTLY " } else { "" };
        let (name, table) = (self.quote(&index.name), self.name(context, schema, table));
        let head = format!("CREATE {unique}INDEX {concurrently}{name} ON {table} ");
        head + &self.indexed(context, schema, index)
    }

    /// The statement that makes an index on a table, `ONLY` on that where it is partitioned.
    pub(super) fn create_index_on(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        index: &Index,
        only: &str,
    ) -> String {
        let unique = if index.unique { "UNIQUE " } else { "" };
        let (name, table) = (self.quote(&index.name), self.name(context, schema, table));
        format!("CREATE {unique}INDEX {name} ON {only}{table} {}", self.indexed(context, schema, index))
    }

    /// What is indexed, and how.
    fn indexed(&self, context: &PlanContext<'_>, schema: &str, index: &Index) -> String {
        let mut sql = String::new();
        if let Some(kind) = index.kind.as_deref().filter(|kind| !kind.eq_ignore_ascii_case("btree")) {
            sql += &format!("USING {} ", kind.to_uppercase());
        }
        sql += &format!("({})", self.parts(context, schema, &index.parts));
        if !index.include.is_empty() {
            sql += &format!(" INCLUDE ({})", self.names(&index.include));
        }
        if index.nulls_not_distinct {
            sql += " NULLS NOT DISTINCT";
        }
        if !index.parameters.is_empty() {
            sql += &format!(" WITH ({})", parameters(&index.parameters));
        }
        if let Some(predicate) = &index.predicate {
            sql += &format!(" WHERE {}", wrap(predicate.as_str()));
        }
        sql
    }

    pub(super) fn parts(&self, context: &PlanContext<'_>, schema: &str, parts: &[IndexPart]) -> String {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| {
                let mut sql = match &part.key {
                    PartKey::Column(name) => self.quote(name),
                    PartKey::Expr(expr) => wrap(expr.as_str()),
                };
                if let Some(collation) = &part.collation {
                    sql += &format!(" COLLATE {}", self.collation(context, schema, collation));
                }
                if let Some(ops) = &part.ops {
                    sql += &format!(" {ops}");
                }
                if part.desc {
                    sql += " DESC";
                }
                match part.nulls_first {
                    Some(false) if part.desc => sql += " NULLS LAST",
                    Some(true) if !part.desc => sql += " NULLS FIRST",
                    _ => {}
                }
                sql + without_overlaps(part)
            })
            .collect();
        parts.join(", ")
    }

    /// The columns of a foreign key, the last of which may be a time span.
    fn key_names(&self, columns: &[String], period: bool) -> String {
        match columns.split_last() {
            Some((last, [])) if period => format!("PERIOD {}", self.quote(last)),
            Some((last, others)) if period => format!("{}, PERIOD {}", self.names(others), self.quote(last)),
            _ => self.names(columns),
        }
    }

    pub(super) fn names(&self, names: &[String]) -> String {
        let names: Vec<String> = names.iter().map(|name| self.quote(name)).collect();
        names.join(", ")
    }
}

/// Whether NULLs that are there stay until they are looked for.
pub(super) fn is_unchecked(column: &Column) -> bool {
    !column.null && column.settings.has(ColumnSetting::NotNullUnchecked)
}

/// How the server computes a column, and whether it keeps what comes of it.
pub(super) fn generated_sql(generated: &Generated) -> String {
    let kept = if generated.stored { "STORED" } else { "VIRTUAL" };
    format!("GENERATED ALWAYS AS {} {kept}", wrap(generated.expr.as_str()))
}

fn without_overlaps(part: &IndexPart) -> &'static str {
    if part.without_overlaps { " WITHOUT OVERLAPS" } else { "" }
}

pub(super) fn timing(deferrable: Option<Deferrable>) -> &'static str {
    match deferrable {
        Some(Deferrable::InitiallyDeferred) => " DEFERRABLE INITIALLY DEFERRED",
        Some(Deferrable::InitiallyImmediate) => " DEFERRABLE INITIALLY IMMEDIATE",
        None => "",
    }
}

/// How the sequence of an identity counts, as far as it says.
pub(super) fn identity_options(identity: &Identity) -> Vec<String> {
    let numbers = [
        ("START WITH", identity.start.filter(|start| *start != 1 || identity.min.is_some())),
        ("INCREMENT BY", identity.increment.filter(|step| *step != 1)),
        ("MINVALUE", identity.min),
        ("MAXVALUE", identity.max),
        ("CACHE", identity.cache),
    ];
    let numbers = numbers.into_iter().filter_map(|(words, value)| Some(format!("{words} {}", value?)));
    numbers.chain(identity.cycle.then(|| "CYCLE".to_owned())).collect()
}

pub(super) fn identity_kind(kind: IdentityKind) -> &'static str {
    match kind {
        IdentityKind::Always => "ALWAYS",
        IdentityKind::ByDefault => "BY DEFAULT",
    }
}

/// Whether the name of a type of `home` means another where it stands alone: the server's own, or one of a schema in
/// which names may be looked for first.
fn is_hidden(context: &PlanContext<'_>, home: &str, name: &str) -> bool {
    let schemas = || [context.next, context.previous].into_iter().flat_map(|realm| &realm.schemas);
    is_builtin(name)
        || home.is_empty() && schemas().any(|schema| !schema.name.is_empty() && schema.has_type(name))
}

/// Name that the server gives a primary key.
pub(in super::super) fn default_key_name(table: &str) -> String {
    object_name(table, None, "pkey")
}

pub(super) fn parameters(parameters: &[(String, String)]) -> String {
    let parameters: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    parameters.join(", ")
}

pub(in super::super) fn is_serial(ty: &DataType) -> bool {
    matches!(ty.name.as_str(), "smallserial" | "serial" | "bigserial") && ty.schema.is_none()
}

/// The integer type that a serial type stores.
pub(in super::super) fn integer_of(ty: &DataType) -> DataType {
    match ty.name.as_str() {
        "smallserial" => DataType::new("smallint"),
        "serial" => DataType::new("integer"),
        "bigserial" => DataType::new("bigint"),
        _ => ty.clone(),
    }
}

pub(super) fn text(value: &str) -> String {
    Expr::string(value).to_string()
}

/// A default as CREATE TABLE takes it: in parentheses where it could be read as more than a simple expression
/// (`b_expr` in the server's grammar).
pub(super) fn default_sql(default: &Expr) -> String {
    const NOT_SIMPLE: [&str; 14] = [
        "NOT", "AND", "OR", "IS", "ISNULL", "NOTNULL", "IN", "LIKE", "ILIKE", "SIMILAR", "BETWEEN", "AT",
        "COLLATE", "OVERLAPS",
    ];
    let mut depth = 0usize;
    for token in Tokens::new(default.as_str(), Syntax::postgres()) {
        match token.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ if depth == 0 && NOT_SIMPLE.iter().any(|word| token.is_word(word)) => {
                return wrap(default.as_str());
            }
            _ => {}
        }
    }
    default.to_string()
}
