//! What the program tells its log, for stories that listen.

use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::rc::Rc;
use std::sync::OnceLock;

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

type Hears = Box<dyn FnMut(&str)>;

struct Listener {
    lines: Rc<RefCell<Vec<String>>>,
    hears: Hears,
}

thread_local! {
    /// Who listens on this thread.
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// Hears all that is told on this thread for as long as it lives: a story runs on one, and so does the worker's pass.
pub struct Log {
    lines: Rc<RefCell<Vec<String>>>,
}

impl Log {
    pub fn listen() -> Log {
        Log::listen_and(|_| {})
    }

    /// The same, and does something with each line as it is told.
    pub fn listen_and(hears: impl FnMut(&str) + 'static) -> Log {
        // One for all threads: what the library remembers of who is interested in a line, it remembers for all of them.
        static EAR: OnceLock<()> = OnceLock::new();
        EAR.get_or_init(|| {
            let ear = tracing_subscriber::registry().with(Ear);
            tracing::subscriber::set_global_default(ear).expect("nobody else listens");
        });
        let lines = Rc::default();
        let listener = Listener { lines: Rc::clone(&lines), hears: Box::new(hears) };
        LISTENER.set(Some(listener));
        Log { lines }
    }

    /// The lines, each with its level, its message and its fields.
    pub fn lines(&self) -> Vec<String> {
        self.lines.borrow().clone()
    }

    pub fn count(&self, words: &str) -> usize {
        self.lines().iter().filter(|line| line.contains(words)).count()
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        LISTENER.set(None);
    }
}

struct Ear;

impl<S: Subscriber> Layer<S> for Ear {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if !event.metadata().target().starts_with("bulletins") {
            return;
        }
        LISTENER.with_borrow_mut(|listener| {
            let Some(listener) = listener else { return };
            let mut line = Line(event.metadata().level().to_string());
            event.record(&mut line);
            (listener.hears)(&line.0);
            listener.lines.borrow_mut().push(line.0);
        });
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}
