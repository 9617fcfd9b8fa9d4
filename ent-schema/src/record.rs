//! Macros that declare a plain-data type together with its text form.

/// Declares a struct of public fields and its [`Wire`](crate::wire::Wire) form: an object whose
/// keys are the field names, with fields at their unset value left out.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* pub $field:ident : $ty:ty ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $ty ),*
        }

        impl $crate::wire::Wire for $name {
            fn write(&self, out: &mut ::std::string::String) {
                let mut object = $crate::wire::ObjectWriter::new(out);
                $( object.field(stringify!($field), &self.$field); )*
                object.finish();
            }

            fn read(value: &$crate::wire::Value) -> ::std::result::Result<Self, $crate::wire::WireError> {
                let object = value.object(stringify!($name))?;
                ::std::result::Result::Ok(Self {
                    $( $field: object.field(stringify!($field))?, )*
                })
            }

            fn is_unset(&self) -> bool {
                *self == Self::default()
            }

            fn unset() -> ::std::option::Option<Self> {
                ::std::option::Option::Some(Self::default())
            }
        }
    };
}

/// Declares an enum without data whose variants have one fixed spelling each.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident => $text:literal ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant ),*
        }

        impl $name {
            /// All values, in declaration order.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),* ];

            /// The fixed spelling.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $text ),* }
            }

            /// The value spelled `text`, if there is one.
            pub fn from_text(text: &str) -> ::std::option::Option<Self> {
                match text { $( $text => ::std::option::Option::Some(Self::$variant), )* _ => ::std::option::Option::None }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::wire::Wire for $name {
            fn write(&self, out: &mut ::std::string::String) {
                $crate::wire::write_string(self.as_str(), out);
            }

            fn read(value: &$crate::wire::Value) -> ::std::result::Result<Self, $crate::wire::WireError> {
                let text = value.string(stringify!($name))?;
                Self::from_text(text).ok_or_else(|| $crate::wire::WireError::unknown(stringify!($name), text))
            }
        }
    };
}
