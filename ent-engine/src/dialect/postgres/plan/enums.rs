//! Enum types. A value can be added and renamed in place; a type that loses values is made anew, and
//! the columns move over.

use super::super::Postgres;
use super::clauses::text;
use super::enum_users::{InTheWay, temporary_name};
use crate::change::{EnumUse, Pair};
use crate::dialect::Dialect;
use crate::model::{EnumType, Table, TableRef, default_with};
use crate::plan::{Hazard, HazardKind, PlanContext, PlanError, Statement, go_quote};

/// What happens to the values of a type.
pub(super) struct Steps {
    renamed: Vec<(String, String)>,
    /// Values that come, each with the words of its place.
    added: Vec<(String, String)>,
    removed: Vec<Removed>,
}

struct Removed {
    value: String,
    /// The value that takes its place in rows.
    becomes: Option<String>,
    /// Whether somebody said that no row has it.
    unused: bool,
}

impl Steps {
    pub(super) fn of(ty: &Pair<EnumType>) -> Self {
        let Pair { previous, next } = ty;
        let mut values = previous.values.clone();
        let mut renamed = Vec::new();
        for (from, to) in &next.origin.renamed_values {
            let free = !values.contains(to) && next.values.contains(to) && !next.values.contains(from);
            if let (true, Some(value)) = (free, values.iter_mut().find(|value| *value == from)) {
                value.clone_from(to);
                renamed.push((from.clone(), to.clone()));
            }
        }
        let removed = values
            .iter()
            .filter(|value| !next.values.contains(value))
            .map(|value| Removed {
                value: value.clone(),
                becomes: next
                    .origin
                    .renamed_values
                    .iter()
                    .find(|(from, to)| from == value && next.values.contains(to))
                    .map(|(_, to)| to.clone()),
                unused: next.origin.drops.contains(value),
            })
            .collect();
        Self { renamed, added: added(&values, &next.values), removed }
    }

    /// The values that go.
    pub(super) fn lost(&self) -> impl Iterator<Item = &str> {
        self.removed.iter().map(|removed| removed.value.as_str())
    }

    /// Whether the type must be made anew.
    pub(super) fn remakes(&self) -> bool {
        !self.removed.is_empty()
    }
}

fn added(values: &[String], wanted: &[String]) -> Vec<(String, String)> {
    let mut values = values.to_vec();
    let mut added = Vec::new();
    for (at, value) in wanted.iter().enumerate() {
        if values.contains(value) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| wanted.get(at));
        let (place, slot) = match before.and_then(|before| values.iter().position(|other| other == before)) {
            Some(slot) if slot + 1 == values.len() => (String::new(), values.len()),
            Some(slot) => (format!(" AFTER {}", text(&values[slot])), slot + 1),
            None => match values.first() {
                Some(first) => (format!(" BEFORE {}", text(first)), 0),
                None => (String::new(), 0),
            },
        };
        values.insert(slot, value.clone());
        added.push((value.clone(), place));
    }
    added
}

impl Postgres {
    pub(super) fn add_enum(&self, context: &PlanContext<'_>, schema: &str, ty: &EnumType) -> Vec<Statement> {
        let name = self.name(context, schema, &ty.name);
        let mut statements = vec![
            Statement::new(create_enum(&name, ty), format!("create enum type {}", go_quote(&ty.name)))
                .undone_by(format!("DROP TYPE {name}")),
        ];
        if super::comment::has(&ty.comment).is_some() {
            statements.push(self.enum_comment(&name, None, ty));
        }
        statements
    }

    pub(super) fn drop_enum(&self, context: &PlanContext<'_>, schema: &str, ty: &EnumType) -> Statement {
        let back = self.add_enum(context, schema, ty).into_iter().map(|statement| statement.sql).collect();
        let name = self.name(context, schema, &ty.name);
        Statement::new(format!("DROP TYPE {name}"), format!("drop enum type {}", go_quote(&ty.name)))
            .undone_by_all(back)
    }

    pub(super) fn rename_enum(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        names: &Pair<String>,
    ) -> Statement {
        let rename = |from: &str, to: &str| {
            format!("ALTER TYPE {} RENAME TO {}", self.name(context, schema, from), self.quote(to))
        };
        let (previous, next) = (names.previous.as_str(), names.next.as_str());
        Statement::new(
            rename(previous, next),
            format!("rename an enum from {} to {}", go_quote(previous), go_quote(next)),
        )
        .undone_by(rename(next, previous))
    }

    pub(super) fn modify_enum(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        ty: &Pair<EnumType>,
        uses: &[EnumUse],
    ) -> Result<Vec<Statement>, PlanError> {
        let steps = Steps::of(ty);
        let name = self.name(context, schema, &ty.next.name);
        let mut statements = Vec::new();
        for (from, to) in &steps.renamed {
            let rename = |from: &str, to: &str| {
                format!("ALTER TYPE {name} RENAME VALUE {} TO {}", text(from), text(to))
            };
            statements.push(
                Statement::new(
                    rename(from, to),
                    format!("rename a value of enum type: {}", go_quote(&ty.next.name)),
                )
                .undone_by(rename(to, from)),
            );
        }
        // The type between the renames and the rest.
        let mut between = ty.previous.clone();
        for (from, to) in &steps.renamed {
            for value in between.values.iter_mut().filter(|value| *value == from) {
                value.clone_from(to);
            }
        }
        let uses: Vec<EnumUse> = uses
            .iter()
            .map(|one| EnumUse {
                default: one.default.as_deref().map(|default| renamed_default(default, &steps)),
                ..one.clone()
            })
            .collect();
        if steps.remakes() {
            if let Some(removed) =
                steps.removed.iter().find(|removed| removed.becomes.is_none() && !removed.unused)
            {
                return Err(PlanError::RemovedEnumValue {
                    name: ty.next.name.clone(),
                    value: removed.value.clone(),
                });
            }
            statements.extend(self.remake(context, schema, Pair::new(&between, &ty.next), &steps, &uses)?);
        } else {
            statements.extend(self.add_values(
                context,
                schema,
                Pair::new(&between, &ty.next),
                &steps,
                &uses,
            )?);
        }
        if super::comment::has(&ty.previous.comment) != super::comment::has(&ty.next.comment) {
            statements.push(self.enum_comment(&name, ty.previous.comment.as_deref(), &ty.next));
        }
        Ok(statements)
    }

    /// The values come one by one; they go all together, by a type without them.
    fn add_values(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        ty: Pair<&EnumType>,
        steps: &Steps,
        uses: &[EnumUse],
    ) -> Result<Vec<Statement>, PlanError> {
        let name = self.name(context, schema, &ty.next.name);
        let mut statements: Vec<Statement> = steps
            .added
            .iter()
            .map(|(value, place)| {
                Statement::new(
                    format!("ALTER TYPE {name} ADD VALUE {}{place}", text(value)),
                    format!("add value to enum type: {}", go_quote(&ty.next.name)),
                )
            })
            .collect();
        if let Some(first) = statements.first_mut() {
            let back = Pair::new(ty.next.clone(), ty.previous.clone());
            let steps = Steps::of(&back);
            *first = match self.readers_of_enum(context, schema, (&back, uses)) {
                Ok(way) => {
                    let back = self.remake_sql(context, schema, &back.next, &steps, (uses, &way))?;
                    first.clone().undone_by_all(back)
                }
                Err(reason) => first
                    .clone()
                    .irreversible(format!("a type that loses a value is made anew, and {reason}")),
            };
        }
        Ok(statements)
    }

    fn remake(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        ty: Pair<&EnumType>,
        steps: &Steps,
        uses: &[EnumUse],
    ) -> Result<Vec<Statement>, PlanError> {
        let comment = format!("change values of enum type: {}", go_quote(&ty.next.name));
        let way = self.objects_of_enum(context, schema, &ty.next.name).map_err(|reason| {
            let subject = format!("enum type {}", go_quote(&ty.next.name));
            let reason =
                format!("it must be made anew to lose a value, and {reason}; write the statements by hand");
            PlanError::unsupported(subject, reason)
        })?;
        let up = self.remake_sql(context, schema, ty.next, steps, (uses, &way))?;
        let mut statements: Vec<Statement> =
            up.into_iter().map(|sql| Statement::new(sql, comment.clone())).collect();
        let back = Pair::new(ty.next.clone(), ty.previous.clone());
        let steps_back = Steps::of(&back);
        let back = self.remake_sql(context, schema, &back.next, &steps_back, (uses, &way))?;
        if let Some(first) = statements.first_mut() {
            let mut hazards = Vec::new();
            for removed in &steps.removed {
                hazards.push(match &removed.becomes {
                    Some(next) => Hazard::new(
                        HazardKind::DataLoss,
                        format!("rows with the value '{}' get '{next}'", removed.value),
                    ),
                    None => Hazard::new(
                        HazardKind::DataDependent,
                        format!(
                            "enum type {} loses the value '{}': fails if a row has it",
                            go_quote(&ty.next.name),
                            removed.value
                        ),
                    ),
                });
            }
            for EnumUse { table, .. } in uses {
                hazards.push(Hazard::new(
                    HazardKind::Rewrite,
                    format!("table {} is rewritten and locked meanwhile", go_quote(table)),
                ));
            }
            *first = first.clone().undone_by_all(back);
            first.hazards = hazards;
        }
        Ok(statements)
    }

    fn remake_sql(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        next: &EnumType,
        steps: &Steps,
        (uses, way): (&[EnumUse], &InTheWay),
    ) -> Result<Vec<String>, PlanError> {
        let name = self.name(context, schema, &next.name);
        let temporary_name = self.name(context, schema, &temporary_name(&next.name));
        let (mut alters, mut defaults) = (Vec::new(), Vec::new());
        for EnumUse { schema: home, table, column, default } in uses {
            let table_name = self.name(context, home, table);
            let quoted = self.quote(column);
            let found = self.table_at(context, home, table).and_then(|table| table.column(column));
            // What is computed goes and comes back.
            if found.is_some_and(|column| column.generated.is_some()) {
                continue;
            }
            let array = found.is_some_and(|column| column.ty.dimensions > 0);
            let mut pieces = Vec::new();
            if default.is_some() {
                pieces.push(format!("ALTER COLUMN {quoted} DROP DEFAULT"));
            }
            let using = moved(&quoted, array, steps, &temporary_name);
            let brackets = if array { "[]" } else { "" };
            pieces.push(format!("ALTER COLUMN {quoted} TYPE {temporary_name}{brackets} USING {using}"));
            match default.as_deref().and_then(|default| next_default(default, steps)) {
                Some(default) if is_literal(&default) => {
                    pieces.push(format!("ALTER COLUMN {quoted} SET DEFAULT {}", literal(&default)));
                }
                // It names the type, which has another name meanwhile.
                Some(default) => defaults
                    .push(format!("ALTER TABLE {table_name} ALTER COLUMN {quoted} SET DEFAULT {default}")),
                None => {}
            }
            alters.push(format!("ALTER TABLE {table_name} {}", pieces.join(", ")));
        }
        let hanging = self.hanging_on(context, uses)?;
        let mut sql = way.drops.clone();
        sql.extend(hanging.drops);
        sql.push(create_enum(&temporary_name, next));
        sql.extend(alters);
        sql.extend(way.alters.iter().cloned());
        sql.push(format!("DROP TYPE {name}"));
        sql.push(format!("ALTER TYPE {temporary_name} RENAME TO {}", self.quote(&next.name)));
        sql.extend(defaults);
        sql.extend(hanging.makes);
        sql.extend(way.makes.iter().cloned());
        if let Some(comment) = super::comment::has(&next.comment) {
            sql.push(format!("COMMENT ON TYPE {name} IS {}", text(comment)));
        }
        Ok(sql)
    }

    /// The table as it stands before the plan's changes of tables.
    pub(super) fn table_at<'a>(
        &self,
        context: &PlanContext<'a>,
        schema: &str,
        table: &str,
    ) -> Option<&'a Table> {
        let named = |name: &str| context.previous.table(&TableRef::new(schema, name));
        let renamed = || {
            let next = context.next.table(&TableRef::new(schema, table))?;
            named(next.origin.renamed_from.as_deref()?)
        };
        named(table).or_else(renamed)
    }

    fn enum_comment(&self, name: &str, previous: Option<&str>, ty: &EnumType) -> Statement {
        let to = |comment: Option<&str>| {
            format!("COMMENT ON TYPE {name} IS {}", text(comment.unwrap_or_default()))
        };
        Statement::new(to(ty.comment.as_deref()), format!("set comment to enum type: {}", go_quote(&ty.name)))
            .undone_by(to(previous))
    }
}

fn create_enum(name: &str, ty: &EnumType) -> String {
    let values: Vec<String> = ty.values.iter().map(|value| text(value)).collect();
    format!("CREATE TYPE {name} AS ENUM ({})", values.join(", "))
}

/// The expression that moves a value over to the new type.
fn moved(column: &str, array: bool, steps: &Steps, ty: &str) -> String {
    let mapped = steps.removed.iter().filter_map(|removed| Some((&removed.value, removed.becomes.as_ref()?)));
    if array {
        let mut expr = format!("{column}::text[]");
        for (from, to) in mapped {
            expr = format!("array_replace({expr}, {}, {})", text(from), text(to));
        }
        return format!("{expr}::{ty}[]");
    }
    let cases: Vec<String> =
        mapped.map(|(from, to)| format!("WHEN {} THEN {}", text(from), text(to))).collect();
    if cases.is_empty() {
        format!("{column}::text::{ty}")
    } else {
        format!("(CASE {column}::text {} ELSE {column}::text END)::{ty}", cases.join(" "))
    }
}

/// The default among the new values; none if it named a value that goes.
fn next_default(default: &str, steps: &Steps) -> Option<String> {
    let next = |default: String, removed: &Removed| {
        default_with(&default, &removed.value, removed.becomes.as_deref())
    };
    steps.removed.iter().try_fold(default.to_owned(), next)
}

/// The default once the values have their next names.
fn renamed_default(default: &str, steps: &Steps) -> String {
    let next = |default: String, (from, to): &(String, String)| {
        default_with(&default, from, Some(to)).unwrap_or(default)
    };
    steps.renamed.iter().fold(default.to_owned(), next)
}

/// Whether the default is one literal, which may be of any type.
fn is_literal(default: &str) -> bool {
    literal(default).strip_prefix('\'').and_then(|text| text.strip_suffix('\'')).is_some()
}

/// The default without a cast to the type, which has another name meanwhile.
fn literal(default: &str) -> &str {
    default.split("::").next().unwrap_or(default).trim()
}
