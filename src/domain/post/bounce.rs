//! Mails that come back: what that says of an address.

use super::delivery::Reason;
use super::kind::Kind;

/// So many mails that an address sent back, and it gets no more of what nobody waits for.
pub const ENOUGH: i64 = 2;

/// What says that nobody is reached there.
pub const HARD: [Reason; 1] = [Reason::ReturnedUnknown];

/// What a status says (RFC 3463), such as "5.1.1".
pub fn reason(status: &str) -> Reason {
    let mut numbers = status.split('.');
    match (numbers.next(), numbers.next(), numbers.next()) {
        (_, Some("2"), Some("2")) => Reason::ReturnedFull,
        (Some("4"), _, _) => Reason::ReturnedLate,
        // 5.1.7 and 5.1.8 are about our own address.
        (Some("5"), Some("1"), Some("7" | "8")) => Reason::ReturnedRefused,
        (Some("5"), Some("1"), _) | (Some("5"), Some("2"), Some("1")) | (Some("5"), Some("4"), Some("4")) => {
            Reason::ReturnedUnknown
        }
        _ => Reason::ReturnedRefused,
    }
}

/// Whether a text is such a status, and of a failure.
pub fn is_status(text: &str) -> bool {
    let numbers: Vec<&str> = text.split('.').collect();
    let is_number =
        |text: &&str| (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.len() == 3 && ["4", "5"].contains(&numbers[0]) && numbers.iter().all(is_number)
}

/// Whether an address that sent so many back is not written to any more. Who sits before a screen and waits is
/// written to all the same: that they can come in is how an address is known to be good again.
pub fn silences(kind: Option<Kind>, returned: i64) -> bool {
    returned >= ENOUGH && kind.is_none_or(|kind| kind.priority() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_says_whether_nobody_is_there() {
        for (status, wanted) in [
            ("5.1.1", Reason::ReturnedUnknown),
            ("5.1.10", Reason::ReturnedUnknown),
            ("5.4.4", Reason::ReturnedUnknown),
            ("5.2.1", Reason::ReturnedUnknown),
            ("5.1.8", Reason::ReturnedRefused),
            ("5.2.2", Reason::ReturnedFull),
            ("4.2.2", Reason::ReturnedFull),
            ("4.4.7", Reason::ReturnedLate),
            ("5.7.1", Reason::ReturnedRefused),
            ("5.0.0", Reason::ReturnedRefused),
        ] {
            assert!(is_status(status) && reason(status) == wanted, "{status}");
        }
        for text in ["2.0.0", "5.1", "5.1.1.1", "5.1.x", "5.1.", "", "5.1.1000"] {
            assert!(!is_status(text), "{text}");
        }
    }

    #[test]
    fn the_second_return_silences_what_nobody_waits_for() {
        assert!(!silences(Some(Kind::Digest), 1));
        assert!(silences(Some(Kind::Digest), 2));
        assert!(!silences(Some(Kind::SignIn), 7));
    }
}
