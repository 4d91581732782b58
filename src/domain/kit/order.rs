//! The order in which people look for names.

use crate::domain::reading::search::fold;

/// By what names are sorted: as they are folded for a search, so that accents, ligatures and capitals do not matter;
/// then as they are written, then by `id`, so that the same names always stand in the same order.
///
/// Not by the database: its idea of an alphabet depends on how it was installed.
pub fn by_name<I: Ord>(name: &str, id: I) -> (String, String, I) {
    (fold(name), name.to_owned(), id)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_stand_where_people_look_for_them() {
        let wanted =
            ["ADLER", "Ärzte", "École 42", "Ecologie", "Ève", "l’Été", "Œuvre", "ouvrage", "Zoé", "zoom"];
        let mut names = wanted;
        names.reverse();
        names.sort_by_cached_key(|name| by_name(name, 0));
        assert_eq!(names, wanted);
    }

    proptest! {
        #[test]
        fn case_and_accents_do_not_move_a_name(word in "[a-z]{1,8}", other in "[a-z]{1,8}") {
            prop_assume!(word != other);
            let marked = word.to_uppercase().replace('E', "É").replace('A', "À").replace('C', "Ç");
            let order = |name: &str| by_name(name, 0).cmp(&by_name(&other, 0));
            prop_assert_eq!(order(&marked), order(&word));
        }

        #[test]
        fn the_order_does_not_depend_on_where_it_began(mut names in prop::collection::vec("\\PC{0,6}", 0..8)) {
            let mut all: Vec<(usize, String)> = names.drain(..).enumerate().collect();
            let key = |(id, name): &(usize, String)| by_name(name, *id);
            all.sort_by_cached_key(key);
            let once = all.clone();
            all.reverse();
            all.sort_by_cached_key(key);
            prop_assert_eq!(all, once);
        }
    }
}
