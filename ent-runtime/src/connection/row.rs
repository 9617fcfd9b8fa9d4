use crate::Error;

/// One row of an answer: every value as text, as a server's text protocol gives it.
#[derive(Default)]
pub(crate) struct Row {
    /// The texts of all values, one behind the other: a big catalog has hundreds of thousands.
    text: String,
    /// Where each value begins and ends; nothing for NULL.
    ranges: Vec<Option<(usize, usize)>>,
}

impl Row {
    /// A row without values, which is to have so many.
    pub(super) fn with_capacity(values: usize) -> Self {
        Self { text: String::new(), ranges: Vec::with_capacity(values) }
    }

    /// Adds a value behind the others.
    pub(super) fn push(&mut self, value: Option<&str>) {
        let start = self.text.len();
        self.text.push_str(value.unwrap_or_default());
        self.ranges.push(value.map(|_| (start, self.text.len())));
    }

    /// All values.
    pub(crate) fn values(self) -> Vec<Option<String>> {
        let mut fields = self.fields("");
        (0..fields.row.ranges.len()).map(|_| fields.maybe()).collect()
    }

    /// The values, to be read from left to right; `doing` is what the question was for.
    pub(crate) fn fields(self, doing: &str) -> Fields<'_> {
        Fields { row: self, column: 0, doing }
    }
}

/// Values of a row, read from left to right.
pub(crate) struct Fields<'a> {
    row: Row,
    /// Number of the next value, from 0.
    column: usize,
    doing: &'a str,
}

impl Fields<'_> {
    fn next(&mut self) -> Option<&str> {
        let range = self.row.ranges.get(self.column).copied().flatten();
        self.column += 1;
        let (start, end) = range?;
        self.row.text.get(start..end)
    }

    /// The next value, or nothing where it is NULL.
    pub(crate) fn maybe(&mut self) -> Option<String> {
        self.next().map(str::to_owned)
    }

    /// What `read` makes of the next value; NULL is empty.
    #[cfg(feature = "postgres")]
    pub(crate) fn each<T>(&mut self, read: impl FnOnce(&str) -> T) -> T {
        read(self.next().unwrap_or_default())
    }

    /// The next value, which is not NULL.
    pub(crate) fn text(&mut self) -> Result<String, Error> {
        self.maybe().ok_or_else(|| self.wrong("a text"))
    }

    /// The next value, a number or NULL.
    pub(crate) fn maybe_int(&mut self) -> Result<Option<i64>, Error> {
        match self.next().map(|text| text.trim().parse()) {
            Some(number) => Ok(Some(number.map_err(|_| self.wrong("a number"))?)),
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
        self.next().is_some_and(|text| {
            matches!(text, "t" | "1") || text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("yes")
        })
    }

    /// The error that the value just read is not what was `expected`.
    pub(crate) fn wrong(&self, expected: &'static str) -> Error {
        Error::Answer { doing: self.doing.to_owned(), column: self.column, expected }
    }
}
