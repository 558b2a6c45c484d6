"""A workshop on which an attacker works: people with browsers, a clock, and the worker's look once a minute.

Whoever is attacked and whoever attacks sends each deed over HTTP. What the crowd around them votes, of which
nobody wants to know anything, is put into the tables at once, with the tags that the product would give it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from anonymity.tags import Purpose, as_blocks
from ideas.models import Idea
from tests.anonymity.linkage.clock import Clock
from tests.cast import Person, make_idea, make_members, make_workshop
from tests.pages import read_text
from voting.models import Vote
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_workshops_to_release
from workshops.domain.keys import open_tagger
from workshops.models import DrawnMoment, Membership, Organisation, Release, Workshop

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
YES, NO = "up", "down"
VALUES = {YES: 1, NO: -1, "unsure": 0}


@dataclass
class Guesses:
    """How often an attacker was right, of how many times."""

    right: float = 0
    targets: int = 0

    def note(self, is_right: bool | float) -> None:
        """Count one more target."""
        self.right += float(is_right)
        self.targets += 1

    @property
    def rate(self) -> float:
        """Return the share of targets of which the attacker was right."""
        return self.right / max(1, self.targets)

    def __add__(self, other: Guesses) -> Guesses:
        """Return both together."""
        return Guesses(self.right + other.right, self.targets + other.targets)


@dataclass
class Stage:
    """One workshop under attack; all that is drawn by the test follows from the seed."""

    clock: Clock
    seed: int
    settings: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        start = self.clock.now
        dates: dict[str, Any] = {
            "announced_at": start - timedelta(days=7),
            "opens_at": start,
            "ideas_until": start + timedelta(days=90),
            "closes_at": start + timedelta(days=90),
        }
        slug = f"attacked{secrets.token_hex(4)}"
        self.workshop = make_workshop(**{"slug": slug, "title": "Attacked", **dates, **self.settings})
        self.home = f"/workshops/{self.workshop.slug}/"

    def found(self, name: str, *, late: bool = False) -> Organisation:
        """Return a new organisation of the list; `late`: that was not in it at the opening."""
        return Organisation.objects.create(workshop=self.workshop, name=name, in_first_list=not late)

    def admit(self, number: int, **details: Any) -> list[Person]:
        """Return this many new participants, each of whom can have a browser."""
        places = make_members(number, self.workshop, **details)
        return [Person(place.user, place) for place in places if place.user is not None]

    def show_ideas(self, number: int, **fields: Any) -> list[Idea]:
        """Return this many ideas of nobody that all see already."""
        return [make_idea(self.workshop, title=f"Idea {place}", **fields) for place in range(number)]

    def vote(self, person: Person, idea: Idea, answer: str) -> bool:
        """Vote over HTTP; return whether it was taken."""
        return self.post(person, f"ideas/{idea.ref}/vote/", {"value": answer}).status_code in (200, 303)

    def take_back(self, people: Iterable[Person], idea: Idea) -> None:
        """Let each of them take their vote back."""
        for person in people:
            self.vote(person, idea, "none")

    def write_idea(self, person: Person, title: str, body: str = "Families ring five places.") -> str:
        """Send an idea over HTTP; return its reference."""
        data = {"theme": "other", "intent": "new", "step": "send", "title": title, "body": body}
        answer = self.post(person, "ideas/new/", data)
        found = re.search(r"/ideas/(\w+)/", answer.get("Location", ""))
        assert found, (answer.status_code, read_text(answer)[:600])
        return found.group(1)

    def post(self, person: Person, place: str, data: dict[str, Any]) -> Any:
        """Send a form to a page of the workshop; return the answer. Who is signed out signs in again."""
        answer = person.client.post(self.home + place, data)
        if answer.get("Location", "").startswith("/accounts/"):
            vars(person).pop("client")
            answer = person.client.post(self.home + place, data)
        return answer

    def read(self, person: Person, place: str = "") -> str:
        """Return what a page of the workshop says to this person."""
        answer = person.client.get(self.home + place)
        if answer.get("Location", "").startswith("/accounts/"):
            vars(person).pop("client")
            answer = person.client.get(self.home + place)
        assert answer.status_code == 200, (place, answer.status_code)
        return read_text(answer)

    def crowd_votes(self, votes: Iterable[tuple[Membership, Idea, str]]) -> None:
        """Let the crowd vote, as if each had sent it: the rows that the product would have written."""
        tagger = open_tagger(self.workshop, Purpose.VOTE)
        by_member: dict[Any, tuple[Membership, list[tuple[Idea, str]]]] = {}
        for member, idea, answer in votes:
            by_member.setdefault(member.pk, (member, []))[1].append((idea, answer))
        rows = []
        for member, cast in by_member.values():
            keys = as_blocks([idea.pk.bytes for idea, _answer in cast])
            tags = tagger.of_items(keys, bytes(member.vote_subject or b""))
            rows += [
                Vote(idea_id=idea.pk, tag=tag.tobytes(), value=VALUES[answer])
                for (idea, answer), tag in zip(cast, tags, strict=True)
            ]
        Vote.objects.bulk_create(rows, batch_size=5000)

    @property
    def releases(self) -> int:
        """Return how many releases there have been."""
        return Release.objects.filter(workshop=self.workshop).count()

    def look(self) -> bool:
        """Do what beat does once a minute; return whether a release was made."""
        made = [release_workshop(key) for key in find_workshops_to_release() if key == self.workshop.pk]
        return any(release is not None for release in made)

    def wait(self, span: timedelta, *, until_release: bool = False) -> bool:
        """Let time pass, with the worker at work; return whether a release was made in it."""
        end, made = self.clock.now + span, False
        while self.clock.now < end:
            made = self.look() or made
            if made and until_release:
                return True
            self.clock.go_to(min(end, self._find_next(end)))
        return self.look() or made

    def _find_next(self, end: datetime) -> datetime:
        """Return when the worker's look can find something new: at the drawn moment, or at the end.

        To look each minute would come to the same and take hours.
        """
        drawn = read_drawn(self.workshop)
        if drawn is None or drawn <= self.clock.now:
            return end if drawn is None else self.clock.now + MINUTE
        return drawn + timedelta(seconds=1)


def read_drawn(workshop: Workshop) -> datetime | None:
    """Return the moment that was drawn for the next release, None where none is."""
    return DrawnMoment.objects.filter(pk=workshop.pk).values_list("moment", flat=True).first()
