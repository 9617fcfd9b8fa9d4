//! Text forms of the standard types that declarations are made of.

use super::{Value, Wire, WireError, write_string};

impl Wire for bool {
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }

    fn read(value: &Value) -> Result<Self, WireError> {
        match value {
            Value::Bool(flag) => Ok(*flag),
            _ => Err(WireError::mismatch("a flag", "`true` or `false`")),
        }
    }

    fn is_unset(&self) -> bool {
        !*self
    }

    fn unset() -> Option<Self> {
        Some(false)
    }
}

macro_rules! integers {
    ($($ty:ty),*) => { $(
        impl Wire for $ty {
            fn write(&self, out: &mut String) {
                out.push_str(&self.to_string());
            }

            fn read(value: &Value) -> Result<Self, WireError> {
                match value {
                    Value::Integer(number) => (*number)
                        .try_into()
                        .map_err(|_| WireError::mismatch("a number", concat!("in the range of ", stringify!($ty)))),
                    _ => Err(WireError::mismatch("a number", "an integer")),
                }
            }
        }
    )* };
}

integers!(i64, u32);

impl Wire for String {
    fn write(&self, out: &mut String) {
        write_string(self, out);
    }

    fn read(value: &Value) -> Result<Self, WireError> {
        value.string("a text").map(str::to_owned)
    }

    fn is_unset(&self) -> bool {
        self.is_empty()
    }

    fn unset() -> Option<Self> {
        Some(String::new())
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, out: &mut String) {
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(value: &Value) -> Result<Self, WireError> {
        T::read(value).map(Some)
    }

    fn is_unset(&self) -> bool {
        self.is_none()
    }

    fn unset() -> Option<Self> {
        Some(None)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (i, item) in self.iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            item.write(out);
        }
        out.push(']');
    }

    fn read(value: &Value) -> Result<Self, WireError> {
        value.list("a list")?.iter().map(T::read).collect()
    }

    fn is_unset(&self) -> bool {
        self.is_empty()
    }

    fn unset() -> Option<Self> {
        Some(Vec::new())
    }
}
