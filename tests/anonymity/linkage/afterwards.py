"""What is tried on the simulated workshop itself: one person's votes, their own list, the shredding."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from anonymity.tags import KEY_BYTES, TAG_BYTES, Purpose, Tagger, as_blocks
from ideas.models import Idea
from tests.anonymity.linkage.actors import join, sign_in
from tests.anonymity.linkage.capture import Dump, dump
from tests.anonymity.linkage.evidence import Evidence
from tests.anonymity.linkage.referee import COMMENTS, IDEAS, MEMBERS, VOTES
from tests.anonymity.linkage.score import Measure
from tests.anonymity.linkage.simulation import SLUG
from voting.ballots.casting import cast_vote
from voting.models import Vote
from voting.releases.shredding import shred_workshop
from workshops.models import Membership, Workshop

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
    for actor in simulation.actors:
        sign_in(actor, simulation.clock.now)
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
    before = sum(_count_links(last, key[:KEY_BYTES]) for key in keys if len(key) >= KEY_BYTES)
    Workshop.objects.filter(pk=workshop.pk).update(ideas_until=Now(), closes_at=Now(), published_at=Now())
    shred_workshop(workshop.pk)
    return before, sum(_count_links(last, key) for key in _list_secrets(dump(), last))


def _list_secrets(*dumps: Dump) -> list[bytes]:
    """Return everything in settings, key folders and these dumps that may be a key, made 32 bytes long."""
    files = [path for folder in settings.KEY_DIRS for path in folder.rglob("*") if path.is_file()]
    found = [settings.SECRET_KEY.encode(), *(path.read_bytes() for path in files)]
    for name in ("workshops_workshop", "workshops_user", "workshops_shrednote", MEMBERS):
        values = [value for kept in dumps for row in kept[name].rows for value in row]
        found += [value for value in values if isinstance(value, bytes)]
        found += [value.encode() for value in values if isinstance(value, str)]
    return [(value * KEY_BYTES)[:KEY_BYTES] for value in set(found) if value]


def _count_links(last: Dump, key: bytes) -> int:
    """Return how many votes and ideas of a dump this key would ascribe to a member."""
    members = last[MEMBERS]
    votes = zip(last[VOTES].column("idea_id"), last[VOTES].column("tag"), strict=True)
    texts = zip(last[IDEAS].column("id"), last[IDEAS].column("thread_tag"), strict=True)
    found = 0
    for purpose, column, tagged in (
        (Purpose.VOTE, "vote_subject", votes),
        (Purpose.THREAD, "text_subject", texts),
    ):
        subjects, tagger = as_blocks(members.column(column)), Tagger(key, purpose)
        of_items: dict[UUID, set[bytes]] = {}
        for item, tag in tagged:
            of_items.setdefault(item, set()).add(tag)
        for item in sorted(of_items, key=str)[:50]:
            tags = tagger.of_subjects(item, subjects).tobytes()
            found += len(of_items[item].intersection(_cut(tags)))
    return found


def _cut(tags: bytes) -> list[bytes]:
    return [tags[start : start + TAG_BYTES] for start in range(0, len(tags), TAG_BYTES)]
