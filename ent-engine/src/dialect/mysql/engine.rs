//! What engines make of the options of tables.

use super::{Mysql, merge};
use crate::model::TableOptions;

/// Options that only InnoDB has (MariaDB). Another engine refuses them where they are written, but a table that had them
/// keeps them for the day that it comes back.
const OF_INNODB: [&str; 4] = ["page_compressed", "page_compression_level", "encrypted", "encryption_key_id"];

/// Whether the table keeps checksums of its pages.
pub(super) const CHECKSUM: &str = "page_checksum";

/// Options that engines define themselves (MariaDB): name and value stay as they are written.
const DEFINED: [&str; 5] =
    ["page_compressed", "page_compression_level", "encrypted", "encryption_key_id", "ietf_quotes"];

fn has(names: &[&str], key: &str) -> bool {
    names.iter().any(|name| name.eq_ignore_ascii_case(key))
}

/// Whether an engine defines the option, so that the server keeps how it is written.
pub(super) fn is_defined(key: &str) -> bool {
    has(&DEFINED, key)
}

/// The name of an option as a statement has it.
pub(super) fn spelled(key: &str) -> String {
    if is_defined(key) { key.to_owned() } else { key.to_uppercase() }
}

/// Whether a table has options that its engine would refuse.
pub(super) fn has_others(options: &TableOptions) -> bool {
    options.engine.is_some() && options.raw_options().iter().any(|(key, _)| has(&OF_INNODB, key))
}

/// Whether the table's engine doesn't know the option, so that no statement can take it away.
pub(super) fn keeps(options: &TableOptions, key: &str) -> bool {
    options.engine.is_some() && has(&OF_INNODB, key)
}

/// The options that the engine knows, as text.
pub(super) fn known(options: &TableOptions) -> Option<String> {
    if !has_others(options) {
        return options.raw.clone();
    }
    let mut known = options.clone();
    OF_INNODB.iter().for_each(|key| known.remove_raw(key));
    known.raw
}

/// Fills in what Aria says of a table that is made or altered: whether it keeps checksums of its pages
/// (`ha_maria::update_create_info`).
pub(super) fn settle(mysql: &Mysql, options: &mut TableOptions) {
    merge::settle(options);
    if mysql.replays_mariadb()
        && tells_checksum(options)
        && !options.raw_options().iter().any(|(key, _)| key == CHECKSUM)
    {
        options.set_raw(CHECKSUM, "1");
    }
}

/// Before a table is made anew: what it had of Aria it keeps as long as Aria tells of it.
pub(super) fn forget(mysql: &Mysql, options: &mut TableOptions) {
    if mysql.replays_mariadb() && !tells_checksum(options) {
        options.remove_raw(CHECKSUM);
    }
}

/// Whether nothing is said by what a table has of Aria's checksums: what it was in another engine stays told of it, and
/// does nothing; partitions have them whether that is told or not.
pub(super) fn is_idle_checksum(options: &TableOptions, value: &str) -> bool {
    !is_aria(options) || options.partition_by.is_some() && value == "1"
}

/// Whether Aria keeps rows in pages whatever format it is told: it does unless that is its own, and always where rows
/// outlast a crash.
pub(super) fn has_pages(options: &TableOptions, format: &str, outlasts: bool) -> bool {
    let is_own = matches!(format, "dynamic" | "fixed");
    is_aria(options) && options.partition_by.is_none() && (outlasts || !is_own)
}

/// Whether the table is InnoDB's.
pub(super) fn is_innodb(options: &TableOptions) -> bool {
    options.engine.as_deref().is_none_or(|engine| engine.eq_ignore_ascii_case("InnoDB"))
}

fn is_aria(options: &TableOptions) -> bool {
    options.engine.as_deref().is_some_and(|engine| engine.eq_ignore_ascii_case("Aria"))
}

/// Aria tells of a table as a whole, not of its partitions.
fn tells_checksum(options: &TableOptions) -> bool {
    is_aria(options) && options.partition_by.is_none()
}

/// Whether the table's engine makes hash indexes: those that keep tables in memory do, and unless told otherwise.
pub(super) fn has_hashes(options: &TableOptions) -> bool {
    let engine = options.engine.as_deref().unwrap_or_default();
    ["MEMORY", "HEAP"].iter().any(|name| name.eq_ignore_ascii_case(engine))
}
