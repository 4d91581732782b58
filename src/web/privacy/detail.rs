//! The details of the audit trail, in the reader's words.

use fluent_bundle::{FluentArgs, FluentValue};

use crate::domain::people::Locale;
use crate::domain::privacy::detail::Detail;
use crate::i18n::{self, words};
use crate::web::Error;

/// What was kept, as that language says it.
pub fn told(locale: Locale, kept: &Detail) -> Result<String, Error> {
    let text = |key: &str, arguments: &[(&'static str, FluentValue<'_>)]| {
        let arguments: FluentArgs<'_> = arguments.iter().cloned().collect();
        i18n::text(locale, key, &arguments).map_err(|error| Error::Rendering(error.to_string()))
    };
    let in_words = |week| FluentValue::from(words::week(locale, week));
    match kept {
        Detail::Nothing => Ok(String::new()),
        Detail::Words(words) => Ok(words.clone()),
        Detail::Week(week) => text("week-of", &[("week", in_words(*week))]),
        Detail::Role(role) => text(&format!("role-{role}"), &[]),
        Detail::Stage(promotion, stage) => {
            let stage = text(&format!("stage-{stage}"), &[])?;
            text("audit-stage", &[("promotion", promotion.as_str().into()), ("stage", stage.into())])
        }
        Detail::Mails { job, week, count } => {
            let kind = text(&format!("mail-kind-{job}"), &[])?;
            let arguments = [("kind", kind.into()), ("week", in_words(*week)), ("count", (*count).into())];
            text("audit-mails", &arguments)
        }
        Detail::Import { promotion, created, changed } => {
            let arguments = [
                ("promotion", promotion.as_str().into()),
                ("created", (*created).into()),
                ("changed", (*changed).into()),
            ];
            text("audit-import", &arguments)
        }
        Detail::Export(promotion, format) if promotion.is_empty() => Ok(format.to_uppercase()),
        Detail::Export(promotion, format) => Ok(format!("{promotion} ({})", format.to_uppercase())),
        Detail::Mail(number) => text("audit-mail", &[("number", number.to_string().into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::privacy::audit::Action;

    #[test]
    fn details_are_told_in_the_readers_language() {
        for (action, kept, french, english) in [
            (Action::PromotionMoved, "EIG 9: open", "EIG 9 : ouverte", "EIG 9: open"),
            (
                Action::MailsWritten,
                "digest 2026-W10 × 21",
                "Bulletins, semaine du 2 au 8 mars 2026 : 21 courriels",
                "Digest, week of 2 to 8 March 2026: 21 mails",
            ),
            (
                Action::MailsWritten,
                "reminder 2026-W10 × 1",
                "Rappel, semaine du 2 au 8 mars 2026 : un courriel",
                "Reminder, week of 2 to 8 March 2026: one mail",
            ),
            (
                Action::FileImported,
                "EIG 8: 16 + 0",
                "EIG 8 : créations 16, modifications 0",
                "EIG 8: created 16, changed 0",
            ),
            (
                Action::WeekPaused,
                "2026-W50",
                "Semaine du 7 au 13 décembre 2026",
                "Week of 7 to 13 December 2026",
            ),
            (Action::RoleGiven, "eig", "EIG", "EIG"),
            (Action::PromotionExported, "EIG 8 (xlsx)", "EIG 8 (XLSX)", "EIG 8 (XLSX)"),
            (Action::MailRetried, "17", "Courriel n° 17", "Mail no. 17"),
            (Action::MailRetried, "as of old", "as of old", "as of old"),
            (Action::SignedOut, "", "", ""),
        ] {
            for (locale, words) in [(Locale::Fr, french), (Locale::En, english)] {
                let said = told(locale, &Detail::read(action, kept)).unwrap().replace('\u{a0}', " ");
                assert_eq!(said, words, "{action}");
            }
        }
    }
}
