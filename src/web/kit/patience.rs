//! What takes longer than a moment: a page that begins at once, shows that there is work as long as there is, and ends
//! with what came of it. No script is needed: it is one answer, sent as it comes.

use std::convert::Infallible;
use std::panic::Location;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::http::header::{self, ContentEncoding};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, rt};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use futures_util::stream::{self, Stream};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::errors::Error;
use super::gathering;
use super::page::bare_page;
use super::site::Site;
use super::view;
use super::visitor::Visitor;
use crate::services;

/// Most is done by then, and answered as everything is.
const PATIENCE: Duration = Duration::from_secs(2);
/// So often the page shows that there is still work.
const PULSE: Duration = Duration::from_secs(1);
const PULSE_SIGN: &str = r#"<span class="pulse"></span>"#;
/// Stands in the page's template where all of that comes.
const REST: &str = "<!-- rest -->";

type Outcome = Result<HttpResponse, Error>;

bare_page!(
    /// There is still work.
    WorkingPage,
    "pages/kit/working"
);

/// Answers with what the work comes to; where that takes a while, with a page that waits for it. A page that comes of it
/// stands on that page, and where it leads on there is a link.
pub async fn patiently(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    work: impl Future<Output = Outcome> + 'static,
) -> Result<HttpResponse, Error> {
    let mut work = by_itself(work);
    if let Ok(outcome) = timeout(PATIENCE, &mut work).await {
        return outcome;
    }
    let page = html_of(view::show(site, req, visitor, &WorkingPage {})?);
    let (head, foot) = page.split_once(REST).unwrap_or((&page, ""));
    let said = |key| view::text(visitor, key, &[]);
    let waiting = Waiting {
        work,
        head: head.to_owned(),
        foot: foot.to_owned(),
        done: said("working-done")?,
        onward: said("working-onward")?,
        failed: said("working-failed")?,
        part: Part::Head,
    };
    // Compressed, or gathered, it would come at once when all is done.
    Ok(HttpResponse::Ok()
        .insert_header(gathering::AS_IT_COMES)
        .content_type("text/html; charset=utf-8")
        .insert_header(ContentEncoding::Identity)
        .streaming(waiting.parts()))
}

/// Goes on where nobody waits for it: whoever closes the page leaves nothing half done.
fn by_itself(work: impl Future<Output = Outcome> + 'static) -> LocalBoxFuture<'static, Outcome> {
    let (tell, told) = oneshot::channel();
    rt::spawn(async move {
        if let Err(Err(error)) = tell.send(work.await) {
            tracing::error!(%error, "what a page waited for failed after it was closed");
        }
    });
    // What it panicked of is told by the panic itself, on standard error.
    let panicked = || Error::Internal(services::Error::Panicked(Location::caller()));
    async move { told.await.unwrap_or_else(|_| Err(panicked())) }.boxed_local()
}

/// Which part of the page is sent next.
enum Part {
    Head,
    Work,
    Foot,
    End,
}

struct Waiting {
    work: LocalBoxFuture<'static, Outcome>,
    head: String,
    foot: String,
    /// What is said in the end.
    done: String,
    onward: String,
    failed: String,
    part: Part,
}

impl Waiting {
    fn parts(self) -> impl Stream<Item = Result<Bytes, Infallible>> {
        stream::unfold(self, |mut waiting| async move {
            let sent = match waiting.part {
                Part::Head => {
                    waiting.part = Part::Work;
                    std::mem::take(&mut waiting.head)
                }
                Part::Work => match timeout(PULSE, &mut waiting.work).await {
                    Err(_) => PULSE_SIGN.to_owned(),
                    Ok(outcome) => {
                        waiting.part = Part::Foot;
                        format!(r#"<div class="outcome">{}</div>"#, waiting.end(outcome))
                    }
                },
                Part::Foot => {
                    waiting.part = Part::End;
                    std::mem::take(&mut waiting.foot)
                }
                Part::End => return None,
            };
            Some((Ok(Bytes::from(sent)), waiting))
        })
    }

    fn end(&self, outcome: Outcome) -> String {
        let failed = format!(r#"<p class="summary" role="alert">{}</p>"#, self.failed);
        let response = match outcome {
            Ok(response) => response,
            Err(error) => {
                tracing::error!(%error, "what a page waited for failed");
                return failed;
            }
        };
        let leads_to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
        match leads_to {
            Some(to) => {
                let (done, onward, to) = (&self.done, &self.onward, handlebars::html_escape(to));
                let link = format!(r#"<a class="button" href="{to}" data-onward>{onward}</a>"#);
                format!(r#"<p class="notice good" role="status">{done}</p><p>{link}</p>"#)
            }
            None => within_main(&html_of(response)).map_or(failed, str::to_owned),
        }
    }
}

/// What a page says, without its frame.
fn within_main(page: &str) -> Option<&str> {
    let (_, main) = page.split_once("<main")?.1.split_once('>')?;
    Some(main.rsplit_once("</main>")?.0)
}

fn html_of(response: HttpResponse) -> String {
    let bytes = response.into_body().try_into_bytes().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt;
    use futures_util::future::ready;

    use super::*;

    async fn sent(outcome: Outcome) -> String {
        let waiting = Waiting {
            work: Box::pin(ready(outcome)),
            head: "<main><h1>En cours</h1>".into(),
            foot: "</main>".into(),
            done: "C’est fait.".into(),
            onward: "Continuer".into(),
            failed: "Cela n’a pas abouti.".into(),
            part: Part::Head,
        };
        let parts: Vec<Bytes> = waiting.parts().map(|part| part.unwrap()).collect().await;
        String::from_utf8(parts.concat()).unwrap()
    }

    #[actix_web::test]
    async fn work_is_done_where_nobody_waits_for_it_any_more() {
        let (go_on, may_go_on) = oneshot::channel();
        let (tell, told) = oneshot::channel();
        let waited_for = by_itself(async move {
            may_go_on.await.unwrap();
            tell.send(()).unwrap();
            Ok(HttpResponse::Ok().finish())
        });
        drop(waited_for);
        go_on.send(()).unwrap();
        told.await.unwrap();
    }

    #[actix_web::test]
    async fn a_panic_is_an_error_as_any_other() {
        let failed = by_itself(async { panic!("on purpose") }).await.unwrap_err();
        assert!(failed.to_string().contains("panicked"), "{failed}");
    }

    #[actix_web::test]
    async fn it_ends_with_what_came_of_it() {
        let onward = sent(Ok(view::see_other("/admin/projects?done=a&b"))).await;
        assert!(onward.starts_with("<main><h1>En cours</h1>") && onward.ends_with("</main>"), "{onward}");
        assert!(onward.contains(r#"href="/admin/projects?done&#x3D;a&amp;b""#), "{onward}");
        let page = r#"<body><main id="main"><h1>Import</h1><p>Ligne 2</p></main><footer></footer></body>"#;
        let refused = sent(Ok(HttpResponse::UnprocessableEntity().body(page))).await;
        assert!(refused.contains("<h1>Import</h1><p>Ligne 2</p></div></main>"), "{refused}");
        let failed = sent(Err(Error::Busy)).await;
        assert!(failed.contains("Cela n’a pas abouti."), "{failed}");
    }
}
