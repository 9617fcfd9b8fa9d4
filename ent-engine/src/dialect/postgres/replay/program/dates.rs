//! Operators and functions of dates, moments and intervals (manual: "Date/Time Functions and Operators").

use std::cmp::Ordering;

use super::value::Value;
use crate::dialect::postgres::time::{Date, HOUR, Interval, MINUTE, Moment, MomentKind, SECOND, weekday};
use crate::replay::Reader;

/// How many members of a series are told.
const SERIES: usize = 10_000;

/// The order of two values of which one is a moment; a constant is read as the other is.
pub(super) fn order(left: &Value, right: &Value) -> Option<Ordering> {
    let (left, right) = match (left, right) {
        (Value::Moment(left), Value::Moment(right)) => (*left, *right),
        (Value::Moment(left), Value::Text(right)) => (*left, Moment::read(right, left.kind)?),
        (Value::Text(left), Value::Moment(right)) => (Moment::read(left, right.kind)?, *right),
        _ => return None,
    };
    Some(left.micros().cmp(&right.micros()))
}

/// An operator over something that isn't two numbers.
pub(super) fn arithmetic(left: &Value, operator: &str, right: &Value) -> Value {
    let known = match (left, operator, right) {
        (Value::Moment(moment), "+", Value::Interval(interval))
        | (Value::Interval(interval), "+", Value::Moment(moment)) => {
            moment.plus(*interval).map(Value::Moment)
        }
        (Value::Moment(moment), "-", Value::Interval(interval)) => {
            interval.times(-1).and_then(|interval| moment.plus(interval)).map(Value::Moment)
        }
        (Value::Moment(date), "+", Value::Int(days)) | (Value::Int(days), "+", Value::Moment(date)) => {
            days_later(*date, *days)
        }
        (Value::Moment(date), "-", Value::Int(days)) => {
            days.checked_neg().and_then(|days| days_later(*date, days))
        }
        (Value::Moment(left), "-", Value::Moment(right)) => Some(between(*left, *right)),
        // A constant is of the type that the operator needs; of a date and `+` there are several.
        (Value::Moment(left), "-", Value::Text(right)) => {
            Moment::read(right, left.kind).map(|right| between(*left, right))
        }
        (Value::Moment(moment), "+", Value::Text(text)) if moment.kind != MomentKind::Date => {
            Interval::read(text).and_then(|interval| moment.plus(interval)).map(Value::Moment)
        }
        (Value::Interval(left), _, Value::Text(right)) if matches!(operator, "+" | "-") => {
            let right =
                Interval::read(right).and_then(|right| right.times(if operator == "+" { 1 } else { -1 }));
            right.and_then(|right| left.plus(right)).map(Value::Interval)
        }
        (Value::Interval(left), "+", Value::Interval(right)) => left.plus(*right).map(Value::Interval),
        (Value::Interval(left), "-", Value::Interval(right)) => {
            right.times(-1).and_then(|right| left.plus(right)).map(Value::Interval)
        }
        (Value::Interval(interval), "*", Value::Int(count))
        | (Value::Int(count), "*", Value::Interval(interval)) => interval.times(*count).map(Value::Interval),
        _ => None,
    };
    known.unwrap_or(Value::Unknown)
}

fn days_later(date: Moment, days: i64) -> Option<Value> {
    let later = Date::of(date.date.days().checked_add(days)?)?;
    (date.kind == MomentKind::Date).then_some(Value::Moment(Moment { date: later, ..date }))
}

/// What lies between two moments: days for dates, else an interval without months.
fn between(left: Moment, right: Moment) -> Value {
    if left.kind == MomentKind::Date && right.kind == MomentKind::Date {
        return Value::Int(left.date.days() - right.date.days());
    }
    let micros = left.micros() - right.micros();
    let day = 24 * HOUR;
    Value::Interval(Interval { months: 0, days: micros / day, micros: micros % day })
}

/// `moment AT TIME ZONE zone`, for the zone that moments are shown in.
pub(super) fn in_zone(value: &Value, zone: &Value) -> Value {
    let is_utc =
        matches!(zone, Value::Text(zone) if ["utc", "gmt", "z"].contains(&zone.to_lowercase().as_str()));
    match value {
        Value::Null => Value::Null,
        Value::Moment(moment) if is_utc => Value::Moment(moment.cast(match moment.kind {
            // A date turns into a moment with a zone first.
            MomentKind::Zoned | MomentKind::Date => MomentKind::Timestamp,
            MomentKind::Timestamp => MomentKind::Zoned,
        })),
        _ => Value::Unknown,
    }
}

/// A call of a function of this kind; `None` for another function.
pub(super) fn call(name: &str, args: &[Value]) -> Option<Value> {
    let known = match (name, args) {
        (
            "date_trunc" | "date_part" | "make_date" | "make_timestamp" | "make_timestamptz"
            | "make_interval" | "to_date" | "to_char",
            args,
        ) if args.contains(&Value::Null) => Some(Value::Null),
        ("date_trunc", [Value::Text(unit), value, ..]) => {
            // A date, and a constant, are taken for moments with a zone.
            let moment = match value {
                Value::Moment(moment) if moment.kind == MomentKind::Date => {
                    Some(moment.cast(MomentKind::Zoned))
                }
                Value::Moment(moment) => Some(*moment),
                Value::Text(text) => Moment::read(text, MomentKind::Zoned),
                _ => None,
            };
            let moment = moment.filter(|_| args.len() == 2);
            moment.and_then(|moment| truncated(&unit.to_lowercase(), moment)).map(Value::Moment)
        }
        ("date_part", [Value::Text(unit), Value::Moment(moment)]) => {
            part(&unit.to_lowercase(), *moment).map(Value::Int)
        }
        ("make_date", [Value::Int(year), Value::Int(month), Value::Int(day)]) => {
            Date::new(*year, *month, *day).map(|date| Value::Moment(Moment::at_start(MomentKind::Date, date)))
        }
        ("to_char", [Value::Moment(moment), Value::Text(format)]) => {
            super::to_char::moment(*moment, format).map(Value::Text)
        }
        ("to_char", [Value::Int(number), Value::Text(format)]) => {
            super::to_char::number(*number, format).map(Value::Text)
        }
        ("generate_series", [from, to]) => series(from, to, &Value::Int(1)),
        ("generate_series", [from, to, step]) => series(from, to, step),
        ("date_trunc" | "date_part" | "make_date" | "to_char" | "generate_series", _) => None,
        _ => return None,
    };
    Some(known.unwrap_or(Value::Unknown))
}

/// `extract(field FROM moment)`, what is between its parentheses.
pub(super) fn extracted(field: &str, value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        // Of the rest the server tells fractions.
        Value::Moment(moment) if !field.eq_ignore_ascii_case("epoch") => {
            part(&field.to_lowercase(), *moment).map_or(Value::Unknown, Value::Int)
        }
        _ => Value::Unknown,
    }
}

/// `make_interval(unit => count, ..)`, or the counts in their order, read from between its parentheses.
pub(super) fn make_interval(
    reader: &mut Reader<'_>,
    mut value: impl FnMut(&mut Reader<'_>) -> Value,
) -> Value {
    const ORDER: [&str; 7] = ["years", "months", "weeks", "days", "hours", "mins", "secs"];
    let mut interval = Some(Interval::default());
    let mut places = ORDER.iter();
    while !reader.done() {
        let is_named = reader.peek_at(1).is_some_and(|next| next.is_symbol("=>") || next.is_symbol(":="));
        let unit = if is_named {
            let name = reader.ident().unwrap_or_default();
            reader.bump();
            ORDER.into_iter().find(|unit| *unit == name)
        } else {
            places.next().copied()
        };
        let count = match value(reader) {
            Value::Int(count) => Some(count),
            _ => None,
        };
        let part = unit.and_then(Interval::unit).zip(count).and_then(|(unit, count)| unit.times(count));
        interval = interval.zip(part).and_then(|(interval, part)| interval.plus(part));
        if !reader.eat_symbol(",") {
            break;
        }
    }
    interval.filter(|_| reader.done()).map_or(Value::Unknown, Value::Interval)
}

/// A moment cut to a unit.
fn truncated(unit: &str, moment: Moment) -> Option<Moment> {
    let Moment { date, clock, .. } = moment;
    let start = |date: Date| Moment { date, clock: 0, ..moment };
    let month = |month: i64| Date::new(date.year, month, 1).map(start);
    match unit {
        "year" | "years" => month(1),
        "quarter" => month((date.month - 1) / 3 * 3 + 1),
        "month" | "months" | "mon" => month(date.month),
        "week" | "weeks" => Date::of(date.days() - weekday(date.days())).map(start),
        "day" | "days" => Some(start(date)),
        "hour" | "hours" => Some(Moment { clock: clock - clock % HOUR, ..moment }),
        "minute" | "minutes" => Some(Moment { clock: clock - clock % MINUTE, ..moment }),
        "second" | "seconds" => Some(Moment { clock: clock - clock % SECOND, ..moment }),
        _ => None,
    }
}

/// A field of a moment, where it is a whole number.
fn part(field: &str, moment: Moment) -> Option<i64> {
    let Moment { date, clock, .. } = moment;
    Some(match field {
        "year" | "years" => date.year,
        "quarter" => (date.month + 2) / 3,
        "month" | "months" | "mon" => date.month,
        "week" | "weeks" => date.iso_week().1,
        "isoyear" => date.iso_week().0,
        "day" | "days" => date.day,
        "doy" => date.of_year(),
        "dow" => (weekday(date.days()) + 1) % 7,
        "isodow" => weekday(date.days()) + 1,
        "hour" | "hours" => clock / HOUR,
        "minute" | "minutes" => clock / MINUTE % 60,
        "epoch" if clock % SECOND == 0 => moment.micros() / SECOND,
        _ => return None,
    })
}

/// The values from one to another; none where there are too many to tell.
fn series(from: &Value, to: &Value, step: &Value) -> Option<Value> {
    if [from, to, step].contains(&&Value::Null) {
        return Some(Value::List(Vec::new()));
    }
    if let (Value::Int(from), Value::Int(to), Value::Int(step)) = (from, to, step) {
        let step = *step;
        let mut at = *from;
        return collected(|| {
            let value = (step > 0 && at <= *to || step < 0 && at >= *to).then_some(Value::Int(at));
            at = at.checked_add(step)?;
            value
        })
        .filter(|_| step != 0);
    }
    let kind = |value: &Value| match value {
        Value::Moment(moment) => Some(moment.kind),
        _ => None,
    };
    // Moments with a zone are what a server chooses for dates and constants.
    let kinds = [kind(from), kind(to)];
    let is_bare = kinds.contains(&Some(MomentKind::Timestamp)) && !kinds.contains(&Some(MomentKind::Zoned));
    let kind = if is_bare { MomentKind::Timestamp } else { MomentKind::Zoned };
    let read = |value: &Value| match value {
        Value::Moment(moment) => Some(moment.cast(kind)),
        Value::Text(text) => Moment::read(text, kind),
        _ => None,
    };
    let (first, last) = (read(from)?, read(to)?.micros());
    let step = match step {
        Value::Interval(interval) => *interval,
        Value::Text(text) => Interval::read(text)?,
        _ => return None,
    };
    let Interval { months, days, micros } = step;
    let forward = months >= 0 && days >= 0 && micros >= 0;
    let backward = months <= 0 && days <= 0 && micros <= 0;
    if forward == backward {
        return None;
    }
    let mut next = Some(first);
    collected(|| {
        let at = next.filter(|at| if forward { at.micros() <= last } else { at.micros() >= last })?;
        next = at.plus(step);
        Some(Value::Moment(at))
    })
}

fn collected(next: impl FnMut() -> Option<Value>) -> Option<Value> {
    let values: Vec<Value> = std::iter::from_fn(next).take(SERIES + 1).collect();
    (values.len() <= SERIES).then_some(Value::List(values))
}
