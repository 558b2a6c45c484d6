"""Going through the steps of the set-up as an organiser does."""

from __future__ import annotations

import re
from typing import Any

from tests.cast import Person, make_workshop
from workshops.models import Workshop
from workshops.phases import Phase

COMPLETE = {
    "purpose": {
        "title": "Care at home", "summary": "What should it be like?", "brief": "Plain words.",
        "contact_name": "Sam", "contact_email": "sam@trust.example",
        "safeguarding": "Ring 020 7946 0120.", "safeguarding_email": "safe@trust.example",
    },
    "dates": {
        "opens_at_0": "2099-01-05", "opens_at_1": "09:00", "ideas_until_0": "", "ideas_until_1": "",
        "closes_at_0": "2099-02-05", "closes_at_1": "17:00", "shred_on": "",
    },
    "joining": {"allowed_domains": "trust.example"},
}  # fmt: skip


def make_begun(**fields: Any) -> Workshop:
    """Return a workshop of which nothing but the title is there."""
    dates = dict.fromkeys(("announced_at", "opens_at", "ideas_until", "closes_at"))
    usual: dict[str, Any] = {"slug": "begun", "summary": "", "allowed_domains": [], **dates}
    return make_workshop(Phase.DRAFT, **{**usual, **fields})


def at(step: str = "") -> str:
    """Return the address of a step of this workshop."""
    return f"/admin/desk/begun/set-up/{step}"


def save(person: Person, step: str, **sent: Any) -> Any:
    """Open a step, send this with what was seen; return the answer."""
    seen = person.client.get(at(f"{step}/")).context["seen"]
    return person.client.post(at(f"{step}/"), {"seen": seen, **sent})


def complete(person: Person) -> None:
    """Write everything that the workshop needs."""
    for step, sent in COMPLETE.items():
        assert save(person, step, slug="begun", **sent).status_code == 303
    person.client.post(at("themes/"), {"title": "Teams"})
    person.client.post(at("people/"), {"role": "design_group", "addresses": "expert@trust.example"})


def confirm(person: Person, deed: str, **sent: str) -> str:
    """Read what a button does and do it, where it may be done; return the page that was read."""
    page = person.client.get(at(f"{deed}/"), sent).content.decode()
    if seal := re.search(r'name="seal" value="(\w+)"', page):
        assert person.client.post(at(f"{deed}/"), {**sent, "seal": seal[1]}).status_code == 303
    return page
