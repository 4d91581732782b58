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
        if shelf.bytes + page.len() <= MOST {
            shelf.bytes += page.len();
            shelf.pages.insert(question, page.clone());
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
