use super::{Wire, WireError};

/// A JSON value, as far as declarations need one.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A string.
    String(String),
    /// A list.
    List(Vec<Value>),
    /// An object.
    Object(Object),
}

/// The members of a JSON object, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object(pub(crate) Vec<(String, Value)>);

impl Value {
    /// The object that the value is; `subject` names it in the error.
    pub fn object(&self, subject: &str) -> Result<&Object, WireError> {
        match self {
            Self::Object(object) => Ok(object),
            _ => Err(WireError::mismatch(subject, "an object")),
        }
    }

    /// The string that the value is; `subject` names it in the error.
    pub fn string(&self, subject: &str) -> Result<&str, WireError> {
        match self {
            Self::String(text) => Ok(text),
            _ => Err(WireError::mismatch(subject, "a string")),
        }
    }

    /// The list that the value is; `subject` names it in the error.
    pub fn list(&self, subject: &str) -> Result<&[Value], WireError> {
        match self {
            Self::List(items) => Ok(items),
            _ => Err(WireError::mismatch(subject, "a list")),
        }
    }
}

impl Object {
    /// The member `name`, if it is there.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The member `name` as a `T`; left out, the unset value of `T`.
    pub fn field<T: Wire>(&self, name: &str) -> Result<T, WireError> {
        match self.get(name) {
            Some(value) => T::read(value),
            None => T::unset().ok_or_else(|| WireError::missing(name)),
        }
    }

    /// The only member: how an enum with data is spelled.
    pub fn only(&self, subject: &str) -> Result<(&str, &Value), WireError> {
        match self.0.as_slice() {
            [(key, value)] => Ok((key, value)),
            _ => Err(WireError::mismatch(subject, "an object of one member")),
        }
    }
}
