//! A face that is touched in a mail opens the form with it chosen; nothing is written, and nobody's choice is overwritten.

use crate::story;
use crate::support::database::Database;

const FORM: &str = "/projects/cartobio/bulletins/2026-W10";
const TEXTS: [(&str, &str); 2] = [("priorities", "Livrer"), ("ups_and_downs", "Démo réussie")];

story!(a_touched_face_is_chosen_and_writes_nothing, "2026-03-06 13:55", |app| {
    app.travel_to("Fri 14:00").await;
    let reminder = app.inbox("driss@plume.example").has_one("reminder").clone();
    let link = reminder.link("/f/");
    assert!(reminder.html.contains(&format!("{link}?mood&#x3D;4")) || reminder.html.contains("?mood=4"));
    let before = Database::at(&app.database).rows();
    let phone = app.browser("fr");
    let form = phone.open(&format!("{link}?mood=4")).await;
    form.is(200).says("Choisi d’après le courriel").says("Rien n’est encore déposé");
    assert!(form.has("input[name=mood][value='4'][checked]"));
    let head = phone.send(|client, base| client.head(format!("{base}{link}?mood=2"))).await;
    head.is(200);
    // What is no face is as if nothing had been touched.
    for odd in ["mood=0", "mood=5", "mood=", "mood=x", "mood=%FF", "mood=3%00", "mood", "edit=1&mood=-1", "x"]
    {
        let form = phone.open(&format!("{link}?{odd}")).await;
        form.is(200).says_not("d’après le courriel");
        assert!(!form.has("input[name=mood][checked]"), "{odd}");
    }
    // Twice: the later one.
    assert!(phone.open(&format!("{link}?mood=1&mood=3")).await.has("input[value='3'][checked]"));
    assert_eq!(Database::at(&app.database).rows(), before);
    // Sent with two texts it is filed; touched again, what was filed is shown, and what was touched is not passed over.
    phone.submit(&TEXTS).await.is(200).says("Merci").says("bonne");
    phone.open(&format!("{link}?mood=3")).await.is(200).says("bonne").says_not("dans le courriel");
    let before = Database::at(&app.database).rows();
    let filed = phone.open(&format!("{link}?mood=1")).await;
    filed.is(200).says("Vous avez touché « difficile » dans le courriel ; le bulletin déposé dit « bonne ».");
    let form = phone.follow(".notice a").await;
    form.is(200).says("Choisi d’après le courriel");
    assert!(form.has("input[value='1'][checked]") && form.field("priorities") == "Livrer");
    assert_eq!(Database::at(&app.database).rows(), before);
    phone.submit(&[]).await.is(200).says("Correction enregistrée").says("difficile");
    // Once nothing can be revised, nothing is offered.
    app.travel_to("Fri 15:05").await;
    phone.open(&format!("{link}?mood=3")).await.is(200).says("le bulletin déposé dit « difficile ».");
    assert!(!phone.page().has(".notice a"));
});

story!(a_teammates_choice_stays_and_both_are_told, "2026-03-06 13:55", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let csrf = ada.page().field("csrf");
    let draft = format!("{FORM}/draft");
    ada.post(&draft, &[("csrf", &csrf), ("mood", "2"), ("priorities", "Relire")]).await.is(200);
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("ben@cartobio.example").has_one("reminder").link("/f/");
    let before = Database::at(&app.database).rows();
    let ben = app.browser("en");
    let form = ben.open(&format!("{link}?mood=3")).await;
    form.is(200).says("You tapped “good” in the mail; Ada had chosen “mixed”, which stays chosen");
    assert!(form.has("input[value='2'][checked]") && !form.has("input[value='3'][checked]"));
    assert_eq!(form.field("priorities"), "Relire");
    // One tap takes what was touched; the draft's texts stay, and nothing is written before the form is sent.
    let form = ben.follow(".notice a").await;
    form.is(200).says("Chosen from the mail").says_not("stays chosen");
    assert!(form.has("input[value='3'][checked]"));
    assert_eq!(form.field("priorities"), "Relire");
    let taken = form.path.clone();
    // The same face is no matter.
    ben.open(&format!("{link}?mood=2")).await.says_not("stays chosen");
    // What she chose herself in the form stays too, whatever face of a mail is opened again.
    let own = app.inbox("ada@cartobio.example").has_one("reminder").link("/f/");
    let phone = app.browser("fr");
    let form = phone.open(&format!("{own}?mood=4")).await;
    form.says("votre brouillon dit « mitigée », qui reste choisi");
    assert!(form.has("input[value='2'][checked]"));
    assert_eq!(Database::at(&app.database).rows(), before);
    // Without scripts a preview keeps the face with the draft; texts of a teammate are overwritten by nobody unseen.
    let preview = [("mood", "4"), ("priorities", "Relire tout"), ("preview", "1")];
    phone.submit(&preview).await.is(200).says("Brouillon enregistré");
    // What was chosen since is not overwritten by the address at which another was taken.
    ben.open(&taken).await.says("You tapped “good”").says("“great”, which stays chosen");
    let stale = [("mood", "1"), ("priorities", "Autre"), ("ups_and_downs", "U"), ("draft", "1")];
    ben.post(&link, &stale).await.is(409).says("is writing too").says("Relire tout");
    let form = app.browser("en").open(&link).await;
    assert_eq!(form.field("priorities"), "Relire tout");
    assert!(form.has("input[value='4'][checked]"));
    app.travel_to("Fri 15:05").await;
});
