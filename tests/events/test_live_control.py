"""The control of a live session on the desk, the screen's address, and what phones show."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import LiveSession, ScreenItem
from tests.cast import Person, make_idea, make_members, make_poll
from tests.events.sessions import (
    CONTROL,
    ROOM,
    find_screen,
    make_session,
    press,
    read_screen,
    read_version,
)
from tests.pages import read_text
from tests.voting.releases.steps import vote
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def send(person: Person, workshop: Workshop, deed: str, **fields: Any) -> HttpResponseBase:
    """Press a button on a control that was made now."""
    values = {"deed": deed, "version": str(read_version(workshop)), **fields}
    return person.client.post(CONTROL, values)


def test_an_organiser_leads_a_hall_through_a_round(
    organiser: Person, participant: Person, workshop: Workshop, visitor: Client
) -> None:
    idea = make_idea(workshop, title="Evening bus")
    make_poll(workshop)
    found = read_text(organiser.client.get(f"{CONTROL}ideas/", {"q": "evening"}))
    assert "Evening bus" in found
    send(organiser, workshop, "add", kind="idea", idea=idea.ref)
    send(organiser, workshop, "add", kind="poll")
    send(organiser, workshop, "add", kind="board", board="top")
    assert send(organiser, workshop, "open").status_code == 303
    first = ScreenItem.objects.get(idea=idea)
    send(organiser, workshop, "show", item=first.pk)
    assert "The hall looks at this now" in read_text(participant.client.get(ROOM))
    send(organiser, workshop, "start", item=first.pk)
    phone = read_text(participant.client.get(ROOM))
    assert ("The hall votes on this now" in phone, "Evening bus" in phone) == (True, True)
    assert "Join first" in (page := read_text(visitor.get(ROOM)))
    assert "Evening bus" not in page
    vote(make_members(45, workshop), idea)
    page = read_text(participant.client.get(idea.get_absolute_url()))
    assert ("A live session is on." in page, "Totals appear when" in page) == (True, True)
    send(organiser, workshop, "end")
    release_workshop(workshop.pk)
    assert "45 people have voted" in read_screen(workshop)
    assert "The screen shows the result." in read_text(organiser.client.get(CONTROL))
    send(organiser, workshop, "close")
    assert "No live session is on now." in read_text(participant.client.get(ROOM))


def test_a_stale_control_does_nothing_and_says_so(
    organiser: Person, moderator: Person, workshop: Workshop
) -> None:
    first, second = make_session(workshop, make_idea(workshop), make_idea(workshop))
    version = str(read_version(workshop))
    fields = {"deed": "show", "version": version}
    assert organiser.client.post(CONTROL, fields | {"item": str(first.pk)}).status_code == 303
    answer = organiser.client.post(CONTROL, fields | {"item": str(second.pk)})
    assert answer.status_code == 409
    assert "Somebody has pressed something else since you saw this page." in read_text(answer)
    assert ScreenItem.objects.get(is_shown=True) == first
    assert moderator.client.get(CONTROL).status_code == 404


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"deed": "explode"}, 400), ({"deed": "show", "item": "x"}, 400), ({"deed": "add", "kind": "vote"}, 400),
     ({"deed": "add", "kind": "board", "board": "worst"}, 422), ({"deed": "end"}, 409),
     ({"deed": "show", "item": "7d444840-9dc0-41d1-b245-5ffdce74fad2"}, 409),
     ({"deed": "open", "version": "-1"}, 409), ({"deed": "open", "version": "9" * 7}, 409)],
)  # fmt: skip
def test_odd_presses_are_decided(
    organiser: Person, workshop: Workshop, fields: dict[str, str], status: int
) -> None:
    make_session(workshop)
    assert send(organiser, workshop, **fields).status_code == status


def test_the_screen_is_for_who_has_its_address_and_says_what_is_new(workshop: Workshop) -> None:
    (item,) = make_session(workshop, make_idea(workshop, title="Evening bus"))
    hall = Client()
    address = find_screen(workshop)
    assert hall.get(f"{ROOM}guessed/").status_code == 404
    page = hall.get(address)
    assert (page.status_code, "sessionid" in hall.cookies) == (200, False)
    again = page.content.decode().split('hx-get="')[1].split('"')[0]
    headers = {"HX-Request": "true"}
    assert hall.get(again, headers=headers).status_code == 204
    press(workshop, "show_item", key=item.pk)
    news = hall.get(again, headers=headers)
    assert (news.status_code, "Evening bus" in read_text(news)) == (200, True)
    assert "<html" not in news.content.decode()


def test_the_screen_does_not_change_with_a_vote_nor_with_who_joins(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    (item,) = make_session(workshop, idea)
    crowd = make_members(45, workshop)
    vote(crowd, idea)
    release_workshop(workshop.pk, force=True)
    press(workshop, "start_round", key=item.pk)
    press(workshop, "end_round")
    vote(crowd[:20], idea, "down")
    release_workshop(workshop.pk, force=True)
    before = read_screen(workshop)
    assert "40 or more have joined" in before
    vote(crowd[20:29], idea, "down")
    make_members(9, workshop)
    assert read_screen(workshop) == before


def test_the_screen_asks_the_database_a_few_things_only(workshop: Workshop) -> None:
    (item,) = make_session(workshop, make_idea(workshop))
    press(workshop, "start_round", key=item.pk)
    address = find_screen(workshop)
    Client().get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        Client().get(address)
    assert len(asked) <= 5


def test_pages_say_nothing_where_no_session_is_on(participant: Person, workshop: Workshop) -> None:
    idea = make_idea(workshop)
    make_session(workshop, idea)
    press(workshop, "close_session")
    for page in (idea.get_absolute_url(), workshop.get_absolute_url(), "/workshops/community/next/"):
        assert "live session" not in read_text(participant.client.get(page)).lower()
    Workshop.objects.filter(pk=workshop.pk).update(is_live=True)
    for page in (idea.get_absolute_url(), workshop.get_absolute_url(), "/workshops/community/next/"):
        assert "A live session is on." in read_text(participant.client.get(page))


def test_the_way_in_takes_the_code_of_the_screen_along(visitor: Client, workshop: Workshop) -> None:
    make_session(workshop)
    page = visitor.get(ROOM, {"code": "HALL2345"}).content.decode()
    assert "code=HALL2345" in page
    assert LiveSession.objects.get().join_code == ""
