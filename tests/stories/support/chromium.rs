//! A real browser, where one is installed.

use std::cell::Cell;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::wait::Wait;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::ports;

/// Chromium with its driver; both end with it.
pub struct Chromium {
    pub client: Client,
    /// How often something was clicked.
    taps: Cell<usize>,
    driver: Child,
    _profile: TempDir,
}

impl Chromium {
    /// None where Chromium or its driver is not installed.
    pub async fn launch(language: &str) -> Option<Chromium> {
        let address = ports::free();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={}", address.port()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(driver) = driver else {
            super::skip(
                "browser",
                "chromedriver is not installed, so that stories in a real browser are not told",
            );
            return None;
        };
        let profile = super::place::folder();
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=400,900",
            // What is scrolled to gently is not there yet when it is clicked.
            "--force-prefers-reduced-motion",
            &format!("--lang={language}"),
            &format!("--user-data-dir={}", profile.path().display()),
        ];
        let options = json!({ "args": arguments, "prefs": { "intl.accept_languages": language } });
        let capabilities = json!({
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let deadline = Instant::now() + Duration::from_secs(30);
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.as_object().unwrap().clone());
            match builder.connect(&format!("http://{address}")).await {
                Ok(client) => break client,
                Err(error) => assert!(Instant::now() < deadline, "Chromium does not start: {error}"),
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        Some(Chromium { client, taps: Cell::new(0), driver, _profile: profile })
    }

    pub async fn go(&self, address: &str) {
        self.client.goto(address).await.unwrap();
    }

    /// From here on pages come without their scripts; what a story asks of a page still runs.
    pub async fn without_scripts(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// Clicks what that selector of CSS finds, once it is there.
    pub async fn click(&self, css: &str) {
        self.taps.set(self.taps.get() + 1);
        self.tap(self.found(Locator::Css(css)).await).await;
    }

    /// As somebody does who sees it: not below a bar that stays where it is.
    async fn tap(&self, element: Element) {
        let see = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.client.execute(see, vec![json!(element)]).await.unwrap();
        element.click().await.unwrap();
    }

    /// How often somebody has tapped so far, and on how many pages they were.
    pub async fn counted(&self) -> (usize, u64) {
        let pages = self.client.execute("return history.length", vec![]).await.unwrap();
        (self.taps.get(), pages.as_u64().unwrap())
    }

    /// Follows the link of those words, once it is there.
    pub async fn follow(&self, words: &str) {
        self.tap(self.found(Locator::LinkText(words)).await).await;
    }

    /// Types into the field of that id, once it is there.
    pub async fn type_into(&self, id: &str, text: &str) {
        self.found(Locator::Id(id)).await.send_keys(text).await.unwrap();
    }

    /// Fills in the page for signing in with a password, which most people have none of.
    pub async fn sign_in(&self, address: &str, password: &str) {
        self.type_into("email", address).await;
        self.click(".by-password summary").await;
        self.type_into("password", password).await;
        self.click(".by-password button").await;
    }

    /// Looks more often than each quarter of a second: most of what is waited for is there much sooner.
    fn wait(&self) -> Wait<'_> {
        self.client.wait().every(Duration::from_millis(50))
    }

    /// What is sought, once it is there.
    pub async fn found(&self, sought: Locator<'_>) -> Element {
        match self.wait().for_element(sought).await {
            Ok(found) => found,
            Err(error) => panic!("no {sought:?} ({error}) in:\n{}", self.text().await),
        }
    }

    /// Waits for a page that has those words, and sees that nothing hides them and that it fits the screen.
    pub async fn sees(&self, words: &str) {
        let there = format!("//main//*[contains(normalize-space(.), \"{words}\")]");
        let found = self.wait().for_element(Locator::XPath(&there)).await;
        let text = self.text().await;
        assert!(found.is_ok() && text.contains(words), "no {words:?} to be seen in:\n{text}");
        let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(self.client.execute(wider, vec![]).await.unwrap(), 0, "wider than the screen:\n{text}");
    }

    /// What a reader sees.
    pub async fn text(&self) -> String {
        let text = self.client.execute("return document.body.innerText", vec![]).await.unwrap();
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Follows each link of the summary of what is wrong, and says which do not bring the field's name and what is said
    /// of it into sight, and the field under the keyboard.
    pub async fn follow_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let links = self.client.find_all(Locator::Css(".summary a[href^='#']")).await.unwrap();
        for link in links {
            let hash = link.attr("href").await.unwrap().unwrap();
            let forget = "history.replaceState(null, '', location.pathname)";
            self.client.execute(forget, vec![]).await.unwrap();
            self.tap(link).await;
            let arrived = "const [hash, done] = arguments;
                const inSight = (e) => {
                    const { left, top, bottom } = e.getBoundingClientRect();
                    return [top + 1, bottom - 1].every((y) => e.contains(document.elementFromPoint(left + 1, y)));
                };
                const measure = () => {
                    if (location.hash !== hash) return requestAnimationFrame(measure);
                    const field = document.querySelector(hash), group = field.type === 'radio' && field.closest('fieldset');
                    const name = group ? group.querySelector('legend') : field.labels[0];
                    const said = ((group || field).getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
                    // How much fits is shown once it gets tight.
                    const shown = said.map((id) => document.getElementById(id)).filter((e) => !e.dataset.counterFor);
                    const hidden = [name, ...shown].filter((e) => !inSight(e));
                    done([
                        ...hidden.map((e) => `out of sight: ${e.outerHTML.slice(0, 120)}`),
                        ...(document.activeElement === field ? [] : ['not under the keyboard']),
                    ]);
                };
                requestAnimationFrame(() => requestAnimationFrame(measure));";
            let found = self.client.execute_async(arrived, vec![json!(hash)]).await.unwrap();
            faults.extend(
                found.as_array().unwrap().iter().filter_map(Value::as_str).map(|f| format!("{hash}: {f}")),
            );
        }
        faults
    }

    /// Lays the page out as on a screen of that width, in pixels of CSS, in the dark or not.
    pub async fn look(&self, width: u32, dark: bool) {
        let screen = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await;
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }, { "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// From here on in the few colours that a reader has chosen for all pages.
    pub async fn force_colours(&self) {
        let features = json!([{ "name": "forced-colors", "value": "active" }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// The whole page as a PNG image, in base64.
    pub async fn picture(&self) -> String {
        let all = json!({ "format": "png", "captureBeyondViewport": true });
        let answer = self.devtools("Page.captureScreenshot", all).await;
        answer["data"].as_str().unwrap().to_owned()
    }

    /// Whether images stay away, as many mail clients keep them.
    pub async fn block_images(&self, blocked: bool) {
        self.devtools("Network.enable", json!({})).await;
        let urls = if blocked { json!(["*/logos/*"]) } else { json!([]) };
        self.devtools("Network.setBlockedURLs", json!({ "urls": urls })).await;
    }

    pub async fn press_tab(&self) {
        self.hold_tab().await;
        self.let_go_of_tab().await;
    }

    /// Leads on each time, as when the key is held down.
    pub async fn hold_tab(&self) {
        self.tab("rawKeyDown").await;
    }

    pub async fn let_go_of_tab(&self) {
        self.tab("keyUp").await;
    }

    async fn tab(&self, what: &str) {
        let key = json!({ "type": what, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 });
        self.devtools("Input.dispatchKeyEvent", key).await;
    }

    /// From here on it has an authenticator built in, whose owner is there and verified until told otherwise.
    pub async fn with_authenticator(&self) -> Authenticator<'_> {
        self.devtools("WebAuthn.enable", json!({})).await;
        let options = json!({
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserVerified": true,
            "automaticPresenceSimulation": true,
        });
        let answer = self.devtools("WebAuthn.addVirtualAuthenticator", json!({ "options": options })).await;
        Authenticator { chromium: self, id: answer["authenticatorId"].clone() }
    }

    /// A command of Chromium's own protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let command = DevTools(json!({ "cmd": command, "params": parameters }));
        self.client.issue_cmd(command).await.unwrap()
    }

    pub async fn close(self) {
        self.client.clone().close().await.unwrap();
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The authenticator of a browser.
pub struct Authenticator<'a> {
    chromium: &'a Chromium,
    id: Value,
}

impl Authenticator<'_> {
    /// Whether it takes the finger on it for its owner's.
    pub async fn knows_its_owner(&self, knows: bool) {
        let verified = json!({ "authenticatorId": self.id, "isUserVerified": knows });
        self.chromium.devtools("WebAuthn.setUserVerified", verified).await;
    }

    /// How many passkeys it has.
    pub async fn passkeys(&self) -> usize {
        let answer =
            self.chromium.devtools("WebAuthn.getCredentials", json!({ "authenticatorId": self.id })).await;
        answer["credentials"].as_array().unwrap().len()
    }
}

#[derive(Debug)]
struct DevTools(Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.0.to_string()))
    }
}
