//! Tests of the derives: what compiles, what does not and what is said about it, and that derive
//! and build script read the same. All of it is below `tests/`.
