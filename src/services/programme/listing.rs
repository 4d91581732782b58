//! All projects of all promotions, as coordinators look for one.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::kit::by_name;
use crate::domain::people::Role;
use crate::domain::programme::project::{Project, ProjectId, Promotion, PromotionId};
use crate::domain::reading::search::fold;
use crate::services::{Error, Scope};
use crate::store::people::{self, memberships};
use crate::store::programme::{projects, promotions};

/// A project, who is asked about it, and how many people it has.
pub struct Counted {
    pub project: Project,
    pub promotion: Promotion,
    /// None: nobody was chosen, and all coordinators are asked.
    pub referent: Option<String>,
    pub eigs: usize,
    pub mentors: usize,
}

/// By what projects are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// The latest promotion first.
    #[default]
    Promotion,
    Name,
    /// What nobody is asked about first.
    Referent,
    /// The fewest EIGs first.
    People,
}

/// Which projects are wanted, and in which order.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// A part of its name, of its administration's or of its referent's.
    pub text: String,
    pub promotion: Option<PromotionId>,
    pub by: By,
    /// The last first.
    pub backwards: bool,
}

impl Wanted {
    fn fits(&self, counted: &Counted) -> bool {
        let (folded, project) = (fold(&self.text), &counted.project);
        let names = |text: &str| fold(text).contains(&folded);
        let is_named = names(&project.name)
            || names(&project.administration)
            || counted.referent.as_deref().is_some_and(names);
        is_named && self.promotion.is_none_or(|promotion| promotion == project.promotion)
    }
}

/// Some of the projects that are wanted, and all promotions there are, the latest first.
pub struct Listing {
    pub projects: Vec<Counted>,
    /// How many are wanted.
    pub count: usize,
    pub promotions: Vec<Promotion>,
}

/// At most so many of them, after the first ones.
pub fn list(scope: &mut Scope<'_>, wanted: &Wanted, (first, most): (usize, usize)) -> Result<Listing, Error> {
    let (promotions, today) = (promotions::all(scope.conn)?, scope.today());
    let counts = projects::count_by_promotion(scope.conn)?;
    let part = wanted.part(&promotions, &counts, (first, most));
    let projects = projects::of_promotions(scope.conn, |promotion| part.promotions.contains(&promotion.id))?;
    // Who is to come is told already, who has left no more.
    let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
    let mut memberships = memberships::of_projects(scope.conn, &ids)?;
    memberships.retain(|membership| !membership.is_past(today));
    let count = |project: &Project, wanted: fn(Role) -> bool| {
        let held = memberships.iter().filter(|m| m.project == project.id && wanted(m.role));
        held.map(|m| m.person).collect::<BTreeSet<_>>().len()
    };
    let coordinators = people::coordinators(scope.conn)?;
    let counted = |project: Project| {
        let promotion = promotions.iter().find(|promotion| promotion.id == project.promotion)?.clone();
        let chosen = coordinators.iter().find(|person| Some(person.id) == project.referent);
        Some(Counted {
            promotion,
            referent: chosen.map(|person| person.name.clone()),
            eigs: count(&project, |role| role == Role::Eig),
            mentors: count(&project, Role::is_mentor),
            project,
        })
    };
    let mut found: Vec<Counted> = projects.into_iter().filter_map(counted).collect();
    found.retain(|counted| wanted.fits(counted));
    sort(&mut found, wanted, &promotions);
    let count = part.before + found.len() + part.after;
    let shown = found.into_iter().skip(first - part.before).take(most).collect();
    Ok(Listing { projects: shown, count, promotions })
}

/// The promotions among which a page of the list lies, and how many projects others have that come before and after it.
struct Part {
    promotions: BTreeSet<PromotionId>,
    before: usize,
    after: usize,
}

impl Wanted {
    /// Only where all of them are listed, promotion by promotion, is it known beforehand which come first.
    fn part(
        &self,
        promotions: &[Promotion],
        counts: &BTreeMap<PromotionId, usize>,
        (first, most): (usize, usize),
    ) -> Part {
        let mut ids: Vec<PromotionId> = promotions.iter().map(|promotion| promotion.id).collect();
        ids.retain(|id| self.promotion.is_none_or(|promotion| promotion == *id));
        let mut part = Part { promotions: BTreeSet::new(), before: 0, after: 0 };
        if !self.text.is_empty() || self.by != By::Promotion {
            part.promotions.extend(ids);
            return part;
        }
        if self.backwards {
            ids.reverse();
        }
        let mut at = 0;
        for id in ids {
            let count = counts.get(&id).copied().unwrap_or_default();
            if at + count <= first {
                part.before += count;
            } else if at >= first + most {
                part.after += count;
            } else {
                part.promotions.insert(id);
            }
            at += count;
        }
        part
    }
}

/// Where what they are sorted by says nothing, the name does.
fn sort(found: &mut [Counted], wanted: &Wanted, promotions: &[Promotion]) {
    found.sort_by_cached_key(|counted| by_name(&counted.project.name, counted.project.id));
    match wanted.by {
        By::Name => {}
        By::Promotion => found.sort_by_key(|counted| {
            promotions.iter().position(|promotion| promotion.id == counted.promotion.id)
        }),
        By::Referent => {
            found.sort_by_cached_key(|counted| counted.referent.as_ref().map(|name| by_name(name, ())));
        }
        By::People => found.sort_by_key(|counted| (counted.eigs, counted.mentors)),
    }
    if wanted.backwards {
        found.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples;

    /// Three promotions, the latest first, of two, none and three projects: which of them a page of two lies in, and how many
    /// projects come before and after those.
    #[test]
    fn a_page_lies_in_as_few_promotions_as_hold_its_projects() {
        let promotions = [3, 2, 1].map(|id| Promotion { id: PromotionId(id), ..samples::promotion() });
        let counts = BTreeMap::from([(PromotionId(3), 2), (PromotionId(1), 3)]);
        let lies_in = |wanted: &Wanted, first| {
            let part = wanted.part(&promotions, &counts, (first, 2));
            (part.promotions.iter().map(|id| id.0).collect::<Vec<_>>(), part.before, part.after)
        };
        let all = Wanted { text: String::new(), promotion: None, by: By::Promotion, backwards: false };
        assert_eq!(lies_in(&all, 0), (vec![3], 0, 3));
        assert_eq!(lies_in(&all, 1), (vec![1, 2, 3], 0, 0));
        assert_eq!(lies_in(&all, 2), (vec![1], 2, 0));
        assert_eq!(lies_in(&all, 4), (vec![1], 2, 0));
        let oldest_first = Wanted { backwards: true, ..all };
        assert_eq!(lies_in(&oldest_first, 0), (vec![1], 0, 2));
        assert_eq!(lies_in(&oldest_first, 2), (vec![1, 2, 3], 0, 0));
        let of_one = Wanted { backwards: false, promotion: Some(PromotionId(1)), ..oldest_first };
        assert_eq!(lies_in(&of_one, 2), (vec![1], 0, 0));
        // Only by their projects is it known which of them comes where.
        let of_one = Wanted { text: "x".to_owned(), ..of_one };
        assert_eq!(lies_in(&of_one, 2), (vec![1], 0, 0));
        let by_name = Wanted { promotion: None, by: By::Name, text: String::new(), ..of_one };
        assert_eq!(lies_in(&by_name, 2), (vec![1, 2, 3], 0, 0));
    }
}
