"""Every page of the site in every state that tests know of, and what is said there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.access import READING, WRITING
from tests.hostile import FORMS
from tests.test_access import fill

PageState = tuple[str, str]
HOME = "/workshops/community/"
# Pages in states that no address alone leads to: who, and where.
STATES = (
    ("participant", f"{HOME}ideas/?q=zebra"),
    ("participant", f"{HOME}ideas/?sort=new"),
    ("participant", f"{HOME}ideas/?sort=discussed&theme=1"),
    ("participant", f"{HOME}poll/?change=1"),
    ("author", f"{HOME}ideas/<own>/?sent=1"),
    ("visitor", f"{HOME}ideas/new/?back=1"),
    ("outsider", f"{HOME}membership/?code=SEAGULL"),
    ("outsider", "/accounts/2fa/"),
    ("participant", "/accounts/logout/"),
    ("visitor", "/nothing-here/"),
    *(
        ("participant", f"/workshops/{slug}-here/{page}")
        for slug in ("announced", "closed", "published", "practice")
        for page in (
            "",
            "membership/",
            "ideas/",
            "ideas/new/",
            "boards/",
            "boards/top/",
            "mine/",
            "votes/",
            "poll/",
        )
    ),
)


@dataclass(frozen=True)
class Cast:
    """Who looks, each with a browser, and what stands in the place of the names in addresses."""

    browsers: dict[str, Client]
    places: dict[str, str]

    def browser(self, role: str) -> Client:
        """Return the browser of this role; a visitor has a new one each time."""
        return self.browsers[role] if role in self.browsers else Client()


def _sight(name: str, answer: Any) -> Iterator[PageState]:
    if answer.streaming:
        # Reading a file to its end closes it, and not the connection to the database.
        list(answer.streaming_content)
    elif answer.headers.get("Content-Type", "").startswith("text/html"):
        yield name, answer.content.decode()


def read_everything(cast: Cast) -> Iterator[PageState]:
    """Yield name and HTML of every address that can be read, as each role sees it: the name begins with it.

    Who is led elsewhere reads nothing. A refusal is the same for all who are signed in.
    """
    for address, statuses in READING.items():
        roles = {
            (statuses[role], role if statuses[role] < 300 else role == "visitor"): role
            for role in ("visitor", *cast.browsers)
            if not 300 <= statuses[role] < 400
        }
        for role in roles.values():
            yield from _sight(f"{role}: {address}", cast.browser(role).get(fill(address, cast.places)))


def read_states(cast: Cast) -> Iterator[PageState]:
    """Yield name and HTML of pages in the states that an address alone does not lead to."""
    for role, address in STATES:
        yield from _sight(f"{role}: {address}", cast.browser(role).get(fill(address, cast.places)))


def send_everything(cast: Cast, wrong: str) -> Iterator[PageState]:
    """Yield name and HTML of what every form answers to this value in all its fields."""
    for address in {**WRITING, **FORMS}:
        for role in ("visitor", "author", "administrator"):
            sent = dict.fromkeys(FORMS.get(address, {}), wrong)
            answer = cast.browser(role).post(fill(address, cast.places), sent)
            yield from _sight(f"{role}: {address} ← {wrong[:9]!r}", answer)


def read_admin(cast: Cast) -> Iterator[PageState]:
    """Yield name and HTML of every page of the admin: lists, adding, and one entry of each kind."""
    browser = cast.browser("administrator")
    yield from _sight("admin", browser.get(reverse("admin:index")))
    for kind in admin.site._registry:
        base = f"admin:{kind._meta.app_label}_{kind._meta.model_name}"
        one = kind._default_manager.first()
        for page, arguments in (("changelist", []), ("add", []), ("change", [one.pk] if one else None)):
            if arguments is not None:
                yield from _visit_admin(browser, f"{base}_{page}", arguments)


def _visit_admin(browser: Client, name: str, arguments: list[Any]) -> Iterator[PageState]:
    try:
        address = reverse(name, args=arguments)
    except NoReverseMatch:
        return
    yield from _sight(name, browser.get(address))
    if not name.endswith("changelist"):
        yield from _sight(f"{name} with errors", browser.post(address, {}))
