/// A file of a migration directory: its path below the directory, with `/` between folders, and
/// its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the directory.
    pub name: String,
    /// Content.
    pub content: Vec<u8>,
}

impl File {
    /// The file `name` with `content`.
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), content: content.into() }
    }
}
