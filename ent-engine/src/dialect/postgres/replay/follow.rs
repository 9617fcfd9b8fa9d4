//! What follows when a routine or a type gets another name: the server keeps what uses them by their number.

use std::collections::BTreeMap;

use super::base_types;
use crate::dialect::{Postgres, Types};
use crate::model::{Column, Expr, Object, ObjectKind, Origin, OtherKind};
use crate::replay::{Problem, Reader, Spelling, State, Texts, TypePlaces, TypeSearch};
use crate::sql::{Syntax, Token, TokenKind, Tokens, string_value};

/// Changes every expression and query of the realm, those of views included, each with what tells its search path.
pub(super) fn each_expr(state: &mut State, change: &dyn Fn(&Origin, &str) -> String) {
    let put = |origin: &Origin, expr: &mut Expr| {
        let next = change(origin, expr.as_str());
        if next != expr.as_str() {
            *expr = Expr::new(next);
        }
    };
    for (_, table) in state.tables_mut(|_, _| true) {
        let origin = table.origin.clone();
        table.exprs_mut().for_each(|expr| put(&origin, expr));
        if let Some(clause) = &mut table.options.partition_by {
            *clause = change(&origin, clause);
        }
    }
    for view in state.realm.schemas_mut().flat_map(|schema| schema.views) {
        let origin = view.origin.clone();
        let put = |expr: &mut Expr| put(&origin, expr);
        put(&mut view.definition);
        for index in &mut view.indexes {
            index.exprs_mut().for_each(put);
        }
    }
}

pub(super) fn each_object(state: &mut State, change: &dyn Fn(&mut Object)) {
    for object in state.realm.object_lists_mut().flatten() {
        change(object);
    }
}

/// The same with the name of the schema.
fn each_object_of(state: &mut State, change: &dyn Fn(&str, &mut Object)) {
    state.realm.objects_mut().iter_mut().for_each(|object| change("", object));
    for schema in state.realm.schemas_mut() {
        schema.objects.iter_mut().for_each(|object| change(schema.name, object));
    }
}

/// Follows a routine to its next name: each a schema and a name. The routine has its next name already.
pub(super) fn routine(
    postgres: &Postgres,
    state: &mut State,
    kind: ObjectKind,
    previous: (&str, &str),
    next: (&str, &str),
) -> Result<(), Problem> {
    if previous == next {
        return Ok(());
    }
    let texts = Texts::new(postgres);
    let overloads = state.realm.schema(previous.0).is_some_and(|schema| {
        schema.objects.iter().any(|object| {
            super::drops::is_routine(object.kind) && object.name.split('(').next() == Some(previous.1)
        })
    });
    // Which of them a base type works with is told by what they take.
    let of_types = match (overloads, serves_types(state, previous), serves_types(state, next)) {
        (true, true, false) => OfTypes::Stay,
        (true, false, true) => OfTypes::Follow,
        _ => OfTypes::Unknown,
    };
    if of_types == OfTypes::Follow {
        base_types::follow_all(postgres, state, previous, next);
    }
    if overloads && used(texts, state, previous, of_types) {
        return Err(Problem::Unknowable(format!(
            "several functions are called `{}`, and what calls them may mean one or the other",
            previous.1
        )));
    }
    if overloads || kind == ObjectKind::Procedure {
        return Ok(());
    }
    each_expr(state, &|_, text| texts.rename_routine(text, previous, next));
    base_types::follow_all(postgres, state, previous, next);
    each_object(state, &|object| {
        // Another routine of the name is another.
        let is_routine = super::drops::is_routine(object.kind) || object.kind == ObjectKind::Procedure;
        let name = object.name.split('(').next();
        let is_self = is_routine && (name == Some(next.1) || name == Some(previous.1));
        if !is_self && !matches!(object.kind, ObjectKind::Extension | ObjectKind::Base) {
            object.text = texts.rename_routine(&object.text, previous, next);
        }
    });
    Ok(())
}

/// Names the function of a trigger that is made with its schema, where the search path is not the default one: it may
/// find another of the name later.
pub(super) fn bind_trigger(texts: Texts<'_>, state: &State, trigger: &mut Object) {
    if state.search_path().is_none() {
        return;
    }
    let mut reader = Reader::new(&trigger.text, Syntax::postgres(), super::names::fold);
    while !reader.done() && !reader.eat("EXECUTE FUNCTION") && !reader.eat("EXECUTE PROCEDURE") {
        reader.bump();
    }
    let offset = reader.offset();
    let Ok(name) = reader.name() else { return };
    let is_it = |object: &Object| {
        // It is one without arguments.
        object.kind == ObjectKind::Function && object.name.strip_suffix("()") == Some(name.name.as_str())
    };
    let found = state.resolve(&name, |schema| schema.objects.iter().any(is_it).then_some(()));
    if let Some((home, ())) = found.filter(|_| name.schema.is_none()) {
        trigger.text.insert_str(offset, &format!("{}.", texts.written(state.written_schema(&home))));
    }
}

/// Whether base types work with the routine that is renamed, where others are called like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OfTypes {
    Follow,
    Stay,
    Unknown,
}

/// Whether one of the routines of a name takes what the functions of base types do (manual: `CREATE TYPE`).
fn serves_types(state: &State, (home, name): (&str, &str)) -> bool {
    let bases: Vec<&str> = state
        .realm
        .schemas
        .iter()
        .flat_map(|schema| &schema.objects)
        .filter(|object| object.kind == ObjectKind::Base)
        .map(|object| object.name.as_str())
        .collect();
    state.realm.schema(home).is_some_and(|schema| {
        schema.objects.iter().filter(|object| object.kind == ObjectKind::Function).any(|object| {
            let Some((own, arguments)) = object.name.split_once('(') else { return false };
            let first = arguments.trim_end_matches(')').split(',').next().unwrap_or_default();
            let bare = first.rsplit('.').next().unwrap_or_default();
            own == name && (["cstring", "internal"].contains(&bare) || bases.contains(&bare))
        })
    })
}

/// Whether anything but a trigger on rows calls a routine, or a base type of which that is known already.
fn used(texts: Texts<'_>, state: &State, routine: (&str, &str), of_types: OfTypes) -> bool {
    let mut tables = state.realm.tables();
    let tables =
        tables.any(|(_, table)| table.exprs().any(|expr| texts.uses_routine(expr.as_str(), routine)));
    let schemas = &state.realm.schemas;
    tables
        || schemas
            .iter()
            .flat_map(|schema| &schema.views)
            .any(|view| texts.uses_routine(view.definition.as_str(), routine))
        || schemas.iter().flat_map(|schema| &schema.objects).any(|object| {
            let is_routine = super::drops::is_routine(object.kind) || object.kind == ObjectKind::Procedure;
            let is_self = is_routine && object.name.split('(').next() == Some(routine.1);
            let is_known = object.kind == ObjectKind::Base && of_types != OfTypes::Unknown;
            !is_self && !is_known && texts.uses_routine(&object.text, routine)
        })
}

/// Follows a type to its next name into casts, and into what makes routines and other types.
pub(super) fn ty(postgres: &Postgres, state: &mut State, previous: (&str, &str), next: (&str, &str)) {
    let texts = Texts::new(postgres);
    let search = TypeSearch::of(postgres, state, previous);
    let spelling = |origin: &Origin| if search.finds(origin) { Spelling::Any } else { Spelling::WithSchema };
    let connection = state.connection.clone();
    let own = spelling(&Origin::default());
    // Where names are looked for in other schemas first, that of the connection is written.
    let written = state.written_schema(next.0).to_owned();
    let full = |origin: &Origin| if origin.search_path.is_some() { (written.as_str(), next.1) } else { next };
    each_expr(state, &|origin, text| {
        texts.rename_type(text, previous, full(origin), (TypePlaces::Casts, spelling(origin)))
    });
    each_object_of(state, &|home, object| {
        let spelling = spelling(&object.origin);
        let full = full(&object.origin);
        let renamed = |text: &str| texts.rename_type(text, previous, full, (TypePlaces::All, spelling));
        match object.kind {
            kind if super::drops::is_routine(kind) || kind == ObjectKind::Procedure => {
                if let Some((name, signature)) = object.name.split_once('(') {
                    // A type of the connection's schema stands there without it.
                    let next = if next.0 == connection { ("", next.1) } else { next };
                    let signature = texts.rename_type(signature, previous, next, (TypePlaces::All, own));
                    object.name = format!("{name}({signature}");
                }
                object.text = renamed(&object.text);
            }
            kind if kind.is_type() => {
                if (home, object.name.as_str()) != next {
                    object.text = renamed(&object.text);
                }
            }
            ObjectKind::Other if object.other() == Some(OtherKind::OfType) => {
                object.text = renamed(&object.text)
            }
            ObjectKind::Other if object.other() == Some(OtherKind::Cast) => {
                object.text = renamed(&object.text);
                object.name = renamed(&object.name);
            }
            ObjectKind::Extension => {}
            _ => {
                object.text = texts.rename_type(&object.text, previous, full, (TypePlaces::Casts, spelling));
            }
        }
    });
}

/// Follows a value of an enum type to its next name, in what compares with columns of the type or casts to it.
pub(super) fn value(postgres: &Postgres, state: &mut State, ty: (&str, &str), previous: &str, next: &str) {
    let is_enum = |home: &str, column: &Column| postgres.is_of(&column.ty, home, ty);
    let mut columns: BTreeMap<String, bool> = BTreeMap::new();
    for (home, table) in state.tables_mut(|_, _| true) {
        for column in &table.columns {
            *columns.entry(column.name.clone()).or_default() |= is_enum(home, column);
        }
        let own: BTreeMap<String, bool> =
            table.columns.iter().map(|column| (column.name.clone(), is_enum(home, column))).collect();
        for column in table.columns.iter_mut().filter(|column| own.get(&column.name) == Some(&true)) {
            if let Some(default) = &mut column.default {
                *default = Expr::new(elements(default.as_str(), previous, next));
            }
        }
        let own = |name: &str| own.get(name).copied();
        for expr in table.exprs_mut() {
            let changed = literals(expr.as_str(), ty.1, &own, previous, next);
            if changed != expr.as_str() {
                *expr = Expr::new(changed);
            }
        }
    }
    let any = |name: &str| columns.get(name).copied();
    let change = |text: &str| literals(text, ty.1, &any, previous, next);
    for view in state.realm.schemas_mut().flat_map(|schema| schema.views) {
        view.definition = Expr::new(change(view.definition.as_str()));
    }
    each_object(state, &|object| {
        if matches!(
            object.kind,
            ObjectKind::Policy | ObjectKind::Trigger | ObjectKind::Rule | ObjectKind::Domain
        ) {
            object.text = change(&object.text);
        }
    });
}

/// The text of an array, `'{a,b}'`, with one of its elements replaced.
fn elements(text: &str, previous: &str, next: &str) -> String {
    let Some((before, rest)) = text.split_once("'{") else { return text.to_owned() };
    let Some((inside, after)) = rest.split_once("}'") else { return text.to_owned() };
    let parts: Vec<&str> = inside.split(',').map(|part| if part == previous { next } else { part }).collect();
    format!("{before}'{{{}}}'{after}", parts.join(","))
}

/// The text with a string replaced where it is a value of the type: by a cast, or beside a column of the type.
fn literals(
    text: &str,
    ty: &str,
    is_enum: &dyn Fn(&str) -> Option<bool>,
    previous: &str,
    next: &str,
) -> String {
    let tokens: Vec<_> = Tokens::new(text, Syntax::postgres()).collect();
    let column = |token: &Token<'_>| match token.kind {
        TokenKind::Word | TokenKind::QuotedIdentifier => is_enum(&super::names::name_of(token.text)),
        _ => None,
    };
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::String {
            continue;
        }
        let value = string_value(token.text, Syntax::postgres());
        let is_array = value.starts_with('{') && elements(token.text, previous, next) != token.text;
        if value != previous && !is_array {
            continue;
        }
        let cast = tokens.get(at + 1).is_some_and(|next| next.is_symbol("::"));
        let is_value = if cast {
            let named = tokens.iter().skip(at + 2).step_by(2).take(2);
            named.into_iter().any(|token| super::names::name_of(token.text) == ty)
        } else {
            let beside = tokens[..at].iter().rev().find_map(column);
            beside.or_else(|| tokens[at..].iter().find_map(column)).unwrap_or(false)
        };
        if is_value {
            out.push_str(text.get(done..token.offset).unwrap_or_default());
            let changed =
                if is_array { elements(token.text, previous, next) } else { Expr::string(next).to_string() };
            out.push_str(&changed);
            done = token.end();
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}
