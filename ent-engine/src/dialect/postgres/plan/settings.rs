//! What is set of a column beside its type: storage, compression, what ANALYZE is told.

use crate::model::ColumnSetting;

/// What follows ALTER COLUMN to set or reset it; none where another statement sees to it.
pub(super) fn set_column(setting: ColumnSetting, value: Option<&str>) -> Option<String> {
    let parameter = |name: &str| match value {
        Some(value) => format!("SET ({name} = {value})"),
        None => format!("RESET ({name})"),
    };
    match setting {
        ColumnSetting::Storage => value.map(|value| format!("SET STORAGE {value}")),
        ColumnSetting::Compression => Some(format!("SET COMPRESSION {}", value.unwrap_or("default"))),
        ColumnSetting::Statistics => Some(format!("SET STATISTICS {}", value.unwrap_or("-1"))),
        ColumnSetting::Distinct => Some(parameter("n_distinct")),
        ColumnSetting::DistinctInherited => Some(parameter("n_distinct_inherited")),
        _ => None,
    }
}
