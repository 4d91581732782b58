//! A week as the digest tells it.

use serde::Serialize;

use super::{BulletinView, KeyDateView, MoodView, ProjectView};
use crate::domain::weekly::digest::{Digest, Standing, Told};

/// A line of the coordinators' table.
#[derive(Serialize)]
struct OverviewView {
    project: ProjectView,
    mood: Option<MoodView>,
    late: bool,
    asks_for_help: bool,
}

#[derive(Serialize)]
struct HelpView {
    project: ProjectView,
    text: String,
}

#[derive(Serialize)]
struct FollowUpView {
    project: ProjectView,
    request: String,
    /// The key of a text.
    standing: &'static str,
}

/// A week as the digest tells it.
#[derive(Serialize)]
pub struct DigestView {
    week: String,
    monday: String,
    filed: usize,
    expected: usize,
    overview: Option<Vec<OverviewView>>,
    follow_ups: Vec<FollowUpView>,
    help_requests: Vec<HelpView>,
    key_dates: Vec<KeyDateView>,
    own_count: usize,
    own: Vec<BulletinView>,
    own_not_heard_of: Vec<ProjectView>,
    bulletins: Vec<BulletinView>,
    late: Vec<BulletinView>,
    not_heard_of: Vec<ProjectView>,
    all_filed: bool,
    earlier: Option<EarlierView>,
}

/// The earlier weeks of a month.
#[derive(Serialize)]
struct EarlierView {
    weeks: Vec<String>,
    bulletins: Vec<BulletinView>,
}

impl From<&Digest<'_>> for DigestView {
    fn from(digest: &Digest<'_>) -> Self {
        let overview = digest.overview.as_ref().map(|rows| {
            rows.iter()
                .map(|(project, bulletin)| OverviewView {
                    project: (*project).into(),
                    mood: bulletin.map(|bulletin| bulletin.content.mood.into()),
                    late: bulletin.is_some_and(|bulletin| bulletin.late),
                    asks_for_help: bulletin.is_some_and(|bulletin| bulletin.content.help().is_some()),
                })
                .collect()
        });
        DigestView {
            week: digest.week.to_string(),
            monday: digest.week.monday().to_string(),
            filed: digest.filed(),
            expected: digest.filed() + digest.not_heard_of.len(),
            overview,
            follow_ups: digest
                .follow_ups
                .iter()
                .map(|follow_up| FollowUpView {
                    project: follow_up.project.into(),
                    request: follow_up.request.to_owned(),
                    standing: match follow_up.now {
                        Standing::AsksAgain => "help-asks-again",
                        Standing::AsksNoMore => "help-asks-no-more",
                        Standing::Silent => "help-silent",
                    },
                })
                .collect(),
            help_requests: digest
                .help_requests
                .iter()
                .map(|(project, text)| HelpView { project: (*project).into(), text: (*text).to_owned() })
                .collect(),
            key_dates: digest
                .key_dates
                .iter()
                .map(|(project, key_date)| KeyDateView {
                    project: Some((*project).into()),
                    ..KeyDateView::from(*key_date)
                })
                .collect(),
            own_count: digest.own.len() + digest.own_not_heard_of.len(),
            own: digest.own.iter().map(BulletinView::from).collect(),
            own_not_heard_of: digest.own_not_heard_of.iter().map(|project| (*project).into()).collect(),
            bulletins: digest.bulletins.iter().map(BulletinView::from).collect(),
            late: digest.late.iter().map(BulletinView::from).collect(),
            not_heard_of: digest.not_heard_of.iter().map(|project| (*project).into()).collect(),
            all_filed: digest.not_heard_of.is_empty() && digest.filed() > 0,
            earlier: digest.earlier.as_ref().map(|(weeks, told)| EarlierView {
                weeks: weeks.iter().map(ToString::to_string).collect(),
                bulletins: told.iter().map(BulletinView::from).collect(),
            }),
        }
    }
}

impl From<&Told<'_>> for BulletinView {
    fn from(told: &Told<'_>) -> Self {
        BulletinView::new(told.project, told.bulletin, told.own)
    }
}

#[cfg(test)]
impl DigestView {
    /// Of a week in which nobody was asked, of one in which all filed, and of one with some of everything.
    pub fn samples() -> Vec<DigestView> {
        use crate::domain::people::Role;
        use crate::domain::reading::sight::Reader;
        use crate::domain::samples::{bulletin, full_bulletin, member, project, week};
        use crate::domain::weekly::facts::{Facts, Month};
        let nothing = Facts {
            week: week("2026-W10"),
            projects: Vec::new(),
            unknown: Vec::new(),
            bulletins: Vec::new(),
            late: Vec::new(),
            asked_before: Vec::new(),
            key_dates: Vec::new(),
            month: None,
        };
        let all_filed =
            Facts { projects: vec![project(1)], bulletins: vec![bulletin(1, "2026-W10")], ..nothing.clone() };
        let full = full_bulletin(1, "2026-W10");
        let month = Month { weeks: vec![week("2026-W09")], bulletins: vec![full_bulletin(1, "2026-W09")] };
        let much = Facts {
            projects: (1..=4).map(project).collect(),
            key_dates: full.content.key_date.clone().map(|day| (full.project, day)).into_iter().collect(),
            bulletins: vec![full, full_bulletin(2, "2026-W10")],
            late: vec![full_bulletin(3, "2026-W09")],
            asked_before: [1, 4].map(|id| full_bulletin(id, "2026-W09")).into(),
            month: Some(month),
            ..nothing.clone()
        };
        let coordinating_mentor = member(true, &[(Role::Mentor, 1), (Role::Mentor, 4)]);
        let reader = Reader::Member(&coordinating_mentor);
        [nothing, all_filed, much].iter().map(|facts| DigestView::from(&facts.digest_for(reader))).collect()
    }
}
