//! The password to a mail server is for that server alone.

use std::time::Duration;

use bulletins::domain::post::delivery::{Reason, SendError};
use bulletins::mail::transports::Transport;

use crate::support::smtp::Smtp;

fn to(smtp: &Smtp, options: &str) -> Transport {
    let url = format!("{}{options}", smtp.url().replace("smtp://", "smtp://user:secret@"));
    let from = "Bulletins <bulletins@eig.example>".parse().unwrap();
    Transport::smtp(&url.into(), &from, Duration::from_secs(5)).unwrap()
}

async fn send(transport: &Transport) -> Result<(), SendError> {
    transport.send(None, "ada@cartobio.example", b"Subject: x\r\n\r\nx\r\n").await
}

fn is_told_the_password(smtp: &Smtp) -> bool {
    smtp.told().iter().any(|line| line.starts_with("AUTH"))
}

/// As where somebody on the way takes STARTTLS out of what the server says.
#[actix_web::test]
async fn a_server_that_offers_no_tls_is_told_no_password() {
    let smtp = Smtp::start();
    for options in ["?tls=opportunistic", "?tls=required"] {
        let refused = send(&to(&smtp, options)).await.unwrap_err();
        assert!(matches!(&refused, SendError::Transient(_)), "{options}: {refused:?}");
    }
    let refused = send(&to(&smtp, "?tls=opportunistic")).await.unwrap_err();
    assert_eq!(refused.cause().reason, Reason::NoTls);
    assert!(!is_told_the_password(&smtp) && smtp.taken().is_empty(), "{:?}", smtp.told());
    // Without a password there is nothing to lose, and so it is where the settings say so.
    let without = Transport::smtp(
        &format!("{}?tls=opportunistic", smtp.url()).into(),
        &"bulletins@eig.example".parse().unwrap(),
        Duration::from_secs(5),
    );
    send(&without.unwrap()).await.unwrap();
    assert!(!is_told_the_password(&smtp));
    send(&to(&smtp, "?tls=none")).await.unwrap();
    assert!(is_told_the_password(&smtp) && smtp.count() == 2);
}
