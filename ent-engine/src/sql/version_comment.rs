//! Version comments of MySQL and MariaDB: `/*!40101 code */`.

use std::borrow::Cow;

use super::{
    Syntax,
    cursor::Cursor,
    lex::{Element, Lexer, version_number},
};

/// The server that reads version comments, with its version as `major * 10000 + minor * 100 + patch`
/// (MySQL 8.0.36 is 80036, MariaDB 10.11.6 is 101106).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommentReader {
    /// MySQL: `/*!NNNNN` up to its version; `/*M!` is a plain comment.
    MySql(u32),
    /// MariaDB: both marks up to its version, but not `/*!50700` to `/*!99999`, which mean MySQL's own versions.
    MariaDb(u32),
    /// Either of the two, where it is not known which: MySQL's own versions as MySQL reads them, the rest as MariaDB.
    Either {
        /// MySQL's version.
        mysql: u32,
        /// MariaDB's version.
        mariadb: u32,
    },
}

impl CommentReader {
    /// Whether this server runs the content of a comment that starts with `mark` (`/*!40101`, `/*M!100100`, `/*!`).
    pub fn runs(self, mark: &str) -> bool {
        let wanted = version_number(mark);
        let is_mariadb_mark = mark.starts_with("/*M!");
        match self {
            Self::MySql(version) => !is_mariadb_mark && wanted.is_none_or(|wanted| wanted <= version),
            Self::Either { mysql, .. }
                if wanted.is_some_and(|wanted| (50_700..=99_999).contains(&wanted)) =>
            {
                Self::MySql(mysql).runs(mark)
            }
            Self::Either { mariadb, .. } => Self::MariaDb(mariadb).runs(mark),
            Self::MariaDb(version) => wanted.is_none_or(|wanted| {
                wanted <= version && (is_mariadb_mark || !(50_700..=99_999).contains(&wanted))
            }),
        }
    }
}

/// The statement as the server reads it: the marks of version comments that it runs, and the whole of those that it
/// doesn't run, blanked out. Every byte keeps its offset and every line its number.
///
/// ```
/// use ent_engine::sql::{CommentReader, Syntax, expand_version_comments};
///
/// let text = "CREATE TABLE t (a int /*!80023 INVISIBLE */)";
/// let expanded = expand_version_comments(text, Syntax::mysql(), CommentReader::MySql(80036));
/// assert_eq!(expanded, "CREATE TABLE t (a int          INVISIBLE   )");
/// ```
pub fn expand_version_comments(text: &str, syntax: Syntax, reader: CommentReader) -> Cow<'_, str> {
    if !text.contains("/*!") && !text.contains("/*M!") {
        return Cow::Borrowed(text);
    }
    let mut expanded = Blanked { text, done: 0, value: String::with_capacity(text.len()) };
    let mut lexer = Lexer::new(Cursor::new(text, 0, text.len()), syntax);
    loop {
        let start = lexer.cursor.at();
        match lexer.next() {
            None => break,
            Some(Ok(Element::VersionOpen)) => {
                let mark = lexer.cursor.slice(start, lexer.cursor.at());
                if !reader.runs(mark) {
                    skip(&mut lexer);
                }
                expanded.blank(start, lexer.cursor.at());
            }
            Some(Ok(Element::VersionClose)) => expanded.blank(start, lexer.cursor.at()),
            Some(_) => {}
        }
    }
    Cow::Owned(expanded.finish())
}

/// Passes over a version comment that is not run: to its `*/`, past comments in it.
fn skip(lexer: &mut Lexer) {
    lexer.version_open = None;
    let cursor = &mut lexer.cursor;
    let mut depth = 1;
    while depth > 0 && !cursor.is_done() {
        cursor.bump_while(|byte| byte != b'*' && byte != b'/');
        if cursor.starts_with("*/") {
            depth -= 1;
            cursor.bump(2);
        } else if depth == 1 && cursor.starts_with("/*") {
            depth += 1;
            cursor.bump(2);
        } else {
            cursor.bump(1);
        }
    }
}

/// A text of which ranges are blanked out in order.
struct Blanked<'a> {
    text: &'a str,
    done: usize,
    value: String,
}

impl Blanked<'_> {
    fn blank(&mut self, start: usize, end: usize) {
        self.value.push_str(self.text.get(self.done..start).unwrap_or_default());
        let blanks = self.text.as_bytes().get(start..end).unwrap_or_default().iter();
        self.value.extend(blanks.map(
            |&byte| {
                if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }
            },
        ));
        self.done = end;
    }

    fn finish(mut self) -> String {
        self.value.push_str(self.text.get(self.done..).unwrap_or_default());
        self.value
    }
}
