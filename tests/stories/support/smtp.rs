//! A mail server that keeps what it is given, and misbehaves when told to (RFC 5321).

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// A mail that the server took.
#[derive(Clone)]
pub struct Taken {
    pub to: String,
    pub content: Vec<u8>,
}

#[derive(Default)]
struct State {
    taken: Vec<Taken>,
    /// How many contents it has been given, whatever became of them.
    given: usize,
    /// So many mails are answered 451.
    busy_for: usize,
    /// So many mails are taken in and never answered.
    hang_for: usize,
    /// What so many connections, senders and contents are answered in the place of being welcome.
    refusals: Vec<(Step, &'static str)>,
    /// Whatever comes after so many mails waits, until it is let through.
    held_after: Option<usize>,
    /// So does whatever is for that address.
    held_for: Option<String>,
    /// All that it has been told, line by line, but contents.
    told: Vec<String>,
    /// Whether it knows ASCII alone.
    is_plain: bool,
    /// Addresses that are refused for good.
    unknown: BTreeSet<String>,
    /// How long the server thinks about each mail.
    delay: Duration,
    down: bool,
    ended: bool,
}

/// Where a conversation can be refused, beside the recipient.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Greeting,
    Sender,
    Content,
}

/// A server on a port of its own; it ends with its owner.
pub struct Smtp {
    address: SocketAddr,
    shared: Arc<(Mutex<State>, Condvar)>,
}

impl Smtp {
    pub fn start() -> Smtp {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new((Mutex::new(State::default()), Condvar::new()));
        let server = shared.clone();
        std::thread::spawn(move || serve(listener, address, &server));
        Smtp { address, shared }
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.with(|state| state.taken.clone())
    }

    /// All that it has been told but contents, a line each.
    pub fn told(&self) -> Vec<String> {
        self.with(|state| state.told.clone())
    }

    pub fn count(&self) -> usize {
        self.with(|state| state.taken.len())
    }

    pub fn is_busy_for(&self, mails: usize) {
        self.with(|state| state.busy_for = mails);
    }

    pub fn hangs_for(&self, mails: usize) {
        self.with(|state| state.hang_for = mails);
    }

    /// Answers the next such step with that.
    pub fn refuses(&self, step: Step, answer: &'static str) {
        self.with(|state| state.refusals.push((step, answer)));
    }

    /// Once it has taken so many, it lets all others wait.
    pub fn holds_after(&self, mails: usize) {
        self.with(|state| state.held_after = Some(mails));
    }

    /// It lets mails for that address wait.
    pub fn holds_for(&self, address: &str) {
        self.with(|state| state.held_for = Some(address.to_owned()));
    }

    pub fn lets_through(&self) {
        self.with(|state| (state.held_after, state.held_for) = (None, None));
        self.shared.1.notify_all();
    }

    /// Waits until it has taken so many.
    pub async fn has_taken(&self, mails: usize) {
        self.until(move |state| state.taken.len() >= mails).await;
    }

    /// Waits until it has been given so many, taken or not.
    pub async fn has_been_given(&self, mails: usize) {
        self.until(move |state| state.given >= mails).await;
    }

    async fn until(&self, is_so: impl Fn(&State) -> bool + Send + 'static) {
        let shared = self.shared.clone();
        let wait = move || {
            let state = shared.0.lock().unwrap();
            drop(shared.1.wait_while(state, |state| !is_so(state)).unwrap());
        };
        actix_web::web::block(wait).await.unwrap();
    }

    /// It does not announce SMTPUTF8.
    pub fn knows_plain_letters_alone(&self) {
        self.with(|state| state.is_plain = true);
    }

    pub fn does_not_know(&self, address: &str) {
        self.with(|state| state.unknown.insert(address.to_owned()));
    }

    pub fn takes_its_time(&self, delay: Duration) {
        self.with(|state| state.delay = delay);
    }

    pub fn goes_down(&self) {
        self.with(|state| state.down = true);
        self.wake();
    }

    pub fn comes_back(&self) {
        self.with(|state| state.down = false);
        self.shared.1.notify_all();
        // Until the port is open again.
        while TcpStream::connect(self.address).is_err() {
            std::thread::yield_now();
        }
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.shared.0.lock().unwrap())
    }

    /// The thread waits in `accept`: a connection lets it look at its state.
    fn wake(&self) {
        while TcpStream::connect(self.address).is_ok() {
            if self.with(|state| state.ended) {
                return;
            }
        }
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.with(|state| state.ended = true);
        self.shared.1.notify_all();
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(listener: TcpListener, address: SocketAddr, shared: &Arc<(Mutex<State>, Condvar)>) {
    let mut listener = Some(listener);
    loop {
        let open =
            listener.get_or_insert_with(|| TcpListener::bind(address).expect("the port is still ours"));
        let Ok((stream, _)) = open.accept() else { return };
        {
            let mut state = shared.0.lock().unwrap();
            if state.down {
                listener = None;
                while state.down && !state.ended {
                    state = shared.1.wait(state).unwrap();
                }
                continue;
            }
            if state.ended {
                return;
            }
        }
        let shared = shared.clone();
        // A client that goes away ends its conversation with an error, which is no news.
        std::thread::spawn(move || drop(converse(stream, &shared)));
    }
}

fn converse(stream: TcpStream, shared: &Arc<(Mutex<State>, Condvar)>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut answer = |text: &str| (&stream).write_all(format!("{text}\r\n").as_bytes());
    let refused = |step: Step| {
        let refusals = &mut shared.0.lock().unwrap().refusals;
        let at = refusals.iter().position(|(known, _)| *known == step)?;
        Some(refusals.remove(at).1)
    };
    if let Some(refusal) = refused(Step::Greeting) {
        return answer(refusal);
    }
    answer("220 sink ready")?;
    let mut to = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || shared.0.lock().unwrap().down {
            return Ok(());
        }
        shared.0.lock().unwrap().told.push(line.trim_end().to_owned());
        let verb = line.split([' ', '\r']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => {
                let is_plain = shared.0.lock().unwrap().is_plain;
                let letters = if is_plain { "" } else { "250-SMTPUTF8\r\n" };
                answer(&format!("250-sink\r\n250-8BITMIME\r\n{letters}250 AUTH PLAIN LOGIN"))?;
            }
            "AUTH" => answer("235 2.7.0 welcome")?,
            "MAIL" => answer(refused(Step::Sender).unwrap_or("250 ok"))?,
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                let known = !shared.0.lock().unwrap().unknown.contains(&to);
                answer(if known { "250 ok" } else { "550 5.1.1 no such person" })?;
            }
            "DATA" => {
                answer("354 go on")?;
                let content = read_content(&mut reader)?;
                shared.0.lock().unwrap().given += 1;
                shared.1.notify_all();
                if let Some(refusal) = refused(Step::Content) {
                    answer(refusal)?;
                } else if !take(shared, &to, content, &mut answer)? {
                    // Holds the connection and says nothing, until the client gives up.
                    let _ = reader.read_line(&mut String::new());
                    return Ok(());
                }
            }
            "QUIT" => return answer("221 bye"),
            _ => answer("250 ok")?,
        }
    }
}

/// Up to the lone dot, doubled dots made single (RFC 5321, section 4.5.2).
fn read_content(reader: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut content = Vec::new();
    loop {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        match line.strip_prefix(b".") {
            Some(b"\r\n") => return Ok(content),
            Some(rest) => content.extend_from_slice(rest),
            None => content.extend_from_slice(&line),
        }
    }
}

/// Answers for a mail; false: it is not answered at all.
fn take(
    shared: &Arc<(Mutex<State>, Condvar)>,
    to: &str,
    content: Vec<u8>,
    answer: &mut impl FnMut(&str) -> std::io::Result<()>,
) -> std::io::Result<bool> {
    let mut state = shared.0.lock().unwrap();
    if state.hang_for > 0 {
        state.hang_for -= 1;
        return Ok(false);
    }
    if state.busy_for > 0 {
        state.busy_for -= 1;
        drop(state);
        answer("451 4.3.2 try again later")?;
        return Ok(true);
    }
    let is_held = |state: &mut State| {
        let is_late = state.held_after.is_some_and(|mails| state.taken.len() >= mails);
        !state.ended && (is_late || state.held_for.as_deref() == Some(to))
    };
    let state = shared.1.wait_while(state, is_held).unwrap();
    let delay = state.delay;
    drop(state);
    if !delay.is_zero() {
        std::thread::sleep(delay);
    }
    // Taken before it is answered, as a real server does: a client that dies in between is not told.
    shared.0.lock().unwrap().taken.push(Taken { to: to.to_owned(), content });
    shared.1.notify_all();
    answer("250 2.0.0 taken")?;
    Ok(true)
}
