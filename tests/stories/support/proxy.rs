//! What stands between the program and its database, and falls silent when told to: the connections stay, and nothing comes.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};

type Silence = Arc<(Mutex<bool>, Condvar)>;

/// It ends with the test's process; what it holds then ends, too.
pub struct Proxy {
    pub address: SocketAddr,
    silence: Silence,
}

impl Proxy {
    pub fn before(server: &str) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (silence, server) = (Silence::default(), server.to_owned());
        let known = silence.clone();
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let Ok(client) = client else { return };
                let Ok(upstream) = TcpStream::connect(&server) else { continue };
                for (from, to) in [(&client, &upstream), (&upstream, &client)] {
                    let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    let known = known.clone();
                    std::thread::spawn(move || pass_on(from, to, &known));
                }
            }
        });
        Proxy { address, silence }
    }

    pub fn falls_silent(&self) {
        *self.silence.0.lock().unwrap() = true;
    }

    pub fn speaks_again(&self) {
        *self.silence.0.lock().unwrap() = false;
        self.silence.1.notify_all();
    }
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, silence: &Silence) {
    let mut part = [0; 8192];
    while let Ok(count) = from.read(&mut part) {
        let silent = silence.0.lock().unwrap();
        drop(silence.1.wait_while(silent, |silent| *silent).unwrap());
        if count == 0 || to.write_all(&part[..count]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}
