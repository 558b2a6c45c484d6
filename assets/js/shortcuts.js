// Shortcuts of the voting queue, of review and of coding: off until somebody switches them on, and then for this tab only.

const box = document.querySelector("[data-shortcuts]");
const KEPT = `${box.dataset.shortcuts || "queue"}-shortcuts`;
const toggle = box.querySelector("[role=switch]");

function isOn() {
  return sessionStorage.getItem(KEPT) === "on";
}

function show() {
  toggle.setAttribute("aria-checked", String(isOn()));
}

function flip() {
  sessionStorage.setItem(KEPT, isOn() ? "off" : "on");
  show();
}

function press(event) {
  if (!isOn() || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  const wanted = document.querySelectorAll(`[data-keys] [data-key="${CSS.escape(event.key)}"]`);
  const found = [...wanted].find((one) => one.checkVisibility());
  if (!found) return;
  event.preventDefault();
  if (found.type === "search") found.focus();
  else found.click();
}

toggle.addEventListener("click", flip);
document.addEventListener("keydown", press);
box.hidden = false;
show();
