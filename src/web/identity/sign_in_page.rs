//! The door: an address, and a mail or a password.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use crate::domain::kit::Fault;
use crate::web::kit::form::Form;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct SignInPage {
    back: String,
    /// From when on a password may be tried again; until then a mail lets its reader in.
    guessed_until: Option<String>,
    /// Whether the field for a password is in sight: most have none.
    by_password: bool,
    form: Form,
}

impl SignInPage {
    pub fn new(back: String, email: &str) -> SignInPage {
        let form = Form::new([("email", email), ("password", "")]);
        SignInPage { back, guessed_until: None, by_password: false, form }
    }

    /// To somebody who has just typed a password.
    pub fn by_password(self) -> SignInPage {
        SignInPage { by_password: true, ..self }
    }

    /// To somebody who may try one again from that moment on.
    pub fn after_guesses(self, until: String) -> SignInPage {
        SignInPage { guessed_until: Some(until), ..self }
    }

    /// With what is wrong with what was typed.
    pub fn refused(
        self,
        site: &Site,
        req: &HttpRequest,
        visitor: &Visitor,
        faults: &[Fault],
    ) -> Result<HttpResponse, Error> {
        let page = SignInPage { form: self.form.refused(visitor, faults)?, ..self };
        view::show_with_status(site, req, visitor, StatusCode::UNPROCESSABLE_ENTITY, &page)
    }
}

impl Page for SignInPage {
    const TEMPLATE: &'static str = "pages/identity/sign-in";

    #[cfg(test)]
    fn samples() -> Vec<SignInPage> {
        let refused = SignInPage::new("/weeks".into(), "ada@x.example");
        vec![
            SignInPage::new(String::new(), ""),
            SignInPage { form: refused.form.sample_fault("email"), by_password: true, ..refused },
            SignInPage {
                guessed_until: Some("2026-03-06T14:05:00".into()),
                ..SignInPage::new(String::new(), "")
            },
        ]
    }
}
