use crate::change::{Change, ModifyTable, TableChange};

/// Greatest length of a generated name: long enough to tell migrations apart, short enough for
/// every file system once a version and a suffix stand around it.
pub const MAX_NAME_LENGTH: usize = 60;

/// Name for a migration that makes `changes`: `create_users`, `add_age_to_users`.
///
/// A single change is named exactly; several of one kind are joined by `and`; a mixture takes the
/// name of the most telling one and `and_more`.
pub fn name_changes(changes: &[Change]) -> String {
    let mut phrases: Vec<Phrase> = Vec::new();
    for change in changes {
        for phrase in phrases_of(change) {
            merge(&mut phrases, phrase);
        }
    }
    phrases.sort_by_key(|phrase| phrase.verb);
    let Some(first) = phrases.first() else { return "changes".to_owned() };
    let mut name = first.text(usize::MAX);
    if name.len() > MAX_NAME_LENGTH {
        name = first.text(2);
    }
    if phrases.len() > 1 {
        let all: Vec<String> = phrases.iter().map(|phrase| phrase.text(2)).collect();
        let all = all.join("_and_");
        name = if phrases.len() == 2 && all.len() <= MAX_NAME_LENGTH {
            all
        } else {
            format!("{}_and_more", first.text(2))
        };
    }
    slug(&name)
}

/// `text` in lower case with everything but letters and digits replaced by `_`, at most
/// [`MAX_NAME_LENGTH`] bytes long: fit for a file name everywhere.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let c = c.to_ascii_lowercase();
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
    }
    out.truncate(MAX_NAME_LENGTH);
    out.trim_end_matches('_').to_owned()
}

/// What happens, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verb {
    Rename,
    Create,
    Drop,
    Add,
    Remove,
    Alter,
}

/// Part of a name: a verb, what it does something to, and where.
#[derive(Debug)]
struct Phrase {
    verb: Verb,
    objects: Vec<String>,
    place: Option<String>,
}

impl Phrase {
    fn new(verb: Verb, object: &str, place: Option<&str>) -> Self {
        Self { verb, objects: vec![object.to_owned()], place: place.map(str::to_owned) }
    }

    /// The words, with at most so many objects named.
    fn text(&self, most: usize) -> String {
        let verb = match self.verb {
            Verb::Rename => "rename",
            Verb::Create => "create",
            Verb::Drop | Verb::Remove => "drop",
            Verb::Add => "add",
            Verb::Alter => "alter",
        };
        let mut objects = self.objects.iter().take(most).cloned().collect::<Vec<_>>().join("_and_");
        if self.objects.len() > most {
            objects.push_str("_and_more");
        }
        let between = match self.verb {
            Verb::Rename | Verb::Alter => "in",
            Verb::Remove => "from",
            _ => "to",
        };
        match &self.place {
            Some(place) => format!("{verb}_{objects}_{between}_{place}"),
            None => format!("{verb}_{objects}"),
        }
    }
}

/// Adds `phrase`, to one that says the same of other objects if there is one.
fn merge(phrases: &mut Vec<Phrase>, phrase: Phrase) {
    match phrases.iter_mut().find(|p| p.verb == phrase.verb && p.place == phrase.place) {
        Some(same) => {
            for object in phrase.objects {
                if !same.objects.contains(&object) {
                    same.objects.push(object);
                }
            }
        }
        None => phrases.push(phrase),
    }
}

fn phrases_of(change: &Change) -> Vec<Phrase> {
    let whole = |verb, object: &str| vec![Phrase::new(verb, object, None)];
    match change {
        Change::AddSchema(_) | Change::ModifySchema(_) => Vec::new(),
        Change::DropSchema(schema) => whole(Verb::Drop, &schema.name),
        Change::AddEnum { .. } | Change::AddSequence { .. } => Vec::new(),
        Change::DropEnum { ty, .. } => whole(Verb::Remove, &ty.name),
        Change::ModifyEnum { ty, .. } => whole(Verb::Alter, &ty.next.name),
        Change::RenameEnum { names, .. } | Change::RenameTable { names, .. } => {
            whole(Verb::Rename, &format!("{}_to_{}", names.previous, names.next))
        }
        Change::DropSequence { sequence, .. } => whole(Verb::Remove, &sequence.name),
        Change::ModifySequence { sequence, .. } => whole(Verb::Alter, &sequence.next.name),
        Change::AddTable { table, .. } => whole(Verb::Create, &table.name),
        Change::DropTable { table, .. } => whole(Verb::Drop, &table.name),
        Change::ModifyTable(modify) => phrases_of_table(modify),
        Change::AddView { view, .. } => whole(Verb::Create, &view.name),
        Change::DropView { view, .. } => whole(Verb::Drop, &view.name),
        Change::ModifyView { view, .. } => whole(Verb::Alter, &view.next.name),
        Change::AddObject { object, .. } => whole(Verb::Create, &object.name),
        Change::DropObject { object, .. } => whole(Verb::Drop, &object.name),
        Change::ModifyObject { object, .. } => whole(Verb::Alter, &object.next.name),
    }
}

/// Phrases for one table. Columns are more telling than the indexes and keys that come with them.
fn phrases_of_table(modify: &ModifyTable) -> Vec<Phrase> {
    let table = modify.table.next.name.as_str();
    let place = Some(table);
    let columns: Vec<Phrase> = modify
        .changes
        .iter()
        .filter_map(|change| match change {
            TableChange::AddColumn(column) => Some(Phrase::new(Verb::Add, &column.name, place)),
            TableChange::DropColumn(column) => Some(Phrase::new(Verb::Remove, &column.name, place)),
            TableChange::ModifyColumn(column) => Some(Phrase::new(Verb::Alter, &column.next.name, place)),
            TableChange::RenameColumn(column) => Some(Phrase::new(
                Verb::Rename,
                &format!("{}_to_{}", column.previous.name, column.next.name),
                place,
            )),
            TableChange::RenameValue { column, values } => Some(Phrase::new(
                Verb::Rename,
                &format!("{}_to_{}", values.previous, values.next),
                Some(&format!("{table}_{column}")),
            )),
            _ => None,
        })
        .collect();
    if !columns.is_empty() {
        return columns;
    }
    modify
        .changes
        .iter()
        .map(|change| match change {
            TableChange::AddIndex(index) => Phrase::new(Verb::Add, &index.name, place),
            TableChange::DropIndex(index) => Phrase::new(Verb::Remove, &index.name, place),
            TableChange::AddCheck(check) if !check.name.is_empty() => {
                Phrase::new(Verb::Add, &check.name, place)
            }
            TableChange::DropCheck(check) if !check.name.is_empty() => {
                Phrase::new(Verb::Remove, &check.name, place)
            }
            TableChange::AddForeignKey(key) if !key.name.is_empty() => {
                Phrase::new(Verb::Add, &key.name, place)
            }
            TableChange::DropForeignKey(key) if !key.name.is_empty() => {
                Phrase::new(Verb::Remove, &key.name, place)
            }
            _ => Phrase::new(Verb::Alter, table, None),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Pair, Stage};
    use crate::model::{Column, Index, Table};

    fn add(name: &str) -> Change {
        Change::AddTable { schema: String::new(), table: Table::new(name) }
    }

    fn modify(table: &str, changes: Vec<TableChange>) -> Change {
        Change::ModifyTable(ModifyTable {
            schema: String::new(),
            table: Pair::new(Table::new(table), Table::new(table)),
            changes,
            stage: Stage::Alters,
        })
    }

    fn column(name: &str) -> Column {
        Column { name: name.to_owned(), ..Column::default() }
    }

    #[test]
    fn names_changes() {
        let index = Index { name: "users_age".to_owned(), ..Index::default() };
        let cases = [
            (vec![add("users")], "create_users"),
            (vec![add("users"), add("pets")], "create_users_and_pets"),
            (
                ["a_long_name_of_a_table", "b_long_name_of_a_table", "c_long_name_of_a_table"]
                    .map(add)
                    .to_vec(),
                "create_a_long_name_of_a_table_and_b_long_name_of_a_table_and",
            ),
            (vec![modify("users", vec![TableChange::AddColumn(column("age"))])], "add_age_to_users"),
            (
                vec![modify(
                    "users",
                    vec![TableChange::AddColumn(column("age")), TableChange::AddIndex(index.clone())],
                )],
                "add_age_to_users",
            ),
            (vec![modify("users", vec![TableChange::AddIndex(index)])], "add_users_age_to_users"),
            (vec![modify("users", vec![TableChange::DropColumn(column("age"))])], "drop_age_from_users"),
            (
                vec![modify(
                    "users",
                    vec![TableChange::RenameColumn(Pair::new(column("name"), column("full_name")))],
                )],
                "rename_name_to_full_name_in_users",
            ),
            (
                vec![add("pets"), modify("users", vec![TableChange::AddColumn(column("age"))])],
                "create_pets_and_add_age_to_users",
            ),
            (vec![], "changes"),
        ];
        for (changes, name) in cases {
            assert_eq!(name_changes(&changes), name);
        }
    }

    #[test]
    fn makes_names_fit_for_files() {
        assert_eq!(slug("Add  the \"E-Mail\"!"), "add_the_e_mail");
        assert_eq!(slug("../../etc"), "etc");
        assert_eq!(slug("ü"), "");
    }
}
