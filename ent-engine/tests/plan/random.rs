//! Random states, made from a seed: the same seed gives the same state. Names come from small pools,
//! so that two states have much in common.

use ent_engine::dialect::{Dialect, DialectName};
use ent_engine::model::*;

/// Numbers from a seed (xorshift64*).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides as u64).unwrap_or(0)
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.roll(items.len())]
    }
}

/// A state of one schema, or on PostgreSQL and MySQL sometimes of two.
pub fn realm(dialect: &dyn Dialect, dice: &mut Dice) -> Realm {
    let mut realm = Realm::default();
    let names: &[&str] =
        if dialect.has_schemas() && dice.one_in(3) { &["s1_plan", "s2_plan"] } else { &[""] };
    for name in names {
        let mut schema = Schema::new(*name);
        if dialect.flavor().name == DialectName::Postgres {
            enums(dice, &mut schema);
        }
        for table in ["users", "pets", "cards", "notes"] {
            if dice.one_in(4) {
                continue;
            }
            let table = table_of(dialect, dice, table, &schema);
            schema.tables.push(table);
        }
        realm.schemas.push(schema);
    }
    foreign_keys(dice, &mut realm);
    for schema in &mut realm.schemas {
        views(dice, schema);
    }
    realm
}

fn enums(dice: &mut Dice, schema: &mut Schema) {
    for name in ["status", "color"] {
        if dice.one_in(2) {
            continue;
        }
        let mut values: Vec<String> = Vec::new();
        for value in ["on", "off", "red", "blue"] {
            if !dice.one_in(3) || values.is_empty() {
                values.push(value.to_owned());
            }
        }
        let mut ty = EnumType { name: name.to_owned(), values, ..EnumType::default() };
        ty.origin.drops = ["on", "off", "red", "blue"].map(str::to_owned).to_vec();
        schema.enums.push(ty);
    }
}

fn types(dialect: &dyn Dialect) -> &'static [(&'static str, &'static [&'static str])] {
    match dialect.flavor().name {
        DialectName::Sqlite => {
            &[("integer", &["1", "2"]), ("text", &["'x'", "'y'"]), ("real", &["0.5"]), ("blob", &[])]
        }
        DialectName::Postgres => &[
            ("integer", &["1", "2"]),
            ("bigint", &["3"]),
            ("text", &["'x'", "'y'"]),
            ("character varying(20)", &["'x'"]),
            ("boolean", &["true", "false"]),
            ("timestamptz", &["CURRENT_TIMESTAMP"]),
            ("jsonb", &["'{}'"]),
            ("uuid", &["gen_random_uuid()"]),
        ],
        DialectName::Mysql | DialectName::Mariadb => &[
            ("int", &["1", "2"]),
            ("bigint", &["3"]),
            ("varchar(20)", &["'x'", "'y'"]),
            ("varchar(40)", &["'z'"]),
            ("bool", &["true", "false"]),
            ("datetime", &["CURRENT_TIMESTAMP"]),
            ("decimal(10,2)", &["1.5"]),
            ("enum('on','off')", &["'on'"]),
        ],
    }
}

fn id_type(dialect: &dyn Dialect, dice: &mut Dice) -> &'static str {
    match dialect.flavor().name {
        DialectName::Sqlite => "integer",
        DialectName::Postgres => dice.pick::<&str>(&["bigint", "integer", "bigserial"]),
        DialectName::Mysql | DialectName::Mariadb => dice.pick::<&str>(&["bigint", "int"]),
    }
}

fn table_of(dialect: &dyn Dialect, dice: &mut Dice, name: &str, schema: &Schema) -> Table {
    let parse = |text: &str| dialect.parse_type(text).expect("a type of the dialect");
    let mut table = Table::new(name);
    let postgres = dialect.flavor().name == DialectName::Postgres;
    let mut id = Column { name: "id".to_owned(), ty: parse(id_type(dialect, dice)), ..Column::default() };
    if postgres {
        id.identity = (id.ty.name != "bigserial" && dice.one_in(2)).then(Identity::default);
    } else {
        id.auto_increment = !dice.one_in(3);
    }
    table.columns.push(id);
    table.primary_key = Some(PrimaryKey::over(["id"]));
    for name in ["a", "b", "c", "d"] {
        if dice.one_in(3) {
            continue;
        }
        let (ty, defaults) = dice.pick(types(dialect));
        let mut column =
            Column { name: name.to_owned(), ty: parse(ty), null: dice.one_in(2), ..Column::default() };
        if !defaults.is_empty() && dice.one_in(2) {
            column.default = Some(Expr::new(*dice.pick(defaults)));
        }
        if let (true, Some(ty)) = (postgres && dice.one_in(5), schema.enums.first()) {
            column.ty = DataType {
                schema: Some(schema.name.clone()).filter(|name| !name.is_empty()),
                ..DataType::new(&ty.name)
            };
            column.default = dice.one_in(2).then(|| Expr::string(&ty.values[0]));
        }
        if postgres && dice.one_in(6) {
            column.comment = Some(format!("comment {}", dice.roll(3)));
        }
        table.columns.push(column);
    }
    generated(dialect, dice, &mut table);
    indexes(dialect, dice, &mut table);
    if let (true, Some(column)) = (dice.one_in(3), number(&table)) {
        let check = Check::new(format!("{name}_check"), Expr::new(format!("{column} > {}", dice.roll(3))));
        table.checks.push(check);
    }
    table
}

/// A column that holds numbers and isn't generated.
fn number(table: &Table) -> Option<String> {
    let number = |column: &&Column| {
        column.name != "id"
            && column.generated.is_none()
            && ["int", "integer", "bigint"].contains(&column.ty.name.as_str())
    };
    table.columns.iter().find(number).map(|column| column.name.clone())
}

fn generated(dialect: &dyn Dialect, dice: &mut Dice, table: &mut Table) {
    let Some(base) = number(table) else { return };
    if dice.one_in(2) {
        return;
    }
    let postgres = dialect.flavor().name == DialectName::Postgres;
    let (ty, stored) =
        (if dialect.has_schemas() && !postgres { "int" } else { "integer" }, postgres || dice.one_in(2));
    table.columns.push(Column {
        name: "g".to_owned(),
        ty: dialect.parse_type(ty).expect("a type"),
        null: true,
        generated: Some(Generated { expr: Expr::new(format!("{base} + {}", dice.roll(3))), stored }),
        ..Column::default()
    });
}

fn indexes(dialect: &dyn Dialect, dice: &mut Dice, table: &mut Table) {
    let plain: Vec<String> = table
        .columns
        .iter()
        .filter(|column| !["json", "jsonb", "blob"].contains(&column.ty.name.as_str()))
        .map(|column| column.name.clone())
        .collect();
    for at in 0..3 {
        if dice.one_in(2) {
            continue;
        }
        let mut columns = vec![dice.pick(&plain).clone()];
        let second = dice.pick(&plain).clone();
        if dice.one_in(2) && !columns.contains(&second) {
            columns.push(second);
        }
        let mut parts: Vec<IndexPart> = columns.iter().map(IndexPart::column).collect();
        parts[0].desc = dice.one_in(4);
        table.indexes.push(Index {
            name: format!("{}_index_{at}", table.name),
            unique: dice.one_in(3),
            constraint: false,
            predicate: (dialect.flavor().name <= DialectName::Postgres && dice.one_in(4))
                .then(|| Expr::new("id > 0")),
            parts,
            ..Index::default()
        });
    }
}

fn foreign_keys(dice: &mut Dice, realm: &mut Realm) {
    let ids: Vec<(String, String, DataType)> = realm
        .tables()
        .map(|(schema, table)| (schema.to_owned(), table.name.clone(), table.columns[0].ty.clone()))
        .collect();
    for schema in &mut realm.schemas {
        for table in &mut schema.tables {
            for _ in 0..2 {
                let (home, target, ty) = dice.pick(&ids).clone();
                let column = format!("{target}_id");
                if dice.one_in(2) || table.column(&column).is_some() {
                    continue;
                }
                let ty = if ty.name == "bigserial" { DataType::new("bigint") } else { ty };
                let null = dice.one_in(2);
                table.columns.push(Column { name: column.clone(), ty, null, ..Column::default() });
                let actions = [ReferentialAction::NoAction, ReferentialAction::Cascade];
                table.foreign_keys.push(ForeignKey {
                    name: format!("{}_{column}", table.name),
                    columns: vec![column.clone()],
                    references: TableRef::new(home, target),
                    ref_columns: vec!["id".to_owned()],
                    on_delete: *dice.pick(&actions),
                    ..ForeignKey::default()
                });
                if dice.one_in(3) {
                    table.indexes.push(Index {
                        name: format!("{}_{column}_index", table.name),
                        parts: vec![IndexPart::column(column)],
                        ..Index::default()
                    });
                }
            }
        }
    }
}

fn views(dice: &mut Dice, schema: &mut Schema) {
    let prefix = if schema.name.is_empty() { String::new() } else { format!("{}.", schema.name) };
    for name in ["v", "w"] {
        if dice.one_in(2) || schema.tables.is_empty() {
            continue;
        }
        let table = dice.pick(&schema.tables);
        let column = dice.pick(&table.columns).name.clone();
        let view = View {
            name: name.to_owned(),
            definition: Expr::new(format!("SELECT id AS k, {column} AS x FROM {prefix}{}", table.name)),
            depends_on: vec![TableRef::new(&schema.name, &table.name)],
            ..View::default()
        };
        schema.views.push(view);
    }
}
