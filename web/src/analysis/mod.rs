//! The page's end of the conversation with the worker. One question is under way at a time, and of each kind only the
//! newest waits; so whatever was superseded is never asked.

mod job;
mod link;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use preflight_protocol::{Answer, BUILD, Message, Request};
use wasm_bindgen::JsValue;
use yew::Callback;

pub use job::{Job, Snapshot};
use link::{Heard, Link};

/// How long a worker may take to say hello: it may come over a slow network.
const HELLO: u32 = 60_000;
/// How long a worker may take to take up a request. One that is alive and has nothing to do takes milliseconds.
const TAKE_UP: u32 = 3_000;
/// How long a worker may think.
const ANSWER: u32 = 10_000;
/// How often a question is asked again after its worker died of it.
const ATTEMPTS: u32 = 2;
/// How many workers in a row may die before they said hello.
const STARTS: u32 = 3;

/// How the analysis is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A worker is ready.
    Ready,
    /// A worker died or hung and another one was started; the question is asked again.
    Restarted(Failure),
    /// The question killed every worker that it was put to.
    GaveUp,
    /// No worker comes up.
    Broken,
    /// The page and the worker on the server are of different versions.
    Outdated,
}

/// What a worker did wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// It stopped with an error.
    Crashed,
    /// It did not answer in time.
    Hung,
}

/// A handle to the analysis. Clones share one worker.
#[derive(Clone)]
pub struct Analysis(Rc<RefCell<Inner>>);

impl PartialEq for Analysis {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    myself: Weak<RefCell<Inner>>,
    listener: Callback<Event>,
    link: Option<Link>,
    ready: bool,
    waiting: Vec<Job>,
    running: Option<Running>,
    last_id: u32,
    /// Workers that died before they said hello.
    failed_starts: u32,
    /// The files as the worker knows them.
    known: BTreeMap<Rc<str>, Rc<str>>,
    watchdog: Option<Timeout>,
}

struct Running {
    id: u32,
    job: Job,
    attempt: u32,
}

impl Analysis {
    /// Starts a worker. `listener` hears how it is doing.
    pub fn start(listener: Callback<Event>) -> Self {
        let inner = Rc::new_cyclic(|myself| {
            RefCell::new(Inner {
                myself: myself.clone(),
                listener,
                link: None,
                ready: false,
                waiting: Vec::new(),
                running: None,
                last_id: 0,
                failed_starts: 0,
                known: BTreeMap::new(),
                watchdog: None,
            })
        });
        inner.borrow_mut().launch(false);
        Analysis(inner)
    }

    /// Asks; a question of the same kind that still waits is dropped.
    pub fn ask(&self, job: Job) {
        let mut inner = self.0.borrow_mut();
        inner.waiting.retain(|other| !other.is_superseded_by(&job));
        inner.waiting.push(job);
        inner.proceed();
    }
}

impl Inner {
    /// Starts a worker, past every cache if `fresh`.
    fn launch(&mut self, fresh: bool) {
        self.ready = false;
        self.known.clear();
        self.link = None;
        let myself = self.myself.clone();
        let heard = move |heard| {
            if let Some(inner) = myself.upgrade() {
                hear(&inner, heard);
            }
        };
        match Link::open(fresh, heard) {
            Ok(link) => {
                self.link = Some(link);
                self.watch(HELLO);
            }
            Err(_) => self.tell(Event::Broken),
        }
    }

    /// Puts the next question, if the worker is free.
    fn proceed(&mut self) {
        if !self.ready || self.running.is_some() || self.waiting.is_empty() {
            return;
        }
        let job = self.waiting.remove(0);
        self.put(job, 1);
    }

    fn put(&mut self, job: Job, attempt: u32) {
        self.last_id += 1;
        let request = Request { id: self.last_id, ask: job.question(&self.known) };
        self.known = job.files_known_after(std::mem::take(&mut self.known));
        self.running = Some(Running { id: self.last_id, job, attempt });
        self.watch(TAKE_UP);
        if let Some(link) = &self.link {
            link.send(&request);
        }
    }

    fn watch(&mut self, milliseconds: u32) {
        let myself = self.myself.clone();
        let late = move || {
            if let Some(inner) = myself.upgrade() {
                inner.borrow_mut().replace(Failure::Hung);
            }
        };
        self.watchdog = Some(Timeout::new(milliseconds, late));
    }

    /// Kills the worker, starts another, and asks the question again that was under way.
    fn replace(&mut self, failure: Failure) {
        self.watchdog = None;
        self.link = None;
        if !self.ready {
            self.failed_starts += 1;
            if self.failed_starts >= STARTS {
                self.tell(Event::Broken);
                return;
            }
        }
        match self.running.take() {
            Some(running) if running.attempt >= ATTEMPTS => self.tell(Event::GaveUp),
            running => {
                self.running = running.map(|running| Running { attempt: running.attempt + 1, ..running });
                self.tell(Event::Restarted(failure));
            }
        }
        self.launch(false);
    }

    fn greeted(&mut self, build: &str) {
        if build != BUILD {
            self.failed_starts += 1;
            if self.failed_starts >= STARTS {
                self.link = None;
                self.watchdog = None;
                self.tell(Event::Outdated);
            } else {
                self.launch(true);
            }
            return;
        }
        self.ready = true;
        self.failed_starts = 0;
        self.watchdog = None;
        self.tell(Event::Ready);
        match self.running.take() {
            // What was superseded meanwhile is not asked again.
            Some(running) if !self.waiting.iter().any(|job| running.job.is_superseded_by(job)) => self.put(running.job, running.attempt),
            _ => self.proceed(),
        }
    }

    /// Takes the question that was answered off the list.
    fn answered(&mut self, id: u32) -> Option<Job> {
        let running = self.running.take_if(|running| running.id == id)?;
        self.watchdog = None;
        self.proceed();
        Some(running.job)
    }

    /// Tells the listener, but not from inside of this borrow.
    fn tell(&self, event: Event) {
        let listener = self.listener.clone();
        Timeout::new(0, move || listener.emit(event)).forget();
    }
}

fn hear(inner: &Rc<RefCell<Inner>>, heard: Heard) {
    let Heard::Message(message) = heard else {
        inner.borrow_mut().replace(Failure::Crashed);
        return;
    };
    match decode(message) {
        Some(Message::Hello(hello)) => inner.borrow_mut().greeted(&hello.build),
        Some(Message::Started { .. }) => inner.borrow_mut().watch(ANSWER),
        Some(Message::Response(response)) => deliver(inner, response.id, response.answer),
        // Not our language: an older or newer worker.
        None => inner.borrow_mut().greeted(""),
    }
}

fn deliver(inner: &Rc<RefCell<Inner>>, id: u32, answer: Answer) {
    let job = inner.borrow_mut().answered(id);
    if let Some(job) = job {
        job.deliver(answer);
    }
}

fn decode(message: JsValue) -> Option<Message> {
    serde_wasm_bindgen::from_value(message).ok()
}
