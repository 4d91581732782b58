//! Some of all projects that there ever were.

use std::collections::BTreeSet;

use super::project::ProjectId;

/// Which projects are meant: whichever is said by fewer names, so that what is looked for among all of them does not cost
/// more each year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Among {
    AllBut(BTreeSet<ProjectId>),
    These(BTreeSet<ProjectId>),
}

impl Among {
    pub fn one(project: ProjectId) -> Among {
        Among::These(BTreeSet::from([project]))
    }

    pub fn has(&self, project: ProjectId) -> bool {
        match self {
            Among::AllBut(others) => !others.contains(&project),
            Among::These(meant) => meant.contains(&project),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_are_meant_by_naming_them_or_the_others() {
        let [one, other] = [1, 2].map(ProjectId);
        assert!(Among::one(one).has(one) && !Among::one(one).has(other));
        let but_one = Among::AllBut([one].into());
        assert!(!but_one.has(one) && but_one.has(other));
    }
}
