//! People as a coordinator types or pastes them, one a line.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Email;
use crate::domain::kit::{Fault, Faults, Name, Wrong};

/// Somebody to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    pub name: Name,
    pub email: Email,
}

impl Newcomer {
    /// Reads people one a line: `Ada Lovelace <ada@example.org>`, `Ada Lovelace, ada@example.org`, or an address alone.
    ///
    /// # Errors
    /// Each line that names nobody, or somebody a second time, as a fault of `field`; or that there is no line at all.
    pub fn read_lines(field: &'static str, text: &str) -> Result<Vec<Newcomer>, Vec<Fault>> {
        let mut newcomers: Vec<Newcomer> = Vec::new();
        let mut lines: BTreeMap<Email, usize> = BTreeMap::new();
        let mut faults = Faults::default();
        for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            let wrong = |key| Wrong::new(key).with("line", line);
            match Newcomer::read(text) {
                Err(key) => faults.add(field, wrong(key).with("text", text.trim())),
                Ok(newcomer) => match lines.entry(newcomer.email.clone()) {
                    Entry::Occupied(first) => {
                        faults.add(field, wrong("people-line-again").with("first", *first.get()));
                    }
                    Entry::Vacant(place) => {
                        place.insert(line);
                        newcomers.push(newcomer);
                    }
                },
            }
        }
        let faults = faults.finish(Some(()));
        if faults.is_ok() && newcomers.is_empty() {
            return Err(vec![Fault { field, wrong: Wrong::new("people-none") }]);
        }
        faults.map(|()| newcomers)
    }

    /// The key of what is wrong.
    fn read(line: &str) -> Result<Newcomer, &'static str> {
        let is_around = |c: char| c.is_whitespace() || ",;<>\"\t".contains(c);
        let line = line.trim_matches(is_around);
        let at = line.rfind(|c: char| c.is_whitespace() || ",;<".contains(c));
        let (name, address) = at.map_or(("", line), |at| (&line[..at], &line[at..]));
        let email = Email::parse(address.trim_matches(is_around)).map_err(|_| "people-line-address")?;
        let of_address = || email.as_str().split('@').next().unwrap_or_default().replace(['.', '_'], " ");
        let name = match Name::parse(name.trim_matches(is_around)) {
            Err(wrong) if wrong.key == "name-missing" => Name::parse(&of_address()),
            named => named,
        };
        Ok(Newcomer { name: name.map_err(|_| "people-line-name")?, email })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_read_as_they_are_pasted() {
        let text = "Ada Lovelace <ada@x.example>\n\n\"Bob\" <bob@x.example>,\nCamille C., cam@x.example\ndriss.b@x.example;\nEve\teve@x.example";
        let read = Newcomer::read_lines("lines", text).unwrap();
        let names: Vec<(&str, &str)> =
            read.iter().map(|new| (new.name.as_str(), new.email.as_str())).collect();
        assert_eq!(
            names,
            [
                ("Ada Lovelace", "ada@x.example"),
                ("Bob", "bob@x.example"),
                ("Camille C.", "cam@x.example"),
                ("driss b", "driss.b@x.example"),
                ("Eve", "eve@x.example")
            ]
        );
    }

    #[test]
    fn lines_that_name_nobody_are_told() {
        let faults =
            Newcomer::read_lines("lines", "Ada\nBob <bob@x.example>\nBob <BOB@x.example>\n<>").unwrap_err();
        let told = |fault: &Fault| (fault.wrong.key, fault.wrong.arguments[0].1.clone());
        let told: Vec<(&str, String)> = faults.iter().map(told).collect();
        let [address, again] = ["people-line-address", "people-line-again"];
        assert_eq!(told, [(address, "1".into()), (again, "3".into()), (address, "4".into())]);
        assert_eq!(faults[1].wrong.arguments[1].1, "2");
        let long = format!("{} <bob@x.example>", "x".repeat(500));
        assert_eq!(Newcomer::read_lines("lines", &long).unwrap_err()[0].wrong.key, "people-line-name");
        assert_eq!(Newcomer::read_lines("lines", " \n").unwrap_err()[0].wrong.key, "people-none");
    }
}
