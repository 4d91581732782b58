//! The form: what it takes, what it refuses, and that nothing typed is lost.

use bulletins::domain::help::RequestId;

use crate::story;
use crate::support::filing::file;
use crate::support::requests::take;

const FORM: &str = "/projects/cartobio/bulletins/2026-W10";
const TEXTS: [(&str, &str); 3] = [("mood", "3"), ("priorities", "Première"), ("ups_and_downs", "Haut")];

story!(what_is_wrong_is_told_and_what_was_typed_stays, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let long = "é".repeat(301);
    let page = ada
        .submit(&[
            ("mood", ""),
            ("priorities", ""),
            ("ups_and_downs", &long),
            ("help", "Aide <b>"),
            ("key_date", "2026-03-10"),
        ])
        .await;
    page.is(422).says("Choisissez l’humeur").says("301 caractères").says("Dites ce qui se passera");
    assert_eq!(page.field("ups_and_downs"), long);
    assert_eq!(page.field("help"), "Aide <b>");
    assert_eq!(page.field("key_date"), "2026-03-10");
    assert!(page.has("[role=alert] a[href='#priorities']") && page.has("#priorities[aria-invalid=true]"));
    app.travel_to("Thu 09:00").await;
    ada.submit(&[&TEXTS[..2], &[("ups_and_downs", "court"), ("key_date_description", "Démo")]].concat())
        .await
        .is(200);
    ada.open(FORM).await.says("court").says("mardi 10 mars 2026").says("Aide <b>");
});

story!(three_hundred_characters_fit_however_lines_end, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let text = format!("{}\n{}", "🙂".repeat(150), "x".repeat(149));
    ada.submit(&[("mood", "4"), ("priorities", &text), ("ups_and_downs", "a\nb")])
        .await
        .is(200)
        .says("Merci");
});

story!(the_team_revises_until_closing_and_sees_each_other, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let ben = app.browse_as("ben@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200);
    // Both revise the same version; Ben is quicker.
    ada.open(&format!("{FORM}?edit=1")).await.is(200);
    ben.open(&format!("{FORM}?edit=1")).await.is(200);
    ben.submit(&[("priorities", "De Ben")])
        .await
        .is(200)
        .says("Your revision is saved")
        .says_not("Thank you");
    let conflict = ada.submit(&[("priorities", "D’Ada")]).await;
    conflict.is(409).says("Ben a déposé une autre version").says("De Ben").says("Rien n’est perdu");
    assert!(conflict.has("a[data-give-up][href='/projects/cartobio/bulletins/2026-W10']"));
    assert_eq!(conflict.field("priorities"), "D’Ada");
    ben.open(FORM).await.says("De Ben");
    // Ada has seen both, and decides.
    ada.submit(&[("priorities", "De Ben et d’Ada")]).await.is(200);
    ben.open(FORM).await.says("De Ben et d’Ada");
    // At five past three it is too late, and the text is still there.
    ada.open(&format!("{FORM}?edit=1")).await.is(200);
    app.sleep_until("Fri 15:05");
    let closed = ada.submit(&[("priorities", "Trop tard")]).await;
    closed.is(409).says("est publié : il ne peut plus être corrigé");
    assert_eq!(closed.field("priorities"), "Trop tard");
    ada.open(FORM).await.says("De Ben et d’Ada");
    app.pass().await;
});

story!(all_that_is_wrong_in_a_form_is_told_at_once, "2026-03-04 09:00", |app| {
    let (mood, day, what) =
        ("Choisissez l’humeur", "Ce jour vient avant la semaine", "Dites ce qui se passera");
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&[("key_date", "2026-02-27")]).await.is(422).says(mood).says(day).says(what);
    assert_eq!(ada.page().field("key_date"), "2026-02-27");
    // What the fields do not tell by themselves is no later news: the day is taken, and so is what was asked for.
    let demo = [("key_date", "2026-03-17"), ("key_date_description", "Démo")];
    file(app, "ada@cartobio.example", "cartobio", 9, "3", &demo).await;
    ada.open(FORM).await;
    let right = [("key_date", ""), ("help", "Une salle"), ("ask_now", "1")];
    ada.submit(&[&TEXTS[..], &right].concat()).await.is(200);
    let request = app.keys("SELECT CAST(id AS TEXT) AS key FROM help_requests").await;
    let request = RequestId(request.first().unwrap().parse().unwrap());
    take(app, request, "mina@agence.example", "2026-03-04 09:30").await;
    ada.open(&format!("{FORM}?edit=1")).await;
    let both = [("key_date", "2026-03-17"), ("key_date_description", "Autre"), ("help", "Un serveur")];
    ada.submit(&both).await.is(422).says("déjà une date clé ce jour-là").says("s’occupe déjà de la demande");
    ada.submit(&[&both[..], &[("mood", "")]].concat()).await.is(422);
    let faults = [mood, "s’occupe déjà de la demande", "déjà une date clé ce jour-là"];
    for fault in faults {
        ada.page().says(fault);
    }
    // By the link of a reminder too, from a phone without scripts.
    app.travel_to("Fri 14:00").await;
    let phone = app.browser("fr");
    phone.open(&app.inbox("driss@plume.example").has_one("reminder").link("/f/")).await.is(200);
    phone.submit(&[("key_date", "bientôt")]).await.is(422).says(mood).says("Indiquez un jour").says(what);
});

story!(grace_counts_as_on_time, "2026-03-06 15:04", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let grace = "vient de fermer ; il accepte encore votre envoi jusqu’à 15";
    ada.page().says(grace).says_not("(à l’instant)");
    // Who helps out reads of no team as theirs.
    let camille = app.browse_as("camille@eig.example").await;
    let page = camille.open("/projects/karfu-r/bulletins/2026-W10").await;
    page.is(200).says(grace).says_not("otre équipe");
    ada.submit(&TEXTS).await.is(200).says("Merci").says(grace).says_not("en retard");
    ada.open("/").await.is(200).says("Corriger").says(grace);
    let page = camille.open(FORM).await;
    page.is(200).says("Ce bulletin sera publié").says_not("vos mentors").says_not("Votre bulletin");
});

story!(a_closed_week_says_so_and_when_the_next_opens, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.open("/projects/cartobio/bulletins/2026-W11")
        .await
        .is(200)
        .says("pas encore ouvert")
        .says("lundi 9 mars 2026");
    ada.open("/projects/cartobio/bulletins/2026-W09").await.is(200).says("close");
    let csrf = ada.open(FORM).await.field("csrf");
    for week in ["2026-W11", "2026-W09", "2025-W10"] {
        let form = format!("/projects/cartobio/bulletins/{week}");
        let page = ada.post(&form, &[&TEXTS[..], &[("csrf", &csrf)]].concat()).await;
        page.is(409);
        assert_eq!(page.field("priorities"), "Première");
        ada.open(&form).await.says_not("Première");
    }
});

story!(one_key_date_a_project_and_day, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let day = [("key_date", "2026-03-12"), ("key_date_description", "Comité")];
    ada.submit(&[&TEXTS[..], &day].concat()).await.is(200);
    app.travel_by_day("Mon 09:00").await;
    ada.open("/projects/cartobio/bulletins/2026-W11").await.says("Première");
    let taken = ada.submit(&[&TEXTS[..], &[day[0], ("key_date_description", "Autre")]].concat()).await;
    taken.is(422).says("« Comité »");
    assert_eq!(taken.field("key_date_description"), "Autre");
    // In the same words it is no second one.
    ada.submit(&[day[1]]).await.is(200);
    ada.open("/projects/cartobio").await.is(200).says("jeudi 12 mars 2026 : Comité");
    // Revised away, it is gone.
    ada.open("/projects/cartobio/bulletins/2026-W11?edit=1").await;
    ada.submit(&[("key_date", "2026-03-13"), ("key_date_description", "Vendredi")]).await.is(200);
    ada.open("/projects/cartobio/bulletins/2026-W11?edit=1").await;
    ada.submit(&[("key_date", ""), ("key_date_description", "")]).await.is(200).says_not("Vendredi");
    app.travel_by_day("Fri 15:05").await;
});

story!(a_filing_link_opens_its_form_and_nothing_else_until_sunday, "2026-03-06 09:00", |app| {
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("driss@plume.example").latest().link("/f/");
    // A scanner follows every link, more than once; nothing happens.
    let scanner = app.browser("en");
    for _ in 0..3 {
        scanner.open(&link).await.is(200).says("Bulletin of Plume");
    }
    for elsewhere in ["/", "/projects/plume", "/projects/plume/bulletins/2026-W10", "/weeks/2026-W10"] {
        scanner.open(elsewhere).await.says("Sign in").says_not("Bulletin of Plume");
    }
    scanner.post(&link, &[]).await.is(422);
    app.travel_to("Fri 15:05").await;
    let digest = app.inbox("liste@eig.example").has_one("digest").clone();
    assert_eq!(digest.listed("Pas de bulletin cette semaine"), ["CartoBio", "Karfu'R", "Plume"]);
    digest.says_not("Driss");
    // Late, it still files; it can be used again to look.
    let phone = app.browser("fr");
    let draft = format!("{link}/draft");
    phone.post(&draft, &[("priorities", "Ébauche"), ("draft", "0")]).await.is(200);
    assert_eq!(phone.open(&link).await.is(200).field("priorities"), "Ébauche");
    phone.submit(&TEXTS).await.is(200).says("en retard");
    phone.open(&link).await.is(200).says("Première");
    // It ends with the week, to the minute, and what was filed stays as it was.
    app.travel_to("Sun 23:59").await;
    phone.open(&link).await.is(200).says("Première");
    app.travel_to("Mon 00:00").await;
    phone.open(&link).await.is(410).says("ne fonctionne plus");
    phone.post(&link, &[TEXTS[0], ("priorities", "Trop tard"), TEXTS[2]]).await.is(410);
    phone.post(&draft, &[("priorities", "Trop tard"), ("draft", "0")]).await.is(410);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/projects/plume/bulletins/2026-W10").await.is(200).says("Première").says_not("Trop tard");
});

story!(fifty_at_once_make_one_bulletin, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let csrf = ada.page().field("csrf");
    let same: Vec<_> = (0..50)
        .map(|_| {
            let (ada, csrf) = (&ada, &csrf);
            async move { ada.post(FORM, &[&TEXTS[..], &[("csrf", csrf)]].concat()).await }
        })
        .collect();
    for page in futures_util::future::join_all(same).await {
        page.is(200).says("Première");
    }
    // Fifty different ones for another project: one wins, and everybody else has their text back.
    let chloe = app.browse_as("chloe@karfur.example").await;
    let csrf = chloe.page().field("csrf");
    let texts: Vec<String> = (0..50).map(|number| format!("Texte {number}.")).collect();
    let different: Vec<_> = texts
        .iter()
        .map(|text| {
            let (chloe, csrf) = (&chloe, &csrf);
            async move {
                let fields =
                    [("mood", "2"), ("priorities", text.as_str()), ("ups_and_downs", "x"), ("csrf", csrf)];
                chloe.post("/projects/karfu-r/bulletins/2026-W10", &fields).await
            }
        })
        .collect();
    let pages = futures_util::future::join_all(different).await;
    assert_eq!(pages.iter().filter(|page| page.status == 200).count(), 1);
    for (page, text) in pages.iter().zip(&texts).filter(|(page, _)| page.status != 200) {
        page.is(409);
        assert_eq!(&page.field("priorities"), text);
    }
});

story!(bad_input_gets_a_clear_answer_and_changes_nothing, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let csrf = ada.page().field("csrf");
    let with = |extra: &[(&'static str, &str)]| -> Vec<(String, String)> {
        [&TEXTS[..], &[("csrf", &csrf)], extra]
            .concat()
            .iter()
            .map(|(n, v)| ((*n).into(), (*v).into()))
            .collect()
    };
    let body = |fields: Vec<(String, String)>| {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes()
    };
    let form = |extra: &[(&'static str, &str)]| body(with(extra));
    // NUL, a mood that is none, versions that never were, a day that is none.
    for (extra, words) in [
        (&[("help", "a\0b")][..], "ne peut pas s’afficher"),
        (&[("key_date", "2026-02-30"), ("key_date_description", "x")], "Indiquez un jour"),
        (&[("key_date", "2026-03-01"), ("key_date_description", "x")], "avant la semaine du bulletin"),
        (&[("version", "-1")], "Version"),
        (&[("version", "un")], "Version"),
    ] {
        ada.post_raw(FORM, form(extra)).await.is(422).says(words);
    }
    ada.post_raw(FORM, body(vec![("csrf".into(), csrf.clone())])).await.is(422);
    // Not UTF-8.
    let latin: Vec<u8> = [form(&[]), b"&help=caf%E9".to_vec()].concat();
    ada.post_raw(FORM, latin).await.is(400).says("UTF-8");
    // A week 53 of a year without one, a slug that is none, somebody else's project.
    ada.post_raw("/projects/cartobio/bulletins/2025-W53", form(&[])).await.is(404);
    ada.post_raw("/projects/nirgendwo/bulletins/2026-W10", form(&[])).await.is(404);
    ada.post_raw("/projects/plume/bulletins/2026-W10", form(&[])).await.is(403);
    // A forged token keeps the text.
    let forged = ada.post(FORM, &[&TEXTS[..], &[("csrf", "AAAA")]].concat()).await;
    forged.is(403).says("déposez à nouveau");
    assert_eq!(forged.field("priorities"), "Première");
    // Ten megabytes, and no form at all.
    ada.post_raw(FORM, vec![b'a'; 10 * 1024 * 1024]).await.is(413).says("trop grand");
    ada.send(|client, base| client.post(format!("{base}{FORM}")).body("{}")).await.is(415);
    // Another site's form.
    let foreign = ada
        .send(|client, base| {
            client
                .post(format!("{base}{FORM}"))
                .header("sec-fetch-site", "cross-site")
                .body(form(&[]))
                .header("content-type", "application/x-www-form-urlencoded")
        })
        .await;
    foreign.is(403);
    // Tokens that are none.
    for token in ["x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00"] {
        ada.open(&format!("/f/{token}")).await.is(410);
        ada.post(&format!("/f/{token}"), &TEXTS).await.is(410);
    }
    assert!(ada.open(FORM).await.is(200).has("form.bulletin"), "nothing was filed");
    // The same answers, in English.
    let ben = app.browse_as("ben@cartobio.example").await;
    ben.submit(&[("mood", "9")]).await.is(422).says("Please correct the following");
});

story!(a_session_that_ended_loses_no_text, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let form = ada.page();
    ada.submit_form("form[action='/sign-out']", &[]).await.is(200);
    let csrf = form.field("csrf");
    let page = ada.post(FORM, &[&TEXTS[..], &[("csrf", &csrf)]].concat()).await;
    page.is(401).says("reconnectez-vous");
    assert_eq!(page.field("priorities"), "Première");
    ada.open("/sign-in").await;
    ada.submit(&[("email", "ada@cartobio.example"), ("password", "correct horse battery")]).await.is(200);
    // Sent again from the old page: the token is of the old session, the text stays, and the third time it works.
    let page = ada.post(FORM, &[&TEXTS[..], &[("csrf", &csrf)]].concat()).await;
    page.is(403);
    ada.submit(&[]).await.is(200).says("Merci");
});

story!(texts_are_markdown_that_can_be_looked_at_first, "2026-03-06 13:55", |app| {
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("ada@cartobio.example").has_one("reminder").link("/f/");
    let texts = [
        ("mood", "3"),
        ("priorities", "- **Relire** <b>tout</b>\n- la suite"),
        ("ups_and_downs", "Voir https://cartobio.example/suite & [ceci](javascript:alert(1))"),
        ("preview", "1"),
    ];
    for browser in [app.browser("fr"), app.browse_as("ada@cartobio.example").await] {
        if browser.page().path.is_empty() {
            browser.open(&link).await;
        } else {
            browser.open("/").await;
        }
        let page = browser.submit(&texts).await;
        page.is(200).says("Ce que l’on lira").says("Relire <b>tout</b>");
        assert!(page.has("#preview li strong") && page.has("#preview .mood-3") && !page.has("#preview b"));
        assert!(
            page.has("#preview a[href='https://cartobio.example/suite']")
                && !page.has("a[href^='javascript']")
        );
        // Nothing was filed, and nothing of what was typed is lost.
        assert!(page.field("priorities").starts_with("- **Relire**"));
        assert!(!browser.open("/projects/cartobio/bulletins/2026-W10").await.has("article.card"));
    }
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&texts[..3]).await.is(200);
    assert!(ada.page().has(".card li strong"));
    app.travel_to("Fri 15:05").await;
    let digest = app.inbox("mina@agence.example").has_one("digest").clone();
    assert!(
        digest.html.contains("<li><strong>Relire</strong> &lt;b&gt;tout&lt;/b&gt;</li>"),
        "{}",
        digest.html
    );
    assert!(digest.text.contains("- Relire <b>tout</b>"));
});

// Who helps out is told for whom, and is no reader of what they wrote.
story!(who_is_not_of_the_team_files_in_its_place, "2026-03-06 14:30", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    let driss = app.browse_as("driss@plume.example").await;
    let (form, stands) = ("/projects/plume/bulletins/2026-W10", "Vous n’êtes pas de l’équipe de Plume");
    driss.open(form).await.is(200).says_not(stands);
    camille.open("/projects/karfu-r/bulletins/2026-W10").await.says("Vous n’êtes pas de l’équipe de Karfu'R");
    camille
        .open(form)
        .await
        .is(200)
        .says(&format!("{stands} : ce que vous déposez l’est à sa place, et porte"));
    camille.submit(&[("quiet", "1")]).await.is(200).says("Déposé par vous").says_not("J’ai lu");
    driss.open(form).await.is(200).says("Déposé par Camille (coordination)");
    app.travel_to("Fri 15:05").await;
    camille.open(form).await.is(200).says("Déposé par vous").says_not("J’ai lu");
    app.browse_as("mina@agence.example").await.open(form).await.is(200).says("I’ve read it");
    // Late, the form speaks of the team's bulletin, and not of theirs.
    let late = camille.open("/projects/cartobio/bulletins/2026-W10").await;
    late.is(200).says("Vous n’êtes pas de l’équipe").says("le bulletin peut encore être déposé");
    late.says_not("votre bulletin").says_not("Vos priorités");
    app.pass().await;
});
