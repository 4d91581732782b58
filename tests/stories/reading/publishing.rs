//! Who sees what, and when.

use crate::story;

const TEXTS: [(&str, &str); 3] =
    [("mood", "2"), ("priorities", "Secret de CartoBio"), ("ups_and_downs", "Bas")];

story!(what_is_not_published_is_the_teams_and_the_coordinators_alone, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    assert!(
        ada.page().has("nav a[href='/'][aria-current]")
            && !ada.page().has("nav a[href='/projects'][aria-current]")
    );
    let day = [("key_date", "2026-03-10"), ("key_date_description", "Jour secret")];
    ada.submit(&[&TEXTS[..], &day].concat()).await.is(200);
    let pages = [
        "/weeks/2026-W10",
        "/projects/cartobio",
        "/projects/cartobio/bulletins/2026-W10",
        "/weeks",
        "/projects",
    ];
    for allowed in ["ben@cartobio.example", "camille@eig.example"] {
        let reader = app.browse_as(allowed).await;
        reader.open(pages[0]).await.is(200).says("Secret de CartoBio");
        reader.open(pages[1]).await.is(200).says("Secret de CartoBio").says("Jour secret");
        reader.open(pages[2]).await.is(200).says("Secret de CartoBio");
    }
    for other in ["chloe@karfur.example", "mina@agence.example", "marc@diair.example"] {
        let reader = app.browse_as(other).await;
        for page in pages {
            reader.open(page).await.says_not("Secret").says_not("Jour secret");
        }
        reader.open(pages[2]).await.is(403);
        assert!(reader.page().has("nav a[href='/projects'][aria-current]"));
    }
    app.travel_to("Fri 15:05").await;
    for other in ["chloe@karfur.example", "mina@agence.example"] {
        let reader = app.browse_as(other).await;
        for page in &pages[..3] {
            reader.open(page).await.is(200).says("Secret de CartoBio");
        }
    }
    let week = app.browse_as("marc@diair.example").await;
    week.open("/").await.is(200).says("Secret de CartoBio").says("Jour secret");
    week.open("/weeks").await.is(200).says("bulletin sur 3 projets");
});

story!(home_leads_to_the_form_and_then_tells_what_follows, "2026-03-04 09:00", |app| {
    let (ada, chloe) =
        (app.browse_as("ada@cartobio.example").await, app.browse_as("chloe@karfur.example").await);
    assert!(ada.open("/").await.path.ends_with("/bulletins/2026-W10"));
    ada.submit(&[&TEXTS[..], &[("help", "Qui connaît un·e juriste ?"), ("ask_now", "1")]].concat())
        .await
        .is(200);
    // Which of three teams have filed would tell of one in particular, and nobody is told.
    ada.page().says("vendredi 6 mars à 15 h 05").says_not("équipes sur");
    ada.open("/").await.is(200).says("CartoBio : c’est déposé").says("Qui connaît un·e juriste ?");
    assert_eq!(ada.page().path, "/");
    chloe.open("/").await;
    chloe.submit(&TEXTS).await.is(200);
    let home = chloe.open("/").await;
    home.says("Ce que demandent les autres")
        .says("Qui connaît un·e juriste ?")
        .says_not("Secret de CartoBio");
    app.travel_to("Fri 15:05").await;
    // Published, it is said so, and not that it is filed.
    chloe.open("/").await.is(200).says("Karfu'R : c’est publié").says("Et maintenant ?").says_not("Corriger");
    chloe.page().says_not("déposé");
    chloe.open("/projects/karfu-r/bulletins/2026-W10").await.is(200).says("C’est publié");
});

story!(a_coordinator_sees_the_promotion_at_a_glance, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&[&TEXTS[..], &[("help", "Un coup de main")]].concat()).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/").await.is(200).says("Un coup de main").says("pas encore").says("vendredi 6 mars");
    assert!(camille.page().path == "/dashboard");
    app.travel_to("Fri 15:05").await;
    // A week in which nobody filed is there all the same.
    app.travel_to("Fri 15:05").await;
    camille.open("/weeks").await.says("du 9 au 15 mars 2026").says("aucun bulletin sur 3 projets");
});

story!(both_languages_are_a_click_away_also_signed_out, "2026-03-04 09:00", |app| {
    let guest = app.browser("en-GB,en;q=0.8,fr;q=0.5");
    guest.open("/").await.is(200).says("Every week, news from every project");
    guest
        .submit_form("footer form[action='/locale']", &[("locale", "fr")])
        .await
        .is(200)
        .says("Chaque semaine");
    guest.open("/nowhere").await.is(404).says("Page introuvable");
    // One stays where one was, the query included.
    guest.open("/sign-in?back=/weeks").await;
    guest.submit_form("footer form[action='/locale']", &[("locale", "en")]).await.is(200).says("Sign in");
    assert_eq!(guest.page().path, "/sign-in?back=/weeks");
    guest.submit_form("footer form[action='/locale']", &[("locale", "fr")]).await.is(200);
    // What a person chose follows them to every browser, and into their mails.
    let chloe = app.browse_as("chloe@karfur.example").await;
    chloe
        .submit_form("footer form[action='/locale']", &[("locale", "en")])
        .await
        .is(200)
        .says("Bulletin of Karfu'R");
    app.travel_to("Fri 14:00").await;
    app.inbox("chloe@karfur.example").has_one("reminder").says("You have until");
    app.travel_to("Fri 15:05").await;
});

story!(all_that_is_published_can_be_found, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let texts = [
        ("mood", "3"),
        ("priorities", "Préparer l’ŒUVRE collective & la démonstration"),
        ("ups_and_downs", "Un comité <de> suivi houleux"),
        ("key_date", "2026-03-18"),
        ("key_date_description", "Comité de suivi élargi"),
    ];
    ada.submit(&texts).await.is(200);
    let marc = app.browse_as("marc@diair.example").await;
    let find = async |query: &str| marc.open(&format!("/search?{query}")).await;
    find("q=demonstration").await.is(200).says("Rien ne correspond");
    find("q=karfu").await.says("Karfu'R");
    app.travel_to("Fri 15:05").await;
    for query in
        ["q=demonstration", "q=OEUVRE", "q=d%C3%A9mon", "q=comite+oeuvre", "q=%22l+oeuvre+collective%22"]
    {
        let page = find(query).await;
        page.says("CartoBio – Semaine du 2 au 8 mars 2026").says_not("Plume –");
        assert!(page.has("mark"), "{query}");
    }
    let page = find("q=comite+suivi").await;
    page.says("Date clé, 18 mars 2026").says("Un comité <de> suivi houleux");
    assert!(!page.has("mark de") && page.body.contains("&lt;de&gt;"));
    find("q=%22suivi+comite%22").await.says("Rien ne correspond");
    // A short word is itself, a longer one the beginning of its plural, and what stands in quotes is as it is.
    find("q=dem+").await.says("Rien ne correspond");
    find("q=demonstrations+comites+")
        .await
        .says("CartoBio – Semaine du 2 au 8 mars 2026")
        .says_not("Plume –");
    find("q=%22demon%22+").await.says("Rien ne correspond");
    find("q=comite&project=plume").await.says("Rien ne correspond");
    find("q=comite&promotion=1&from=2026-03-10").await.says("Date clé").says_not("Semaine du 2 au 8");
    find("q=comite&to=2026-03-09").await.says("Semaine du 2 au 8").says_not("Date clé,");
    for odd in ["q=", "q=%22", "q=*", "q=%27+OR+1%3D1--", "q=AND+NOT+NEAR", "q=%25&page=-1&from=x", "q=a%00b"]
    {
        find(odd).await.is(200);
    }
    // What is revised is found by its new words alone.
    app.travel_to("Mon 09:00").await;
    ada.open("/").await;
    ada.submit(&[("mood", "3"), ("priorities", "Ancienne version"), ("ups_and_downs", "x")]).await.is(200);
    ada.open("/projects/cartobio/bulletins/2026-W11?edit=1").await;
    ada.submit(&[("priorities", "Nouvelle version")]).await.is(200);
    app.travel_to("Fri 15:05").await;
    find("q=ancienne").await.says("Rien ne correspond");
    find("q=nouvelle").await.says("Semaine du 9 au 15 mars 2026");
});
