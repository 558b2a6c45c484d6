"""The page *Spread* for everybody, and the organisers' on the desk."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Person, make_member, make_workshop
from tests.results.documents.test_poster import read_words
from workshops.models import JoinCode, Organisation, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
PAGE, DESK = "/workshops/community/spread/", "/admin/desk/community/spread/"


@pytest.fixture
def trust(workshop: Workshop) -> Organisation:
    """Return an organisation that the organisers have listed."""
    return Organisation.objects.create(workshop=workshop, name="Whittington Health")


def make_code(trust: Organisation, code: str = "7KQ4-M2XP", **fields: object) -> JoinCode:
    """Return a join code of the organisation, for a week."""
    usual = {"ends_on": timezone.localdate() + timedelta(days=7)}
    return JoinCode.objects.create(
        workshop=trust.workshop, organisation=trust, code=code, **{**usual, **fields}
    )


def read_page(client: Client, address: str, status: int = 200) -> str:
    """Return what stands at the address."""
    answer = client.get(address)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_everybody_finds_it_from_the_workshop_and_takes_a_poster_in_three_presses(
    visitor: Client, trust: Organisation
) -> None:
    assert f'href="{PAGE}"' in read_page(visitor, "/workshops/community/")
    assert f'<option value="{trust.pk}">Whittington Health</option>' in read_page(visitor, PAGE)
    chosen = read_page(visitor, f"{PAGE}?organisation={trust.pk}")
    assert f'href="{PAGE}poster.pdf?organisation={trust.pk}"' in chosen
    answer = visitor.get(f"{PAGE}poster.pdf?organisation={trust.pk}")
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="community-poster.pdf"',
    )
    assert "For everybody who works at Whittington Health" in read_words(answer.content)


def test_without_an_organisation_there_is_a_pack_for_everybody(visitor: Client, workshop: Workshop) -> None:
    page = read_page(visitor, PAGE)
    assert "<select" not in page
    assert "For everybody" in page
    assert "Everybody who works at" not in page
    assert "mailto:?subject=Say%20what%20you%20see" in page


def test_names_that_somebody_typed_or_that_are_not_offered_are_not_there(
    visitor: Client, workshop: Workshop, trust: Organisation
) -> None:
    for fields in ({"shown": False}, {"listed": False}):
        other = Organisation.objects.create(workshop=workshop, name=f"Corner Care {fields}", **fields)
        assert "Corner Care" not in read_page(visitor, PAGE)
        read_page(visitor, f"{PAGE}?organisation={other.pk}", status=404)
        read_page(visitor, f"{PAGE}slide.pdf?organisation={other.pk}", status=404)
    elsewhere = Organisation.objects.create(workshop=make_workshop(), name="Elsewhere")
    for key in (str(elsewhere.pk), "7", "\x00"):
        read_page(visitor, f"{PAGE}?organisation={key}", status=404)


def test_the_public_page_and_its_files_never_have_a_join_code(
    visitor: Client, participant: Person, trust: Organisation
) -> None:
    make_code(trust)
    for client in (visitor, participant.client):
        page = read_page(client, f"{PAGE}?organisation={trust.pk}&code=on")
        answer = client.get(f"{PAGE}poster.pdf?organisation={trust.pk}&code=on")
        assert "7KQ4" not in page + read_words(answer.content)


def test_nothing_of_it_depends_on_who_has_joined(visitor: Client, trust: Organisation) -> None:
    address = f"{PAGE}?organisation={trust.pk}"
    before = read_page(visitor, address), visitor.get(f"{PAGE}poster.pdf?organisation={trust.pk}").content
    for number in range(30):
        make_member(f"somebody-{number}", trust.workshop, organisation=trust)
    after = read_page(visitor, address), visitor.get(f"{PAGE}poster.pdf?organisation={trust.pk}").content
    assert before == after


@pytest.mark.parametrize(("phase", "words"), [(Phase.CLOSED, "has closed"), (Phase.PUBLISHED, "is over")])
def test_after_the_close_there_is_nothing_to_hang_up(visitor: Client, phase: Phase, words: str) -> None:
    workshop = make_workshop(phase)
    page = read_page(visitor, f"/workshops/{workshop.slug}/spread/")
    assert words in page
    assert ".pdf" not in page
    read_page(visitor, f"/workshops/{workshop.slug}/spread/poster.pdf", status=409)
    assert "/spread/" not in read_page(visitor, f"/workshops/{workshop.slug}/")


def test_before_the_opening_the_poster_says_when(visitor: Client) -> None:
    workshop = make_workshop(Phase.ANNOUNCED)
    answer = visitor.get(f"/workshops/{workshop.slug}/spread/poster.pdf")
    assert "Opens on" in read_words(answer.content)


def test_an_organiser_puts_the_code_on_a_pack_and_leaves_it_out_again(
    organiser: Person, trust: Organisation
) -> None:
    make_code(trust)
    assert f'href="{DESK}"' in read_page(organiser.client, "/admin/desk/community/")
    page = read_page(organiser.client, f"{DESK}?pack={trust.pk}")
    assert "There is no join code on it." in page
    assert "7KQ4" not in page
    page = read_page(organiser.client, f"{DESK}?pack={trust.pk}&code=on")
    assert "Join code: 7KQ4-M2XP" in page
    answer = organiser.client.get(f"{DESK}poster.pdf?pack={trust.pk}&code=on")
    assert "Join code: 7KQ4-M2XP" in read_words(answer.content)
    assert "Join code" not in read_words(organiser.client.get(f"{DESK}poster.pdf?pack={trust.pk}").content)


def test_a_code_is_chosen_by_what_organisers_are_told_of_it(organiser: Person, trust: Organisation) -> None:
    make_code(trust, "OVER-OVER", ends_on=timezone.localdate() - timedelta(days=1))
    make_code(trust, "TOLD-GONE", uses_told=JoinCode.Uses.NONE)
    # Used up since the last release: nobody is told, so the page does not tell it either.
    make_code(trust, "GONE-GONE", uses_left=0)
    page = read_page(organiser.client, f"{DESK}?pack={trust.pk}&code=on")
    assert "GONE-GONE" in page
    assert "TOLD-GONE" not in page + read_page(organiser.client, DESK)


def test_several_packs_come_in_one_file_with_codes_only_where_asked_for(
    organiser: Person, workshop: Workshop, trust: Organisation
) -> None:
    make_code(trust)
    other = Organisation.objects.create(workshop=workshop, name="Corner Care")
    address = f"{DESK}packs.zip?organisation={trust.pk}&organisation={other.pk}"
    chats = []
    for ending in ("", "&code=on"):
        answer = organiser.client.get(address + ending)
        assert answer["Content-Disposition"] == 'attachment; filename="community-packs.zip"'
        with zipfile.ZipFile(BytesIO(answer.content)) as archive:
            assert len(archive.namelist()) == 8
            chats.append(archive.read("whittington-health/chat.txt").decode())
    assert ["7KQ4-M2XP" in chat for chat in chats] == [False, True]


def test_no_mark_too_many_and_a_wrong_one_are_said(
    organiser: Person, trust: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Mark the organisations" in read_page(organiser.client, f"{DESK}packs.zip", status=422)
    monkeypatch.setattr("organising.views.desk_spread.MOST_AT_ONCE", 1)
    other = Organisation.objects.create(workshop=trust.workshop, name="Corner Care")
    address = f"{DESK}packs.zip?organisation={trust.pk}&organisation={other.pk}"
    page = read_page(organiser.client, address, status=422)
    assert page.count(" checked") == 2
    read_page(organiser.client, f"{DESK}packs.zip?organisation=7", status=404)


def test_the_desk_says_where_organisations_are_listed_and_when_it_is_over(organiser: Person) -> None:
    assert "You have listed no organisations yet" in read_page(organiser.client, DESK)
    Workshop.objects.filter(slug="community").update(closes_at=timezone.now() - timedelta(hours=1))
    assert "nothing to hang up" in read_page(organiser.client, DESK)
    read_page(organiser.client, f"{DESK}poster.pdf", status=409)
    read_page(organiser.client, f"{DESK}packs.zip", status=422)


def test_it_asks_as_much_for_many_organisations_as_for_one(organiser: Person, trust: Organisation) -> None:
    asked = []
    read_page(organiser.client, DESK)
    for more in (1, 30):
        for number in range(more):
            place = Organisation.objects.create(workshop=trust.workshop, name=f"Trust {more} {number}")
            make_code(place, f"CODE-{more}-{number}")
        with CaptureQueriesContext(connection) as queries:
            read_page(organiser.client, f"{DESK}?pack={trust.pk}")
        asked.append(len(queries))
    assert asked[0] == asked[1]
