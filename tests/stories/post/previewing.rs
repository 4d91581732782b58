//! The next digest, before it leaves: to whom exactly, and in which words.

use scraper::{Html, Selector};

use crate::story;
use crate::support::browser::Page;
use crate::support::filing::file;
use crate::support::inbox::Mail;
use crate::support::requests::ask;

const CAMILLE: &str = "camille@eig.example";
/// What acts in a reader's name.
const ACTING: [&str; 5] = ["/f/", "/h/", "/r/", "/unsubscribe/", "/invitations/"];

fn parts(page: &Page, wanted: &str) -> Vec<String> {
    let html = Html::parse_document(&page.body);
    let wanted = Selector::parse(wanted).unwrap();
    html.select(&wanted).map(|part| part.text().collect::<String>().trim().to_owned()).collect()
}

/// The lines of a mail without the links in it: those of what is sent act, those of what is looked at do not.
fn words(text: &str) -> Vec<String> {
    let is_word = |word: &&str| !word.contains("://");
    let lines =
        text.lines().map(|line| line.split_whitespace().filter(is_word).collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

fn assert_acts_for_nobody(text: &str, base: &str) {
    for link in ACTING {
        assert!(!text.contains(&format!("{base}{link}")), "{link} in:\n{text}");
    }
}

story!(a_coordinator_sees_the_next_digest_before_it_leaves, "2026-03-06 09:00", |app| {
    file(app, "ada@cartobio.example", "cartobio", 10, "3", &[("help", "Qui connaît un juriste ?")]).await;
    file(app, "chloe@karfur.example", "karfu-r", 10, "4", &[("priorities", "Ouvrir la carte")]).await;
    let camille = app.browse_as(CAMILLE).await;
    let page = camille.open("/admin/mail").await;
    assert!(page.links().contains(&"/admin/digest".to_owned()));
    let shown = camille.open("/admin/digest").await;
    shown.is(200).says("15 h 05");
    let to = parts(&shown, "main tbody th");
    let subjects = parts(&shown, "main tbody td a");
    let links: Vec<String> =
        shown.links().into_iter().filter(|link| link.starts_with("/admin/digest/")).collect();
    let foreseen: Vec<(String, String)> = to.into_iter().zip(subjects).collect();
    assert_eq!(foreseen.len(), links.len());

    // Any reader's mail, and the copy of each.
    let mut texts = Vec::new();
    for (link, (to, subject)) in links.iter().zip(&foreseen) {
        let page = camille.open(link).await;
        page.is(200).says(to);
        assert_eq!(parts(&page, "main h1"), [subject.as_str()]);
        let text = parts(&page, "main pre").remove(0);
        assert_acts_for_nobody(&page.body, &app.base);
        // As its reader would see it.
        assert!(page.has(&format!("iframe[sandbox][src='{link}/html']")), "{}", page.body);
        let html = camille.open(&format!("{link}/html")).await;
        assert!(
            html.is(200).headers["content-security-policy"]
                .to_str()
                .unwrap()
                .contains("frame-ancestors 'self'")
        );
        assert_acts_for_nobody(&html.body, &app.base);
        camille.open(link).await.is(200);
        camille.submit_form("main form", &[]).await.is(200).says("La copie est en route");
        app.pass().await;
        let taken = app.smtp.taken().pop().unwrap();
        let whole = String::from_utf8_lossy(&taken.content).into_owned();
        assert!(taken.to == CAMILLE && whole.contains("Resent-To: camille@eig.example"), "{whole}");
        let copy = Mail::read(&taken);
        assert_eq!((&copy.subject, words(&copy.text)), (subject, words(&text)));
        for part in [&copy.headers, &copy.text, &copy.html] {
            assert_acts_for_nobody(part, &app.base);
        }
        texts.push(words(&text));
    }
    camille.open("/admin/digest/9999").await.is(404);
    camille.open("/admin/digest/9999/html").await.is(404);
    let one = camille.open("/admin/digest?q=Mina").await;
    assert_eq!(parts(&one, "main tbody th"), ["mina@agence.example"]);
    assert_eq!(one.field("q"), "Mina");
    camille.open("/admin/digest?q=zzz").await.is(200).says("Aucun courriel ne correspond");
    let copies = app.keys("SELECT CAST(id AS TEXT) AS key FROM audit WHERE action = 'digest-copied'").await;
    assert_eq!(copies.len(), links.len(), "each is on record");

    // What leaves is what was shown: to those, in those words, and nothing else.
    let before = app.mails().len();
    app.travel_to("Fri 15:05").await;
    let mut left: Vec<((String, String), Vec<String>)> = app.mails()[before..]
        .iter()
        .filter(|mail| mail.kind == "digest")
        .map(|mail| ((mail.to.clone(), mail.subject.clone()), words(&mail.text)))
        .collect();
    let mut foreseen: Vec<_> = foreseen.into_iter().zip(texts).collect();
    left.sort();
    foreseen.sort();
    assert_eq!(left, foreseen);
    let all = foreseen.iter().flat_map(|(_, words)| words).cloned().collect::<Vec<_>>().join("\n");
    assert!(all.contains("Qui connaît un juriste ?") && all.contains("Ouvrir la carte"), "{all}");
    // A mentor reads of their own project, in their own language; nobody is told of what is not filed as if it were.
    let of = |address: &str| -> Vec<String> {
        let to_them = foreseen.iter().filter(|((to, _), _)| to == address);
        to_them.map(|(_, words)| words.join("\n")).collect()
    };
    let mina = of("mina@agence.example").join("\n");
    assert!(mina.contains("Qui connaît un juriste ?") && !mina.contains("Ouvrir la carte"), "{mina}");
    for (address, count) in
        [("ada@cartobio.example", 1), ("driss@plume.example", 1), ("liste@eig.example", 1), (CAMILLE, 1)]
    {
        assert_eq!(of(address).len(), count, "{address}");
    }
});

story!(what_is_shown_before_is_as_old_as_when_it_leaves, "2026-03-03 09:00", |app| {
    ask(app, "ada@cartobio.example", "cartobio", "Une salle ?", true, "2026-03-03 09:00").await;
    file(app, "ada@cartobio.example", "cartobio", 10, "3", &[]).await;
    let camille = app.browse_as(CAMILLE).await;
    let shown = camille.open("/admin/digest").await;
    let first = shown.links().into_iter().find(|link| link.starts_with("/admin/digest/")).unwrap();
    let text = parts(&camille.open(&first).await, "main pre").remove(0);
    assert!(text.contains("il y a 3 jours") || text.contains("3 days ago"), "{text}");
    app.travel_by_day("2026-03-06 15:05").await;
    app.inbox(CAMILLE).latest_of("digest").says("il y a 3 jours");
});
