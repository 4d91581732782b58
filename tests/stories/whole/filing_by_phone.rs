//! From a face in a mail to "filed", on a phone of 360 pixels: with and without scripts, in both languages.

use bulletins::i18n;
use fantoccini::Locator;
use serde_json::json;

use super::journeys::{Phone, tell};
use crate::support::full_house;
use crate::support::help::ask_for_help;
use crate::support::inbox::Mail;

/// Opens a mail in the phone's mail program, and touches its third face; what was counted before.
async fn touch_a_face(phone: &Phone, mail: &Mail) -> (usize, u64) {
    let chromium = &phone.chromium;
    chromium.look(360, false).await;
    chromium.go("about:blank").await;
    let show = "document.open(); document.write(arguments[0]); document.close()";
    chromium.client.execute(show, vec![mail.html.clone().into()]).await.unwrap();
    let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(chromium.client.execute(wider, vec![]).await.unwrap(), 0, "the mail is wider than the phone");
    let before = chromium.counted().await;
    chromium.click("a.face[href$='mood=3']").await;
    phone.sees("mood-question").await;
    let chosen = chromium.found(Locator::Css("input[name=mood][value='3']")).await;
    assert!(chosen.is_selected().await.unwrap());
    let said = i18n::text(phone.locale, "mood-good", &fluent_bundle::FluentArgs::new()).unwrap();
    chromium.sees(&said).await;
    before
}

/// How many taps and pages it took since.
async fn since(phone: &Phone, before: (usize, u64)) -> (usize, u64) {
    let now = phone.chromium.counted().await;
    (now.0 - before.0, now.1 - before.1)
}

/// A week lies behind them, with a promise and a date, and the reminder has come.
async fn the_reminder(phone: &Phone) -> Mail {
    full_house::fill(&phone.app, &["plume"], [10]).await;
    phone.app.travel_to("Fri 14:00").await;
    phone.mail("driss@plume.example", "reminder")
}

#[actix_web::test]
async fn a_face_two_texts_and_taps_file_a_week_in_two_screens() {
    tell(async |phone| {
        let mail = the_reminder(phone).await;
        let before = touch_a_face(phone, &mail).await;
        let chromium = &phone.chromium;
        chromium.click("label:has([name=promise][value=done])").await;
        chromium.type_into("priorities", "Relire les décisions").await;
        chromium.type_into("ups_and_downs", "Deux beaux entretiens").await;
        if phone.has_scripts {
            chromium.found(Locator::Css("[data-saved]")).await;
        }
        chromium.click(".send button").await;
        phone.sees("filed-title").await;
        assert_eq!(since(phone, before).await, (3, 2));
        chromium.sees("Relire les décisions").await;
        phone.app.travel_to("Fri 15:05").await;
        phone.mail("chloe@karfur.example", "digest").says("Relire les décisions");
    })
    .await;
}

/// The face, what became of last week's priorities and date, the offer, its button: on the form, and then thanks.
#[actix_web::test]
async fn a_quiet_week_is_filed_by_five_taps_on_two_pages() {
    tell(async |phone| {
        let mail = the_reminder(phone).await;
        let before = touch_a_face(phone, &mail).await;
        let chromium = &phone.chromium;
        chromium.click("label:has([name=promise][value=partly])").await;
        chromium.click("label:has([name^=day-][value=called-off])").await;
        chromium.click(".quiet-week summary").await;
        chromium.click("button[name=quiet]").await;
        phone.sees("filed-title").await;
        assert_eq!(since(phone, before).await, (5, 2));
        phone.app.travel_to("Fri 14:45").await;
        assert_eq!(phone.app.inbox("driss@plume.example").of_kind("reminder").len(), 1);
    })
    .await;
}

/// A tap is kept as words are: what was begun on one device goes on on another.
#[actix_web::test]
async fn a_tap_is_kept_where_the_form_is_left() {
    tell(async |phone| {
        let mail = the_reminder(phone).await;
        touch_a_face(phone, &mail).await;
        let chromium = &phone.chromium;
        chromium.click("label.face:has([value='2'])").await;
        if phone.has_scripts {
            chromium.found(Locator::Css("[data-saved]")).await;
        } else {
            chromium.click("button[name=preview]").await;
            chromium.found(Locator::Css("#preview:not([hidden])")).await;
        }
        let tablet = phone.app.browser("fr").open(&mail.link("/f/")).await;
        assert!(tablet.has("input[name=mood][value='2'][checked]"), "{}", tablet.text());
    })
    .await;
}

/// On a screen of 360 by 740 pixels: the faces are on the first where nothing of last week is asked, and else on the
/// second; whatever is asked, the form ends on the third, and nothing in it is too small for a thumb.
#[actix_web::test]
async fn the_mood_is_near_and_the_form_is_short() {
    tell(async |phone| {
        let (app, chromium) = (&phone.app, &phone.chromium);
        full_house::fill(app, &["plume"], [10]).await;
        ask_for_help(app, "plume", "Qui connaît un juriste ?").await;
        app.travel_to("Fri 14:00").await;
        chromium.look(360, false).await;
        for (address, screen, asked) in [("chloe@karfur.example", 1, 0), ("driss@plume.example", 2, 3)] {
            chromium.go(&format!("{}{}", app.base, phone.mail(address, "reminder").link("/f/"))).await;
            phone.sees("mood-question").await;
            let measured =
                "const end = (css) => document.querySelector(css).getBoundingClientRect().bottom + scrollY;
                const targets = 'form.bulletin :is(.tap, .face, a, button, summary, textarea)';
                const small = [...document.querySelectorAll(targets)]
                    .filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 40);
                return [
                    document.querySelectorAll('.asked').length,
                    Math.ceil(end('.faces') / 740),
                    end('form.bulletin') <= 3 * 740,
                    small.map((e) => e.outerHTML.slice(0, 120)),
                ]";
            let measured = chromium.client.execute(measured, vec![]).await.unwrap();
            assert_eq!(measured, json!([asked, screen, true, []]), "{address}");
        }
        app.travel_to("Fri 15:05").await;
    })
    .await;
}

/// By the keyboard alone, with a bar that takes more than half of the screen, as it does on a small one.
#[actix_web::test]
async fn what_has_the_focus_is_seen_above_the_bar() {
    tell(async |phone| {
        let (app, chromium) = (&phone.app, &phone.chromium);
        full_house::fill(app, &["plume"], [10]).await;
        ask_for_help(app, "plume", "Qui connaît un juriste ?").await;
        app.travel_to("Fri 14:00").await;
        // Without scripts it is for the browser alone to say.
        if phone.has_scripts {
            chromium.look(360, false).await;
            chromium.go(&format!("{}{}", app.base, phone.mail("driss@plume.example", "reminder").link("/f/"))).await;
            phone.sees("mood-question").await;
            let begin = "document.querySelector('[name=mood]').focus(); scrollTo({ top: 0, behavior: 'instant' });
                document.querySelector('.in-reach').style.minHeight = '30rem'";
            chromium.client.execute(begin, vec![]).await.unwrap();
            let look = "const [done] = arguments, e = document.activeElement, bar = document.querySelector('.in-reach');
                const measure = () => {
                    const { top, bottom } = (e.closest('.face, .tap') ?? e).getBoundingClientRect();
                    done([bar.contains(e), top >= 0 && bottom <= bar.getBoundingClientRect().top, e.outerHTML.slice(0, 120)]);
                };
                requestAnimationFrame(() => requestAnimationFrame(measure))";
            let mut passed = 0;
            loop {
                chromium.press_tab().await;
                let found = chromium.client.execute_async(look, vec![]).await.unwrap();
                if found[0] == true {
                    break;
                }
                assert_eq!(found[1], true, "{}", found[2]);
                passed += 1;
            }
            assert!(passed > 4, "{passed}");
        }
        app.travel_to("Fri 15:05").await;
    })
    .await;
}
