"""What assistive technology is told of a page, and what axe finds wrong with it."""

from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import CDPSession, Page

from tests.local.running import BASE_DIR, seconds_until

AXE = BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

# While nobody holds a page's accessibility tree, Chromium makes it anew for each question.
_HELD: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()

# Of the rules that want something loaded first, ours is that of sounds: style sheets are for an experiment.
# Only what is wrong is sent back: all that axe says of a page takes long to hand on.
LOOK = """async (tags) => {
  if (!("axe" in window)) return null;
  const options = { runOnly: tags, resultTypes: ["violations"], preload: { assets: ["media"] } };
  const found = await axe.run(document, options);
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes[0].html}`);
}"""


def find_violations(page: Page) -> list[str]:
    """Return each broken rule of WCAG 2.2 AA and good practice with the first place where it is broken."""
    found = page.evaluate(LOOK, RULES)
    if found is None:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(LOOK, RULES)
    return [str(one) for one in found]


def hold_tree(page: Page) -> CDPSession:
    """Return what asks this page for its accessibility tree, which is kept up to date from now on."""
    if page not in _HELD:
        _HELD[page] = page.context.new_cdp_session(page)
        _HELD[page].send("Accessibility.enable")
    return _HELD[page]


def read_tree(page: Page) -> list[dict[str, Any]]:
    """Return the accessibility tree that Chromium gives to screen readers, without what it ignores."""
    nodes = hold_tree(page).send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node.get("ignored")]


def read_role(page: Page, role: str) -> list[dict[str, Any]]:
    """Return name, text and properties of every node with this role."""
    nodes = read_tree(page)
    by_key = {node["nodeId"]: node for node in nodes}
    return [describe(node, by_key) for node in nodes if node["role"]["value"] == role]


def describe(node: dict[str, Any], by_key: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return one node in plain values; `text` is all that is read out inside it."""
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
    return {"name": node["name"]["value"], "text": read_inside(node, by_key), **properties}


def read_inside(node: dict[str, Any], by_key: dict[str, dict[str, Any]]) -> str:
    """Return the texts below this node, one after the other."""
    children = [by_key[key] for key in node.get("childIds", []) if key in by_key]
    if node["role"]["value"] == "StaticText":
        return str(node["name"]["value"]).strip()
    return " ".join(filter(None, (read_inside(child, by_key) for child in children)))


def focused(page: Page) -> str:
    """Return role and name of what the keyboard acts on, as a screen reader says them."""
    session = hold_tree(page)
    here = session.send("Runtime.evaluate", {"expression": "document.activeElement ?? document.body"})
    asked = {"objectId": here["result"]["objectId"], "fetchRelatives": False}
    [node] = session.send("Accessibility.getPartialAXTree", asked)["nodes"]
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
    if node.get("ignored") or not properties.get("focused"):
        return ""
    return f"{node['role']['value']} {node['name']['value']}"


def wait_for_focus(page: Page, wanted: str) -> None:
    """Wait until the keyboard acts on this role and name; fails where it never does."""
    try:
        seconds_until(lambda: focused(page) == wanted, 60)
    except AssertionError:
        assert focused(page) == wanted


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


# From the top of the page to where its content begins, with everything folded that opens.
CHROME = """() => {
  document.querySelectorAll(".banner details, .strip details").forEach((each) => { each.open = false; });
  const main = document.querySelector("main.main");
  return main ? Math.round(main.getBoundingClientRect().top + window.scrollY) : 0;
}"""
# The lines of a text that lie whole between the top of the window and the top of a bar at its foot.
LINES = """([text, bar]) => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(text));
  const end = document.querySelector(bar).getBoundingClientRect().top;
  const isShown = (line) => line.height && line.top >= 0 && line.bottom <= end;
  const shown = [...range.getClientRects()].filter(isShown);
  return new Set(shown.map((line) => Math.round(line.bottom))).size;
}"""


def measure_chrome(page: Page) -> int:
    """Return the height in pixels of all that stands above a page's own content; 0 for pages of the admin."""
    return int(page.evaluate(CHROME))


def count_lines(page: Page, text: str, bar: str) -> int:
    """Return how many lines of a text can be read above a bar, without scrolling; both are selectors."""
    return int(page.evaluate(LINES, [text, bar]))
