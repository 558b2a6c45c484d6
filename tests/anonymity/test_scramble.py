"""The nightly scramble beside others who use the database; `test_night.py` has what it makes of the rows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import numpy as np
import pytest
from django.db import connection, transaction
from django.utils import timezone

from ideas.models import Idea
from ideas_platform.lib.locks import advisory_lock
from ideas_platform.lib.rewriting import begin, describe_table, rewrite_by_range, rewrite_whole
from tests.anonymity.furnished import find_old, furnish, read_titles
from tests.anonymity.pages import read_all_rows, read_chunks
from tests.cast import make_idea, make_members, make_workshop
from voting.ballots.casting import cast_vote
from voting.models import Vote
from voting.releases.releases import release_workshop
from workshops.domain.scramble import NAME, is_due, list_tables, renumber, scramble
from workshops.models import Housekeeping, Workshop

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("new_files")]
MANY, FEW = 300, 20


@pytest.fixture
def furnished(workshop: Workshop) -> Workshop:
    """Return a workshop in which people have written, voted and signed in, one after the other."""
    furnish(workshop, FEW)
    return workshop


def test_long_texts_lose_their_numbers_and_their_order_too(workshop: Workshop) -> None:
    noise = np.random.default_rng(1)
    for number in range(MANY):
        text = "".join(map(chr, noise.integers(0x4E00, 0x9000, 1900)))
        make_idea(workshop, title=f"Idea {number}", body=text)
    before = read_chunks("ideas_idea")
    scramble()
    after = read_chunks("ideas_idea")
    assert (len(before), len(after), set(before) & set(after)) == (MANY, MANY, set())
    assert after == sorted(after)
    assert read_titles() == [int(idea.title.split()[1]) for idea in Idea.objects.order_by("pk")]


@contextmanager
def looking(seconds: float) -> Iterator[None]:
    """Let somebody else look at the database as it is now, for so many seconds, as an export does."""
    has_begun, may_end = threading.Event(), threading.Event()

    def look() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT count(*) FROM ideas_idea")
            has_begun.set()
            may_end.wait(seconds)
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    has_begun.wait()
    try:
        yield
    finally:
        may_end.set()
        thread.join()


def test_it_waits_for_an_export_that_is_running(furnished: Workshop) -> None:
    start = int(begin())
    with looking(1.5):
        done = scramble(patience=20)
    assert done is not None
    assert (done.finished, done.seconds > 1) == (True, True)
    assert find_old(read_all_rows(list_tables()), start) == set()


def test_it_is_not_done_while_somebody_looks_for_longer(furnished: Workshop) -> None:
    with looking(20):
        done = scramble(patience=0.3)
    assert done is not None
    assert not done.finished
    assert not Housekeeping.objects.filter(pk=NAME).exists()


def test_a_second_run_at_the_same_moment_does_nothing(workshop: Workshop) -> None:
    results: list[object] = []

    def run() -> None:
        results.append(scramble())
        connection.close()

    with advisory_lock(NAME):
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    assert results == [None]


def test_no_release_is_made_meanwhile(furnished: Workshop) -> None:
    results: list[object] = []

    def run() -> None:
        results.append(release_workshop(furnished.pk, force=True))
        connection.close()

    with advisory_lock(NAME):
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    assert results == [None]


def test_votes_that_come_meanwhile_are_stored_once(furnished: Workshop) -> None:
    newcomer = make_members(1, furnished)[0]
    ideas = list(Idea.objects.filter(votes__isnull=False).distinct().select_related("workshop"))
    stop = threading.Event()

    def vote() -> None:
        while not stop.is_set():
            for idea in ideas:
                cast_vote(actor=newcomer, idea=idea, answer="down")
        connection.close()

    thread = threading.Thread(target=vote)
    thread.start()
    for _time in range(5):
        rewrite_by_range(describe_table("voting_vote"), size=25)
    stop.set()
    thread.join()
    assert (Vote.objects.count(), Vote.objects.filter(value=-1).count()) == (420, 20)


def test_votes_lie_in_the_order_of_their_keys(furnished: Workshop) -> None:
    table = describe_table("voting_vote")
    assert table.key == ("idea_id", "tag")
    rewrite_by_range(table, size=7)
    with connection.cursor() as cursor:
        cursor.execute("SELECT idea_id, tag FROM voting_vote ORDER BY ctid")
        rows = [(str(idea), bytes(tag)) for idea, tag in cursor.fetchall()]
    assert rows == sorted(rows)


def test_an_empty_table_is_no_trouble(workshop: Workshop) -> None:
    table = describe_table("voting_vote")
    rewrite_by_range(table)
    rewrite_whole(table)
    assert Vote.objects.count() == 0


def test_numbers_that_count_up_become_random(workshop: Workshop) -> None:
    with connection.cursor() as cursor:
        for member in make_members(20, workshop):
            cursor.execute(
                'INSERT INTO account_emailaddress (email, verified, "primary", user_id)'
                " VALUES (%s, true, true, %s)",
                [f"{member.pk}@trust.example", member.user_id],
            )
        for _time in range(2):
            renumber()
        cursor.execute("SELECT id FROM account_emailaddress ORDER BY ctid")
        numbers = [number for (number,) in cursor.fetchall()]
    assert (len(set(numbers)), min(numbers) >= 2**30) == (20, True)
    assert numbers != sorted(numbers)


@pytest.mark.parametrize(
    ("hours", "hour", "due"), [(19, 3, False), (21, 3, True), (21, 12, False), (37, 12, True)]
)
def test_it_is_due_once_a_night_and_by_day_where_a_night_was_missed(
    workshop: Workshop, hours: int, hour: int, due: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.localtime().replace(hour=hour)
    Housekeeping.objects.create(name=NAME, at=now - timedelta(hours=hours))
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert is_due() is due


def test_it_is_due_where_there_was_none() -> None:
    make_workshop()
    assert is_due()
