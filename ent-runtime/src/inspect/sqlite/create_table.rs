use ent_engine::model::{Check, Deferrable, Expr, MatchKind};

use super::text::Reader;

/// What only the text of a CREATE TABLE tells: the pragmas are silent about it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct CreateTable {
    pub(super) columns: Vec<ColumnText>,
    /// Name of the primary key's constraint.
    pub(super) primary_key: Option<String>,
    pub(super) uniques: Vec<UniqueText>,
    /// In the order of the text, which is the reverse of the pragma's.
    pub(super) foreign_keys: Vec<ForeignKeyText>,
    pub(super) checks: Vec<Check>,
}

/// What the text tells of a column.
#[derive(Debug, Default, PartialEq)]
pub(super) struct ColumnText {
    pub(super) name: String,
    pub(super) collation: Option<String>,
    pub(super) auto_increment: bool,
    pub(super) generated: Option<String>,
}

/// A unique constraint.
#[derive(Debug, PartialEq)]
pub(super) struct UniqueText {
    pub(super) name: Option<String>,
    pub(super) columns: Vec<String>,
}

/// What the text tells of a foreign key.
#[derive(Debug, Default, PartialEq)]
pub(super) struct ForeignKeyText {
    pub(super) name: String,
    pub(super) deferrable: Option<Deferrable>,
    pub(super) match_kind: MatchKind,
}

impl CreateTable {
    /// What `sql` tells; what it does not is left at its default.
    pub(super) fn parse(sql: &str) -> Self {
        let mut table = Self::default();
        let mut reader = Reader::new(sql);
        // The body is the first group: the words before it have none.
        while reader.peek().is_some_and(|token| !token.is_symbol("(")) {
            reader.next();
        }
        let Some(body) = reader.group() else { return table };
        for mut item in body.split() {
            let starts_constraint = item.peek().is_some_and(|token| {
                ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"].iter().any(|word| token.is_word(word))
            });
            let column = if starts_constraint { None } else { item.name() };
            if let Some(name) = &column {
                table.columns.push(ColumnText { name: name.clone(), ..ColumnText::default() });
            }
            table.constraints(&mut item, column.as_deref());
        }
        table
    }

    /// Reads the constraints of a column, or of the table.
    fn constraints(&mut self, item: &mut Reader<'_>, column: Option<&str>) {
        let mut name: Option<String> = None;
        while item.peek().is_some() {
            if item.eat("CONSTRAINT") {
                name = item.name();
            } else if item.eat("PRIMARY KEY") {
                self.primary_key = name.take();
                if let Some(keys) = column.is_none().then(|| item.group()).flatten() {
                    self.auto_increment_in_key(&keys);
                }
            } else if item.eat("AUTOINCREMENT") {
                self.last_column(|column| column.auto_increment = true);
            } else if item.eat("UNIQUE") {
                let columns = match column {
                    Some(column) => vec![column.to_owned()],
                    None => item.group().map(|group| group.names()).unwrap_or_default(),
                };
                self.uniques.push(UniqueText { name: name.take(), columns });
            } else if item.eat("CHECK") {
                let expr = item.group().map(|group| group.rest()).unwrap_or_default();
                let check = Check::new(name.take().unwrap_or_default(), Expr::new(expr));
                self.checks.push(Check { column: column.map(str::to_owned), ..check });
            } else if item.eat("REFERENCES") {
                let key = foreign_key(item, name.take());
                self.foreign_keys.push(key);
            } else if item.eat("FOREIGN KEY") {
                item.group();
            } else if item.eat("COLLATE") {
                let collation = item.name();
                self.last_column(|column| column.collation = collation);
            } else if item.eat("AS") {
                let expr = item.group().map(|group| group.rest().to_owned());
                self.last_column(|column| column.generated = expr);
            } else if item.eat("DEFAULT") {
                if item.group().is_none() {
                    item.next();
                }
            } else if item.eat("NOT NULL") || item.eat("NULL") {
                name = None;
            } else if item.group().is_none() {
                // A word of the type, ON CONFLICT, GENERATED ALWAYS and the like.
                item.next();
            }
        }
    }

    /// `PRIMARY KEY (id AUTOINCREMENT)`: the long way to say it.
    fn auto_increment_in_key(&mut self, keys: &Reader<'_>) {
        let names = keys.mentioned();
        if names.last().is_some_and(|word| word.eq_ignore_ascii_case("AUTOINCREMENT")) {
            let key = names.first().cloned().unwrap_or_default();
            for column in self.columns.iter_mut().filter(|column| column.name.eq_ignore_ascii_case(&key)) {
                column.auto_increment = true;
            }
        }
    }

    fn last_column(&mut self, change: impl FnOnce(&mut ColumnText)) {
        if let Some(column) = self.columns.last_mut() {
            change(column);
        }
    }

    /// What the text tells of the column `name`.
    pub(super) fn column(&self, name: &str) -> Option<&ColumnText> {
        self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name))
    }
}

/// Reads what follows REFERENCES.
fn foreign_key(item: &mut Reader<'_>, name: Option<String>) -> ForeignKeyText {
    let mut key = ForeignKeyText { name: name.unwrap_or_default(), ..ForeignKeyText::default() };
    item.next();
    item.group();
    loop {
        if item.eat("ON DELETE") || item.eat("ON UPDATE") {
            // SET NULL and NO ACTION are two words, CASCADE and RESTRICT one.
            let _ = item.eat("SET") || item.eat("NO");
            item.next();
        } else if item.eat("MATCH") {
            key.match_kind = match item.name().unwrap_or_default().to_ascii_uppercase().as_str() {
                "FULL" => MatchKind::Full,
                "PARTIAL" => MatchKind::Partial,
                _ => MatchKind::Simple,
            };
        } else if item.eat("NOT DEFERRABLE") {
            key.deferrable = None;
            let _ = item.eat("INITIALLY DEFERRED") || item.eat("INITIALLY IMMEDIATE");
        } else if item.eat("DEFERRABLE") {
            key.deferrable = Some(if item.eat("INITIALLY DEFERRED") {
                Deferrable::InitiallyDeferred
            } else {
                item.eat("INITIALLY IMMEDIATE");
                Deferrable::InitiallyImmediate
            });
        } else {
            return key;
        }
    }
}
