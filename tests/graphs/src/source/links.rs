//! Relations through entities.

use std::fmt::Write as _;

use super::{member, renamed};
use crate::model::{EntityModel, Id, LinkModel, Model, Uid};

/// The edges that go through other entities.
pub(super) fn edges(text: &mut String, model: &Model, entity: &EntityModel) {
    for link in &model.links {
        let (Some(left), Some(right)) = (model.entity(link.ends.0), model.entity(link.ends.1)) else {
            continue;
        };
        let through = format!("through = {}", link.name.now);
        if left.uid == entity.uid {
            let mut options = vec![through.clone()];
            options.extend(renamed(link.edge.renamed_from()));
            member(text, &options, &link.edge.now, &format!("Many<{}>", right.name.now));
        }
        if right.uid == entity.uid && link.inverse {
            let options = [format!("from = \"{}\"", link.edge.now), through];
            member(text, &options, &format!("linked_{}", link.uid), &format!("Many<{}>", left.name.now));
        }
    }
}

/// The entity of a link, with an edge to each end.
pub(super) fn entity(text: &mut String, model: &Model, link: &LinkModel) {
    text.push_str("#[derive(EntSchema)]\n");
    if !link.schema.is_empty() {
        let _ = writeln!(text, "#[schema(\"{}\")]", link.schema);
    }
    let mut options: Vec<String> = renamed(link.name.renamed_from()).into_iter().collect();
    options.extend(link.keyed.then(|| "id(left_id, right_id)".to_owned()));
    if !options.is_empty() {
        let _ = writeln!(text, "#[ent({})]", options.join(", "));
    }
    let _ = writeln!(text, "pub struct {} {{", link.name.now);
    if link.ranked {
        member(text, &["default = 1".to_owned()], "rank", "i32");
    }
    for (name, uid) in [("left", link.ends.0), ("right", link.ends.1)] {
        end(text, model, (name, uid), link);
    }
    text.push_str("}\n\n");
}

fn end(text: &mut String, model: &Model, (name, uid): (&str, Uid), link: &LinkModel) {
    let Some(target) = model.entity(uid) else { return };
    let id = match target.id {
        Id::Field(ty) => ty,
        Id::Implied | Id::Composite => "i64",
    };
    let size: Vec<String> = (id == "String").then(|| "size = 40".to_owned()).into_iter().collect();
    member(text, &size, &format!("{name}_id"), id);
    let mut options = vec![format!("field = {name}_id")];
    let action = link.on_delete.filter(|action| *action != "set_null");
    options.extend(action.map(|action| format!("on_delete = {action}")));
    member(text, &options, name, &format!("One<{}>", target.name.now));
}
