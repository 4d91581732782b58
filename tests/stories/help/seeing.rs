//! Who sees which request, and when.

use bulletins::domain::help::Ending;
use bulletins::domain::programme::project::Stage;
use bulletins::services::Scope;
use bulletins::store;
use bulletins::store::programme::promotions;
use futures_util::future::join_all;

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page, without_lots};
use crate::support::requests::{ask, end, take};
use crate::support::walk::{World, walk};

const IN_PREPARATION: &str = "
promotion: { name: EIG 9, starts_on: 2026-01-05, ends_on: 2026-12-31 }
projects: [{ name: Foehnprojekt, administration: A, eigs: [{ name: Eve, email: eve@foehn.example }] }]
";

/// Words that are known again wherever they appear: the text of one request.
struct Secret {
    word: &'static str,
    /// Whose EIGs know it before others do.
    of: &'static str,
    /// From when on everybody with an account may know it; none: coordinators alone.
    public_from: Option<&'static str>,
}

const SECRETS: [Secret; 4] = [
    Secret { word: "zephyrhilfe", of: "cartobio", public_from: Some("2026-03-06 15:05") },
    Secret { word: "levantehilfe", of: "karfu-r", public_from: Some("2026-03-04 09:00") },
    // Asked and closed before its week was published.
    Secret { word: "borealhilfe", of: "cartobio", public_from: Some("2026-03-06 15:05") },
    Secret { word: "foehnhilfe", of: "foehnprojekt", public_from: None },
];

struct Reader {
    name: &'static str,
    browser: Browser,
    tokens: Vec<String>,
    files_for: &'static str,
    coordinates: bool,
    /// What they read of what is public; none: everything.
    reads: Option<&'static str>,
}

/// The address of the share that a page shows.
fn share_on(page: &Page) -> String {
    let token = page.body.split("/s/").nth(1).unwrap_or_else(|| panic!("no share in {}", page.text()));
    format!("/s/{}", &token[..token.find(['"', '<']).unwrap()])
}

async fn readers(app: &TestApp) -> Vec<Reader> {
    let mut readers = Vec::new();
    for (name, address, files_for) in [
        ("a coordinator", "camille@eig.example", ""),
        ("an EIG of CartoBio", "ben@cartobio.example", "cartobio"),
        ("an EIG of Karfu'R", "chloe@karfur.example", "karfu-r"),
        ("a mentor of CartoBio", "mina@agence.example", ""),
        ("a mentor of Karfu'R", "marc@diair.example", ""),
        ("an EIG in preparation", "eve@foehn.example", ""),
    ] {
        let (browser, coordinates) = (app.browse_as(address).await, name == "a coordinator");
        readers.push(Reader { name, browser, tokens: Vec::new(), files_for, coordinates, reads: None });
    }
    let share = |slug: &'static str| {
        let camille = &readers[0].browser;
        async move {
            camille.open(&format!("/projects/{slug}/shares")).await;
            camille.submit_form("form.new", &[("label", "Cabinet")]).await.is(200);
            (slug, share_on(&camille.page()))
        }
    };
    let shares = [share("cartobio").await, share("karfu-r").await];
    let with_link = shares.map(|(slug, link)| (slug, vec![link]));
    let guests = with_link.into_iter().chain([("nothing", Vec::new())]);
    readers.extend(guests.map(|(slug, tokens)| Reader {
        name: slug,
        browser: app.browser("fr"),
        tokens,
        files_for: "",
        coordinates: false,
        reads: Some(slug),
    }));
    readers
}

/// What is kept of a person is told to that person, whatever it is.
const OWN_DATA: &str = "/settings/data.json";

async fn look(app: &TestApp, readers: &[Reader], now: &str) {
    app.travel_to(now).await;
    let words: Vec<String> = SECRETS.iter().map(|secret| secret.word.to_owned()).collect();
    let mut queries: Vec<_> =
        words.iter().map(|word| ("/search", format!("only=help&q={}", &word[..word.len() - 1]))).collect();
    queries.extend(
        ["cartobio", "karfu-r", "foehnprojekt"].map(|slug| ("/help-requests", format!("project={slug}"))),
    );
    let slugs = ["cartobio", "karfu-r", "foehnprojekt"];
    let world = World { slugs: &slugs, weeks: &["2026-W10"], queries };
    let walks = readers.iter().map(|reader| walk(&reader.browser, &world, &reader.tokens, &words));
    let mut wrong = Vec::new();
    for (reader, found) in readers.iter().zip(join_all(walks).await) {
        for secret in &SECRETS {
            let at: Vec<&str> = found
                .iter()
                .filter(|(word, at)| word == secret.word && at != OWN_DATA)
                .map(|(_, at)| at.as_str())
                .collect();
            let is_public = secret.public_from.is_some_and(|from| from <= now);
            let reads = reader.reads.is_none_or(|reads| reads == secret.of);
            let may = reader.coordinates
                || (secret.public_from.is_some() && reader.files_for == secret.of)
                || (is_public && reads);
            let who = format!("{now}: {} and {}", reader.name, secret.word);
            if may == at.is_empty() {
                wrong.push(format!("{who}: {may} at {at:?}"));
            }
            // What may be handed on holds what is public alone; who prepares a promotion is the one who publishes it.
            let is_handed_on =
                |at: &&str| [".csv", ".md", "/export.", "/search"].iter().any(|part| at.contains(part));
            let handed_on = at.iter().any(is_handed_on);
            if handed_on && !is_public && secret.public_from.is_some() {
                wrong.push(format!("{who}: taken out or searched at {at:?}"));
            }
            if may && is_public && reader.reads.is_none() {
                let pages = ["/help-requests", "/search", "/projects/", "help-requests.csv", "bulletins.md"];
                for page in pages {
                    if !at.iter().any(|at| at.contains(page)) {
                        wrong.push(format!("{who}: not at {page}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

story!(a_request_is_known_to_who_may_know_it_and_to_nobody_else, "2026-03-04 09:00", |app| {
    app.import(IN_PREPARATION).await;
    let readers = readers(app).await;
    let ada = app.browse_as("ada@cartobio.example").await;
    let bulletin =
        [("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U"), ("help", "Wegen zephyrhilfe")];
    ada.submit(&bulletin).await.is(200);
    let now = "2026-03-04 09:00";
    ask(app, "chloe@karfur.example", "karfu-r", "Wegen levantehilfe", true, now).await;
    let closed = ask(app, "ben@cartobio.example", "cartobio", "Wegen borealhilfe", false, now).await;
    end(app, closed, Ending::Solved, "", now).await;
    ask(app, "eve@foehn.example", "foehnprojekt", "Wegen foehnhilfe", true, now).await;
    // What was told once is told no more.
    promote(app, "EIG 9", Stage::Draft).await;
    look(app, &readers, "2026-03-04 10:00").await;
    look(app, &readers, "2026-03-06 15:04").await;
    look(app, &readers, "2026-03-06 15:05").await;
    look(app, &readers, "2026-03-09 09:00").await;
});

async fn promote(app: &TestApp, name: &'static str, stage: Stage) {
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let promotion = promotions::by_name(scope.conn, name)?.unwrap();
        promotions::advance(scope.conn, promotion.id, stage, None)
    };
    app.app.services.write(work).await.unwrap();
}

/// The names of the projects that ask, as they stand on a page.
fn asking(page: &Page) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.body);
    let heads = scraper::Selector::parse("article.request h3").unwrap();
    html.select(&heads).map(|head| head.text().collect::<String>().trim().to_owned()).collect()
}

story!(a_request_stays_on_the_dashboard_until_it_is_closed, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/dashboard").await.says_not("Demandes d’aide sans");
    assert_eq!(asking(&camille.page()), Vec::<String>::new());
    let old =
        ask(app, "ada@cartobio.example", "cartobio", "Un jeu de données", true, "2026-01-20 09:00").await;
    take(app, old, "marc@diair.example", "2026-01-21 09:00").await;
    let open = ask(app, "driss@plume.example", "plume", "Un juriste", true, "2026-03-02 09:00").await;
    let lost = ask(app, "chloe@karfur.example", "karfu-r", "Un serveur", true, "2026-02-20 09:00").await;
    let page = camille.open("/dashboard").await;
    // Those that nobody has taken first, the oldest first; what is worth a look stands above, and not twice.
    assert_eq!(asking(&page), ["Plume", "CartoBio"]);
    page.says("Personne ne s’en occupe (2)").says("L’une d’elles est plus haut");
    page.says("il y a 43 jours").says("prise par").says("Marc").says("personne ne s’en occupe");
    assert!(page.has(&format!("a.button[href='/help-requests/{}']", lost.0)));
    page.says("(2 que personne n’a prises)");
    // On their own page, too.
    let chloe = app.browse_as("chloe@karfur.example").await;
    assert_eq!(asking(&chloe.open("/help-requests").await), ["Karfu'R", "Plume", "CartoBio"]);
    chloe.page().says_not("que personne n’a prises");
    let led = |words| chloe.page().count("article.request a.button", words);
    let ways =
        ["Suivre ou clore votre demande – Karfu'R", "Voir et répondre – Plume", "Voir la demande – CartoBio"];
    assert_eq!(ways.map(led), [1, 1, 1]);
    assert_eq!(asking(&chloe.open("/help-requests?project=plume").await), ["Plume"]);
    // All projects have ended: what they asked for is still open.
    promote(app, "EIG 8", Stage::Closed).await;
    app.travel_by_day("Mon 09:00").await;
    assert_eq!(asking(&camille.open("/dashboard").await), ["CartoBio"]);
    camille.page().says("Personne ne s’en occupe (2)").says("Elles sont toutes plus haut");
    assert!(camille.page().has(&format!(".worth a.button[href='/help-requests/{}']", lost.0)));
    for request in [old, lost] {
        end(app, request, Ending::Solved, "", "2026-03-09 09:00").await;
    }
    let page = camille.open("/dashboard").await;
    assert!(page.has(&format!(".worth a.button[href='/help-requests/{}']", open.0)), "{}", page.body);
    page.says("Personne ne s’en occupe (1)");
    chloe.open("/help-requests").await.says("résolue le").says("Un serveur");
    app.travel_by_day("Fri 15:05").await;
});

story!(a_week_says_on_which_day_what_it_asked_for_was_closed, "2026-03-12 09:00", |app| {
    let ada = "ada@cartobio.example";
    let solved = ask(app, ada, "cartobio", "Un juriste", true, "2026-03-03 09:00").await;
    take(app, solved, "mina@agence.example", "2026-03-03 10:00").await;
    // Elsewhere it is the day before.
    end(app, solved, Ending::Solved, "", "2026-03-11 00:30").await;
    let moot = ask(app, ada, "cartobio", "Une salle", true, "2026-03-04 09:00").await;
    end(app, moot, Ending::NotNeeded, "", "2026-03-05 09:00").await;
    let marc = app.browse_as("marc@diair.example").await;
    let page = marc.open("/weeks/2026-W10").await;
    page.is(200).says("Résolue le 11 mars 2026, avec Mina").says("Plus nécessaire depuis le 5 mars 2026");
    page.says("Historique : CartoBio");
    // It counts what it lists, also what nobody had to see to.
    assert_eq!(page.count(".figures .asked strong", "2"), 1, "{}", page.body);
    // Who took it reads no name: it is theirs.
    let mina = app.browse_as("mina@agence.example").await;
    mina.open("/weeks/2026-W10").await.is(200).says("Solved on 11 March 2026").says("History");
});

story!(closed_requests_are_read_page_by_page, "2026-03-04 09:00", |app| {
    for number in 1..=45 {
        let text = format!("Demande {number} !");
        let when = format!("2026-02-{:02} 09:{number:02}", number % 20 + 1);
        let request = ask(app, "ada@cartobio.example", "cartobio", &text, true, &when).await;
        // Some at the same moment.
        let ended = format!("2026-03-03 09:{:02}", number / 3);
        end(app, request, Ending::NotNeeded, "", &ended).await;
    }
    let marc = app.browse_as("marc@diair.example").await;
    let mut address = "/help-requests?project=cartobio".to_owned();
    let mut read = Vec::new();
    loop {
        let page = marc.open(&address).await;
        let text = page.is(200).text();
        read.extend((1..=45).filter(|number| text.contains(&format!("Demande {number} !"))));
        let next = page.links().into_iter().find(|link| link.contains("after="));
        let Some(next) = next.filter(|next| *next != address) else { break };
        address = next;
    }
    read.sort_unstable();
    assert_eq!(read, (1..=45).collect::<Vec<_>>());
    marc.page().says("Retour au début").says_not("Aucune demande n’est en cours");
    marc.open("/help-requests?ended=x&after=y").await.is(400);
});

story!(a_project_says_what_it_asks_for_and_whom_to_write_to, "2026-03-04 09:00", |app| {
    let open = ask(app, "ada@cartobio.example", "cartobio", "Un *juriste*", true, "2026-03-03 09:00").await;
    take(app, open, "mina@agence.example", "2026-03-03 10:00").await;
    let solved = ask(app, "ada@cartobio.example", "cartobio", "Un graphiste", true, "2026-02-03 09:00").await;
    end(app, solved, Ending::Solved, "", "2026-02-10 09:00").await;
    let marc = app.browse_as("marc@diair.example").await;
    let page = marc.open("/projects/cartobio").await;
    page.says("Un juriste")
        .says("Demande d’Ada, publiée hier")
        .says("prise par")
        .says("Un graphiste")
        .says("résolue le 10 février");
    let team = "a[href='mailto:ada@cartobio.example,ben@cartobio.example?subject=Votre%20demande%20d%E2%80%99aide%20%E2%80%93%20CartoBio']";
    assert!(page.has(team), "{}", page.body);
    assert!(page.has("a[href='mailto:mina@agence.example?subject=CartoBio']"));
    // Whoever has the link that shares it reads the same, without a name or an address.
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.open("/projects/cartobio/shares").await;
    ada.submit_form("form.new", &[("label", "Cabinet")]).await.is(200);
    let share = share_on(&ada.page());
    let shared = app.browser("fr").open(&share).await;
    shared.says("Un juriste").says("quelqu’un s’en occupe").says("Un graphiste");
    let told = without_lots(&shared.body);
    for private in ["mailto:", "Mina", "Ada", "@cartobio"] {
        assert!(!told.contains(private), "{private}: {}", shared.body);
    }
    assert!(shared.has("article.request a.button[href*='/h/']"));
    assert!(!shared.body.contains("/help-requests/"));
});

story!(what_nobody_may_take_yet_is_not_counted_as_waiting, "2026-03-04 09:00", |app| {
    app.import(IN_PREPARATION).await;
    promote(app, "EIG 9", Stage::Draft).await;
    let now = "2026-03-04 09:00";
    ask(app, "eve@foehn.example", "foehnprojekt", "Un four", true, now).await;
    ask(app, "ada@cartobio.example", "cartobio", "Un juriste", false, now).await;
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/dashboard").await.is(200).says_not("personne n’a prise)").says_not("prises)");
    app.travel_to("Fri 15:05").await;
    camille.open("/dashboard").await.is(200).says("(une que personne n’a prise)");
});

/// The first number before those words.
fn number_before(text: &str, words: &str) -> usize {
    let before = text.split(words).next().filter(|before| before.len() < text.len());
    let number = before.and_then(|before| before.split_whitespace().next_back());
    match number.unwrap_or_else(|| panic!("no {words:?} in {text}")) {
        "Une" | "une" | "un" => 1,
        number => number.trim_start_matches('(').parse().unwrap(),
    }
}

// One state, looked at everywhere: the same words count the same requests.
story!(what_waits_for_somebody_is_counted_alike_everywhere, "2026-03-06 09:00", |app| {
    let ask = async |who, slug, at_once, when| ask(app, who, slug, "Un juriste", at_once, when).await;
    ask("ada@cartobio.example", "cartobio", true, "2026-02-20 09:00").await;
    ask("driss@plume.example", "plume", true, "2026-03-05 09:00").await;
    let taken = ask("driss@plume.example", "plume", true, "2026-03-04 09:00").await;
    take(app, taken, "marc@diair.example", "2026-03-04 10:00").await;
    // Of that one nobody is told before the week is.
    ask("chloe@karfur.example", "karfu-r", false, "2026-03-06 08:00").await;
    let camille = app.browse_as("camille@eig.example").await;
    for waiting in [2, 3] {
        let (dashboard, list) = (camille.open("/dashboard").await, camille.open("/help-requests").await);
        for page in [&dashboard, &list] {
            let text = page.text();
            assert_eq!(number_before(&text, "que personne n’a prises"), waiting);
            page.says(&format!("Personne ne s’en occupe ({waiting})")).says("Quelqu’un s’en occupe (1)");
            assert_eq!(text.contains("Pas encore publiée (1)"), waiting == 2, "{text}");
        }
        dashboard.says("3 projets ont une demande d’aide en cours");
        dashboard.says("4 demandes en cours, dans 3 projets.");
        if waiting == 2 {
            app.travel_to("Fri 15:05").await;
        }
    }
    // In mails, too; whose own waits with them is told of those of others.
    let mail = |address: &str| app.inbox(address).latest_of("digest").text.clone();
    assert_eq!(number_before(&mail("camille@eig.example"), "demandes attendent quelqu’un"), 3);
    assert_eq!(
        number_before(&mail("ada@cartobio.example"), "demandes d’autres équipes attendent quelqu’un"),
        2
    );
});
