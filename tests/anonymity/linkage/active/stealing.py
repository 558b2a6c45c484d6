"""A thief of the disk, the morning after: the log kept all in order, each vote after the one who cast it.

On a quiet morning people sign in, join and vote, one after the other. The thief reads every file of the data
folder, knows all rows as they are, and names for each vote the person whose bytes stand nearest before it.
Another thief comes on the evening before, and finds all: the two share one server.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

from anonymity.tags import Purpose
from ideas.models import Idea
from tests.anonymity.disk import own_server
from tests.anonymity.linkage.active.browsers import come_in
from tests.anonymity.linkage.active.stage import Guesses
from tests.anonymity.pages import superuser
from tests.cast import Person, make_idea, make_user, make_workshop
from voting.models import Vote
from workshops.domain.keys import open_tagger
from workshops.domain.scramble import scramble
from workshops.models import Membership, Workshop

Owners = Mapping[bytes, int]


def steal_in_the_morning(targets: int, seed: int) -> Guesses:
    """Return for how many votes a thief after the night names the person, of all who came."""
    return _steal_twice(targets, seed)[1]


def steal_in_the_evening(targets: int, seed: int) -> Guesses:
    """Return the same of a thief before the night."""
    return _steal_twice(targets, seed)[0]


@cache
def _steal_twice(targets: int, seed: int) -> tuple[Guesses, Guesses]:
    """Return what the thief before the night finds, and the one after it."""
    with own_server() as paths:
        workshop = make_workshop()
        people = [Person(make_user(f"thief-{number}-{seed}")) for number in range(targets)]
        Random(seed).shuffle(people)
        idea = make_idea(workshop)
        for person in people:
            _visit(person, workshop, idea)
        evening = _steal(paths.postgres, people, idea)
        _pass_the_night()
        return evening, _steal(paths.postgres, people, idea)


def _steal(folder: Path, people: list[Person], idea: Idea) -> Guesses:
    """Return for how many votes somebody with the files as they are now names the person."""
    with superuser() as other:
        other.execute("CHECKPOINT")
    return _name(folder, people, idea)


def _pass_the_night() -> None:
    """Let the scramble write all tables anew and leave the log behind."""
    done = scramble()
    assert done is not None
    assert (done.finished, done.log_stays) == (True, "")


def _visit(person: Person, workshop: Workshop, idea: Idea) -> None:
    """Sign in by the code from the letter, join, and vote."""
    browser = come_in(person)
    home = f"/workshops/{workshop.slug}/"
    details = {"organisation": "", "borough": "", "group": ""}
    assert browser.post(f"{home}membership/", details).status_code == 303
    assert browser.post(f"{home}ideas/{idea.ref}/vote/", {"value": "up"}).status_code == 303


def _name(folder: Path, people: list[Person], idea: Idea) -> Guesses:
    """Name somebody for each vote: whom most files name that hold its bytes."""
    owners, votes = _list_bytes(people, idea)
    assert len(votes) == Vote.objects.count()
    places = {file: _find(file, owners, votes) for file in folder.rglob("*") if file.is_file()}
    best: Counter[bytes] = Counter()
    for tag in votes:
        named = [found[tag] for found in places.values() if tag in found]
        best[tag] = Counter(named).most_common(1)[0][0] if named else -1
    found = Guesses()
    for tag, owner in votes.items():
        found.note(best[tag] == owner)
    return found


def _list_bytes(people: list[Person], idea: Idea) -> tuple[Owners, Owners]:
    """Return whose bytes are whose: keys, addresses and subjects of people, and the tags of their votes."""
    owners: dict[bytes, int] = {}
    votes: dict[bytes, int] = {}
    tagger = open_tagger(idea.workshop, Purpose.VOTE)
    for number, person in enumerate(people):
        place = Membership.objects.get(user=person.user)
        subject = bytes(place.vote_subject or b"")
        for one in (person.user.pk.bytes, place.pk.bytes, subject, person.user.email.encode()):
            owners[one] = number
        votes[tagger.one(idea.pk, subject)] = number
    return owners, votes


def _find(file: Path, owners: Owners, votes: Owners) -> dict[bytes, int]:
    """Return for each vote in this file whose bytes stand nearest before it."""
    content = file.read_bytes()
    if not any(tag in content for tag in votes):
        return {}
    stands = sorted((at, owner) for one, owner in owners.items() for at in _list_places(content, one))
    starts = [at for at, _owner in stands]
    found: dict[bytes, int] = {}
    for tag in votes:
        at = content.find(tag)
        place = bisect_right(starts, at) - 1
        if at >= 0 and place >= 0:
            found[tag] = stands[place][1]
    return found


def _list_places(content: bytes, wanted: bytes) -> list[int]:
    places, at = [], content.find(wanted)
    while at >= 0:
        places.append(at)
        at = content.find(wanted, at + 1)
    return places
