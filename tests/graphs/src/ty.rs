use ent_runtime::DialectName;

use crate::model::{EnumModel, Uid};
use ent_runtime_tests::Random;

/// What a field of a random entity holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ty {
    /// A type that its Rust name alone says.
    Plain(&'static str),
    /// A text, with a greatest length.
    Text(Option<u32>),
    /// Bytes, with a greatest length.
    Bytes(Option<u32>),
    /// A number with digits after the point.
    Decimal(u32, u32),
    /// A text out of a list.
    Values(Vec<String>),
    /// A Rust enum, as a type of the database where it has such.
    Enum(Uid, bool),
}

pub(crate) const INTEGERS: [&str; 8] = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];
const OTHERS: [&str; 9] =
    ["bool", "f32", "f64", "DateTime<Utc>", "NaiveDateTime", "NaiveDate", "NaiveTime", "Uuid", "Value"];
const SIZES: [u32; 6] = [10, 64, 255, 320, 70000, 2_147_483_647];
const TEXTS: [&str; 6] = ["a", "it's", "", "two words", "100%", "x\\\\y"];

impl Ty {
    pub(crate) fn random(random: &mut Random, enums: &[EnumModel]) -> Self {
        match random.below(100) {
            0..=29 => Self::Plain(random.pick(&INTEGERS).copied().unwrap_or("i64")),
            30..=54 => Self::text(random),
            55..=77 => Self::Plain(random.pick(&OTHERS).copied().unwrap_or("bool")),
            78..=82 => Self::Bytes(size(random)),
            83..=87 => Self::decimal(random),
            88..=92 => Self::Values(values(random)),
            _ => match random.pick(enums) {
                Some(found) => Self::Enum(found.uid, random.chance(60)),
                None => Self::text(random),
            },
        }
    }

    pub(crate) fn text(random: &mut Random) -> Self {
        Self::Text(size(random))
    }

    fn decimal(random: &mut Random) -> Self {
        let digits = 5 + u32::try_from(random.below(15)).unwrap_or(0);
        Self::Decimal(digits, u32::try_from(random.below(5)).unwrap_or(0))
    }

    /// A type of the same kind: what people change a type to.
    pub(crate) fn near(&self, random: &mut Random) -> Self {
        match self {
            Self::Plain(name) if INTEGERS.contains(name) => {
                Self::Plain(random.pick(&INTEGERS).copied().unwrap_or("i64"))
            }
            Self::Plain("f32") => Self::Plain("f64"),
            Self::Plain("f64") => Self::Plain("f32"),
            Self::Plain("DateTime<Utc>") => Self::Plain("NaiveDateTime"),
            Self::Plain("NaiveDateTime") => Self::Plain("DateTime<Utc>"),
            Self::Plain(_) | Self::Text(_) => Self::text(random),
            Self::Bytes(_) => Self::Bytes(size(random)),
            Self::Decimal(..) => Self::decimal(random),
            Self::Values(list) => {
                let mut list = list.clone();
                match random.below(3) {
                    0 if list.len() > 1 => {
                        list.remove(random.below(list.len()));
                    }
                    1 => list.insert(0, format!("first{}", list.len())),
                    _ => list.push(format!("last{}", list.len())),
                }
                Self::Values(list)
            }
            Self::Enum(uid, native) => Self::Enum(*uid, !native),
        }
    }

    pub(crate) fn is_integer(&self) -> bool {
        matches!(self, Self::Plain(name) if INTEGERS.contains(name))
    }

    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    /// Whether MySQL keeps values outside the row, so that they have no whole index.
    pub(crate) fn is_long(&self) -> bool {
        match self {
            Self::Text(size) => size.is_some_and(|size| size > 320),
            Self::Bytes(_) => true,
            Self::Plain(name) => *name == "Value",
            _ => false,
        }
    }

    /// Whether an index on any database takes the type.
    pub(crate) fn is_indexable(&self) -> bool {
        !self.is_long()
    }

    /// The `n`th constant default, as Rust source.
    pub(crate) fn literal(&self, n: usize, enums: &[EnumModel]) -> Option<String> {
        Some(match self {
            Self::Plain("bool") => (n.is_multiple_of(2)).to_string(),
            Self::Plain("f32" | "f64") => format!("{n}.5"),
            Self::Plain(name) if INTEGERS.contains(name) => n.to_string(),
            Self::Text(_) => format!("\"{}\"", TEXTS.get(n % TEXTS.len())?),
            Self::Decimal(..) => n.to_string(),
            Self::Values(list) => format!("\"{}\"", list.get(n % list.len())?),
            Self::Enum(uid, _) => {
                let found = enums.iter().find(|found| found.uid == *uid)?;
                format!("{}::{}", found.name, found.variants.get(n % found.variants.len())?.name)
            }
            Self::Plain(_) | Self::Bytes(_) => return None,
        })
    }

    /// A default that the server works out.
    pub(crate) fn default_expr(&self, dialect: DialectName) -> Option<&'static str> {
        let mysql = matches!(dialect, DialectName::Mysql | DialectName::Mariadb);
        Some(match self {
            Self::Plain("DateTime<Utc>") => "CURRENT_TIMESTAMP",
            Self::Plain("NaiveDateTime") if mysql => "CURRENT_TIMESTAMP(6)",
            Self::Plain("NaiveDateTime") => "CURRENT_TIMESTAMP",
            Self::Plain("NaiveDate") if mysql => "(CURRENT_DATE)",
            Self::Plain("NaiveDate") => "CURRENT_DATE",
            Self::Plain("Uuid") if mysql => "(uuid())",
            Self::Plain("Uuid") if dialect == DialectName::Postgres => "gen_random_uuid()",
            Self::Text(_) if mysql => "(concat('a', 'b'))",
            Self::Text(_) => "lower('AB')",
            Self::Plain(name) if INTEGERS.contains(name) => "(1 + 2)",
            _ => return None,
        })
    }
}

fn size(random: &mut Random) -> Option<u32> {
    if random.chance(50) { None } else { random.pick(&SIZES).copied() }
}

fn values(random: &mut Random) -> Vec<String> {
    let all = ["small", "large", "it's", "on-hold"];
    all.iter().take(2 + random.below(3)).map(|value| (*value).to_owned()).collect()
}
