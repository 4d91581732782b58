//! The texts in `templates/locales`, one Fluent file a subject and language.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::Embed;

use super::words;
use crate::domain::people::Locale;

#[derive(Embed)]
#[folder = "templates/locales/"]
struct Files;

type Bundle = FluentBundle<FluentResource>;

static FRENCH: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::Fr));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::En));

/// Why a text cannot be told: a fault of this program, which the tests look for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("no text {key:?} in {locale}")]
    Missing { key: String, locale: Locale },
    #[error("text {key:?} in {locale}: {reason}")]
    Broken { key: String, locale: Locale, reason: String },
}

/// A text in that language, its arguments filled in.
///
/// # Errors
/// Where the key is unknown, or the text asks for an argument that is not given.
pub fn text(locale: Locale, key: &str, arguments: &FluentArgs<'_>) -> Result<String, Error> {
    told(locale, key, None, arguments)
}

/// The same where mails stay in files: a text that says that they leave has an attribute that says otherwise.
pub fn text_where_mails_stay(locale: Locale, key: &str, arguments: &FluentArgs<'_>) -> Result<String, Error> {
    told(locale, key, Some("stay"), arguments)
}

fn told(
    locale: Locale,
    key: &str,
    attribute: Option<&str>,
    arguments: &FluentArgs<'_>,
) -> Result<String, Error> {
    let bundle: &Bundle = match locale {
        Locale::Fr => &FRENCH,
        Locale::En => &ENGLISH,
    };
    let message = bundle.get_message(key).ok_or_else(|| Error::Missing { key: key.to_owned(), locale })?;
    let attribute = attribute.and_then(|name| message.get_attribute(name)).map(|found| found.value());
    let pattern = attribute
        .or_else(|| message.value())
        .ok_or_else(|| Error::Missing { key: key.to_owned(), locale })?;
    let mut faults = Vec::new();
    let text = bundle.format_pattern(pattern, Some(arguments), &mut faults).into_owned();
    match faults.first() {
        None => Ok(text),
        Some(fault) => Err(Error::Broken { key: key.to_owned(), locale, reason: fault.to_string() }),
    }
}

#[expect(clippy::expect_used, reason = "the files are embedded, and a test reads them all")]
fn bundle(locale: Locale) -> Bundle {
    let language = locale.code().parse().expect("fr and en are language tags");
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Marks around arguments help where text runs both ways; mails and searches stumble over them.
    bundle.set_use_isolating(false);
    bundle.add_function("DE", |names, _| de(names)).expect("no other function has that name");
    for path in Files::iter().filter(|path| path.starts_with(locale.code())) {
        let file = Files::get(&path).expect("a listed file is there");
        let source = String::from_utf8(file.data.into_owned()).expect("the texts are UTF-8");
        let resource = FluentResource::try_new(source)
            .map_err(|(_, faults)| format!("{path}: {faults:?}"))
            .expect("the texts are valid Fluent");
        bundle
            .add_resource(resource)
            .map_err(|faults| format!("{path}: {faults:?}"))
            .expect("each key stands once");
    }
    bundle
}

/// `{ DE($project) }`: "de" or "d’" with the name, in French.
fn de<'a>(names: &[FluentValue<'a>]) -> FluentValue<'a> {
    match names {
        [FluentValue::String(name)] => FluentValue::from(words::de(name)),
        _ => FluentValue::Error,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Each key with the arguments that its text uses.
    fn keys(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for path in Files::iter().filter(|path| path.starts_with(locale.code())) {
            let file = Files::get(&path).unwrap();
            let mut key = String::new();
            for line in std::str::from_utf8(&file.data).unwrap().lines() {
                if let Some((name, _)) =
                    line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
                {
                    key = name.to_owned();
                    assert!(
                        keys.insert(key.clone(), BTreeSet::new()).is_none(),
                        "{path}: {key} stands twice"
                    );
                }
                for argument in line.split('$').skip(1) {
                    let end =
                        argument.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(argument.len());
                    keys.get_mut(&key).unwrap().insert(argument[..end].to_owned());
                }
            }
        }
        keys
    }

    #[test]
    fn both_languages_say_the_same_things_with_the_same_arguments() {
        let (french, english) = (keys(Locale::Fr), keys(Locale::En));
        assert!(!french.is_empty());
        for (key, arguments) in &french {
            assert_eq!(Some(arguments), english.get(key), "{key}");
        }
        for key in english.keys() {
            assert!(french.contains_key(key), "{key} is missing in French");
        }
    }

    #[test]
    fn every_key_that_a_template_asks_for_exists() {
        let known = keys(Locale::Fr);
        for path in crate::templates::paths() {
            let source = crate::templates::source(&path).unwrap();
            // Within an attribute of MJML the quotes are single ones.
            let source = source.replace('\'', "\"");
            for after in source.split("(t \"").skip(1).chain(source.split("{{t \"").skip(1)) {
                let key = after.split('"').next().unwrap();
                assert!(known.contains_key(key), "{path} asks for {key}");
            }
        }
    }

    /// The keys of texts that say something else where mails stay in files.
    fn told_otherwise(locale: Locale) -> BTreeSet<String> {
        let mut told = BTreeSet::new();
        for path in Files::iter().filter(|path| path.starts_with(locale.code())) {
            let file = Files::get(&path).unwrap();
            let mut key = "";
            for line in std::str::from_utf8(&file.data).unwrap().lines() {
                if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    key = line.split(" =").next().unwrap();
                }
                if let Some(attribute) = line.strip_prefix("    .") {
                    assert!(attribute.starts_with("stay ="), "{path}: {line}");
                    told.insert(key.to_owned());
                }
            }
        }
        told
    }

    #[test]
    fn what_says_that_mails_leave_says_otherwise_where_they_stay_in_both_languages() {
        let told = told_otherwise(Locale::Fr);
        assert!(!told.is_empty());
        assert_eq!(told, told_otherwise(Locale::En));
        let said = |text: fn(Locale, &str, &FluentArgs<'_>) -> Result<String, Error>, key| {
            text(Locale::En, key, &FluentArgs::new()).unwrap()
        };
        assert_eq!([said(text, "mail-sent"), said(text_where_mails_stay, "mail-sent")], ["Sent", "Written"]);
        assert_eq!(said(text, "save"), said(text_where_mails_stay, "save"));
    }

    #[test]
    fn what_is_missing_is_an_error_and_not_a_blank() {
        assert!(matches!(text(Locale::Fr, "no-such-key", &FluentArgs::new()), Err(Error::Missing { .. })));
        assert!(matches!(
            text(Locale::En, "characters-at-most", &FluentArgs::new()),
            Err(Error::Broken { .. })
        ));
    }

    /// Days and times, before which nothing elides: "le 1er mai", "le lundi 2 mars", "à partir de 11 h".
    const MOMENTS: &[&str] = &["day", "from", "since", "seen", "time", "until"];

    #[test]
    fn no_word_that_elides_stands_bare_before_a_name() {
        for path in Files::iter().filter(|path| path.starts_with("fr")) {
            let file = Files::get(&path).unwrap();
            for line in std::str::from_utf8(&file.data).unwrap().lines() {
                for (before, _) in line.match_indices("{ $") {
                    let word = line[..before].trim_end().rsplit([' ', '’', '\u{a0}']).next().unwrap();
                    let elides = ["de", "que", "le", "la", "ne", "se", "je", "jusque", "lorsque", "puisque"];
                    let name = line[before + 3..].split([' ', '}']).next().unwrap();
                    let is_bare = elides.contains(&word.to_lowercase().as_str()) && !MOMENTS.contains(&name);
                    assert!(!is_bare, "{path}: say it by DE(): {line}");
                }
            }
        }
    }

    /// "Humeur : bonne", and a week that was good: both are feminine.
    #[test]
    fn words_of_moods_agree_with_what_they_are_said_of() {
        for mood in crate::domain::filing::bulletin::Mood::ALL {
            let word = text(Locale::Fr, mood.key(), &FluentArgs::new()).unwrap();
            assert!(word.ends_with('e'), "une humeur {word}");
        }
    }

    /// "1 projets", "1 characters".
    #[test]
    fn one_thing_is_said_as_one() {
        const COUNTS: &[&str] = &["count", "filed", "projects", "days", "minutes"];
        for locale in Locale::ALL {
            for (key, names) in keys(locale) {
                let mut arguments = FluentArgs::new();
                for name in &names {
                    if COUNTS.contains(&name.as_str()) {
                        arguments.set(name.clone(), 1);
                    } else {
                        arguments.set(name.clone(), "x");
                    }
                }
                let said = text(locale, &key, &arguments).unwrap();
                let words: Vec<&str> = said.split([' ', '\u{a0}', ',', '.']).collect();
                let many = words.windows(2).find(|pair| pair[0] == "1" && pair[1].ends_with('s'));
                assert!(many.is_none(), "{locale} {key}: {said}");
            }
        }
    }

    /// Or a line ends before a colon, or begins with a closing quote. The space is as wide as those between words before
    /// a colon and within quotes, and narrow before the other signs.
    #[test]
    fn signs_of_french_are_tied_to_their_words_by_one_kind_of_space_each() {
        const NARROW: [&str; 3] = [";", "?", "!"];
        const WIDE: [&str; 2] = [":", "»"];
        let before = |space: &str, signs: &[&str]| -> Vec<String> {
            signs.iter().map(|sign| format!("{space}{sign}")).collect()
        };
        let wrong = [
            before(" ", &NARROW),
            before("\u{a0}", &NARROW),
            before(" ", &WIDE),
            before("\u{202f}", &WIDE),
            vec!["« ".to_owned(), "«\u{202f}".to_owned()],
        ]
        .concat();
        for path in Files::iter().filter(|path| path.starts_with("fr")) {
            let file = Files::get(&path).unwrap();
            for line in std::str::from_utf8(&file.data).unwrap().lines() {
                let found = wrong.iter().find(|sign| line.contains(*sign));
                assert_eq!(found, None, "{path}: {line}");
            }
        }
    }
}
