//! How long things took.

use chrono::TimeDelta;

/// How long something took: as long as that, or shorter, for half and for nine tenths of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Of how many that is.
    pub count: usize,
    pub median: TimeDelta,
    pub ninety: TimeDelta,
}

impl Span {
    /// Nearest ranks, so that each is a time that something took; none of nothing.
    pub fn of(mut times: Vec<TimeDelta>) -> Option<Span> {
        times.sort_unstable();
        let rank = |percent: usize| times.get((times.len() * percent).div_ceil(100).checked_sub(1)?).copied();
        Some(Span { count: times.len(), median: rank(50)?, ninety: rank(90)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_those_of_what_was_there() {
        let span = |count: i64| Span::of((1..=count).map(TimeDelta::days).collect()).unwrap();
        for (count, median, ninety) in [(1, 1, 1), (2, 1, 2), (10, 5, 9), (11, 6, 10)] {
            let span = span(count);
            assert_eq!((span.median.num_days(), span.ninety.num_days()), (median, ninety), "{count}");
        }
        assert_eq!(Span::of(Vec::new()), None);
    }
}
