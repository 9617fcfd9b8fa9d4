use crate::Error;

/// One row of an answer: every value as text, as a server's text protocol gives it.
#[derive(Default)]
pub(crate) struct Row(pub(super) Vec<Option<String>>);

impl Row {
    /// All values.
    pub(crate) fn values(self) -> Vec<Option<String>> {
        self.0
    }

    /// The values, to be read from left to right; `doing` is what the question was for.
    pub(crate) fn fields<'a>(self, doing: &'a str) -> Fields<'a> {
        Fields { values: self.0.into_iter(), column: 0, doing }
    }
}

/// Values of a row, read from left to right.
pub(crate) struct Fields<'a> {
    values: std::vec::IntoIter<Option<String>>,
    column: usize,
    doing: &'a str,
}

impl Fields<'_> {
    /// The next value, or nothing where it is NULL.
    pub(crate) fn maybe(&mut self) -> Option<String> {
        self.column += 1;
        self.values.next().flatten()
    }

    /// The next value, which is not NULL.
    pub(crate) fn text(&mut self) -> Result<String, Error> {
        self.maybe().ok_or_else(|| self.wrong("a text"))
    }

    /// The next value, a number or NULL.
    pub(crate) fn maybe_int(&mut self) -> Result<Option<i64>, Error> {
        match self.maybe() {
            Some(text) => Ok(Some(text.trim().parse().map_err(|_| self.wrong("a number"))?)),
            None => Ok(None),
        }
    }

    /// The next value, a number.
    pub(crate) fn int(&mut self) -> Result<i64, Error> {
        self.maybe_int()?.ok_or_else(|| self.wrong("a number"))
    }

    /// Whether the next value is true: `t`, `1`, `YES` and the like. NULL is not.
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    pub(crate) fn flag(&mut self) -> bool {
        self.maybe().is_some_and(|text| {
            matches!(text.as_str(), "t" | "1")
                || text.eq_ignore_ascii_case("true")
                || text.eq_ignore_ascii_case("yes")
        })
    }

    /// The error that the value just read is not what was `expected`.
    pub(crate) fn wrong(&self, expected: &'static str) -> Error {
        Error::Answer { doing: self.doing.to_owned(), column: self.column, expected }
    }
}
