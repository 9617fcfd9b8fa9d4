//! What of tables hangs on the columns of an enum type that is made anew: it goes first and comes back when the type is
//! there.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Postgres;
use super::enum_users::InTheWay;
use super::expand::index_is_about;
use crate::change::{Change, EnumUse, ModifyTable, Pair, Stage, TableChange};
use crate::model::{Column, Index, Object, ObjectKind, PartKey, Table, TableRef};
use crate::plan::{Online, PlanContext, PlanError, PlanOptions, Statement};
use crate::replay::Texts;
use crate::words;

impl Postgres {
    /// Triggers, checks, indexes and computed columns that are told of columns of the type.
    pub(super) fn hanging_on(
        &self,
        context: &PlanContext<'_>,
        uses: &[EnumUse],
    ) -> Result<InTheWay, PlanError> {
        // Nothing goes on while the type is made anew.
        let options = PlanOptions { online: Online::No, ..context.options.clone() };
        let context = &PlanContext { options: &options, ..*context };
        let mut columns: BTreeMap<TableRef, BTreeSet<String>> = BTreeMap::new();
        for one in uses {
            let table = TableRef::new(&one.schema, &one.table);
            columns.entry(table).or_default().insert(one.column.clone());
        }
        let (mut drops, mut makes) = (Vec::new(), Vec::new());
        for (place, columns) in &columns {
            let Some(found) = self.table_at(context, &place.schema, &place.table) else { continue };
            for trigger in self.triggers_over(context, (place, found), columns) {
                let schema = place.schema.clone();
                let change = Change::DropObject { schema, object: trigger };
                drops.extend(self.sql_of(context, &change)?);
                makes.extend(self.sql_of(context, &change.inverse())?);
            }
            let away = away(found, columns);
            if away.is_empty() {
                continue;
            }
            let previous = Table { name: place.table.clone(), ..found.clone() };
            let mut next = previous.clone();
            away.iter().for_each(|change| change.apply(&place.schema, &mut next));
            let change = Change::ModifyTable(ModifyTable {
                schema: place.schema.clone(),
                table: Pair::new(previous, next),
                changes: away,
                stage: Stage::Alters,
            });
            drops.extend(self.sql_of(context, &change)?);
            makes.splice(0..0, self.sql_of(context, &change.inverse())?);
        }
        Ok(InTheWay { drops, makes, alters: Vec::new() })
    }

    /// The statements of a change, under the search path that its texts were written under.
    pub(super) fn sql_of(
        &self,
        context: &PlanContext<'_>,
        change: &Change,
    ) -> Result<Vec<String>, PlanError> {
        let statements = self.under_path(change, self.change(context, change)?);
        Ok(statements.into_iter().map(|Statement { sql, .. }| sql).collect())
    }

    /// The triggers of a table that may name one of the columns.
    fn triggers_over(
        &self,
        context: &PlanContext<'_>,
        (place, found): (&TableRef, &Table),
        columns: &BTreeSet<String>,
    ) -> Vec<Object> {
        let is_over = |object: &&Object| {
            object.kind == ObjectKind::Trigger
                && object.table.as_ref() == Some(&found.name)
                && columns.iter().any(|column| words::mentions(&object.text, column))
        };
        let objects = context.previous.schema(&place.schema).into_iter().flat_map(|schema| &schema.objects);
        let texts = Texts::new(self);
        let renamed = |object: &Object| Object {
            table: Some(place.table.clone()),
            text: texts.rename_trigger_table(&object.text, &found.name, &place.table),
            ..object.clone()
        };
        objects.filter(is_over).map(renamed).collect()
    }
}

/// Whether a column is computed of others, of which one is meant.
fn is_computed_of(column: &Column, names: &BTreeSet<String>) -> bool {
    let generated = column.generated.as_ref();
    generated.is_some_and(|generated| {
        names.contains(&column.name)
            || names.iter().any(|name| words::mentions(generated.expr.as_str(), name))
    })
}

/// What lets columns of a table be of another type for a while. Indexes on the bare column the server makes anew by itself.
fn away(table: &Table, columns: &BTreeSet<String>) -> Vec<TableChange> {
    let computed: Vec<&Column> =
        table.columns.iter().filter(|column| is_computed_of(column, columns)).collect();
    let gone: BTreeSet<String> = computed.iter().map(|column| column.name.clone()).collect();
    let told = |text: &str| columns.iter().chain(&gone).any(|name| words::mentions(text, name));
    let mut changes = Vec::new();
    let keys = table.foreign_keys.iter().filter(|key| key.columns.iter().any(|name| gone.contains(name)));
    changes.extend(keys.cloned().map(TableChange::DropForeignKey));
    let checks = table.checks.iter().filter(|check| !check.name.is_empty() && told(check.expr.as_str()));
    changes.extend(checks.cloned().map(TableChange::DropCheck));
    let is_over = |index: &&Index| {
        let expressions = index.parts.iter().filter_map(|part| match &part.key {
            PartKey::Expr(expr) => Some(expr),
            PartKey::Column(_) => None,
        });
        expressions.chain(&index.predicate).any(|expr| told(expr.as_str())) || index_is_about(index, &gone)
    };
    changes.extend(table.indexes.iter().filter(is_over).cloned().map(TableChange::DropIndex));
    changes.extend(computed.into_iter().cloned().map(TableChange::DropColumn));
    changes
}
