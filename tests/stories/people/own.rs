//! What is a person's own: settings, mails, sign-ins, data.

use bulletins::domain::people::Role;

use crate::story;

const TEXTS: [(&str, &str); 3] = [("mood", "3"), ("priorities", "Priorité"), ("ups_and_downs", "Haut")];

story!(each_chooses_which_mails_they_want, "2026-03-23 09:00", |app| {
    let mina = app.browse_as("mina@agence.example").await;
    for (person, text) in [("ada@cartobio.example", "De CartoBio"), ("driss@plume.example", "De Plume")] {
        let eig = app.browse_as(person).await;
        eig.submit(&[("mood", "3"), ("priorities", text), ("ups_and_downs", "x")]).await.is(200);
    }
    // Mine only.
    mina.open("/settings").await.is(200).says("All projects in full My projects first");
    mina.page().says("with a line on each of the others").says_not("My projects only");
    mina.submit_form("form.mails", &[("digest", "own")]).await.is(200).says("Saved");
    // None at all for Marc, and no reminders for Chloé.
    let marc = app.browse_as("marc@diair.example").await;
    marc.open("/settings").await;
    marc.submit_form("form.mails", &[("digest", "none")]).await.is(200);
    let chloe = app.browse_as("chloe@karfur.example").await;
    chloe.open("/settings").await;
    assert!(chloe.page().has("#mail-reminder[checked]"));
    let csrf = chloe.page().field("csrf");
    let unticked = [("csrf", csrf.as_str()), ("digest", "all"), ("every", "month")];
    chloe.post("/settings/mails", &unticked).await.is(200);
    assert!(!chloe.page().has("#mail-reminder[checked]"));
    app.travel_to("Fri 15:05").await;
    let digest = app.inbox("mina@agence.example").has_one("digest").clone();
    digest.says("De CartoBio").says_not("De Plume");
    app.inbox("marc@diair.example").has_none("digest");
    app.inbox("chloe@karfur.example").has_none("reminder");
    // The 27th was the last closing day of March: the month is told.
    let month = app.inbox("chloe@karfur.example").has_one("digest").clone();
    month.says("Plus tôt ce mois-ci").says("De Plume");
    // On the web all is there to read, and the next week of the month brings Chloé nothing.
    mina.open("/weeks/2026-W13").await.says("De Plume");
    app.travel_to("Fri 15:05").await;
    app.inbox("chloe@karfur.example").has_one("digest");
    assert_eq!(app.inbox("mina@agence.example").of_kind("digest").len(), 2);
});

story!(a_month_is_told_with_ones_own_weeks_in_full, "2026-03-03 09:00", |app| {
    let chloe = app.browse_as("chloe@karfur.example").await;
    chloe.open("/settings").await;
    chloe.submit_form("form.mails", &[("every", "month")]).await.is(200);
    chloe.open("/").await;
    chloe.submit(&[("mood", "3"), ("priorities", "Au début du mois"), ("ups_and_downs", "x")]).await.is(200);
    for _ in 0..3 {
        app.travel_to("Fri 15:05").await;
        app.inbox("chloe@karfur.example").has_none("digest");
    }
    app.travel_to("Fri 15:05").await;
    let month = app.inbox("chloe@karfur.example").has_one("digest").clone();
    month.says("Au début du mois").says("/weeks/2026-W10").says("/weeks/2026-W12");
    assert_eq!(month.subject, "Bulletins de mars 2026");
    month.says("Dernière semaine du mois, du 23 au 29 mars 2026. Aucun des 3 projets");
    let before_weeks = "\n\nToutes les équipes, semaine par semaine\u{a0}:\n- Semaine du 2 au 8 mars 2026";
    assert!(month.text.contains(before_weeks), "{}", month.text);
    assert!(month.html.contains("Les bulletins du mois") && !month.html.contains("bulletins de la semaine"));
});

story!(who_is_no_mentor_and_chooses_their_projects_reads_of_these_alone, "2026-03-23 09:00", |app| {
    let chloe = app.browse_as("chloe@karfur.example").await;
    chloe.open("/settings").await.is(200).says("Mes projets seulement").says_not("Mes projets d’abord");
    chloe.page().says("sans ceux des autres équipes");
    let monthly = [("digest", "own"), ("every", "month")];
    chloe.submit_form("form.mails", &monthly).await.is(200);
    for (person, text) in [("chloe@karfur.example", "De Karfu"), ("driss@plume.example", "De Plume")] {
        let eig = app.browse_as(person).await;
        eig.open("/").await;
        eig.submit(&[("mood", "2"), ("priorities", text), ("ups_and_downs", "x")]).await.is(200);
    }
    app.travel_to("Fri 15:05").await;
    let month = app.inbox("chloe@karfur.example").has_one("digest").clone();
    assert_eq!(month.subject, "Bulletins de mars 2026");
    month.says("Votre projet a donné de ses nouvelles.").says("De Karfu").says_not("Plume");
    // How it is stands once at the head, not in two ways.
    let head = month.html.split("Votre projet</h2>").next().unwrap();
    let head = head.split("<h1").nth(1).unwrap();
    assert_eq!(head.matches("mitigée").count(), 1, "{head}");
});

story!(who_reads_one_project_alone_is_offered_its_mails_alone, "2026-03-04 09:00", |app| {
    let sam = "sam@aide.example";
    app.give(sam, Role::Sponsor, "plume", None).await;
    let browser = app.browse_as(sam).await;
    let page = browser.open("/settings").await;
    page.is(200).says("le message parle de votre projet seul").says_not("Tous les projets");
    page.says("toute demande d’aide de mon projet").says_not("quel que soit le projet");
    assert_eq!(page.count("#digest option[selected]", "Mon projet"), 1);
    // Saved as it stands it changes nothing: with a wider role all are read again.
    browser.submit_form("form.mails", &[("help_at_once", "1")]).await.is(200);
    app.give(sam, Role::Helper, "karfu-r", None).await;
    let page = browser.open("/settings").await;
    assert_eq!(page.count("#digest option[selected]", "Mes projets"), 1);
    page.says("de vos projets seuls").says("toute demande d’aide de mes projets");
    app.give(sam, Role::Mentor, "cartobio", None).await;
    let page = browser.open("/settings").await;
    assert_eq!(page.count("#digest option[selected]", "Tous les projets en entier"), 1);
    assert!(page.says("quel que soit le projet").has("#help_at_once[checked]"));
});

story!(sign_ins_are_listed_and_ended, "2026-03-04 09:00", |app| {
    let phone = app.browse_as("ada@cartobio.example").await;
    let laptop = app.browser("fr");
    laptop.open("/sign-in").await;
    laptop.submit(&[("email", "ada@cartobio.example"), ("password", "correct horse battery")]).await.is(200);
    laptop.open("/settings").await.is(200).says("ce navigateur");
    // Nobody else's: it is as if there were none of that number.
    let (phones, _) = laptop.page().form("form[action^='/settings/sessions/']", &[]);
    let chloe = app.browse_as("chloe@karfur.example").await;
    let csrf = chloe.page().form_token();
    chloe.post(&phones, &[("csrf", &csrf)]).await.is(404);
    phone.open("/weeks").await.is(200).says("Ada");
    laptop
        .submit_form("form[action^='/settings/sessions/']", &[])
        .await
        .is(200)
        .says("Cette connexion est close");
    phone.open("/weeks").await.says("Se connecter");
    // A new password ends all others, and the present one must be known.
    phone.open("/sign-in").await;
    phone.submit(&[("email", "ada@cartobio.example"), ("password", "correct horse battery")]).await.is(200);
    laptop.open("/settings").await;
    let wrong = [("present", "wrong horse battery"), ("password", "another horse battery")];
    laptop.submit_form("form.password", &wrong).await.is(422).says("pas votre mot de passe actuel");
    assert!(laptop.page().has(".summary a[href='#present']"));
    let short = [("present", "correct horse battery"), ("password", "short")];
    laptop.submit_form("form.password", &short).await.is(422).says("au moins 12 caractères");
    let right = [("present", "correct horse battery"), ("password", "another horse battery")];
    laptop.submit_form("form.password", &right).await.is(200).says("est en place");
    phone.open("/weeks").await.says("Se connecter");
    phone.submit(&[("email", "ada@cartobio.example"), ("password", "correct horse battery")]).await.is(422);
    // Everywhere means here too.
    laptop.open("/settings").await;
    laptop.submit_form("form.everywhere", &[]).await.is(200).says("Toutes vos connexions sont closes");
    laptop.open("/weeks").await.says("Se connecter");
    chloe.open("/weeks").await.is(200).says("Chloé");
});

story!(a_forgotten_password_is_replaced_once, "2026-03-04 09:00", |app| {
    let thief = app.browse_as("ada@cartobio.example").await;
    let ada = app.browser("fr");
    ada.open("/sign-in").await;
    ada.open("/password-resets").await.is(200);
    let known = ada.submit(&[("email", "ada@cartobio.example")]).await;
    ada.open("/password-resets").await;
    let unknown = ada.submit(&[("email", "nobody@cartobio.example")]).await;
    assert_eq!(known.is(200).text(), unknown.is(200).text());
    app.settle().await;
    let link = app.inbox("ada@cartobio.example").has_one("password-reset").link("/password-resets/");
    ada.open(&link).await.is(200).says("ada@cartobio.example");
    ada.submit(&[("password", "short")]).await.is(422);
    let csrf = ada.page().field("csrf");
    let fields = [("csrf", csrf.as_str()), ("password", "a new horse battery")];
    let tries = (0..50).map(|_| ada.post(&link, &fields));
    let pages = futures_util::future::join_all(tries).await;
    // One is let in; what loses the race is told so, whether the link had ended or the browser's form had.
    assert_eq!(pages.iter().filter(|page| page.status == 200).count(), 1);
    ada.open("/settings").await.is(200);
    thief.open("/weeks").await.says("Se connecter");
    app.browser("fr").open(&link).await.is(410).says("Demander un nouveau lien");
    // An hour is all it has.
    let other = app.browser("fr");
    other.open("/password-resets").await;
    other.submit(&[("email", "ben@cartobio.example")]).await.is(200);
    app.settle().await;
    let late = app.inbox("ben@cartobio.example").has_one("password-reset").link("/password-resets/");
    app.sleep_until("2026-03-04 10:00");
    other.open(&late).await.is(410);
});

story!(a_code_signs_in_where_it_was_asked_for_and_nowhere_else, "2026-03-04 09:00", |app| {
    let laptop = app.browser("en");
    laptop.open("/weeks/2026-W10").await;
    let fields = [("csrf", laptop.page().field("csrf")), ("back", laptop.page().field("back"))];
    let fields =
        [("csrf", fields[0].1.as_str()), ("back", fields[1].1.as_str()), ("email", "mina@agence.example")];
    laptop.post("/sign-in/links", &fields).await.is(200).says("six digits");
    app.settle().await;
    let mail = app.inbox("mina@agence.example").has_one("sign-in").clone();
    let code = mail.code();
    // In another browser it is worth nothing, wherever that one was.
    let stranger = app.browser("en");
    stranger.open("/sign-in").await;
    let csrf = stranger.page().field("csrf");
    stranger.post("/sign-in/codes", &[("csrf", &csrf), ("code", &code)]).await.is(422);
    laptop.submit(&[("code", "000000")]).await.is(422).says("does not match");
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    laptop.submit(&[("code", &spaced)]).await.is(200);
    assert_eq!(laptop.page().path, "/weeks/2026-W10");
    // The link of that mail has been used with its code.
    app.browser("en").open(&mail.link("/sign-in/")).await.is(410).says("Ask for a new link");
    // After five wrong ones the right one is worth nothing either.
    let guesser = app.browser("en");
    let csrf = guesser.open("/sign-in").await.field("csrf");
    guesser.post("/sign-in/links", &[("csrf", &csrf), ("email", "ben@cartobio.example")]).await.is(200);
    app.settle().await;
    let mail = app.inbox("ben@cartobio.example").has_one("sign-in").clone();
    let code = mail.code();
    let wrong = if code == "111111" { "222222" } else { "111111" };
    for _ in 0..5 {
        guesser.submit(&[("code", wrong)]).await.is(422);
    }
    guesser.submit(&[("code", &code)]).await.is(422);
    // The link still lets its reader in: nobody is locked out.
    let ben = app.browser("en");
    ben.open(&mail.link("/sign-in/")).await.is(200);
    ben.submit(&[]).await.is(200).says("Ben");
    // However often one guesses, the answers do not tell whether a code was sent at all.
    for (address, time) in
        [("chloe@karfur.example", "2026-03-04 10:00"), ("nobody@karfur.example", "2026-03-04 11:00")]
    {
        app.sleep_until(time);
        let guesser = app.browser("en");
        let csrf = guesser.open("/sign-in").await.field("csrf");
        for _ in 0..3 {
            guesser.post("/sign-in/links", &[("csrf", &csrf), ("email", address)]).await.is(200);
            app.settle().await;
            for _ in 0..4 {
                guesser.submit(&[("code", "12")]).await.is(422).says("does not match");
            }
        }
    }
});

story!(people_take_their_data_along_and_are_forgotten, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200);
    let data = ada.open("/settings/data.json").await;
    assert!(data.is(200).headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let data: serde_json::Value = serde_json::from_str(&data.body).unwrap();
    assert_eq!(data["email"], "ada@cartobio.example");
    assert_eq!(data["bulletins"][0]["priorities"], "Priorité");
    assert_eq!(data["roles"][0]["project"], "CartoBio");
    assert_eq!(data["sign_ins"].as_array().unwrap().len(), 1);
    app.travel_to("Fri 15:05").await;
    let header = app.inbox("ada@cartobio.example").has_one("digest").headers.clone();
    let stop = &header[header.find("/unsubscribe/").unwrap()..];
    let stop = stop.split('>').next().unwrap().replace(['\r', '\n', ' '], "");
    app.browser("fr").open(&stop).await.is(200);
    ada.open("/settings/erasure").await.is(200);
    ada.submit_form("form.proof", &[("proof_password", "correct horse battery")]).await.says("pour de bon");
    ada.submit(&[]).await.is(200).says("Vos données sont effacées");
    ada.open("/settings").await.says("Se connecter");
    app.browser("fr").post(&stop, &[("List-Unsubscribe", "One-Click")]).await.is(410);
    app.travel_to("Fri 15:05").await;
    app.inbox("ada@cartobio.example").has_one("digest");
    let mina = app.browse_as("mina@agence.example").await;
    mina.open("/projects/cartobio/bulletins/2026-W10").await.says("Priorité").says("a former member");
});

story!(a_calendar_program_reads_the_key_dates_at_an_address_that_can_be_renewed, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let day = [
        ("key_date", "2026-03-18"),
        (
            "key_date_description",
            "Comité ; « point, virgule »\u{2026} et une description assez longue pour être pliée",
        ),
    ];
    ada.submit(&[&TEXTS[..], &day].concat()).await.is(200);
    let feed_of = |body: &str| {
        let at = body.split("/feeds/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        format!("/feeds/{at}")
    };
    ada.open("/settings").await;
    let own = feed_of(&ada.page().body);
    let marc = app.browse_as("marc@diair.example").await;
    marc.open("/settings").await;
    let others = feed_of(&marc.page().body);
    // Before publishing it is the team's own affair here too.
    let program = app.browser("fr");
    let feed = program.open(&own).await;
    assert_eq!(feed.is(200).headers["content-type"], "text/calendar; charset=utf-8");
    check_calendar(&feed.body, 1);
    check_calendar(&program.open(&others).await.body, 0);
    app.travel_to("Fri 15:05").await;
    check_calendar(&program.open(&others).await.body, 1);
    let of_project = |slug: &str| others.replace("key-dates.ics", &format!("projects/{slug}.ics"));
    check_calendar(&program.open(&of_project("cartobio")).await.body, 1);
    check_calendar(&program.open(&of_project("plume")).await.body, 0);
    program.open(&of_project("nothing")).await.is(410);
    // Renewed, the former address has ended; kept out, its owner's too.
    marc.submit_form("form.feed", &[]).await.is(200);
    let renewed = feed_of(&marc.page().body);
    assert_ne!(renewed, others);
    program.open(&others).await.is(410);
    program.open(&renewed).await.is(200);
    program.open(&renewed.replace(".2.", ".1.")).await.is(410);
});

/// Reads a calendar as RFC 5545 has it, strictly: line ends, folding at 75 octets, what each part must have.
fn check_calendar(text: &str, events: usize) {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "{text:?}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "a line is too long: {text}");
    let unfolded = text.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.trim_end().split("\r\n").collect();
    assert_eq!((lines[0], lines[lines.len() - 1]), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    let count = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!((count("VERSION:2.0"), count("PRODID:")), (1, 1));
    for needed in ["BEGIN:VEVENT", "END:VEVENT", "UID:", "DTSTAMP:2", "DTSTART;VALUE=DATE:2026", "SUMMARY:"] {
        assert_eq!(count(needed), events, "{needed} in {text}");
    }
    // An end must be later than its beginning (RFC 5545, section 3.8.2.2): whole days have none.
    assert_eq!(count("DTEND"), 0, "{text}");
    for line in lines.iter().filter(|line| line.starts_with("SUMMARY:")) {
        assert!(line.contains("Comité \\; « point\\, virgule »") && line.ends_with("pliée"), "{line}");
    }
}
