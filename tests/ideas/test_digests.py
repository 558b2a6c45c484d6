"""The digest of a week: the same for all its readers, and only with what is released."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideas.domain.digests import write_digest, write_due_digests
from ideas.models import Idea
from tests.cast import ask_about, make_idea, make_user, make_workshop
from tests.workshops.test_letter_pages import subscribe
from tests.workshops.writing_letters import (
    LONDON,
    MONDAY,
    at,
    release,
    run_twice_at_once,
)
from workshops.domain.digest_weeks import begin_of_week
from workshops.models import Housekeeping, OutboxEmail, Subscription, Update, Workshop
from workshops.phases import Phase


@pytest.fixture
def readers(workshop: Workshop) -> list[Subscription]:
    """Return two who read the digest."""
    return [subscribe(workshop, user=make_user(name)) for name in ("maria", "omar")]


@pytest.mark.parametrize(
    ("moment", "begin"),
    [
        (datetime(2026, 6, 8, 8, tzinfo=LONDON), datetime(2026, 6, 8, 8, tzinfo=LONDON)),
        (datetime(2026, 6, 8, 7, 59, tzinfo=LONDON), datetime(2026, 6, 1, 8, tzinfo=LONDON)),
        (datetime(2026, 6, 14, 23, 59, tzinfo=LONDON), datetime(2026, 6, 8, 8, tzinfo=LONDON)),
        # The clocks go back on Sunday 25 October 2026, and forward on Sunday 29 March.
        (datetime(2026, 10, 26, 8, tzinfo=LONDON), datetime(2026, 10, 26, 8, tzinfo=LONDON)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1), datetime(2026, 10, 19, 8, tzinfo=LONDON)),
        (datetime(2026, 3, 30, 7, 59, tzinfo=LONDON), datetime(2026, 3, 23, 8, tzinfo=LONDON)),
    ],
)
def test_a_week_begins_on_monday_at_eight_in_london(moment: datetime, begin: datetime) -> None:
    assert begin_of_week(moment) == begin


@pytest.mark.django_db
def test_a_digest_tells_what_was_released_since_the_last(
    workshop: Workshop, readers: list[Subscription]
) -> None:
    sunday, monday = MONDAY.date() - timedelta(1), MONDAY.date()
    release(workshop, sunday, "Released on Sunday")
    release(workshop, monday, "Released today")
    release(workshop, sunday - timedelta(days=30), "Released long ago")
    make_idea(workshop, status=Idea.Status.UNRELEASED, title="Not released")
    make_idea(workshop, status=Idea.Status.HIDDEN, title="Hidden", published_on=sunday)
    Update.objects.create(workshop=workshop, title="Tea at three", published_on=sunday)
    Update.objects.create(workshop=workshop, title="Next week’s news", published_on=monday)
    assert write_digest(at(workshop, MONDAY)) == 2
    text = OutboxEmail.objects.all()[0].text
    told = ["Released on Sunday", "Released today", "Released long ago", "Not released", "Hidden"]
    assert [title for title in told if title in text] == ["Released on Sunday"]
    assert [title for title in ("Tea at three", "Next week’s news") if title in text] == ["Tea at three"]
    OutboxEmail.objects.all().delete()
    write_digest(at(workshop, MONDAY + timedelta(days=7)))
    text = OutboxEmail.objects.all()[0].text
    assert [title for title in told if title in text] == ["Released today"]


@pytest.mark.django_db
def test_a_digest_says_how_many_questions_wait_and_none_is_written_for_them(
    workshop: Workshop, readers: list[Subscription]
) -> None:
    for _number in range(2):
        ask_about(make_idea(workshop))
    ask_about(make_idea(workshop), ended="answered")
    assert write_digest(at(workshop, MONDAY)) == 0
    Housekeeping.objects.all().delete()
    release(workshop, MONDAY.date() - timedelta(days=1), "An idea")
    write_digest(at(workshop, MONDAY))
    for letter in OutboxEmail.objects.all():
        for text in (letter.text, letter.html):
            assert " ".join(text.split()).count("2 questions wait for their authors.") == 1


@pytest.mark.django_db
def test_a_digest_is_the_same_for_all_its_readers(workshop: Workshop, readers: list[Subscription]) -> None:
    for number in range(3):
        release(workshop, MONDAY.date() - timedelta(days=1), f"Idea {number}")
    write_digest(at(workshop, MONDAY))
    letters = list(OutboxEmail.objects.all())
    bodies = {
        (letter.subject, *(body.replace(letter.unsubscribe_url, "") for body in (letter.text, letter.html)))
        for letter in letters
    }
    assert (len(letters), len(bodies)) == (2, 1)
    tokens = {reader.token for reader in readers}
    assert {letter.unsubscribe_url.split("/")[-2] for letter in letters} == tokens
    assert {letter.text.count(letter.unsubscribe_url) for letter in letters} == {1}
    assert {letter.html.count(letter.unsubscribe_url) for letter in letters} == {1}


@pytest.mark.django_db
def test_a_digest_has_the_numbers_and_dates_of_the_page(
    workshop: Workshop, readers: list[Subscription]
) -> None:
    release(workshop, MONDAY.date() - timedelta(days=1))
    write_digest(at(workshop, MONDAY))
    text = OutboxEmail.objects.all()[0].text
    assert "\n1 ideas\n" in text
    assert [words for words in ("Opens: ", "New ideas until: ", "Closes: ") if words not in text] == []


@pytest.mark.django_db
def test_a_week_in_which_nothing_was_released_has_no_digest(
    workshop: Workshop, readers: list[Subscription]
) -> None:
    make_idea(workshop, status=Idea.Status.UNRELEASED)
    assert write_digest(at(workshop, MONDAY)) == 0


@pytest.mark.django_db
def test_a_week_has_one_digest_however_often_one_looks(
    workshop: Workshop, readers: list[Subscription]
) -> None:
    release(workshop, MONDAY.date() - timedelta(days=1))
    looks = [
        MONDAY,
        MONDAY,
        MONDAY + timedelta(days=3),
        MONDAY - timedelta(days=1),
        MONDAY - timedelta(days=9),
    ]
    assert [write_digest(at(workshop, moment)) for moment in looks] == [2, 0, 0, 0, 0]


@pytest.mark.django_db
def test_what_came_out_while_nobody_wrote_is_told_later(
    workshop: Workshop, readers: list[Subscription]
) -> None:
    release(workshop, MONDAY.date() - timedelta(days=1))
    write_digest(at(workshop, MONDAY))
    release(workshop, MONDAY.date() + timedelta(days=2), "Told two weeks later")
    OutboxEmail.objects.all().delete()
    write_digest(at(workshop, MONDAY + timedelta(days=15)))
    assert "Told two weeks later" in OutboxEmail.objects.all()[0].text


@pytest.mark.django_db
def test_long_lists_are_cut(workshop: Workshop, readers: list[Subscription]) -> None:
    for number in range(23):
        release(workshop, MONDAY.date() - timedelta(days=1), f"Idea {number}")
    write_digest(at(workshop, MONDAY))
    text = OutboxEmail.objects.all()[0].text
    assert (text.count("- Idea"), "and 3 more: http://127.0.0.1:8000/workshops/community/ideas/" in text) == (
        20,
        True,
    )


@pytest.mark.django_db
def test_the_week_is_remembered_and_no_person(workshop: Workshop, readers: list[Subscription]) -> None:
    write_digest(at(workshop, MONDAY))
    kept = Housekeeping.objects.get(name__startswith="digest:")
    assert (kept.name, kept.at) == (f"digest:{workshop.pk.hex}", MONDAY.replace(hour=8))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("phase", "number"), [(Phase.ANNOUNCED, 0), (Phase.OPEN, 1), (Phase.CLOSED, 1), (Phase.PUBLISHED, 1)]
)
def test_digests_come_from_the_opening_on_and_after_the_results_too(phase: Phase, number: int) -> None:
    workshop = make_workshop(phase)
    subscribe(workshop, user=make_user("maria"))
    day = begin_of_week(timezone.now()).date() - timedelta(days=1)
    release(workshop, day)
    assert write_due_digests() == number


@pytest.mark.django_db
def test_a_digest_takes_as_many_queries_for_fifty_readers_as_for_one(workshop: Workshop) -> None:
    counts = []
    for week, number in enumerate((1, 50)):
        while Subscription.objects.count() < number:
            subscribe(workshop, user=make_user(f"reader{Subscription.objects.count()}"))
        monday = MONDAY + timedelta(weeks=week)
        release(workshop, monday.date() - timedelta(days=1))
        found = at(workshop, monday)
        with CaptureQueriesContext(connection) as queries:
            write_digest(found)
        # The first week is remembered with one statement and its savepoint more.
        counts.append(len([q for q in queries.captured_queries if "housekeeping" not in q["sql"].lower()]))
    assert counts[1] <= counts[0]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_digest() -> None:
    workshop = make_workshop()
    for number in range(10):
        subscribe(workshop, user=make_user(f"reader{number}"))
    release(workshop, MONDAY.date() - timedelta(days=1))
    sent: list[int] = []
    run_twice_at_once(lambda: sent.append(write_digest(at(workshop, MONDAY))))
    assert sorted(sent) == [0, 10]
    assert OutboxEmail.objects.count() == 10
