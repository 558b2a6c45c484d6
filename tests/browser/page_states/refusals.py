"""The pages that say no."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from playwright.sync_api import Page

from ideas_platform.site import site
from tests.browser.page_states.page_state import PageState, post, wrong
from tests.browser.steps import Deed

FULL = "/workshops/community/"
NOWHERE = "/nothing-here/"


def fail(name: str) -> Deed:
    """Return the deed of meeting a page that is shown when all else fails."""

    def act(page: Page) -> None:
        body = render_to_string(name, site(HttpRequest()))
        page.route(f"**{NOWHERE}?again", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.goto(f"{NOWHERE}?again")

    return act


PAGE_STATES: tuple[PageState, ...] = (
    wrong("400: not understood", NOWHERE, act=fail("400.html")),
    wrong("403: not allowed", f"{FULL}ideas/<idea>/edit/", "participant"),
    wrong("403: page too old", NOWHERE, act=fail("403_csrf.html")),
    wrong("403: not staff", "/admin/login/", "participant"),
    wrong("404: nothing there", NOWHERE),
    wrong("405: not like this", f"{FULL}ideas/<idea>/vote/", "participant"),
    wrong("409: not now", f"{FULL}notice/", "participant"),
    wrong("404: the design group looks at it", f"{FULL}ideas/<reported>/", "participant"),
    wrong("410: not shown any more", f"{FULL}ideas/<gone>/", "participant"),
    wrong("413: too much", NOWHERE, act=fail("413.html")),
    wrong("413: too large a file", NOWHERE, act=fail("too_large.html")),
    wrong(
        "422: no such vote",
        f"{FULL}ideas/<idea>/",
        "participant",
        post("vote/", value="sideways"),
    ),
    wrong("429: a lot at once", "/workshops/<announced>/notice/", "", post(email="busy@trust.example")),
    wrong("500: our fault", NOWHERE, act=fail("500.html")),
    wrong("503: soon back", NOWHERE, act=fail("503.html")),
)
