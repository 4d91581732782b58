//! People as a coordinator types or pastes them, one a line.

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
        let mut faults = Faults::default();
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match Newcomer::read(line).filter(|new| newcomers.iter().all(|known| known.email != new.email)) {
                Some(newcomer) => newcomers.push(newcomer),
                None => {
                    let wrong =
                        Wrong::new("people-line-wrong").with("line", index + 1).with("text", line.trim());
                    faults.add(field, wrong);
                }
            }
        }
        let faults = faults.finish(Some(()));
        if faults.is_ok() && newcomers.is_empty() {
            return Err(vec![Fault { field, wrong: Wrong::new("people-none") }]);
        }
        faults.map(|()| newcomers)
    }

    fn read(line: &str) -> Option<Newcomer> {
        let is_around = |c: char| c.is_whitespace() || ",;<>\"\t".contains(c);
        let line = line.trim_matches(is_around);
        let at = line.rfind(|c: char| c.is_whitespace() || ",;<".contains(c));
        let (name, address) = at.map_or(("", line), |at| (&line[..at], &line[at..]));
        let email: Email = address.trim_matches(is_around).parse().ok()?;
        let of_address = || email.as_str().split('@').next().unwrap_or_default().replace(['.', '_'], " ");
        let name = match Name::parse(name.trim_matches(is_around)) {
            Err(wrong) if wrong.key == "name-missing" => Name::parse(&of_address()),
            named => named,
        };
        Some(Newcomer { name: name.ok()?, email })
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
        let lines: Vec<&str> = faults.iter().map(|fault| fault.wrong.arguments[0].1.as_str()).collect();
        assert_eq!(lines, ["1", "3", "4"]);
        assert_eq!(Newcomer::read_lines("lines", " \n").unwrap_err()[0].wrong.key, "people-none");
    }
}
