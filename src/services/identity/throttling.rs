//! How often strangers may try, and how many mails they may have sent to somebody.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::device_marks::DeviceMark;
use crate::domain::people::Email;
use crate::services::Scope;
use crate::store;
use crate::store::identity::throttles::{self, Quota};

/// From one address (or one IPv6 network of the smallest kind): enough for a classroom behind one address.
const PER_ADDRESS: Quota = Quota { burst: 30, interval: TimeDelta::seconds(20) };
/// From what a provider gives a customer (an IPv6 /48), which holds 65,536 of the former: enough for a ministry.
const PER_SITE: Quota = Quota { burst: 300, interval: TimeDelta::seconds(2) };

/// To one address: enough for somebody whose mail is slow, too little to flood an inbox. Who finds it used up by a
/// stranger has that stranger's mails, whose links let in whoever reads them.
const PER_INBOX: Quota = Quota { burst: 3, interval: TimeDelta::minutes(10) };
/// The same, so that no day brings more than twenty: ten at once, and ten in the course of it.
const PER_INBOX_A_DAY: Quota = Quota { burst: 10, interval: TimeDelta::minutes(144) };

/// Counts an attempt from there; when the next may be made, if there were too many.
pub(in crate::services) fn count_network(
    scope: &mut Scope<'_>,
    from: Option<IpAddr>,
) -> store::Result<Result<(), DateTime<Utc>>> {
    for (network, quota) in from.map(networks).unwrap_or_default() {
        let key = scope.services.key.sign("throttle-address", &[&network]);
        if let Err(until) = throttles::attempt(scope.conn, &key, quota, scope.now)? {
            return Ok(Err(until));
        }
    }
    Ok(Ok(()))
}

/// The networks that an address is in and that are counted, the narrowest first: what it refuses does not count against
/// its neighbours.
fn networks(address: IpAddr) -> Vec<(Vec<u8>, Quota)> {
    match address.to_canonical() {
        IpAddr::V4(v4) => vec![(v4.octets().to_vec(), PER_ADDRESS)],
        IpAddr::V6(v6) => {
            let bytes = v6.octets();
            vec![(bytes[..8].to_vec(), PER_ADDRESS), (bytes[..6].to_vec(), PER_SITE)]
        }
    }
}

/// Counts a mail that somebody asks for; false if that inbox has had enough of them. The owner's own browsers are counted
/// apart, so that no stranger uses up what they need.
pub(in crate::services) fn count_inbox(
    scope: &mut Scope<'_>,
    email: &Email,
    device: Option<&DeviceMark>,
) -> store::Result<bool> {
    let (key, account) = (&scope.services.key, email.as_str());
    let budgets = match device.filter(|device| device.is_of(key, account)) {
        Some(device) => {
            vec![(key.sign("throttle-inbox-device", &[account.as_bytes(), &device.nonce]), PER_INBOX)]
        }
        None => vec![
            (key.sign("throttle-inbox", &[account.as_bytes()]), PER_INBOX),
            (key.sign("throttle-inbox-day", &[account.as_bytes()]), PER_INBOX_A_DAY),
        ],
    };
    for (key, quota) in budgets {
        if throttles::attempt(scope.conn, &key, quota, scope.now)?.is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_counts_for_its_network_and_for_the_site_that_this_is_in() {
        let of = |text: &str| -> Vec<Vec<u8>> {
            networks(text.parse().unwrap()).into_iter().map(|(network, _)| network).collect()
        };
        assert_eq!(of("192.0.2.1"), of("::ffff:192.0.2.1"));
        assert_eq!(of("192.0.2.1").len(), 1);
        let (one, neighbour, far) = (of("2001:db8:1:2::3"), of("2001:db8:1:3::3"), of("2001:db8:2:2::3"));
        assert_eq!(one, of("2001:db8:1:2:ffff::"));
        assert_ne!(one[0], neighbour[0]);
        assert_eq!(one[1], neighbour[1]);
        assert_ne!(one[1], far[1]);
    }
}
