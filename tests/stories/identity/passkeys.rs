//! Passkeys, asked for by the page's script in a real browser.

use bulletins::clock::Clock;
use bulletins::domain::identity::passkeys::{Account, Credential, RelyingParty, Unproven, named_in};
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::chromium::Chromium;

const LEA: Account<'_> = Account { address: "lea@example.org", name: "Léa" };

/// What a form with those options sends, or what its reader is told instead.
async fn sent(chromium: &Chromium, kind: &str, options: &str) -> String {
    let script = format!(
        "const [kind, options, done] = arguments;
        document.body.innerHTML = `<p data-without-passkeys>Another way</p><form data-passkey='${{kind}}' hidden>
            <p role='alert' data-refused='Not done' data-known='Done before'></p>
            <input type='hidden' name='answer'><button>Go</button></form>`;
        const form = document.forms[0];
        form.dataset.options = options;
        form.submit = () => done(form.elements.answer.value);
        const says = form.querySelector('p');
        new MutationObserver(() => says.textContent && done(says.textContent)).observe(says, {{ childList: true }});
        {}
        if (form.hidden || !document.querySelector('[data-without-passkeys]').hidden) done('nothing happens');
        form.requestSubmit();",
        include_str!("../../../static/passkeys.js"),
    );
    let answer = chromium.client.execute_async(&script, vec![json!(kind), json!(options)]).await.unwrap();
    answer.as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn browser_and_server_agree_on_what_a_passkey_proves() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    let app = TestApp::at_localhost("2026-03-04 09:00", false).await.unwrap();
    chromium.go(&format!("{}/sign-in", app.base)).await;
    let device = chromium.with_authenticator().await;
    let site = RelyingParty::at(&app.base.parse().unwrap(), "Bulletins").unwrap();
    let now = app.clock.now();

    let asked = site.begin_registration(&LEA, &[], now).unwrap();
    let answer = sent(&chromium, "register", &asked.options).await;
    let mut passkey: Credential = site.finish_registration(&asked.challenge, &answer, now).unwrap();
    assert_eq!(device.passkeys().await, 1);

    // The second time its counter has gone on, and the first is not heard again.
    for known in [vec![passkey.clone()], vec![]] {
        let asked = site.begin_authentication(&known, now).unwrap();
        let answer = sent(&chromium, "prove", &asked.options).await;
        assert_eq!(named_in(&answer), Some(passkey.id()));
        let used = site.finish_authentication(&asked.challenge, &passkey, &answer, now).unwrap();
        let again = site.finish_authentication(&asked.challenge, &used, &answer, now);
        assert_eq!(again, Err(Unproven::Counter));
        passkey = used;
    }

    // The same authenticator makes no second one; and whoever is not its owner gets nowhere.
    let asked = site.begin_registration(&LEA, std::slice::from_ref(&passkey), now).unwrap();
    assert_eq!(sent(&chromium, "register", &asked.options).await, "Done before");
    device.knows_its_owner(false).await;
    let asked = site.begin_authentication(&[passkey], now).unwrap();
    assert_eq!(sent(&chromium, "prove", &asked.options).await, "Not done");
    chromium.close().await;
    app.finish().await;
}
