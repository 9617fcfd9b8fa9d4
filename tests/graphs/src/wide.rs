//! What few people write: views, names in the database that are not the fields', indexes of other
//! kinds. It has a source of random numbers of its own, so that a seed gives the same entities,
//! fields and edges with and without.

use ent_runtime::DialectName;

use crate::grow::Step;
use crate::model::{EntityModel, IndexModel, Model, Name, Uid, ViewModel, Wide};
use ent_runtime_tests::Random;

/// One addition.
pub(crate) fn grow(model: &mut Model, random: &mut Random) -> Option<()> {
    let step: Step = match random.below(10) {
        0..=2 => view,
        3..=4 => storage,
        _ => index,
    };
    step(model, random)?;
    model.tidy();
    Some(())
}

/// One edit of what was added.
pub(crate) fn edit(model: &mut Model, random: &mut Random) -> Option<()> {
    let step: Step = match random.below(10) {
        0..=3 => grow,
        4 => change_view,
        5 => drop_view,
        6 => storage,
        _ => change_index,
    };
    step(model, random)?;
    model.tidy();
    Some(())
}

fn view(model: &mut Model, random: &mut Random) -> Option<()> {
    // A view names tables as the server calls them, which the declarations don't know.
    if model.schemas.len() > 1 || model.views.len() > 2 {
        return None;
    }
    let uid = model.uid();
    let materialized = model.dialect == DialectName::Postgres && random.chance(25);
    let entity = random.pick(&model.entities)?;
    let fields = some_fields(entity, random);
    let view = ViewModel {
        name: Name::new(format!("Sight{uid}")),
        entity: entity.uid,
        fields,
        counts: random.chance(25),
        materialized,
    };
    model.views.push(view);
    Some(())
}

fn some_fields(entity: &EntityModel, random: &mut Random) -> Vec<Uid> {
    entity.fields.iter().filter(|_| random.chance(50)).map(|field| field.uid).collect()
}

fn change_view(model: &mut Model, random: &mut Random) -> Option<()> {
    let at = random.below(model.views.len());
    let view = model.views.get_mut(at)?;
    match random.below(3) {
        0 => view.counts = !view.counts,
        1 => view.name.now.push_str("Too"),
        _ => {
            let entity = model.entities.iter().find(|entity| entity.uid == view.entity)?;
            view.fields = some_fields(entity, random);
        }
    }
    Some(())
}

fn drop_view(model: &mut Model, random: &mut Random) -> Option<()> {
    let at = random.below(model.views.len());
    (at < model.views.len()).then(|| drop(model.views.remove(at)))
}

/// Gives a column a name of its own, or its field's again.
fn storage(model: &mut Model, random: &mut Random) -> Option<()> {
    let uid = model.uid();
    let at = random.below(model.entities.len());
    let entity = model.entities.get_mut(at)?;
    let at = random.below(entity.fields.len());
    let field = entity.fields.get_mut(at)?;
    field.storage = field.storage.is_none().then(|| format!("col {uid}"));
    Some(())
}

fn index(model: &mut Model, random: &mut Random) -> Option<()> {
    let uid = model.uid();
    let dialect = model.dialect;
    let at = random.below(model.entities.len());
    let entity = model.entities.get_mut(at)?;
    let field = random.pick(&entity.fields)?.uid;
    let index = IndexModel {
        name: Some(Name::new(format!("by_{uid}"))),
        fields: vec![(field, false)],
        edge: None,
        unique: random.chance(20),
        filtered: false,
        include: None,
        wide: wide(dialect, random),
    };
    entity.indexes.push(index);
    Some(())
}

fn change_index(model: &mut Model, random: &mut Random) -> Option<()> {
    let dialect = model.dialect;
    let mut indexes: Vec<&mut IndexModel> = model
        .entities
        .iter_mut()
        .flat_map(|entity| &mut entity.indexes)
        .filter(|index| index.wide.is_some())
        .collect();
    let at = random.below(indexes.len());
    indexes.get_mut(at)?.wide = wide(dialect, random);
    Some(())
}

/// What may be unusual about an index.
fn wide(dialect: DialectName, random: &mut Random) -> Option<Wide> {
    let all: &[Wide] = match dialect {
        DialectName::Sqlite => &[Wide::Expr],
        DialectName::Postgres => {
            &[Wide::Expr, Wide::NullsNotDistinct, Wide::Kind("hash"), Wide::Kind("brin"), Wide::NullsFirst]
        }
        DialectName::Mysql => &[Wide::Expr, Wide::Prefix(5), Wide::Prefix(9), Wide::Kind("fulltext")],
        DialectName::Mariadb => &[Wide::Prefix(5), Wide::Prefix(9), Wide::Kind("fulltext")],
    };
    random.pick(all).copied()
}
