//! Connections: how many there may be at a time, and how long a client may keep one waiting.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::rt::net::TcpStream;
use actix_web::web::{Bytes, Data};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use super::site::Site;

/// How many bytes a second whoever reads or sends takes at least.
pub const RATE: usize = 1024;

/// Counts the connections of all threads. Whoever comes gets in: where there is no room, the connection ends that has been
/// held for longest, by the address that holds most.
pub struct Connections {
    /// The most of one address; none where all come by a proxy.
    of_address: Option<usize>,
    of_all: usize,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    next: u64,
    count: usize,
    /// The oldest of each address first.
    by_address: HashMap<IpAddr, BTreeMap<u64, CancellationToken>>,
}

impl Connections {
    pub fn new(of_address: Option<usize>, of_all: usize) -> Arc<Connections> {
        Arc::new(Connections { of_address, of_all, held: Mutex::default() })
    }

    /// Lets one in.
    pub fn take_in(self: &Arc<Self>, stream: TcpStream) -> Connection {
        let peer = stream.peer_addr().map_or(IpAddr::from([0, 0, 0, 0]), |peer| network(peer.ip()));
        let place = self.clone().place(peer);
        let ended = Box::pin(place.ended.clone().cancelled_owned());
        let alarm = Box::pin(sleep_until(Instant::now()));
        Connection { stream, ended, alarm, deadline: Deadline::default(), _place: place }
    }

    fn place(self: Arc<Self>, peer: IpAddr) -> Place {
        let ended = CancellationToken::new();
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let of_peer = held.by_address.get(&peer).map_or(0, BTreeMap::len);
        if self.of_address.is_some_and(|most| of_peer >= most) {
            held.end_oldest(peer);
        } else if held.count >= self.of_all {
            let most = held.by_address.iter().max_by_key(|(_, held)| held.len()).map(|(address, _)| *address);
            most.into_iter().for_each(|address| held.end_oldest(address));
        }
        let id = held.next;
        held.next += 1;
        held.count += 1;
        held.by_address.entry(peer).or_default().insert(id, ended.clone());
        drop(held);
        Place { connections: self, peer, id, ended }
    }
}

impl Held {
    /// Its place is free at once: it takes a moment until it has ended.
    fn end_oldest(&mut self, address: IpAddr) {
        let oldest = self.by_address.get(&address).and_then(|held| held.first_key_value());
        if let Some((id, ended)) = oldest.map(|(id, ended)| (*id, ended.clone())) {
            ended.cancel();
            self.forget(address, id);
        }
    }

    fn forget(&mut self, address: IpAddr, id: u64) {
        let Some(held) = self.by_address.get_mut(&address) else { return };
        self.count -= usize::from(held.remove(&id).is_some());
        if held.is_empty() {
            self.by_address.remove(&address);
        }
    }
}

/// Whoever has one IPv6 address has its /64.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
        v4 => v4,
    }
}

/// The place of a connection, until it is dropped.
struct Place {
    connections: Arc<Connections>,
    peer: IpAddr,
    id: u64,
    ended: CancellationToken,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.connections.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.forget(self.peer, self.id);
    }
}

/// Until when the client must have done its part; none: it is waiting for us.
#[derive(Clone, Default)]
pub struct Deadline(Rc<Cell<Option<Instant>>>);

impl Deadline {
    /// From now on the client has so long, and more for what it is sent.
    fn begin(&self, patience: Duration, bytes: usize) {
        self.0.set(Some(Instant::now() + patience + Duration::from_secs((bytes / RATE) as u64)));
    }
}

/// Has whoever is answered take the answer in time, and begin and end the head of another request.
pub async fn hurry(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let deadline = req.conn_data::<Deadline>().cloned().unwrap_or_default();
    let patience = req.app_data::<Data<Site>>().map_or(0, |site| site.services.config.server.answer_seconds);
    let patience = Duration::from_secs(patience);
    deadline.0.set(None);
    let answer = next.call(req).await?;
    let size = match answer.response().body().size() {
        BodySize::Sized(size) => size as usize,
        _ => 0,
    };
    deadline.begin(patience, size);
    Ok(answer.map_body(|_, body| Hurried { body: Box::pin(body), deadline, patience }))
}

/// An answer of which each piece has to be taken in time before the next is made.
struct Hurried<B> {
    body: Pin<Box<B>>,
    deadline: Deadline,
    patience: Duration,
}

impl<B: MessageBody> MessageBody for Hurried<B> {
    type Error = B::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, B::Error>>> {
        let polled = self.body.as_mut().poll_next(context);
        if let Poll::Ready(Some(Ok(piece))) = &polled {
            self.deadline.begin(self.patience, piece.len());
        }
        polled
    }
}

/// A connection that ends when it has to make room, or keeps us waiting for too long.
pub struct Connection {
    stream: TcpStream,
    ended: Pin<Box<WaitForCancellationFutureOwned>>,
    alarm: Pin<Box<Sleep>>,
    deadline: Deadline,
    _place: Place,
}

impl Connection {
    pub fn deadline(&self) -> Deadline {
        self.deadline.clone()
    }

    /// Asked at each reading and writing, so that whoever waits for either is woken by it.
    fn go_on(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        if self.ended.as_mut().poll(context).is_ready() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        let Some(deadline) = self.deadline.0.get() else { return Ok(()) };
        if self.alarm.deadline() != deadline {
            self.alarm.as_mut().reset(deadline);
        }
        match self.alarm.as_mut().poll(context) {
            Poll::Ready(()) => Err(io::ErrorKind::TimedOut.into()),
            Poll::Pending => Ok(()),
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.go_on(context)?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.go_on(context)?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn whoever_comes_gets_in_and_the_oldest_of_those_who_hold_most_makes_room() {
        let connections = Connections::new(Some(3), 5);
        let place = |last| connections.clone().place(address(last));
        let ended = |places: &[Place]| -> Vec<bool> {
            places.iter().map(|place| place.ended.is_cancelled()).collect()
        };
        let one: Vec<Place> = (0..5).map(|_| place(1)).collect();
        assert_eq!(ended(&one), [true, true, false, false, false]);
        let other = [place(2), place(3)];
        // There is room for five.
        let last = place(4);
        assert_eq!(ended(&one), [true, true, true, false, false]);
        assert_eq!(ended(&other), [false, false]);
        drop(one);
        assert_eq!(connections.held.lock().unwrap().count, 3);
        drop((other, last));
        assert!(connections.held.lock().unwrap().by_address.is_empty());
    }

    #[test]
    fn behind_a_proxy_all_are_counted_together() {
        let connections = Connections::new(None, 4);
        let places: Vec<Place> = (0..6).map(|_| connections.clone().place(address(1))).collect();
        assert_eq!(places.iter().filter(|place| place.ended.is_cancelled()).count(), 2);
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:0:1::5"), of("2001:db8:0:1:ffff::1"));
        assert_ne!(of("2001:db8:0:1::5"), of("2001:db8:0:2::5"));
        assert_eq!(of("::ffff:192.0.2.1"), address(1));
    }
}
