// Suggests names while one types, after the combobox pattern of ARIA 1.2 (editable, with a list).
// The names are on the page: nothing of what is typed leaves it. Any other name may be typed too.

const MOST = 6;

function fold(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[\p{M}.'’]/gu, "").replace(/&/g, " and ")
    .split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

function fits(typed, words) {
  const initials = words.filter((word) => word !== "and").map((word) => word[0]).join("");
  return typed.every((piece) => words.some((word) => word.startsWith(piece))) || initials.startsWith(typed.join(""));
}

function find(names, text) {
  const typed = fold(text);
  return typed.length ? names.filter((name) => fits(typed, name.words)).slice(0, MOST) : [];
}

function build(tag, attributes, text = "") {
  const part = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => part.setAttribute(name, value));
  part.textContent = text;
  return part;
}

function say(line, number) {
  const { none, one, many } = line.dataset;
  return [none, one][number] ?? many.replace("%", number);
}

class Combobox {
  constructor(box, names) {
    this.box = box;
    this.names = names.map((name) => ({ name, words: fold(name) }));
    this.found = [];
    this.active = -1;
    this.list = build("ul", { id: `${box.id}-list`, role: "listbox", class: "suggestions", "aria-label": box.labels[0].textContent.trim() });
    this.status = document.getElementById(`${box.id}-suggestions`);
    this.list.hidden = true;
    box.after(this.list);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, autocomplete: "off" };
    Object.entries(roles).forEach(([name, value]) => box.setAttribute(name, value));
    box.addEventListener("input", () => this.suggest());
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose([...this.list.children].indexOf(event.target.closest("li"))));
  }

  suggest() {
    this.found = find(this.names, this.box.value);
    this.list.replaceChildren(...this.found.map(({ name }, place) =>
      build("li", { id: `${this.list.id}-${place}`, role: "option", "aria-selected": "false" }, name)));
    this.open(this.found.length > 0);
    this.announce();
  }

  // A pause in typing first: a reader is not interrupted at each letter.
  announce() {
    clearTimeout(this.timer);
    const words = this.box.value.trim() ? say(this.status, this.found.length) : "";
    this.timer = setTimeout(() => { this.status.textContent = words; }, 500);
  }

  open(is) {
    this.list.hidden = !is;
    this.box.setAttribute("aria-expanded", String(is));
    this.mark(-1);
  }

  close() {
    clearTimeout(this.timer);
    this.status.textContent = "";
    this.open(false);
  }

  mark(place) {
    this.active = place;
    [...this.list.children].forEach((item, each) => item.setAttribute("aria-selected", String(each === place)));
    const item = this.list.children[place];
    if (item) this.box.setAttribute("aria-activedescendant", item.id);
    else this.box.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  }

  move(step) {
    if (this.list.hidden) this.suggest();
    const number = this.found.length;
    if (number) this.mark(this.active < 0 ? (step > 0 ? 0 : number - 1) : (this.active + step + number) % number);
  }

  choose(place) {
    if (!this.found[place]) return;
    this.box.value = this.found[place].name;
    this.close();
  }

  press(event) {
    const isOpen = !this.list.hidden;
    const deeds = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      Enter: isOpen && this.active >= 0 && (() => this.choose(this.active)),
      Escape: isOpen && (() => this.close()),
    };
    if (!deeds[event.key] || event.isComposing) return;
    event.preventDefault();
    deeds[event.key]();
  }
}

document.querySelectorAll("[data-combobox]").forEach((box) => {
  const names = document.getElementById(box.dataset.combobox);
  if (names) new Combobox(box, JSON.parse(names.textContent));
});
