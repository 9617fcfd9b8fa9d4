use ent_runtime::DialectName;

use crate::ty::Ty;
use ent_runtime_tests::Random;

/// Number of a thing, the same under every name.
pub(crate) type Uid = u32;

/// Random declarations.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) dialect: DialectName,
    /// The schemas that entities may be in; an empty one is the connection's.
    pub(crate) schemas: &'static [&'static str],
    pub(crate) entities: Vec<EntityModel>,
    pub(crate) enums: Vec<EnumModel>,
    pub(crate) views: Vec<ViewModel>,
    /// What entities share: of an entity they have a name, a schema, fields, edges and indexes.
    pub(crate) mixins: Vec<EntityModel>,
    pub(crate) links: Vec<LinkModel>,
    pub(crate) next: Uid,
}

/// A name, and what it was before the edits; `None` for what is new.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    pub(crate) now: String,
    pub(crate) before: Option<String>,
}

impl Name {
    pub(crate) fn new(now: impl Into<String>) -> Self {
        Self { now: now.into(), before: None }
    }

    /// The name before, where it was another.
    pub(crate) fn renamed_from(&self) -> Option<&str> {
        self.before.as_deref().filter(|before| *before != self.now)
    }

    fn fork(&mut self) {
        self.before = Some(self.now.clone());
    }
}

/// What identifies the rows of an entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Id {
    /// The implied one.
    Implied,
    /// A field `id` of this Rust type.
    Field(&'static str),
    /// Two fields.
    Composite,
}

#[derive(Clone, Debug)]
pub(crate) struct EntityModel {
    pub(crate) uid: Uid,
    pub(crate) name: Name,
    pub(crate) schema: &'static str,
    pub(crate) table: Option<String>,
    pub(crate) id: Id,
    pub(crate) comment: Option<String>,
    /// Further options of the struct, as written.
    pub(crate) option: Option<&'static str>,
    pub(crate) mixins: Vec<MixinUse>,
    pub(crate) fields: Vec<FieldModel>,
    pub(crate) edges: Vec<EdgeModel>,
    pub(crate) indexes: Vec<IndexModel>,
    pub(crate) checks: Vec<CheckModel>,
}

/// A mixin of an entity.
#[derive(Clone, Debug)]
pub(crate) struct MixinUse {
    pub(crate) mixin: Uid,
    /// Whether it is a field of the struct.
    pub(crate) embedded: bool,
}

/// A relation of many to many whose join table is an entity.
#[derive(Clone, Debug)]
pub(crate) struct LinkModel {
    pub(crate) uid: Uid,
    /// The entity.
    pub(crate) name: Name,
    /// The edge of the first end.
    pub(crate) edge: Name,
    pub(crate) ends: (Uid, Uid),
    /// Whether the second end has an edge too.
    pub(crate) inverse: bool,
    /// Whether the two keys identify its rows, rather than an id of its own.
    pub(crate) keyed: bool,
    /// Whether it has a column of its own.
    pub(crate) ranked: bool,
    pub(crate) schema: &'static str,
    pub(crate) on_delete: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub(crate) struct FieldModel {
    pub(crate) uid: Uid,
    pub(crate) name: Name,
    pub(crate) ty: Ty,
    pub(crate) optional: bool,
    pub(crate) unique: bool,
    /// Which constant default.
    pub(crate) default: Option<usize>,
    pub(crate) default_expr: bool,
    pub(crate) comment: Option<String>,
    pub(crate) collated: bool,
    pub(crate) generated: Option<GeneratedModel>,
    /// What the column is called, if not as the field.
    pub(crate) storage: Option<String>,
    /// What the column was called before the edits; `None` for what is new.
    pub(crate) column_before: Option<String>,
}

impl FieldModel {
    /// What the column is called.
    pub(crate) fn column(&self) -> &str {
        self.storage.as_deref().unwrap_or(&self.name.now)
    }

    /// What the column was called, where it was another name.
    pub(crate) fn renamed_from(&self) -> Option<&str> {
        self.column_before.as_deref().filter(|before| *before != self.column())
    }
}

/// A column computed from another of the same type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GeneratedModel {
    pub(crate) from: Uid,
    pub(crate) factor: usize,
    pub(crate) stored: bool,
}

/// A relation, with its other end if that is declared.
#[derive(Clone, Debug)]
pub(crate) struct EdgeModel {
    pub(crate) uid: Uid,
    pub(crate) name: Name,
    pub(crate) target: Uid,
    pub(crate) many: bool,
    pub(crate) inverse: Option<(Name, bool)>,
    /// Whether the end that is one must be there.
    pub(crate) required: bool,
    pub(crate) unique: bool,
    /// Whether the foreign key is a field of the struct.
    pub(crate) bound: bool,
    pub(crate) on_delete: Option<&'static str>,
    pub(crate) on_update: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub(crate) struct IndexModel {
    pub(crate) name: Option<Name>,
    /// Fields, and whether each sorts downwards.
    pub(crate) fields: Vec<(Uid, bool)>,
    pub(crate) edge: Option<Uid>,
    pub(crate) unique: bool,
    /// A condition over the first field.
    pub(crate) filtered: bool,
    pub(crate) include: Option<Uid>,
    /// What is unusual about it; then only the first field counts.
    pub(crate) wide: Option<Wide>,
}

/// What may be unusual about an index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Wide {
    /// Over an expression of the field.
    Expr,
    /// Of this kind.
    Kind(&'static str),
    /// Over so many characters.
    Prefix(u32),
    /// Unique, NULL as any other value.
    NullsNotDistinct,
    /// NULL before all else.
    NullsFirst,
}

impl Wide {
    /// Whether an index over the field can be so.
    fn fits(self, field: &FieldModel) -> bool {
        let ty = &field.ty;
        match self {
            // InnoDB has none over what is computed when it is read.
            Self::Kind("fulltext") => ty.is_text() && field.generated.is_none(),
            Self::Prefix(_) => ty.is_text(),
            Self::Kind("brin") => ty.is_integer(),
            Self::Expr | Self::Kind(_) | Self::NullsNotDistinct | Self::NullsFirst => {
                ty.is_indexable() && (ty.is_integer() || ty.is_text())
            }
        }
    }
}

/// A view of some columns of an entity.
#[derive(Clone, Debug)]
pub(crate) struct ViewModel {
    pub(crate) name: Name,
    pub(crate) entity: Uid,
    pub(crate) fields: Vec<Uid>,
    /// Whether it has the number of rows for each value.
    pub(crate) counts: bool,
    pub(crate) materialized: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct CheckModel {
    pub(crate) name: String,
    pub(crate) field: Uid,
    pub(crate) bound: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct EnumModel {
    pub(crate) uid: Uid,
    pub(crate) name: String,
    pub(crate) variants: Vec<VariantModel>,
}

#[derive(Clone, Debug)]
pub(crate) struct VariantModel {
    pub(crate) name: String,
    pub(crate) value: Name,
}

/// Words that names are made of: few, so that names that went come back.
const WORDS: [&str; 24] = [
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "haven", "inlet", "jetty", "knoll",
    "lagoon", "meadow", "nectar", "order", "pebble", "quartz", "river", "select", "table", "umber", "valley",
    "willow", "zephyr",
];

impl Model {
    pub(crate) fn uid(&mut self) -> Uid {
        self.next += 1;
        self.next
    }

    pub(crate) fn entity(&self, uid: Uid) -> Option<&EntityModel> {
        self.entities.iter().find(|entity| entity.uid == uid)
    }

    /// A name for a new entity that no other has.
    pub(crate) fn entity_name(&self, random: &mut Random) -> String {
        let taken: Vec<&str> = self.entities.iter().map(|entity| entity.name.now.as_str()).collect();
        fresh(random, &taken, capital)
    }

    /// Remembers all names as those before the edits.
    pub(crate) fn fork(&mut self) {
        for link in &mut self.links {
            link.name.fork();
            link.edge.fork();
        }
        for entity in self.entities.iter_mut().chain(&mut self.mixins) {
            entity.name.fork();
            for field in &mut entity.fields {
                field.name.fork();
                field.column_before = Some(field.column().to_owned());
            }
            for edge in &mut entity.edges {
                edge.name.fork();
                edge.inverse.iter_mut().for_each(|(name, _)| name.fork());
            }
            entity.indexes.iter_mut().filter_map(|index| index.name.as_mut()).for_each(Name::fork);
        }
        self.views.iter_mut().for_each(|view| view.name.fork());
        for variant in self.enums.iter_mut().flat_map(|found| &mut found.variants) {
            variant.value.fork();
        }
    }

    /// Takes away what refers to something that is no more.
    pub(crate) fn tidy(&mut self) {
        let entities: Vec<Uid> = self.entities.iter().map(|entity| entity.uid).collect();
        let enums: Vec<Uid> = self.enums.iter().map(|found| found.uid).collect();
        let mixins: Vec<Uid> = self.mixins.iter().map(|mixin| mixin.uid).collect();
        for entity in self.entities.iter_mut().chain(&mut self.mixins) {
            entity.mixins.retain(|used| mixins.contains(&used.mixin));
            entity.edges.retain(|edge| entities.contains(&edge.target));
            entity.fields.retain(|field| !matches!(field.ty, Ty::Enum(uid, _) if !enums.contains(&uid)));
            entity.tidy();
        }
        let entities = &self.entities;
        // What has two columns for an id can't be referred to.
        let can_be_end = |uid| entities.iter().any(|entity| entity.uid == uid && entity.id != Id::Composite);
        self.links.retain(|link| can_be_end(link.ends.0) && can_be_end(link.ends.1));
        self.views.retain_mut(|view| {
            let entity = entities.iter().find(|entity| entity.uid == view.entity);
            view.fields.retain(|uid| entity.is_some_and(|entity| entity.field(*uid).is_some()));
            entity.is_some()
        });
    }
}

impl EntityModel {
    pub(crate) fn field(&self, uid: Uid) -> Option<&FieldModel> {
        self.fields.iter().find(|field| field.uid == uid)
    }

    /// A name for a new field or edge.
    pub(crate) fn member_name(&self, random: &mut Random) -> String {
        let fields = self.fields.iter().map(|field| field.name.now.as_str());
        let taken: Vec<&str> = fields.chain(self.edges.iter().map(|edge| edge.name.now.as_str())).collect();
        fresh(random, &taken, str::to_owned)
    }

    fn tidy(&mut self) {
        let bases: Vec<(Uid, Ty, bool)> = self
            .fields
            .iter()
            .filter(|field| field.generated.is_none())
            .map(|field| (field.uid, field.ty.clone(), field.optional))
            .collect();
        let computable = |ty: &Ty| ty.is_integer() || ty.is_text();
        for field in &mut self.fields {
            if let Some(generated) = &field.generated {
                match bases.iter().find(|(uid, ty, _)| *uid == generated.from && computable(ty)) {
                    Some((_, ty, optional)) => {
                        field.ty = ty.clone();
                        // NOT NULL over a NULL is refused by the rows that the table has.
                        field.optional |= optional;
                    }
                    None => field.generated = None,
                }
            }
            if field.generated.is_some() || !field.ty.is_indexable() {
                field.unique = false;
            }
            field.collated &= field.ty.is_text();
        }
        let fields = &self.fields;
        let find = |uid: Uid| fields.iter().find(|field| field.uid == uid);
        let edges: Vec<Uid> = self.edges.iter().map(|edge| edge.uid).collect();
        for index in &mut self.indexes {
            let fits = |field: &FieldModel| match index.wide {
                Some(wide) => wide.fits(field),
                None => field.ty.is_indexable(),
            };
            index.fields.retain(|(uid, _)| find(*uid).is_some_and(fits));
            let parts: Vec<Uid> = index.fields.iter().map(|(uid, _)| *uid).collect();
            index.include.take_if(|uid| find(*uid).is_none() || parts.contains(uid));
            index.edge.take_if(|uid| !edges.contains(uid));
        }
        self.indexes.retain(|index| !index.fields.is_empty());
        self.checks.retain(|check| {
            find(check.field).is_some_and(|field| field.ty.is_integer() || field.ty.is_text())
        });
    }
}

fn fresh(random: &mut Random, taken: &[&str], spell: impl Fn(&str) -> String) -> String {
    for round in 0..100 {
        let word = random.pick(&WORDS).copied().unwrap_or("word");
        let name = if round < 20 { spell(word) } else { format!("{}{round}", spell(word)) };
        if !taken.contains(&name.as_str()) {
            return name;
        }
    }
    spell("last")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}
