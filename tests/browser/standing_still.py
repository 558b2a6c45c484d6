"""Where something stands on a page while a status line beside it is emptied and filled, to be heard."""

from playwright.sync_api import Page

# At each change of the page: whether the line says something, and where on the page the other thing is.
FOLLOW = """([button, line]) => {
  window.seen = [];
  new MutationObserver(() => {
    const box = document.querySelector(button)?.getBoundingClientRect();
    const told = document.querySelector(line)?.textContent.trim() !== "";
    if (box) window.seen.push([told, box.x + scrollX, box.y + scrollY]);
  }).observe(document.body, { childList: true, subtree: true });
}"""


def follow(page: Page, button: str, line: str) -> None:
    """Note from now on where the button is, and whether the line is empty then; both are selectors."""
    page.evaluate(FOLLOW, [button, line])


def stood_still(page: Page) -> bool:
    """Return whether the button was at one place only; fails where the line was not both empty and filled."""
    seen = page.evaluate("window.seen")
    assert {told for told, _x, _y in seen} == {False, True}
    return len({(x, y) for _told, x, y in seen}) == 1
