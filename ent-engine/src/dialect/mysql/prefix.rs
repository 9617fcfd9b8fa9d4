//! Keys over more of a column than an index takes in.

use super::Mysql;
use super::replay::charset::{TEXTS, USUAL, meant, widest};
use super::types::decode_values;
use crate::model::{Column, DataType, Index, IndexPart, Table};

/// What a key takes of a point (`MAX_LEN_GEOM_POINT_FIELD`).
const BYTES_OF_POINT: u32 = 25;

/// What the server takes a place on a map for where it does not look at it (`portable_sizeof_char_ptr`).
const BYTES_OF_POINTER: u32 = 8;

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
    for index in table.indexes.iter_mut().filter(|index| index.unique && is_tree(index)) {
        let is_whole = |part: &IndexPart| {
            let column = column_of(columns, part).filter(|column| column.ty.name != "point");
            part.prefix.is_none() && column.is_some_and(|column| cap(column, most, outer).is_some())
        };
        // A hash has no order.
        if index.parts.iter().any(is_whole) {
            index.parts.iter_mut().for_each(|part| part.desc = false);
        }
    }
    let keys = table.indexes.iter_mut().filter(|index| is_tree(index));
    let keys = keys.flat_map(|index| index.parts.iter_mut().map(|part| (index.unique, part)));
    let primary = table.primary_key.iter_mut().flat_map(|key| &mut key.parts).map(|part| (true, part));
    for (unique, part) in keys.chain(primary) {
        let Some(column) = column_of(columns, part) else { continue };
        if column.ty.name == "point" {
            part.prefix = Some(BYTES_OF_POINT);
        } else if let Some(cap) = cap(column, most, outer).filter(|_| !unique) {
            part.prefix = Some(part.prefix.map_or(cap, |prefix| prefix.min(cap)));
        }
    }
}

/// Before a table is made anew, with its keys as the server finds them: of a unique key over a place on a map it finds the
/// length of a pointer, and the hash that it was gives way to that (MariaDB).
pub(super) fn freeze(mysql: &Mysql, table: &mut Table) {
    if !mysql.is_mariadb() {
        return;
    }
    let columns = &table.columns;
    let keys = table.indexes.iter_mut().filter(|index| index.unique && is_tree(index));
    for part in keys.flat_map(|index| &mut index.parts) {
        if column_of(columns, part).is_some_and(|column| is_geometry(&column.ty)) {
            part.prefix = part.prefix.or(Some(BYTES_OF_POINTER));
        }
    }
}

/// The other way round, for what no statement could ask for: places of a unique key without the length of a pointer.
pub(super) fn thaw(mysql: &Mysql, table: &mut Table) {
    if !mysql.is_mariadb() {
        return;
    }
    let columns = &table.columns;
    let keys = table.indexes.iter_mut().filter(|index| index.unique && is_tree(index));
    for part in keys.flat_map(|index| &mut index.parts).filter(|part| part.prefix == Some(BYTES_OF_POINTER)) {
        if column_of(columns, part).is_some_and(|column| is_geometry(&column.ty)) {
            part.prefix = None;
        }
    }
}

/// What the server takes for the length of all of a place on a map, so that it shows none (`Field_geom::key_length`).
const BYTES_UNSHOWN: u32 = 4;

/// Gives the parts of keys that the server shows without a length the one that it leaves out (MariaDB).
pub(super) fn tell(mysql: &Mysql, table: &mut Table) {
    if !mysql.is_mariadb() {
        return;
    }
    let columns = &table.columns;
    let is_place = |part: &&mut IndexPart| {
        column_of(columns, part).is_some_and(|column| is_geometry(&column.ty) && column.ty.name != "point")
    };
    let keys = table.indexes.iter_mut().filter(|index| is_tree(index)).map(|index| &mut index.parts);
    let parts = keys.chain(table.primary_key.iter_mut().map(|key| &mut key.parts)).flatten();
    for part in parts.filter(is_place) {
        part.prefix = part.prefix.or(Some(BYTES_UNSHOWN));
    }
}

/// The parts of an index without the prefixes that the server gave them; none for a unique key that is a hash, which
/// orders nothing.
pub(super) fn asked_parts(
    mysql: &Mysql,
    table: &Table,
    index: &Index,
    outer: (Option<&str>, Option<&str>),
) -> Vec<IndexPart> {
    let mut parts = index.parts.clone();
    let Some(most) = most_bytes(table.options.engine.as_deref()).filter(|_| mysql.is_mariadb()) else {
        return parts;
    };
    for part in &mut parts {
        let cap = column_of(&table.columns, part).and_then(|column| cap(column, most, outer));
        if index.unique && cap.is_some() && part.prefix.is_none() {
            return Vec::new();
        }
        part.prefix = part.prefix.filter(|prefix| Some(*prefix) != cap);
    }
    parts
}

/// How much of a text keys go on covering that was an ENUM or a SET of characters of one byte: MySQL takes those for texts,
/// and the bytes of their numbers for characters, unless a value is as long (`mysql_prepare_alter_table`).
pub(super) fn kept(previous: &DataType, next: &DataType) -> Option<u32> {
    let lengths = decode_values(previous).into_iter().map(|value| value.chars().count());
    let count = previous.args.len();
    let (bytes, longest) = match previous.name.as_str() {
        "enum" => (count.div_ceil(256), lengths.max().unwrap_or_default()),
        "set" => (count.div_ceil(8), lengths.sum::<usize>() + count.saturating_sub(1)),
        _ => return None,
    };
    let name = next.name.as_str();
    let has_parts = ["char", "varchar", "binary", "varbinary"].contains(&name)
        || ["text", "blob"].iter().any(|end| name.ends_with(end));
    (has_parts && bytes != longest).then(|| bytes.try_into().ok())?
}

/// Whether the server stores values of the type beside the row, so that keys over them always have a length.
pub(super) fn is_long(ty: &DataType) -> bool {
    ty.name == "json" || ty.name.ends_with("text") || ty.name.ends_with("blob") || is_geometry(ty)
}

/// Whether values of the type are places on a map.
pub(super) fn is_geometry(ty: &DataType) -> bool {
    ["geometry", "point", "linestring", "polygon", "geometrycollection", "geomcollection"]
        .contains(&ty.name.trim_start_matches("multi"))
}

fn is_tree(index: &Index) -> bool {
    !matches!(index.kind.as_deref(), Some("fulltext" | "spatial"))
}

fn column_of<'c>(columns: &'c [Column], part: &IndexPart) -> Option<&'c Column> {
    let name = part.column_name()?;
    columns.iter().find(|column| column.name == name)
}

/// The most characters that a key takes of a column, none where that is all of it.
fn cap(column: &Column, most: u64, outer: (Option<&str>, Option<&str>)) -> Option<u32> {
    let name = column.ty.name.as_str();
    let own = column.encoding();
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
        "point" => u64::from(BYTES_OF_POINT),
        _ if is_geometry(&column.ty) => fits,
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
