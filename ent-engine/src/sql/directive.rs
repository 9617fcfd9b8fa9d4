//! Directives in comments: `-- atlas:name args` and `-- ent:name args`.

/// Whose directive it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DirectiveOwner {
    /// `atlas:name`.
    Atlas,
    /// `ent:name`.
    Ent,
}

/// A directive, as Atlas' pattern `^([ -~]*)atlas:(\w+)(?: +(.+))*` reads a line of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Directive<'a> {
    /// Whose it is.
    pub owner: DirectiveOwner,
    /// What stands before the owner's word: usually the comment's mark.
    pub prefix: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What follows the name, without blanks around; empty if nothing does.
    pub args: &'a str,
}

impl<'a> Directive<'a> {
    /// The directive on a line of text.
    ///
    /// Atlas' words may have any printable ASCII before them; ours stand directly after the comment's mark and blanks,
    /// so that prose can't be taken for one.
    pub fn on_line(line: &'a str) -> Option<Self> {
        let line = line.strip_suffix('\r').unwrap_or(line);
        Self::own(line).or_else(|| Self::of_atlas(line))
    }

    /// The directives in a comment, each in a line of its own: after `--`, `#` or in a block comment of one line.
    ///
    /// A block comment of several lines that starts with one of ours is that directive as a whole.
    pub fn in_comment(comment: &'a str) -> impl Iterator<Item = Self> {
        let inner = comment.strip_suffix("*/").filter(|_| comment.starts_with("/*")).unwrap_or(comment);
        let is_line = !comment.contains('\n');
        let whole = if comment.starts_with("/*") { Self::own(inner) } else { None };
        let lines = if whole.is_some() { "" } else { inner }.lines();
        let of_lines = lines.filter_map(Self::on_line).filter(move |found| match found.owner {
            DirectiveOwner::Ent => true,
            DirectiveOwner::Atlas => {
                matches!(found.prefix, "#" | "--" | "-- ") || is_line && matches!(found.prefix, "/*" | "/* ")
            }
        });
        whole.into_iter().chain(of_lines)
    }

    fn own(text: &'a str) -> Option<Self> {
        let mark = ["--", "#", "/*"].into_iter().find(|mark| text.starts_with(mark))?;
        let (prefix, rest) = text.split_at(text.len() - text.get(mark.len()..)?.trim_start().len());
        Self::named(DirectiveOwner::Ent, prefix, rest.strip_prefix("ent:")?)
    }

    fn of_atlas(line: &'a str) -> Option<Self> {
        // The prefix is greedy: the last word with a name after it counts.
        line.rmatch_indices("atlas:").find_map(|(at, word)| {
            let (prefix, rest) = (line.get(..at)?, line.get(at + word.len()..)?);
            let is_printable = prefix.bytes().all(|byte| (b' '..=b'~').contains(&byte));
            Self::named(DirectiveOwner::Atlas, prefix, rest).filter(|_| is_printable)
        })
    }

    fn named(owner: DirectiveOwner, prefix: &'a str, rest: &'a str) -> Option<Self> {
        let length = rest.bytes().take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'_').count();
        let (name, args) = rest.split_at(length);
        let args = if args.starts_with([' ', '\n', '\r', '\t']) { args.trim() } else { "" };
        (length > 0).then_some(Self { owner, prefix, name, args })
    }
}

/// The directives of a file: in the comment lines at its very start, if an empty line or the end follows them.
/// Otherwise those lines belong to the first statement, and the file has none.
pub fn file_directives(text: &str) -> Vec<Directive<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut found = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            return found;
        }
        if !line.starts_with("--") && !line.starts_with('#') {
            return Vec::new();
        }
        found.extend(Directive::on_line(line));
    }
    found
}

/// The database that a file is for, where it says so in the comments before its first statement: `-- ent:dialect
/// mariadb:10.6`.
pub fn stated_dialect(text: &str) -> Option<&str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let comments = text.lines().map(str::trim).take_while(|line| {
        line.is_empty() || line.starts_with("--") || line.starts_with('#') || line.starts_with("/*")
    });
    comments
        .filter_map(Directive::on_line)
        .find(|found| found.owner == DirectiveOwner::Ent && found.name == "dialect")
        .map(|found| found.args)
}

/// The delimiter that a file states in its first line, `-- atlas:delimiter X`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDelimiter {
    /// The delimiter, with `\n`, `\r` and `\t` unescaped.
    pub delimiter: String,
    /// The byte offset of the line after it.
    pub end: usize,
}

/// Reads `-- atlas:delimiter X` in a file's first line; the mark must be exactly `-- `.
pub fn file_delimiter(text: &str) -> Option<FileDelimiter> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let line = text[start..].split('\n').next()?;
    let found = Directive::on_line(line)?;
    let is_delimiter =
        found.owner == DirectiveOwner::Atlas && found.prefix == "-- " && found.name == "delimiter";
    is_delimiter.then(|| FileDelimiter {
        delimiter: unescape(found.args),
        end: (start + line.len() + 1).min(text.len()),
    })
}

/// A delimiter with its `\n`, `\r` and `\t` read.
pub(super) fn unescape(delimiter: &str) -> String {
    delimiter.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")
}
