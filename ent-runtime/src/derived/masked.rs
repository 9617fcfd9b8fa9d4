use std::fmt::{Debug, Formatter, Result};

/// Stands in for the value of a sensitive field.
pub struct Masked;

impl Debug for Masked {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("<sensitive>")
    }
}

/// Stands in for a value whose type has no `Debug`.
struct Opaque;

impl Debug for Opaque {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("..")
    }
}

/// A value to show, if its type can be shown: `Shown(&x).shown()` finds the method of a `Debug`
/// type here, and that of any other type in [`Unshown`].
pub struct Shown<'a, T>(pub &'a T);

impl<'a, T: Debug> Shown<'a, T> {
    /// The value itself.
    pub fn shown(&self) -> &'a dyn Debug {
        self.0
    }
}

/// What [`Shown`] falls back on.
pub trait Unshown {
    /// A stand-in for the value.
    fn shown(&self) -> &'static dyn Debug;
}

impl<T> Unshown for Shown<'_, T> {
    fn shown(&self) -> &'static dyn Debug {
        &Opaque
    }
}

/// Writes a struct of named values.
pub fn debug(f: &mut Formatter<'_>, name: &str, fields: &[(&str, &dyn Debug)]) -> Result {
    let mut out = f.debug_struct(name);
    for (field, value) in fields {
        out.field(field, value);
    }
    out.finish()
}
