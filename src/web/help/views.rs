//! How a request looks, on its page and behind a link.

use serde::Serialize;

use super::acting::{Answer, Sent};
#[cfg(test)]
use crate::domain::help::EventKind;
use crate::domain::help::{Ending, Party, Voice};
use crate::domain::people::{Email, PersonId};
use crate::services::help::circle::Reached;
use crate::services::help::looking::{By, Told, Whole};
use crate::views::{DoerView, ProjectView, mailto, standing_key};
use crate::web::kit::form::Form;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// A request with its people and its story.
#[derive(Serialize)]
pub struct WholeView {
    project: ProjectView,
    text: String,
    /// The key of how it stands.
    standing: &'static str,
    asked_at: String,
    /// Since when everybody knows of it, where that is another day than the one on which it was asked.
    public_on: Option<String>,
    /// When everybody will know of it.
    hidden_until: Option<String>,
    /// Whether its reader sees to it.
    own: bool,
    /// The names of those who see to it beside its reader.
    others: String,
    /// How it was closed.
    ended: Option<ToldView>,
    team: Vec<PersonView>,
    takers: Vec<PersonView>,
    /// Where a mail to all of them is written; none: nobody else is there.
    all: Option<String>,
    /// How many they are, beside the reader.
    all_count: usize,
    story: Vec<ToldView>,
}

/// Somebody, and where a mail to them is written, which brings its subject.
#[derive(Serialize)]
struct PersonView {
    name: String,
    /// None: theirs is not for everybody of the programme.
    address: Option<AddressView>,
}

#[derive(Serialize)]
struct AddressView {
    email: String,
    mailto: String,
}

/// Something that happened.
#[derive(Serialize)]
struct ToldView {
    /// The key of a sentence.
    key: String,
    /// Who did it; none: the program, or nobody is told.
    by: Option<DoerView>,
    at: String,
    /// What they said; empty: nothing.
    word: String,
}

impl ToldView {
    fn new(site: &Site, told: &Told, reader: Option<PersonId>) -> ToldView {
        let is_own = reader.is_some() && told.event.by == reader;
        ToldView {
            key: format!("help-event-{}", told.event.kind),
            by: match &told.by {
                By::Name(name) => Some(DoerView::new(Some(name), is_own)),
                By::FormerMember => Some(DoerView::new(None, false)),
                By::Program => None,
            },
            at: view::local(site, told.event.at),
            word: told.event.word.clone(),
        }
    }

    /// The same without who did it, and what they said.
    fn of_anybody(site: &Site, told: &Told, _: Option<PersonId>) -> ToldView {
        ToldView {
            key: format!("help-ended-{}", told.event.kind),
            by: None,
            at: view::local(site, told.event.at),
            word: String::new(),
        }
    }
}

impl WholeView {
    pub fn new(site: &Site, visitor: &Visitor, whole: &Whole) -> Result<WholeView, Error> {
        let Whole { request, project, circle, .. } = whole;
        let subject = view::text(visitor, "help-title", &[("project", &project.name)])?;
        // Whoever has a link that was posted somewhere is told of nobody; nor is who came from there, once they gave it back.
        let is_of_them = matches!(whole.party, Party::Member(_)) || whole.is_taken_by_reader();
        // Those whom it brings together write to each other, and coordinators to all; somebody from outside the programme gave
        // their address to nobody else.
        let is_part = whole.is_taken_by_reader() || whole.party.voice(request).is_some();
        let is_reached = |reached: &&Reached| is_part || reached.person().is_some();
        let person = |reached: &Reached| PersonView {
            name: reached.name.clone(),
            address: Some(reached).filter(is_reached).map(|reached| AddressView {
                email: reached.email.to_string(),
                mailto: mailto([&reached.email], Some(&subject)),
            }),
        };
        let own = whole.party.person();
        let others = circle.everybody().filter(|reached| own.is_none() || reached.person() != own);
        let others: Vec<&Email> = others.filter(is_reached).map(|reached| &reached.email).collect();
        let names: Vec<&str> = whole.other_takers().map(|taker| taker.name.as_str()).collect();
        let tell = if is_of_them { ToldView::new } else { ToldView::of_anybody };
        let story = whole.story.iter();
        Ok(WholeView {
            project: project.into(),
            text: request.text.to_string(),
            standing: standing_key(request, whole.is_taken_by_reader()),
            asked_at: view::local(site, request.asked_at),
            public_on: public_on(site, whole),
            hidden_until: whole.hidden_until.map(|at| view::local(site, at)),
            own: whole.is_taken_by_reader(),
            others: if is_of_them { names.join(", ") } else { String::new() },
            ended: whole.ended_by().map(|told| tell(site, told, own)),
            team: if is_of_them { circle.team.iter().map(person).collect() } else { Vec::new() },
            takers: if is_of_them { circle.takers.iter().map(person).collect() } else { Vec::new() },
            all_count: others.len(),
            all: (is_of_them && !others.is_empty()).then(|| mailto(others, Some(&subject))),
            story: if is_of_them {
                story.map(|told| ToldView::new(site, told, own)).collect()
            } else {
                Vec::new()
            },
        })
    }
}

fn public_on(site: &Site, whole: &Whole) -> Option<String> {
    let calendar = &site.services.rules;
    let (asked, public) = (whole.request.asked_at, whole.request.public_at(calendar));
    let (asked, public) = (calendar.today(asked), calendar.today(public));
    (whole.hidden_until.is_none() && asked != public).then(|| public.to_string())
}

/// The forms by which its reader answers a request.
#[derive(Serialize)]
pub struct ActionsView {
    /// Where they are sent.
    taking_at: String,
    end_at: String,
    /// Whether they carry what they are recognised by: behind a link, the link is.
    with_csrf: bool,
    take: bool,
    /// Whether somebody else sees to it already.
    too: bool,
    /// Whether an address is proved first.
    offer: bool,
    give_back: bool,
    close: bool,
    /// Whether it is asked if it is needed still.
    keep_open: bool,
    reopen: bool,
    /// Whether it was solved, rather than not needed any more.
    solved: bool,
    /// Whether who closes it, or opens it again, says why.
    with_word: bool,
}

impl ActionsView {
    pub fn new(whole: &Whole, taking_at: String, end_at: String, with_csrf: bool) -> ActionsView {
        let rights = &whole.rights;
        let voice = rights.close.or(rights.reopen);
        ActionsView {
            taking_at,
            end_at,
            with_csrf,
            take: rights.take,
            too: !whole.request.takings.is_empty(),
            offer: matches!(whole.party, Party::Anybody) && whole.request.is_unended(),
            give_back: rights.give_back,
            close: rights.close.is_some(),
            keep_open: rights.keep_open,
            reopen: rights.reopen.is_some(),
            solved: whole.request.end.is_some_and(|end| end.ending == Ending::Solved),
            with_word: voice == Some(Voice::Coordination),
        }
    }
}

/// The fields of all of these forms, with what was typed; a name that nobody has typed is the reader's own.
pub fn form(visitor: &Visitor, whole: &Whole, sent: Option<&Sent>, answer: &Answer) -> Result<Form, Error> {
    let own = match &whole.party {
        Party::Member(member) => member.person.name.clone(),
        _ => String::new(),
    };
    let (name, email, word) = match sent {
        Some(sent) => (sent.name.as_str(), sent.email.as_str(), sent.word.as_str()),
        None => (own.as_str(), "", ""),
    };
    let fields = [("name", name), ("email", email), ("word", word)];
    Form::new(fields).refused(visitor, &answer.faults)
}

#[cfg(test)]
pub mod samples {
    use super::*;

    pub fn form() -> Form {
        Form::new([("name", "Mina"), ("email", ""), ("word", "")])
    }

    fn told(kind: EventKind, by: Option<&str>) -> ToldView {
        ToldView {
            key: format!("help-event-{kind}"),
            by: kind.is_done_by_people().then(|| DoerView::new(by, kind == EventKind::Taken)),
            at: "2026-03-04T09:00:00".into(),
            word: if by.is_some() { "Vu ensemble.".into() } else { String::new() },
        }
    }

    fn untold(kind: EventKind) -> ToldView {
        ToldView { key: format!("help-ended-{kind}"), by: None, ..told(kind, None) }
    }

    fn person(name: &str) -> PersonView {
        let email = format!("{name}@x.example");
        let mailto = format!("mailto:{email}?subject=x");
        PersonView { name: name.into(), address: Some(AddressView { email, mailto }) }
    }

    /// One that is open, one that is taken, and one that has ended, with all that can have happened.
    pub fn wholes() -> Vec<WholeView> {
        let open = || WholeView {
            project: ProjectView::sample(),
            text: "Un·e *juriste* ?".into(),
            standing: "request-open",
            asked_at: "2026-03-04T09:00:00".into(),
            public_on: None,
            hidden_until: None,
            own: false,
            others: String::new(),
            ended: None,
            team: vec![person("ada")],
            takers: Vec::new(),
            all: None,
            all_count: 0,
            story: vec![told(EventKind::Asked, Some("Ada"))],
        };
        let taken = |own, others: &str| WholeView {
            standing: if own { "request-taken-by-you" } else { "request-taken" },
            own,
            others: others.into(),
            takers: vec![person("mina")],
            all: Some("mailto:ada@x.example,mina@x.example?subject=x".into()),
            all_count: 2,
            ..open()
        };
        let each = EventKind::ALL.into_iter();
        let story = each.flat_map(|kind| [told(kind, Some("Ada")), told(kind, None)]).collect();
        let ended = |by| WholeView {
            standing: "request-closed",
            ended: Some(told(EventKind::Solved, by)),
            team: Vec::new(),
            ..open()
        };
        vec![
            WholeView { hidden_until: Some("2026-03-06T15:05:00".into()), ..open() },
            WholeView { public_on: Some("2026-03-06".into()), ..taken(true, "") },
            taken(true, "Marc"),
            WholeView {
                takers: vec![person("marc"), PersonView { name: "Zoé".into(), address: None }],
                ..taken(false, "Marc, Zoé")
            },
            taken(false, ""),
            WholeView { story, ..ended(Some("Ada")) },
            ended(None),
            WholeView { ended: Some(untold(EventKind::Solved)), ..ended(None) },
            WholeView { ended: Some(untold(EventKind::NotNeeded)), ..ended(None) },
            WholeView { ended: Some(untold(EventKind::Unknown)), ..ended(None) },
        ]
    }

    /// With each form there is, and with none.
    pub fn actions() -> Vec<ActionsView> {
        let of = |all: bool, offer: bool| ActionsView {
            taking_at: "/h/x".into(),
            end_at: "/h/x".into(),
            with_csrf: all,
            take: all && !offer,
            too: all,
            offer,
            give_back: all,
            close: all,
            keep_open: all,
            reopen: all,
            solved: all,
            with_word: offer,
        };
        vec![of(true, false), of(true, true), of(false, true), of(false, false)]
    }
}
