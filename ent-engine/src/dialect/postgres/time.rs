//! Dates, moments and intervals with the server's arithmetic (manual: "Date/Time Types", "Date/Time Functions and
//! Operators").
//!
//! The zone of the session is taken for UTC.

mod calendar;
mod interval;
mod moment;

pub(in crate::dialect::postgres) use calendar::{Date, weekday};
pub(in crate::dialect::postgres) use interval::Interval;
pub(in crate::dialect::postgres) use moment::{Moment, MomentKind};

/// Microseconds of a day.
pub(in crate::dialect::postgres) const DAY: i64 = 24 * HOUR;
/// Microseconds of an hour.
pub(in crate::dialect::postgres) const HOUR: i64 = 60 * MINUTE;
/// Microseconds of a minute.
pub(in crate::dialect::postgres) const MINUTE: i64 = 60 * SECOND;
/// Microseconds of a second.
pub(in crate::dialect::postgres) const SECOND: i64 = 1_000_000;
