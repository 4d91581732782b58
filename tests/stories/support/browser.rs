//! A browser without scripts: keeps cookies, follows redirects, and sends the forms that it was shown.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use regex::Regex;
use reqwest::cookie::{CookieStore, Jar};
use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderMap, ORIGIN};
use scraper::{ElementRef, Html, Selector};
use url::form_urlencoded;

/// One browser of one person.
pub struct Browser {
    client: reqwest::Client,
    cookies: Arc<Jar>,
    base: String,
    page: RefCell<Page>,
}

/// What is on the screen.
#[derive(Clone, Default)]
pub struct Page {
    pub status: u16,
    /// The path and query at which the browser ended up.
    pub path: String,
    pub body: String,
    pub headers: HeaderMap,
}

impl Browser {
    pub fn at(base: &str, language: &str) -> Browser {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, language.parse().unwrap());
        let cookies = Arc::new(Jar::default());
        let client = reqwest::Client::builder()
            .cookie_provider(cookies.clone())
            .default_headers(headers)
            // Long before the server ends them: browsers ask again where one ended as it was used, this one does not.
            .pool_idle_timeout(Duration::from_secs(2));
        Browser { client: client.build().unwrap(), cookies, base: base.to_owned(), page: RefCell::default() }
    }

    pub async fn open(&self, path: &str) -> Page {
        self.keep(self.client.get(format!("{}{path}", self.base))).await
    }

    /// Sends fields as they are, shown in a form or not.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.post_raw(path, body.into_bytes()).await
    }

    pub async fn post_raw(&self, path: &str, body: Vec<u8>) -> Page {
        let request = self
            .client
            .post(format!("{}{path}", self.base))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            // What browsers send from pages that ask for no-referrer.
            .header(ORIGIN, "null")
            .header("sec-fetch-site", "same-origin")
            .body(body);
        self.keep(request).await
    }

    /// Fills in the form that a selector finds, with a file, and sends it as browsers send files.
    pub async fn upload(&self, selector: &str, filled: &[(&str, &str)], file: Option<&[u8]>) -> Page {
        self.keep(self.filled(selector, filled, file)).await
    }

    /// The same, for who reads the answer as it comes.
    pub async fn begin_upload(&self, selector: &str, filled: &[(&str, &str)]) -> reqwest::Response {
        self.filled(selector, filled, None).send().await.expect("the server answers")
    }

    fn filled(
        &self,
        selector: &str,
        filled: &[(&str, &str)],
        file: Option<&[u8]>,
    ) -> reqwest::RequestBuilder {
        let (action, fields) = self.page().form(selector, filled);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        self.parts(&action, &fields, file)
    }

    /// Sends fields as they are, with a file, shown in a form or not.
    pub async fn post_parts(&self, path: &str, fields: &[(&str, &str)], file: Option<&[u8]>) -> Page {
        self.keep(self.parts(path, fields, file)).await
    }

    fn parts(&self, path: &str, fields: &[(&str, &str)], file: Option<&[u8]>) -> reqwest::RequestBuilder {
        let mut body = Vec::new();
        for (name, value) in fields.iter().filter(|(name, _)| *name != "file") {
            let part =
                format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        if let Some(file) = file {
            body.extend_from_slice(
                b"--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n",
            );
            body.extend_from_slice(file);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--part--\r\n");
        self.client
            .post(format!("{}{path}", self.base))
            .header(CONTENT_TYPE, "multipart/form-data; boundary=part")
            .header(ORIGIN, "null")
            .header("sec-fetch-site", "same-origin")
            .body(body)
    }

    pub async fn send(
        &self,
        request: impl FnOnce(&reqwest::Client, &str) -> reqwest::RequestBuilder,
    ) -> Page {
        self.keep(request(&self.client, &self.base)).await
    }

    async fn keep(&self, request: reqwest::RequestBuilder) -> Page {
        let response = request.send().await.expect("the server answers");
        let path = match response.url().query() {
            Some(query) => format!("{}?{query}", response.url().path()),
            None => response.url().path().to_owned(),
        };
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let page = Page { status, path, headers, body: response.text().await.unwrap_or_default() };
        self.page.replace(page.clone());
        page
    }

    /// The cookies that it sends along, as a header's value.
    pub fn cookies(&self) -> String {
        let sent = self.cookies.cookies(&self.base.parse().unwrap());
        sent.map(|cookies| cookies.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    pub fn page(&self) -> Page {
        self.page.borrow().clone()
    }

    /// Fills the page's main form in and sends it with its button.
    pub async fn submit(&self, filled: &[(&str, &str)]) -> Page {
        self.submit_form("main form", filled).await
    }

    /// Goes where the first link leads that a selector finds.
    pub async fn follow(&self, selector: &str) -> Page {
        let link = self.page().link(selector);
        self.open(&link).await
    }

    /// Proves anew who is there, after a while in which nobody was.
    pub async fn prove(&self) {
        self.open("/proof?back=/about").await.is(200);
        self.submit_form("form.proof", &[("proof_password", "correct horse battery")]).await.is(200);
    }

    /// The same for the form that a selector finds; a field may be a button's name.
    pub async fn submit_form(&self, selector: &str, filled: &[(&str, &str)]) -> Page {
        let (action, fields) = self.page().form(selector, filled);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        self.post(&action, &fields).await
    }
}

impl Page {
    /// What a reader sees, white space folded.
    pub fn text(&self) -> String {
        let html = Html::parse_document(&self.body);
        let body = html.select(&selector("body")).next();
        let text: String = body.map(|body| body.text().collect::<Vec<_>>().join(" ")).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The page as it is, without what is made anew each time to recognise its forms by.
    pub fn body_without_tokens(&self) -> String {
        let mut parts = self.body.split("name=\"csrf\" value=\"");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |body, part| body + part.split_once('"').map_or("", |(_, rest)| rest))
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Page {
        assert_eq!(self.status, status, "{}: {}", self.path, self.text());
        self
    }

    #[track_caller]
    pub fn says(&self, words: &str) -> &Page {
        assert!(self.text().contains(words), "{} does not say {words:?}: {}", self.path, self.text());
        self
    }

    #[track_caller]
    pub fn says_not(&self, words: &str) -> &Page {
        assert!(!self.text().contains(words), "{} says {words:?}: {}", self.path, self.text());
        self
    }

    /// What stands in a field.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let html = Html::parse_document(&self.body);
        let found = html.select(&selector(&format!("main [name={name}]"))).next();
        let field = found.unwrap_or_else(|| panic!("no field {name} in {}: {}", self.path, self.text()));
        value_of(field).unwrap_or_default()
    }

    /// The same of a part of a page, outside any frame.
    #[track_caller]
    pub fn field_anywhere(&self, name: &str) -> String {
        let html = Html::parse_document(&self.body);
        let found = html.select(&selector(&format!("[name={name}]"))).next();
        value_of(found.unwrap_or_else(|| panic!("no field {name} in {}", self.path))).unwrap_or_default()
    }

    /// What the page's forms carry to be recognised by.
    #[track_caller]
    pub fn form_token(&self) -> String {
        let html = Html::parse_document(&self.body);
        let found = html.select(&selector("[name=csrf]")).next();
        value_of(found.unwrap_or_else(|| panic!("no form in {}", self.path))).unwrap_or_default()
    }

    /// Where the first link leads that a selector finds.
    #[track_caller]
    pub fn link(&self, wanted: &str) -> String {
        let html = Html::parse_document(&self.body);
        let found = html.select(&selector(wanted)).next().and_then(|link| link.attr("href"));
        found.unwrap_or_else(|| panic!("no {wanted} in {}: {}", self.path, self.text())).to_owned()
    }

    /// Where the page's links lead within the site.
    pub fn links(&self) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let local = selector("a[href^='/']");
        let targets = html.select(&local).filter_map(|link| link.attr("href"));
        targets.map(|target| target.split('#').next().unwrap_or_default().to_owned()).collect()
    }

    /// All that the page names by an address of the site whose addresses begin with `base`: pages, images, styles.
    pub fn addresses(&self, base: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let naming = selector("[href], [src]");
        let named = html.select(&naming).filter_map(|part| part.attr("href").or(part.attr("src")));
        let own = named.map(|address| address.strip_prefix(base).unwrap_or(address));
        let paths = own.filter(|address| address.starts_with('/'));
        paths.map(|address| address.split('#').next().unwrap_or_default().to_owned()).collect()
    }

    pub fn has(&self, wanted: &str) -> bool {
        Html::parse_document(&self.body).select(&selector(wanted)).next().is_some()
    }

    /// How many of the parts that match say just that.
    pub fn count(&self, wanted: &str, words: &str) -> usize {
        let html = Html::parse_document(&self.body);
        html.select(&selector(wanted)).filter(|part| part.text().collect::<String>().trim() == words).count()
    }

    /// The action and the fields of a form, as a browser would send them.
    pub fn form(&self, wanted: &str, filled: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        let html = Html::parse_document(&self.body);
        let form = html.select(&selector(wanted)).next();
        let form = form.unwrap_or_else(|| panic!("no {wanted} in {}: {}", self.path, self.text()));
        let mut fields: Vec<(String, String)> = Vec::new();
        for field in form.select(&selector("input, textarea, select")) {
            let Some(name) = field.attr("name") else { continue };
            let is_choice = matches!(field.attr("type"), Some("radio" | "checkbox"));
            if fields.iter().any(|(known, _)| known == name) {
                continue;
            }
            match filled.iter().find(|(filled, _)| *filled == name) {
                Some((_, value)) => fields.push((name.to_owned(), as_sent(value))),
                None if is_choice && field.attr("checked").is_none() => {}
                None => {
                    fields.push((name.to_owned(), value_of(field).map(|v| as_sent(&v)).unwrap_or_default()))
                }
            }
        }
        for (name, value) in filled {
            let is_button = form.select(&selector("button")).any(|button| button.attr("name") == Some(name));
            let known = fields.iter().any(|(known, _)| known == name);
            assert!(known || is_button, "no field {name} in {}", self.path);
            if !known {
                fields.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        (form.attr("action").unwrap_or(&self.path).to_owned(), fields)
    }
}

/// That text without what is drawn by lot, such as links' tokens: some day any short name stands in one of them.
pub fn without_lots(text: &str) -> String {
    let drawn = Regex::new("[A-Za-z0-9_-]{40,}").expect("an expression in a test is right");
    drawn.replace_all(text, "…").into_owned()
}

/// Browsers send line ends as CRLF.
fn as_sent(value: &str) -> String {
    value.replace("\r\n", "\n").replace('\n', "\r\n")
}

fn value_of(field: ElementRef<'_>) -> Option<String> {
    match field.value().name() {
        // The first line end of a text area is not part of it.
        "textarea" => Some(field.text().collect()),
        "select" => {
            let chosen = field.select(&selector("option[selected]")).next();
            let option = chosen.or_else(|| field.select(&selector("option")).next())?;
            option.attr("value").map(str::to_owned)
        }
        _ => field.attr("value").map(str::to_owned),
    }
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector in a test is right")
}

#[test]
fn a_name_within_a_token_names_nobody() {
    let token = format!("{}Ada{}", "x".repeat(20), "-".repeat(20));
    let page = format!("<a href=\"/h/1.a.{token}\">Ada</a>");
    assert_eq!(without_lots(&page), "<a href=\"/h/1.a.…\">Ada</a>");
}
