//! What a browser that was left open does not do.

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::second_factor::{give, set_up};

const CAMILLE: &str = "camille@eig.example";
const PASSWORD: &str = "correct horse battery";

/// A form's route and fields, and a query whose answer changes where it is done.
type Form = (&'static str, &'static [(&'static str, &'static str)], &'static str);

/// What asks for a fresh proof.
const FORMS: &[Form] = &[
    (
        "/admin/people",
        &[("lines", "Neu <neu@x.example>"), ("post", "none"), ("locale", "fr")],
        "SELECT email AS key FROM people",
    ),
    (
        "/admin/people/{ada}",
        &[("name", "Ada L."), ("email", "ada.l@x.example"), ("locale", "fr")],
        "SELECT email AS key FROM people",
    ),
    (
        "/admin/people/{ada}/roles",
        &[("role", "mentor"), ("project", "plume")],
        "SELECT role || person_id AS key FROM memberships",
    ),
    (
        "/admin/people/{ada}/roles/cartobio/eig",
        &[("from_day", "2026-01-05")],
        "SELECT CAST(person_id AS TEXT) AS key FROM memberships WHERE from_day IS NOT NULL",
    ),
    (
        "/admin/people/{ada}/departure",
        &[("last_day", "2026-03-31")],
        "SELECT CAST(person_id AS TEXT) AS key FROM memberships WHERE until_day IS NOT NULL",
    ),
    ("/admin/invitations", &[], "SELECT CAST(id AS TEXT) AS key FROM link_tokens"),
    ("/admin/people/{ada}/chats", &[("slack", "U0ADA")], "SELECT name AS key FROM chat_names"),
    ("/admin/people/{ada}/coordinator", &[("on", "1")], "SELECT email AS key FROM people WHERE coordinator"),
    ("/admin/people/{ada}/invitation", &[], "SELECT CAST(id AS TEXT) AS key FROM link_tokens"),
    ("/admin/people/{ada}/second-factor", &[], "SELECT CAST(person_id AS TEXT) AS key FROM authenticators"),
    ("/admin/people/{ada}/active", &[], "SELECT email AS key FROM people WHERE deactivated_at IS NULL"),
    ("/admin/people/{ada}/erasure", &[], "SELECT email AS key FROM people"),
    (
        "/settings/second-factor/codes",
        &[],
        "SELECT CAST(count(*) AS TEXT) AS key FROM audit WHERE action = 'recovery-codes-made'",
    ),
    ("/settings/second-factor/app/removal", &[], "SELECT CAST(person_id AS TEXT) AS key FROM authenticators"),
    ("/settings/sessions", &[], "SELECT CAST(id AS TEXT) AS key FROM sessions"),
    ("/settings/sessions/1", &[], "SELECT CAST(id AS TEXT) AS key FROM sessions"),
    ("/settings/erasure", &[], "SELECT email AS key FROM people"),
    ("/admin/digest/1", &[], "SELECT CAST(id AS TEXT) AS key FROM outbox WHERE kind = 'handed-on'"),
];

const PAGES: [&str; 13] = [
    "/admin/invitations",
    "/admin/promotions/1/export.csv",
    "/admin/promotions/1/export.json",
    "/admin/promotions/1/export.xlsx",
    "/admin/people/{ada}/active",
    "/admin/people/{ada}/coordinator",
    "/admin/people/{ada}/erasure",
    "/admin/people/{ada}/second-factor",
    "/settings/second-factor/app",
    "/settings/second-factor/app/removal",
    "/settings/second-factor/passkeys",
    "/settings/second-factor/passkeys/1/removal",
    "/settings/erasure",
];

async fn give_proof(browser: &Browser) {
    browser.submit_form("form.proof", &[("proof_password", PASSWORD)]).await.is(200);
}

story!(what_asks_for_a_fresh_proof_is_not_done_without_one, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    set_up(app, &ada).await;
    let camille = app.browse_as(CAMILLE).await;
    set_up(app, &camille).await;
    let id = app.keys("SELECT CAST(id AS TEXT) AS key FROM people WHERE name = 'Ada'").await;
    let id = id.into_iter().next().unwrap();
    app.sleep_until("2026-03-04 09:15");
    for path in PAGES {
        let path = path.replace("{ada}", &id);
        let page = camille.open(&path).await;
        assert!(page.is(200).path.starts_with("/proof?back="), "{path}: {}", page.path);
        page.says("Est-ce toujours vous");
    }
    // Nor does whoever finds the browser set up a factor of their own.
    for path in ["/settings/second-factor/app", "/settings/second-factor/passkeys"] {
        let csrf = camille.open("/weeks").await.form_token();
        let fields = [("csrf", csrf.as_str()), ("secret", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), ("code", "1")];
        camille.post(path, &fields).await.is(403).says("Est-ce toujours vous");
    }
    for (path, fields, seen) in FORMS {
        app.clock.set(bulletins::clock::Clock::now(app.clock.as_ref()) + chrono::TimeDelta::minutes(1));
        let path = path.replace("{ada}", &id);
        let before = app.keys(seen).await;
        let csrf = camille.open("/weeks").await.form_token();
        camille.post(&path, &[&[("csrf", csrf.as_str())], *fields].concat()).await.is(403);
        camille.page().says("Est-ce toujours vous");
        assert_eq!(app.keys(seen).await, before, "{path} was done");
        // A wrong one is none, and what was typed is still there.
        camille.submit_form("form.proof", &[("proof_password", "wrong horse battery")]).await.is(422);
        assert_eq!(app.keys(seen).await, before, "{path} was done");
        for (name, value) in *fields {
            assert_eq!(camille.page().field(name), *value, "{path}");
        }
    }
    // What only looks at people, or has nothing to do with them, goes on.
    camille.open(&format!("/admin/people/{id}")).await.is(200).says("Ada");
    camille.open("/admin/schedule").await.is(200);
    camille.submit_form("form[action$='/pauses']", &[("week", "2026-W20"), ("reason", "Pont")]).await.is(200);
});

story!(a_fresh_proof_goes_on_with_what_asked_for_it, "2026-03-04 09:00", |app| {
    let camille = app.browse_as(CAMILLE).await;
    let page = camille.open("/admin/people?q=ada").await;
    let page = page.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    app.sleep_until("2026-03-04 10:00");
    camille.open(&page).await.is(200);
    let typed = [("name", "Ada L."), ("email", "ada@cartobio.example")];
    camille.submit(&typed).await.is(403);
    give_proof(&camille).await;
    assert_eq!(camille.page().path, format!("{page}?done=saved"));
    camille.page().says("Ada L.");
    // For a quarter of an hour; a page waits too.
    camille.open("/admin/promotions/1/export.json").await.is(200);
    app.sleep_until("2026-03-04 10:15");
    camille.open("/admin/promotions/1/export.json").await.is(200).says("Est-ce toujours vous");
    give_proof(&camille).await;
    assert_eq!(camille.page().path, "/admin/promotions/1/export.json");
    // By a code as well; never to another place.
    camille.open("/settings/second-factor/app").await.is(200);
    let (shown, codes) = set_up(app, &camille).await;
    app.sleep_until("2026-03-04 11:00");
    camille.open("/proof?back=//evil.example/").await.is(200);
    camille.submit_form("form.proof", &[("proof_code", &shown.code(app))]).await.is(200);
    assert!(camille.page().path.starts_with("/dashboard") || camille.page().path == "/");
    app.sleep_until("2026-03-04 12:00");
    camille.open("/settings/erasure").await.says("Est-ce toujours vous");
    camille.submit_form("form.proof", &[("proof_code", &codes[0])]).await.is(200).says("pour de bon");
    camille.page().says("Il en reste 9");
    // What is guessed in a browser that was left open is counted.
    app.sleep_until("2026-03-04 13:00");
    camille.open("/settings/erasure").await;
    let mut last = 0;
    for _ in 0..12 {
        camille.open("/proof").await;
        last = camille.submit_form("form.proof", &[("proof_password", "wrong horse battery")]).await.status;
    }
    assert_eq!(last, 429);
});

story!(where_nobody_can_be_asked_for_a_proof_what_was_typed_comes_back, "2026-03-04 09:00", |app| {
    let camille = app.browse_as(CAMILLE).await;
    camille.open("/admin/people").await;
    app.sleep_until("2026-03-04 10:00");
    // What proves who they are is looked up there alone.
    app.sql("ALTER TABLE recovery_codes RENAME TO away").await;
    let typed = [("lines", "Neu <neu@x.example>"), ("post", "none")];
    let page = camille.submit_form("form.new", &typed).await;
    page.is(503).says("Le service ne répond pas");
    assert_eq!(page.field("lines"), "Neu <neu@x.example>");
    app.sql("ALTER TABLE away RENAME TO recovery_codes").await;
    camille.submit_form("main form", &[]).await.is(403).says("Est-ce toujours vous");
    give_proof(&camille).await;
    camille.page().says("Neu");
    app.settle().await;
});

/// Asks for a mail where a proof is asked for; the code in it.
async fn code_by_mail(app: &TestApp, browser: &Browser) -> String {
    browser.submit_form("form.proof", &[("proof_mail", "1")]).await.is(200).says("Un code arrive");
    app.settle().await;
    app.inbox(CAMILLE).latest_of("sign-in").code()
}

story!(who_has_neither_password_nor_factor_proves_themselves_by_mail, "2026-03-04 09:00", |app| {
    let link = app.sign_up_link(CAMILLE).await;
    let camille = app.browser("fr");
    camille.open(&link).await.is(200);
    camille.submit(&[("password", "")]).await.is(200);
    let page = camille.open("/admin/people?q=ada").await;
    let page = page.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&page).await.is(200);
    app.sleep_until("2026-03-04 10:00");
    // What was typed is there all the way, and is done in the end.
    camille.submit(&[("name", "Ada L."), ("email", "ada@cartobio.example")]).await.is(403);
    camille.page().says("un code envoyé à camille@eig.example prouve que c’est vous");
    let code = code_by_mail(app, &camille).await;
    assert_eq!(camille.page().field("name"), "Ada L.");
    let wrong = if code == "000000" { "111111" } else { "000000" };
    for typed in [wrong, " "] {
        camille.submit_form("form.proof", &[("proof_mailed", typed)]).await.is(422);
        assert_eq!(camille.page().field("name"), "Ada L.");
    }
    camille.page().says("Donnez l’une de ces preuves");
    // Whoever sits there has no use for a code of their own.
    let csrf = camille.page().field("csrf");
    let shown = camille.page();
    camille.post("/sign-in/links", &[("csrf", &csrf), ("email", "ada@cartobio.example")]).await.is(200);
    app.settle().await;
    let of_ada = app.inbox("ada@cartobio.example").latest_of("sign-in").code();
    let send = async |code: &str| {
        let (action, fields) = shown.form("form.proof", &[("proof_mailed", code)]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        camille.post(&action, &fields).await
    };
    send(&of_ada).await.is(422);
    let done = send(&code).await;
    assert_eq!(done.is(200).path, format!("{page}?done=saved"));
    done.says("Ada L.");
    // Once.
    app.sleep_until("2026-03-04 10:30");
    camille.open("/settings/erasure").await.says("un code envoyé à");
    camille.submit_form("form.proof", &[("proof_mail", "1")]).await.is(200);
    camille.submit_form("form.proof", &[("proof_mailed", &code)]).await.is(422).says("ne correspond pas");
    app.settle().await;
    let code = app.inbox(CAMILLE).latest_of("sign-in").code();
    camille.submit_form("form.proof", &[("proof_mailed", &code)]).await.is(200).says("pour de bon");
    assert_eq!(camille.page().path, "/settings/erasure");
    // Who has set something up proves that: reading mail is less.
    app.sleep_until("2026-03-04 11:00");
    camille.open("/settings/erasure").await.says("un code envoyé à");
    let code = code_by_mail(app, &camille).await;
    let late = camille.page();
    give(app, CAMILLE).await;
    let (action, fields) = late.form("form.proof", &[("proof_mailed", &code)]);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    camille.post(&action, &fields).await.is(409);
    camille.open("/settings/erasure").await.says("Est-ce toujours vous").says_not("par courriel");
    app.settle().await;
});

story!(a_proof_that_is_none_is_on_record, "2026-03-04 09:00", |app| {
    let failures = async || {
        let query = "SELECT CAST(count(*) AS TEXT) || person_name AS key FROM";
        let query = format!(
            "{query} (SELECT people.name AS person_name FROM audit JOIN people ON people.id = audit.person_id WHERE action = 'sign-in-failed') AS failed GROUP BY person_name"
        );
        app.keys(&query).await.into_iter().collect::<Vec<_>>().join(" ")
    };
    let camille = app.browse_as(CAMILLE).await;
    set_up(app, &camille).await;
    for (field, times) in [("proof_password", "1Camille"), ("proof_code", "2Camille")] {
        camille.open("/proof").await.is(200);
        camille.submit_form("form.proof", &[(field, "000000")]).await.is(422);
        assert_eq!(failures().await, times, "{field}");
    }
    // So are guesses at the password where another is chosen.
    camille.open("/settings").await;
    app.sleep_until("2026-03-04 09:20");
    let wrong = [("present", "wrong horse battery"), ("password", "another horse battery")];
    camille.submit_form("form.password", &wrong).await.is(422);
    assert_eq!(failures().await, "3Camille");
    // Nothing was shown at all.
    camille.open("/proof").await.is(200);
    camille.submit_form("form.proof", &[]).await.is(422);
    assert_eq!(failures().await, "3Camille");
});

story!(a_table_that_came_without_a_fresh_proof_is_not_lost, "2026-03-04 09:00", |app| {
    let camille = app.browse_as(CAMILLE).await;
    app.sleep_until("2026-03-04 10:00");
    let csrf = camille.open("/weeks").await.form_token();
    let table = "project;administration;role;name;email\nVerger;A;eig;Zoé;zoe@verger.example\n";
    let fields = [("csrf", csrf.as_str()), ("promotion", "1"), ("text", table)];
    camille.post_parts("/admin/import", &fields, None).await.is(403).says("Verger;A;eig");
    assert!(app.keys("SELECT slug AS key FROM projects WHERE slug = 'verger'").await.is_empty());
    let shown = camille.page();
    camille.prove().await;
    let (action, fields) = shown.form("main form", &[]);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    camille.post_parts(&action, &fields, None).await.is(200);
    assert!(!app.keys("SELECT slug AS key FROM projects WHERE slug = 'verger'").await.is_empty());
});
