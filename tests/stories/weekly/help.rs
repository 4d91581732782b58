//! What digests say of requests for help: how last week's fared, and all that is open, until it ends.

use bulletins::domain::help::Ending;

use crate::story;
use crate::support::inbox::Mail;
use crate::support::requests::{ask, end, take, take_from_outside};
use crate::support::wishes::reads_all;

const ADA: &str = "ada@cartobio.example";
const CHLOE: &str = "chloe@karfur.example";
const DRISS: &str = "driss@plume.example";
const MARC: &str = "marc@diair.example";
const MINA: &str = "mina@agence.example";

/// In which order a mail says that.
#[track_caller]
fn says_in_order(mail: &Mail, words: &[&str]) {
    let mut rest = mail.text.as_str();
    for word in words {
        let at = rest.find(word).unwrap_or_else(|| panic!("no {word:?}, or not there, in:\n{}", mail.text));
        rest = &rest[at + word.len()..];
    }
}

story!(a_digest_opens_with_last_week_and_tells_all_that_is_open, "2026-03-02 08:00", |app| {
    for mentor in [MARC, MINA] {
        reads_all(app, mentor).await;
    }
    let mut asked = Vec::new();
    for (by, slug, text) in [
        (ADA, "cartobio", "Un·e juriste ?"),
        (CHLOE, "karfu-r", "Un serveur ?"),
        (CHLOE, "karfu-r", "Une salle ?"),
        (DRISS, "plume", "Un mentor ?"),
        (DRISS, "plume", "Une carte ?"),
    ] {
        asked.push(ask(app, by, slug, text, false, "2026-03-03 10:00").await);
    }
    app.travel_by_day("2026-03-06 15:05").await;
    // Nothing was asked before; what was asked this week stands above the bulletins.
    let first = app.inbox("liste@eig.example").has_one("digest").clone();
    first.says_not("La semaine dernière").says("publiée aujourd’hui").says("Je m’en occupe");
    says_in_order(
        &first,
        &["Demandes d’aide", "Un·e juriste ?", "Un serveur ?", "Une carte ?", "Pas de bulletin"],
    );
    assert!(first.link("/h/").contains(".a."), "whoever reads the list may answer");
    for request in &asked[1..4] {
        take(app, *request, MINA, "2026-03-09 10:00").await;
    }
    take_from_outside(app, asked[4], ("Zoé", "zoe@droit.example"), "2026-03-09 10:00").await;
    end(app, asked[1], Ending::Solved, "", "2026-03-10 10:00").await;
    end(app, asked[2], Ending::NotNeeded, "", "2026-03-10 10:00").await;
    ask(app, ADA, "cartobio", "Une visite ?", true, "2026-03-11 10:00").await;
    app.travel_by_day("2026-03-13 15:05").await;
    let second = app.inbox(MARC).latest_of("digest").clone();
    // The help part opens with how last week's fared.
    second.says("La semaine dernière : 4 demandes prises sur 5.").says_not("Une salle ?");
    // What others see to is a number, and where to read it.
    second.says("2 autres demandes sont déjà prises.").says("/help-requests").says_not("Une carte ?");
    second.says("personne ne s’en occupe").says("publiée il y a 7 jours");
    let solved = "Résolue depuis le message précédent";
    says_in_order(
        &second,
        &["4 demandes", "Un·e juriste ?", "Une visite ?", "2 autres", solved, "Un serveur ?"],
    );
    // Nobody in particular reads a list: it names nobody.
    app.inbox("liste@eig.example").latest_of("digest").says("2 autres").says_not("Zoé");
    // A mentor's own project stands out, who took something is offered to give it back, who asked to say how it is.
    let mina = app.inbox(MINA).latest_of("digest").clone();
    mina.says("Last week: 4 of 5 requests taken.").says("you are helping").says("See it, or give it back");
    says_in_order(&mina, &["Your project", "Un·e juriste ?", "Requests for help", "4 of 5", "Un mentor ?"]);
    assert_eq!(mina.html.matches("class=\"help own\"").count(), 2, "{}", mina.html);
    app.inbox(ADA).latest_of("digest").says("Donner des nouvelles").says("2 autres");
    // What was solved is told once.
    app.travel_by_day("2026-03-20 15:05").await;
    let third = app.inbox(MARC).latest_of("digest").clone();
    third.says_not("Un serveur ?").says("Un·e juriste ?").says("une demande, que personne n’a encore prise");
});

story!(
    help_alone_is_a_digest_to_choose_that_comes_when_there_is_something_to_tell,
    "2026-03-02 08:00",
    |app| {
        let marc = app.browse_as(MARC).await;
        marc.open("/settings").await.is(200);
        marc.submit_form("form.mails", &[("digest", "help")]).await.is(200);
        assert!(marc.page().has("option[value=help][selected]"));
        let ada = app.browse_as(ADA).await;
        ada.submit(&[("mood", "3"), ("priorities", "Relire la carte"), ("ups_and_downs", "x")]).await.is(200);
        app.travel_by_day("2026-03-06 15:05").await;
        app.inbox(MARC).has_none("digest");
        let request = ask(app, DRISS, "plume", "Un mentor ?", true, "2026-03-10 10:00").await;
        app.travel_by_day("2026-03-13 15:05").await;
        let told = app.inbox(MARC).has_one("digest").clone();
        assert!(told.subject.starts_with("Demandes d’aide"), "{}", told.subject);
        told.says("Vous avez choisi de ne lire que les demandes d’aide")
            .says("Un mentor ?")
            .says("Je m’en occupe");
        told.says("/settings").says_not("Relire la carte").says_not("Pas de bulletin").says_not("projets");
        // Solved is worth a mail, too; no longer needed is none.
        end(app, request, Ending::NotNeeded, "", "2026-03-13 16:00").await;
        app.travel_by_day("2026-03-20 15:05").await;
        app.inbox(MARC).has_one("digest");
        app.inbox(CHLOE).latest_of("digest").says_not("Un mentor ?");
    }
);

// The migration closes what is older than two weeks; a digest does not tell of it.
story!(the_first_digest_after_an_upgrade_tells_no_more_than_what_is_open, "2026-03-02 08:00", |app| {
    reads_all(app, MARC).await;
    for week in 1..8 {
        let asked_at = format!("2026-01-{:02} 10:00", 5 + week);
        let old = ask(app, ADA, "cartobio", &format!("Ancienne {week}"), false, &asked_at).await;
        end(app, old, Ending::Unknown, "", "2026-03-02 08:00").await;
    }
    ask(app, ADA, "cartobio", "Récente", false, "2026-02-26 10:00").await;
    app.travel_by_day("2026-03-06 15:05").await;
    for reader in ["liste@eig.example", MARC, "camille@eig.example"] {
        let digest = app.inbox(reader).has_one("digest").clone();
        digest.says("Récente").says("une demande, que personne n’a encore prise").says_not("Ancienne");
    }
    let nags = app.mails().into_iter().filter(|mail| mail.kind.starts_with("help-"));
    assert!(nags.clone().all(|mail| mail.to == "camille@eig.example" && !mail.text.contains("Ancienne")));
    assert_eq!(nags.count(), 2, "one overview, and one of what nobody took");
});
