//! What is not published reaches nobody but its team and the coordinators: not by a page, a feed, an export, a share, a
//! search or a mail. Everybody walks through all that they can reach, at each moment at which something changes.

use bulletins::domain::calendar::Week;
use bulletins::domain::filing::questions::HELP;
use bulletins::domain::filing::typed::{self, Typed};
use bulletins::domain::people::Role;
use bulletins::domain::programme::project::Stage;
use bulletins::services::Scope;
use bulletins::services::filing::submitting::{self, Sent};
use bulletins::services::filing::writers::Writer;
use bulletins::store::programme::{projects, promotions};
use bulletins::store::{self, people};
use chrono_tz::Tz;
use futures_util::future::join_all;

use crate::story;
use crate::support::app::{TestApp, moment};
use crate::support::browser::Browser;
use crate::support::inbox::Mail;
use crate::support::walk::{Found, World, walk};
use crate::support::wishes::reads_all;

/// Texts that are known again wherever they appear: of one bulletin, or of one draft.
struct Secret {
    /// With this each of them begins.
    stem: &'static str,
    /// The project whose EIGs may read it at any time.
    of: &'static str,
    /// From when on everybody may read it; none: nobody ever.
    public_from: Option<&'static str>,
    /// When a digest has told it.
    told_from: Option<&'static str>,
}

const FILED: Secret = Secret {
    stem: "zephyr",
    of: "cartobio",
    public_from: Some("2026-03-06 15:05"),
    told_from: Some("2026-03-06 15:05"),
};
/// What a team writes on, after it has filed.
const REVISED: Secret = Secret { stem: "mistral", of: "cartobio", public_from: None, told_from: None };
/// A late bulletin is everybody's at once; its draft never is.
const LATE_DRAFT: Secret = Secret { stem: "sirocco", of: "karfu-r", public_from: None, told_from: None };
const LATE: Secret = Secret {
    stem: "levante",
    of: "karfu-r",
    public_from: Some("2026-03-07 10:00"),
    told_from: Some("2026-03-20 15:05"),
};
/// Of a week that was paused after the team had filed: published when it ends.
const PAUSED: Secret = Secret {
    stem: "boreal",
    of: "plume",
    public_from: Some("2026-03-16 00:00"),
    told_from: Some("2026-03-20 15:05"),
};
/// Of a promotion that went back into preparation: not its own people's either.
const PREPARED: Secret = Secret { stem: "foehn", of: "", public_from: None, told_from: None };

const SECRETS: [Secret; 6] = [FILED, REVISED, LATE_DRAFT, LATE, PAUSED, PREPARED];

/// Where CartoBio's next form moves the key date of [`FILED`], as pages, documents and calendars write that day.
const MOVED_TO: [&str; 3] = ["19 août 2026", "2026-08-19", "20260819"];
/// When the week is published whose form that is.
const MOVED_FROM: &str = "2026-03-16 00:00";

/// The fields of the form that hold a text.
fn texts() -> impl Iterator<Item = &'static str> {
    let others = [typed::QUIET_LINE, typed::MOOD, typed::ASK_NOW, typed::KEY_DATE, typed::VERSION];
    typed::names().filter(move |name| !others.contains(name))
}

impl Secret {
    /// What stands in a field: one word.
    fn word(&self, field: &str) -> String {
        format!("{}{}", self.stem, field.replace('_', ""))
    }

    fn words(&self) -> Vec<String> {
        let of_project = if self.of.is_empty() { &["Foehnprojekt", "Foehnamt"][..] } else { &[] };
        of_project
            .iter()
            .map(|word| (*word).to_owned())
            .chain(texts().map(|field| self.word(field)))
            .collect()
    }

    /// The form with a word in each of its texts.
    fn form(&self, day: &str) -> Typed {
        let typed = Typed::default().with(typed::MOOD, "2").with(typed::KEY_DATE, day);
        texts().fold(typed, |typed, field| typed.with(field, self.word(field)))
    }
}

pub const DRAFT_PROMOTION: &str = "
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

    /// Who reads one project alone.
    async fn of_one_project(app: &TestApp, name: &'static str, address: &str, slug: &'static str) -> Reader {
        Reader { reads: Reads::Project(slug), ..Reader::with_account(app, name, address, None).await }
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
            Reads::KeyDates => word == secret.word(typed::KEY_DATE_DESCRIPTION),
            Reads::Everything => true,
        }
    }
}

const WEEKS: [&str; 7] = ["2026-W09", "2026-W10", "2026-W11", "2026-W12", "2026-W13", "2026-W40", "2027-W02"];
const SLUGS: [&str; 4] = ["cartobio", "karfu-r", "plume", "foehnprojekt"];

/// Everybody looks at everything: what they may not see is not there, what they may see is.
async fn look(app: &TestApp, readers: &[Reader], now: &str) {
    app.travel_to(now).await;
    let now = moment(now);
    let is_past = |at: Option<&str>| at.is_some_and(|at| moment(at) <= now);
    let words: Vec<String> = SECRETS.iter().flat_map(Secret::words).collect();
    // A search page says what was looked for: beginnings of words, which are found as well.
    let mut queries: Vec<_> =
        words.iter().map(|word| ("/search", format!("q={}", &word[..word.len() - 1]))).collect();
    queries.push(("/projects/{slug}/bulletins/{week}", "edit=1".to_owned()));
    let words = [words, MOVED_TO.map(str::to_owned).into()].concat();
    let world = World { slugs: &SLUGS, weeks: &WEEKS, queries };
    let walks = readers.iter().map(|reader| walk(&reader.browser, &world, &reader.tokens, &words));
    let walks: Vec<Found> = join_all(walks).await;
    let mut wrong = wrong_mails(app, is_past);
    for (reader, found) in readers.iter().zip(walks) {
        for secret in &SECRETS {
            for word in secret.words() {
                let told = found.iter().filter(|(told, address)| *told == word && address != OWN_DATA);
                let at: Vec<&str> = told.map(|(_, address)| address.as_str()).collect();
                if !is_past(secret.public_from) && !reader.may_always_read(secret) && !at.is_empty() {
                    wrong.push(format!("{} reads {word} at {at:?}", reader.name));
                }
                let is_anothers = matches!(reader.reads, Reads::Project(own) if own != secret.of);
                if is_anothers && !at.is_empty() {
                    wrong.push(format!("{} reads {word} of another project at {at:?}", reader.name));
                }
                if is_past(secret.public_from) && reader.finds(secret, &word) && at.is_empty() {
                    wrong.push(format!("{} finds {word} nowhere", reader.name));
                }
            }
        }
        let moved = found.iter().filter(|(told, at)| MOVED_TO.contains(&told.as_str()) && at != OWN_DATA);
        let moved: Vec<&str> = moved.map(|(_, at)| at.as_str()).collect();
        let is_theirs = reader.coordinates || reader.files_for == Some(FILED.of);
        if !is_past(Some(MOVED_FROM)) && !is_theirs && !moved.is_empty() {
            wrong.push(format!("{} reads at {moved:?} where a key date is moved", reader.name));
        }
        if is_past(Some(MOVED_FROM)) && reader.reads == Reads::Everything && moved.is_empty() {
            wrong.push(format!("{} finds nowhere where a key date is moved", reader.name));
        }
    }
    let says_moved = |mail: &&Mail| MOVED_TO.iter().any(|day| mail.text.contains(day));
    if let Some(mail) = app.mails().iter().find(says_moved).filter(|_| !is_past(Some(MOVED_FROM))) {
        wrong.push(format!("a mail to {} says where a key date is moved", mail.to));
    }
    assert!(wrong.is_empty(), "{now}:\n{}", wrong.join("\n"));
}

/// What is kept of a person is told to that person, whatever it is: their role, and what they filed.
const OWN_DATA: &str = "/settings/data.json";

/// The mails so far that say what they should not, or do not say what they should.
fn wrong_mails(app: &TestApp, is_past: impl Fn(Option<&str>) -> bool) -> Vec<String> {
    let addresses = [
        "liste@eig.example",
        "marc@diair.example",
        "mina@agence.example",
        "chloe@karfur.example",
        "ben@cartobio.example",
        "driss@plume.example",
        "camille@eig.example",
        "eve@foehn.example",
        "sam@cour.example",
        "lea@cartobio.example",
    ];
    let mut wrong = Vec::new();
    for address in addresses {
        let whole = |mail: &Mail| format!("{}{}{}{}", mail.subject, mail.headers, mail.text, mail.html);
        let told: Vec<String> = app.inbox(address).0.iter().map(whole).collect();
        for secret in &SECRETS {
            for word in secret.words() {
                let is_told = told.iter().any(|mail| mail.contains(&word));
                let is_reader = match address {
                    // Her only project is in preparation: she is no reader yet.
                    "eve@foehn.example" => false,
                    "sam@cour.example" => secret.of == "plume",
                    // Of the other projects a line each, which tells no text.
                    "mina@agence.example" => secret.of == "cartobio",
                    // She has left.
                    "lea@cartobio.example" => false,
                    _ => true,
                };
                let is_meant = is_past(secret.told_from) && is_reader;
                // What is asked for may be put to coordinators as soon as it is public.
                let may_nag = word == secret.word(HELP.name) && address.starts_with("camille@");
                let is_nag = may_nag && is_told && is_past(secret.public_from);
                if is_told != is_meant && !is_nag {
                    wrong.push(format!("a mail to {address} says {word}: {is_told}"));
                }
            }
        }
    }
    wrong
}

/// A promotion in which a team has filed, and which went back into preparation.
async fn prepare_another_promotion(app: &TestApp) {
    app.import(DRAFT_PROMOTION).await;
    let file = |scope: &mut Scope<'_>| -> store::Result<()> {
        let eve = people::by_email(scope.conn, &"eve@foehn.example".parse().unwrap())?.unwrap();
        let project = projects::by_slug(scope.conn, "foehnprojekt")?.unwrap();
        let week: Week = "2026-W09".parse().unwrap();
        scope.now = week.starts_at(Tz::Europe__Paris);
        let promotion = project.promotion;
        let member = people::member(scope.conn, eve.id, scope.today())?.unwrap();
        let writer = Writer { project, week, member };
        submitting::file(scope, &writer, &PREPARED.form("2026-03-11"), Sent::default()).expect("it is right");
        promotions::advance(scope.conn, promotion, Stage::Draft, None)
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

fn browser_of<'a>(readers: &'a [Reader], name: &str) -> &'a Browser {
    readers.iter().find(|reader| reader.name == name).map(|reader| &reader.browser).unwrap()
}

async fn send(browser: &Browser, form: &Typed) {
    let filled: Vec<(&str, &str)> = form.fields().filter(|(name, _)| *name != typed::VERSION).collect();
    browser.submit(&filled).await.is(200);
}

/// Saves a draft of what is shown in the form.
async fn save_draft(browser: &Browser, address: &str, form: &Typed) {
    let shown = browser.open(&format!("{address}?edit=1")).await;
    let (csrf, version) = (shown.field("csrf"), shown.field("version"));
    let form = form.clone().with(typed::VERSION, version);
    let fields: Vec<(&str, &str)> = form.fields().chain([("csrf", csrf.as_str())]).collect();
    browser.post(&format!("{address}/draft"), &fields).await.is(200);
}

story!(what_is_not_published_reaches_nobody_else, "2026-03-05 09:00", |app| {
    prepare_another_promotion(app).await;
    reads_all(app, "marc@diair.example").await;
    let camille = Reader::with_account(app, "a coordinator", "camille@eig.example", None).await;
    let ben = Reader::with_account(app, "an EIG of CartoBio", "ben@cartobio.example", Some("cartobio")).await;
    let chloe = Reader::with_account(app, "an EIG of Karfu'R", "chloe@karfur.example", Some("karfu-r")).await;
    let mina = Reader::with_account(app, "a mentor of CartoBio", "mina@agence.example", None).await;
    let marc = Reader::with_account(app, "a mentor of Karfu'R", "marc@diair.example", None).await;
    let eve = Reader::with_account(app, "an EIG in preparation", "eve@foehn.example", None).await;
    app.give("sam@cour.example", Role::Sponsor, "plume", None).await;
    app.give("lea@cartobio.example", Role::Eig, "cartobio", Some("2026-02-27")).await;
    let sam = Reader::of_one_project(app, "a sponsor of Plume", "sam@cour.example", "plume").await;
    let lea = Reader::of_one_project(app, "who left CartoBio", "lea@cartobio.example", "cartobio").await;
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
        sam,
        lea,
    ];

    // The open week: filed, and a draft written on top of it.
    let ada = app.browse_as("ada@cartobio.example").await;
    send(&ada, &FILED.form("2026-03-10")).await;
    save_draft(&ada, "/projects/cartobio/bulletins/2026-W10", &REVISED.form("2026-03-12")).await;
    look(app, &readers, "2026-03-05 09:15").await;
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("driss@plume.example").has_one("reminder").link("/f/");
    readers.push(Reader::with_link(app, "whoever has Plume's filing link", vec![link], Reads::Nothing));
    look(app, &readers, "2026-03-06 15:04").await;
    look(app, &readers, "2026-03-06 15:05").await;

    // A late bulletin: first as a draft.
    app.travel_to("2026-03-07 09:00").await;
    let chloe = browser_of(&readers, "an EIG of Karfu'R");
    save_draft(chloe, "/projects/karfu-r/bulletins/2026-W10", &LATE_DRAFT.form("2026-03-17")).await;
    look(app, &readers, "2026-03-07 09:15").await;
    app.travel_to("2026-03-07 10:00").await;
    chloe.open("/projects/karfu-r/bulletins/2026-W10").await;
    send(chloe, &LATE.form("2026-03-18")).await;

    // A week that is paused once a team has filed, and another has told what became of the week before.
    app.travel_to("2026-03-10 09:00").await;
    let form = ada.open("/projects/cartobio/bulletins/2026-W11").await;
    let day = form.body.split("name=\"day-").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let (day, to) = (format!("day-{day}"), format!("day-{day}-to"));
    let taps = [("promise", "dropped"), (day.as_str(), "moved"), (to.as_str(), MOVED_TO[1])];
    ada.submit(&[&[("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U")], &taps[..]].concat())
        .await
        .is(200);
    send(&app.browse_as("driss@plume.example").await, &PAUSED.form("2026-03-19")).await;
    let camille = browser_of(&readers, "a coordinator");
    camille.open("/admin/schedule").await;
    camille.submit_form("form[action='/admin/schedule/pauses']", &[("week", "2026-W11")]).await.is(200);
    look(app, &readers, "2026-03-14 09:00").await;
    look(app, &readers, "2026-03-16 00:00").await;
    look(app, &readers, "2026-03-20 15:05").await;
});
