"""Going to a page in the state in which it is to be looked at."""

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.conftest import Windows
from tests.browser.scene import Scene
from tests.browser.sights import Sight, State

# The browser logs the status of an answer to htmx; that it is not 200 is what an error is shown for.
REFUSED = "422: "


def see(windows: Windows, scene: Scene, sight: Sight, **options: Any) -> Page:
    """Return the page, in the state in which it is to be looked at."""
    page = windows.open(scene.people[sight.who], **options)
    page.goto(sight.fill(scene.places))
    sight.act(page)
    page.wait_for_url(lambda address: is_at(address, sight, scene))
    if sight.state == State.ERROR:
        windows.watch.troubles[:] = [each for each in windows.watch.troubles if not each.startswith(REFUSED)]
    return page


def is_at(address: str, sight: Sight, scene: Scene) -> bool:
    """Return whether the page is the one that was meant: a page one was sent to instead proves nothing."""
    here = urlsplit(address).path
    wanted = (sight.ends_at or sight.fill(scene.places)).partition("?")[0]
    return re.fullmatch(re.sub(r"<\w+>", "[^/]+", wanted), here) is not None
