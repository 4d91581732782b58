//! A week's projects by their moods, in a few lines: how everybody is, before what they wrote.

use serde::Serialize;

use super::{MoodView, ProjectView};
use crate::domain::filing::bulletin::Mood;
use crate::domain::programme::project::Project;
use crate::domain::weekly::told::Told;

/// Projects that fared alike.
#[derive(Serialize)]
pub struct StripView {
    mood: Option<MoodView>,
    /// The key of what is said instead.
    instead: Option<&'static str>,
    /// Whether there is something to read of them.
    filed: bool,
    projects: Vec<ProjectView>,
}

impl StripView {
    /// From the best mood to the worst, then those that told none.
    pub fn of(filed: &[&Told<'_>], silent: &[&Project], away: &[&Project]) -> Vec<StripView> {
        let with = |mood: Option<Mood>| -> Vec<ProjectView> {
            let alike = filed.iter().filter(|told| told.bulletin.content.mood == mood);
            alike.map(|told| told.project.into()).collect()
        };
        let views = |projects: &[&Project]| -> Vec<ProjectView> {
            projects.iter().map(|project| (*project).into()).collect()
        };
        let moods = Mood::ALL.into_iter().rev().map(|mood| StripView {
            mood: Some(mood.into()),
            instead: None,
            filed: true,
            projects: with(Some(mood)),
        });
        let instead = |key, filed, projects| StripView { mood: None, instead: Some(key), filed, projects };
        moods
            .chain([
                instead("quiet-week", true, with(None)),
                instead("not-heard-of", false, views(silent)),
                instead("away", false, views(away)),
            ])
            .filter(|strip| !strip.projects.is_empty())
            .collect()
    }
}
