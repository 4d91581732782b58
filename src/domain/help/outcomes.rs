//! What a team taps in its next form: what became of what it asked for.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::{Ending, RequestId};
use crate::domain::kit::named;

/// What became of a request, as its team taps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Solved,
    StillNeeded,
    NotNeeded,
}

named!(Outcome, "outcome": Solved = "solved", StillNeeded = "still-needed", NotNeeded = "not-needed");

impl Outcome {
    /// How it ends by that; none: it does not.
    fn ending(self) -> Option<Ending> {
        match self {
            Outcome::Solved => Some(Ending::Solved),
            Outcome::StillNeeded => None,
            Outcome::NotNeeded => Some(Ending::NotNeeded),
        }
    }
}

/// What begins the name of a request's field.
const FIELD: &str = "request-";

/// What was tapped, request by request. Nothing must be: of what is left out nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcomes(BTreeMap<RequestId, Outcome>);

impl Outcomes {
    /// The name of a request's field.
    pub fn field(request: RequestId) -> String {
        format!("{FIELD}{}", request.0)
    }

    pub fn of(&self, request: RequestId) -> Option<Outcome> {
        self.0.get(&request).copied()
    }

    /// Those that end by it, in the order in which they were asked.
    pub fn endings(&self) -> impl Iterator<Item = (RequestId, Ending)> {
        self.0.iter().filter_map(|(id, outcome)| Some((*id, outcome.ending()?)))
    }
}

/// From the fields of a form, among others. What is none of these is left alone: taps never keep a bulletin back.
impl<'de> Deserialize<'de> for Outcomes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Outcomes, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Outcomes;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the fields of a form")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Outcomes, M::Error> {
        let mut outcomes = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            let request = name.strip_prefix(FIELD).and_then(|id| id.parse().ok()).map(RequestId);
            match request {
                None => drop(map.next_value::<IgnoredAny>()?),
                Some(request) => {
                    if let Ok(outcome) = map.next_value::<String>()?.parse() {
                        outcomes.insert(request, outcome);
                    }
                }
            }
        }
        Ok(Outcomes(outcomes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tapped_is_read_and_all_else_is_left_alone() {
        let fields = r#"{"mood":"3","request-4":"solved","request-7":"still-needed","request-9":"?","request-x":"solved",
            "request-5":"not-needed"}"#;
        let outcomes: Outcomes = serde_json::from_str(fields).unwrap();
        let ended: Vec<_> = outcomes.endings().collect();
        assert_eq!(ended, [(RequestId(4), Ending::Solved), (RequestId(5), Ending::NotNeeded)]);
        assert_eq!(outcomes.of(RequestId(7)), Some(Outcome::StillNeeded));
        assert_eq!(outcomes.of(RequestId(9)), None);
        assert_eq!(Outcomes::field(RequestId(7)), "request-7");
    }
}
