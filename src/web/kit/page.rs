//! A page is a type: what its template is given, and which template that is.

use serde::Serialize;

/// What a page shows. Its fields are what the template sees as `page`.
pub trait Page: Serialize {
    /// The template's name below `templates/`, such as `pages/reading/weeks`.
    const TEMPLATE: &'static str;
    /// Whether it cannot be had again: nothing in its frame leads away from it and back.
    const IS_SHOWN_ONCE: bool = false;

    /// Whether it is of an installation that nobody coordinates yet: nobody can be asked for anything.
    fn nobody_coordinates(&self) -> bool {
        false
    }

    /// The page in each of the states that look different, for the test that renders them all.
    #[cfg(test)]
    fn samples() -> Vec<Self>
    where
        Self: Sized;
}

/// A page without anything of its own to show.
macro_rules! bare_page {
    ($(#[$meta:meta])* $type:ident, $template:literal) => {
        $(#[$meta])*
        #[derive(serde::Serialize)]
        pub struct $type {}

        impl $crate::web::kit::page::Page for $type {
            const TEMPLATE: &'static str = $template;

            #[cfg(test)]
            fn samples() -> Vec<$type> {
                vec![$type {}]
            }
        }
    };
}
pub(in crate::web) use bare_page;
