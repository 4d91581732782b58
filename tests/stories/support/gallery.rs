//! Pages and mails looked at by axe and the Nu HTML checker, and kept as pictures for people to look at.

use std::path::{Path, PathBuf};

use base64::Engine;
use fantoccini::Locator;

use super::app::TestApp;
use super::checkers::{Checkers, Rules};
use super::chromium::Chromium;
use super::wishes::speaks;

/// What is collected on the way.
pub struct Gallery {
    folder: PathBuf,
    checkers: Checkers,
    pub chromium: Chromium,
    language: &'static str,
    faults: Vec<String>,
}

impl Gallery {
    /// Empties the folder of that name, in which the pictures will be.
    pub async fn open(name: &str, language: &'static str) -> Option<Gallery> {
        let checkers = Checkers::find()?;
        let chromium = Chromium::launch(language).await?;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).join(language);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("html")).unwrap();
        Some(Gallery { folder, checkers, chromium, language, faults: Vec::new() })
    }

    /// Looks at the page that the browser shows: on a phone and on a desk, what its summary of what is wrong leads to,
    /// and its way of the keyboard.
    pub async fn look_at_page(&mut self, name: &str) {
        self.look(name, 1280, Rules::All).await;
        self.chromium.look(360, false).await;
        self.faults.extend(self.chromium.follow_faults().await.into_iter().map(|f| format!("{name}: {f}")));
        // The way of the keyboard is the same in every language.
        if self.language == "fr" {
            self.walk(name).await;
        }
        let html = format!("<!doctype html>\n{}", self.chromium.client.source().await.unwrap());
        std::fs::write(self.folder.join("html").join(format!("{name}.html")), html).unwrap();
    }

    /// Looks at a mail's HTML as a client shows it: on a phone, and beside a list of mails; with and without images.
    pub async fn look_at_mail(&mut self, name: &str, html: &str) {
        let file = self.folder.join(format!("{name}.html"));
        std::fs::write(&file, html).unwrap();
        let address = url::Url::from_file_path(&file).unwrap();
        self.chromium.block_images(false).await;
        self.chromium.go(address.as_str()).await;
        self.look(name, 700, Rules::Wcag).await;
        if html.contains("<img") {
            self.chromium.block_images(true).await;
            self.chromium.go(address.as_str()).await;
            self.look(&format!("{name}-without-images"), 700, Rules::Wcag).await;
        }
    }

    /// Keeps a text beside the pictures.
    pub fn keep(&self, name: &str, text: &str) {
        std::fs::write(self.folder.join(name), text).unwrap();
    }

    /// Looks at 360 pixels and at that width, in light and dark.
    async fn look(&mut self, name: &str, desk: u32, rules: Rules) {
        let page = self.chromium.client.clone();
        let lang = page.execute("return document.documentElement.lang", vec![]).await.unwrap();
        if lang != self.language {
            self.faults.push(format!("{name} is in {lang}"));
        }
        for (width, dark) in [(360, false), (360, true), (desk, false), (desk, true)] {
            self.chromium.look(width, dark).await;
            // Colours depend on the scheme and what is shown on the width: each is looked at once.
            if !dark {
                self.read_words(name, width).await;
                self.reach_the_end(name, width).await;
            }
            if (width == 360) == dark {
                let violations = self.checkers.violations(&self.chromium, rules).await;
                self.faults
                    .extend(violations.into_iter().map(|v| format!("{name} at {width}, dark {dark}: {v}")));
            }
            // In the second language one picture shows where words are longer.
            if self.language == "fr" || (width == 360 && !dark) {
                let picture = base64::prelude::BASE64_STANDARD.decode(self.chromium.picture().await).unwrap();
                let scheme = if dark { "dark" } else { "light" };
                std::fs::write(self.folder.join(format!("{name}-{width}-{scheme}.png")), picture).unwrap();
            }
        }
        let shown =
            "return [...document.querySelectorAll('[hidden]')].filter((e) => e.getClientRects().length)
            .map((e) => e.outerHTML.slice(0, 120)).join(' | ')";
        let shown = page.execute(shown, vec![]).await.unwrap();
        if shown != "" {
            self.faults.push(format!("{name} shows what is hidden: {shown}"));
        }
        // 320 pixels are 1280 at 400 %, 640 at 200 %.
        for width in [320, 640] {
            self.chromium.look(width, false).await;
            let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            let wider = page.execute(wider, vec![]).await.unwrap();
            if wider != 0 {
                self.faults.push(format!("{name} is {wider} pixels wider than {width}"));
            }
            self.read_words(name, width).await;
        }
    }

    /// Whether what stands at a page's foot can be tapped there: what stays in its place while the page is scrolled may cover it.
    async fn reach_the_end(&mut self, name: &str, width: u32) {
        let covered = "scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
            const middle = (e) => { const box = e.getClientRects()[0]; return [box.left + box.width / 2, box.top + box.height / 2]; };
            const all = [...document.querySelectorAll('.foot :is(a, button)')].filter((e) => e.getClientRects().length);
            const covered = all.filter((e) => !e.contains(document.elementFromPoint(...middle(e))));
            scrollTo({ top: 0, behavior: 'instant' });
            return covered.map((e) => e.textContent.trim()).join(', ')";
        let covered = self.chromium.client.execute(covered, vec![]).await.unwrap();
        if covered != "" {
            self.faults.push(format!("{name} covers its foot at {width}: {covered}"));
        }
    }

    /// Whether words stay whole at the width that is shown: one of a few letters in three lines stands where nothing is
    /// left for it.
    async fn read_words(&mut self, name: &str, width: u32) {
        let torn = "const torn = new Set(), range = document.createRange();
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                for (const word of text.data.matchAll(/(?<![\\p{L}\\p{N}])\\p{L}{3,12}(?![\\p{L}\\p{N}])/gu)) {
                    range.setStart(text, word.index);
                    range.setEnd(text, word.index + word[0].length);
                    if (new Set([...range.getClientRects()].map((box) => box.top)).size > 2) torn.add(word[0]);
                }
            }
            return [...torn].join(' ')";
        let torn = self.chromium.client.execute(torn, vec![]).await.unwrap();
        if torn != "" {
            self.faults.push(format!("{name} tears words at {width}: {torn}"));
        }
    }

    /// With the keyboard alone: each Tab leads on, to something in sight that shows its focus, until all was reached.
    async fn walk(&mut self, name: &str) {
        self.chromium.look(1280, false).await;
        let page = self.chromium.client.clone();
        let begin = "document.activeElement.blur(); scrollTo(0, 0);
            const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex=\"0\"]';
            const all = [...document.querySelectorAll(kinds)].filter((e) => !e.disabled && e.checkVisibility({ visibilityProperty: true }));
            window.toReach = new Set(all.filter((e) => e.type !== 'radio' || e === all.find((o) => o.name === e.name)));
            return window.toReach.size";
        let count = page.execute(begin, vec![]).await.unwrap().as_u64().unwrap();
        let step = "const e = document.activeElement;
            const first = e.type === 'radio' ? [...window.toReach].find((o) => o.name === e.name) : e;
            window.toReach.delete(first);
            const shown = e.closest('.face, .tap') ?? e, box = shown.getBoundingClientRect();
            if (e.tagName === 'IFRAME') return 'frame';
            if (e === document.body) return '';
            if (getComputedStyle(shown).outlineStyle === 'none') return 'no outline on ' + e.outerHTML.slice(0, 120);
            if (box.bottom < 0 || box.top > innerHeight) return 'out of sight: ' + e.outerHTML.slice(0, 120);
            return ''";
        // A date has a stop for each of its parts.
        let dates = page.find_all(Locator::Css("input[type=date]")).await.unwrap().len() as u64;
        let mut steps = count + 4 * dates + 2;
        // A mail in a frame has links of its own, which are walked through before what comes after it.
        let mut within_frames = 500;
        while steps > 0 {
            self.chromium.hold_tab().await;
            let fault = page.execute(step, vec![]).await.unwrap();
            if fault == "frame" && within_frames > 0 {
                within_frames -= 1;
                continue;
            }
            steps -= 1;
            if fault != "" && fault != "frame" {
                self.faults.push(format!("{name}: {fault}"));
            }
        }
        self.chromium.let_go_of_tab().await;
        let left = "return [...window.toReach].map((e) => e.outerHTML.slice(0, 120)).join(' | ')";
        let left = page.execute(left, vec![]).await.unwrap();
        if left != "" {
            self.faults.push(format!("{name}: Tab does not reach {left}"));
        }
    }

    pub async fn close(mut self) {
        // A mail's HTML is for mail clients, who need what no standard has.
        let pages = self.folder.join("html");
        if pages.read_dir().unwrap().next().is_some() {
            self.faults.extend(self.checkers.faults(&pages));
        }
        self.chromium.close().await;
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
    }

    /// Has those whose links are looked at read this browser's language.
    pub async fn is_read_by(&self, app: &TestApp, addresses: &[&str]) {
        for address in addresses {
            speaks(app, address, self.language).await;
        }
    }

    /// Signs up by an invitation, and goes on in this browser's language.
    pub async fn enter(&self, base: &str, invitation: &str) {
        let page = &self.chromium.client;
        page.delete_all_cookies().await.unwrap();
        self.chromium.go(&format!("{base}{invitation}")).await;
        let fill = "const form = document.querySelector('main form');
            for (const [name, value] of Object.entries({ name: 'Camille', email: 'camille@eig.example' })) {
                const field = form.elements[name];
                if (field && !field.value) field.value = value;
            }
            form.elements.password.value = 'correct horse battery';
            form.submit()";
        page.execute(fill, vec![]).await.unwrap();
        page.wait().for_element(Locator::Css("form[action='/sign-out']")).await.unwrap();
        let choose = format!("document.querySelector('button[value={}]').click()", self.language);
        page.execute(&choose, vec![]).await.unwrap();
        page.wait().for_element(Locator::Css(&format!("html[lang={}]", self.language))).await.unwrap();
    }
}
