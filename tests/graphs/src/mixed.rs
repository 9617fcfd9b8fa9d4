//! What entities share, and join tables that are entities: mixins, named and embedded, in schemas or not, and edges
//! that go through an entity. It has a source of random numbers of its own, as `wide` has.

use crate::grow::{self, Step};
use crate::model::{EdgeModel, EntityModel, Id, IndexModel, LinkModel, MixinUse, Model, Name};
use ent_runtime_tests::Random;

/// One addition.
pub(crate) fn grow(model: &mut Model, random: &mut Random) -> Option<()> {
    let step: Step = match random.below(10) {
        0..=2 => mixin,
        3..=5 => use_mixin,
        6 => mixin_edge,
        _ => link,
    };
    step(model, random)?;
    model.tidy();
    Some(())
}

/// One edit of what was added.
pub(crate) fn edit(model: &mut Model, random: &mut Random) -> Option<()> {
    let step: Step = match random.below(12) {
        0..=3 => grow,
        4 => leave_mixin,
        5 | 6 => change_mixin,
        7 => rename_mixin_field,
        8 => move_mixin,
        9 => drop_link,
        10 => change_link,
        _ => rename_link,
    };
    step(model, random)?;
    model.tidy();
    Some(())
}

fn mixin(model: &mut Model, random: &mut Random) -> Option<()> {
    if model.mixins.len() > 2 {
        return None;
    }
    let uid = model.uid();
    let body = EntityModel {
        uid,
        name: Name::new(format!("Mixin{uid}")),
        schema: some_schema(model, random),
        table: None,
        id: Id::Implied,
        comment: None,
        option: None,
        mixins: Vec::new(),
        fields: Vec::new(),
        edges: Vec::new(),
        indexes: Vec::new(),
        checks: Vec::new(),
    };
    model.mixins.push(body);
    for _ in 0..=random.below(3) {
        mixin_field(model, random, model.mixins.len() - 1);
    }
    use_mixin(model, random)
}

/// A schema, or more often none.
fn some_schema(model: &Model, random: &mut Random) -> &'static str {
    if model.schemas.len() > 1 && random.chance(40) {
        random.pick(model.schemas).copied().unwrap_or_default()
    } else {
        ""
    }
}

/// Adds a field to a mixin, of a name that no entity has.
fn mixin_field(model: &mut Model, random: &mut Random, at: usize) -> Option<()> {
    let body = model.mixins.get(at)?.clone();
    model.entities.push(body);
    let added = grow::field_of(model, random, model.entities.len() - 1);
    let mut body = model.entities.pop()?;
    added?;
    let field = body.fields.last_mut()?;
    let own = format!("{}_{}", field.name.now, field.uid);
    field.name.now = own;
    *model.mixins.get_mut(at)? = body;
    Some(())
}

fn a_mixin<'a>(model: &'a mut Model, random: &mut Random) -> Option<&'a mut EntityModel> {
    let at = random.below(model.mixins.len());
    model.mixins.get_mut(at)
}

fn use_mixin(model: &mut Model, random: &mut Random) -> Option<()> {
    let mixin = random.pick(&model.mixins)?;
    let (uid, places) = (mixin.uid, !mixin.schema.is_empty());
    let at = random.below(model.entities.len());
    let entity = model.entities.get_mut(at)?;
    if entity.mixins.iter().any(|used| used.mixin == uid) {
        return None;
    }
    entity.mixins.push(MixinUse { mixin: uid, embedded: random.chance(40) });
    if places && random.chance(70) {
        entity.schema = "";
    }
    Some(())
}

fn leave_mixin(model: &mut Model, random: &mut Random) -> Option<()> {
    let home = random.pick(model.schemas).copied().unwrap_or_default();
    let mut using: Vec<&mut EntityModel> =
        model.entities.iter_mut().filter(|entity| !entity.mixins.is_empty()).collect();
    let at = random.below(using.len());
    let entity = using.get_mut(at)?;
    entity.mixins.pop();
    if entity.schema.is_empty() {
        entity.schema = home;
    }
    Some(())
}

fn change_mixin(model: &mut Model, random: &mut Random) -> Option<()> {
    let at = random.below(model.mixins.len());
    if random.chance(40) {
        return mixin_field(model, random, at);
    }
    let body = model.mixins.get_mut(at)?;
    let field_at = random.below(body.fields.len());
    match random.below(4) {
        0 if body.fields.len() > 1 => drop(body.fields.remove(field_at)),
        0 | 1 => {
            let field = body.fields.get_mut(field_at)?;
            field.optional = !field.optional;
        }
        2 if body.indexes.is_empty() => {
            let fields = body.fields.iter().filter(|field| field.ty.is_indexable());
            body.indexes.push(IndexModel {
                name: None,
                fields: fields.map(|field| (field.uid, random.chance(25))).take(2).collect(),
                edge: None,
                unique: random.chance(20),
                filtered: false,
                include: None,
                wide: None,
            });
        }
        _ => body.indexes.clear(),
    }
    Some(())
}

fn rename_mixin_field(model: &mut Model, random: &mut Random) -> Option<()> {
    let uid = model.uid();
    let body = a_mixin(model, random)?;
    let at = random.below(body.fields.len());
    body.fields.get_mut(at)?.name.now = format!("renamed_{uid}");
    Some(())
}

fn move_mixin(model: &mut Model, random: &mut Random) -> Option<()> {
    let schema = some_schema(model, random);
    a_mixin(model, random)?.schema = schema;
    Some(())
}

/// An edge that every entity with the mixin has.
fn mixin_edge(model: &mut Model, random: &mut Random) -> Option<()> {
    let uid = model.uid();
    let target = random.pick(&model.entities)?.uid;
    let body = a_mixin(model, random)?;
    if !body.edges.is_empty() {
        body.edges.clear();
        return Some(());
    }
    body.edges.push(EdgeModel {
        uid,
        name: Name::new(format!("shared_{uid}")),
        target,
        many: false,
        inverse: None,
        required: random.chance(20),
        unique: random.chance(10),
        bound: false,
        on_delete: grow::action(random),
        on_update: None,
    });
    Some(())
}

fn link(model: &mut Model, random: &mut Random) -> Option<()> {
    if model.links.len() > 2 {
        return None;
    }
    let uid = model.uid();
    let (left, right) = (random.pick(&model.entities)?.uid, random.pick(&model.entities)?.uid);
    model.links.push(LinkModel {
        uid,
        name: Name::new(format!("Link{uid}")),
        edge: Name::new(format!("links_{uid}")),
        ends: (left, right),
        inverse: random.chance(50),
        keyed: random.chance(60),
        ranked: random.chance(50),
        schema: random.pick(model.schemas).copied().unwrap_or_default(),
        on_delete: grow::action(random),
    });
    Some(())
}

fn a_link<'a>(model: &'a mut Model, random: &mut Random) -> Option<&'a mut LinkModel> {
    let at = random.below(model.links.len());
    model.links.get_mut(at)
}

fn drop_link(model: &mut Model, random: &mut Random) -> Option<()> {
    let at = random.below(model.links.len());
    (at < model.links.len()).then(|| drop(model.links.remove(at)))
}

fn change_link(model: &mut Model, random: &mut Random) -> Option<()> {
    let home = random.pick(model.schemas).copied().unwrap_or_default();
    let link = a_link(model, random)?;
    match random.below(5) {
        0 => link.inverse = !link.inverse,
        1 => link.ranked = !link.ranked,
        2 => link.schema = home,
        3 => link.ends = (link.ends.1, link.ends.0),
        _ => link.on_delete = grow::action(random),
    }
    Some(())
}

fn rename_link(model: &mut Model, random: &mut Random) -> Option<()> {
    let uid = model.uid();
    let link = a_link(model, random)?;
    if random.chance(50) {
        link.name.now = format!("Link{uid}");
    } else {
        link.edge.now = format!("links_{uid}");
    }
    Some(())
}
