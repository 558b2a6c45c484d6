"""A real browser against a real server. One Chromium serves all the tests of a worker."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import HEIGHTS, PHONE, run_chromium
from tests.browser.fixtures import Fixtures, make_fixtures
from tests.browser.proof import Proof
from tests.browser.seeing import AXE
from tests.browser.watching import Watch
from tests.cast import Person
from workshops.models import Workshop

# Waiting is for something to happen: it costs nothing where that is soon, and a busy machine gets its time.
PATIENCE_MS = 60_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what axe has found, where `make prove-accessibility` has let it look."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    proof = Proof.gather(reports)
    if proof.page_states:
        terminalreporter.section("accessibility")
        for line in proof.lines():
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Run Chromium. Playwright keeps an event loop in this thread, which Django must not mind."""
    with pytest.MonkeyPatch.context() as patch, run_chromium() as browser:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        expect.set_options(timeout=PATIENCE_MS)
        yield browser


@dataclass
class Windows:
    """Opens browser windows on our site, and knows what must not happen in any of them."""

    chromium: Browser
    address: str
    watch: Watch
    opened: list[BrowserContext] = field(default_factory=list)
    seat: Page | None = None

    def open(self, person: Person | None = None, width: int = PHONE, **options: Any) -> Page:
        """Return an empty page in a new window in which this person, or nobody, is signed in.

        It takes no service worker unless it is opened with `service_workers="allow"`.
        """
        options.setdefault("service_workers", "block")
        size = ViewportSize(width=width, height=HEIGHTS[width])
        context = self.chromium.new_context(
            base_url=self.address, viewport=size, reduced_motion="reduce", **options
        )
        self.opened.append(context)
        context.set_default_timeout(PATIENCE_MS)
        self.watch.follow(context)
        self._sign_in(context, person)
        return context.new_page()

    def sit_down(self, person: Person | None = None) -> Page:
        """Return the one page that is used again, in which now this person, or nobody, is signed in.

        What was loaded once is not asked for again, and no new window is made ready. Nothing else is left in
        it of what was done before.
        """
        if self.seat is None:
            self.seat = self.open()
            self.seat.context.add_init_script(path=AXE)
        self.seat.context.clear_cookies()
        self.seat.unroute_all()
        if self.seat.url.startswith(self.address):
            self.seat.evaluate("sessionStorage.clear(); localStorage.clear();")
        self._sign_in(self.seat.context, person)
        return self.seat

    def _sign_in(self, context: BrowserContext, person: Person | None) -> None:
        if person:
            name = settings.SESSION_COOKIE_NAME
            value = person.client.cookies[name].value
            context.add_cookies([{"name": name, "value": value, "url": self.address}])


@pytest.fixture
def windows(chromium: Browser, live_server: LiveServer) -> Iterator[Windows]:
    """Return what opens windows; afterwards nothing untoward must have happened in any of them."""
    address = str(live_server.url)
    opener = Windows(chromium, address, Watch(address))
    yield opener
    for context in opener.opened:
        context.close()
    assert opener.watch.troubles == []


@pytest.fixture
def mail_dir(settings: LazySettings, tmp_path: Path) -> Path:
    """Let e-mail be written as files, as local mode does."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


@pytest.fixture
def fixtures(
    windows: Windows,
    workshop: Workshop,
    other_workshop: Workshop,
    request: pytest.FixtureRequest,
) -> Fixtures:
    """Return the set-up in which every page has something to show."""
    names = ("outsider", "participant", "moderator", "organiser", "administrator")
    return make_fixtures(workshop, other_workshop, {name: request.getfixturevalue(name) for name in names})
