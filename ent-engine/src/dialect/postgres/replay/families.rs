//! Families of operator classes that classes make for themselves (manual: "CREATE OPERATOR CLASS").

use super::super::Postgres;
use super::super::objects::{self, own_family};
use crate::model::{Object, ObjectKind, OtherKind, Schema};
use crate::replay::{DropObject, Name, Problem, Reader, State};
use crate::sql::Syntax;

/// Keeps what is said of the family of a class, which has its name, with the class: whether there is such a class.
pub(super) fn alter_of_class(state: &mut State, family: &DropObject, text: &str) -> Result<bool, Problem> {
    if family.kind != ObjectKind::Other || !changes_members(text) {
        return Ok(false);
    }
    let Some(own) = family.name.name.strip_prefix(OtherKind::OperatorFamily.words()) else {
        return Ok(false);
    };
    let class = format!("{}{own}", OtherKind::OperatorClass.words());
    let full = family.signature.as_ref().map(|method| format!("{class}({method})"));
    let is_class = |name: &str| match &full {
        Some(full) => name == full,
        None => name.split('(').next() == Some(&class),
    };
    let name = Name { schema: family.name.schema.clone(), name: class.clone() };
    let found = state.resolve(&name, |schema| {
        schema.objects.iter().find(|object| is_class(&object.name)).map(|o| o.name.clone())
    });
    let Some((schema, found)) = found else { return Ok(false) };
    let schema = state.schema_mut(&schema)?;
    if let Some(object) = schema.objects.iter_mut().find(|object| object.name == found) {
        object.text = format!("{};\n{text}", object.text);
    }
    Ok(true)
}

/// Whether a statement adds to the family or takes from it.
fn changes_members(text: &str) -> bool {
    let mut reader = Reader::new(text, Syntax::postgres(), |word| word.to_ascii_lowercase());
    reader.eat("ALTER OPERATOR FAMILY")
        && reader.name().is_ok()
        && reader.eat("USING")
        && reader.ident().is_ok()
        && reader.is_any(&["ADD", "DROP"])
}

/// Methods whose classes and families can do without any of their operators (`amadjustmembers`).
const LOOSE: [&str; 3] = ["(gist)", "(gin)", "(spgist)"];

/// Takes an operator that is gone out of the classes and families that can do without it.
pub(super) fn without_operator(postgres: &Postgres, state: &mut State, operator: &Object) {
    let own = operator.own_name(OtherKind::Operator).and_then(|own| own.strip_suffix(')'));
    let Some((symbol, operands)) = own.and_then(|own| own.split_once('(')) else { return };
    let operands = operands.replace(", ", " ");
    let is_loose = |object: &Object| {
        matches!(object.other(), Some(OtherKind::OperatorClass | OtherKind::OperatorFamily))
            && LOOSE.iter().any(|method| object.name.ends_with(method))
    };
    for object in state.realm.object_lists_mut().flatten().filter(|object| is_loose(object)) {
        if let Some(text) = objects::without_operator(postgres, object, (symbol, &operands)) {
            object.text = text;
        }
    }
}

/// Leaves the family that a class made for itself, once the class is gone.
pub(super) fn left_by(
    postgres: &Postgres,
    state: &mut State,
    home: &str,
    class: &Object,
) -> Result<(), Problem> {
    if let Some(family) = own_family(postgres, class) {
        state.schema_mut(home)?.objects.push(family);
    }
    Ok(())
}

/// Joins families with the classes of their names: a class that is made again takes the family that is there.
pub(super) fn join(postgres: &Postgres, schema: &mut Schema) {
    let is_of = |class: &Object, family: &Object| {
        own_family(postgres, class).is_some_and(|own| own.name == family.name)
    };
    while let Some((class, family)) = schema.objects.iter().enumerate().find_map(|(at, family)| {
        let is_family = family.other() == Some(OtherKind::OperatorFamily);
        let class = schema.objects.iter().position(|class| is_family && is_of(class, family))?;
        Some((class, at))
    }) {
        if let Some((_, members)) = schema.objects[family].text.clone().split_once(";\n") {
            schema.objects[class].text += &format!(";\n{members}");
        }
        schema.objects.remove(family);
    }
}
