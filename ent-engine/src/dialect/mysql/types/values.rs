//! Values of ENUM and SET in their canonical quoting.

use crate::model::DataType;

/// `value` in quotes, a quote doubled and a backslash too: what every server reads back alike.
pub(in crate::dialect::mysql) fn quoted_value(value: &str) -> String {
    format!("'{}'", value.replace('\\', "\\\\").replace('\'', "''"))
}

/// The values of an ENUM or SET, unquoted.
pub(in crate::dialect::mysql) fn decode_values(ty: &DataType) -> Vec<String> {
    ty.args
        .iter()
        .map(|arg| {
            let inner = arg.strip_prefix('\'').and_then(|arg| arg.strip_suffix('\'')).unwrap_or(arg);
            inner.replace("''", "'").replace("\\\\", "\\")
        })
        .collect()
}
