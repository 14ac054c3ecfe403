//! The application: the state, the worker, what keeps the two in step, and the frame around every page.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::analysis::{Analysis, Event, Failure, Job, Snapshot};
use crate::components::header::{Header, focus_main};
use crate::components::notices::Notices;
use crate::model::state::{Action, Notice, State, Status};
use crate::model::storage::{self, MAX_KEPT, NotKept};
use crate::pages::{check::CheckPage, examples::ExamplesPage, help::HelpPage, rule::RulePage, rules::RulesPage};
use crate::route::Route;

/// How long after a change the project is kept, in milliseconds.
const KEEP_AFTER: u32 = 400;

/// What every component may use.
#[derive(Clone, PartialEq)]
pub struct Page {
    /// The state, and the way to change it.
    pub state: UseReducerHandle<State>,
    /// The worker.
    pub analysis: Analysis,
}

impl Page {
    /// A callback that dispatches what `action` makes of its argument.
    pub fn on<T: 'static>(&self, action: impl Fn(T) -> Action + 'static) -> Callback<T> {
        let dispatcher = self.state.dispatcher();
        Callback::from(move |argument| dispatcher.dispatch(action(argument)))
    }
}

/// The page's state and worker.
#[hook]
pub fn use_page() -> Page {
    match use_context::<Page>() {
        Some(page) => page,
        None => unreachable!("every component is inside of App"),
    }
}

/// The whole page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(|| State::new(storage::kept()));
    let analysis = {
        let dispatcher = state.dispatcher();
        use_memo((), |()| Analysis::start(Callback::from(move |event| hear(&dispatcher, event))))
    };
    let page = Page { state, analysis: (*analysis).clone() };
    use_catalogue(&page);
    use_guess(&page);
    use_check(&page);
    use_keeping(&page);
    html! {
        <ContextProvider<Page> context={page}>
            <HashRouter>
                <Header />
                <Notices />
                <Arrival />
                <Switch<Route> render={show} />
            </HashRouter>
        </ContextProvider<Page>>
    }
}

/// At every change of page: its title, and the focus at its beginning.
#[component]
fn Arrival() -> Html {
    let route = use_route::<Route>().unwrap_or(Route::NotFound);
    let first = use_mut_ref(|| true);
    use_effect_with(route, move |route| {
        document().set_title(&route.title());
        if !first.replace(false) {
            focus_main();
        }
    });
    Html::default()
}

fn show(route: Route) -> Html {
    match route {
        Route::Check | Route::NotFound => html! { <CheckPage /> },
        Route::Examples => html! { <ExamplesPage /> },
        Route::Rules => html! { <RulesPage /> },
        Route::Rule { id } => html! { <RulePage {id} /> },
        Route::Help => html! { <HelpPage /> },
    }
}

/// Asks for rules and examples, once.
#[hook]
fn use_catalogue(page: &Page) {
    let page = page.clone();
    use_effect_with((), move |()| {
        page.analysis.ask(Job::Catalogue(page.on(|catalogue| Action::Catalogue(Rc::new(catalogue)))));
    });
}

/// Asks for a name for a file that has none, whenever its text changes.
#[hook]
fn use_guess(page: &Page) {
    let page = page.clone();
    let file = page.state.project.active().clone();
    use_effect_with((file.id, file.text.clone()), move |_| {
        if !file.named && !file.text.trim().is_empty() {
            let id = file.id;
            page.analysis.ask(Job::Guess(file.text.clone(), page.on(move |name| Action::Guess(id, name))));
        }
    });
}

/// Has every revision judged.
#[hook]
fn use_check(page: &Page) {
    let page = page.clone();
    let revision = page.state.revision;
    use_effect_with(revision, move |_| {
        let done = page.on(move |report| Action::Judged(revision, Rc::new(report)));
        page.analysis.ask(Job::Check(Snapshot::from(&page.state.project), done));
    });
}

/// Keeps the project for the next visit, a moment after the last change.
#[hook]
fn use_keeping(page: &Page) {
    let page = page.clone();
    let project = page.state.project.clone();
    use_effect_with(project, move |project| {
        let project = project.clone();
        let untouched = page.state.revision == 1;
        let timer = Timeout::new(KEEP_AFTER, move || {
            if untouched {
                return;
            }
            let notice = match storage::keep(&project) {
                Ok(()) => Action::Dismiss("storage"),
                Err(NotKept::TooLarge) => tell(
                    "storage",
                    false,
                    &format!("These files hold more than {} MB: they are checked, but will be gone after a reload.", MAX_KEPT / 1_000_000),
                ),
                Err(NotKept::Refused) => {
                    tell("storage", false, "This browser keeps nothing for this page: your files will be gone after a reload.")
                }
            };
            page.state.dispatch(notice);
        });
        move || drop(timer)
    });
}

fn hear(dispatcher: &UseReducerDispatcher<State>, event: Event) {
    let action = match event {
        Event::Ready => Action::Analysis(Status::Ready),
        Event::Restarted(Failure::Crashed) => {
            tell("worker", true, "The analyser stopped with an error and was started again. Your text is untouched.")
        }
        Event::Restarted(Failure::Hung) => {
            tell("worker", true, "The analyser did not answer and was started again. Your text is untouched.")
        }
        Event::GaveUp => tell(
            "worker",
            true,
            "The analyser can't cope with this input, even after a restart. Your text is untouched; change it to try again.",
        ),
        Event::Outdated => tell("worker", true, "This page has been updated meanwhile. Reload it to go on; your files are kept."),
        Event::Broken => {
            dispatcher.dispatch(tell("worker", true, "The analyser can't be started. Reload the page to try again; your files are kept."));
            Action::Analysis(Status::Broken)
        }
    };
    dispatcher.dispatch(action);
}

/// A notice as an action.
pub fn tell(topic: &'static str, grave: bool, text: &str) -> Action {
    Action::Notify(Notice { topic, text: text.into(), grave })
}
