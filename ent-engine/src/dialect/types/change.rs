/// What changing a column's type does, from harmless to impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeChange {
    /// The server stores the same type for both.
    Same,
    /// Every value fits and the table is not rewritten: only its description changes.
    Widening,
    /// Every value fits, but the server rewrites the table (and locks it meanwhile).
    Rewrite,
    /// Values may not fit: the statement fails on them, or rounds or cuts them.
    Narrowing,
    /// The server has no conversion of its own: PostgreSQL asks for a USING expression, elsewhere
    /// the column must be dropped and added.
    NeedsUsing,
}

impl TypeChange {
    /// Whether values may be lost or the statement may fail on them.
    pub const fn risks_data(self) -> bool {
        matches!(self, Self::Narrowing | Self::NeedsUsing)
    }

    /// `Widening` where the values fit, else `Narrowing`.
    pub(crate) const fn widening_if(fits: bool) -> Self {
        if fits { Self::Widening } else { Self::Narrowing }
    }

    /// `Rewrite` where the values fit, else `Narrowing`.
    pub(crate) const fn rewrite_if(fits: bool) -> Self {
        if fits { Self::Rewrite } else { Self::Narrowing }
    }
}
