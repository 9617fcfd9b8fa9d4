//! A model as the Rust source that a person would write.

mod links;

use std::fmt::Write as _;

use ent_engine::naming::table_name;
use ent_runtime::DialectName;

use crate::model::{
    CheckModel, EdgeModel, EntityModel, EnumModel, FieldModel, Id, IndexModel, Model, Uid, ViewModel, Wide,
};
use crate::ty::Ty;

/// The source of all declarations.
pub(crate) fn source(model: &Model) -> String {
    let mut text = String::new();
    for found in &model.enums {
        enumeration(&mut text, found);
    }
    for at in &model.mixins {
        Printer { model, entity: at }.mixin(&mut text);
    }
    for at in &model.entities {
        Printer { model, entity: at }.entity(&mut text);
    }
    for link in &model.links {
        links::entity(&mut text, model, link);
    }
    for view in &model.views {
        if let Some(entity) = model.entity(view.entity) {
            Printer { model, entity }.view(&mut text, view);
        }
    }
    text
}

fn enumeration(text: &mut String, found: &EnumModel) {
    let _ = writeln!(text, "#[derive(EntEnum)]\npub enum {} {{", found.name);
    for variant in &found.variants {
        let mut options = vec![format!("value = \"{}\"", variant.value.now)];
        options.extend(renamed(variant.value.renamed_from()));
        let _ = writeln!(text, "    #[ent({})]\n    {},", options.join(", "), variant.name);
    }
    text.push_str("}\n\n");
}

fn renamed(previous: Option<&str>) -> Option<String> {
    previous.map(|previous| format!("renamed_from = \"{previous}\""))
}

/// Prints one entity.
struct Printer<'a> {
    model: &'a Model,
    entity: &'a EntityModel,
}

impl Printer<'_> {
    fn entity(&self, text: &mut String) {
        let entity = self.entity;
        text.push_str("#[derive(EntSchema)]\n");
        if !entity.schema.is_empty() {
            let _ = writeln!(text, "#[schema(\"{}\")]", entity.schema);
        }
        let mut options = vec!["comments".to_owned()];
        options.extend(renamed(entity.name.renamed_from()));
        options.extend(entity.table.as_ref().map(|table| format!("table = \"{table}\"")));
        options.extend(entity.comment.as_ref().map(|comment| format!("comment = \"{comment}\"")));
        options.extend(entity.option.map(str::to_owned));
        if entity.id == Id::Composite {
            options.push("id(left_key, right_key)".to_owned());
        }
        options.extend(entity.indexes.iter().filter_map(|index| self.index(index)));
        options.extend(entity.checks.iter().filter_map(|check| self.check(check)));
        let mixins = entity.mixins.iter().filter(|used| !used.embedded);
        let mixins: Vec<String> = mixins.filter_map(|used| self.mixin_name(used.mixin)).collect();
        options.extend((!mixins.is_empty()).then(|| format!("mixin({})", mixins.join(", "))));
        let _ =
            writeln!(text, "#[ent(\n    {}\n)]\npub struct {} {{", options.join(",\n    "), entity.name.now);
        match entity.id {
            Id::Implied => {}
            Id::Field("String") => text.push_str("    #[ent(size = 40)]\n    pub id: String,\n"),
            Id::Field(ty) => {
                let _ = writeln!(text, "    pub id: {ty},");
            }
            Id::Composite => text.push_str("    pub left_key: i64,\n    pub right_key: i32,\n"),
        }
        for used in entity.mixins.iter().filter(|used| used.embedded) {
            if let Some(name) = self.mixin_name(used.mixin) {
                member(text, &["mixin".to_owned()], &format!("base_{}", used.mixin), &name);
            }
        }
        for field in &entity.fields {
            self.field(text, field);
        }
        for edge in &entity.edges {
            self.edge(text, edge);
        }
        for other in &self.model.entities {
            for edge in other.edges.iter().filter(|edge| edge.target == entity.uid) {
                inverse(text, other, edge);
            }
        }
        links::edges(text, self.model, entity);
        text.push_str("}\n\n");
    }

    fn mixin(&self, text: &mut String) {
        let body = self.entity;
        text.push_str("#[derive(EntMixin)]\n");
        if !body.schema.is_empty() {
            let _ = writeln!(text, "#[schema(\"{}\")]", body.schema);
        }
        for index in body.indexes.iter().filter_map(|index| self.index(index)) {
            let _ = writeln!(text, "#[ent({index})]");
        }
        let _ = writeln!(text, "pub struct {} {{", body.name.now);
        body.fields.iter().for_each(|field| self.field(text, field));
        body.edges.iter().for_each(|edge| self.edge(text, edge));
        text.push_str("}\n\n");
    }

    fn mixin_name(&self, uid: Uid) -> Option<String> {
        let mixin = self.model.mixins.iter().find(|mixin| mixin.uid == uid)?;
        Some(mixin.name.now.clone())
    }

    /// A column as SQL names it.
    fn column(&self, uid: Uid) -> Option<String> {
        Some(self.quoted(self.entity.field(uid)?.column()))
    }

    /// A name in quotes of SQL, inside those of Rust.
    fn quoted(&self, name: &str) -> String {
        match self.model.dialect {
            DialectName::Mysql | DialectName::Mariadb => format!("`{name}`"),
            DialectName::Sqlite | DialectName::Postgres => format!("\\\"{name}\\\""),
        }
    }

    fn view(&self, text: &mut String, view: &ViewModel) {
        let table = self.entity.table.clone().unwrap_or_else(|| table_name(&self.entity.name.now));
        let fields: Vec<&FieldModel> = view.fields.iter().filter_map(|uid| self.entity.field(*uid)).collect();
        let groups: Vec<String> = fields.iter().map(|field| self.quoted(field.column())).collect();
        let mut items = groups.clone();
        let mut members: Vec<String> = fields.iter().map(|field| field.name.now.clone()).collect();
        let counts = view.counts || items.is_empty();
        if counts {
            items.push("count(*)".to_owned());
            members.push("rows_there".to_owned());
        }
        let by = match counts && !groups.is_empty() {
            true => format!(" GROUP BY {}", groups.join(", ")),
            false => String::new(),
        };
        let mut options =
            vec![format!("sql = \"SELECT {} FROM {}{by}\"", items.join(", "), self.quoted(&table))];
        options.extend(renamed(view.name.renamed_from()));
        options.extend(view.materialized.then(|| "materialized".to_owned()));
        let _ = writeln!(
            text,
            "#[derive(EntView)]\n#[ent({})]\npub struct {} {{",
            options.join(", "),
            view.name.now
        );
        members.iter().for_each(|name| member(text, &[], name, "String"));
        text.push_str("}\n\n");
    }

    /// An index of which only the first field counts.
    fn wide_index(&self, index: &IndexModel, wide: Wide) -> Option<String> {
        let field = self.entity.field(index.fields.first()?.0)?;
        let (member, column) = (&field.name.now, self.quoted(field.column()));
        let mut parts = vec![match wide {
            Wide::Expr => {
                let expr =
                    if field.ty.is_integer() { format!("{column} + 1") } else { format!("lower({column})") };
                format!("expr = \"({expr})\"")
            }
            Wide::Prefix(length) => format!("field({member}(prefix = {length}))"),
            Wide::NullsFirst => format!("field({member}(nulls_first))"),
            Wide::Kind(_) | Wide::NullsNotDistinct => format!("field({member})"),
        }];
        match wide {
            Wide::Kind(kind) => parts.push(format!("kind = \"{kind}\"")),
            Wide::NullsNotDistinct => parts.extend(["unique".to_owned(), "nulls_not_distinct".to_owned()]),
            _ => parts.extend(index.unique.then(|| "unique".to_owned())),
        }
        let name = index.name.as_ref()?;
        parts.push(format!("name = \"{}\"", name.now));
        parts.extend(renamed(name.renamed_from()));
        Some(format!("index({})", parts.join(", ")))
    }

    fn index(&self, index: &IndexModel) -> Option<String> {
        if let Some(wide) = index.wide {
            return self.wide_index(index, wide);
        }
        let mut parts = Vec::new();
        for (uid, desc) in &index.fields {
            let name = &self.entity.field(*uid)?.name.now;
            parts.push(if *desc { format!("field({name}(desc))") } else { format!("field({name})") });
        }
        let edge = index.edge.and_then(|uid| self.entity.edges.iter().find(|edge| edge.uid == uid));
        parts.extend(edge.map(|edge| edge.name.now.clone()));
        if index.unique {
            parts.push("unique".to_owned());
        }
        if index.filtered {
            parts.push(format!("where = \"{} IS NOT NULL\"", self.column(index.fields.first()?.0)?));
        }
        let include = index.include.and_then(|uid| self.entity.field(uid));
        parts.extend(include.map(|field| format!("include({})", field.name.now)));
        if let Some(name) = &index.name {
            parts.push(format!("name = \"{}\"", name.now));
            parts.extend(renamed(name.renamed_from()));
        }
        Some(format!("index({})", parts.join(", ")))
    }

    fn check(&self, check: &CheckModel) -> Option<String> {
        let column = self.column(check.field)?;
        let integer = self.entity.field(check.field)?.ty.is_integer();
        let n = check.bound;
        let expr = match (integer, n % 3) {
            (true, 0) => format!("{column} >= {n}"),
            (true, 1) => format!("{column} BETWEEN 0 AND {}", 100 + n),
            (true, _) => format!("{column} IS NULL OR {column} <> {n}"),
            (false, 0) => format!("{column} <> 'it''s {n}'"),
            (false, 1) => format!("length({column}) > {n}"),
            (false, _) => format!("{column} IN ('a', 'b', '{n}')"),
        };
        Some(format!("check({} = \"{expr}\")", check.name))
    }

    fn field(&self, text: &mut String, field: &FieldModel) {
        let enums = &self.model.enums;
        let dialect = self.model.dialect;
        let mut options: Vec<String> = renamed(field.renamed_from()).into_iter().collect();
        options.extend(field.storage.as_ref().map(|name| format!("storage = \"{name}\"")));
        let mut rust = match &field.ty {
            Ty::Plain(name) => (*name).to_owned(),
            Ty::Text(_) | Ty::Values(_) => "String".to_owned(),
            Ty::Bytes(_) => "Vec<u8>".to_owned(),
            Ty::Decimal(..) => "Decimal".to_owned(),
            Ty::Enum(uid, _) => enums
                .iter()
                .find(|found| found.uid == *uid)
                .map(|found| found.name.clone())
                .unwrap_or_default(),
        };
        match &field.ty {
            Ty::Plain("Value") => options.push("json".to_owned()),
            Ty::Text(Some(size)) | Ty::Bytes(Some(size)) => options.push(format!("size = {size}")),
            Ty::Decimal(digits, scale) => options.push(format!("type = \"decimal({digits},{scale})\"")),
            Ty::Values(values) => options.push(format!("values(\"{}\")", values.join("\", \""))),
            Ty::Enum(_, true) => options.push("native".to_owned()),
            _ => {}
        }
        if field.unique {
            options.push("unique".to_owned());
        }
        if let Some(generated) = &field.generated {
            if let Some(column) = self.column(generated.from) {
                let expr = if field.ty.is_integer() {
                    format!("{column} * {}", generated.factor)
                } else if generated.factor.is_multiple_of(2) {
                    format!("lower({column})")
                } else {
                    format!("upper({column})")
                };
                options.push(format!("generated = \"{expr}\""));
                options.extend(generated.stored.then(|| "stored".to_owned()));
            }
        } else {
            let literal = field.default.filter(|_| !field.unique).and_then(|n| field.ty.literal(n, enums));
            match (field.ty.default_expr(dialect).filter(|_| field.default_expr), literal) {
                (Some(expr), _) => options.push(format!("default_expr = \"{expr}\"")),
                (None, Some(literal)) => options.push(format!("default = {literal}")),
                (None, None) => {}
            }
        }
        options.extend(field.comment.as_ref().map(|comment| format!("comment = \"{comment}\"")));
        if field.collated {
            options.push(
                match dialect {
                    DialectName::Sqlite => "collation = \"NOCASE\"",
                    DialectName::Postgres => "collation = \"C\"",
                    DialectName::Mysql | DialectName::Mariadb => {
                        "charset = \"utf8mb4\", collation = \"utf8mb4_general_ci\""
                    }
                }
                .to_owned(),
            );
        }
        if field.optional {
            rust = format!("Option<{rust}>");
        }
        member(text, &options, &field.name.now, &rust);
    }

    fn edge(&self, text: &mut String, edge: &EdgeModel) {
        let Some(target) = self.model.entity(edge.target) else { return };
        let mut options = Vec::new();
        if edge.bound {
            let field = format!("{}_id", edge.name.now);
            let previous = edge.name.renamed_from().map(|previous| format!("{previous}_id"));
            let id = match target.id {
                Id::Field(ty) => ty,
                Id::Implied | Id::Composite => "i64",
            };
            let rust = if edge.required { id.to_owned() } else { format!("Option<{id}>") };
            let mut own: Vec<String> = renamed(previous.as_deref()).into_iter().collect();
            own.extend((id == "String").then(|| "size = 40".to_owned()));
            own.extend(edge.unique.then(|| "unique".to_owned()));
            member(text, &own, &field, &rust);
            options.push(format!("field = {field}"));
        } else {
            options.extend(renamed(edge.name.renamed_from()));
        }
        if !edge.many && !edge.bound {
            options.extend(edge.required.then(|| "required".to_owned()));
            options.extend(edge.unique.then(|| "unique".to_owned()));
        }
        let is_elsewhere = edge.many && edge.inverse.is_some();
        if !is_elsewhere {
            options.extend(actions(edge));
        }
        let kind = if edge.many { "Many" } else { "One" };
        member(text, &options, &edge.name.now, &format!("{kind}<{}>", target.name.now));
    }
}

/// The other end of an edge of `other`.
fn inverse(text: &mut String, other: &EntityModel, edge: &EdgeModel) {
    let Some((name, many)) = &edge.inverse else { return };
    let mut options = vec![format!("from = \"{}\"", edge.name.now)];
    options.extend(renamed(name.renamed_from()));
    if edge.many && !many {
        options.extend(edge.required.then(|| "required".to_owned()));
        options.extend(actions(edge));
    }
    let kind = if *many { "Many" } else { "One" };
    member(text, &options, &name.now, &format!("{kind}<{}>", other.name.now));
}

fn actions(edge: &EdgeModel) -> Vec<String> {
    let allowed = |action: &&str| !(edge.required && *action == "set_null");
    let on_delete = edge.on_delete.filter(allowed).map(|action| format!("on_delete = {action}"));
    let on_update = edge.on_update.filter(allowed).map(|action| format!("on_update = {action}"));
    on_delete.into_iter().chain(on_update).collect()
}

fn member(text: &mut String, options: &[String], name: &str, ty: &str) {
    if !options.is_empty() {
        let _ = writeln!(text, "    #[ent({})]", options.join(", "));
    }
    let _ = writeln!(text, "    pub {name}: {ty},");
}
