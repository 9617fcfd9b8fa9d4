//! Random pairs of states: the plan never panics, no change comes before what it needs, and what the
//! changes make is the next state.

#[path = "plan/random.rs"]
mod random;

use ent_engine::change::{Change, Pair};
use ent_engine::dialect::{self, Dialect, DialectName, Flavor};
use ent_engine::diff::{Complete, Diff, DiffOptions, Undeclared, diff};
use ent_engine::model::{ForeignKey, Realm, TableRef};
use ent_engine::plan::{PlanOptions, order, plan};
use proptest::prelude::*;

const DIALECTS: [DialectName; 4] =
    [DialectName::Sqlite, DialectName::Postgres, DialectName::Mysql, DialectName::Mariadb];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn plans_lead_to_the_next_state(seeds in (any::<u64>(), any::<u64>()), at in 0..DIALECTS.len()) {
        let dialect = dialect::of(Flavor::new(DIALECTS[at]));
        let previous = random::realm(&*dialect, &mut random::Dice::new(seeds.0));
        let next = random::realm(&*dialect, &mut random::Dice::new(seeds.1));
        let options = DiffOptions { objects: Undeclared::Manage, ..DiffOptions::default() };
        let found = diff(&*dialect, &previous, &next, &options);
        let planned = plan(&*dialect, &previous, &next, found.changes.clone(), &PlanOptions::default());
        prop_assert!(planned.is_ok(), "{planned:?}");

        let state = Complete::of(&*dialect, previous.clone());
        let again = Complete::of(&*dialect, state.clone().into_realm());
        prop_assert_eq!(&again, &state, "completing twice is completing once");
        let mut state = state.into_realm();
        for change in order(&*dialect, Pair::new(&previous, &next), found.changes) {
            let kind = change.kind();
            apply(&mut state, change);
            if let Err(error) = sound(&*dialect, &state) {
                prop_assert!(false, "after {kind:?}: {error}");
            }
        }
        let left = diff(&*dialect, &state, &next, &options);
        prop_assert_eq!(left.changes, Diff::default().changes);
    }
}

/// Whether every foreign key has its table and columns.
fn sound(dialect: &dyn Dialect, realm: &Realm) -> Result<(), String> {
    // SQLite looks for them only when rows are written.
    if dialect.flavor().name == DialectName::Sqlite {
        return Ok(());
    }
    for (schema, table) in realm.tables() {
        for ForeignKey { name, references, ref_columns, columns, .. } in &table.foreign_keys {
            let target =
                realm.table(references).ok_or_else(|| format!("{schema}.{name}: no table {references}"))?;
            let there = ref_columns.iter().all(|column| target.column(column).is_some())
                && columns.iter().all(|column| table.column(column).is_some());
            if !there {
                return Err(format!("{schema}.{name}: a column is not there"));
            }
        }
    }
    Ok(())
}

fn apply(realm: &mut Realm, change: Change) {
    match change {
        Change::AddSchema(schema) => realm.schemas.push(schema),
        Change::DropSchema(schema) => realm.schemas.retain(|other| other.name != schema.name),
        Change::AddEnum { schema, ty } => realm.schema_or_new(&schema).enums.push(ty),
        Change::DropEnum { schema, ty } => {
            realm.schema_or_new(&schema).enums.retain(|other| other.name != ty.name);
        }
        Change::ModifyEnum { schema, ty, uses } => {
            for one in uses {
                // A default that is no value any more goes with the value.
                let table = realm.schema_or_new(&one.schema).table_mut(&one.table);
                if let Some(column) = table.and_then(|table| table.column_mut(&one.column)) {
                    column.default = column.default.take().filter(|default| {
                        ty.next.values.iter().any(|value| *default.as_str() == format!("'{value}'"))
                    });
                }
            }
            let schema = realm.schema_or_new(&schema);
            schema.enums.retain(|other| other.name != ty.next.name);
            schema.enums.push(ty.next);
        }
        Change::AddTable { schema, table } => {
            assert!(realm.table(&TableRef::new(&schema, &table.name)).is_none(), "a table comes twice");
            realm.schema_or_new(&schema).tables.push(table);
        }
        Change::DropTable { schema, table } => {
            realm.schema_or_new(&schema).tables.retain(|other| other.name != table.name);
        }
        Change::ModifyTable(modify) => {
            let schema = realm.schema_or_new(&modify.schema);
            let table = schema.table_mut(&modify.table.next.name).expect("the table is there");
            for change in &modify.changes {
                change.apply(&modify.schema, table);
            }
        }
        Change::AddView { schema, view } => realm.schema_or_new(&schema).views.push(view),
        Change::DropView { schema, view } => {
            realm.schema_or_new(&schema).views.retain(|other| other.name != view.name);
        }
        Change::ModifyView { schema, view } => {
            let schema = realm.schema_or_new(&schema);
            schema.views.retain(|other| other.name != view.next.name);
            schema.views.push(view.next);
        }
        other => panic!("{:?} is not made here", other.kind()),
    }
}
