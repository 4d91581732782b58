//! What is to be done at the end of a transaction, as far as the parts of it that wanted it are kept.

/// In the order in which it came.
pub(super) struct Postponed<C> {
    changes: Vec<C>,
    /// How many there were when each part of the transaction began, the innermost last.
    begun: Vec<usize>,
}

impl<C> Default for Postponed<C> {
    fn default() -> Self {
        Postponed { changes: Vec::new(), begun: Vec::new() }
    }
}

impl<C> Postponed<C> {
    pub fn push(&mut self, change: C) {
        self.changes.push(change);
    }

    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// All of it, which is here no more.
    pub fn take(&mut self) -> Vec<C> {
        std::mem::take(&mut self.changes)
    }

    /// A part has begun.
    pub fn begin(&mut self) {
        self.begun.push(self.changes.len());
    }

    /// What came in parts that lie deeper belongs to the one at that depth; a transaction itself is 1.
    pub fn keep(&mut self, depth: usize) {
        self.begun.truncate(depth.saturating_sub(1));
    }

    /// What came in parts that lie deeper is not wanted any more.
    pub fn undo(&mut self, depth: usize) {
        let left = match depth {
            0 => 0,
            // Where nothing lies deeper, all stays.
            depth => self.begun.get(depth - 1).copied().unwrap_or(self.changes.len()),
        };
        self.changes.truncate(left);
        self.keep(depth);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_undone_wants_nothing_and_what_is_kept_does_in_its_order() {
        let mut all = Postponed::default();
        all.push("transaction");
        all.begin();
        all.push("kept");
        all.begin();
        all.push("within it, undone");
        all.undo(2);
        all.push("kept after all");
        all.keep(1);
        all.begin();
        all.push("undone");
        all.begin();
        all.push("undone with it");
        all.keep(2);
        all.undo(1);
        all.undo(1);
        assert_eq!(all.take(), ["transaction", "kept", "kept after all"]);
        all.push("rolled back");
        all.begin();
        all.undo(0);
        assert_eq!((all.len(), all.begun.len()), (0, 0));
    }
}
