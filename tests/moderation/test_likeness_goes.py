"""What was worked out of a text goes with the words that it was made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from ideas.models import Comment, Idea, Merge
from moderation.domain.likeness_texts import keep_rows, read_texts
from moderation.models import (
    ReadingPlace,
)
from tests.cast import Person, make_idea, make_workshop
from tests.moderation.coding_people import make_answer
from tests.moderation.likeness import (
    KINDS,
    count_rows,
    plant,
)
from workshops.models import Workshop

S = Idea.Status

pytestmark = pytest.mark.django_db


def _reword(item: Idea | Comment, _person: Person) -> None:
    type(item)._default_manager.filter(pk=item.pk).update(body="Other words")


def _set(status: str) -> Callable[[Idea | Comment, Person], None]:
    def change(item: Idea | Comment, _person: Person) -> None:
        type(item)._default_manager.filter(pk=item.pk).update(status=status)

    return change


ENDS = {
    "reworded or covered": _reword,
    "hidden": _set("hidden"),
    "back in review": _set("in_review"),
    "taken back": _set("withdrawn"),
}


@pytest.mark.parametrize("end", ENDS)
def test_all_goes_at_once_with_the_words_it_was_made_of(
    end: str, workshop: Workshop, moderator: Person
) -> None:
    idea, other = make_idea(workshop), make_idea(workshop)
    answer = make_answer(idea)
    for item in (idea, other, answer):
        plant(workshop, item)
    ENDS[end](answer, moderator)
    assert count_rows() == [2, 2, 2]
    ENDS[end](idea, moderator)
    assert [[row.idea_id for row in kind.objects.all()] for kind in KINDS] == [[other.pk]] * 3


def test_with_a_hidden_idea_it_goes_for_its_comments(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop)
    for item in (idea, make_answer(idea)):
        plant(workshop, item)
    _set("hidden")(idea, moderator)
    assert count_rows() == [0, 0, 0]


def test_it_goes_with_a_merge_and_a_title(workshop: Workshop) -> None:
    main, part, other = make_idea(workshop), make_idea(workshop), make_idea(workshop)
    for item in (main, part, other):
        plant(workshop, item)
    Merge.objects.create(idea=part, main=main)
    Idea.objects.filter(pk=other.pk).update(title="Another")
    assert [[row.idea_id for row in kind.objects.all()] for kind in KINDS] == [[main.pk]] * 3


@pytest.mark.parametrize("key_check", [b"", b"1" * 16])
def test_it_goes_with_the_key(key_check: bytes, workshop: Workshop) -> None:
    elsewhere = make_workshop(slug="another", title="Another")
    for one in (workshop, elsewhere):
        plant(one, make_idea(one))
    Workshop.objects.filter(pk=workshop.pk).update(key_check=key_check)
    assert count_rows() == [1, 1, 1]
    assert ReadingPlace.objects.get().workshop == elsewhere


def test_what_only_counts_leaves_it_there(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    plant(workshop, idea)
    Idea.objects.filter(pk=idea.pk).update(
        body=idea.body, title=idea.title, reviewed=True, status="published"
    )
    Workshop.objects.filter(pk=workshop.pk).update(title="Renamed")
    assert count_rows() == [1, 1, 1]


def test_nothing_is_kept_of_words_that_changed_meanwhile(workshop: Workshop) -> None:
    idea, other = make_idea(workshop), make_idea(workshop)
    texts = read_texts(workshop)
    Idea.objects.filter(pk=idea.pk).update(body="Other words")
    fields: dict[Any, Any] = {text.key: {"place": 0, "group_number": 0, "unstable": False} for text in texts}
    keep_rows(ReadingPlace, workshop, texts, fields)
    assert [row.idea_id for row in ReadingPlace.objects.all()] == [other.pk]


@pytest.mark.django_db(transaction=True)
def test_what_is_being_changed_is_passed_over_and_waits_for_nobody(workshop: Workshop) -> None:
    idea, other = make_idea(workshop), make_idea(workshop)
    texts = read_texts(workshop)
    fields: dict[Any, Any] = {text.key: {"place": 0, "group_number": 0, "unstable": False} for text in texts}
    second = connections.create_connection("default")
    try:
        with second.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("UPDATE ideas_idea SET body = 'Other words' WHERE id = %s", [idea.pk])
            keep_rows(ReadingPlace, workshop, texts, fields)
            cursor.execute("COMMIT")
    finally:
        second.close()
    assert [row.idea_id for row in ReadingPlace.objects.all()] == [other.pk]
