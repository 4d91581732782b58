//! Where somebody comes from, no nearer than is needed to tell one attack from another.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The network of an address: what is kept of it, and what is shut out where somebody shuts out attacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network(IpAddr);

impl Network {
    /// An IPv4 address without its last byte, or the first half of an IPv6 one.
    pub fn of(address: IpAddr) -> Network {
        Network(match address.to_canonical() {
            IpAddr::V4(v4) => Ipv4Addr::from_bits(v4.to_bits() & (u32::MAX << 8)).into(),
            IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64)).into(),
        })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = if self.0.is_ipv4() { 24 } else { 64 };
        write!(f, "{}/{bits}", self.0)
    }
}

/// Whether that is a name or an address of this very machine.
pub fn is_here(host: Option<&str>) -> bool {
    host.is_some_and(|host| {
        let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
        host == "localhost" || address.is_ok_and(|address| address.to_canonical().is_loopback())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_told_as_its_network() {
        for (address, network) in [
            ("192.0.2.77", "192.0.2.0/24"),
            ("::ffff:192.0.2.77", "192.0.2.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("::1", "::/64"),
        ] {
            assert_eq!(Network::of(address.parse().unwrap()).to_string(), network);
        }
    }

    #[test]
    fn this_machine_has_its_own_names() {
        for here in ["localhost", "127.0.0.1", "127.8.0.1", "[::1]", "::1", "[::ffff:127.0.0.1]"] {
            assert!(is_here(Some(here)), "{here}");
        }
        for elsewhere in
            ["localhost.example", "eig.example", "10.0.0.1", "[2001:db8::1]", "127.0.0.1.nip.example", ""]
        {
            assert!(!is_here(Some(elsewhere)), "{elsewhere}");
        }
        assert!(!is_here(None));
    }

    proptest! {
        #[test]
        fn what_tells_neighbours_apart_is_not_kept(bits: u128, host: u64) {
            let neighbour = (bits >> 64 << 64) | u128::from(host);
            let network = |bits| Network::of(Ipv6Addr::from_bits(bits).into());
            // Some begin like an IPv4 address, whose network is another.
            prop_assume!(bits >> 64 != 0);
            prop_assert_eq!(network(bits), network(neighbour));
        }
    }
}
