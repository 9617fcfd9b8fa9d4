//! Tests of the build helper; all that is here is in `tests/`.
