//! Where triggers stand among those of the same time and event.

use std::ops::Range;

use crate::dialect::mysql::objects::quotes_names;
use crate::dialect::{Mysql, ReplayRules};
use crate::model::{Object, ObjectKind};
use crate::replay::Reader;
use crate::sql::DoubleQuotes;

/// Puts the triggers that were put beside one that is gone to where that was put.
pub(super) fn dropped(mysql: &Mysql, objects: &mut [Object], gone: &Object) {
    if gone.kind != ObjectKind::Trigger {
        return;
    }
    let place = beside(mysql, gone).map_or("", |(at, _)| &gone.text[at]);
    for object in objects.iter_mut().filter(|object| object.kind == ObjectKind::Trigger) {
        let Some((at, name)) = beside(mysql, object) else { continue };
        if name.eq_ignore_ascii_case(&gone.name) {
            let rest = &object.text[at.end..];
            let spaces = if place.is_empty() { rest.len() - rest.trim_start().len() } else { 0 };
            object.text.replace_range(at.start..at.end + spaces, place);
        }
    }
}

/// Where the text of a trigger puts it beside another, and the name of that.
fn beside(mysql: &Mysql, trigger: &Object) -> Option<(Range<usize>, String)> {
    let mut syntax = mysql.syntax();
    if quotes_names(trigger) {
        syntax.double_quotes = DoubleQuotes::Identifier;
    }
    let mut reader = Reader::new(&trigger.text, syntax, mysql.fold());
    while !reader.done() && !reader.eat("TRIGGER") {
        reader.bump();
    }
    let _ = reader.if_not_exists();
    reader.name().ok()?;
    while !reader.done() && !reader.eat("ON") {
        reader.bump();
    }
    reader.name().ok()?;
    reader.expect("FOR EACH ROW").ok()?;
    let from = reader.at();
    reader.eat_any(&["FOLLOWS", "PRECEDES"])?;
    let name = reader.ident().ok()?;
    let tokens = &reader.tokens()[from..reader.at()];
    Some((tokens.first()?.offset..tokens.last()?.end(), name))
}
