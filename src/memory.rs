//! What was made of texts lately, where nothing but a text's letters decides what is made of it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Remembers so many bytes, and then so many again: what nobody has asked for since it was full is forgotten when it is
/// full once more.
pub struct Memory {
    most: usize,
    shelves: Mutex<Shelves>,
}

#[derive(Default)]
struct Shelves {
    lately: HashMap<String, String>,
    before: HashMap<String, String>,
    /// Of what is in `lately`.
    bytes: usize,
}

impl Memory {
    pub fn of(most: usize) -> Memory {
        Memory { most, shelves: Mutex::default() }
    }

    /// What was made of that text.
    pub fn find(&self, text: &str) -> Option<String> {
        let mut shelves = self.shelves();
        if let Some(made) = shelves.lately.get(text) {
            return Some(made.clone());
        }
        let (text, made) = shelves.before.remove_entry(text)?;
        shelves.keep(self.most, text, made.clone());
        Some(made)
    }

    /// That this was made of it.
    pub fn keep(&self, text: String, made: String) {
        self.shelves().keep(self.most, text, made);
    }

    fn shelves(&self) -> MutexGuard<'_, Shelves> {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelves {
    fn keep(&mut self, most: usize, text: String, made: String) {
        self.bytes += text.len() + made.len();
        self.lately.insert(text, made);
        if self.bytes > most {
            self.before = std::mem::take(&mut self.lately);
            self.bytes = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_what_nobody_asks_for_goes() {
        let memory = Memory::of(10);
        memory.keep("a".into(), "A".into());
        memory.keep("b".into(), "B".into());
        for more in ["1234567", "7654321"] {
            assert_eq!(memory.find("a").as_deref(), Some("A"));
            memory.keep(more.into(), "long".into());
        }
        memory.keep("c".into(), "C".into());
        assert_eq!(memory.find("a").as_deref(), Some("A"));
        assert_eq!(memory.find("b"), None, "nobody has asked for it");
        assert_eq!(memory.find("c").as_deref(), Some("C"));
    }
}
