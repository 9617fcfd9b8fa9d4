//! What people do to declarations that are in use.

use crate::grow::{self, Step};
use crate::model::{EdgeModel, EntityModel, FieldModel, Id, Model};
use crate::ty::Ty;
use ent_runtime_tests::Random;

/// One edit.
pub(crate) fn edit(model: &mut Model, random: &mut Random) -> Option<()> {
    let step: Step = match random.below(100) {
        0..=21 => grow::grow,
        22..=24 => drop_entity,
        25..=28 => rename_entity,
        29..=30 => change_entity,
        31..=32 => change_id,
        33..=40 => drop_field,
        41..=47 => rename_field,
        48..=56 => retype_field,
        57..=78 => change_field,
        79..=81 => drop_edge,
        82..=83 => rename_edge,
        84..=87 => change_edge,
        88..=90 => drop_index,
        91..=93 => change_index,
        94..=95 => change_check,
        _ => change_enum,
    };
    step(model, random)?;
    model.tidy();
    Some(())
}

fn an_entity<'a>(model: &'a mut Model, random: &mut Random) -> Option<&'a mut EntityModel> {
    let at = random.below(model.entities.len());
    model.entities.get_mut(at)
}

fn a_field<'a>(model: &'a mut Model, random: &mut Random) -> Option<&'a mut FieldModel> {
    let entity = an_entity(model, random)?;
    let at = random.below(entity.fields.len());
    entity.fields.get_mut(at)
}

fn an_edge<'a>(model: &'a mut Model, random: &mut Random) -> Option<&'a mut EdgeModel> {
    let mut edges: Vec<&mut EdgeModel> =
        model.entities.iter_mut().flat_map(|entity| &mut entity.edges).collect();
    let at = random.below(edges.len());
    (at < edges.len()).then(|| edges.swap_remove(at))
}

/// Takes an item out, unless there is none.
fn take<T>(items: &mut Vec<T>, random: &mut Random) -> Option<T> {
    let at = random.below(items.len());
    (at < items.len()).then(|| items.remove(at))
}

fn drop_entity(model: &mut Model, random: &mut Random) -> Option<()> {
    take(&mut model.entities, random).map(drop)
}

fn rename_entity(model: &mut Model, random: &mut Random) -> Option<()> {
    let name = model.entity_name(random);
    an_entity(model, random)?.name.now = name;
    Some(())
}

fn change_entity(model: &mut Model, random: &mut Random) -> Option<()> {
    let (dialect, schemas) = (model.dialect, model.schemas);
    let entity = an_entity(model, random)?;
    match random.below(5) {
        0 | 1 => entity.comment = grow::comment(random),
        2 => entity.option = grow::option(dialect, random),
        3 => entity.schema = random.pick(schemas).copied().unwrap_or_default(),
        _ => {
            entity.table = entity.table.is_none().then(|| format!("{}_rows", entity.name.now.to_lowercase()))
        }
    }
    Some(())
}

fn change_id(model: &mut Model, random: &mut Random) -> Option<()> {
    let ids = [Id::Implied, Id::Field("i32"), Id::Field("i64"), Id::Field("Uuid"), Id::Field("String")];
    let entity = an_entity(model, random)?;
    if entity.id == Id::Composite {
        return None;
    }
    entity.id = *random.pick(&ids)?;
    Some(())
}

fn drop_field(model: &mut Model, random: &mut Random) -> Option<()> {
    take(&mut an_entity(model, random)?.fields, random).map(drop)
}

fn rename_field(model: &mut Model, random: &mut Random) -> Option<()> {
    let entity = an_entity(model, random)?;
    let name = entity.member_name(random);
    let at = random.below(entity.fields.len());
    entity.fields.get_mut(at)?.name.now = name;
    Some(())
}

fn retype_field(model: &mut Model, random: &mut Random) -> Option<()> {
    let any = Ty::random(random, &model.enums);
    let field = a_field(model, random)?;
    field.ty = if random.chance(75) { field.ty.near(random) } else { any };
    Some(())
}

fn change_field(model: &mut Model, random: &mut Random) -> Option<()> {
    let field = a_field(model, random)?;
    match random.below(10) {
        0..=2 => field.optional = !field.optional,
        3 | 4 => field.unique = !field.unique,
        5 => field.default = Some(random.below(6)),
        6 => field.default = None,
        7 => field.default_expr = !field.default_expr,
        8 => field.comment = grow::comment(random),
        _ => match &mut field.generated {
            Some(generated) if random.chance(50) => generated.factor += 1,
            Some(_) if random.chance(50) => field.generated = None,
            Some(generated) => generated.stored = !generated.stored,
            None => field.collated = !field.collated,
        },
    }
    Some(())
}

fn drop_edge(model: &mut Model, random: &mut Random) -> Option<()> {
    take(&mut an_entity(model, random)?.edges, random).map(drop)
}

fn rename_edge(model: &mut Model, random: &mut Random) -> Option<()> {
    let entity = an_entity(model, random)?;
    let name = entity.member_name(random);
    let at = random.below(entity.edges.len());
    entity.edges.get_mut(at)?.name.now = name;
    Some(())
}

fn change_edge(model: &mut Model, random: &mut Random) -> Option<()> {
    let edge = an_edge(model, random)?;
    match random.below(5) {
        0 | 1 => edge.on_delete = grow::action(random),
        2 => edge.on_update = grow::action(random),
        3 => edge.required = !edge.required,
        _ => edge.unique = !edge.unique,
    }
    Some(())
}

fn drop_index(model: &mut Model, random: &mut Random) -> Option<()> {
    take(&mut an_entity(model, random)?.indexes, random).map(drop)
}

fn change_index(model: &mut Model, random: &mut Random) -> Option<()> {
    let entity = an_entity(model, random)?;
    let at = random.below(entity.indexes.len());
    let index = entity.indexes.get_mut(at)?;
    match random.below(4) {
        0 => index.unique = !index.unique,
        1 => index.fields.reverse(),
        2 => index.fields.iter_mut().for_each(|(_, desc)| *desc = !*desc),
        _ => index.name.as_mut()?.now.push_str("_too"),
    }
    Some(())
}

fn change_check(model: &mut Model, random: &mut Random) -> Option<()> {
    let checks = &mut an_entity(model, random)?.checks;
    let at = random.below(checks.len());
    let check = checks.get_mut(at)?;
    if random.chance(50) {
        check.bound += 1;
    } else {
        checks.remove(at);
    }
    Some(())
}

fn change_enum(model: &mut Model, random: &mut Random) -> Option<()> {
    let at = random.below(model.enums.len());
    let found = model.enums.get_mut(at)?;
    let at = random.below(found.variants.len());
    match random.below(4) {
        0 => found.variants.push(grow::variant(found.variants.len() + 10)),
        1 => found.variants.insert(at, grow::variant(found.variants.len() + 20)),
        2 => found.variants.get_mut(at)?.value.now.push_str(" too"),
        _ if found.variants.len() > 1 => drop(found.variants.remove(at)),
        _ => return None,
    }
    Some(())
}
