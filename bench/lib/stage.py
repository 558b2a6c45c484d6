"""A database of its own for a measurement, and a workshop of any size in it."""

import os
import secrets
import signal
import sys
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import numpy as np
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from anonymity.tags import Purpose, Tagger, as_blocks
from bench.lib.ready import find_paths
from ideas.models import Idea
from ideas_platform.lib.copying import copy_arrays_in
from ideas_platform.local.alone import run_postgres
from workshops.domain.keys import create_with_key
from workshops.models import Group, Membership, Organisation, Workshop


@contextmanager
def own_database() -> Iterator[None]:
    """Run an empty PostgreSQL, which goes afterwards, or when we are told to end.

    Where the environment names one in `DATABASE_URL`, that is measured.
    """
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit("ended from outside"))
    with ExitStack() as stack:
        if not os.environ.get("DATABASE_URL"):
            stack.enter_context(run_postgres(find_paths()))
        call_command("migrate", verbosity=0)
        yield


def fill_workshop(members: int, ideas: int, votes: int) -> uuid.UUID:
    """Make an open workshop of this size, with 40 organisations and 6 groups; return its primary key."""
    now = timezone.now()
    workshop = Workshop(
        slug=f"bench-{secrets.token_hex(4)}", title="Bench", announced_at=now - timedelta(days=9)
    )
    workshop.opens_at, workshop.closes_at = now - timedelta(days=8), now + timedelta(days=8)
    with create_with_key(workshop) as key:
        people = _fill_with_people(workshop, members)
        shown = {"status": "published", "published_on": now.date(), "thread_tag": bytes(16)}
        made = [Idea(workshop=workshop, title="t", body="b", **shown) for _one in range(ideas)]
        Idea.objects.bulk_create(made, batch_size=2000)
        _cast_votes(Tagger(key, Purpose.VOTE), made, people, votes)
    _count_rows()
    return workshop.pk


def _count_rows() -> None:
    """Let PostgreSQL learn how many rows there are, as on a site it does by itself within a minute."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _fill_with_people(workshop: Workshop, members: int) -> list[Membership]:
    places = [Organisation(workshop=workshop, name=f"Trust {n}", in_first_list=True) for n in range(40)]
    Organisation.objects.bulk_create(places)
    kinds = [Group(workshop=workshop, name=f"group {n}") for n in range(6)]
    Group.objects.bulk_create(kinds)
    people = [
        Membership(
            workshop=workshop, organisation=places[n % 40], group=kinds[n % 7 % 6], nights_to_wait=0
        ).count_as_told()
        for n in range(members)
    ]
    return Membership.objects.bulk_create(people, batch_size=2000)


def _cast_votes(tagger: Tagger, ideas: list[Idea], people: list[Membership], votes: int) -> None:
    """Write so many votes, of pairs drawn by lot; three in five are for the idea."""
    rng = np.random.default_rng(7)
    pairs = rng.choice(len(people) * len(ideas), votes, replace=False)
    items = as_blocks([idea.pk.bytes for idea in ideas])[pairs // len(people)]
    subjects = as_blocks([bytes(person.vote_subject or b"") for person in people])[pairs % len(people)]
    values = rng.choice(np.array([1, 1, 1, -1, 0], np.int16), votes)
    tags = tagger.of_pairs(items, subjects)
    copy_arrays_in("voting_vote", {"idea_id": items, "tag": tags, "value": values, "counted": values})
