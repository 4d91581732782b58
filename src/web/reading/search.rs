//! Search over all that was published.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::programme::project::{Project, Promotion, PromotionId, Stage};
use crate::domain::reading::search::{Piece, Query};
use crate::services::reading::searching::{self, Hit, Wish};
use crate::store;
use crate::store::programme::{projects, promotions};
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{SignedIn, Visitor};
use crate::web::{Error, Site};

/// How many hits a page lists.
const PAGE: i64 = 20;

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    project: String,
    #[serde(default)]
    promotion: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    page: i64,
}

#[derive(Serialize)]
struct SearchPage {
    q: String,
    projects: Vec<Choice>,
    promotions: Vec<Choice>,
    from: String,
    to: String,
    /// Whether not everything is looked through.
    filtered: bool,
    /// Whether something was looked for.
    asked: bool,
    hits: Vec<HitView>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct HitView {
    href: String,
    project: String,
    /// A bulletin's.
    week: Option<String>,
    /// A key date's.
    day: Option<String>,
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

impl HitView {
    fn new(hit: &Hit, query: &Query) -> HitView {
        let snippets = |texts: &[&str]| -> Vec<Vec<PieceView>> {
            let found = texts.iter().map(|text| query.snippet(text));
            let mut told: Vec<Vec<Piece>> =
                found.filter(|pieces| pieces.iter().any(|piece| piece.marked)).collect();
            // Words that are spread over several texts are all shown; a text without any is not.
            if told.is_empty() {
                told.extend(texts.first().map(|text| query.snippet(text)));
            }
            told.into_iter().map(|pieces| pieces.into_iter().map(PieceView::from).collect()).collect()
        };
        match hit {
            Hit::Bulletin(project, bulletin) => {
                let answers: Vec<&str> =
                    bulletin.content.answers.given().map(|(_, answer)| answer.as_str()).collect();
                HitView {
                    href: format!("/projects/{}/bulletins/{}", project.slug, bulletin.week),
                    project: project.name.clone(),
                    week: Some(bulletin.week.to_string()),
                    day: None,
                    snippets: snippets(&answers),
                }
            }
            Hit::KeyDate(project, announced) => HitView {
                href: format!("/projects/{}", project.slug),
                project: project.name.clone(),
                week: None,
                day: Some(announced.key_date.date.to_string()),
                snippets: snippets(&[announced.key_date.description.as_str()]),
            },
            Hit::Project(project) => HitView {
                href: format!("/projects/{}", project.slug),
                project: project.name.clone(),
                week: None,
                day: None,
                snippets: snippets(&[&project.name, &project.administration, &project.description]),
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
    let visitor = signed_in.visitor;
    let query = Query::parse(&wanted.q);
    let number = wanted.page.clamp(0, 10_000);
    let (from, to) = (wanted.from.parse::<NaiveDate>().ok(), wanted.to.parse::<NaiveDate>().ok());
    let promotion = wanted.promotion.parse().ok().map(PromotionId);
    let wish =
        query.clone().map(|query| Wish { query, project: wanted.project.clone(), promotion, from, to });
    let (mut hits, projects, promotions) = site
        .services
        .read(move |scope| -> store::Result<_> {
            let hits = match wish {
                Some(wish) => searching::search(scope, wish, (number * PAGE, PAGE + 1))?,
                None => Vec::new(),
            };
            Ok((hits, projects::all(scope.conn)?, promotions::all(scope.conn)?))
        })
        .await?;
    let more = hits.len() as i64 > PAGE;
    hits.truncate(PAGE as usize);
    let at = |page: i64| {
        let page = page.to_string();
        let fields = [
            ("q", wanted.q.as_str()),
            ("project", wanted.project.as_str()),
            ("promotion", wanted.promotion.as_str()),
            ("from", wanted.from.as_str()),
            ("to", wanted.to.as_str()),
            ("page", page.as_str()),
        ];
        view::address("/search", &fields)
    };
    let page = SearchPage {
        q: wanted.q.clone(),
        projects: project_choices(&visitor, &projects, &wanted.project)?,
        promotions: promotion_choices(&visitor, &promotions, promotion)?,
        from: from.map(|day| day.to_string()).unwrap_or_default(),
        to: to.map(|day| day.to_string()).unwrap_or_default(),
        filtered: !wanted.project.is_empty() || promotion.is_some() || from.is_some() || to.is_some(),
        asked: query.is_some(),
        hits: query
            .map(|query| hits.iter().map(|hit| HitView::new(hit, &query)).collect())
            .unwrap_or_default(),
        previous: (number > 0).then(|| at(number - 1)),
        next: more.then(|| at(number + 1)),
    };
    view::page(&site, &req, &visitor, "pages/reading/search", &page)
}

fn project_choices(visitor: &Visitor, projects: &[Project], chosen: &str) -> Result<Vec<Choice>, Error> {
    let all = view::text(visitor, "search-all-projects", &[])?;
    let mut choices = vec![Choice { value: String::new(), text: all, chosen: chosen.is_empty() }];
    choices.extend(projects.iter().filter(|project| project.stage != Stage::Draft).map(|project| Choice {
        value: project.slug.clone(),
        text: project.name.clone(),
        chosen: project.slug == chosen,
    }));
    Ok(choices)
}

fn promotion_choices(
    visitor: &Visitor,
    promotions: &[Promotion],
    chosen: Option<PromotionId>,
) -> Result<Vec<Choice>, Error> {
    let all = view::text(visitor, "search-all-promotions", &[])?;
    let mut choices = vec![Choice { value: String::new(), text: all, chosen: chosen.is_none() }];
    choices.extend(promotions.iter().filter(|promotion| promotion.stage != Stage::Draft).map(|promotion| {
        Choice {
            value: promotion.id.0.to_string(),
            text: promotion.name.clone(),
            chosen: Some(promotion.id) == chosen,
        }
    }));
    Ok(choices)
}
