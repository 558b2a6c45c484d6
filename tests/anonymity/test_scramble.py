"""After the nightly scramble neither headers nor places in the files tell in which sequence rows came."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import numpy as np
import pytest
from django.db import connection, transaction
from django.utils import timezone

from ideas.models import Answer, Comment, Idea, Question
from ideas_platform.lib.locks import advisory_lock
from ideas_platform.lib.rewriting import begin, describe_table, rewrite_by_range, rewrite_whole
from tests.anonymity.pages import count_rows, find_toast, read_chunks, read_rows
from tests.cast import make_comment, make_idea, make_members, make_workshop
from voting.ballots.casting import cast_vote
from voting.models import Vote
from voting.releases.releases import release_workshop
from workshops.domain.scramble import NAME, is_due, list_tables, renumber, scramble
from workshops.models import Housekeeping, Membership, Workshop
from workshops.sign_in.sessions import SessionStore

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 300


@pytest.fixture
def furnished(workshop: Workshop) -> Workshop:
    """Return a workshop in which people have written, voted and signed in, one after the other."""
    members = make_members(30, workshop)
    for number in range(MANY):
        make_idea(workshop, members[number % 10], title=f"Idea {number}")
        SessionStore().create()
    ideas = list(Idea.objects.all())
    asked = {"workshop": workshop, "text": "Why?", "outcome": "hide", "reason": "off_topic"}
    questions = Question.objects.bulk_create(Question(idea=idea, **asked) for idea in ideas)
    Answer.objects.bulk_create(Answer(question=one, body=f"A {n}") for n, one in enumerate(questions))
    for idea in ideas[:20]:
        comment = make_comment(idea)
        make_comment(idea, parent=comment)
        for member in members[10:]:
            cast_vote(actor=member, idea=idea, answer="up")
    Membership.objects.update(role="participant")
    return workshop


def correlate(sequence: list[int]) -> float:
    """Return the rank correlation of a sequence with the order in which it stands."""
    return float(np.corrcoef(np.arange(len(sequence)), np.argsort(np.argsort(sequence)))[0, 1])


def read_titles() -> list[int]:
    """Return the numbers in the titles of all ideas, in the order in which they lie in their file."""
    return read_numbers("SELECT title FROM ideas_idea ORDER BY ctid")


def read_numbers(statement: str) -> list[int]:
    """Return the numbers in the texts that a statement reads, in its order."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [int(text.split()[1]) for (text,) in cursor.fetchall()]


def find_old(start: int) -> set[str]:
    """Return the tables in whose pages there is a row, dead or alive, with a header from before."""
    tables = list_tables()
    names = [*tables, *(toast for table in tables for toast in find_toast(table))]
    headers = {name: read_rows(name) for name in names}
    return {
        name for name, rows in headers.items() for row in rows if row.xmin < start or 0 < row.xmax < start
    }


def test_no_row_dead_or_alive_has_a_header_from_before(furnished: Workshop) -> None:
    start = int(begin())
    done = scramble()
    assert done is not None
    assert done.finished
    assert find_old(start) == set()


def test_what_is_in_the_pages_is_what_can_be_seen(furnished: Workshop) -> None:
    scramble()
    assert [name for name in list_tables() if len(read_rows(name)) != count_rows(name)] == []


def test_the_rows_of_a_table_share_one_transaction(furnished: Workshop) -> None:
    scramble()
    shared = {name: {row.xmin for row in read_rows(name)} for name in list_tables()}
    del shared["workshops_housekeeping"]  # heartbeats, and the record of the scramble itself
    assert {name for name, numbers in shared.items() if len(numbers) > 1} == set()


def test_before_it_the_order_tells_all_and_after_it_nothing(furnished: Workshop) -> None:
    assert correlate(read_titles()) == pytest.approx(1)
    answers = "SELECT body FROM ideas_answer ORDER BY ctid"
    assert correlate(read_numbers(answers)) == pytest.approx(1)
    scramble()
    assert abs(correlate(read_titles())) <= 0.2
    assert abs(correlate(read_numbers(answers))) <= 0.2


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


def test_nothing_is_changed_by_it(furnished: Workshop) -> None:
    def look() -> list[set[tuple[object, ...]]]:
        plain: list[set[tuple[object, ...]]] = []
        for model in (Idea, Comment, Vote, Membership):
            rows = model._default_manager.all().values_list()
            plain.append({tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows})
        return plain

    before = look()
    scramble()
    assert look() == before


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
    assert find_old(start) == set()


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


def test_what_it_cost_is_recorded(furnished: Workshop) -> None:
    done = scramble()
    assert done is not None
    record = Housekeeping.objects.get(pk=NAME)
    assert record.note == f"{len(list_tables())} tables in {done.seconds:.1f} s"
    assert not is_due()
