"""What a page state is: one page in one state, as one person comes to it."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from playwright.sync_api import Page

from tests.browser.steps import Deed, stay

# A form of our own, sent from the page that is open: for what no button of a page would send.
SEND = """([address, values]) => {
  const form = document.createElement("form");
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  form.method = "post";
  form.action = address;
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token, ...values })) {
    const box = document.createElement("input");
    [box.type, box.name, box.value] = ["hidden", name, value];
    form.append(box);
  }
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
}"""


class State(StrEnum):
    """What there is to see."""

    FULL = "full"
    EMPTY = "empty"
    ERROR = "error"


@dataclass(frozen=True)
class PageState:
    """One page in one state. `<name>` in an address stands for what the set-up has under this name."""

    name: str
    address: str
    who: str = ""
    act: Deed = field(default=stay)
    state: State = State.FULL
    # Where the deed leads, if that is another address.
    ends_at: str = ""

    def fill(self, places: dict[str, str]) -> str:
        """Return the address with everything that the set-up has in its place."""
        return re.sub(r"<(\w+)>", lambda found: places[found[1]], self.address)


def empty(name: str, address: str, who: str = "", act: Deed = stay) -> PageState:
    """Return the page_state of a page on which there is nothing yet."""
    return PageState(name, address, who, act, State.EMPTY)


def wrong(name: str, address: str, who: str = "", act: Deed = stay, ends_at: str = "") -> PageState:
    """Return the page_state of a page that says what is wrong."""
    return PageState(name, address, who, act, State.ERROR, ends_at)


def post(ending: str = "", **values: str) -> Deed:
    """Return the deed of sending these values, to an address below that of the page."""

    def act(page: Page) -> None:
        with page.expect_navigation():
            page.evaluate(SEND, [ending, values])

    return act
