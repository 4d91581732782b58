//! The face that somebody touched in a mail, as the form that opens takes it: it chooses and writes nothing.

use super::bulletin::Mood;
use super::typed::{MOOD, Typed};

/// A face that was touched, and the one that the draft has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstTap {
    pub mood: Mood,
    /// What was chosen before, where that is another one: it stays.
    pub before: Option<Mood>,
}

impl Typed {
    /// With the face that was touched chosen, unless another one is: that one stays until somebody who sees both
    /// chooses anew. It may be a teammate's, or what was chosen in the form before this very address was opened again.
    /// `over`: the one over which it was chosen anew, by who has seen both.
    pub fn touched(self, mood: Mood, over: Option<Mood>) -> (Typed, FirstTap) {
        let before = Mood::read(self.get(MOOD)).filter(|before| *before != mood && Some(*before) != over);
        let typed = if before.is_some() { self } else { self.with(MOOD, mood.number().to_string()) };
        (typed, FirstTap { mood, before })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_touched_face_is_chosen_and_what_the_draft_has_stays() {
        let chosen_over = |in_draft: &str, over: Option<Mood>| {
            let (typed, tap) = Typed::default().with(MOOD, in_draft).touched(Mood::Good, over);
            (typed.get(MOOD).to_owned(), tap.before)
        };
        let chosen = |in_draft: &str| chosen_over(in_draft, None);
        assert_eq!(chosen(""), ("3".into(), None));
        assert_eq!(chosen("3"), ("3".into(), None));
        assert_eq!(chosen("2"), ("2".into(), Some(Mood::Mixed)));
        // What is no mood was never chosen.
        assert_eq!(chosen("9"), ("3".into(), None));
        // Who has seen both has it; what was chosen since stays as well.
        assert_eq!(chosen_over("2", Some(Mood::Mixed)), ("3".into(), None));
        assert_eq!(chosen_over("4", Some(Mood::Mixed)), ("4".into(), Mood::from_number(4)));
    }
}
