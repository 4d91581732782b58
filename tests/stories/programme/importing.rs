//! What people paste is looked at line by line, then brought in.

use crate::story;
use crate::support::app::TestApp;
use crate::support::database::Database;

story!(a_faulty_file_is_refused_line_by_line, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/import").await.is(200);
    camille.upload("form.look", &[], None).await.is(422).says("Il n’y a rien à importer");
    let table = "project;name;email;role\nCartoBio;Ada;nowhere;eig\nNouveau;Bob;bob@x.example;eig\nCartoBio;Eve;eve@x.example;boss\n";
    let page = camille.upload("form.look", &[], Some(table.as_bytes())).await;
    page.is(422).says("Ligne 2").says("nowhere").says("Ligne 3").says("l’administration").says("Ligne 4");
    assert!(!page.has("form.apply"));
    // What was pasted is still there to be mended.
    assert!(page.field("text").contains("nowhere"));
    let yaml = "promotion: {name: EIG 8, starts_on: 2026-01-05, ends_on: 2026-12-31}\ncoordinators:\n  - {name: Camille, email: camille@eig.example}\nprojects:\n  - name: CartoBio\n    administration: Agence du Bio\n    eigs: [{name: Ada Lovelace, email: ada@cartobio.example}]\n";
    camille
        .upload("form.look", &[("text", yaml)], None)
        .await
        .is(200)
        .says("À modifier : 2")
        .says("ben@cartobio.example");
    camille.upload("form.apply", &[], None).await.is(200);
    camille.open("/projects/cartobio").await.says("Agence du Bio");
    assert!(app.inbox("ada@cartobio.example").of_kind("invitation").is_empty(), "nobody is new");
    // Too large a file, and no file at all.
    let large = vec![b'x'; 256 * 1024 + 1];
    camille.open("/admin/import").await;
    camille.upload("form.look", &[], Some(&large)).await.is(413);
    camille.open("/admin/import").await;
    camille.upload("form.look", &[], None).await.is(422);
    camille.open("/admin/import").await;
    camille.upload("form.look", &[], Some(b"\xff\xfe")).await.is(400).says("UTF-8");
    camille.open("/admin/import").await;
    camille.upload("form.look", &[("csrf", "forged")], Some(b"x")).await.is(403);
});

story!(a_french_spreadsheet_is_brought_in_as_it_is, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/import").await.is(200).says("projet;administration;rôle;nom;courriel;langue");
    let rows = [
        "sep=;",
        "Projet;Nom;Courriel;Rôle;Administration d’accueil;Langue;Se termine le",
        "Nouveau;\"Zoé\r\nDupond\";zoe@nouveau.example;Entrepreneur·e;Ministère;Français;30/10/2026",
        "Nouveau;Marc;nowhere;Mentor·e;Ministère;;",
        ";Bea;bea@eig.example;Coordinatrice;;;",
    ];
    // The line is the one that an editor shows, past the break within quotation marks.
    let faulty = rows.join("\r\n");
    let page = camille.upload("form.look", &[], Some(faulty.as_bytes())).await;
    page.is(422).says("Ligne 5").says("nowhere");
    let table = faulty.replace("nowhere", "marc@nouveau.example");
    camille
        .upload("form.look", &[("text", &table)], None)
        .await
        .is(200)
        .says("Zoé Dupond")
        .says("bea@eig.example : coordination du programme")
        .says("marc@nouveau.example : Mentor, Nouveau");
    // Whoever does not coordinate is shown nothing of it.
    let ada = app.browse_as("ada@cartobio.example").await;
    let fields = [("csrf", ada.page().form_token()), ("text", table.clone())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    ada.post_parts("/admin/import/preview", &fields, None).await.is(403).says_not("Zoé Dupond");
    // Nothing was written by looking: neither who would be new, nor that anything was looked at.
    camille.open("/admin/people").await.says_not("Zoé Dupond");
    camille.open("/admin/audit?topic=programme").await.says("Rien n’est noté");
    camille.open("/admin/import").await.is(200);
    camille.upload("form.look", &[("text", &table)], None).await.is(200);
    camille.upload("form.apply", &[], None).await.is(200).says("importé").says("Nouveau");
    camille.open("/admin/people").await.says("Zoé Dupond");
    let form = camille.open("/admin/projects/nouveau").await;
    assert_eq!(form.field("ends_on"), "2026-10-30");
    // The same again changes nothing.
    camille.open("/admin/import").await.is(200);
    camille.upload("form.look", &[("text", &table)], None).await.is(200).says("À créer : 0. À modifier : 0");
    app.pass().await;
});

story!(a_paste_that_is_neither_table_nor_yaml_says_so_with_an_example, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    for text in ["Ada Lovelace\tada@x.example\tEIG\n", "Bonjour ; voici la liste\n", "Ada <ada@x.example>\n"]
    {
        camille.open("/admin/import").await.is(200);
        let page = camille.upload("form.look", &[("text", text)], None).await;
        page.is(422).says("ni un tableau, ni un fichier YAML").says("projet;nom;courriel;rôle");
        assert!(page.field("text").contains(text.trim()), "{}", page.field("text"));
    }
});

/// Whoever waits for a large table sees that there is work, before there is anything to be told of it.
#[actix_web::test]
async fn a_page_that_waits_for_its_work_is_shown_meanwhile() {
    let app = TestApp::on_sqlite("2026-03-04 09:00").await;
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/import").await;
    let mut other = Database::at(&app.database);
    other.run("BEGIN IMMEDIATE");
    let table = "project;name;email;role\nCartoBio;Zoé;zoe@cartobio.example;eig\n";
    let mut answer = camille.begin_upload("form.look", &[("text", table)]).await;
    let first = answer.chunk().await.unwrap().expect("the head of a page");
    let first = String::from_utf8_lossy(&first).into_owned();
    assert!(first.contains("C’est en cours…") && !first.contains("zoe@cartobio.example"), "{first}");
    other.run("ROLLBACK");
    let rest = answer.text().await.unwrap();
    assert!(rest.contains("zoe@cartobio.example") && rest.ends_with("</html>\n"), "{rest}");
    app.finish().await;
}
