"""What is tried on the simulated workshop itself: one person's votes, their own list, the shredding."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from anonymity.tags import KEY_BYTES, Blocks, Purpose, Tagger, as_blocks
from ideas.models import Idea
from tests.anonymity.linkage.actors import join
from tests.anonymity.linkage.capture import Dump, dump
from tests.anonymity.linkage.evidence import Evidence
from tests.anonymity.linkage.referee import COMMENTS, IDEAS, MEMBERS, VOTES
from tests.anonymity.linkage.score import Measure
from tests.anonymity.linkage.simulation import SLUG
from tests.cast import sign_in
from voting.ballots.casting import cast_vote
from voting.models import Vote
from voting.releases.shredding import shred_workshop
from workshops.models import Membership, User, Workshop

ATTEMPTS, THREADS = 1000, 8
HOME = f"/workshops/{SLUG}/"
_OWN = re.compile(rf'href="{HOME}ideas/(\w+)/(?:#(?:comment-)?(\w+))?"')


@dataclass(frozen=True)
class Found:
    """What people find on their own lists, and what they wrote."""

    shown: set[tuple[int, str]]
    written: set[tuple[int, str]]

    @property
    def measures(self) -> list[Measure]:
        """Return how much of what is shown is theirs, and how much of what is theirs is shown."""
        both = len(self.shown & self.written)
        return [
            Measure("mine_precision", both / max(1, len(self.shown)), least=1),
            Measure("mine_recall", both / max(1, len(self.written)), least=1),
        ]


def try_out(evidence: Evidence) -> list[Measure]:
    """Return what comes of it. The workshop is shredded afterwards."""
    own = read_own_lists(evidence)
    extra = count_extra_votes(evidence)
    links = count_links_after_shredding(evidence)
    return [
        *own.measures,
        Measure("extra_votes", extra, 0, 0, note=f"{ATTEMPTS} attempts at once, and after coming back"),
        Measure("links_before_shredding", links[0], least=1, note="with the key: the attempt works"),
        Measure("links_after_shredding", links[1], most=0),
    ]


def read_own_lists(evidence: Evidence) -> Found:
    """Return what is on each person's page of their own contributions."""
    simulation, found = evidence.simulation, Found(set(), set())
    comments = evidence.last[COMMENTS]
    refs = dict(zip(comments.column("body"), comments.column("ref"), strict=True))
    users = User.objects.in_bulk([actor.email for actor in simulation.actors], field_name="email")
    for actor in filter(lambda actor: actor.has_joined, simulation.actors):
        if actor.signed_in_until is None or simulation.clock.now >= actor.signed_in_until:
            # All traces are gathered by now, so that nobody need sign in by letter.
            actor.browser = sign_in(users[actor.email])
        page = actor.browser.get(f"{HOME}mine/").content.decode()
        found.shown.update((actor.number, comment or idea) for idea, comment in _OWN.findall(page))
    for kind, names in (("idea", None), ("comment", refs)):
        for item, author in simulation.diary.authors(kind).items():
            found.written.add((author, names[item] if names else item))
    return found


def count_extra_votes(evidence: Evidence) -> int:
    """Return how many rows too many there are after a thousand attempts at once, and after coming back."""
    simulation = evidence.simulation
    actor = next(actor for actor in simulation.actors if actor.is_silent)
    member = Membership.objects.select_related("workshop").get(user__email=actor.email)
    idea = Idea.objects.votable().select_related("workshop").order_by("ref")[0]
    before = Vote.objects.filter(idea=idea).count()

    def attempt(number: int) -> None:
        for turn in range(ATTEMPTS // THREADS):
            cast_vote(actor=member, idea=idea, answer=("up", "down", "unsure")[(number + turn) % 3])
        connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(attempt, range(THREADS)))
    actor.browser.post(f"{HOME}membership/leaving/")
    join(actor, SLUG, {"organisation": "", "borough": "", "group": ""})
    simulation.steps.vote(actor, idea.ref, "up")
    return Vote.objects.filter(idea=idea).count() - before - 1


def count_links_after_shredding(evidence: Evidence) -> tuple[int, int]:
    """Return how many tags of a dump can be worked out with its subjects and all secrets, before and after.

    The dump is from before the shredding, and every secret that is left is tried as the key.
    """
    workshop, last = evidence.simulation.workshop, evidence.last
    places = [path for folder in settings.KEY_DIRS for path in folder.rglob("*") if path.is_file()]
    keys = [path.read_bytes() for path in places]
    tagged = _list_tagged(last)
    before = sum(_count_links(tagged, key[:KEY_BYTES]) for key in keys if len(key) >= KEY_BYTES)
    Workshop.objects.filter(pk=workshop.pk).update(ideas_until=Now(), closes_at=Now(), published_at=Now())
    shred_workshop(workshop.pk)
    return before, sum(_count_links(tagged, key) for key in _list_secrets(dump(), last))


def _list_secrets(*dumps: Dump) -> list[bytes]:
    """Return everything in settings, key folders and these dumps that may be a key, made 32 bytes long."""
    files = [path for folder in settings.KEY_DIRS for path in folder.rglob("*") if path.is_file()]
    found = [settings.SECRET_KEY.encode(), *(path.read_bytes() for path in files)]
    for name in ("workshops_workshop", "workshops_user", "workshops_shrednote", MEMBERS):
        values = [value for kept in dumps for row in kept[name].rows for value in row]
        found += [value for value in values if isinstance(value, bytes)]
        found += [value.encode() for value in values if isinstance(value, str)]
    return [(value * KEY_BYTES)[:KEY_BYTES] for value in set(found) if value]


@dataclass(frozen=True)
class _Tagged:
    """Some items of a dump with the tags that stand beside each, and the subjects of all members."""

    purpose: Purpose
    items: Blocks
    tags: list[set[bytes]]
    subjects: Blocks


def _list_tagged(last: Dump) -> list[_Tagged]:
    members = last[MEMBERS]
    votes = zip(last[VOTES].column("idea_id"), last[VOTES].column("tag"), strict=True)
    texts = zip(last[IDEAS].column("id"), last[IDEAS].column("thread_tag"), strict=True)
    found = []
    for purpose, column, tagged in (
        (Purpose.VOTE, "vote_subject", votes),
        (Purpose.THREAD, "text_subject", texts),
    ):
        of_items: dict[UUID, set[bytes]] = {}
        for item, tag in tagged:
            of_items.setdefault(item, set()).add(tag)
        chosen = sorted(of_items, key=str)[:50]
        items, subjects = as_blocks([item.bytes for item in chosen]), as_blocks(members.column(column))
        found.append(_Tagged(purpose, items, [of_items[item] for item in chosen], subjects))
    return found


def _count_links(tagged: list[_Tagged], key: bytes) -> int:
    """Return how many votes and ideas of a dump this key would ascribe to a member."""
    found = 0
    for kind in tagged:
        rows = Tagger(key, kind.purpose).of_each(kind.items, kind.subjects)
        for row, tags in zip(rows, kind.tags, strict=True):
            # What begins in the midst of a tag would be found too: among random bytes that never is.
            of_members = row.tobytes()
            found += sum(tag in of_members for tag in tags)
    return found
