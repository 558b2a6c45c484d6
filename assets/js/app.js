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
// no browser asks whether to send everything once more. One that the server has kept has an address of its own.
function standForItsForm() {
  const { sent } = document.body.dataset;
  if (sent && !location.search.includes("answer=")) history.replaceState(history.state, "", sent);
}

function focusWhatMatters() {
  document.querySelector("[data-focus-on-load]")?.focus();
}

// The button that was pressed keeps the focus when htmx puts a fresh copy in its place. One that is gone then,
// as "Undo", hands it on to the button that it names.
function keepFocus() {
  const idsByRequest = new WeakMap();
  document.addEventListener("htmx:beforeRequest", (event) => {
    const pressed = event.detail.requestConfig.triggeringEvent?.submitter ?? document.activeElement;
    idsByRequest.set(event.detail.xhr, [pressed?.id, pressed?.dataset.thenFocus].filter(Boolean));
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const ids = idsByRequest.get(event.detail.xhr) ?? [];
    const next = ids.map((id) => document.getElementById(id)).find(Boolean);
    if (document.activeElement === document.body) next?.focus({ preventScroll: true });
  });
}

// A link of an error summary leads to the label above the box, so that one sees what is asked and what is wrong.
function showWrongField(event) {
  const link = event.target.closest(".nhsuk-error-summary a[href^='#']");
  const box = link && document.getElementById(link.hash.slice(1));
  const group = box?.closest(".nhsuk-form-group");
  if (!group) return;
  event.preventDefault();
  group.scrollIntoView();
  box.focus({ preventScroll: true });
}

// Screen readers announce what changes inside a status line, not a status line that arrives already filled.
// Only what has just been put in place is news. Nothing below may move meanwhile.
function announceAgain(part) {
  part.querySelectorAll("[data-announce]").forEach((line) => {
    if (!line.textContent.trim()) return;
    const words = [...line.childNodes];
    line.style.minHeight = `${line.offsetHeight}px`;
    line.replaceChildren();
    setTimeout(() => line.replaceChildren(...words), 100);
  });
}

// As the server counts: without what stands around it, a line break and any sign as one.
function countSigns(text) {
  return [...text.trim().replace(/\r\n?/g, "\n").normalize("NFC")].length;
}

function describeCount(box, limit, words) {
  const left = limit - countSigns(box.value);
  const number = Math.abs(left);
  const kind = (left < 0 ? "over" : "left") + (number === 1 ? "One" : "Many");
  return { left, text: words[kind].replace("%", number.toLocaleString(document.documentElement.lang)) };
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

function isMended(group) {
  const boxes = [...group.querySelectorAll("input, select, textarea")];
  const choices = boxes.filter((box) => ["checkbox", "radio"].includes(box.type));
  if (choices.length) return choices.some((box) => box.checked);
  return boxes.every((box) => {
    const isShort = !box.dataset.limit || countSigns(box.value) <= findLimit(box);
    return isShort && (box.value.trim() !== "" || Boolean(box.defaultValue?.trim()));
  });
}

// The mark of a mistake goes when it is mended: a choice is made, a box is filled, a text is short enough.
function mend(event) {
  const group = event.target.closest?.(".nhsuk-form-group--error");
  if (!group || !isMended(group)) return;
  group.classList.remove("nhsuk-form-group--error");
  group.querySelectorAll(".nhsuk-error-message[id$='-error']").forEach((words) => words.remove());
  group.querySelectorAll("input, select, textarea").forEach((box) => {
    box.removeAttribute("aria-invalid");
    box.classList.remove("nhsuk-input--error", "nhsuk-select--error", "nhsuk-textarea--error");
    const link = document.querySelector(`.nhsuk-error-summary a[href="#${CSS.escape(box.id)}"]`);
    const summary = link?.closest(".nhsuk-error-summary");
    link?.closest("li").remove();
    if (summary && !summary.querySelector("li")) summary.remove();
  });
}

const HALF_AN_HOUR = 30 * 60 * 1000;

// A visitor may have gone without a word: what they wrote goes after half an hour.
function readDraft(key) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  const isOver = !document.body.dataset.reader && Date.now() - (kept.at ?? 0) > HALF_AN_HOUR;
  return isOver ? {} : kept;
}

function findDraftKey() {
  return `draft:${window.location.pathname}`;
}

// Into an empty box comes what was written there. Into one with a text (of an idea that is changed, or one that waited)
// only where the writing began from that text: what was sent since then, or changed elsewhere, is newer.
function bringBack(box, { texts = {}, from = {} }) {
  const written = texts[box.name];
  const begun = from[box.name] ?? [];
  const given = box.value;
  if (written && (given === "" || begun.includes(given))) box.value = written;
  return box.value === written ? [...new Set([...begun, given])] : [given];
}

// What is being written survives a reload or a wrong turn, in this tab only.
function keepDraft(form) {
  const key = findDraftKey();
  const boxes = [...form.querySelectorAll("input[type=text], textarea")];
  const kept = readDraft(key);
  const from = Object.fromEntries(boxes.map((box) => [box.name, bringBack(box, kept)]));
  // What htmx sends may come back with a mistake in it: there the draft goes when the page says that it is sent.
  if (form.dataset.keepDraft === "until-sent" && !window.htmx) form.addEventListener("submit", () => sessionStorage.removeItem(key));
  form.addEventListener("input", () => {
    const texts = Object.fromEntries(boxes.map((box) => [box.name, box.value]));
    sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), texts, from }));
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

// A link is copied at one press; where the browser lets nobody write to the clipboard, it is chosen to copy by hand.
async function copyLink(event) {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const box = document.getElementById(button.dataset.copy);
  box.select();
  try {
    await navigator.clipboard.writeText(box.value);
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.copied;
  } catch {
    box.focus();
  }
}

// What htmx puts into the page works like what came with it.
function improve(part) {
  if (part.querySelector("[data-just-sent]")) sessionStorage.removeItem(findDraftKey());
  part.querySelectorAll("form[data-keep-draft]").forEach(keepDraft);
  part.querySelectorAll("[data-limit]").forEach(countCharacters);
  part.querySelectorAll("[data-copy]").forEach((button) => (button.hidden = !navigator.clipboard));
}

document.addEventListener("click", leaveQuickly);
document.addEventListener("click", copyLink);
document.addEventListener("click", showWrongField);
document.addEventListener("input", mend);
document.addEventListener("htmx:beforeSwap", letStay);
document.addEventListener("htmx:responseError", showProblem);
document.addEventListener("htmx:sendError", showProblem);
document.querySelectorAll("form[data-sign-out], form[data-throw-away]").forEach((form) => form.addEventListener("submit", forgetDrafts));
if ("reader" in document.body.dataset) forgetDraftsOfOthers();
improve(document);
document.addEventListener("htmx:afterSettle", (event) => improve(event.target));
if (document.querySelector("[data-forget-drafts]")) forgetDrafts();
document.addEventListener("htmx:afterSettle", (event) => announceAgain(event.target));
keepFocus();
standForItsForm();
document.addEventListener("htmx:afterSettle", (event) => event.target.querySelector("[data-focus-on-load]")?.focus());
focusWhatMatters();
