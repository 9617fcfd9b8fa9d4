use super::Sqlite;
use crate::dialect::types::text::{Arg, Quotes, TypeText};
use crate::dialect::{TypeChange, TypeError, TypeFamily, Types};
use crate::model::DataType;

mod names;

/// Every name is a type (manual: "Datatypes in SQLite", "Type affinity"); the canonical spelling
/// is the text in lower case with its arguments. A column may have no type at all: the empty name.
impl Types for Sqlite {
    fn parse_type(&self, text: &str) -> Result<DataType, TypeError> {
        if text.trim().is_empty() {
            return Ok(DataType::default());
        }
        let unreadable = |reason: String| TypeError::syntax(text, reason);
        let read = TypeText::read(text, Quotes::Standard).map_err(unreadable)?;
        if !read.tail.is_empty() || read.brackets > 0 || !read.qualifiers.is_empty() {
            return Err(unreadable("only a name and two numbers make a type".to_owned()));
        }
        let mut ty = DataType::new(read.head().to_lowercase());
        for arg in read.args.iter().flatten() {
            let word = match arg {
                Arg::Word(word) => word,
                Arg::Text(text) => text,
            };
            ty.args.push(word.to_lowercase());
        }
        Ok(ty)
    }

    fn type_sql(&self, ty: &DataType) -> String {
        // Words stand as they are; any other name is quoted.
        let is_words = ty.name.split(' ').all(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$')
        });
        if is_words || ty.name.is_empty() {
            ty.to_string()
        } else {
            DataType { name: format!("\"{}\"", ty.name.replace('"', "\"\"")), ..ty.clone() }.to_string()
        }
    }

    /// The database keeps the text, and acts on its affinity. Names that Atlas takes for one are
    /// the same (`int` and `bigint`, `text` and `varchar`), and a length on one side only says
    /// nothing, as SQLite ignores it; two different lengths are a change that somebody asked for.
    ///
    /// One thing this can't see: as the sole primary key, `integer` is the row's number and `int`
    /// is not.
    fn same_type(&self, previous: &DataType, next: &DataType) -> bool {
        let args_agree = previous.args == next.args || previous.args.is_empty() || next.args.is_empty();
        args_agree
            && (previous.name == next.name
                || match (names::class(&previous.name), names::class(&next.name)) {
                    (Some(previous), Some(next)) => previous == next,
                    _ => false,
                })
    }

    fn type_family(&self, ty: &DataType) -> TypeFamily {
        names::class(&ty.name).unwrap_or_else(|| names::affinity(&ty.name).family())
    }

    fn integer_bits(&self, ty: &DataType) -> Option<u32> {
        (self.type_family(ty) == TypeFamily::Integer).then_some(64)
    }

    fn is_user_type(&self, _: &DataType) -> bool {
        false
    }

    /// A change of type always rebuilds the table here. Values are converted by affinity: text
    /// that looks like a number becomes one, a great integer loses digits as a real.
    fn type_change(&self, previous: &DataType, next: &DataType) -> TypeChange {
        use names::Affinity::{Blob, Integer, Numeric, Real, Text};
        if self.same_type(previous, next) {
            return TypeChange::Same;
        }
        match (names::affinity(&previous.name), names::affinity(&next.name)) {
            (before, after) if before == after => TypeChange::Rewrite,
            (_, Blob | Text) | (Integer | Real, Numeric) => TypeChange::Rewrite,
            (Text | Blob | Numeric, Integer | Real | Numeric) | (Integer, Real) | (Real, Integer) => {
                TypeChange::Narrowing
            }
            _ => TypeChange::Rewrite,
        }
    }
}

impl Sqlite {
    /// Whether a column of a STRICT table takes whatever one of the previous type holds (manual:
    /// "STRICT Tables"): numbers become texts, and nothing else becomes another thing.
    pub(super) fn takes_all(&self, previous: &DataType, next: &DataType) -> bool {
        use names::Affinity::{Integer, Real, Text};
        let (before, after) = (names::affinity(&previous.name), names::affinity(&next.name));
        next.name == "any" || before == after || matches!((before, after), (Integer | Real, Text))
    }
}
