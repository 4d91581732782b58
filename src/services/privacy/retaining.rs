//! `bulletins config --retention`: what `/privacy` tells of how long things are kept, as a table for the register
//! (RGPD, art. 30).

use std::fmt::Write;

use fluent_bundle::FluentArgs;

use crate::config::Config;
use crate::domain::people::Locale;
use crate::i18n;

/// Days that the settings say.
type Days = fn(&Config) -> u16;

/// What is kept, how long, and for how many days where a setting says so: the rows of that page, in its order.
const ROWS: [(&str, &str, Option<Days>); 12] = [
    ("privacy-person", "privacy-until-erased", None),
    ("privacy-bulletins", "privacy-bulletins-long", None),
    ("privacy-drafts", "privacy-drafts-long", None),
    ("privacy-made", "privacy-made-long", None),
    ("privacy-absences", "privacy-absences-long", None),
    ("privacy-help", "privacy-help-long", None),
    ("privacy-outsiders", "privacy-outsiders-long", Some(|config| config.retention.mail_texts_days)),
    ("privacy-sessions", "privacy-days-unseen", Some(|config| config.security.session_days)),
    ("privacy-links", "privacy-days-after-end", Some(|config| config.retention.ended_links_days)),
    ("privacy-mail-texts", "privacy-days", Some(|config| config.retention.mail_texts_days)),
    ("privacy-mails", "privacy-days", Some(|config| config.retention.mails_days)),
    ("privacy-audit", "privacy-days", Some(|config| config.retention.audit_days)),
];

/// The table in Markdown.
///
/// # Errors
/// Where a text is not there; tests hold that all are.
pub fn table(config: &Config, locale: Locale) -> Result<String, i18n::Error> {
    let plain = |key: &str| i18n::text(locale, key, &FluentArgs::new());
    let mut told = format!(
        "| {} | {} | {} |\n|---|---|---|\n",
        plain("privacy-what")?,
        plain("privacy-why")?,
        plain("privacy-how-long")?
    );
    for (what, how_long, days) in ROWS {
        let mut arguments = FluentArgs::new();
        if let Some(days) = days {
            arguments.set("days", days(config));
        }
        let how_long = i18n::text(locale, how_long, &arguments)?;
        let _ = writeln!(told, "| {} | {} | {how_long} |", plain(what)?, plain(&format!("{what}-why"))?);
    }
    let _ = writeln!(told, "\n{}", plain("privacy-purge")?);
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_tells_what_the_page_tells() {
        let page = include_str!("../../../templates/pages/operations/privacy.hbs");
        let first = |line: &str| line.split('"').nth(1).map(str::to_owned);
        let cell = |line: &str| line.rsplit("{{t ").next().and_then(first);
        let whats: Vec<String> = page
            .lines()
            .filter_map(|line| line.trim().strip_prefix("<th scope=\"row\">"))
            .filter_map(first)
            .collect();
        let longs: Vec<String> = page
            .lines()
            .filter(|line| {
                line.contains("(t \"privacy-how-long\")") || line.contains("{{t \"privacy-how-long\"}}\">")
            })
            .filter_map(cell)
            .collect();
        let told: Vec<(&str, &str)> =
            whats.iter().map(String::as_str).zip(longs.iter().map(String::as_str)).collect();
        assert_eq!(told, ROWS.map(|(what, how_long, _)| (what, how_long)));
    }

    /// `bulletins config --retention` writes it.
    #[test]
    fn the_paper_says_what_the_defaults_are() {
        let paper = include_str!("../../../docs/papers/conservation.md");
        let table = table(&Config::load(None, []).unwrap(), Locale::Fr).unwrap();
        assert!(paper.ends_with(&table), "write it anew: bulletins config --retention\n{table}");
    }

    #[test]
    fn what_the_settings_say_is_what_is_told() {
        let shorter = [("BULLETINS_RETENTION__AUDIT_DAYS".to_owned(), "400".to_owned())];
        let table = table(&Config::load(None, shorter).unwrap(), Locale::En).unwrap();
        assert!(table.contains("| 400 days |"), "{table}");
    }
}
