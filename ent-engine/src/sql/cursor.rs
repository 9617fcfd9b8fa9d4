//! A place in a text that moves forward.

/// A byte offset in a text, with an end and a count of the bytes looked at.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    work: u64,
}

impl<'a> Cursor<'a> {
    /// A cursor over `text[start..end]`; both are pulled in to character boundaries of the text.
    pub(super) fn new(text: &'a str, start: usize, end: usize) -> Self {
        let end = char_boundary(text, end);
        let at = char_boundary(text, start).min(end);
        Self { text, at, end, work: 0 }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn end(&self) -> usize {
        self.end
    }

    pub(super) fn work(&self) -> u64 {
        self.work
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.end
    }

    /// The bytes that are left.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..self.end).unwrap_or_default()
    }

    /// The text of a range; empty if the range is none of the text.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn peek(&self, ahead: usize) -> Option<u8> {
        let at = self.at + ahead;
        if at < self.end { self.text.as_bytes().get(at).copied() } else { None }
    }

    /// The byte before the cursor, even one before the cursor's start.
    pub(super) fn previous(&self) -> Option<u8> {
        self.at.checked_sub(1).and_then(|at| self.text.as_bytes().get(at).copied())
    }

    pub(super) fn starts_with(&self, prefix: &str) -> bool {
        self.rest().starts_with(prefix.as_bytes())
    }

    /// Goes on by `count` bytes, at most to the end.
    pub(super) fn bump(&mut self, count: usize) {
        let previous = self.at;
        self.at = (self.at + count).min(self.end);
        self.work += (self.at - previous) as u64;
    }

    /// Goes on while the bytes are of a kind.
    pub(super) fn bump_while(&mut self, is_kind: impl Fn(u8) -> bool) {
        let count = self.rest().iter().position(|&byte| !is_kind(byte)).unwrap_or(self.end - self.at);
        self.bump(count);
    }

    /// Goes on past the next `needle`, or stays if there is none.
    pub(super) fn bump_past(&mut self, needle: &str) -> bool {
        match self.find(needle) {
            Some(at) => {
                self.bump(at + needle.len());
                true
            }
            None => {
                self.work += self.rest().len() as u64;
                false
            }
        }
    }

    /// Bytes to the next `needle`.
    pub(super) fn find(&self, needle: &str) -> Option<usize> {
        self.slice(self.at, self.end).find(needle)
    }

    pub(super) fn bump_to_end(&mut self) {
        self.bump(self.end);
    }

    /// Goes to `at`, which may lie before the cursor.
    pub(super) fn jump(&mut self, at: usize) {
        self.at = at.min(self.end);
    }

    /// Adds work done on the cursor's behalf elsewhere.
    pub(super) fn count(&mut self, bytes: usize) {
        self.work += bytes as u64;
    }
}

/// The last character boundary of `text` at or before `at`.
fn char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
