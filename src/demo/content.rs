//! What a team could have written in some week: the same at every start.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::WEEKS;
use crate::domain::filing::bulletin::Mood;

/// The phrases of each project, and those of any under `*`.
static PHRASES: LazyLock<HashMap<&'static str, Phrases>> =
    LazyLock::new(|| read(include_str!("phrases.txt")));

#[derive(Default)]
struct Phrases {
    priorities: Vec<&'static str>,
    ups_and_downs: Vec<&'static str>,
    help: Vec<&'static str>,
    key_dates: Vec<&'static str>,
    quiet: Vec<&'static str>,
}

/// A bulletin that could have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub mood: Mood,
    pub priorities: String,
    pub ups_and_downs: String,
    pub help: Option<&'static str>,
    /// How many days after the week's Monday, and what.
    pub key_date: Option<(u64, &'static str)>,
    /// Filed after closing.
    pub late: bool,
    /// What it says instead, where there is nothing to say.
    pub quiet: Option<Quiet>,
}

/// A week of which there is nothing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quiet {
    pub line: &'static str,
    pub mood: Option<Mood>,
}

impl Planned {
    /// What it answers to the question of that name; a question that the phrases do not know is left open.
    pub fn answer(&self, name: &str) -> Option<&str> {
        match name {
            "priorities" => Some(&self.priorities),
            "ups_and_downs" => Some(&self.ups_and_downs),
            "help" => self.help,
            _ => None,
        }
    }
}

/// What that project filed in that week of the promotion; none: it was not heard of.
pub fn planned(slug: &str, week: u64) -> Option<Planned> {
    let (own, any) = (PHRASES.get(slug)?, PHRASES.get("*")?);
    let seed = slug.bytes().fold(7, |seed: u64, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
    let chance_in = |week: u64, what: u64| mix(seed ^ (week << 8) ^ what);
    let chance = |what: u64| chance_in(week, what);
    let is_heard_of = |week: u64| !chance_in(week, 1).is_multiple_of(17);
    if !is_heard_of(week) {
        return None;
    }
    // Stepping through both lists at different paces, so that no two weeks in a row read alike.
    let pick = |list: &[&'static str], step: u64| list[((seed + week * step) % list.len() as u64) as usize];
    let asks = |week: u64| week <= WEEKS && is_heard_of(week) && chance_in(week, 2) % 8 < 2;
    // Each request once, the last ones last: what was asked before these ran out is not told.
    let later = (week + 1..=WEEKS).filter(|week| asks(*week)).count();
    let help = in_bulletins(own).iter().rev().nth(later).copied().filter(|_| asks(week));
    let key_date = match chance(3) % 9 {
        0 => Some((7 + chance(4) % 5, pick(&own.key_dates, 1))),
        1 | 2 => Some((14 + chance(4) % 5, pick(&any.key_dates, 1))),
        _ => None,
    };
    let usual = mood(week, chance(5));
    // Not where help is asked for: a quiet week could, but the demo's do not.
    let is_quiet = !asks(week) && chance(7).is_multiple_of(21);
    let quiet = is_quiet
        .then(|| Quiet { line: pick(&any.quiet, 1), mood: (!chance(8).is_multiple_of(3)).then_some(usual) });
    Some(Planned {
        mood: usual,
        priorities: format!("{}\n{}", pick(&own.priorities, 1), pick(&any.priorities, 5)),
        ups_and_downs: format!("{} {}", pick(&own.ups_and_downs, 1), pick(&any.ups_and_downs, 7)),
        help,
        key_date,
        late: chance(6).is_multiple_of(23),
        quiet,
    })
}

/// What a project asks for in its bulletins: all but what it asks for at once.
fn in_bulletins(own: &Phrases) -> &[&'static str] {
    own.help.split_last().map_or(&[], |(_, in_bulletins)| in_bulletins)
}

/// What that project asks for at once, without waiting for its bulletin.
pub fn asked_at_once(slug: &str) -> Option<&'static str> {
    PHRASES.get(slug)?.help.last().copied()
}

/// High spirits at first, a dip in the third month, and a good end; each team in its own way.
fn mood(week: u64, chance: u64) -> Mood {
    let usual = match week {
        0..=6 => 4,
        7..=10 => 3,
        11..=16 => 2,
        _ => 3,
    };
    let number = match chance % 6 {
        0 => usual - 1,
        1 | 2 => usual + 1,
        _ => usual,
    };
    Mood::from_number(number.clamp(1, 4)).unwrap_or(Mood::Good)
}

/// A number that looks like chance (the finaliser of SplitMix64).
pub fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn read(source: &'static str) -> HashMap<&'static str, Phrases> {
    let mut phrases: HashMap<&str, Phrases> = HashMap::new();
    let mut slug = "*";
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let Some((kind, text)) = line.split_once(' ') else { continue };
        let of_project = phrases.entry(slug).or_default();
        match kind {
            "==" => slug = text,
            "P" => of_project.priorities.push(text),
            "U" => of_project.ups_and_downs.push(text),
            "H" => of_project.help.push(text),
            "K" => of_project.key_dates.push(text),
            "Q" => of_project.quiet.push(text),
            _ => {}
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::filing::questions::QUESTIONS;
    use crate::domain::people::Role;
    use crate::services::programme::importing::File;

    #[test]
    fn every_project_of_the_demo_has_phrases_that_fit_and_change_each_week() {
        let file = File::read(include_bytes!("../../config/demo/promotion.yml")).unwrap();
        assert_eq!(file.projects.len(), 15);
        let roles = file.projects.iter().flat_map(|project| &project.roles);
        let teams = roles.filter(|held| held.role == Role::Eig && held.until.is_none());
        assert_eq!(teams.count(), 32);
        let mut asked = HashSet::new();
        for project in &file.projects {
            let slug = slug::slugify(project.name.as_str());
            let weeks: Vec<Planned> = (0..40).filter_map(|week| planned(&slug, week)).collect();
            assert!(weeks.len() >= 32, "{slug}: {}", weeks.len());
            let at_once = asked_at_once(&slug);
            for text in (0..=WEEKS).filter_map(|week| planned(&slug, week)?.help).chain(at_once) {
                assert!(asked.insert(text), "{slug} asks twice: {text}");
            }
            for (week, question) in weeks.iter().flat_map(|week| QUESTIONS.iter().map(move |q| (week, q))) {
                let answer = question.parse(week.answer(question.name).unwrap_or_default());
                assert!(answer.is_ok(), "{slug}: {}", question.name);
            }
            let quiet = weeks.iter().filter_map(|week| week.quiet.as_ref());
            assert!(quiet.clone().count() <= 6, "{slug}");
            assert!(quiet.clone().all(|quiet| QUESTIONS[0].parse(quiet.line).is_ok()), "{slug}");
            assert!(weeks.windows(2).all(|pair| pair[0].priorities != pair[1].priorities), "{slug}");
        }
    }
}
