//! Every component of the pages in every state, by day and by night, made by the partials that pages use.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::levers;
use crate::domain::filing::bulletin::Mood;
use crate::domain::kit::{Fault, Wrong};
use crate::templates;
use crate::views::MoodView;
use crate::web::kit::form::Form;
use crate::web::kit::page::Page;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// Names of which the grounds of their initials differ.
const NAMES: [&str; 5] = ["Ada Lovelace", "Ben Okri", "Chloé Émond", "Driss Rami", "Noé Le Goff"];

#[derive(Serialize)]
pub struct DesignPage {
    schemes: [Scheme; 2],
    signs: Vec<String>,
}

/// All components in light or dark colours.
#[derive(Serialize)]
struct Scheme {
    /// Its class, and the key of its name.
    name: &'static str,
    key: &'static str,
    moods: Vec<MoodView>,
    people: [&'static str; 5],
    /// Where each kind of field is: what names it stands on the page once.
    fields: Fields,
    right: Form,
    wrong: Form,
}

#[derive(Serialize)]
struct Fields {
    text: String,
    choice: String,
    area: String,
    wrong: String,
}

impl Scheme {
    fn new(name: &'static str, key: &'static str, wrong: Form) -> Scheme {
        let field = |kind: &str| format!("{name}-{kind}");
        Scheme {
            name,
            key,
            moods: Mood::ALL.into_iter().map(MoodView::from).collect(),
            people: NAMES,
            fields: Fields {
                text: field("text"),
                choice: field("choice"),
                area: field("area"),
                wrong: field("wrong"),
            },
            right: Form::new([("text", NAMES[0]), ("area", "")])
                .choosing("choice", Choice::locales(crate::domain::people::Locale::Fr)),
            wrong,
        }
    }
}

impl Page for DesignPage {
    const TEMPLATE: &'static str = "pages/demo/design";

    #[cfg(test)]
    fn samples() -> Vec<DesignPage> {
        let wrong = || Form::new([("wrong", "ada")]).sample_fault("wrong");
        let schemes =
            [Scheme::new("light", "design-light", wrong()), Scheme::new("dark", "design-dark", wrong())];
        vec![DesignPage { schemes, signs: templates::signs() }]
    }
}

pub async fn show(site: web::Data<Site>, req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, Error> {
    levers::of(&site)?;
    let fault = Fault { field: "wrong", wrong: Wrong::new("email-invalid") };
    let wrong = || Form::new([("wrong", "ada@")]).refused(&visitor, std::slice::from_ref(&fault));
    let schemes =
        [Scheme::new("light", "design-light", wrong()?), Scheme::new("dark", "design-dark", wrong()?)];
    view::show(&site, &req, &visitor, &DesignPage { schemes, signs: templates::signs() })
}

/// The colours of day and night, whichever the browser asks for.
pub async fn styles(site: web::Data<Site>) -> Result<HttpResponse, Error> {
    levers::of(&site)?;
    let [light, dark] = templates::schemes();
    let styles =
        format!(".light {{ {light} color-scheme: light; }}\n.dark {{ {dark} color-scheme: dark; }}\n");
    Ok(HttpResponse::Ok().content_type("text/css; charset=utf-8").body(styles))
}
