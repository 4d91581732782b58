//! Where servers listen that have to be told before they do.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU16, Ordering};

/// Below those that systems hand out to whoever asks for any (RFC 6335 names those from 49152 on, Linux takes those from 32768 on):
/// a port of these that is free stays so.
const FIRST: u16 = 20_000;
const COUNT: u16 = 10_000;

/// An address of this machine at which nothing listens, and which no other story is given.
pub fn free() -> SocketAddr {
    static GIVEN: AtomicU16 = AtomicU16::new(0);
    // Another run of the stories at the same time begins elsewhere.
    let begin = (std::process::id() % u32::from(COUNT)) as u16;
    loop {
        let port = FIRST + (begin + GIVEN.fetch_add(1, Ordering::Relaxed) % COUNT) % COUNT;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        if TcpListener::bind(address).is_ok() {
            return address;
        }
    }
}
