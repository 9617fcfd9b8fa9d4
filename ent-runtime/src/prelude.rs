//! What a schema module needs: `use ent_runtime::prelude::*;`.
//!
//! Types of other crates come with the features of their names. `time` and `jiff` share names with
//! each other and with chrono, so theirs are imported from the crates themselves.

pub use crate::{EntEnum, EntMixin, EntSchema, EntValue, EntView, Many, One};

#[cfg(feature = "bigdecimal")]
pub use bigdecimal::BigDecimal;
#[cfg(feature = "chrono")]
pub use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
#[cfg(feature = "rust_decimal")]
pub use rust_decimal::Decimal;
#[cfg(feature = "uuid")]
pub use uuid::Uuid;
