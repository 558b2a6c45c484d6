"""What axe cannot see: each function returns in words what is wrong with the page as it stands now."""

from playwright.sync_api import Page, ViewportSize

from tests.browser.chromium import HEIGHTS, PHONE

# Attributes that name other elements by their id.
DANGLING = """() => {
  const names = ["aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "aria-activedescendant",
    "aria-errormessage", "aria-details", "headers", "for", "list", "form"];
  const ofNames = names.flatMap((name) => [...document.querySelectorAll(`[${name}]`)]
    .flatMap((one) => one.getAttribute(name).trim().split(/\\s+/).filter(Boolean).map((id) => [name, id])));
  const links = [...document.querySelectorAll("a[href^='#']")].map((link) => ["href", link.hash.slice(1)]);
  return [...ofNames, ...links].filter(([, id]) => id && !document.getElementById(decodeURIComponent(id)))
    .map(([name, id]) => `${name} names ${id}, which is nowhere`);
}"""

# WCAG 2.5.8 without the exception for spacing; links within sentences may be as small as their words.
SMALL = """() => {
  const links = "nav a, .paginator a, .footer a";
  const wanted = `${links}, button, summary, [type=submit], [type=button], [role=switch]`;
  const isInSentence = (one) => getComputedStyle(one).display === "inline" && one.closest("p") !== null;
  return [...document.querySelectorAll(wanted)].filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    const isSeen = one.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1;
    return isSeen && Math.min(width, height) < 23.9 && !isInSentence(one);
  }).map((one) => `too small to touch: ${one.outerHTML.slice(0, 120)}`);
}"""

# 2.4.7 and 2.4.11: each stop looks different with the focus, and is not hidden under what sticks.
STOPS = """(within) => {
  const boxes = "input:not([type=hidden]), select, textarea";
  const wanted = `a[href], button, ${boxes}, summary, [tabindex], audio, video`;
  const look = (one) => {
    const seen = one.closest("label, .nhsuk-radios__item, .nhsuk-checkboxes__item") ?? one;
    return [seen, ...seen.querySelectorAll("*")]
      .flatMap((each) => [getComputedStyle(each), getComputedStyle(each, "::before")])
      .map((style) => [style.outlineStyle, style.outlineWidth, style.boxShadow, style.backgroundColor,
        style.borderColor].join()).join();
  };
  const sticks = (one) => {
    for (let each = one; each; each = each.parentElement)
      if (["sticky", "fixed"].includes(getComputedStyle(each).position)) return each;
    return null;
  };
  const isCovered = (one) => {
    const box = one.getBoundingClientRect();
    const steps = [0.1, 0.3, 0.5, 0.7, 0.9];
    const places = steps.flatMap((x) => steps.map((y) => [x, y]));
    // Of a box that is taller than the window no more than its first or last line may be in it.
    const edge = Math.min(12, box.height / 2), middle = box.left + box.width / 2;
    const points = places.map(([x, y]) => [box.left + x * box.width, box.top + y * box.height]);
    points.push([middle, box.top + edge], [middle, box.bottom - edge]);
    return points.every(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      if (!top) return true;
      const over = sticks(top);
      return over !== null && !over.contains(one) && !one.contains(top);
    });
  };
  const faults = [];
  for (const one of document.querySelector(within).querySelectorAll(wanted)) {
    const isThere = one.checkVisibility({ visibilityProperty: true }) && one.localName !== "main";
    if (one.disabled || !isThere) continue;
    document.activeElement?.blur();
    const plain = look(one);
    one.focus();
    if (document.activeElement !== one) continue;
    const name = one.outerHTML.slice(0, 120);
    const isShown = look(one) !== plain || ["audio", "video"].includes(one.localName);
    if (!isShown) faults.push(`focus is not seen: ${name}`);
    if (isCovered(one)) faults.push(`focus is covered: ${name}`);
  }
  document.activeElement?.blur();
  window.scrollTo(0, 0);
  return faults;
}"""

# By how many pixels the page is wider than its window with text of each size, and what sticks out of it then.
WIDE = """(texts) => texts.map((text) => {
  const { style } = document.documentElement;
  style.fontSize = `${text}%`;
  const excess = document.documentElement.scrollWidth - window.innerWidth;
  const edge = window.innerWidth + 0.5;
  const sticksOut = (one) => one.getBoundingClientRect().right > edge && one.checkVisibility();
  const wide = excess > 0 ? [...document.querySelectorAll("body *")].filter(sticksOut) : [];
  const names = wide.map((one) => `it sticks out: ${one.outerHTML.slice(0, 120)}`);
  style.fontSize = "";
  return [text, excess, names];
})"""

# Each kind of state once: what it is like, and how to show its other side.
STATES = """() => {
  const attributes = "[aria-pressed], [aria-checked], [aria-selected], a[aria-current]";
  const kinds = new Map();
  document.querySelectorAll("[data-kind]").forEach((one) => { delete one.dataset.kind; });
  for (const one of document.querySelectorAll(`${attributes}, [type=radio], [type=checkbox]`)) {
    const name = NAMES.find((each) => one.hasAttribute(each));
    const { width, height } = one.getBoundingClientRect();
    const kind = [name ?? one.type, one.localName, one.className, one.parentElement.className].join(" ");
    if (width && height && one.checkVisibility() && !kinds.has(kind)) kinds.set(kind, one);
  }
  [...kinds.values()].forEach((one, place) => { one.dataset.kind = place; });
  return [...kinds.keys()];
}"""
FLIP = """(one) => {
  const name = NAMES.find((each) => one.hasAttribute(each));
  if (!name) one.checked = !one.checked;
  else if (name === "aria-current") one.removeAttribute(name);
  else one.setAttribute(name, one.getAttribute(name) === "true" ? "false" : "true");
}"""


# What says that something is on.
NAMES = '["aria-pressed", "aria-checked", "aria-selected", "aria-current"]'
STATES, FLIP = STATES.replace("NAMES", NAMES), FLIP.replace("NAMES", NAMES)


def find_small(page: Page) -> list[str]:
    """Return what is smaller than 24 by 24 pixels and is to be touched."""
    return [str(one) for one in page.evaluate(SMALL)]


def find_lost_stops(page: Page, within: str = "body") -> list[str]:
    """Return each stop of the tabulator whose focus one does not see, or which lies under something."""
    return [str(one) for one in page.evaluate(STOPS, within)]


def find_own(page: Page) -> list[str]:
    """Return what these two find, and what names nothing; all is asked at once, since each question costs."""
    questions = f"...({DANGLING})(), ...({SMALL})(), ...({STOPS})('body')"
    return [str(one) for one in page.evaluate(f"() => [{questions}]")]


def find_wide(page: Page, width: int = PHONE, texts: tuple[int, ...] = (200,)) -> list[str]:
    """Return what sticks out where the page scrolls sideways at this width, with texts of these per cent."""
    size = ViewportSize(width=width, height=HEIGHTS[width])
    if page.viewport_size != size:
        page.set_viewport_size(size)
    faults = []
    for text, excess, names in page.evaluate(WIDE, texts):
        if excess > 0:
            faults += [f"{excess} pixels wider than {width} with text of {text} %", *map(str, names[:1])]
    return faults


def find_equal_states(page: Page) -> list[str]:
    """Return each kind of switch, choice or mark that looks the same on and off, as the page is shown now."""
    faults = []
    for place, kind in enumerate(page.evaluate(STATES)):
        one = page.locator(f"[data-kind='{place}']")
        around = one.locator("xpath=..")
        before = around.screenshot()
        one.evaluate(FLIP)
        if around.screenshot() == before:
            faults.append(f"looks the same on and off: {kind}")
        one.evaluate(FLIP) if "aria-current" not in kind else None
    return faults
