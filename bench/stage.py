"""A database of its own for a measurement, and a workshop of any size in it."""

import os
import secrets
import shutil
import signal
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import numpy as np

from ideas_platform.local.alone import run_postgres
from ideas_platform.local.paths import database_url, locate


@contextmanager
def own_database() -> Iterator[None]:
    """Point the environment at an empty PostgreSQL, which goes afterwards, or when we are told to end."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit("ended from outside"))
    with ExitStack() as stack:
        paths = locate(Path(tempfile.mkdtemp(prefix="ideas-bench-")))
        for used in {paths.data, paths.home, paths.sockets, paths.keys}:
            stack.callback(shutil.rmtree, used, ignore_errors=True)
        os.environ.update(LOCAL_MODE="1", DATA_DIR=str(paths.data), KEY_DIR=str(paths.keys))
        os.environ["DJANGO_SETTINGS_MODULE"] = "ideas_platform.settings"
        if not os.environ.get("DATABASE_URL"):
            stack.enter_context(run_postgres(paths))
            os.environ["DATABASE_URL"] = database_url(paths.data)
        yield


def fill_workshop(members: int, ideas: int, votes: int) -> uuid.UUID:
    """Make an open workshop of this size, with 40 organisations and 6 groups; return its primary key."""
    from django.utils import timezone  # noqa: PLC0415 - Django is set up by now

    from ideas_platform.lib.copying import copy_arrays_in  # noqa: PLC0415
    from workshops.anonymity.tags import Purpose, Tagger, as_blocks  # noqa: PLC0415
    from workshops.domain.keys import founding  # noqa: PLC0415
    from workshops.models import Group, Idea, Membership, Organisation, Workshop  # noqa: PLC0415

    now, rng = timezone.now(), np.random.default_rng(7)
    workshop = Workshop(
        slug=f"bench-{secrets.token_hex(4)}", title="Bench", announced_at=now - timedelta(days=9)
    )
    workshop.opens_at, workshop.closes_at = now - timedelta(days=8), now + timedelta(days=8)
    with founding(workshop) as key:
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
        Membership.objects.bulk_create(people, batch_size=2000)
        made = [
            Idea(
                workshop=workshop,
                title="t",
                body="b",
                status="published",
                published_on=now.date(),
                thread_tag=bytes(16),
            )
            for _one in range(ideas)
        ]
        Idea.objects.bulk_create(made, batch_size=2000)
        pairs = rng.choice(members * ideas, votes, replace=False)
        items = as_blocks([idea.pk.bytes for idea in made])[pairs // members]
        subjects = as_blocks([bytes(person.vote_subject or b"") for person in people])[pairs % members]
        tags = Tagger(key, Purpose.VOTE).of_pairs(items, subjects)
        values = rng.choice(np.array([1, 1, 1, -1, 0], np.int16), votes)
        copy_arrays_in("voting_vote", {"idea_id": items, "tag": tags, "value": values, "counted": values})
    return workshop.pk
