"""Large files of ideas are brought in by the worker: all or nothing, once, whatever goes wrong meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import DataError, OperationalError, connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea, IdeaSource
from moderation.models import SentFile
from organising.domain.idea_imports import bring_all_in
from organising.models import IdeaImport
from organising.tasks import bring_ideas_in
from tests.cast import Person, make_member, make_workshop
from tests.organising.test_idea_files import CHECK, HEAD, IMPORT, send, store
from tests.pages import read_text
from tests.results.declaration import close_long_ago
from workshops.models import Theme, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
HELD = "Mrs Adeyemi in bed 9 came home at six."
ROWS = "".join(f"Idea {place},{HELD if place == 3 else f'Open door {place}.'},,\n" for place in range(5))


@pytest.fixture
def organiser(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Return an organiser of a site where three ideas are many, and the worker checks two at once."""
    monkeypatch.setattr("organising.domain.idea_imports.SMALL", 2)
    monkeypatch.setattr("organising.domain.idea_imports.AT_ONCE", 2)
    Theme.objects.create(workshop=workshop, number=7, title="Food")
    return make_member("bringer", workshop, Role.ORGANISER)


@contextmanager
def failing(words: str, error: BaseException, *, number: int = 1) -> Iterator[None]:
    """Let the statement that has these words fail, when it comes for the so-manieth time."""
    left = number

    def look(execute: Any, statement: Any, *rest: Any) -> Any:
        nonlocal left
        left -= words in str(statement)
        if words in str(statement) and left == 0:
            raise error
        return execute(statement, *rest)

    with connection.execute_wrapper(look):
        yield


def count_stored() -> tuple[int, int]:
    """Return how many ideas and sources are stored."""
    return Idea.objects.count(), IdeaSource.objects.count()


def test_a_large_file_waits_for_the_worker_and_the_page_says_how_far_it_is(organiser: Person) -> None:
    send(organiser, HEAD + ROWS)
    key = organiser.client.get(CHECK).context["file"].key
    for _press in range(2):
        assert organiser.client.post(CHECK, {"key": key})["Location"] == IMPORT
        assert (count_stored(), IdeaImport.objects.count(), SentFile.objects.count()) == ((0, 0), 1, 0)
    page = read_text(organiser.client.get(IMPORT))
    assert "0 of 5 ideas are checked. Then all of them are stored at once." in page
    bring_ideas_in()
    assert (count_stored(), IdeaImport.objects.count()) == ((5, 1), 0)
    assert organiser.client.post(CHECK, {"key": key})["Location"] == IMPORT
    assert (bring_all_in(), count_stored(), IdeaImport.objects.count()) == (0, (5, 1), 0)
    assert "On their way in" not in read_text(organiser.client.get(IMPORT))
    assert [*Idea.objects.filter(held=True).values_list("title", "status")] == [("Idea 3", "in_review")]


def test_a_worker_that_dies_makes_way_for_the_next_one_which_goes_on_where_it_was(organiser: Person) -> None:
    store(organiser, HEAD + ROWS)
    with failing('UPDATE "organising_ideaimport"', SystemExit(), number=3), pytest.raises(SystemExit):
        bring_all_in()
    assert (IdeaImport.objects.get().checked, count_stored()) == (4, (0, 0))
    assert "4 of 5 ideas are checked" in read_text(organiser.client.get(IMPORT))
    with failing('UPDATE "organising_ideaimport"', AssertionError("checked anew"), number=2):
        assert bring_all_in() == 5
    assert (count_stored(), Idea.objects.get(held=True).title) == ((5, 1), "Idea 3")


def test_a_lost_connection_stores_nothing_and_is_tried_again(organiser: Person) -> None:
    store(organiser, HEAD + ROWS)
    # Two ideas are written by then: they go with all others.
    lost = failing('INSERT INTO "ideas_idea"', OperationalError("the connection is lost"), number=2)
    with lost, pytest.raises(OperationalError):
        bring_all_in()
    assert (count_stored(), IdeaImport.objects.get().problem) == ((0, 0), "")
    assert (bring_all_in(), count_stored()) == (5, (5, 1))


def test_what_can_not_be_stored_is_said_and_nothing_of_it_stays(organiser: Person) -> None:
    store(organiser, HEAD + ROWS)
    with failing('INSERT INTO "ideas_idea"', DataError("no such letter")):
        assert bring_all_in() == 0
    asked = IdeaImport.objects.get()
    assert (asked.problem, asked.rows, asked.held, count_stored()) == ("failed", [], [], (0, 0))
    page = read_text(organiser.client.get(IMPORT))
    assert "Something went wrong on our side" in page
    assert "Nothing of it is stored." in page
    assert bring_all_in() == 0
    assert organiser.client.post(f"{IMPORT}{asked.pk}/removal/")["Location"] == IMPORT
    assert "Something went wrong" not in read_text(organiser.client.get(IMPORT))


def test_what_does_not_fit_any_more_is_not_stored(organiser: Person, workshop: Workshop) -> None:
    store(organiser, HEAD + ROWS.replace(",,", ",Food,"))
    Theme.objects.filter(title="Food").delete()
    assert (bring_all_in(), count_stored(), IdeaImport.objects.get().problem) == (0, (0, 0), "theme")
    # Another file: what was wrong with the last one is done with.
    store(organiser, HEAD + ROWS)
    assert IdeaImport.objects.get().problem == ""
    close_long_ago(workshop)
    assert (bring_all_in(), count_stored(), IdeaImport.objects.get().problem) == (0, (0, 0), "closed")
    assert "The workshop had closed before" in read_text(organiser.client.get(IMPORT))


def test_it_can_be_stopped_until_it_is_stored(organiser: Person) -> None:
    store(organiser, HEAD + ROWS)
    removal = f"{IMPORT}{IdeaImport.objects.get().pk}/removal/"
    answer = organiser.client.post(removal, follow=True)
    assert "Nothing of it is stored." in read_text(answer)
    assert (bring_all_in(), count_stored(), IdeaImport.objects.count()) == (0, (0, 0), 0)
    assert organiser.client.post(removal).status_code == 409


def test_the_workshop_is_locked_last(organiser: Person) -> None:
    store(organiser, HEAD + ROWS)
    with CaptureQueriesContext(connection) as queries:
        assert bring_all_in() == 5
    written = [one["sql"] for one in queries]
    (locked,) = [place for place, sql in enumerate(written) if "FOR NO KEY UPDATE" in sql]
    assert locked > max(place for place, sql in enumerate(written) if sql.startswith("INSERT"))


@pytest.mark.django_db(transaction=True)
def test_what_is_being_stored_can_not_be_stopped(organiser: Person) -> None:
    store(organiser, HEAD + ROWS)
    key = IdeaImport.objects.get().pk
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as worker:
        worker.execute("SELECT 1 FROM organising_ideaimport FOR UPDATE")
        answer = organiser.client.post(f"{IMPORT}{key}/removal/")
        assert (answer.status_code, "is being stored now" in read_text(answer)) == (409, True)
        worker.rollback()
    assert IdeaImport.objects.count() == 1


def test_who_looks_first_is_asked_anew_when_that_changes_meanwhile(
    organiser: Person, workshop: Workshop
) -> None:
    store(organiser, HEAD + ROWS)

    def change(execute: Any, statement: Any, *rest: Any) -> Any:
        if 'INSERT INTO "ideas_idea"' in str(statement):
            Workshop.objects.filter(pk=workshop.pk).update(moderation=Workshop.Moderation.BEFORE)
        return execute(statement, *rest)

    with connection.execute_wrapper(change):
        assert bring_all_in() == 0
    # All is taken back, what changed too: it was in the same transaction here.
    assert (count_stored(), IdeaImport.objects.get().checked) == ((0, 0), 5)
    assert bring_all_in() == 5


def test_an_organiser_of_another_workshop_stops_nothing(organiser: Person) -> None:
    store(organiser, HEAD + ROWS)
    other = make_member("stranger", make_workshop(slug="elsewhere"), Role.ORGANISER)
    key = IdeaImport.objects.get().pk
    assert other.client.post(f"/admin/desk/elsewhere/import/{key}/removal/").status_code == 409
    assert bring_all_in() == 5


def test_of_two_organisers_with_one_file_the_second_is_asked(organiser: Person, workshop: Workshop) -> None:
    colleague = make_member("colleague", workshop, Role.ORGANISER)
    for person in (organiser, colleague):
        send(person, HEAD + ROWS)
    keys = [person.client.get(CHECK).context["file"].key for person in (organiser, colleague)]
    assert organiser.client.post(CHECK, {"key": keys[0]}).status_code == 303
    answer = colleague.client.post(CHECK, {"key": keys[1]})
    assert answer.status_code == 422
    assert "Somebody has brought this very file in since" in read_text(answer)
    assert (answer.context["is_known"], IdeaImport.objects.count()) == (True, 1)
    assert colleague.client.post(CHECK, {"key": keys[1], "again": "yes"}).status_code == 303
    assert (bring_all_in(), count_stored()) == (10, (10, 2))
