//! The choice of a language.

use std::str::FromStr;

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{local_path, with_cookies};
use crate::domain::people::Locale;
use crate::services::identity::claim::Claim;
use crate::services::people::settings;
use crate::web::kit::cookies;
use crate::web::kit::forms::Posted;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct ChooseLocale {
    #[serde(default)]
    locale: String,
    #[serde(default)]
    back: String,
}

/// Remembers the language, for the person where there is one and for the browser in any case.
pub async fn choose(
    site: web::Data<Site>,
    visitor: Visitor,
    form: Posted<ChooseLocale>,
) -> Result<HttpResponse, Error> {
    let ChooseLocale { locale, back } = form.0;
    let locale = Locale::from_str(&locale).map_err(|_| Error::Unreadable)?;
    if let Some(session) = visitor.session.clone() {
        let claim = Claim::new(session);
        site.services.act(claim, move |scope, member| settings::choose_locale(scope, member, locale)).await?;
    }
    with_cookies(view::see_other(local_path(&back)), &[cookies::locale_cookie(&site, locale)])
}
