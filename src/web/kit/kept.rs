//! Where pages are kept: those of one minute in which nothing was written, and no others.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::web::Bytes;

use crate::services::Edition;

/// How many bytes of pages are kept: as many as a hundred people read within a minute.
const MOST: usize = 4 * 1024 * 1024;

/// The pages of one moment.
#[derive(Default)]
pub struct Kept(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    moment: Option<Moment>,
    pages: HashMap<Question, Bytes>,
    bytes: usize,
}

/// A minute in which nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub edition: Edition,
    /// Weeks begin, close and are published at full minutes, and days at midnight.
    pub minute: i64,
}

/// All that a browser says, as a hash: who holds the memory of this process is not handed what signs people in.
pub type Question = [u8; 32];

impl Kept {
    pub fn find(&self, moment: &Moment, question: &Question) -> Option<Bytes> {
        let shelf = self.shelf();
        if shelf.moment.as_ref() == Some(moment) { shelf.pages.get(question).cloned() } else { None }
    }

    /// A page that was made after that moment was told. If something was written before it was made, nobody asks for it any
    /// more: whoever comes now is told another moment.
    pub fn keep(&self, moment: Moment, question: Question, page: &Bytes) {
        let mut shelf = self.shelf();
        if shelf.moment.as_ref() != Some(&moment) {
            *shelf = Shelf { moment: Some(moment), ..Shelf::default() };
        }
        // One that several make at once, or that is made anew, takes the place of itself.
        let before = shelf.pages.get(&question).map_or(0, Bytes::len);
        let bytes = shelf.bytes - before + page.len();
        if bytes <= MOST {
            shelf.bytes = bytes;
            shelf.pages.insert(question, page.clone());
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_made_anew_over_and_over_leaves_room_for_others() {
        let kept = Kept::default();
        let moment = Moment { edition: Edition::default(), minute: 0 };
        let large = Bytes::from(vec![b'x'; MOST / 4]);
        for _ in 0..10 {
            kept.keep(moment.clone(), [1; 32], &large);
        }
        for other in 2..=4 {
            kept.keep(moment.clone(), [other; 32], &large);
            assert_eq!(kept.find(&moment, &[other; 32]).as_ref(), Some(&large));
        }
        kept.keep(moment.clone(), [5; 32], &large);
        assert_eq!(kept.find(&moment, &[5; 32]), None, "there is an end to it");
        kept.keep(moment.clone(), [1; 32], &Bytes::from_static(b"smaller"));
        assert_eq!(kept.find(&moment, &[1; 32]).unwrap(), "smaller");
        assert!(kept.shelf().bytes <= MOST);
    }
}
