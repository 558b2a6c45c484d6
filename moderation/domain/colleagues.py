"""By which name the staff of a workshop mention each other: what stands before the "@" of their address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moderation.domain.theme_assignments import list_people
from workshops.models import Membership

# An "@" within an address of e-mail mentions nobody.
_MENTION = re.compile(r"(?<![\w.+-])@([\w.+'-]+(?:@[\w.-]+)?)")


@dataclass(frozen=True)
class Colleague:
    """Somebody of the staff, and the name by which they are mentioned."""

    membership: Membership
    handle: str


def list_colleagues(actor: Membership) -> list[Colleague]:
    """Return the others of the actor's staff by name; one query. Where two have one name: the address."""
    people = list_people(actor.workshop)
    names = Counter(shorten(person) for person in people)
    colleagues = [
        Colleague(person, shorten(person) if names[shorten(person)] == 1 else read_address(person))
        for person in people
        if person.pk != actor.pk
    ]
    return sorted(colleagues, key=lambda colleague: colleague.handle)


def shorten(person: Membership) -> str:
    """Return what stands before the "@" of the person's address, "" for who has left."""
    return read_address(person).partition("@")[0]


def read_address(person: Membership) -> str:
    """Return the address of the person, "" for who has left."""
    return person.user.email.casefold() if person.user else ""


def find_mentioned(text: str, colleagues: Iterable[Colleague]) -> tuple[list[Membership], Sequence[str]]:
    """Return who is mentioned with "@" in a text, and the names in it that are nobody's."""
    known = {
        name: one.membership for one in colleagues for name in (one.handle, read_address(one.membership))
    }
    names = dict.fromkeys(found.rstrip(".'-").casefold() for found in _MENTION.findall(text))
    return [known[name] for name in names if name in known], [name for name in names if name not in known]
