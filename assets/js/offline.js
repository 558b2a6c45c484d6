// For who is signed in, on a computer of their own: the site can be installed, and says in plain words when there is
// no connection. The worker keeps that page and its style sheet, and nothing that anybody wrote.
const { worker } = document.body.dataset;
if (worker) navigator.serviceWorker?.register(worker, { updateViaCache: "none" }).catch(() => {});

// What is sent without a connection stays in its form, and the form says so.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (navigator.onLine || form.method !== "post" || form.matches("[data-sign-out]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (waitFor(event.submitter)) return;
  const note = document.getElementById("no-connection");
  form.prepend(note);
  note.hidden = false;
  note.scrollIntoView({ block: "center" });
  note.focus({ preventScroll: true });
}, true);

window.addEventListener("online", () => { document.getElementById("no-connection").hidden = true; });

// A vote that finds no connection is sent again for two minutes, as long as its page stays open: a hall shares one
// Wi-Fi. Sent twice it counts once, and nothing of it is kept anywhere else.
const AGAIN_AFTER = 5_000;
const LONGEST = 120_000;
let waiting = null;

function say(form, words) {
  form.closest("section")?.querySelectorAll("[data-problem]").forEach((note) => {
    note.dataset.problem ||= note.textContent;
    note.textContent = words || note.dataset.problem;
    note.hidden = false;
  });
}

function tryAgain() {
  const { button, until } = waiting;
  if (!button.isConnected) waiting = null;
  else if (Date.now() > until) {
    say(button.form, "");
    waiting = null;
  } else if (navigator.onLine) button.click();
  else waiting.timer = setTimeout(tryAgain, AGAIN_AFTER);
}

function waitFor(button) {
  if (!button?.form?.dataset.sendAgain) return false;
  clearTimeout(waiting?.timer);
  if (waiting?.button !== button) waiting = { button, until: Date.now() + LONGEST };
  waiting.timer = setTimeout(tryAgain, AGAIN_AFTER);
  say(button.form, button.form.dataset.sendAgain.trim());
  return true;
}

document.addEventListener("htmx:sendError", ({ detail }) => waitFor(detail.requestConfig.triggeringEvent?.submitter));
// Whoever presses something else, or is answered, waits for nothing any more.
document.addEventListener("submit", ({ submitter }) => {
  clearTimeout(waiting?.timer);
  if (submitter !== waiting?.button) waiting = null;
}, true);
document.addEventListener("htmx:beforeSwap", () => { waiting = null; });
window.addEventListener("online", () => { if (waiting) tryAgain(); });
