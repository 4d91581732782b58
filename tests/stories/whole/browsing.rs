//! The form in a real browser on a phone.

use fantoccini::Locator;
use fantoccini::key::Key;

use crate::support::app::TestApp;
use crate::support::chromium::Chromium;
use crate::support::full_house;

/// From the mail to "filed", with the keyboard alone, counting as one types.
#[actix_web::test]
async fn an_eig_files_from_the_reminder_with_the_keyboard_alone() {
    for (language, address, left, over, thanks) in [
        ("fr", "driss@plume.example", "Reste 50", "de trop", "Merci, c’est déposé"),
        ("en", "ben@cartobio.example", "50 left", "too many", "Thank you, it is filed"),
    ] {
        let Some(chromium) = Chromium::launch(language).await else { return };
        let app = TestApp::on_sqlite("2026-03-06 13:55").await;
        app.travel_to("Fri 14:00").await;
        let link = app.inbox(address).has_one("reminder").link("/f/");
        let page = &chromium.client;
        page.goto(&format!("{}{link}", app.base)).await.unwrap();
        // Sent empty, it comes back with what is missing, and that is where the keyboard is.
        let send = page.find(Locator::Css(".send button")).await.unwrap();
        send.send_keys(&Key::Enter.to_string()).await.unwrap();
        page.wait().for_element(Locator::Css(".summary li")).await.unwrap();
        let focused = page.execute("return document.activeElement.className", vec![]).await.unwrap();
        assert_eq!(focused, "summary");
        // Space chooses the first face, the arrow the next.
        let mood = page.find(Locator::Id("mood")).await.unwrap();
        mood.send_keys(" ").await.unwrap();
        mood.send_keys(&Key::Right.to_string()).await.unwrap();
        let second = page.find(Locator::Css("input[value='2']")).await.unwrap();
        assert!(second.is_selected().await.unwrap());
        page.find(Locator::Id("priorities")).await.unwrap().send_keys("Relire ").await.unwrap();
        page.find(Locator::Id("ups_and_downs")).await.unwrap().send_keys("Démo ! ").await.unwrap();
        // Once it gets tight a text says what is left, and beyond its end by how much it is too long.
        let ups = page.find(Locator::Id("ups_and_downs")).await.unwrap();
        let spelling = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))";
        let spell = async |text: String| {
            page.execute(spelling, vec![serde_json::to_value(&ups).unwrap(), text.into()]).await.unwrap();
            chromium.text().await
        };
        for length in [301, 303] {
            let text = spell("x".repeat(length)).await;
            assert!(text.contains(&format!("{} {over}", length - 300)), "{text}");
        }
        let text = spell("x".repeat(250)).await;
        assert!(text.contains(left) && !text.contains(over), "{text}");
        let text = spell("Démo ! ".into()).await;
        assert!(!text.contains("294"), "{text}");
        page.find(Locator::Css(".send button"))
            .await
            .unwrap()
            .send_keys(&Key::Enter.to_string())
            .await
            .unwrap();
        page.wait().for_element(Locator::Css(".thanks")).await.unwrap();
        let text = chromium.text().await;
        assert!(text.contains(thanks) && text.contains("Relire"), "{text}");
        // Nothing is wider than the phone.
        let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(page.execute(wide, vec![]).await.unwrap(), 0);
        chromium.close().await;
        app.travel_to("Fri 15:05").await;
        app.finish().await;
    }
}

/// On a phone far from the city: everything the first visit of the form loads, in one round of requests, standing still.
#[actix_web::test]
async fn the_first_visit_of_the_form_is_light() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    let app = TestApp::on_sqlite("2026-03-04 09:00").await;
    // With a bulletin at hand that is as full as can be.
    full_house::fill(&app, &["plume"], [10]).await;
    app.travel_to("Fri 15:05").await;
    app.travel_to("Fri 14:00").await;
    let reminders = app.inbox("driss@plume.example");
    let link = reminders.of_kind("reminder").last().unwrap().link("/f/");
    chromium.look(360, false).await;
    chromium.go(&format!("{}{link}", app.base)).await;
    let measure = "const [done] = arguments, shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done({
            bytes: performance.getEntries().reduce((sum, entry) => sum + (entry.transferSize ?? 0), 0),
            loaded: performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname),
            shifts: shifts.length,
        }))))";
    let measured = chromium.client.execute_async(measure, vec![]).await.unwrap();
    let bytes = measured["bytes"].as_u64().unwrap();
    assert!((1..60_000).contains(&bytes), "{measured}");
    assert_eq!(measured["shifts"], 0, "{measured}");
    // The page itself names all that it needs: nothing is asked for by what came.
    let html = chromium.client.source().await.unwrap();
    let loaded: Vec<&str> =
        measured["loaded"].as_array().unwrap().iter().filter_map(|path| path.as_str()).collect();
    assert!(loaded.len() >= 3 && loaded.iter().all(|path| html.contains(path)), "{measured}");
    chromium.close().await;
    app.travel_to("Fri 15:05").await;
    app.finish().await;
}

/// What is stricter than our own pages would break them: they must load without a complaint.
#[actix_web::test]
async fn pages_load_their_style_and_script_under_their_own_policy() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    let app = TestApp::on_sqlite("2026-03-04 09:00").await;
    chromium.client.goto(&format!("{}/sign-in", app.base)).await.unwrap();
    let background = "return getComputedStyle(document.body).backgroundColor";
    assert_eq!(chromium.client.execute(background, vec![]).await.unwrap(), "rgb(246, 242, 234)");
    let scripts = "return performance.getEntriesByType('resource').filter(e => e.name.endsWith('app.js') && e.responseStatus === 200).length";
    assert_eq!(chromium.client.execute(scripts, vec![]).await.unwrap(), 1);
    chromium.close().await;
    app.finish().await;
}

/// With scripts the preview comes into the form, and nothing that was typed moves; the send button files what stands there.
#[actix_web::test]
async fn a_preview_comes_into_the_form() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    let app = TestApp::on_sqlite("2026-03-06 13:55").await;
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("driss@plume.example").has_one("reminder").link("/f/");
    let page = &chromium.client;
    page.goto(&format!("{}{link}", app.base)).await.unwrap();
    page.find(Locator::Id("priorities")).await.unwrap().send_keys("Relire **tout**").await.unwrap();
    let preview = page.find(Locator::Css("button[name=preview]")).await.unwrap();
    preview.send_keys(&Key::Enter.to_string()).await.unwrap();
    page.wait().for_element(Locator::Css("#preview strong")).await.unwrap();
    let stays =
        "return location.pathname + document.querySelector('#priorities').value + document.activeElement.id";
    let stays = page.execute(stays, vec![]).await.unwrap();
    assert_eq!(stays, format!("{link}Relire **tout**preview"));
    page.find(Locator::Id("ups_and_downs")).await.unwrap().send_keys("x").await.unwrap();
    page.find(Locator::Id("mood")).await.unwrap().send_keys(" ").await.unwrap();
    page.find(Locator::Css(".send button")).await.unwrap().send_keys(&Key::Enter.to_string()).await.unwrap();
    page.wait().for_element(Locator::Css(".thanks")).await.unwrap();
    chromium.close().await;
    app.travel_to("Fri 15:05").await;
    app.finish().await;
}

/// On a phone: each link of what is wrong leads to its field, and the face that is chosen is seen in any colours.
#[actix_web::test]
async fn what_is_wrong_and_what_is_chosen_is_seen() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    let app = TestApp::on_sqlite("2026-03-06 13:55").await;
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("driss@plume.example").has_one("reminder").link("/f/");
    let page = &chromium.client;
    chromium.look(360, false).await;
    chromium.go(&format!("{}{link}", app.base)).await;
    page.find(Locator::Css(".send button")).await.unwrap().send_keys(&Key::Enter.to_string()).await.unwrap();
    page.wait().for_element(Locator::Css(".summary li")).await.unwrap();
    assert_eq!(chromium.follow_faults().await, [""; 0]);
    chromium.force_colours().await;
    page.find(Locator::Id("mood")).await.unwrap().send_keys(" ").await.unwrap();
    let outlined = "document.activeElement.blur();
        const faces = [...document.querySelectorAll('.face')].map((face) => getComputedStyle(face).outlineStyle !== 'none');
        return matchMedia('(forced-colors: active)').matches + ' ' + faces";
    let outlined = page.execute(outlined, vec![]).await.unwrap();
    assert_eq!(outlined, "true true,false,false,false");
    chromium.close().await;
    app.travel_to("Fri 15:05").await;
    app.finish().await;
}

/// A key leads to the words that are looked for, on any page; who comes to the search by a link types nothing yet.
#[actix_web::test]
async fn a_key_leads_to_the_words_that_are_looked_for() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    let app = TestApp::on_sqlite("2026-03-04 09:00").await;
    chromium.go(&format!("{}{}", app.base, app.sign_up_link("mina@agence.example").await)).await;
    chromium.type_into("password", "correct horse battery").await;
    chromium.click("main form button").await;
    chromium.found(Locator::Css("form[action='/sign-out']")).await;
    let page = &chromium.client;
    let focused = async || page.execute("return document.activeElement.id", vec![]).await.unwrap();
    let press = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))";
    page.execute(press, vec![]).await.unwrap();
    chromium.found(Locator::Css("form[action='/search']")).await;
    assert_eq!(focused().await, "q");
    page.back().await.unwrap();
    chromium.found(Locator::Css("a.seek")).await;
    chromium.click("a.seek").await;
    chromium.found(Locator::Css("form[action='/search']")).await;
    assert_eq!(focused().await, "");
    page.execute(press, vec![]).await.unwrap();
    assert_eq!(focused().await, "q");
    chromium.close().await;
    app.finish().await;
}
