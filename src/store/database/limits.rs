//! How long the database may take before whoever waits for it is told that it does not answer.

use std::time::Duration;

/// Each in its place; none: it may take as long as it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For a connection to PostgreSQL.
    pub connect: Option<Duration>,
    /// In line, and for a connection of the pool.
    pub wait: Duration,
    /// For one statement of PostgreSQL.
    pub statement: Option<Duration>,
    /// For a transaction with all that is done in it, on both databases; PostgreSQL ends one whose program has fallen silent.
    pub transaction: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Limits {
        let seconds = |count| Some(Duration::from_secs(count));
        Limits {
            connect: seconds(5),
            wait: Duration::from_secs(10),
            statement: seconds(20),
            transaction: seconds(30),
        }
    }
}

impl Limits {
    /// For work that may take its time, such as making an index anew.
    pub fn none(self) -> Limits {
        Limits { statement: None, transaction: None, ..self }
    }

    /// What PostgreSQL is told with the beginning of each transaction: a pooler in between may give the next one to another
    /// connection.
    pub(super) fn told(&self) -> String {
        let set = |name: &str, limit: Option<Duration>| {
            limit.map_or(String::new(), |limit| format!("; SET LOCAL {name} = {}", limit.as_millis()))
        };
        let statement = set("statement_timeout", self.statement);
        statement + &set("idle_in_transaction_session_timeout", self.transaction)
    }

    /// The address with what libpq knows of limits, unless it says so itself: how long connecting may take, and when a
    /// connection from which nothing comes back any more is given up.
    pub(super) fn in_address(&self, url: &str) -> String {
        let mut url = url.to_owned();
        let mut add = |name: &str, value: u64| {
            if !url.contains(&format!("{name}=")) {
                let sign = if url.contains('?') { '&' } else { '?' };
                url.push_str(&format!("{sign}{name}={value}"));
            }
        };
        if let Some(connect) = self.connect {
            add("connect_timeout", connect.as_secs().max(2));
        }
        if let Some(silent) = self.transaction {
            add("tcp_user_timeout", silent.as_millis() as u64);
            add("keepalives_idle", silent.as_secs());
        }
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_it_says_itself() {
        let limits = Limits::default();
        assert_eq!(
            limits.in_address("postgres://u:p@h/db"),
            "postgres://u:p@h/db?connect_timeout=5&tcp_user_timeout=30000&keepalives_idle=30"
        );
        assert_eq!(
            limits.in_address("postgres://h1,h2:2/db?sslmode=require&connect_timeout=9"),
            "postgres://h1,h2:2/db?sslmode=require&connect_timeout=9&tcp_user_timeout=30000&keepalives_idle=30"
        );
        assert_eq!(
            Limits { connect: None, ..limits.none() }.in_address("postgres://h/db"),
            "postgres://h/db"
        );
        assert_eq!(limits.none().told(), "");
        let told =
            "; SET LOCAL statement_timeout = 20000; SET LOCAL idle_in_transaction_session_timeout = 30000";
        assert_eq!(limits.told(), told);
    }
}
