use super::{Name, Reader, State};
use crate::model::RenamedValue;

/// How many bytes such a statement has at most: what is longer isn't read.
pub(super) const LONGEST: usize = 1_000;

/// Notes what an UPDATE does if all it does is to give a value of a column another name:
/// `UPDATE tasks SET status = 'closed' WHERE status = 'gone'`.
pub(super) fn note(state: &mut State, reader: &mut Reader<'_>) {
    let Some((name, column, values)) = read(reader) else { return };
    let Some(table) = state.find_table(&name) else { return };
    let known = state.table(&table).into_iter().flat_map(|table| &table.columns);
    let mut known = known.map(|column| &column.name);
    let Some(column) = known.find(|known| state.same_column_name(known, &column)).cloned() else { return };
    let (previous, next) = values;
    state.realm.renamed_values_mut().note(RenamedValue { table, column, previous, next });
}

fn read(reader: &mut Reader<'_>) -> Option<(Name, String, (String, String))> {
    reader.expect("UPDATE").ok()?;
    let name = reader.name().ok()?;
    reader.expect("SET").ok()?;
    let column = reader.ident().ok()?;
    reader.expect_symbol("=").ok()?;
    let next = reader.string().ok()?;
    while reader.eat_symbol(",") {
        keeps(reader)?;
    }
    reader.expect("WHERE").ok()?;
    let asked = reader.ident().ok()?;
    reader.expect_symbol("=").ok()?;
    let previous = reader.string().ok()?;
    reader.eat_symbol(";");
    (reader.done() && asked == column).then_some((name, column, (previous, next)))
}

/// Reads on over a column that is told to stay as it is, where the server would set it else: `changed_at = changed_at`.
fn keeps(reader: &mut Reader<'_>) -> Option<()> {
    let column = reader.ident().ok()?;
    reader.expect_symbol("=").ok()?;
    (reader.ident().ok()? == column).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::Syntax;

    #[test]
    fn columns_that_stay_are_passed_over() {
        let read = |sql: &str| {
            read(&mut Reader::new(sql, Syntax::mysql(), str::to_owned)).map(|(.., values)| values)
        };
        let renamed = Some(("a".to_owned(), "c".to_owned()));
        assert_eq!(read("UPDATE t SET kind = 'c' WHERE kind = 'a'"), renamed);
        assert_eq!(read("UPDATE t SET `kind` = 'c', `at` = `at`, `b` = `b` WHERE `kind` = 'a';"), renamed);
        assert_eq!(read("UPDATE t SET kind = 'c', other = kind WHERE kind = 'a'"), None);
        assert_eq!(read("UPDATE t SET kind = 'c', other = other + 1 WHERE kind = 'a'"), None);
    }
}
