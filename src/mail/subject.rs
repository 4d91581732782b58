//! Subjects of mails: short enough that a phone's list tells what matters.
//!
//! A template says on its first line what a subject always says, with names `{{short name most}}` in so many characters at
//! the most; and on each further line something that it says too, as long as there is room.

use serde::Serialize;

use super::Error;
use super::compose::{Letters, one_line};
use crate::domain::kit;
use crate::domain::people::Locale;

/// How many characters a subject has at the most, unless what it always says needs more.
const WISHED: usize = 72;
/// How many it has at the most.
const MOST: usize = 78;
/// Names have no fewer, or nobody would know them again.
const OF_NAME: usize = 12;

#[derive(Serialize)]
struct Shortened<'a, T> {
    #[serde(flatten)]
    data: &'a T,
    most: usize,
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// With what else it says, as far as it has room.
fn filled(mut subject: String, more: &[String]) -> String {
    for said in more {
        let between = if said.starts_with(',') { "" } else { " " };
        let longer = format!("{subject}{between}{said}");
        if length(&longer) <= WISHED {
            subject = longer;
        }
    }
    subject
}

impl Letters {
    /// The subject of `mail/NAME`.
    pub(super) fn subject(&self, name: &str, locale: Locale, data: &impl Serialize) -> Result<String, Error> {
        let template = format!("mail/{name}/subject");
        let mut most = WISHED;
        loop {
            let said = self.templates().text(locale, &template, &Shortened { data, most })?;
            let mut lines = said.lines().map(one_line).filter(|line| !line.is_empty());
            let subject = lines.next().unwrap_or_default();
            let over = length(&subject).saturating_sub(WISHED);
            if over == 0 || most <= OF_NAME {
                let subject = kit::beginning(&subject, MOST - 1);
                return Ok(filled(subject, &lines.collect::<Vec<_>>()));
            }
            // There may be two names; one that is shorter than that is not what makes it long.
            most = most.saturating_sub(over.div_ceil(2)).max(OF_NAME);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::mail::{Sender, every_template};
    use crate::templates;

    static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
        let from = "Bulletins <bulletins@eig.example>".parse().unwrap();
        let sender = Sender { programme: "Bulletins".into(), from, reply_to: None, dkim: None };
        Letters::new(every_template(), sender).unwrap()
    });

    /// All that a subject may name, with that name.
    fn told(name: &str, is_one: bool) -> Value {
        let month = is_one.then_some("2026-09-01");
        let project = json!({ "name": name });
        let stands_in = json!({ "name": name, "until": "2026-09-30" });
        let asks = json!({ "key": "asks-for-help" });
        let (count, until) = if is_one { (1, "2026-09-30") } else { (12, "") };
        json!({
            "project": project, "own": { "project": project }, "taker": name, "by": name, "programme": name,
            "mentor": name, "until": until, "away": is_one, "count": count, "untaken_count": count,
            "words": name, "week": "2026-W53", "closes_at": "2026-03-06T15:00:00",
            "alone": is_one.then_some(stands_in), "is_newcomer": is_one,
            "digest": { "week": "2026-W53", "only_help": is_one, "month": month },
            "sheet": { "project": project, "month": "2026-09-01" },
            "news": {
                "line": {
                    "project": project, "filed": is_one, "quiet": false, "away": false, "asks": asks,
                    "mood": { "key": "mood-great" },
                },
                "is_asked": true, "late": [1],
                "subject_changes": [
                    { "key": "change-moved", "what": "Comité de pilotage de la…", "day": "2026-09-24" },
                    { "key": "change-put-off", "what": "Démo", "day": null },
                ],
            },
        })
    }

    /// Every subject there is, about that name.
    fn subjects(name: &str) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for path in templates::paths() {
            let Some(mail) =
                path.strip_prefix("mail/").and_then(|path| path.strip_suffix("/subject.txt.hbs"))
            else {
                continue;
            };
            for (locale, is_one) in
                Locale::ALL.into_iter().flat_map(|locale| [(locale, true), (locale, false)])
            {
                let mut data = told(name, is_one);
                // These have a name alone where others have a project.
                if ["help-progress", "help-referent", "team-away"].contains(&mail) {
                    data["project"] = name.into();
                }
                all.push((mail.to_owned(), LETTERS.subject(mail, locale, &data).unwrap()));
            }
        }
        all
    }

    #[test]
    fn a_subject_says_what_always_matters_and_the_rest_where_there_is_room() {
        let news = |name: &str| LETTERS.subject("project", Locale::En, &told(name, true)).unwrap();
        assert_eq!(news("Plume"), "Plume: great mood, asks for help, “Démo” put off, no new day yet");
        let long = "Plateforme nationale de gestion des marchés publics et de leurs titulaires";
        assert_eq!(news(long), "Plateforme nationale de gestion des marchés…: great mood, asks for help");
        let silent = LETTERS.subject("project", Locale::Fr, &told("Plume", false)).unwrap();
        assert_eq!(silent, "Plume\u{a0}: pas de bulletin cette semaine, demande de l’aide");
        let taken = LETTERS.subject("help-taken", Locale::Fr, &told(long, false)).unwrap();
        assert!(taken.ends_with("s’occupe de la demande d’aide"), "{taken}");
        let stands_in = |name| LETTERS.subject("stand-in", Locale::Fr, &told(name, true)).unwrap();
        assert_eq!(stands_in("Mina"), "Mina vous confie son remplacement jusqu’au 30 septembre 2026");
        assert_eq!(stands_in(long), "Plateforme nationale de gestion des… vous confie son remplacement");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn whatever_names_there_are_subjects_are_short(name in "[A-ZÉ][a-zé]{0,30}( [a-zé’]{1,25}){0,12}") {
            for (mail, subject) in subjects(&name) {
                prop_assert!(length(&subject) <= MOST, "{}: {}: {subject}", mail, length(&subject));
                prop_assert!(subject.matches(": ").count() <= 1, "{mail}: {subject}");
                prop_assert!(!subject.starts_with(char::is_lowercase), "{mail}: {subject}");
                prop_assert!(!subject.contains("  ") && !subject.contains(" ,"), "{mail}: {subject}");
            }
        }
    }
}
