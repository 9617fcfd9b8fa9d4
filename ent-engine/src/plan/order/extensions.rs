//! Extensions that others require: they come before those, and go after them.

use crate::change::Change;
use crate::model::{Object, ObjectKind};

pub(super) fn links(changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let (mut added, mut dropped) = (Vec::new(), Vec::new());
    for (at, change) in changes.iter().enumerate() {
        match change {
            Change::AddObject { object, .. } if object.kind == ObjectKind::Extension => {
                added.push((at, object));
            }
            Change::DropObject { object, .. } if object.kind == ObjectKind::Extension => {
                dropped.push((at, object));
            }
            _ => {}
        }
    }
    for (one, extension) in &added {
        for (other, _) in added.iter().filter(|(_, other)| requires(extension, other)) {
            edge(*one, *other);
        }
    }
    // Only a server tells what requires what. Statements stood in an order that it took.
    let is_told = dropped.iter().any(|(_, extension)| !extension.origin.requires.is_empty());
    for (place, (one, extension)) in dropped.iter().enumerate() {
        for (later, (other, next)) in dropped.iter().enumerate() {
            if if is_told { requires(next, extension) } else { place < later } {
                edge(*one, *other);
            }
        }
    }
}

fn requires(extension: &Object, other: &Object) -> bool {
    extension.origin.requires.contains(&other.name)
}
