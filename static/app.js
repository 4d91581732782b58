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

document.querySelectorAll("textarea[data-max]").forEach(countDown);
document.querySelectorAll("form.bulletin").forEach(sendOnce);
readFirst();
