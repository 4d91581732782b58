//! A request whose head is sent and whose body waits: what it was allowed when it came may have ended when it is read.

use std::io::{Read, Write};
use std::net::TcpStream;

use url::form_urlencoded;

/// A form that a browser has begun to send.
pub struct Held {
    stream: TcpStream,
    rest: Vec<u8>,
}

/// What is sent: where to, with which cookie, from which address, with what in it.
pub struct Sent<'a> {
    pub path: &'a str,
    pub cookie: &'a str,
    /// As a trusted proxy tells it.
    pub from: &'a str,
    pub fields: &'a [(&'a str, &'a str)],
}

impl Held {
    /// Sends the head and half of the body, once the server has taken the head.
    pub fn begin(base: &str, sent: &Sent<'_>) -> Held {
        let host = base.trim_start_matches("http://");
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(sent.fields).finish();
        let Sent { path, cookie, from, .. } = sent;
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nX-Forwarded-For: {from}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\
             Expect: 100-continue\r\n\r\n",
            body.len()
        );
        let mut stream = TcpStream::connect(host).expect("the server listens");
        // Each piece goes at once, rather than when the one before has been confirmed.
        stream.set_nodelay(true).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut taken = [0; "HTTP/1.1 100 Continue\r\n\r\n".len()];
        stream.read_exact(&mut taken).unwrap();
        assert!(taken.starts_with(b"HTTP/1.1 100"), "{}", String::from_utf8_lossy(&taken));
        let mut body = body.into_bytes();
        let rest = body.split_off(body.len() / 2);
        stream.write_all(&body).unwrap();
        Held { stream, rest }
    }

    /// Sends the rest; the answer's status.
    pub fn end(mut self) -> u16 {
        // Whoever is answered before all was read finds the answer all the same.
        let _ = self.stream.write_all(&self.rest);
        let mut answer = Vec::new();
        self.stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        let status = answer.split_whitespace().nth(1).and_then(|status| status.parse().ok());
        status.unwrap_or_else(|| panic!("no status in {answer:?}"))
    }
}
