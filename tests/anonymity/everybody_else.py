"""What everybody else is answered, byte by byte: more than any guess from it could use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ideas.models import Idea
from tests.cast import Person
from tests.pages import Page

DESK = "/admin/desk/community/"
COMMUNITY = "/workshops/community/"
# What changes with each answer, whoever asks.
VARYING = re.compile(r'csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": *"\w+"|nonce-[\w+/=-]+')


def read_all(person: Person, idea: Idea, more: Sequence[str] = ()) -> dict[str, str]:
    """Return what this person is answered at every address that could tell of something about the idea."""
    desk = ["", "review/", f"review/{idea.ref}/", "several/", "record/", "record/download/", "reasons/"]
    pages = ["", "ideas/", f"ideas/{idea.ref}/", "mine/", "boards/", "moderation/", "poll/", "membership/"]
    places = [DESK + page for page in desk] + [COMMUNITY + page for page in pages]
    return {place: _read(person.client.get(place)) for place in [*places, "/admin/", *more]}


def _read(page: Page) -> str:
    content = page.getvalue().decode() if page.streaming else page.content.decode()
    return f"{page.status_code} {VARYING.sub('', content)}"
