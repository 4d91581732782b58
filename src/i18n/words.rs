//! Days, weeks and times as people say them, and "de" before a name in French.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use crate::domain::calendar::Week;
use crate::domain::people::Locale;
use crate::domain::reading::search::fold;

/// A space that never breaks, and a narrow one.
const NO_BREAK: char = '\u{a0}';

/// How much of a day is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// vendredi 6 mars 2026
    Long,
    /// vendredi 6 mars
    Day,
    /// 6 mars
    Short,
    /// 6 mars 2026
    Date,
    /// mars 2026
    Month,
    /// septembre
    Name,
    /// sept.
    Brief,
}

impl Style {
    pub fn named(name: &str) -> Option<Style> {
        match name {
            "long" => Some(Style::Long),
            "day" => Some(Style::Day),
            "short" => Some(Style::Short),
            "date" => Some(Style::Date),
            "month" => Some(Style::Month),
            "name" => Some(Style::Name),
            "brief" => Some(Style::Brief),
            _ => None,
        }
    }
}

/// A day in words.
pub fn date(locale: Locale, day: NaiveDate, style: Style) -> String {
    let names = match locale {
        Locale::Fr => chrono::Locale::fr_FR,
        Locale::En => chrono::Locale::en_GB,
    };
    let pattern = match style {
        Style::Long => "%A {} %B %Y",
        Style::Day => "%A {} %B",
        Style::Short => "{} %B",
        Style::Date => "{} %B %Y",
        Style::Month => "%B %Y",
        Style::Name => "%B",
        Style::Brief => "%b",
    };
    day.format_localized(&pattern.replace("{}", &day_of_month(locale, day)), names).to_string()
}

/// French says "1er mai" and "2 mai".
fn day_of_month(locale: Locale, day: NaiveDate) -> String {
    match (locale, day.day()) {
        (Locale::Fr, 1) => "1er".to_owned(),
        (_, number) => number.to_string(),
    }
}

/// A time of day: "15 h 05" or "15:05".
pub fn time(locale: Locale, at: NaiveTime) -> String {
    match (locale, at.minute()) {
        (Locale::Fr, 0) => format!("{}{NO_BREAK}h", at.hour()),
        (Locale::Fr, minute) => format!("{}{NO_BREAK}h{NO_BREAK}{minute:02}", at.hour()),
        (Locale::En, minute) => format!("{:02}:{minute:02}", at.hour()),
    }
}

/// The days of a week, Monday to Sunday: "du 2 au 8 mars 2026", "2 to 8 March 2026".
pub fn week(locale: Locale, week: Week) -> String {
    let (first, last) = (week.monday(), week.sunday());
    let start = if first.year() != last.year() {
        date(locale, first, Style::Date)
    } else if first.month() != last.month() {
        date(locale, first, Style::Short)
    } else {
        day_of_month(locale, first)
    };
    let end = date(locale, last, Style::Date);
    match locale {
        Locale::Fr => format!("du {start} au {end}"),
        Locale::En => format!("{start} to {end}"),
    }
}

/// Beginnings of words whose h keeps "de" whole: "de Hambourg", but "d’Hélène". Names from other languages are among
/// them; a word that is in none of these elides.
const ASPIRATED: &[&str] = &[
    "hach", "hack", "haie", "hain", "hall", "halt", "hamac", "hambourg", "hameau", "hamster", "hanche",
    "hand", "hangar", "hanovre", "hans", "hant", "happ", "harass", "harcel", "hard", "harem", "hareng",
    "haricot", "harnais", "harp", "harry", "hasard", "hat", "haus", "haut", "havre", "hawai", "health",
    "heart", "hello", "help", "heriss", "hernie", "heron", "heros", "hertz", "hetr", "heurt", "hib", "hic",
    "hideu", "hierarch", "high", "hip", "hiss", "hit", "hobb", "hoch", "hockey", "hold", "holding",
    "holland", "homard", "home", "hong", "hongr", "hont", "hop", "hoquet", "hors", "hot", "hou", "how",
    "hub", "hublot", "huch", "huguenot", "huit", "human", "hun", "hupp", "hurl", "huron", "hutt",
];

/// Beginnings of those that [`ASPIRATED`] would take with them.
const MUTE: &[&str] = &[
    "halluc", "haltere", "hibern", "hibis", "hippi", "hippo", "hopita", "hote", "houri", "hubert", "huitr",
    "humani",
];

/// Words that begin with a vowel that one does not hear as one.
const HALF_VOWELS: &[&str] = &["onze", "onzieme", "oui", "ouistiti", "uhlan"];

/// "de" before a name: "d’ADLER", "de Cartobio", "d’Hélène", "de Hambourg", "de 11 projets".
///
/// What counts is the first letter or digit; marks before it stay where they are: "d’« Albert »".
pub fn de(name: &str) -> String {
    if begins_with_vowel(name) { format!("d’{name}") } else { format!("de {name}") }
}

fn begins_with_vowel(name: &str) -> bool {
    let letters = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word: String = fold(letters).chars().take_while(char::is_ascii_alphabetic).collect();
    let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| word.starts_with(beginning));
    match word.as_bytes() {
        // As a vowel before a consonant, as in "Yves"; else it glides, as in "Yann".
        [b'y', next, ..] => !b"aeiouy".contains(next),
        [b'a' | b'e' | b'i' | b'o' | b'u', ..] => !HALF_VOWELS.contains(&word.as_str()),
        [b'h', ..] => !begins(ASPIRATED) || begins(MUTE),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn de_elides_where_one_hears_a_vowel() {
        for name in [
            "ADLER",
            "Open Chronic",
            "EIG 8",
            "Élodie",
            "Œuvres",
            "Île-de-France",
            "Ève",
            "UX",
            "IA",
            "Ouest",
            "Iéna",
            "Hélène",
            "Henri",
            "Hôpital",
            "Hippocrate",
            "Histoire",
            "Hôtel-Dieu",
            "HLM",
            "Humanitaire",
            "Hibernatus",
            "Huîtres",
            "Hubert",
            "Ouïe",
            "Yves",
            "Ypres",
            "« Albert »",
            "(Élan)",
            "àlice",
            "Europe",
        ] {
            assert_eq!(de(name), format!("d’{name}"));
        }
        for name in [
            "Cartobio",
            "Karfu'R",
            "Plume",
            "SNCF",
            "FTP",
            "1er",
            "11 projets",
            "8 mars",
            "Yann",
            "Yaourt",
            "Hambourg",
            "Le Havre",
            "Hackathon",
            "HUB",
            "Health Data",
            "Handicap",
            "Hauts-de-France",
            "Héros",
            "Hongrie",
            "Huit",
            "Onze",
            "Oui",
            "« Plume »",
            "Ça",
            "Wikidata",
            "Zoé",
            "",
            "!",
            "漢字",
        ] {
            assert_eq!(de(name), format!("de {name}"));
        }
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let day: NaiveDate = "2026-05-01".parse().unwrap();
        assert_eq!(date(Locale::Fr, day, Style::Long), "vendredi 1er mai 2026");
        assert_eq!(date(Locale::En, day, Style::Day), "Friday 1 May");
        assert_eq!(date(Locale::Fr, day, Style::Month), "mai 2026");
    }

    #[test]
    fn times_too() {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        assert_eq!(time(Locale::Fr, at(15, 0)), "15\u{a0}h");
        assert_eq!(time(Locale::Fr, at(9, 5)), "9\u{a0}h\u{a0}05");
        assert_eq!(time(Locale::En, at(9, 5)), "09:05");
    }

    #[test]
    fn weeks_name_month_and_year_once_where_they_can() {
        let said = |text: &str, locale| week(locale, text.parse().unwrap());
        assert_eq!(said("2026-W10", Locale::Fr), "du 2 au 8 mars 2026");
        assert_eq!(said("2026-W14", Locale::En), "30 March to 5 April 2026");
        assert_eq!(said("2026-W53", Locale::Fr), "du 28 décembre 2026 au 3 janvier 2027");
    }
}
