//! What somebody may have meant who named a setting that there is not.

use super::reference;

/// How alike two names are of which one is a slip of the other, from 0 to 1.
const ALIKE: f64 = 0.7;

/// The setting that is meant, such as `server.listen`; none: none is near.
pub(super) fn setting(named: &str) -> Option<String> {
    nearest(named, names())
}

/// The same of a variable, such as `BULLETINS_SERVER__LISTEN`.
pub(super) fn variable(named: &str) -> Option<String> {
    let named = named.strip_prefix("BULLETINS_").unwrap_or(named);
    let known = names().map(|name| name.replace('.', "__").to_uppercase());
    nearest(named, known).map(|name| format!("BULLETINS_{name}"))
}

fn names() -> impl Iterator<Item = String> {
    let of = |section: reference::Section| {
        section.keys().map(|key| format!("{}.{key}", section.name)).collect::<Vec<_>>()
    };
    reference::sections().into_iter().flat_map(of)
}

fn nearest(named: &str, known: impl Iterator<Item = String>) -> Option<String> {
    let judged = known.map(|name| (strsim::normalized_damerau_levenshtein(named, &name), name));
    let alike = judged.filter(|(likeness, _)| *likeness >= ALIKE);
    alike.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_led_to_what_was_meant_and_what_is_near_nothing_is_not() {
        assert_eq!(setting("server.listne").as_deref(), Some("server.listen"));
        assert_eq!(setting("programme.closing").as_deref(), Some("programme.closing_time"));
        assert_eq!(variable("BULLETINS_SERVER_LISTEN").as_deref(), Some("BULLETINS_SERVER__LISTEN"));
        assert_eq!((setting("colour"), variable("BULLETINS_COLOUR")), (None, None));
    }
}
