use std::collections::BTreeMap;

use super::replay::{
    charset::{USUAL, canonical, usual_collation},
    constants, is_bytes,
};
use super::table_options::is_versioned;
use super::{Mysql, engine, merge, prefix};
use crate::dialect::{DiffRules, Exprs, Place, ReplayRules, Version};
use crate::model::{
    Check, Column, ColumnSetting, DataType, Expr, ForeignKey, Index, IndexPart, Object, Realm,
    ReferentialAction, Schema, Table, TableOptions, View,
};
use crate::replay::Reader;
use crate::words;

impl DiffRules for Mysql {
    fn same_name(&self, previous: &str, next: &str) -> bool {
        previous.eq_ignore_ascii_case(next)
    }

    /// InnoDB makes an index for every foreign key that no index begins with (manual: "FOREIGN KEY
    /// Constraints").
    ///
    /// A text column without a character set and a collation has its table's; written down, so that
    /// it counts as a change of the column when the table's change.
    ///
    /// A JSON column of MariaDB is a `longtext` with a check and a collation; both spellings become `json`.
    fn complete(&self, realm: &mut Realm) {
        for schema in &mut realm.schemas {
            let defaults = (schema.charset.clone(), schema.collation.clone());
            for table in &mut schema.tables {
                let own = (table.options.charset.clone(), table.options.collation.clone());
                let (charset, collation) = if own == (None, None) { defaults.clone() } else { own };
                for column in table.columns.iter_mut().filter(|column| is_text(&column.ty)) {
                    if column.charset.is_none() && column.collation.is_none() {
                        column.charset.clone_from(&charset);
                        column.collation = collation.clone().map(Into::into);
                    }
                }
                if self.checks_json() {
                    self.name_json(table);
                }
            }
        }
        for table in realm.schemas.iter_mut().flat_map(|schema| &mut schema.tables) {
            // An engine without hashes makes trees whatever is asked for; MariaDB keeps the word, and says it of keys
            // that are too long for a tree.
            let engine = table.options.engine.as_deref().unwrap_or("InnoDB");
            // InnoDB has no blocks of an index's own, and MyISAM has those of the least size anyway
            // (`MI_MIN_KEY_BLOCK_LENGTH` of the server), which it writes down where the table says less.
            let says_nothing = |(name, value): &(String, String)| {
                name == "key_block_size"
                    && (engine.eq_ignore_ascii_case("InnoDB")
                        || engine.eq_ignore_ascii_case("MyISAM") && value == "1024")
            };
            for index in &mut table.indexes {
                index.parameters.retain(|option| !says_nothing(option));
            }
            if !engine::has_hashes(&table.options) {
                let told = |index: &&mut Index| matches!(index.kind.as_deref(), Some("btree" | "hash"));
                table.indexes.iter_mut().filter(told).for_each(|index| index.kind = None);
            }
            if engine::has_hashes(&table.options) {
                // A hash has no order.
                let hashes = table.indexes.iter_mut().filter(|index| index.kind.as_deref() != Some("btree"));
                hashes.flat_map(|index| &mut index.parts).for_each(|part| part.desc = false);
            }
            // MySQL indexes places as such, whether asked to or not.
            if !self.is_mariadb() {
                let columns = &table.columns;
                let is_place = |index: &&mut Index| {
                    let column = match index.parts.as_slice() {
                        [part] if part.prefix.is_none() => part.column_name(),
                        _ => None,
                    };
                    let column = columns.iter().find(|other| column == Some(other.name.as_str()));
                    index.kind.is_none() && column.is_some_and(|column| prefix::is_geometry(&column.ty))
                };
                let places = table.indexes.iter_mut().filter(is_place);
                places.for_each(|index| index.kind = Some("spatial".to_owned()));
            }
            constants::settle_all(self, table);
            prefix::thaw(self, table);
            // What their tables leave open is written down above.
            prefix::fit(self, table, (None, None));
            let mut implied = Vec::new();
            for key in &table.foreign_keys {
                let served = table
                    .indexes
                    .iter()
                    .chain(&implied)
                    .any(|index| index.kind.is_none() && begins_with(&index.parts, key))
                    || table.primary_key.as_ref().is_some_and(|primary| begins_with(&primary.parts, key));
                if !served && !key.name.is_empty() {
                    implied.push(Index {
                        name: key.name.clone(),
                        parts: key.columns.iter().map(IndexPart::column).collect(),
                        ..Index::default()
                    });
                }
            }
            table.indexes.extend(implied);
        }
    }

    fn same_object(&self, previous: &Object, next: &Object) -> bool {
        self.is_same_object(previous, next)
    }

    fn same_schema(&self, previous: &Schema, next: &Schema) -> bool {
        same_encoding(self, schema_encoding(previous), schema_encoding(next))
    }

    fn same_options(&self, previous: Place<'_>, next: Place<'_>) -> bool {
        let engine = |place: Place<'_>| {
            let name = place.table.options.engine.as_deref().unwrap_or("InnoDB");
            merge::engine_name(name).to_ascii_lowercase()
        };
        // Without a column that counts the server keeps no count.
        let counts = |place: Place<'_>| place.table.columns.iter().any(|column| column.auto_increment);
        let increment =
            |place: Place<'_>| place.table.options.auto_increment.filter(|_| counts(place)).unwrap_or(1);
        engine(previous) == engine(next)
            && same_encoding(self, table_encoding(previous), table_encoding(next))
            && (increment(next) <= 1 || increment(next) <= increment(previous))
            && self.same_stated(&previous.table.options, &next.table.options)
    }

    fn keep_undeclared(&self, previous: &TableOptions, next: &mut TableOptions) {
        self.keep_options(previous, next);
    }

    fn says_more(
        &self,
        (previous_place, previous): (Place<'_>, Option<&Column>),
        (next_place, next): (Place<'_>, Option<&Column>),
    ) -> bool {
        let asks = |previous, next| self.asks_for_more(previous, next);
        match (previous, next) {
            (Some(previous), Some(next)) => {
                let previous = column_encoding(previous_place, previous);
                is_text(&next.ty) && asks(previous, column_encoding(next_place, next))
            }
            _ => asks(table_encoding(previous_place), table_encoding(next_place)),
        }
    }

    fn schema_says_more(&self, previous: &Schema, next: &Schema) -> bool {
        // Nobody can ask for that of the connection, whose name isn't told.
        let usual = self.default_collation(USUAL);
        let is_usual = match schema_encoding(next) {
            (Some(USUAL), None) => true,
            (_, Some(collation)) => usual.is_some_and(|usual| usual.eq_ignore_ascii_case(collation)),
            _ => false,
        };
        !(next.name.is_empty() || is_usual)
            && self.asks_for_more(schema_encoding(previous), schema_encoding(next))
    }

    fn same_view_options(&self, previous: &View, next: &View) -> bool {
        let options = |view: &View| -> BTreeMap<String, String> {
            let lower = |(key, value): &(String, String)| (key.to_lowercase(), value.to_lowercase());
            let mut options: BTreeMap<String, String> = view.options.iter().map(lower).collect();
            let algorithm = options.get("algorithm").map(String::as_str);
            if algorithm == Some("undefined") || algorithm == Some("merge") && !self.can_merge(view) {
                options.remove("algorithm");
            }
            options
        };
        options(previous) == options(next)
    }

    fn lost_with_options(&self, previous: &TableOptions, next: &TableOptions) -> Vec<(&'static str, String)> {
        let partitions = self.partitions_lost(previous, next).into_iter().map(|name| ("partition", name));
        let ends = !is_versioned(next) || self.ends_history(previous, next);
        let history = is_versioned(previous) && ends;
        partitions.chain(history.then(|| ("history", "system_versioning".to_owned()))).collect()
    }

    /// A text beside a column of bytes is read as bytes, and told so.
    fn same_generated_in(&self, place: Place<'_>, previous: &Column, next: &Column) -> bool {
        self.same_generated(previous, next) || self.same_bytes(place.table, previous, next)
    }

    fn same_column_attributes(
        &self,
        (previous_place, previous): (Place<'_>, &Column),
        (next_place, next): (Place<'_>, &Column),
    ) -> bool {
        let encoding = !is_text(&next.ty)
            || same_encoding(
                self,
                column_encoding(previous_place, previous),
                column_encoding(next_place, next),
            );
        let on_update = match (&previous.on_update, &next.on_update) {
            (Some(previous), Some(next)) => self.same_expr(previous, next),
            (previous, next) => previous.is_none() && next.is_none(),
        };
        encoding
            && on_update
            && previous.auto_increment == next.auto_increment
            && previous.invisible == next.invisible
            && self.same_settings(previous, next)
    }

    fn defines_index_comments(&self) -> bool {
        true
    }

    /// InnoDB makes an index for a foreign key that no index serves, and names it after the key.
    fn is_implied_index(&self, table: &Table, index: &Index) -> bool {
        let plain = !index.unique
            && index.kind.is_none()
            && index.parts.iter().all(|part| !part.desc && part.prefix.is_none());
        plain
            && table.foreign_keys.iter().any(|key| {
                (key.name == index.name || key.columns.first() == Some(&index.name))
                    && serves_exactly(index, key)
            })
    }

    /// MariaDB checks a JSON column by `json_valid`, in a check named as the column; a text of another collation has
    /// such a check because it is said.
    fn is_implied_check(&self, table: &Table, check: &Check) -> bool {
        let text = check.expr.as_str().to_ascii_lowercase();
        self.is_mariadb()
            && text.contains("json_valid")
            && table.columns.iter().filter(|column| self.is_stored_json(column)).any(|column| {
                // One that came with a column keeps that name when the column gets another.
                (check.name.is_empty() || check.name == column.name || check.column.is_some())
                    && self.same_expr(&check.expr, &Expr::new(format!("json_valid(`{}`)", column.name)))
            })
    }

    fn same_action(&self, previous: ReferentialAction, next: ReferentialAction) -> bool {
        let plain = |action| match action {
            ReferentialAction::Restrict => ReferentialAction::NoAction,
            action => action,
        };
        plain(previous) == plain(next)
    }

    fn inline_values(&self, column: &Column) -> Option<Vec<String>> {
        (column.ty.name == "enum").then(|| column.ty.args.iter().map(|arg| unquote(arg)).collect())
    }
}

impl Mysql {
    /// Whether a character set or a collation is said where before it was the server's.
    fn asks_for_more(&self, previous: Encoding<'_>, next: Encoding<'_>) -> bool {
        match (previous, next) {
            ((None, None), next) => next != (None, None),
            ((Some(charset), None), (_, Some(collation))) => {
                self.default_collation(charset).is_some_and(|usual| !usual.eq_ignore_ascii_case(collation))
            }
            _ => false,
        }
    }

    /// Whether a JSON column is more than a `longtext`: it has a check from MariaDB 10.4.3 on (manual:
    /// "JSON Data Type").
    pub(super) fn checks_json(&self) -> bool {
        self.is_mariadb() && self.flavor.version >= Version(10, 4, 3)
    }

    /// Makes every column that the server would make of `json` a `json`, without the check.
    fn name_json(&self, table: &mut Table) {
        self.unname_checked(table);
        let is_json = |column: &Column, check: &Check| {
            self.is_stored_json(column)
                && check.expr.as_str().to_ascii_lowercase().contains("json_valid")
                && self.same_expr(&check.expr, &Expr::new(format!("json_valid(`{}`)", column.name)))
        };
        let (columns, checks) = (&mut table.columns, &mut table.checks);
        checks.retain(|check| {
            let Some(column) = columns.iter_mut().find(|column| is_json(column, check)) else { return true };
            column.ty = DataType::new("json");
            column.charset = None;
            column.collation = None;
            false
        });
    }

    /// A JSON column with a check of its own is a text: the server leaves out the one that it would write (MariaDB).
    fn unname_checked(&self, table: &mut Table) {
        let own = table.checks.iter().filter_map(|check| self.inline_column(check));
        let own: Vec<String> = own.map(str::to_owned).collect();
        let checked = |column: &&mut Column| column.ty.name == "json" && own.contains(&column.name);
        for column in table.columns.iter_mut().filter(checked) {
            column.ty = DataType::new("longtext");
            column.charset = Some("utf8mb4".to_owned());
            column.collation = Some("utf8mb4_bin".into());
        }
    }

    /// The collation that a character set has unless told otherwise, where that does not depend on the settings of the
    /// server.
    fn default_collation(&self, charset: &str) -> Option<String> {
        let is_known = !self.is_either() && !self.is_mariadb() && self.flavor.version >= Version(8, 0, 1);
        let charset = canonical(charset);
        match charset.as_str() {
            "utf8mb3" | "utf8mb4" | "ucs2" | "utf16" | "utf32" if self.sorts_by_uca1400() => {
                Some(format!("{charset}_uca1400_ai_ci"))
            }
            "utf8mb4" if is_known => Some("utf8mb4_0900_ai_ci".to_owned()),
            "utf8mb4" if self.is_mariadb() => Some("utf8mb4_general_ci".to_owned()),
            "utf8mb4" => None,
            charset => usual_collation(charset),
        }
    }

    /// Whether a collation may be the one that the character set has where none is said.
    pub(super) fn may_be_usual(&self, charset: &str, collation: &str) -> bool {
        let usual = self.default_collation(&canonical(charset));
        usual.is_none_or(|usual| usual == canonical(collation))
    }

    /// Whether two columns are set alike. MariaDB tells of no spatial reference system.
    fn same_settings(&self, previous: &Column, next: &Column) -> bool {
        let told =
            |(setting, _): &(ColumnSetting, &str)| !(self.is_mariadb() && *setting == ColumnSetting::Srid);
        previous.settings.iter().filter(told).eq(next.settings.iter().filter(told))
    }

    /// Whether two columns are computed alike but for texts that are told to be bytes, beside a column of bytes.
    fn same_bytes(&self, table: &Table, previous: &Column, next: &Column) -> bool {
        let (Some(before), Some(after)) = (&previous.generated, &next.generated) else { return false };
        let bare = |expr: &Expr| Expr::new(expr.as_str().replace("_binary'", "'"));
        let is_read = |column: &Column| words::mentions(after.expr.as_str(), &column.name);
        before.stored == after.stored
            && table
                .columns
                .iter()
                .any(|column| (is_bytes(&column.ty) || column.ty.name == "bit") && is_read(column))
            && self.same_expr(&bare(&before.expr), &bare(&after.expr))
    }

    /// Whether the server can put the query of a view in the place of its name; else it forgets that it was asked to
    /// (manual: "View Processing Algorithms").
    fn can_merge(&self, view: &View) -> bool {
        const WHOLE: [&str; 8] =
            ["UNION", "EXCEPT", "INTERSECT", "DISTINCT", "GROUP", "HAVING", "LIMIT", "OVER"];
        const AGGREGATES: [&str; 14] = [
            "AVG",
            "BIT_AND",
            "BIT_OR",
            "BIT_XOR",
            "COUNT",
            "GROUP_CONCAT",
            "JSON_ARRAYAGG",
            "JSON_OBJECTAGG",
            "MAX",
            "MIN",
            "STD",
            "STDDEV",
            "SUM",
            "VARIANCE",
        ];
        let reader = Reader::new(view.definition.as_str(), self.syntax(), str::to_owned);
        let tokens = reader.tokens();
        let is = |words: &[&str], at: usize| {
            tokens.get(at).is_some_and(|token| words.iter().any(|word| token.is_word(word)))
        };
        let called = |at: usize| tokens.get(at + 1).is_some_and(|token| token.is_symbol("("));
        let reads = (0..tokens.len()).any(|at| is(&["FROM"], at));
        reads && !(0..tokens.len()).any(|at| is(&WHOLE, at) || is(&AGGREGATES, at) && called(at))
    }

    /// Whether a column with a check by `json_valid` is what the server makes of `json`; one that leaves its collation to
    /// a server that nobody knows is taken for it.
    fn is_stored_json(&self, column: &Column) -> bool {
        let is_json_text = match column.encoding() {
            (None, None) => true,
            (_, Some(collation)) => canonical(collation) == "utf8mb4_bin",
            (Some(_), None) => false,
        };
        column.ty.name == "json" || column.ty.name == "longtext" && is_json_text
    }
}

/// The text that a quoted value stands for.
pub(super) fn unquote(value: &str) -> String {
    let inside = value.trim();
    match inside.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(inside) => inside.replace("''", "'"),
        None => inside.to_owned(),
    }
}

/// Character set and collation.
pub(super) type Encoding<'a> = (Option<&'a str>, Option<&'a str>);

pub(super) fn table_encoding(place: Place<'_>) -> Encoding<'_> {
    let (options, schema) = (&place.table.options, place.schema);
    match (&options.charset, &options.collation) {
        (None, None) => (schema.charset.as_deref(), schema.collation.as_deref()),
        (charset, collation) => (charset.as_deref(), collation.as_deref()),
    }
}

fn schema_encoding(schema: &Schema) -> Encoding<'_> {
    (schema.charset.as_deref(), schema.collation.as_deref())
}

fn column_encoding<'a>(place: Place<'a>, column: &'a Column) -> Encoding<'a> {
    match column.encoding() {
        (None, None) => table_encoding(place),
        // Collations of MariaDB's newer kind go with any Unicode character set; the others name theirs.
        (None, Some(collation)) if collation.starts_with("uca1400") => {
            (table_encoding(place).0, Some(collation))
        }
        (None, Some(collation)) => (None, Some(collation)),
        own => own,
    }
}

/// Whether two columns have the same character set and collation, as far as they say.
pub(super) fn same_column_encoding(mysql: &Mysql, previous: &Column, next: &Column) -> bool {
    same_encoding(mysql, previous.encoding(), next.encoding())
}

/// What one side leaves to the server can't be compared here, and is no difference.
fn same_encoding(mysql: &Mysql, previous: Encoding<'_>, next: Encoding<'_>) -> bool {
    let charset = |(charset, collation): Encoding<'_>| {
        let charset = charset.or_else(|| collation.and_then(|name| name.split('_').next()));
        charset.map(|name| match name.to_ascii_lowercase().as_str() {
            "utf8" => "utf8mb3".to_owned(),
            name => name.to_owned(),
        })
    };
    let same = |previous: Option<String>, next: Option<String>| match (previous, next) {
        (Some(previous), Some(next)) => previous == next,
        _ => true,
    };
    let collation = |(_, collation): Encoding<'_>| {
        collation.map(|name| name.to_ascii_lowercase().replace("utf8_", "utf8mb3_"))
    };
    // A character set alone brings its own collation.
    let may_be = |stated: Encoding<'_>, other: Encoding<'_>| match (stated, other) {
        ((Some(charset), None), (_, Some(collation))) => mysql.may_be_usual(charset, collation),
        _ => true,
    };
    same(charset(previous), charset(next))
        && same(collation(previous), collation(next))
        && may_be(previous, next)
        && may_be(next, previous)
}

/// Whether values of the type have a character set.
pub(super) fn is_text(ty: &DataType) -> bool {
    matches!(
        ty.name.as_str(),
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" | "enum" | "set"
    )
}

/// Whether the key's columns are the first parts, whole and in order.
fn begins_with(parts: &[IndexPart], key: &ForeignKey) -> bool {
    parts.len() >= key.columns.len()
        && parts
            .iter()
            .zip(&key.columns)
            .all(|(part, column)| part.prefix.is_none() && part.column_name() == Some(column))
}

impl Mysql {
    /// Whether the server makes the index by itself, under the name that it has, when the table is made
    /// with all its keys: none that is written serves the key.
    pub(super) fn comes_by_itself(&self, table: &Table, index: &Index) -> bool {
        // The keys are written with their names, after which the server calls the indexes that it makes.
        let is_made =
            |index: &Index| self.is_implied_index(table, index) && table.foreign_key(&index.name).is_some();
        let written = |other: &&Index| other.kind.is_none() && !is_made(other);
        // One that it makes is seen.
        is_made(index)
            && !index.invisible
            && table.foreign_keys.iter().filter(|key| serves_exactly(index, key)).all(|key| {
                !table.indexes.iter().filter(written).any(|other| begins_with(&other.parts, key))
                    && !table.primary_key.as_ref().is_some_and(|primary| begins_with(&primary.parts, key))
            })
    }
}

fn serves_exactly(index: &Index, key: &ForeignKey) -> bool {
    index.parts.len() == key.columns.len()
        && index.parts.iter().zip(&key.columns).all(|(part, column)| part.column_name() == Some(column))
}
