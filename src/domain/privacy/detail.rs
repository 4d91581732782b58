//! What an entry of the audit trail says beside who, what and to whom: kept as codes and numbers, told in the reader's
//! language.

use std::fmt;

use super::audit::Action;
use crate::domain::calendar::Week;
use crate::domain::calendar::schedule::Job;
use crate::domain::kit::Name;
use crate::domain::people::Role;
use crate::domain::programme::project::Stage;

/// The detail of an entry. What it writes ([`fmt::Display`]) it reads again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    Nothing,
    /// A name; or what another version wrote, which is told as it stands.
    Words(String),
    Week(Week),
    Role(Role),
    /// The promotion's name, and where it was taken.
    Stage(String, Stage),
    Mails {
        job: Job,
        week: Week,
        count: usize,
    },
    Import {
        promotion: String,
        created: usize,
        changed: usize,
    },
    /// What was taken out, if not said elsewhere, and in which format.
    Export(String, String),
    /// A mail's number.
    Mail(i64),
}

impl From<Week> for Detail {
    fn from(week: Week) -> Detail {
        Detail::Week(week)
    }
}

impl From<Role> for Detail {
    fn from(role: Role) -> Detail {
        Detail::Role(role)
    }
}

impl From<String> for Detail {
    fn from(words: String) -> Detail {
        Detail::Words(words)
    }
}

impl From<Name> for Detail {
    fn from(name: Name) -> Detail {
        Detail::Words(name.to_string())
    }
}

impl Detail {
    /// Reads what was kept with an action of that kind.
    pub fn read(action: Action, kept: &str) -> Detail {
        let read = match action {
            Action::WeekPaused | Action::WeekResumed | Action::TeamAway | Action::TeamBack => {
                kept.parse().ok().map(Detail::Week)
            }
            Action::RoleGiven | Action::RoleTaken | Action::RoleDaysSet => {
                kept.parse().ok().map(Detail::Role)
            }
            Action::PromotionMoved => stage(kept),
            Action::MailsWritten | Action::HeldSent | Action::HeldGivenUp => mails(kept),
            Action::FileImported => import(kept),
            Action::ProjectExported => Some(Detail::Export(String::new(), kept.to_owned())),
            Action::PromotionExported => export(kept),
            Action::MailRetried | Action::MailCancelled => kept.parse().ok().map(Detail::Mail),
            _ => None,
        };
        match read {
            _ if kept.is_empty() => Detail::Nothing,
            Some(detail) => detail,
            None => Detail::Words(kept.to_owned()),
        }
    }
}

fn stage(kept: &str) -> Option<Detail> {
    let (promotion, stage) = kept.rsplit_once(": ")?;
    Some(Detail::Stage(promotion.to_owned(), stage.parse().ok()?))
}

fn mails(kept: &str) -> Option<Detail> {
    let (run, count) = kept.split_once(" × ")?;
    let (job, week) = run.split_once(' ')?;
    Some(Detail::Mails { job: job.parse().ok()?, week: week.parse().ok()?, count: count.parse().ok()? })
}

fn import(kept: &str) -> Option<Detail> {
    let (promotion, counts) = kept.rsplit_once(": ")?;
    let (created, changed) = counts.split_once(" + ")?;
    let (created, changed) = (created.parse().ok()?, changed.parse().ok()?);
    Some(Detail::Import { promotion: promotion.to_owned(), created, changed })
}

fn export(kept: &str) -> Option<Detail> {
    let (promotion, format) = kept.strip_suffix(')')?.rsplit_once(" (")?;
    Some(Detail::Export(promotion.to_owned(), format.to_owned()))
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Detail::Nothing => Ok(()),
            Detail::Words(words) => f.write_str(words),
            Detail::Week(week) => write!(f, "{week}"),
            Detail::Role(role) => write!(f, "{role}"),
            Detail::Stage(promotion, stage) => write!(f, "{promotion}: {stage}"),
            Detail::Mails { job, week, count } => write!(f, "{job} {week} × {count}"),
            Detail::Import { promotion, created, changed } => write!(f, "{promotion}: {created} + {changed}"),
            Detail::Export(promotion, format) if promotion.is_empty() => f.write_str(format),
            Detail::Export(promotion, format) => write!(f, "{promotion} ({format})"),
            Detail::Mail(number) => write!(f, "{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week() -> Week {
        "2026-W10".parse().unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let name = || "EIG 8: open (json) × 3".to_owned();
        for (action, detail) in [
            (Action::SignedOut, Detail::Nothing),
            (Action::PromotionAdded, Detail::Words(name())),
            (Action::WeekPaused, Detail::Week(week())),
            (Action::TeamAway, Detail::Week(week())),
            (Action::RoleTaken, Detail::Role(Role::Mentor)),
            (Action::PromotionMoved, Detail::Stage(name(), Stage::Closed)),
            (Action::MailsWritten, Detail::Mails { job: Job::Digest, week: week(), count: 21 }),
            (Action::HeldSent, Detail::Mails { job: Job::Digest, week: week(), count: 8 }),
            (Action::FileImported, Detail::Import { promotion: name(), created: 16, changed: 0 }),
            (Action::ProjectExported, Detail::Export(String::new(), "csv".into())),
            (Action::PromotionExported, Detail::Export(name(), "xlsx".into())),
            (Action::MailRetried, Detail::Mail(17)),
        ] {
            assert_eq!(Detail::read(action, &detail.to_string()), detail);
        }
    }

    #[test]
    fn what_the_first_version_wrote_is_read_as_well() {
        let read = |action, kept: &str| Detail::read(action, kept);
        assert_eq!(read(Action::PromotionMoved, "EIG 9: open"), Detail::Stage("EIG 9".into(), Stage::Open));
        assert_eq!(
            read(Action::MailsWritten, "digest 2026-W10 × 21"),
            Detail::Mails { job: Job::Digest, week: week(), count: 21 }
        );
        // And what nobody knows any more is told as it stands.
        for action in Action::ALL {
            let detail = read(action, "in words of old");
            assert_eq!(detail.to_string(), "in words of old", "{action}");
        }
    }
}
