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
    counter.textContent = (left < 0 ? counter.dataset.over : counter.dataset.left).replace("{n}", Math.abs(left));
    counter.toggleAttribute("data-over", left < 0);
    counter.setAttribute("aria-live", left < 30 ? "polite" : "off");
  };
  area.addEventListener("input", show);
  show();
}

/** Brings what must be read first into view and under the screen reader. */
function readFirst() {
  document.querySelector(".summary[autofocus]")?.focus();
}

/** A second tap on a slow network must not look like a teammate's version. */
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "true";
  });
  // Back from the next page, the form can be sent again.
  window.addEventListener("pageshow", () => delete form.dataset.sent);
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
      const shown = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#preview");
      if (!answer.ok || !shown) throw new Error("no preview");
      form.querySelector("#preview").replaceWith(shown);
      shown.focus();
    } catch {
      // The browser asks as if there were no script: the answer says what is wrong.
      HTMLFormElement.prototype.submit.call(withPreview(form));
    }
  });
}

document.querySelectorAll("textarea[data-max]").forEach(countDown);
document.querySelectorAll("form.bulletin").forEach(sendOnce);
document.querySelectorAll("form.bulletin").forEach(preview);
readFirst();
