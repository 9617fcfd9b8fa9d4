//! What makes a model larger.

use ent_runtime::DialectName;

use crate::model::{
    CheckModel, EdgeModel, EntityModel, EnumModel, FieldModel, GeneratedModel, Id, IndexModel, Model, Name,
    VariantModel,
};
use crate::ty::Ty;
use ent_runtime_tests::Random;

/// A change of a model.
pub(crate) type Step = fn(&mut Model, &mut Random) -> Option<()>;

/// One step of growth.
pub(crate) fn grow(model: &mut Model, random: &mut Random) -> Option<()> {
    let step: Step = match random.below(100) {
        0..=7 => entity,
        8..=56 => field,
        57..=74 => edge,
        75..=88 => index,
        89..=95 => check,
        _ => enumeration,
    };
    step(model, random)
}

pub(crate) fn entity(model: &mut Model, random: &mut Random) -> Option<()> {
    let name = model.entity_name(random);
    let id = match random.below(100) {
        0..=59 => Id::Implied,
        60..=69 => Id::Field("i32"),
        70..=79 => Id::Field("Uuid"),
        80..=87 => Id::Field("String"),
        88..=92 => Id::Field("u64"),
        _ => Id::Composite,
    };
    let entity = EntityModel {
        uid: model.uid(),
        table: random.chance(15).then(|| format!("{}_rows", name.to_lowercase())),
        name: Name::new(name),
        schema: random.pick(model.schemas).copied().unwrap_or_default(),
        id,
        comment: comment(random),
        option: option(model.dialect, random),
        mixins: Vec::new(),
        fields: Vec::new(),
        edges: Vec::new(),
        indexes: Vec::new(),
        checks: Vec::new(),
    };
    model.entities.push(entity);
    let at = model.entities.len() - 1;
    for _ in 0..=random.below(3) {
        field_of(model, random, at);
    }
    Some(())
}

/// A further option of a struct.
pub(crate) fn option(dialect: DialectName, random: &mut Random) -> Option<&'static str> {
    let all: &[&str] = match dialect {
        DialectName::Sqlite => &["options = \"STRICT\"", "auto_increment = 1000"],
        DialectName::Postgres => &["options = \"WITH (fillfactor = 70)\"", "options = \"UNLOGGED\""],
        DialectName::Mysql | DialectName::Mariadb => &[
            "collation = \"utf8mb4_general_ci\"",
            "charset = \"latin1\", collation = \"latin1_swedish_ci\"",
            "auto_increment = 1000",
        ],
    };
    if random.chance(12) { random.pick(all).copied() } else { None }
}

pub(crate) fn comment(random: &mut Random) -> Option<String> {
    random.chance(20).then(|| format!("it's number {}", random.below(5)))
}

pub(crate) fn field(model: &mut Model, random: &mut Random) -> Option<()> {
    let at = random.below(model.entities.len());
    field_of(model, random, at)
}

pub(crate) fn field_of(model: &mut Model, random: &mut Random, at: usize) -> Option<()> {
    let uid = model.uid();
    let mut ty = Ty::random(random, &model.enums);
    let entity = model.entities.get_mut(at)?;
    let bases: Vec<&FieldModel> = entity
        .fields
        .iter()
        .filter(|field| field.generated.is_none() && (field.ty.is_integer() || field.ty.is_text()))
        .collect();
    let base = if random.chance(8) { random.pick(&bases) } else { None };
    let generated = base.map(|base| {
        ty = base.ty.clone();
        GeneratedModel { from: base.uid, factor: 2 + random.below(2), stored: random.chance(60) }
    });
    let field = FieldModel {
        uid,
        name: Name::new(entity.member_name(random)),
        unique: random.chance(10),
        optional: random.chance(35),
        default: random.chance(25).then(|| random.below(6)),
        default_expr: random.chance(15),
        comment: comment(random),
        collated: random.chance(10),
        generated,
        storage: None,
        column_before: None,
        ty,
    };
    entity.fields.push(field);
    model.tidy();
    Some(())
}

pub(crate) fn edge(model: &mut Model, random: &mut Random) -> Option<()> {
    let uid = model.uid();
    let target = random.pick(&model.entities)?.clone();
    let at = random.below(model.entities.len());
    let entity = model.entities.get_mut(at)?;
    let name = entity.member_name(random);
    let many = random.chance(50);
    let inverse = random.chance(45).then(|| (Name::new(format!("{name}_of_{uid}")), random.chance(60)));
    let bound = !many && random.chance(20) && target.id != Id::Composite;
    entity.edges.push(EdgeModel {
        uid,
        name: Name::new(name),
        target: target.uid,
        many,
        inverse,
        required: random.chance(20),
        unique: random.chance(15),
        bound,
        on_delete: action(random),
        on_update: if random.chance(25) { action(random) } else { None },
    });
    Some(())
}

pub(crate) fn action(random: &mut Random) -> Option<&'static str> {
    match random.below(10) {
        0..=1 => Some("cascade"),
        2 => Some("set_null"),
        3 => Some("restrict"),
        4 => Some("no_action"),
        _ => None,
    }
}

pub(crate) fn index(model: &mut Model, random: &mut Random) -> Option<()> {
    let uid = model.uid();
    let dialect = model.dialect;
    let at = random.below(model.entities.len());
    let entity = model.entities.get_mut(at)?;
    let able: Vec<u32> =
        entity.fields.iter().filter(|field| field.ty.is_indexable()).map(|field| field.uid).collect();
    let mut fields: Vec<(u32, bool)> = Vec::new();
    for _ in 0..=random.below(3) {
        let field = *random.pick(&able)?;
        if fields.iter().all(|(other, _)| *other != field) {
            fields.push((field, random.chance(25)));
        }
    }
    let edges: Vec<u32> = entity.edges.iter().filter(|edge| !edge.many).map(|edge| edge.uid).collect();
    let others: Vec<u32> = entity.fields.iter().map(|field| field.uid).collect();
    let edge = if random.chance(20) { random.pick(&edges).copied() } else { None };
    let filtered = matches!(dialect, DialectName::Sqlite | DialectName::Postgres) && random.chance(25);
    let include = if dialect == DialectName::Postgres && random.chance(20) {
        random.pick(&others).copied()
    } else {
        None
    };
    let name = random.chance(30).then(|| Name::new(format!("by_{uid}")));
    entity.indexes.push(IndexModel {
        name,
        fields,
        edge,
        unique: random.chance(25),
        filtered,
        include,
        wide: None,
    });
    model.tidy();
    Some(())
}

pub(crate) fn check(model: &mut Model, random: &mut Random) -> Option<()> {
    let uid = model.uid();
    let at = random.below(model.entities.len());
    let entity = model.entities.get_mut(at)?;
    let able: Vec<&FieldModel> =
        entity.fields.iter().filter(|field| field.ty.is_integer() || field.ty.is_text()).collect();
    let field = random.pick(&able)?.uid;
    entity.checks.push(CheckModel { name: format!("check_{uid}"), field, bound: random.below(4) });
    Some(())
}

pub(crate) fn enumeration(model: &mut Model, random: &mut Random) -> Option<()> {
    let uid = model.uid();
    let variants = (0..2 + random.below(3)).map(variant).collect();
    model.enums.push(EnumModel { uid, name: format!("Kind{uid}"), variants });
    Some(())
}

/// The `n`th variant that an enum gets.
pub(crate) fn variant(n: usize) -> VariantModel {
    VariantModel { name: format!("V{n}"), value: Name::new(format!("value {n}")) }
}
