//! No more messages a minute than a mail server wants.

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};

/// When what was let through within the last minute was.
#[derive(Debug)]
pub struct Pace {
    per_minute: usize,
    passed: VecDeque<DateTime<Utc>>,
}

impl Pace {
    /// 0: as many as there are.
    pub fn new(per_minute: usize) -> Pace {
        Pace { per_minute, passed: VecDeque::new() }
    }

    /// How many may go now.
    pub fn spare(&mut self, now: DateTime<Utc>) -> usize {
        if self.per_minute == 0 {
            return usize::MAX;
        }
        // One in the future was let through by a clock that has been put right since.
        self.passed.retain(|passed| *passed > now - TimeDelta::minutes(1) && *passed <= now);
        self.per_minute - self.passed.len().min(self.per_minute)
    }

    pub fn pass(&mut self, count: usize, now: DateTime<Utc>) {
        if self.per_minute > 0 {
            self.passed.extend(std::iter::repeat_n(now, count));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_minute_lets_through_so_many() {
        let at = |seconds| DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds);
        let mut pace = Pace::new(3);
        pace.pass(2, at(0));
        assert_eq!(pace.spare(at(1)), 1);
        pace.pass(1, at(30));
        assert_eq!((pace.spare(at(59)), pace.spare(at(60)), pace.spare(at(90))), (0, 2, 3));
        assert_eq!(Pace::new(0).spare(at(0)), usize::MAX);
    }

    #[test]
    fn a_clock_that_was_ahead_holds_nothing_back() {
        let mut pace = Pace::new(1);
        pace.pass(1, DateTime::UNIX_EPOCH + TimeDelta::days(365));
        assert_eq!(pace.spare(DateTime::UNIX_EPOCH), 1);
    }
}
