use super::Loss;
use crate::diff::RenameQuestion;
use crate::dir::DirError;
use crate::plan::PlanError;
use crate::replay::ReplayError;

/// What keeps a migration from being made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuthorError {
    /// A drop and an add that may be a rename: somebody must say.
    #[error("{}", lines(.0))]
    Questions(Vec<RenameQuestion>),
    /// Data would be lost, and nobody has said that it may.
    #[error("{}", lines(.0))]
    Losses(Vec<Loss>),
    /// The changes can't be planned.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// A file of the directory can't be replayed.
    #[error(transparent)]
    Replay(#[from] Box<ReplayError>),
    /// The directory itself.
    #[error(transparent)]
    Dir(#[from] DirError),
}

fn lines<T: std::fmt::Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
