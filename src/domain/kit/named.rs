//! Values that have a name: in columns, in addresses, in forms and in keys of texts.

/// The text names none of the values that there are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such {what}: {text:?}")]
pub struct NoSuch {
    pub what: &'static str,
    pub text: String,
}

/// Names the values of an enumeration: gives it `ALL`, `as_str`, `Display` and `FromStr`.
macro_rules! named {
    ($type:ident, $what:literal: $($variant:ident = $name:literal),* $(,)?) => {
        impl $type {
            pub const ALL: [$type; [$($name),*].len()] = [$($type::$variant),*];

            pub fn as_str(self) -> &'static str {
                match self {
                    $($type::$variant => $name,)*
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::domain::kit::NoSuch;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let found = $type::ALL.into_iter().find(|value| value.as_str() == text);
                found.ok_or_else(|| $crate::domain::kit::NoSuch { what: $what, text: text.to_owned() })
            }
        }
    };
}
pub(in crate::domain) use named;
