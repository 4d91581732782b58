//! What a project is known by at a glance.

use crate::story;
use crate::support::PIXEL;

story!(a_logo_is_an_image_and_nothing_else, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    let at = "/admin/projects/cartobio";
    for (upload, status) in [
        (b"<svg onload='alert(1)'/>".to_vec(), 422),
        (b"GIF89a".to_vec(), 422),
        (Vec::new(), 422),
        (PIXEL[..40].to_vec(), 422),
        (vec![0; 1024 * 1024 + 1], 413),
    ] {
        camille.open(at).await;
        camille.upload("form[action$='/logo']", &[], Some(&upload)).await.is(status);
    }
    camille.open(at).await;
    let page = camille.upload("form[action$='/logo']", &[], Some(PIXEL)).await;
    page.is(200).says("Le logo est en place");
    let address = page.body.split("src=\"/logos/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let image = app.browser("fr").open(&format!("/logos/{address}")).await;
    assert_eq!(image.is(200).headers["content-type"], "image/png");
    assert_eq!(image.headers["x-content-type-options"], "nosniff");
    camille.open("/projects/cartobio").await;
    assert!(camille.page().has("img.logo"));
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&[("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U")]).await.is(200);
    app.travel_to("Fri 15:05").await;
    let digest = app.inbox("liste@eig.example").has_one("digest").clone();
    assert!(digest.html.contains(&format!("{}/logos/{address}", app.base)), "{}", digest.html);
    camille.open(&format!("{at}/logo/removal")).await.is(200);
    camille.submit(&[]).await.is(200);
    app.browser("fr").open(&format!("/logos/{address}")).await.is(404);
});
