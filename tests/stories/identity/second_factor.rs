//! A second proof, wherever somebody comes in.

use bulletins::domain::people::Email;
use bulletins::services::identity::removing_factors;

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::Database;
use crate::support::second_factor::{CodeApp, codes_on, give, set_up};

const ADA: &str = "ada@cartobio.example";
const CAMILLE: &str = "camille@eig.example";
const PASSWORD: &str = "correct horse battery";

/// Ways to give the first proof. Each leads to whatever comes then.
async fn knock(app: &TestApp, door: &str, browser: &Browser) {
    match door {
        "password" => {
            browser.open("/sign-in?back=/weeks").await;
            browser.submit(&[("email", ADA), ("password", PASSWORD)]).await;
        }
        "invitation" => {
            browser.open(&app.sign_up_link(ADA).await).await.is(200);
            browser.submit(&[("password", PASSWORD)]).await;
        }
        "new password" => {
            let csrf = browser.open("/password-resets").await.field("csrf");
            browser.post("/password-resets", &[("csrf", &csrf), ("email", ADA)]).await.is(200);
            app.settle().await;
            browser.open(&app.inbox(ADA).latest_of("password-reset").link("/password-resets/")).await.is(200);
            browser.submit(&[("password", PASSWORD)]).await;
        }
        door => {
            let csrf = browser.open("/sign-in").await.field("csrf");
            browser.post("/sign-in/links", &[("csrf", &csrf), ("email", ADA)]).await.is(200);
            app.settle().await;
            let mail = app.inbox(ADA).latest_of("sign-in").clone();
            if door == "link" {
                browser.open(&mail.link("/sign-in/")).await.is(200);
                browser.submit(&[]).await;
            } else {
                browser.submit(&[("code", &mail.code())]).await;
            }
        }
    }
}

const DOORS: [&str; 5] = ["password", "link", "code", "invitation", "new password"];

story!(a_second_proof_is_asked_at_every_door, "2026-03-04 09:00", |app| {
    let ada = app.browse_as(ADA).await;
    let (shown, _) = set_up(app, &ada).await;
    for door in DOORS {
        let browser = app.browser("fr");
        knock(app, door, &browser).await;
        let page = browser.page();
        page.is(200).says("La seconde étape");
        assert!(page.path.starts_with("/sign-in/second-step"), "{door}: {}", page.path);
        // Half in is out: nothing opens, and nothing can be sent.
        for path in ["/weeks", "/settings", "/settings/second-factor", "/settings/data.json", "/proof"] {
            assert!(browser.open(path).await.path.starts_with("/sign-in?back="), "{door}: {path}");
        }
        let csrf = browser.open("/sign-in/second-step").await.is(200).field("csrf");
        browser.post("/settings/profile", &[("csrf", &csrf), ("name", "X")]).await.is(401);
        // A factor that is there is not replaced by one proof alone.
        let secret = "A".repeat(32);
        let other = [("csrf", csrf.as_str()), ("secret", secret.as_str()), ("code", "000000")];
        let other = browser.post("/sign-in/second-step/app", &other).await;
        assert!(other.path.starts_with("/sign-in?back="), "{door}: {}", other.path);
        browser.open("/sign-in/second-step").await;
        browser.submit(&[("code", "")]).await.is(422);
        let code = shown.next_code(app);
        let wrong = if code == "000000" { "111111" } else { "000000" };
        browser.submit(&[("code", wrong)]).await.is(422).says("ne correspond pas");
        browser.submit(&[("code", &format!("{} {}", &code[..3], &code[3..]))]).await.is(200);
        browser.open("/weeks").await.is(200).says("Ada");
        // What was used is used: by nobody else, and not again.
        let thief = app.browser("fr");
        knock(app, "password", &thief).await;
        thief.submit(&[("code", &code)]).await.is(422);
        app.clock.set(bulletins::clock::Clock::now(app.clock.as_ref()) + chrono::TimeDelta::hours(3));
    }
});

story!(who_has_no_second_factor_comes_in_as_before, "2026-03-04 09:00", |app| {
    app.browse_as(ADA).await;
    for door in DOORS {
        let browser = app.browser("fr");
        knock(app, door, &browser).await;
        browser.open("/weeks").await.is(200).says("Ada");
        assert!(!browser.cookies().contains("begun="), "{door}");
    }
});

story!(each_recovery_code_opens_once, "2026-03-04 09:00", |app| {
    let ada = app.browse_as(ADA).await;
    let (_, codes) = set_up(app, &ada).await;
    let mut left = codes.len();
    for (code, expected) in [(&codes[3], 200), (&codes[3], 422), (&codes[7].to_uppercase(), 200)] {
        let elsewhere = app.browser("fr");
        knock(app, "password", &elsewhere).await;
        elsewhere.submit(&[("code", code)]).await.is(expected);
        if expected == 200 {
            left -= 1;
            let page = elsewhere.page();
            page.says(&format!("Un code de secours a servi. Il en reste {left}."));
            assert!(page.path.starts_with("/weeks?"), "{}", page.path);
        }
    }
    ada.open("/settings/second-factor").await.is(200).says("Il en reste 8");
    // Ten others end these.
    let fresh = codes_on(ada.submit_form("form.codes", &[]).await.is(200));
    let elsewhere = app.browser("fr");
    knock(app, "password", &elsewhere).await;
    elsewhere.submit(&[("code", &codes[0])]).await.is(422);
    elsewhere.submit(&[("code", &fresh[0])]).await.is(200);
    // The database holds none of them, in whatever column.
    let kept = format!("{:?}", Database::at(&app.database).rows()).to_lowercase();
    for code in &fresh {
        let hex: String = code.replace('-', "").bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!([code.clone(), code.replace('-', ""), hex].iter().all(|way| !kept.contains(way)), "{code}");
    }
});

story!(guesses_at_the_second_step_are_few_and_lock_nobody_out, "2026-03-04 09:00", |app| {
    let ada = app.browse_as(ADA).await;
    let (shown, codes) = set_up(app, &ada).await;
    // A thief who knows the password, in one browser after another.
    let mut answers = Vec::new();
    for _ in 0..12 {
        let thief = app.browser("fr");
        knock(app, "password", &thief).await;
        if thief.page().status == 200 {
            answers.push(thief.submit(&[("code", "000000")]).await.status);
        }
        app.clock.set(bulletins::clock::Clock::now(app.clock.as_ref()) + chrono::TimeDelta::seconds(20));
    }
    assert_eq!(answers[..10], [422; 10], "{answers:?}");
    assert!(answers[10..].iter().all(|status| *status == 429), "{answers:?}");
    // Also a right one is not looked at then, and a recovery code neither.
    let thief = app.browser("fr");
    app.clock.set(bulletins::clock::Clock::now(app.clock.as_ref()) + chrono::TimeDelta::minutes(6));
    knock(app, "password", &thief).await;
    thief.submit(&[("code", &codes[0])]).await.is(429);
    // Her own browser is counted apart.
    ada.open("/weeks").await;
    ada.submit_form("form[action='/sign-out']", &[]).await.is(200);
    knock(app, "password", &ada).await;
    ada.submit(&[("code", &shown.next_code(app))]).await.is(200);
    ada.open("/weeks").await.is(200).says("Ada");
});

story!(a_sign_in_that_was_begun_ends_soon_and_is_the_browsers_own, "2026-03-04 09:00", |app| {
    let ada = app.browse_as(ADA).await;
    let (shown, _) = set_up(app, &ada).await;
    let browser = app.browser("fr");
    knock(app, "password", &browser).await;
    let other = app.browser("fr");
    assert!(other.open("/sign-in/second-step").await.path.starts_with("/sign-in?back="));
    app.sleep_until("2026-03-04 09:11");
    let late = browser.submit(&[("code", &shown.code(app))]).await;
    assert!(late.is(200).path.starts_with("/sign-in?back="), "{}", late.path);
    // Another password ends it too.
    knock(app, "password", &browser).await;
    knock(app, "new password", &other).await;
    assert!(browser.open("/sign-in/second-step").await.path.starts_with("/sign-in?back="));
});

async fn demanded(postgres: bool) {
    let demand = [("BULLETINS_SECURITY__SECOND_FACTOR", "coordinators".to_owned())];
    let Some(app) = TestApp::with("2026-03-04 09:00", postgres, &demand).await else { return };
    // Nothing changes for others.
    app.browse_as(ADA).await.open("/weeks").await.is(200).says("Ada");
    let camille = app.browser("fr");
    camille.open(&app.sign_up_link(CAMILLE).await).await;
    camille.submit(&[("password", PASSWORD)]).await.is(200).says("Préparez la vôtre maintenant");
    for path in ["/", "/dashboard", "/weeks", "/settings", "/admin/people"] {
        camille.open(path).await.says("Se connecter").says_not("Camille");
    }
    camille.open("/sign-in/second-step").await.is(200);
    let shown = CodeApp::reads(&camille);
    camille.submit(&[("code", "000000")]).await.is(422).says("ne correspond pas");
    let codes = codes_on(camille.submit(&[("code", &shown.code(&app))]).await.is(200));
    camille.open("/admin/people").await.is(200).says("Camille");
    // The only one that is demanded stays.
    camille.open("/settings/second-factor/app/removal").await.is(200);
    camille.submit(&[]).await.is(409);
    camille.open("/admin/people").await.is(200);
    // Signing in again asks for it.
    let elsewhere = app.browser("fr");
    elsewhere.open("/sign-in").await;
    elsewhere.submit(&[("email", CAMILLE), ("password", PASSWORD)]).await.is(200).says_not("Préparez");
    elsewhere.submit(&[("code", &codes[0])]).await.is(200);
    elsewhere.open("/dashboard").await.is(200);
    // Who is made a coordinator while they are signed in has no right before their factor.
    let [ada, tablet] = [app.browse_as(ADA).await, app.browse_as(ADA).await];
    camille.open("/admin/people?q=ada").await;
    let page = camille.page().links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&page).await;
    camille.follow("a[href$='/coordinator']").await.is(200).says("Confier la coordination à Ada");
    camille.submit(&[]).await.is(200);
    ada.open("/admin/people").await.says("Se connecter");
    ada.submit(&[("email", ADA), ("password", PASSWORD)]).await.is(200).says("Préparez la vôtre");
    let shown = CodeApp::reads(&ada);
    codes_on(ada.submit(&[("code", &shown.code(&app))]).await.is(200));
    ada.open("/weeks").await.says("Ada");
    // What one proof had opened before is not good again by that.
    tablet.open("/weeks").await.says("Se connecter");
    app.finish().await;
}

#[actix_web::test]
async fn coordinators_set_one_up_before_anything_else_where_it_is_demanded_on_sqlite() {
    demanded(false).await;
}

#[actix_web::test]
async fn coordinators_set_one_up_before_anything_else_where_it_is_demanded_on_postgres() {
    demanded(true).await;
}

story!(who_has_lost_all_is_helped_by_another_coordinator, "2026-03-04 09:00", |app| {
    let ada = app.browse_as(ADA).await;
    set_up(app, &ada).await;
    let camille = app.browse_as(CAMILLE).await;
    camille.open("/admin/people?q=ada").await;
    let page = camille.page().links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&page).await.says("A un second facteur");
    camille.open(&format!("{page}/second-factor")).await.is(200).says("Retirer le second facteur d’Ada");
    camille.submit(&[]).await.is(200).says("Le second facteur est retiré");
    camille.page().says_not("A un second facteur");
    camille.open(&format!("{page}/second-factor")).await.is(404);
    // Whoever has it in hand is out, and one proof lets in.
    ada.open("/weeks").await.says("Se connecter");
    let elsewhere = app.browser("fr");
    knock(app, "password", &elsewhere).await;
    elsewhere.open("/weeks").await.is(200).says("Ada");
    camille.open("/admin/audit").await.says("Second facteur retiré");
    // Who runs the installation can do the same for the last one.
    set_up(app, &camille).await;
    let email: Email = CAMILLE.parse().unwrap();
    app.app.services.write(move |scope| removing_factors::remove_at(scope, &email)).await.unwrap();
    camille.open("/weeks").await.says("Se connecter");
    camille.submit(&[("email", CAMILLE), ("password", PASSWORD)]).await.is(200).says("Camille");
    app.settle().await;
});

story!(one_removes_ones_own_app, "2026-03-04 09:00", |app| {
    let ada = app.browse_as(ADA).await;
    set_up(app, &ada).await;
    // Another takes its place, and the first one's codes end.
    let first = give(app, ADA).await;
    ada.open("/settings/second-factor/app").await.is(200);
    let second = CodeApp::reads(&ada);
    // On the phone itself there is nothing to photograph the picture with.
    let link = format!("a[href^='otpauth://totp/'][href*='secret={}&']", ada.page().field("secret"));
    assert!(ada.page().has(&link), "{}", ada.page().body);
    ada.submit(&[("code", &second.code(app))]).await.is(200).says("Votre application est en place");
    let elsewhere = app.browser("fr");
    knock(app, "password", &elsewhere).await;
    elsewhere.submit(&[("code", &first.next_code(app))]).await.is(422);
    elsewhere.submit(&[("code", &second.code(app))]).await.is(200);
    ada.open("/settings/second-factor/app/removal").await.is(200);
    ada.submit(&[]).await.is(200).says("L’application est retirée");
    assert!(app.keys("SELECT CAST(person_id AS TEXT) AS key FROM recovery_codes").await.is_empty());
    let later = app.browser("fr");
    knock(app, "password", &later).await;
    later.open("/weeks").await.is(200).says("Ada");
});
