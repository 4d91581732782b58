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
