//! Lists that the heads of their columns sort: each is a link.

use serde::Serialize;

/// A column's name as its list is asked for it; with a hyphen before it, the other way round.
pub fn read(asked: &str) -> (&str, bool) {
    match asked.strip_prefix('-') {
        Some(name) => (name, true),
        None => (asked, false),
    }
}

/// The head of a column.
#[derive(Serialize)]
pub struct Head {
    /// The key of its word.
    key: &'static str,
    /// Sorts by it; what is sorted by it already, the other way round.
    href: String,
    /// As `aria-sort` has it; none: another column sorts.
    sorted: Option<&'static str>,
    /// The sign that shows the same.
    sign: Option<&'static str>,
}

/// The heads of columns, each a name and the key of its word: the first sorts where none of them is asked for. `at`:
/// where the list is sorted in that way.
pub fn heads(
    columns: &[(&'static str, &'static str)],
    asked: &str,
    at: impl Fn(&str) -> String,
) -> Vec<Head> {
    let (asked, backwards) = read(asked);
    let asked = columns.iter().position(|(name, _)| *name == asked).unwrap_or_default();
    let head = |(place, (name, key)): (usize, &(&'static str, &'static str))| {
        let (sorted, sign) = match (place == asked, backwards) {
            (false, _) => (None, None),
            (true, false) => (Some("ascending"), Some("up")),
            (true, true) => (Some("descending"), Some("down")),
        };
        let turned = if place == asked && !backwards { format!("-{name}") } else { (*name).to_owned() };
        Head { key, href: at(&turned), sorted, sign }
    };
    columns.iter().enumerate().map(head).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [(&str, &str); 2] = [("name", "name"), ("state", "person-state")];

    fn told(asked: &str) -> Vec<(String, Option<&'static str>)> {
        let heads = heads(&COLUMNS, asked, str::to_owned);
        heads.into_iter().map(|head| (head.href, head.sorted)).collect()
    }

    #[test]
    fn a_head_sorts_and_then_turns_round() {
        let (up, down) = (Some("ascending"), Some("descending"));
        assert_eq!(told("state"), [("name".into(), None), ("-state".into(), up)]);
        assert_eq!(told("-state"), [("name".into(), None), ("state".into(), down)]);
    }

    #[test]
    fn the_first_sorts_where_nothing_else_is_asked() {
        for asked in ["", "name", "nonsense"] {
            assert_eq!(told(asked), [("-name".into(), Some("ascending")), ("state".into(), None)]);
        }
    }
}
