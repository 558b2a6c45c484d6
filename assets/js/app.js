// Small improvements to pages that work without them.

function leaveQuickly(event) {
  const link = event.target.closest("[data-leave-quickly]");
  if (!link) return;
  event.preventDefault();
  sessionStorage.clear();
  document.documentElement.hidden = true;
  // The server forgets the text that waits; nobody waits for the server.
  fetch(link.href, { keepalive: true, redirect: "manual" }).catch(() => {});
  window.location.replace(link.dataset.leaveQuickly);
}

// What answers a form without leading on (a mistake in it, a refusal) is loaded again as the page of the form:
// no browser asks whether to send everything once more.
function standForItsForm() {
  const { sent } = document.body.dataset;
  if (sent) window.history.replaceState(window.history.state, "", sent);
}

function focusWhatMatters() {
  document.querySelector("[data-focus-on-load]")?.focus();
}

// The button that was pressed keeps the focus when htmx puts a fresh copy in its place.
function keepFocus() {
  let focusedId = "";
  document.addEventListener("htmx:beforeRequest", (event) => {
    focusedId = event.detail.requestConfig.triggeringEvent?.submitter?.id ?? document.activeElement?.id ?? "";
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (document.activeElement === document.body) document.getElementById(focusedId)?.focus({ preventScroll: true });
    focusedId = "";
  });
}

// Screen readers announce what changes inside a status line, not a status line that arrives already filled.
function announceAgain() {
  document.querySelectorAll("[data-announce]").forEach((line) => {
    const words = [...line.childNodes];
    line.replaceChildren();
    setTimeout(() => line.replaceChildren(...words), 100);
  });
}

function describeCount(box, limit, words) {
  const left = limit - [...box.value.replace(/\r?\n/g, "\r\n")].length;
  const kind = left < 0 ? "over" : "left";
  const number = Math.abs(left);
  return { left, text: words[`${kind}${number === 1 ? "One" : "Many"}`].replace("%", number) };
}

// Some choices allow a longer text: the form says which.
function findLimit(box) {
  const { longerField, longerValue, longerLimit } = box.form.dataset;
  const longer = box.tagName === "TEXTAREA" && longerField && new FormData(box.form).get(longerField) === longerValue;
  return Number(longer ? longerLimit : box.dataset.limit);
}

function countCharacters(box) {
  const visible = document.getElementById(`${box.id}-count`);
  const spoken = document.getElementById(`${box.id}-count-spoken`);
  let timer;
  const update = () => {
    const { left, text } = describeCount(box, findLimit(box), visible.dataset);
    visible.textContent = text;
    visible.classList.toggle("nhsuk-error-message", left < 0);
    clearTimeout(timer);
    if (document.activeElement === box) timer = setTimeout(() => { spoken.textContent = text; }, 1000);
  };
  visible.setAttribute("aria-hidden", "true");
  box.form.addEventListener("input", update);
  update();
}

const HALF_AN_HOUR = 30 * 60 * 1000;

// A visitor may have gone without a word: what they wrote goes after half an hour.
function readDraft(key) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  const isOver = !document.body.dataset.reader && Date.now() - (kept.at ?? 0) > HALF_AN_HOUR;
  return isOver ? {} : kept.texts ?? {};
}

// What is being written survives a reload or a wrong turn, in this tab only.
function keepDraft(form) {
  const key = `draft:${window.location.pathname}`;
  const boxes = [...form.querySelectorAll("input[type=text], textarea")];
  const kept = readDraft(key);
  boxes.forEach((box) => { if (!box.value && kept[box.name]) box.value = kept[box.name]; });
  if (form.dataset.keepDraft === "until-sent") form.addEventListener("submit", () => sessionStorage.removeItem(key));
  form.addEventListener("input", () => {
    const texts = Object.fromEntries(boxes.map((box) => [box.name, box.value]));
    sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), texts }));
  });
}

function forgetDrafts() {
  Object.keys(sessionStorage).filter((key) => key.startsWith("draft:")).forEach((key) => sessionStorage.removeItem(key));
}

// Drafts belong to one visit: whoever signs in, signs out or was signed out meanwhile finds none.
function forgetDraftsOfOthers() {
  const { reader } = document.body.dataset;
  if ((sessionStorage.getItem("reader") ?? "") !== reader) forgetDrafts();
  sessionStorage.setItem("reader", reader);
}

// Nothing changes under somebody who reads it.
function letStay(event) {
  if (event.target.matches("[data-stay]") && event.target.contains(document.activeElement)) event.detail.shouldSwap = false;
}

// Where the server says in words what is the matter, those are shown; else what the note says by itself.
function showProblem(event) {
  const part = event.target.closest("section") ?? document;
  const answer = event.detail.xhr;
  const words = answer?.getResponseHeader("Content-Type")?.startsWith("text/plain") ? answer.responseText : "";
  part.querySelectorAll("[data-problem]").forEach((note) => {
    note.dataset.problem ||= note.textContent;
    note.textContent = words || note.dataset.problem;
    note.hidden = false;
  });
}

// What htmx puts into the page works like what came with it.
function improve(part) {
  part.querySelectorAll("form[data-keep-draft]").forEach(keepDraft);
  part.querySelectorAll("[data-limit]").forEach(countCharacters);
}

document.addEventListener("click", leaveQuickly);
document.addEventListener("htmx:beforeSwap", letStay);
document.addEventListener("htmx:responseError", showProblem);
document.addEventListener("htmx:sendError", showProblem);
document.querySelectorAll("form[data-sign-out]").forEach((form) => form.addEventListener("submit", forgetDrafts));
if ("reader" in document.body.dataset) forgetDraftsOfOthers();
improve(document);
document.addEventListener("htmx:afterSettle", (event) => improve(event.target));
if (document.querySelector("[data-forget-drafts]")) forgetDrafts();
document.addEventListener("htmx:afterSettle", announceAgain);
keepFocus();
standForItsForm();
document.addEventListener("htmx:afterSettle", (event) => event.target.querySelector("[data-focus-on-load]")?.focus());
focusWhatMatters();
