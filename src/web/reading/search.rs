//! Search over all that was published.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::read_day;
use crate::domain::programme::project::PromotionId;
use crate::domain::reading::search::{Piece, Query};
use crate::services::help::asking;
use crate::services::help::seeing::Seen;
use crate::services::reading::searching::{self, Hit, Looked, Wish};
use crate::services::{self, Scope};
use crate::views::{KeyDateView, in_words};
use crate::web::help::seen_view::SeenView;
use crate::web::kit::form::Form;
use crate::web::kit::page::Page;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

/// Nobody looks further.
const LAST_PAGE: i64 = 10_000;

#[derive(Deserialize, Default)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    project: String,
    #[serde(default)]
    promotion: String,
    /// `help`: only requests for help.
    #[serde(default)]
    only: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    page: i64,
}

impl Wanted {
    fn from(&self) -> Option<NaiveDate> {
        read_day(&self.from)
    }

    fn to(&self) -> Option<NaiveDate> {
        read_day(&self.to)
    }

    fn promotion(&self) -> Option<PromotionId> {
        self.promotion.parse().ok().map(PromotionId)
    }

    fn only_requests(&self) -> bool {
        self.only == "help"
    }

    fn page(&self) -> usize {
        self.page.clamp(0, LAST_PAGE).unsigned_abs() as usize
    }

    fn wish(&self) -> Wish {
        Wish {
            query: Query::parse(&self.q),
            project: self.project.clone(),
            promotion: self.promotion(),
            only_requests: self.only_requests(),
            from: self.from(),
            to: self.to(),
            page: self.page(),
        }
    }

    /// Where another page of the same search is.
    fn at(&self, page: usize) -> String {
        let page = page.to_string();
        let fields = [
            ("q", self.q.as_str()),
            ("project", self.project.as_str()),
            ("promotion", self.promotion.as_str()),
            ("only", self.only.as_str()),
            ("from", self.from.as_str()),
            ("to", self.to.as_str()),
            ("page", page.as_str()),
        ];
        view::address("/search", &fields)
    }
}

#[derive(Serialize)]
pub struct SearchPage {
    q: String,
    /// What the search is narrowed down to.
    form: Form,
    only_requests: bool,
    /// Whether not everything is looked through.
    filtered: bool,
    /// Whether something was looked for.
    asked: bool,
    /// Whether its reader may ask for help instead.
    can_ask: bool,
    hits: Vec<HitView>,
    previous: Option<String>,
    next: Option<String>,
}

impl Page for SearchPage {
    const TEMPLATE: &'static str = "pages/reading/search";

    #[cfg(test)]
    fn samples() -> Vec<SearchPage> {
        use crate::domain::filing::key_date::Announced;
        use crate::domain::samples::{announced, calendar, full_bulletin, project, stories};
        let wanted = |q: &str, page| Wanted { q: q.into(), page, ..Wanted::default() };
        let page = |wanted: &Wanted, hits| {
            let looked = Looked { hits, has_more: true, projects: vec![project(1)], promotions: Vec::new() };
            let all = All { projects: "Tous".into(), promotions: "Toutes".into() };
            SearchPage::new(wanted, &looked, all, true, &|seen| SeenView::new(seen, &calendar()))
        };
        let bulletin = full_bulletin(1, "2026-W10");
        let day = announced(&bulletin);
        let days = stories().into_iter().map(|story| Announced { story, ..day.clone() });
        let days = days.map(|day| Hit::KeyDate(project(1), day));
        let hits = [Hit::Project(project(1)), Hit::Bulletin(project(1), Box::new(bulletin))];
        let hits = days.chain(hits);
        let seen = Seen::samples().into_iter().chain(Seen::ended_samples());
        let hits =
            hits.chain(seen.map(|seen| Hit::Request(Box::new(seen), vec!["Vu au comité.".into()]))).collect();
        let narrow = Wanted { project: "p01".into(), from: "2026-03-02".into(), ..wanted("comité", 2) };
        vec![page(&wanted("", 0), Vec::new()), page(&wanted("rien", 0), Vec::new()), page(&narrow, hits)]
    }
}

#[derive(Serialize)]
struct HitView {
    href: String,
    project: String,
    /// A bulletin's.
    week: Option<String>,
    key_date: Option<KeyDateView>,
    request: Option<SeenView>,
    snippets: Vec<Vec<PieceView>>,
}

#[derive(Serialize)]
struct PieceView {
    text: String,
    marked: bool,
}

impl From<Piece> for PieceView {
    fn from(piece: Piece) -> Self {
        PieceView { text: piece.text, marked: piece.marked }
    }
}

fn is_marked(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| piece.marked)
}

impl HitView {
    fn new(hit: &Hit, query: &Query, shown: &dyn Fn(&Seen) -> SeenView) -> HitView {
        let snippets = |texts: &[&str]| -> Vec<Vec<PieceView>> {
            let found = texts.iter().map(|text| query.snippet(text));
            let mut told: Vec<Vec<Piece>> = found.filter(|pieces| is_marked(pieces)).collect();
            // Words that are spread over several texts are all shown; a text without any is not.
            if told.is_empty() {
                told.extend(texts.first().map(|text| query.snippet(text)));
            }
            told.into_iter().map(|pieces| pieces.into_iter().map(PieceView::from).collect()).collect()
        };
        // As readers see it, unless what is found is what they do not see, such as the address of a link.
        let written = |text: &str| -> String {
            let words = in_words(text);
            let is_lost = is_marked(&query.snippet(text)) && !is_marked(&query.snippet(&words));
            if is_lost { text.to_owned() } else { words }
        };
        let written_snippets = |texts: Vec<&str>| {
            let texts: Vec<String> = texts.into_iter().map(written).collect();
            snippets(&texts.iter().map(String::as_str).collect::<Vec<_>>())
        };
        match hit {
            Hit::Bulletin(project, bulletin) => {
                let answers = bulletin.content.answers.given().map(|(_, answer)| answer.as_str()).collect();
                HitView {
                    href: format!("/projects/{}/bulletins/{}", project.slug, bulletin.week),
                    project: project.name.clone(),
                    week: Some(bulletin.week.to_string()),
                    key_date: None,
                    request: None,
                    snippets: written_snippets(answers),
                }
            }
            Hit::KeyDate(project, announced) => HitView {
                href: format!("/projects/{}", project.slug),
                project: project.name.clone(),
                week: None,
                key_date: Some(announced.into()),
                request: None,
                snippets: snippets(&[announced.key_date.description.as_str()]),
            },
            Hit::Project(project) => HitView {
                href: format!("/projects/{}", project.slug),
                project: project.name.clone(),
                week: None,
                key_date: None,
                request: None,
                snippets: snippets(&[&project.name, &project.administration, &project.description]),
            },
            Hit::Request(seen, words) => HitView {
                href: format!("/help-requests/{}", seen.request.id.0),
                project: seen.project.name.clone(),
                week: None,
                key_date: None,
                request: Some(shown(seen)),
                snippets: {
                    let words = words.iter().map(String::as_str);
                    written_snippets(std::iter::once(seen.request.text.as_str()).chain(words).collect())
                },
            },
        }
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    wanted: web::Query<Wanted>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let (reader, wish) = (member.person.id, wanted.wish());
    let look = move |scope: &mut Scope<'_>| -> Result<_, services::Error> {
        let can_ask = asking::projects_of(scope, &member).is_ok();
        Ok((searching::search(scope, &member, wish)?, can_ask))
    };
    let (looked, can_ask) = site.services.read(look).await?;
    let all = All {
        projects: view::text(&visitor, "search-all-projects", &[])?,
        promotions: view::text(&visitor, "search-all-promotions", &[])?,
    };
    let shown = |seen: &Seen| SeenView::told(seen, &site.services.rules, Some(reader));
    let page = SearchPage::new(&wanted, &looked, all, can_ask, &shown);
    view::show(&site, &req, &visitor, &page)
}

/// How a list calls that it is not narrowed down.
struct All {
    projects: String,
    promotions: String,
}

impl SearchPage {
    fn new(
        wanted: &Wanted,
        looked: &Looked,
        all: All,
        can_ask: bool,
        shown: &dyn Fn(&Seen) -> SeenView,
    ) -> SearchPage {
        let query = wanted.wish().query;
        let (from, to) = (wanted.from().map(|day| day.to_string()), wanted.to().map(|day| day.to_string()));
        let typed = [("from", from.as_deref().unwrap_or("")), ("to", to.as_deref().unwrap_or(""))];
        let narrows =
            wanted.only_requests() || wanted.promotion().is_some() || from.is_some() || to.is_some();
        let projects = looked.projects.iter().map(|project| (project.slug.clone(), project.name.clone()));
        let promotions = looked.promotions.iter().map(|of| (of.id.0.to_string(), of.name.clone()));
        let page = wanted.page();
        SearchPage {
            q: wanted.q.clone(),
            form: Form::new(typed)
                .choosing("project", Choice::one_or_all(all.projects, projects, &wanted.project))
                .choosing("promotion", Choice::one_or_all(all.promotions, promotions, &wanted.promotion)),
            only_requests: wanted.only_requests(),
            filtered: narrows || !wanted.project.is_empty(),
            asked: query.is_some(),
            can_ask,
            hits: query
                .as_ref()
                .map(|query| looked.hits.iter().map(|hit| HitView::new(hit, query, shown)).collect())
                .unwrap_or_default(),
            previous: page.checked_sub(1).map(|page| wanted.at(page)),
            next: looked.has_more.then(|| wanted.at(page + 1)),
        }
    }
}
