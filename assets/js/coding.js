// Coding: words are marked by selecting them, and codes are found by typing. Without this they are pasted and ticked.

let selected = "";

// A press on the button takes the selection away on a phone, so what was last selected is kept.
function noteSelection() {
  const selection = document.getSelection();
  const within = (node) => node && (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-words]");
  if (selection.isCollapsed) return;
  const words = within(selection.anchorNode);
  selected = words && words === within(selection.focusNode) ? selection.toString().trim() : "";
}

function mark(button) {
  const part = button.closest("form");
  const status = part.querySelector("[data-mark-status]");
  const list = part.querySelector("[data-marked]");
  const isThere = [...part.querySelectorAll("[data-words]")].some((words) => words.textContent.includes(selected));
  const known = [...list.querySelectorAll("input")].find((box) => box.value === selected);
  if (!selected || !isThere) {
    status.textContent = button.dataset.nothing;
    return;
  }
  if (known) known.checked = true;
  else {
    const one = part.querySelector("[data-marked-one]").content.cloneNode(true);
    one.querySelector("input").value = selected;
    one.querySelector("q").textContent = selected;
    list.append(one);
  }
  status.textContent = button.dataset.said;
  selected = "";
  document.getSelection().removeAllRanges();
}

function find(box) {
  const wanted = box.value.trim().toLowerCase();
  document.querySelectorAll("[data-code-name]").forEach((code) => { code.hidden = !code.dataset.codeName.includes(wanted); });
  document.querySelectorAll("[data-code-family]").forEach((family) => {
    family.hidden = !family.querySelector("[data-code-name]:not([hidden])");
  });
}

function take(event) {
  const box = event.target.closest("[data-code-search] input");
  if (!box || !["Enter", "Escape"].includes(event.key)) return;
  event.preventDefault();
  if (event.key === "Enter" && box.value.trim()) document.querySelector("[data-code-name]:not([hidden]) input")?.click();
  box.value = "";
  find(box);
  box.blur();
}

function improve(part) {
  part.querySelectorAll("[data-mark], [data-code-search]").forEach((one) => { one.hidden = false; });
  selected = "";
}

document.addEventListener("selectionchange", noteSelection);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mark]");
  if (button) mark(button);
});
document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-code-search] input");
  if (box) find(box);
});
document.addEventListener("keydown", take);
document.addEventListener("htmx:afterSettle", (event) => improve(event.target));
improve(document);
