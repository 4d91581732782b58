//! The database goes away after a form was shown: what was typed comes back, whatever the form, and can be sent again.

use bulletins::web::{ROUTES, Route};

use crate::story;
use crate::support::browser::{Browser, Page};
use crate::support::outage::ALL;

/// Forms that carry a file.
const WITH_FILE: &[&str] = &["/admin/projects/{slug}/logo", "/admin/import", "/admin/import/preview"];

/// Fields as forms have them: short and long, of lists and of buttons, known and unknown by name, and secrets.
const FIELDS: &[(&str, &str)] = &[
    ("name", "Plume & Cie"),
    ("email", "nouvelle@plume.example"),
    ("priorities", "Livrer <b>vite</b>\r\net bien"),
    ("help", "\"Un·e juriste ?\""),
    ("key_date_description", "Démonstration"),
    ("text", "nom;projet\r\nAda;Plume"),
    ("field_that_nobody_knows", "quelques mots\r\nsur deux lignes"),
    ("mood", "3"),
    ("version", "1"),
    ("draft", "2"),
    ("locale", "fr"),
    ("role", "eig"),
];
const SECRETS: &[(&str, &str)] =
    &[("password", "correct horse battery"), ("present", "wrong horse battery"), ("code", "123456")];

async fn send(browser: &Browser, path: &str, csrf: &str, with_file: bool) -> Page {
    let fields = [&[("csrf", csrf)], FIELDS, SECRETS].concat();
    if with_file {
        browser.post_parts(path, &fields, Some(b"a file")).await
    } else {
        browser.post(path, &fields).await
    }
}

/// Whether everything that was sent came back, but for what nobody should read over a shoulder.
#[track_caller]
fn holds_everything(page: &Page, path: &str) {
    assert_eq!(page.path, path);
    for (name, value) in FIELDS {
        let back = page.field(name).replace("\r\n", "\n");
        assert_eq!(back, value.replace("\r\n", "\n"), "{name} of {path}");
    }
    for (name, value) in SECRETS {
        assert!(!page.body.contains(value), "{path} tells the {name}");
        assert_eq!(page.field(name), "", "{path}");
    }
    assert!(page.has("main form[method=post] button"), "{path} cannot be sent again");
}

async fn csrf_of(browser: &Browser) -> String {
    browser.open("/nowhere").await.form_token()
}

story!(no_form_loses_what_was_typed_when_the_database_goes_away, "2026-03-06 13:55", |app| {
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("ada@cartobio.example").latest().link("/f/").replace("/f/", "");
    let camille = app.browse_as("camille@eig.example").await;
    let phone = app.browser("fr");
    // At once, and in the middle of the work, when it is known who asks.
    for lost in [ALL, &["pauses"]] {
        for (browser, is_signed_in) in [(&camille, true), (&phone, false)] {
            let csrf = csrf_of(browser).await;
            app.lose(lost);
            let mut refused = Vec::new();
            // Mail servers have no form, and without a secret there is nothing for them.
            let of_forms = |route: &&Route| route.method == "post" && route.path != "/bounces";
            for route in ROUTES.iter().filter(of_forms) {
                let path = route
                    .path
                    .replace("{slug}", "cartobio")
                    .replace("{week}", "2026-W10")
                    .replace("{token}", &link)
                    .replace("{id}", "1")
                    .replace("{role}", "eig");
                let with_file = WITH_FILE.contains(&route.path);
                let page = send(browser, &path, &csrf, with_file).await;
                assert_ne!(page.status, 500, "{path}: {}", page.text());
                if page.status == 503 {
                    page.says("n’a pas été enregistré");
                    assert!(page.headers.contains_key("retry-after"), "{path}");
                    holds_everything(&page, &path);
                    refused.push(route.path);
                }
                let is_all = lost == ALL && is_signed_in;
                assert!(page.status == 503 || !is_all, "{path} needs no database: {}", page.status);
            }
            for path in ["/f/{token}", "/f/{token}/draft"] {
                assert!(refused.contains(&path), "{path} needs no database");
            }
            app.find(lost);
        }
    }
    app.travel_to("Fri 15:05").await;
});

story!(what_came_back_can_be_sent_again, "2026-03-04 09:00", |app| {
    let typed = [("mood", "3"), ("priorities", "Livrer\r\nvite"), ("ups_and_downs", "Haut")];
    let ada = app.browse_as("ada@cartobio.example").await;
    let ben = app.browse_as("ben@cartobio.example").await;
    let camille = app.browse_as("camille@eig.example").await;
    let csrf = ben.open("/projects/cartobio/bulletins/2026-W10").await.field("csrf");
    camille.open("/admin/projects/plume").await.is(200);
    app.lose(ALL);
    let draft = "/projects/cartobio/bulletins/2026-W10/draft";
    ben.post(draft, &[("csrf", &csrf), ("help", "A lawyer"), ("draft", "0")])
        .await
        .is(503)
        .says("n’a pas été enregistré");
    let page = ada.submit(&typed).await;
    page.is(503).says("n’a pas été enregistré");
    // What comes back can still be changed.
    assert!(page.has("textarea[name=priorities]") && page.has("input[type=hidden][name=mood]"));
    camille.submit(&[("description", "Écrire\r\nclair")]).await.is(503);
    // Still away: nothing is lost by trying.
    ada.submit(&[("priorities", "Livrer\r\nbien")]).await.is(503);
    app.find(ALL);
    ben.submit(&[]).await.is(200);
    assert_eq!(ben.open("/projects/cartobio/bulletins/2026-W10").await.field("help"), "A lawyer");
    camille.submit(&[]).await.is(200).says("C’est enregistré");
    assert_eq!(camille.open("/admin/projects/plume").await.field("description"), "Écrire\nclair");
    // Ada had not seen Ben's draft, and sends hers once more having seen it.
    ada.submit(&[]).await.is(409).says("A lawyer");
    ada.submit(&[]).await.is(200).says("Merci").says("Livrer bien");
});
