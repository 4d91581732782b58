//! Requests as no browser sends them, byte for byte.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use actix_web::rt::task::spawn_blocking;

/// A server that says nothing for so long has not ended the connection.
const PATIENCE: Duration = Duration::from_secs(20);

/// All that is answered to that, until the server ends the connection.
pub async fn ask(base: &str, request: Vec<u8>) -> String {
    let address = base.strip_prefix("http://").unwrap().to_owned();
    let talk = move || {
        let mut socket = TcpStream::connect(address).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        // Who is refused early may not be let finish.
        let _ = socket.write_all(&request);
        let mut answer = Vec::new();
        let ended = socket.read_to_end(&mut answer);
        let ended = ended.err().map(|error| error.kind());
        assert!(
            ended.is_none_or(|kind| kind == std::io::ErrorKind::ConnectionReset),
            "the connection stays: {ended:?} after {}",
            String::from_utf8_lossy(&answer)
        );
        String::from_utf8_lossy(&answer).into_owned()
    };
    spawn_blocking(talk).await.unwrap()
}

/// The statuses of all answers in it.
pub fn statuses(answers: &str) -> Vec<u16> {
    answers.split("HTTP/1.1 ").skip(1).filter_map(|answer| answer.get(..3)?.parse().ok()).collect()
}
