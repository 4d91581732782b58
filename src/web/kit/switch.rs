//! From one promotion to another, where somebody follows several: pages of many projects show one promotion's alone.

use actix_web::HttpRequest;
use serde::{Deserialize, Serialize};

use crate::domain::programme::project::{Promotion, PromotionId};

/// The promotion whose projects an address asks for; anything that is none asks for all.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    pub promotion: String,
}

impl Wanted {
    pub fn id(&self) -> Option<PromotionId> {
        self.promotion.parse().ok().map(PromotionId)
    }
}

/// What can be switched to.
#[derive(Serialize)]
pub struct Switch {
    /// The name of the promotion that is looked at; none: all are.
    present: Option<String>,
    /// Where all are looked at.
    all: &'static str,
    promotions: Vec<Way>,
}

#[derive(Serialize)]
struct Way {
    name: String,
    href: String,
    current: bool,
}

/// Pages that can show one promotion alone. No other one has the switch: it would promise what the page does not do.
const PAGES: [&str; 2] = ["/projects", "/dashboard"];

impl Switch {
    pub fn of(followed: &[Promotion], req: &HttpRequest) -> Option<Switch> {
        if followed.len() < 2 {
            return None;
        }
        let page = PAGES.into_iter().find(|page| *page == req.path())?;
        let query = url::form_urlencoded::parse(req.query_string().as_bytes());
        let asked = query.into_iter().find(|(name, _)| name == "promotion").map(|(_, id)| id.into_owned());
        Some(Switch::between(followed, page, asked.as_deref()))
    }

    fn between(followed: &[Promotion], all: &'static str, asked: Option<&str>) -> Switch {
        let way = |promotion: &Promotion| {
            let id = promotion.id.0.to_string();
            Way {
                name: promotion.name.clone(),
                href: format!("{all}?promotion={id}"),
                current: asked == Some(&id),
            }
        };
        let promotions: Vec<Way> = followed.iter().map(way).collect();
        let present = promotions.iter().find(|way| way.current).map(|way| way.name.clone());
        Switch { present, all, promotions }
    }

    #[cfg(test)]
    pub fn sample() -> Switch {
        use crate::domain::samples::promotion;
        Switch::between(&[promotion(), promotion()], "/dashboard", Some("1"))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::domain::samples::promotion;

    fn followed() -> [Promotion; 2] {
        [promotion(), Promotion { id: PromotionId(2), name: "EIG 9".into(), ..promotion() }]
    }

    fn at(uri: &str) -> Option<Switch> {
        Switch::of(&followed(), &TestRequest::with_uri(uri).to_http_request())
    }

    fn told(uri: &str) -> (Option<String>, Vec<String>) {
        let switch = at(uri).unwrap();
        (switch.present, switch.promotions.into_iter().map(|way| way.href).collect())
    }

    #[test]
    fn who_follows_one_promotion_is_asked_nothing() {
        let at = TestRequest::with_uri("/projects").to_http_request();
        assert!(Switch::of(&followed()[..1], &at).is_none());
    }

    #[test]
    fn one_stays_on_a_page_that_shows_promotions_alone() {
        let to = |page: &str| [1, 2].map(|id| format!("{page}?promotion={id}")).to_vec();
        assert_eq!(told("/dashboard?promotion=2"), (Some("EIG 9".into()), to("/dashboard")));
        assert_eq!(told("/projects"), (None, to("/projects")));
        assert!(at("/weeks?promotion=2").is_none() && at("/projects/cartobio").is_none());
        assert_eq!(told("/dashboard?promotion=nonsense"), (None, to("/dashboard")));
    }
}
