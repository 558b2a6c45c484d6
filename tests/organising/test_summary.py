"""The weekly summary: named by organisers, agreed to by the address, the same numbers as everywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from organising.documents.summary import make_summary_document
from organising.domain import summary_readers
from organising.domain.summary import make_summary, write_due_summaries
from tests.cast import Person, make_members, make_workshop
from tests.organising.reading_pages import read_participation
from tests.pages import read_text
from tests.results.documents.test_poster import read_words
from tests.results.pdf_structure import read_structure
from tests.workshops.statistics.test_snapshots import take_part
from workshops.models import OutboxEmail, Subscription, Workshop
from workshops.statistics.snapshots import take_joined, take_took_part

pytestmark = pytest.mark.django_db
DESK = "/admin/desk/community/spread/summary/"
JO = "jo@board.example"


def name(organiser: Person, address: str = JO, status: int = 303) -> str:
    """Name an address; return the page that answers."""
    answer = organiser.client.post(DESK, {"email": address})
    assert answer.status_code == status
    return read_text(answer) if status != 303 else ""


def find_question(address: str = JO) -> str:
    """Return where the letter to this address leads."""
    letter = OutboxEmail.objects.get(recipient=address)
    return (
        next(line for line in letter.text.splitlines() if "/summary/" in line)
        .partition("://")[2]
        .partition("/")[2]
    )


def let_a_week_pass(workshop: Workshop) -> None:
    """Let the workshop have opened long enough for a Monday to have come."""
    Workshop.objects.filter(pk=workshop.pk).update(opens_at=F("opens_at") - timedelta(days=20))


@pytest.fixture
def told(workshop: Workshop) -> Workshop:
    """Return the workshop with numbers, of which Camden's is told."""
    make_members(40, workshop)
    take_joined(workshop)
    take_took_part(workshop, take_part({"camden": 21, "barnet": 4, None: 8}, silent=20))
    return workshop


def test_nobody_gets_it_who_has_not_said_yes(organiser: Person, visitor: Client, told: Workshop) -> None:
    let_a_week_pass(told)
    name(organiser, " Jo+news@BOARD.example ")
    assert "has not answered yet" in read_text(organiser.client.get(DESK))
    assert write_due_summaries() == 0
    address = f"/{find_question()}"
    assert visitor.get(address).status_code == 200
    assert not Subscription.objects.get(email=JO).summary
    assert visitor.post(address).status_code == 303
    assert "has said yes" in read_text(organiser.client.get(DESK))
    assert (write_due_summaries(), write_due_summaries()) == (1, 0)


def test_the_letter_says_what_the_public_page_says_and_can_be_ended(
    organiser: Person, visitor: Client, told: Workshop
) -> None:
    let_a_week_pass(told)
    name(organiser)
    visitor.post(f"/{find_question()}")
    OutboxEmail.objects.all().delete()
    write_due_summaries()
    letter = OutboxEmail.objects.get()
    page = read_participation(visitor, "/workshops/community/participation/")
    assert page.dimensions["borough"].told == {"Camden": 20}
    for words in (
        f"{page.numbers['people']} people",
        f"{page.numbers['took part']} took part",
        "- Camden: 20",
    ):
        assert words in letter.text
    assert "Barnet: " not in letter.text
    ending = letter.unsubscribe_url.partition("://")[2].partition("/")[2]
    Client().post(f"/{ending}", {"List-Unsubscribe": "One-Click"})
    assert not Subscription.objects.exists()
    assert "Nobody yet." in read_text(organiser.client.get(DESK))


def test_an_unknown_question_looks_like_a_known_one(visitor: Client, workshop: Workshop) -> None:
    answer = visitor.get("/workshops/community/summary/no-such-token/")
    assert (answer.status_code, visitor.post("/workshops/community/summary/no-such-token/").status_code) == (
        200,
        303,
    )
    assert "Send it to me" in read_text(answer)


def test_organisers_never_see_who_asked_for_other_letters(organiser: Person, workshop: Workshop) -> None:
    Subscription.objects.create(workshop=workshop, email="opening@home.example", opening=True)
    assert "opening@home.example" not in organiser.client.get(DESK).content.decode()
    name(organiser, "opening@home.example")
    row = Subscription.objects.get()
    organiser.client.post(f"{DESK}{row.pk}/removal/")
    row.refresh_from_db()
    assert (row.opening, row.named, row.summary) == (True, False, False)


def test_taking_an_address_away_ends_all_of_it(organiser: Person, workshop: Workshop) -> None:
    name(organiser)
    question = f"/{find_question()}"
    row = Subscription.objects.get()
    other = Subscription.objects.create(workshop=make_workshop(), email=JO, named=True)
    for key in (row.pk, other.pk):
        assert organiser.client.post(f"{DESK}{key}/removal/").status_code == 303
    assert (list(Subscription.objects.all()), OutboxEmail.objects.count()) == ([other], 0)
    Client().post(question)
    assert not Subscription.objects.filter(summary=True).exists()


def test_an_address_is_asked_once_and_few_are_named(
    organiser: Person, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    name(organiser)
    name(organiser, "JO@board.example")
    assert OutboxEmail.objects.count() == 1
    monkeypatch.setattr(summary_readers, "MOST_READERS", 1)
    assert "Take one away first." in name(organiser, "other@board.example", status=409)
    assert "Enter an e-mail address" in name(organiser, "no address", status=422)
    assert "Enter an e-mail address" in name(organiser, "", status=422)


def test_before_the_opening_and_after_the_result_there_is_none(organiser: Person, told: Workshop) -> None:
    Subscription.objects.create(workshop=told, email=JO, named=True, summary=True)
    week = timedelta(days=7)
    dates = {"announced_at": timezone.now() - 9 * week, "opens_at": timezone.now() + week}
    Workshop.objects.filter(pk=told.pk).update(**dates, ideas_until=None, closes_at=None)
    assert write_due_summaries() == 0


def test_as_pdf_it_is_one_page_with_the_same_numbers(organiser: Person, told: Workshop) -> None:
    answer = organiser.client.get("/admin/desk/community/spread/summary.pdf")
    read = read_structure(answer.content)
    assert (read.pages, read.accessible, read.language) == (1, "1", "en-GB")
    words = read_words(answer.content)
    assert "Camden: 20" in words
    assert "Nobody yet, or too few to tell: Barking and Dagenham, Barnet" in words


@pytest.mark.parametrize("title", ["", "x" * 160, "😀 中文", "#strong[x] $a$"])
def test_any_title_makes_one_page(title: str) -> None:
    workshop = make_workshop(title=title)
    assert read_structure(make_summary_document(workshop, make_summary(workshop))).pages == 1
