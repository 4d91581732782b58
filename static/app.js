// Improves forms where scripts run; everything works without.

/** Counts as the server does: line ends once, the ends trimmed, Unicode characters. */
function lengthOf(text) {
  return [...text.replace(/\r\n?/g, "\n").trim()].length;
}

/** Shows how many characters are left beside a text, and says so to screen readers once it gets tight. */
function countDown(area) {
  const counter = document.querySelector(`[data-counter-for="${area.name}"]`);
  if (!counter) return;
  const max = Number(area.dataset.max);
  const show = () => {
    const left = max - lengthOf(area.value);
    const words = left < 0 ? counter.dataset.whenOver : counter.dataset.whenLeft;
    counter.textContent = words.replace("{n}", Math.abs(left));
    counter.classList.toggle("tight", left < max / 5);
    counter.classList.toggle("too-long", left < 0);
    counter.setAttribute("aria-live", left < 30 ? "polite" : "off");
  };
  area.addEventListener("input", show);
  show();
}

/** A text is as high as what is typed into it, in browsers too whose styles cannot say so. */
function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  area.addEventListener("input", fit);
  fit();
}

/** What was put right is shown as wrong no more; the server judges it again. */
function mend({ target }) {
  const field = target.closest(".wrong");
  if (!field) return;
  const isMissing = target.required && !lengthOf(target.value);
  if (isMissing || lengthOf(target.value) > Number(target.dataset.max ?? Infinity)) return;
  field.classList.remove("wrong");
  field.querySelectorAll("[aria-invalid]").forEach((wrong) => wrong.removeAttribute("aria-invalid"));
  field.querySelector(".error")?.classList.add("mended");
  document.querySelector(`.summary a[href="#${target.name}"]`)?.classList.add("mended");
}

/** Brings what must be read first into view and under the screen reader. */
function readFirst() {
  document.querySelector(".summary[autofocus], [aria-invalid=true]")?.focus();
}

/** A second tap on a slow network must not look like a teammate's version, and without a network nothing can go. */
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    else if (!navigator.onLine) {
      event.preventDefault();
      showLost(form, true);
    } else form.dataset.sent = "true";
  });
  // Back from the next page, the form can be sent again.
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}

/** What the server knows of a form, beside what a team fills in: which versions the person saw when they began. */
const SEEN = ["version", "draft"];

/** The fields that a team fills in, as one text to compare. */
function typedIn(form) {
  const fields = new FormData(form);
  ["csrf", "opened", ...SEEN].forEach((name) => fields.delete(name));
  return new URLSearchParams(fields).toString();
}

/** The same with the versions from which it goes on: what a teammate wrote since is never taken for seen. */
function typedWithSeen(form) {
  const fields = new URLSearchParams(typedIn(form));
  fields.set("version", form.elements.version.value);
  const changed = draftOf(form).querySelector("[data-changed]");
  fields.set("draft", changed ? changed.dataset.changed : form.elements.draft.value);
  return fields.toString();
}

/** Puts what was kept back into a form; without the versions, as if nothing had been seen. */
function fillIn(form, kept) {
  const fields = new URLSearchParams(kept);
  SEEN.forEach((name) => { form.elements[name].value = fields.get(name) ?? ""; });
  for (const [name, value] of fields) {
    const field = form.elements[name];
    if (!field || SEEN.includes(name)) continue;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
    if (value && field instanceof HTMLElement) field.closest("details")?.setAttribute("open", "");
    if (field instanceof HTMLElement) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Whether a form shows what was kept. */
function shows(form, kept) {
  const fields = new URLSearchParams(kept);
  SEEN.forEach((name) => fields.delete(name));
  return fields.toString() === typedIn(form);
}

/** What the server has not got yet, kept for this tab; some browsers refuse to keep anything. */
const unsaved = {
  set: (key, kept) => { try { sessionStorage.setItem(key, kept); } catch { /* Then only the screen has it. */ } },
  take: (key) => {
    try {
      const kept = sessionStorage.getItem(key);
      sessionStorage.removeItem(key);
      return kept;
    } catch { return null; }
  },
};

const draftOf = (form) => form.querySelector("#draft");

function showLost(form, isLost) {
  const lost = draftOf(form).querySelector("[data-lost]");
  if (lost.hidden === isLost) lost.hidden = !isLost;
}

/** Puts what the server says of the draft in its place; false where the answer says nothing of it. */
function showDraft(form, page) {
  const shown = page.querySelector("#draft");
  if (!shown) return false;
  const old = draftOf(form);
  const hadFocus = old.contains(document.activeElement);
  old.replaceWith(shown);
  if (hadFocus) shown.focus();
  return true;
}

/**
 * Saves the team's draft a moment after each word, and looks from then on whether a teammate changed it. Of a form that
 * nobody has touched nothing is sent: what opens links to look at them writes nothing, whatever was chosen in the mail.
 */
function saveDraft(form) {
  const address = form.dataset.draftAt;
  if (!address) return;
  const PAUSE = 1500, RETRY = 10_000, LOOK = 30_000;
  let saved = typedIn(form), timer = null, isBusy = false, isTouched = false;

  const mustWait = () => form.dataset.sent || draftOf(form).querySelector("[data-stop], [data-changed]");
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  const giveUp = () => {
    clearTimeout(timer);
    unsaved.take(address);
    form.dataset.sent = "true";
  };
  const offerToKeep = () => {
    const keep = draftOf(form).querySelector("[data-keep]");
    if (!keep) return;
    keep.hidden = false;
    keep.addEventListener("click", () => {
      keep.closest("[data-changed]").removeAttribute("data-changed");
      isTouched = true;
      save();
    });
    // Going on with theirs, this tab's text is given up.
    draftOf(form).querySelector("[data-take]").addEventListener("click", giveUp);
  };
  async function save() {
    clearTimeout(timer);
    if (isBusy || !isTouched || mustWait()) return;
    isBusy = true;
    const sending = typedIn(form);
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(address, { method: "POST", body, keepalive: true });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!showDraft(form, page)) throw new Error("not saved");
      offerToKeep();
      if (answer.ok) {
        saved = sending;
        if (typedIn(form) === saved) unsaved.take(address);
        else later(PAUSE);
      }
    } catch {
      showLost(form, true);
      later(RETRY);
    } finally {
      isBusy = false;
    }
  }

  form.addEventListener("input", () => {
    isTouched = true;
    if (typedIn(form) === saved) return;
    unsaved.set(address, typedWithSeen(form));
    later(PAUSE);
  });
  // A form that came back may show a teammate's text already.
  offerToKeep();
  document.querySelector("[data-give-up]")?.addEventListener("click", giveUp);
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", save);
  setInterval(() => { if (!document.hidden) save(); }, LOOK);
  const left = unsaved.take(address);
  if (left && !shows(form, left)) {
    fillIn(form, left);
    isTouched = true;
    later(PAUSE);
  }
}

/** The form as its preview button would send it. */
function withPreview(form) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "preview", value: "1" });
  form.append(field);
  return form;
}

/** Shows the texts as readers will see them, without leaving the form. */
function preview(form) {
  const button = form.querySelector("button[name=preview]");
  button?.addEventListener("click", async (event) => {
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    fields.set("preview", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const shown = page.querySelector("#preview");
      if (!answer.ok || !shown || !showDraft(form, page)) throw new Error("no preview");
      form.querySelector("#preview").replaceWith(shown);
      shown.focus();
    } catch {
      // The browser asks as if there were no script: the answer says what is wrong.
      HTMLFormElement.prototype.submit.call(withPreview(form));
    }
  });
}

/** Priorities that go on stand in this week's field at once, unless something is written there. */
function carryOn(form) {
  const goesOn = form.querySelector("[data-carries]");
  if (!goesOn) return;
  const { priorities } = form.elements;
  form.querySelectorAll(`input[name="${goesOn.name}"]`).forEach((choice) => {
    choice.addEventListener("change", () => {
      const [from, to] = goesOn.checked ? ["", goesOn.dataset.carries] : [goesOn.dataset.carries, ""];
      if (lengthOf(priorities.value) && priorities.value !== from) return;
      priorities.value = to;
      priorities.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
}

/** In the line of a quiet week the Enter key sends the quiet week. */
function sendQuietly(form) {
  form.querySelector("[name=quiet_line]")?.addEventListener("keydown", (event) => {
    const button = form.querySelector("button[name=quiet]");
    if (event.key !== "Enter" || event.isComposing || !button) return;
    event.preventDefault();
    button.click();
  });
}

/** An open menu closes by the Escape key and by a click beside it. */
function closeAside(menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

/** What takes a while says so once it was sent, and is not sent twice. */
function tellBusy(button) {
  const words = button.textContent;
  button.form.addEventListener("submit", (event) => {
    if (button.dataset.sent) event.preventDefault();
    button.dataset.sent = "true";
    button.textContent = button.dataset.busy;
  });
  window.addEventListener("pageshow", () => {
    delete button.dataset.sent;
    button.textContent = words;
  });
}

/** Offers to copy an address, where the browser can. */
function offerToCopy(button) {
  if (!navigator.clipboard) return;
  const field = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  });
}

document.querySelectorAll(".menu").forEach(closeAside);
document.addEventListener("input", mend);
document.addEventListener("keydown", ({ key }) => { tabbed = key === "Tab"; }, true);
document.addEventListener("pointerdown", () => { tabbed = false; }, true);
document.addEventListener("focusin", ({ target }) => requestAnimationFrame(() => uncover(target)));
document.querySelectorAll("[data-copies]").forEach(offerToCopy);
document.querySelectorAll("[data-busy]").forEach(tellBusy);
// The page that waited for long work is whole: on to what came of it.
document.querySelector("[data-onward]")?.click();
document.querySelectorAll("textarea").forEach(grow);
/** Where nobody types, a key leads on: to search, to what comes before or after. */
function goByKey(event) {
  const isTyping = event.target.closest("input, textarea, select, summary, [tabindex='0'], [contenteditable]");
  if (isTyping || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const link = document.querySelector(`a[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
  if (!link) return;
  event.preventDefault();
  if (event.key === "/") search(link);
  else link.click();
}

/** The field has the focus at once, on the page that has it and on others: an address that names a field focuses it. */
function search(link) {
  const field = document.querySelector(`form[action="${CSS.escape(link.pathname)}"] #q`);
  if (field) field.select();
  else location.assign(`${link.pathname}#q`);
}

let tabbed = false;

/**
 * What has the focus comes out from below its form's bar: browsers leave what the screen holds, covered or not.
 */
function uncover(target) {
  const bar = target.closest("form.bulletin")?.querySelector(".in-reach");
  if (!bar || bar.contains(target)) return;
  // Whoever points at something has seen it.
  if (!tabbed) return;
  const { top, bottom } = (target.closest(".face, .tap") ?? target).getBoundingClientRect();
  const covered = bottom - bar.getBoundingClientRect().top;
  if (covered <= 0) return;
  // A long text keeps its beginning in sight.
  scrollBy({ top: Math.max(0, Math.min(covered + 8, top - 80)), behavior: "instant" });
}

/** What is wider than its place is reached by the keyboard; what is not is no stop on the way. */
function letScroll(box) {
  new ResizeObserver(() => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }).observe(box);
}

/** An address may name a week, or a month, from when a project's page held them all. */
function findWeek() {
  const name = location.hash.slice(1);
  if (!name || document.getElementById(name)) return;
  const month = document.querySelector(`[data-holds~="${CSS.escape(name)}"]`);
  if (month) location.replace(month.href.replace(/#.*/, location.hash));
}

document.addEventListener("keydown", goByKey);
document.querySelectorAll(".scroll").forEach(letScroll);
findWeek();
document.querySelectorAll("[data-max]").forEach(countDown);
document.querySelectorAll("form.bulletin").forEach(sendOnce);
document.querySelectorAll("form.bulletin").forEach(preview);
document.querySelectorAll("form.bulletin").forEach(carryOn);
document.querySelectorAll("form.bulletin").forEach(sendQuietly);
document.querySelectorAll("form.bulletin").forEach(saveDraft);
// What was filed is unsaved no more, also where it was sent before its last word was saved.
document.querySelectorAll("[data-filed-from]").forEach(({ dataset }) => unsaved.take(dataset.filedFrom));
readFirst();
