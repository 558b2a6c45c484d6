"""How a page of a board is told to be unchanged, or that there is something newer."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from tests.cast import Person
from voting.ballots.casting import cast_vote
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
BOARDS = "/workshops/community/boards/"


def test_who_has_the_page_is_told_so_in_a_few_queries(participant: Person, ideas: list[Idea]) -> None:
    Workshop.objects.update(boards_after_votes=1)
    cast_vote(actor=participant.membership, idea=ideas[0], answer="up")
    first = participant.client.get(f"{BOARDS}top/")
    with CaptureQueriesContext(connection) as queries:
        again = participant.client.get(f"{BOARDS}top/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "no-store")
    assert len(queries) <= 4


def test_a_page_is_another_for_each_theme_reader_and_release(
    participant: Person, colleague: Person, workshop: Workshop, ideas: list[Idea]
) -> None:
    mine = participant.client.get(f"{BOARDS}top/")["ETag"]
    others = [
        participant.client.get(f"{BOARDS}top/?theme=1")["ETag"],
        participant.client.get(f"{BOARDS}debated/")["ETag"],
        colleague.client.get(f"{BOARDS}top/")["ETag"],
    ]
    release_workshop(workshop.pk, force=True)
    others.append(participant.client.get(f"{BOARDS}top/")["ETag"])
    Idea.objects.filter(pk=ideas[0].pk).update(status=Idea.Status.HIDDEN)
    others.append(participant.client.get(f"{BOARDS}top/")["ETag"])
    assert len({mine, *others}) == 6


def test_before_one_has_voted_a_page_has_no_tag(participant: Person, ideas: list[Idea]) -> None:
    Workshop.objects.update(boards_after_votes=2)
    page = participant.client.get(f"{BOARDS}top/")
    assert (page.has_header("ETag"), page.context["entries"]) == (False, [])


def test_an_open_page_hears_of_newer_results_and_of_nothing_else(
    participant: Person, workshop: Workshop, ideas: list[Idea]
) -> None:
    version = participant.client.get(f"{BOARDS}top/?theme=1").context["version"]
    address, by_htmx = f"{BOARDS}top/?theme=1&seen={version}", {"HX-Request": "true"}
    assert participant.client.get(address, headers=by_htmx).status_code == 204
    release_workshop(workshop.pk, force=True)
    news = participant.client.get(address, headers=by_htmx)
    assert (news.status_code, news.content.decode().count(f'href="{BOARDS}top/?theme=1"')) == (200, 1)
