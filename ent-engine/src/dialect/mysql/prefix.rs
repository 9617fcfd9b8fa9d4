//! Keys over more of a column than an index takes in.

use super::Mysql;
use super::replay::charset::{TEXTS, USUAL, meant, widest};
use crate::model::{Column, Table};

/// The most bytes of a key's part (manuals: "InnoDB Limits", "MyISAM", "Aria"), none for an engine not known here.
fn most_bytes(engine: Option<&str>) -> Option<u64> {
    match engine.map(str::to_ascii_lowercase).as_deref() {
        None | Some("innodb") => Some(3072),
        Some("myisam") => Some(1000),
        Some("aria") => Some(2300),
        Some(_) => None,
    }
}

/// Gives the parts of keys that don't fit the prefix that MariaDB gives them (`mysql_prepare_create_table`). A unique key
/// is kept as a hash of the whole; MySQL refuses either. `outer` are the table's character set and collation.
pub(super) fn fit(mysql: &Mysql, table: &mut Table, outer: (Option<&str>, Option<&str>)) {
    let Some(most) = most_bytes(table.options.engine.as_deref()).filter(|_| mysql.is_mariadb()) else {
        return;
    };
    let columns = &table.columns;
    let keys = table.indexes.iter_mut().filter(|index| !index.unique);
    let keys = keys.filter(|index| !matches!(index.kind.as_deref(), Some("fulltext" | "spatial")));
    for part in keys.flat_map(|index| &mut index.parts) {
        let column = part.column_name().and_then(|name| columns.iter().find(|column| column.name == name));
        if let Some(cap) = column.and_then(|column| cap(column, most, outer)) {
            part.prefix = Some(part.prefix.map_or(cap, |prefix| prefix.min(cap)));
        }
    }
}

/// The most characters that a key takes of a column, none where that is all of it.
fn cap(column: &Column, most: u64, outer: (Option<&str>, Option<&str>)) -> Option<u32> {
    let name = column.ty.name.as_str();
    let own = (column.charset.as_deref(), column.collation.as_deref());
    let own = if own == (None, None) { outer } else { own };
    let width = match name {
        "json" => widest(USUAL),
        "char" | "varchar" => widest(&meant(own).map_or_else(|| USUAL.to_owned(), |(charset, _)| charset)),
        name if name.ends_with("text") => {
            widest(&meant(own).map_or_else(|| USUAL.to_owned(), |(charset, _)| charset))
        }
        _ => 1,
    };
    let fits = most / width;
    let cap = match name {
        "json" => fits,
        "char" | "varchar" | "binary" | "varbinary" => {
            let length: u64 = column.ty.args.first().and_then(|length| length.parse().ok()).unwrap_or(1);
            (length > fits).then_some(fits)?
        }
        _ => {
            let text = name.replace("blob", "text");
            TEXTS.iter().find(|(name, _)| *name == text)?.1.min(fits)
        }
    };
    u32::try_from(cap).ok()
}
