//! A promotion is opened, closed, archived, and taken back: at once, or after a question that says what comes of it.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::steps::LackingView;
use crate::domain::people::Member;
use crate::domain::programme::project::{PromotionId, Stage};
use crate::services::programme::promotions::{self as verbs, Listed, Present};
use crate::services::programme::without_team::WithoutTeam;
use crate::services::{Refusal, Scope};
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

/// A stage to which a promotion can be taken.
#[derive(Serialize)]
pub(super) struct Move {
    stage: &'static str,
    /// The key of the button.
    key: String,
    /// It is asked about first.
    asks: bool,
    /// How it is read aloud with the promotion's name; none: that follows the button's word.
    named: Option<&'static str>,
    /// What a promotion in preparation waits for, once it has a project.
    opens: bool,
}

pub(super) fn moves(present: Stage, projects: usize, without_team: &[WithoutTeam]) -> Vec<Move> {
    let key = |to: &Stage| match (present, to) {
        (Stage::Archived, _) => "stage-restore".to_owned(),
        (Stage::Closed, Stage::Open) => "stage-reopen".to_owned(),
        _ => format!("stage-to-{to}"),
    };
    let to = |to: &Stage| Move {
        stage: to.as_str(),
        key: key(to),
        asks: question(present, *to, without_team).is_some(),
        named: (present == Stage::Open && *to == Stage::Draft).then_some("stage-to-draft-named"),
        opens: present == Stage::Draft && projects > 0,
    };
    present.next().iter().map(to).collect()
}

/// What a move is about that is asked about first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// It would be opened with projects that nobody files for.
    Opening,
    Closing,
    Withdrawing,
    Archiving,
}

/// None: it is done at once.
fn question(present: Stage, to: Stage, without_team: &[WithoutTeam]) -> Option<Asked> {
    match (present, to) {
        (Stage::Draft, Stage::Open) if !without_team.is_empty() => Some(Asked::Opening),
        (Stage::Open, Stage::Closed) => Some(Asked::Closing),
        (Stage::Open, Stage::Draft) => Some(Asked::Withdrawing),
        (_, Stage::Archived) => Some(Asked::Archiving),
        _ => None,
    }
}

/// Asks before a promotion is taken to another stage.
#[derive(Serialize)]
pub struct StagePage {
    name: String,
    /// The keys of the texts, and of the button's.
    title: &'static str,
    explanation: &'static str,
    button: &'static str,
    stage: &'static str,
    /// It ends something.
    ends: bool,
    /// When this week's form closes, where that is told.
    closes_at: Option<String>,
    lacking: Option<LackingView>,
}

impl StagePage {
    fn new(asked: Asked, name: String) -> StagePage {
        let (title, explanation, button, to) = match asked {
            Asked::Opening => {
                ("promotion-open", "promotion-open-explanation", "stage-to-open-anyway", Stage::Open)
            }
            Asked::Closing => {
                ("promotion-close", "promotion-close-unasked", "stage-to-closed", Stage::Closed)
            }
            Asked::Withdrawing => {
                ("promotion-withdraw", "promotion-withdraw-explanation", "stage-to-draft", Stage::Draft)
            }
            Asked::Archiving => {
                ("promotion-archive", "promotion-archive-explanation", "stage-to-archived", Stage::Archived)
            }
        };
        let (stage, ends) = (to.as_str(), asked != Asked::Opening);
        StagePage { name, title, explanation, button, stage, ends, closes_at: None, lacking: None }
    }

    /// What is still asked of its projects once it is closed. `closes_at`: when this week's form does, where it is open.
    fn closing_in(self, present: Present, closes_at: Option<String>) -> StagePage {
        let explanation = match present {
            Present::Open(_) => "promotion-close-open",
            Present::Over => "promotion-close-over",
            Present::Unasked => "promotion-close-unasked",
        };
        StagePage { explanation, closes_at, ..self }
    }
}

impl Page for StagePage {
    const TEMPLATE: &'static str = "pages/programme/stage";

    #[cfg(test)]
    fn samples() -> Vec<StagePage> {
        let page = |asked| StagePage::new(asked, "EIG 3".into());
        let at = chrono::DateTime::default();
        let closing =
            |present, at: Option<&str>| page(Asked::Closing).closing_in(present, at.map(Into::into));
        vec![
            StagePage { lacking: LackingView::sample(), ..page(Asked::Opening) },
            closing(Present::Open(at), Some("2026-03-06T15:00:00")),
            closing(Present::Over, None),
            closing(Present::Unasked, None),
            page(Asked::Withdrawing),
            page(Asked::Archiving),
        ]
    }
}

#[derive(Deserialize)]
pub struct StageForm {
    #[serde(default)]
    stage: String,
}

/// Asks before a move that ends something, or begins what is not ready. Whoever comes here without one is led to where the
/// moves stand.
pub async fn ask_advance(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    asked: web::Query<StageForm>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let id = PromotionId(*path);
    let look = move |scope: &mut Scope<'_>| -> Result<_, Refusal> {
        Ok((verbs::find(scope, id)?, verbs::present(scope, id)?))
    };
    let (Listed { promotion, without_team, .. }, present) = site.services.read(look).await?;
    let to: Option<Stage> = asked.stage.parse().ok().filter(|to| promotion.stage.next().contains(to));
    let Some(asked) = to.and_then(|to| question(promotion.stage, to, &without_team)) else {
        return Ok(view::see_other("/admin/promotions"));
    };
    let page = StagePage::new(asked, promotion.name);
    let page = match asked {
        Asked::Opening => StagePage { lacking: LackingView::of(&without_team), ..page },
        Asked::Closing => {
            let closes_at = match present {
                Present::Open(at) => Some(view::local(&site, at)),
                Present::Over | Present::Unasked => None,
            };
            page.closing_in(present, closes_at)
        }
        Asked::Withdrawing | Asked::Archiving => page,
    };
    view::show(&site, &req, &coordinator.visitor, &page)
}

/// Takes a promotion to its next stage, or back.
pub async fn advance(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    sent: Posted<StageForm>,
) -> Result<HttpResponse, Error> {
    let to: Stage = sent.0.stage.parse().map_err(|_| Error::Unreadable)?;
    let id = PromotionId(*path);
    let services = &site.services;
    let act = move |scope: &mut Scope<'_>, by: &Member| -> Result<_, Refusal> {
        Ok((verbs::advance(scope, by, id, to)?, verbs::find(scope, id)?.projects))
    };
    let (before, projects) = services.coordinate(coordinator.claim, act).await?;
    let notice = match (before, to) {
        (Stage::Archived, _) => "done-restored",
        (_, Stage::Draft) => "done-drafted",
        (_, Stage::Open) if projects == 0 => "done-opened-empty",
        (_, Stage::Open) => "done-opened",
        (_, Stage::Closed) => "done-closed",
        (_, Stage::Archived) => "done-archived",
    };
    Ok(view::done("/admin/promotions", notice))
}
