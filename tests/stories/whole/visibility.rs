//! What is not published reaches nobody but its team and the coordinators: not by a page, a feed, an export, a share, a
//! search or a mail. Everybody walks through all that they can reach, at each moment at which something changes.

use bulletins::domain::calendar::Week;
use bulletins::domain::filing::bulletin::Typed;
use bulletins::domain::programme::project::Stage;
use bulletins::services::{Scope, filing};
use bulletins::store::programme::{projects, promotions};
use bulletins::store::{self, people};
use chrono_tz::Tz;
use futures_util::future::join_all;

use crate::story;
use crate::support::app::{TestApp, moment};
use crate::support::browser::Browser;
use crate::support::walk::{Found, World, walk};

/// Texts that are known again wherever they appear, in the fields of one bulletin or draft.
struct Secret {
    /// Priorities, ups and downs, help, and what happens on the key date; or what there is.
    words: &'static [&'static str],
    /// The project whose EIGs may read it at any time.
    of: &'static str,
    /// From when on everybody may read it; none: nobody ever.
    public_from: Option<&'static str>,
    /// When a digest has told it.
    told_from: Option<&'static str>,
}

const SECRETS: &[Secret] = &[
    Secret {
        words: &["zephyrprio", "zephyrupdown", "zephyrhelp", "zephyrday"],
        of: "cartobio",
        public_from: Some("2026-03-06 15:05"),
        told_from: Some("2026-03-06 15:05"),
    },
    // What a team writes on, after it has filed.
    Secret {
        words: &["mistralprio", "mistralupdown", "mistralhelp", "mistralday"],
        of: "cartobio",
        public_from: None,
        told_from: None,
    },
    // A late bulletin is everybody's at once; its draft never is.
    Secret { words: &["siroccoprio", "siroccohelp"], of: "karfu-r", public_from: None, told_from: None },
    Secret {
        words: &["levanteprio", "levanteupdown", "levantehelp", "levanteday"],
        of: "karfu-r",
        public_from: Some("2026-03-07 10:00"),
        told_from: Some("2026-03-20 15:05"),
    },
    // Of a week that was paused after the team had filed: published when it ends.
    Secret {
        words: &["borealprio", "borealupdown", "borealhelp", "borealday"],
        of: "plume",
        public_from: Some("2026-03-16 00:00"),
        told_from: Some("2026-03-20 15:05"),
    },
    // Of a promotion that went back into preparation: not its own people's either.
    Secret {
        words: &["Foehnprojekt", "Foehnamt", "foehnprio", "foehnupdown", "foehnhelp", "foehnday"],
        of: "",
        public_from: None,
        told_from: None,
    },
];

const DRAFT_PROMOTION: &str = "
promotion: { name: EIG 9, starts_on: 2026-01-05, ends_on: 2026-12-31 }
projects:
  - name: Foehnprojekt
    administration: Foehnamt
    eigs:
      - { name: Eve, email: eve@foehn.example }
    mentors:
      - { name: Marc, email: marc@diair.example }
";

/// What somebody reads of what is published.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reads {
    Nothing,
    /// All of one project.
    Project(&'static str),
    KeyDates,
    Everything,
}

struct Reader {
    name: &'static str,
    browser: Browser,
    /// The addresses that are a right, up to their token.
    tokens: Vec<String>,
    files_for: Option<&'static str>,
    coordinates: bool,
    reads: Reads,
}

impl Reader {
    async fn with_account(
        app: &TestApp,
        name: &'static str,
        address: &str,
        files_for: Option<&'static str>,
    ) -> Reader {
        let browser = app.browse_as(address).await;
        let coordinates = address.starts_with("camille@");
        Reader { name, browser, tokens: Vec::new(), files_for, coordinates, reads: Reads::Everything }
    }

    fn with_link(app: &TestApp, name: &'static str, tokens: Vec<String>, reads: Reads) -> Reader {
        Reader { name, browser: app.browser("fr"), tokens, files_for: None, coordinates: false, reads }
    }

    fn may_always_read(&self, secret: &Secret) -> bool {
        self.coordinates || self.files_for == Some(secret.of)
    }

    /// Whether that word of a secret is found by this reader, once it is public.
    fn finds(&self, secret: &Secret, word: &str) -> bool {
        match self.reads {
            Reads::Nothing => false,
            Reads::Project(project) => secret.of == project,
            Reads::KeyDates => word.ends_with("day"),
            Reads::Everything => true,
        }
    }
}

const WEEKS: [&str; 7] = ["2026-W09", "2026-W10", "2026-W11", "2026-W12", "2026-W13", "2026-W40", "2027-W02"];
const SLUGS: [&str; 4] = ["cartobio", "karfu-r", "plume", "foehnprojekt"];

fn words() -> Vec<&'static str> {
    SECRETS.iter().flat_map(|secret| secret.words.iter().copied()).collect()
}

/// Everybody looks at everything: what they may not see is not there, what they may see is.
async fn look(app: &TestApp, readers: &[Reader], now: &str) {
    app.travel_to(now).await;
    let now = moment(now);
    let is_past = |at: Option<&str>| at.is_some_and(|at| moment(at) <= now);
    let words = words();
    // A search page says what was looked for: beginnings of words, which are found as well.
    let mut queries: Vec<_> =
        words.iter().map(|word| ("/search", format!("q={}", &word[..word.len() - 1]))).collect();
    queries.push(("/projects/{slug}/bulletins/{week}", "edit=1".to_owned()));
    let world = World { slugs: &SLUGS, weeks: &WEEKS, queries };
    let walks = readers.iter().map(|reader| walk(&reader.browser, &world, &reader.tokens, &words));
    let walks: Vec<Found> = join_all(walks).await;
    let mut wrong = Vec::new();
    for (reader, found) in readers.iter().zip(walks) {
        for secret in SECRETS {
            for word in secret.words {
                let at: Vec<&str> = found
                    .iter()
                    .filter(|(told, _)| told == word)
                    .map(|(_, address)| address.as_str())
                    .collect();
                if !is_past(secret.public_from) && !reader.may_always_read(secret) && !at.is_empty() {
                    wrong.push(format!("{} reads {word} at {at:?}", reader.name));
                }
                if is_past(secret.public_from) && reader.finds(secret, word) && at.is_empty() {
                    wrong.push(format!("{} finds {word} nowhere", reader.name));
                }
            }
        }
    }
    for address in [
        "liste@eig.example",
        "marc@diair.example",
        "mina@agence.example",
        "chloe@karfur.example",
        "ben@cartobio.example",
        "camille@eig.example",
        "eve@foehn.example",
        "driss@plume.example",
    ] {
        let told: Vec<String> = app
            .inbox(address)
            .0
            .iter()
            .map(|mail| format!("{}{}{}{}", mail.subject, mail.headers, mail.text, mail.html))
            .collect();
        for secret in SECRETS {
            for word in secret.words {
                let is_told = told.iter().any(|mail| mail.contains(word));
                // Eve's only project is in preparation: she is no reader yet.
                let is_told_to = is_past(secret.told_from) && !address.starts_with("eve@");
                if is_told != is_told_to {
                    wrong.push(format!("a mail to {address} says {word}: {is_told}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{now}:\n{}", wrong.join("\n"));
}

/// A promotion in which a team has filed, and which went back into preparation.
async fn prepare_another_promotion(app: &TestApp) {
    app.import(DRAFT_PROMOTION).await;
    let file = |scope: &mut Scope<'_>| -> store::Result<()> {
        let eve = people::by_email(scope.conn, &"eve@foehn.example".parse().unwrap())?.unwrap();
        let project = projects::by_slug(scope.conn, "foehnprojekt")?.unwrap();
        let typed = Typed {
            mood: "3".into(),
            priorities: "foehnprio".into(),
            ups_and_downs: "foehnupdown".into(),
            help: "foehnhelp".into(),
            key_date: "2026-03-11".into(),
            key_date_description: "foehnday".into(),
            version: String::new(),
        };
        let week: Week = "2026-W09".parse().unwrap();
        scope.now = week.starts_at(Tz::Europe__Paris);
        filing::file(scope, (&project, week), typed.parse().unwrap(), eve.id).expect("it is right");
        promotions::advance(scope.conn, project.promotion, Stage::Draft, None)
    };
    app.app.services.write(file).await.unwrap();
}

/// The address of a new share link, up to its token.
async fn share(browser: &Browser, slug: &str) -> String {
    browser.open(&format!("/projects/{slug}/shares")).await;
    let page = browser.submit_form("form.new", &[("label", "Cabinet")]).await;
    first_address(&page.is(200).body, "/s/")
}

/// The address of somebody's calendar, up to its token.
async fn feed(browser: &Browser) -> String {
    first_address(&browser.open("/settings").await.body, "/feeds/")
}

/// The first address on a page with that beginning, up to the part that follows it.
fn first_address(body: &str, head: &str) -> String {
    let token = body.split(head).nth(1).unwrap_or_else(|| panic!("no {head} in {body}"));
    let end = token.find(['/', '"', '<']).unwrap();
    format!("{head}{}", &token[..end])
}

fn bulletin(words: &'static [&'static str], day: &'static str) -> [(&'static str, &'static str); 6] {
    [
        ("mood", "2"),
        ("priorities", words[0]),
        ("ups_and_downs", words[1]),
        ("help", words[2]),
        ("key_date", day),
        ("key_date_description", words[3]),
    ]
}

story!(what_is_not_published_reaches_nobody_else, "2026-03-05 09:00", |app| {
    prepare_another_promotion(app).await;
    let camille = Reader::with_account(app, "a coordinator", "camille@eig.example", None).await;
    let ben = Reader::with_account(app, "an EIG of CartoBio", "ben@cartobio.example", Some("cartobio")).await;
    let chloe = Reader::with_account(app, "an EIG of Karfu'R", "chloe@karfur.example", Some("karfu-r")).await;
    let mina = Reader::with_account(app, "a mentor of CartoBio", "mina@agence.example", None).await;
    let marc = Reader::with_account(app, "a mentor of Karfu'R", "marc@diair.example", None).await;
    let eve = Reader::with_account(app, "an EIG in preparation", "eve@foehn.example", None).await;
    let feeds = vec![feed(&mina.browser).await, feed(&marc.browser).await, feed(&chloe.browser).await];
    let shares = vec![share(&ben.browser, "cartobio").await];
    let draft_share = vec![share(&camille.browser, "foehnprojekt").await];
    let mut readers = vec![
        Reader::with_link(app, "nobody in particular", Vec::new(), Reads::Nothing),
        Reader::with_link(app, "whoever has CartoBio's link", shares, Reads::Project("cartobio")),
        Reader::with_link(app, "whoever has a link of what is in preparation", draft_share, Reads::Nothing),
        Reader::with_link(app, "whoever has mentors' feeds", feeds, Reads::KeyDates),
        camille,
        ben,
        chloe,
        mina,
        marc,
        eve,
    ];

    // The open week: filed, and a draft written on top of it.
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&bulletin(SECRETS[0].words, "2026-03-10")).await.is(200);
    let form = ada.open("/projects/cartobio/bulletins/2026-W10?edit=1").await;
    let (csrf, version) = (form.field("csrf"), form.field("version"));
    let draft =
        [&bulletin(SECRETS[1].words, "2026-03-12")[..], &[("csrf", &csrf), ("version", &version)]].concat();
    ada.post("/projects/cartobio/bulletins/2026-W10/draft", &draft).await.is(200);
    look(app, &readers, "2026-03-05 09:15").await;
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("driss@plume.example").has_one("reminder").link("/f/");
    readers.push(Reader::with_link(app, "whoever has Plume's filing link", vec![link], Reads::Nothing));
    look(app, &readers, "2026-03-06 15:04").await;
    look(app, &readers, "2026-03-06 15:05").await;

    // A late bulletin: first as a draft.
    app.travel_to("2026-03-07 09:00").await;
    let chloe = app.browse_as("chloe@karfur.example").await;
    let csrf = chloe.open("/projects/karfu-r/bulletins/2026-W10").await.field("csrf");
    let draft = [("csrf", csrf.as_str()), ("priorities", SECRETS[2].words[0]), ("help", SECRETS[2].words[1])];
    chloe.post("/projects/karfu-r/bulletins/2026-W10/draft", &draft).await.is(200);
    look(app, &readers, "2026-03-07 09:15").await;
    app.travel_to("2026-03-07 10:00").await;
    chloe.open("/projects/karfu-r/bulletins/2026-W10").await;
    chloe.submit(&bulletin(SECRETS[3].words, "2026-03-18")).await.is(200);

    // A week that is paused once a team has filed.
    app.travel_to("2026-03-10 09:00").await;
    app.browse_as("driss@plume.example")
        .await
        .submit(&bulletin(SECRETS[4].words, "2026-03-19"))
        .await
        .is(200);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/schedule").await;
    camille.submit_form("form[action='/admin/schedule/pauses']", &[("week", "2026-W11")]).await.is(200);
    look(app, &readers, "2026-03-14 09:00").await;
    look(app, &readers, "2026-03-16 00:00").await;
    look(app, &readers, "2026-03-20 15:05").await;
});
