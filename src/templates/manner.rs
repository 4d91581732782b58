//! What decides how all texts of a page are worded, wherever they stand.

use serde_json::Value;

use crate::domain::people::Locale;

/// By what name a page knows that mails stay in files.
const MAILS_STAY: &str = "mails_stay";

/// How a page speaks.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    pub locale: Locale,
    /// In files, where nobody gets them.
    pub mails_stay: bool,
}

impl Manner {
    /// As a page that is shown that speaks in a language.
    pub fn of(locale: Locale, shown: &Value) -> Manner {
        let mails_stay = shown.get(MAILS_STAY).and_then(Value::as_bool).unwrap_or_default();
        Manner { locale, mails_stay }
    }
}
