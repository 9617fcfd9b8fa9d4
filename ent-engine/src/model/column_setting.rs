use serde::{Deserialize, Serialize};

/// What is set of a column beside what every column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum ColumnSetting {
    /// How long values are stored: `plain`, `external`, `main`, `extended` (PostgreSQL `SET STORAGE`).
    Storage,
    /// How long values are compressed: `pglz`, `lz4` (PostgreSQL `SET COMPRESSION`).
    Compression,
    /// How much ANALYZE collects of the column (PostgreSQL `SET STATISTICS`).
    Statistics,
    /// How many distinct values ANALYZE is to assume (PostgreSQL `SET (n_distinct = ..)`).
    Distinct,
    /// The same of the table with all that inherit from it (PostgreSQL `SET (n_distinct_inherited = ..)`).
    DistinctInherited,
    /// The sequence that a serial column draws on, where it is not called as the server would call it (PostgreSQL).
    Sequence,
    /// That the table would have the column without its parents as well (PostgreSQL `attislocal`). Only until
    /// the state is tidied, which turns it into `Origin::is_local`.
    Local,
    /// The spatial reference system that every value must have (MySQL `SRID`, MariaDB `REF_SYSTEM_ID`).
    Srid,
    /// That values are compressed, and by which method if one is named (MariaDB `COMPRESSED`).
    Compressed,
    /// Which end of a row's time the column holds: `START`, `END` (MariaDB `GENERATED ALWAYS AS ROW`).
    RowTime,
    /// That changes of the column make no version of a row (MariaDB `WITHOUT SYSTEM VERSIONING`).
    Unversioned,
    /// What happens when a value of the primary key is there already (SQLite `PRIMARY KEY .. ON CONFLICT`).
    KeyConflict,
    /// What happens when a value is NULL that may not be (SQLite `NOT NULL ON CONFLICT`).
    NullConflict,
    /// That NOT NULL is not handed on to tables that inherit (PostgreSQL 18 and later `NOT NULL .. NO INHERIT`).
    NotNullAlone,
    /// That rows were not checked for NULL (PostgreSQL 18 and later `NOT NULL .. NOT VALID`).
    NotNullUnchecked,
}

impl ColumnSetting {
    /// The storage parameter of PostgreSQL that is called so (`ALTER COLUMN .. SET (name = value)`).
    pub fn from_parameter(name: &str) -> Option<Self> {
        match name {
            "n_distinct" => Some(Self::Distinct),
            "n_distinct_inherited" => Some(Self::DistinctInherited),
            _ => None,
        }
    }
}

/// The settings of a column with their values, in order; few columns have any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct ColumnSettings(Vec<(ColumnSetting, String)>);

impl ColumnSettings {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is set, to whatever.
    pub fn has(&self, setting: ColumnSetting) -> bool {
        self.get(setting).is_some()
    }

    /// The value, if it is set.
    pub fn get(&self, setting: ColumnSetting) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == setting).map(|(_, value)| value.as_str())
    }

    /// Sets it.
    pub fn set(&mut self, setting: ColumnSetting, value: impl Into<String>) {
        match self.0.binary_search_by_key(&setting, |(known, _)| *known) {
            Ok(at) => {
                if let Some((_, slot)) = self.0.get_mut(at) {
                    *slot = value.into();
                }
            }
            Err(at) => self.0.insert(at, (setting, value.into())),
        }
    }

    /// Takes it away.
    pub fn unset(&mut self, setting: ColumnSetting) {
        self.0.retain(|(known, _)| *known != setting);
    }

    /// Takes away all but those that `keeps` holds of.
    pub fn retain(&mut self, keeps: impl Fn(ColumnSetting) -> bool) {
        self.0.retain(|(known, _)| keeps(*known));
    }

    /// The settings with their values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (ColumnSetting, &str)> {
        self.0.iter().map(|(setting, value)| (*setting, value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_in_order_and_set_once() {
        let mut settings = ColumnSettings::default();
        settings.set(ColumnSetting::Srid, "4326");
        settings.set(ColumnSetting::Storage, "main");
        settings.set(ColumnSetting::Srid, "0");
        let all: Vec<_> = settings.iter().collect();
        assert_eq!(all, [(ColumnSetting::Storage, "main"), (ColumnSetting::Srid, "0")]);
        settings.unset(ColumnSetting::Storage);
        assert!(!settings.has(ColumnSetting::Storage) && settings.has(ColumnSetting::Srid));
    }
}
