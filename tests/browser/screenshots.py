"""Takes a picture of each page of the demo, on a phone and on a desk, in the light and in the dark.

`make screenshots` starts a demo site of its own and ends it. With SITE and DATA_DIR it uses one that runs.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from ideas_platform.local.paths import Paths, locate
from tests.browser.chromium import DESK, HEIGHTS, PHONE, run_chromium
from tests.browser.steps import Deed, ask_for_code, be_refused, like, send, stay, write
from tests.local.running import BASE_DIR, answers, free_port, manage, run_up, seconds_until
from tests.services import make_data_dir

OUT = BASE_DIR / "out" / "screenshots"
WORKSHOP = "/workshops/community-services/"
RESULT = "/workshops/our-declaration/"
DECLARATION = f"{RESULT}declaration/"
STAFF_DESK = WORKSHOP.replace("/workshops/", "/admin/desk/")
NOBODY, NEWCOMER, AUTHOR, GROUP, STRANGER = "", "nurse", "carer", "design", "somebody-new"
DARK = {
    "declaration",
    "home",
    "workshop",
    "idea",
    "board",
    "poll-answered",
    "write",
    "queue",
    "style",
    "next",
}


@dataclass(frozen=True)
class Shot:
    """One picture: what to call it, who looks at which address, and what they do there first."""

    name: str
    address: str
    who: str = NOBODY
    act: Deed = field(default=stay)


def follow_first(selector: str) -> Deed:
    """Return the deed of following the first link that fits."""

    def act(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state()

    return act


def open_and_like(page: Page) -> None:
    """Open the first idea of the list and like it."""
    follow_first(".card__title a")(page)
    like(page)


def open_and_send_no_comment(page: Page) -> None:
    """Open the first idea of the list and send an empty comment."""
    follow_first(".card__title a")(page)
    be_refused("Send my comment")(page)


def open_and_report(page: Page) -> None:
    """Open the first idea of the list and begin to report it."""
    follow_first(".card__title a")(page)
    page.get_by_role("link", name="Report this idea").click()
    page.wait_for_load_state()


SHOTS = (
    Shot("home", "/"),
    Shot("workshop-visitor", WORKSHOP),
    Shot("sign-in", "/accounts/"),
    Shot("sign-in-error", "/accounts/", act=be_refused("Send me a code")),
    Shot("sign-in-code", "/accounts/", act=ask_for_code),
    Shot("join", f"{WORKSHOP}membership/", STRANGER),
    Shot("membership", f"{WORKSHOP}membership/", NEWCOMER),
    Shot("home-member", "/", NEWCOMER),
    Shot("workshop", WORKSHOP, NEWCOMER),
    Shot("poll", f"{WORKSHOP}poll/", NEWCOMER),
    Shot("poll-error", f"{WORKSHOP}poll/", NEWCOMER, be_refused("Send my answer")),
    Shot("poll-answered", f"{WORKSHOP}poll/", AUTHOR),
    Shot("poll-change", f"{WORKSHOP}poll/?change=1", AUTHOR),
    Shot("ideas", f"{WORKSHOP}ideas/", AUTHOR),
    Shot("ideas-none", f"{WORKSHOP}ideas/?q=zebra", NEWCOMER),
    Shot("idea", f"{WORKSHOP}ideas/?sort=new", NEWCOMER, follow_first(".card__title a")),
    Shot("idea-voted", f"{WORKSHOP}ideas/?sort=new", AUTHOR, open_and_like),
    Shot("write", f"{WORKSHOP}ideas/new/", NEWCOMER),
    Shot("write-error", f"{WORKSHOP}ideas/new/", NEWCOMER, be_refused("Check your idea")),
    Shot("check", f"{WORKSHOP}ideas/new/", NEWCOMER, write),
    Shot("sent", f"{WORKSHOP}ideas/new/", NEWCOMER, send),
    Shot("mine", f"{WORKSHOP}mine/", AUTHOR),
    Shot("my-votes", f"{WORKSHOP}votes/", AUTHOR),
    Shot("next", f"{WORKSHOP}next/", NEWCOMER),
    Shot("comment-error", f"{WORKSHOP}ideas/?sort=discussed", AUTHOR, open_and_send_no_comment),
    Shot("report", f"{WORKSHOP}ideas/?sort=discussed", NEWCOMER, open_and_report),
    Shot("boards", f"{WORKSHOP}boards/", AUTHOR),
    Shot("board", f"{WORKSHOP}boards/top/", AUTHOR),
    Shot("board-gate", f"{WORKSHOP}boards/top/", NEWCOMER),
    Shot("anonymity", "/how-anonymity-works/"),
    Shot("privacy", "/privacy/"),
    Shot("accessibility", "/accessibility/"),
    Shot("moderation-policy", "/moderation-policy/"),
    Shot("style", "/style/"),
    Shot("second-factor", "/accounts/2fa/", GROUP),
    Shot("sign-out", "/accounts/logout/", NEWCOMER),
    Shot("not-found", "/nothing-here/"),
    Shot("not-now", f"{WORKSHOP}notice/", NEWCOMER),
    Shot("admin", "/admin/", GROUP),
    Shot("tables", "/admin/tables/", GROUP),
    Shot("table-all", "/admin/ideas/idea/?state=all", GROUP),
    Shot("desk", STAFF_DESK, GROUP),
    Shot("desk-review", f"{STAFF_DESK}review/", GROUP),
    Shot("desk-several", f"{STAFF_DESK}several/", GROUP),
    Shot("desk-record", f"{STAFF_DESK}record/", GROUP),
    Shot("desk-reasons", f"{STAFF_DESK}reasons/", GROUP),
    Shot("ledger", f"{WORKSHOP}moderation/"),
    Shot("published", RESULT),
    Shot("declaration", DECLARATION),
    Shot("statement", DECLARATION, act=follow_first(".statement__way a")),
    Shot("changes", f"{DECLARATION}2/changes/"),
    Shot("not-used", f"{DECLARATION}2/not-used/"),
    Shot("mine-with-verdicts", f"{RESULT}mine/", AUTHOR),
)


@dataclass(frozen=True)
class Site:
    """A demo site that runs."""

    address: str
    paths: Paths

    @cache  # noqa: B019 - one site for each run of this program
    def cookie_of(self, who: str) -> dict[str, Any]:
        """Return the cookie with which this person is signed in."""
        done = manage(self.paths, "sign_in", f"{who}@demo.example")
        if done.returncode:
            raise RuntimeError(done.stderr)
        name, _, value = done.stdout.strip().partition("=")
        return {"name": name, "value": value, "url": self.address}


@contextmanager
def run_demo() -> Iterator[Site]:
    """Run a demo site until the block ends; one that runs already is named by SITE and DATA_DIR."""
    if address := os.environ.get("SITE"):
        yield Site(address, locate(Path(os.environ["DATA_DIR"])))
        return
    with ExitStack() as stack:
        paths, port = make_data_dir(stack), free_port()
        stack.enter_context(run_up(paths, port, "--demo"))
        seconds_until(lambda: answers(port, WORKSHOP), 120)
        yield Site(f"http://127.0.0.1:{port}", paths)


def open_context(browser: Browser, site: Site, shot: Shot, width: int, scheme: str) -> BrowserContext:
    """Return a new browser of this width and scheme in which the person of the picture is signed in."""
    size = {"width": width, "height": HEIGHTS[width]}
    options: dict[str, Any] = {"viewport": size, "color_scheme": scheme, "reduced_motion": "reduce"}
    context = browser.new_context(base_url=site.address, **options)
    if shot.who:
        context.add_cookies([site.cookie_of(shot.who)])  # type: ignore[list-item]
    return context


def take(browser: Browser, site: Site, shot: Shot, width: int, scheme: str = "light") -> None:
    """Take one picture, of the whole page."""
    context = open_context(browser, site, shot, width, scheme)
    page = context.new_page()
    page.goto(shot.address)
    shot.act(page)
    page.wait_for_load_state()
    dark = "-dark" if scheme == "dark" else ""
    page.screenshot(path=OUT / f"{shot.name}-{width}{dark}.png", full_page=True)
    context.close()


def main(names: list[str]) -> None:
    """Take the pictures with these names, or all."""
    with run_demo() as site, run_chromium() as browser:
        for shot in SHOTS:
            if names and shot.name not in names:
                continue
            for width in (PHONE, DESK):
                take(browser, site, shot, width)
                if shot.name in DARK:
                    take(browser, site, shot, width, "dark")
    sys.stdout.write(f"Pictures: {OUT}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
