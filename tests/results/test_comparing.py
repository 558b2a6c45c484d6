"""What became of each statement from one edition to the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas_platform.lib.refusals import Unprocessable
from results.domain.comparing import (
    Side,
    compare_editions,
    compare_words,
    is_near,
    set_lineage,
    write_why_dropped,
)
from results.domain.statements import StatementText, change_statement, remove_statement
from results.models import Edition, Statement
from tests.cast import Person
from tests.results.declaration import begin, make_released, make_statement, release

WORDS = st.lists(st.sampled_from(["care", "at", "home", "now", "\n", " "]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_the_pieces_of_each_side_are_its_text(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    assert "".join(piece.words for piece in pieces if piece.side != Side.NEW) == old
    assert "".join(piece.words for piece in pieces if piece.side != Side.OLD) == new


def test_words_that_stand_in_both_are_told_once() -> None:
    pieces = compare_words("Care begins at home.", "Care ends at home.")
    assert [(str(piece.side), piece.words) for piece in pieces] == [
        ("both", "Care "), ("old", "begins"), ("new", "ends"), ("both", " at home."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("new", "near"),
    [
        ("Care begins at home.", True),
        ("Care ends at home.", True),
        ("Care begins where people live and stay.", False),
        ("Nobody waits a night for an answer.", False),
    ],
)
def test_texts_with_little_in_common_are_told_whole(new: str, near: bool) -> None:
    assert is_near(compare_words("Care begins at home.", new)) == near


def find(edition: Edition, text: str) -> Statement:
    return edition.statements.get(text=text)


def reword(edition: Edition, old: str, new: str) -> Statement:
    statement = find(edition, old)
    text = StatementText(new, statement.foundation_id)
    return change_statement(statement=statement, text=text, version=statement.version)


@pytest.mark.django_db
def test_kept_reworded_split_merged_new_and_dropped(organiser: Person) -> None:
    old = make_released(organiser, "Stay.", "Say it.", "Two things.", "One.", "Other.", "Gone.")
    keys = {one.text: one.pk for one in old.statements.all()}
    edition = begin(organiser)
    say = reword(edition, "Say it.", "Say it better.")
    set_lineage(statement=say, deed="reworded", previous=[keys["Say it."]], reason="Clearer.")
    halves = [reword(edition, "Two things.", "A thing."), make_statement(edition, "Another thing.")]
    for half in halves:
        set_lineage(statement=half, deed="split", previous=[keys["Two things."]], reason="Two matters.")
    both = reword(edition, "One.", "One and other.")
    remove_statement(statement=find(edition, "Other."))
    set_lineage(
        statement=both, deed="merged", previous=[keys["One."], keys["Other."]], reason="They are one."
    )
    remove_statement(statement=find(edition, "Gone."))
    write_why_dropped(edition=edition, previous=keys["Gone."], reason="Done by now.")
    new = make_statement(edition, "New.")
    set_lineage(statement=new, deed="new", previous=[], reason="Asked for.")
    told = [
        (one.deed, [each.text for each in one.before], [each.text for each in one.now], list(one.reasons))
        for one in compare_editions(edition)
    ]
    assert told == [
        ("kept", ["Stay."], ["Stay."], []),
        ("reworded", ["Say it."], ["Say it better."], ["Clearer."]),
        ("split", ["Two things."], ["A thing.", "Another thing."], ["Two matters."]),
        ("merged", ["One.", "Other."], ["One and other."], ["They are one."]),
        ("new", [], ["New."], ["Asked for."]),
        ("dropped", ["Gone."], [], ["Done by now."]),
    ]
    released = release(organiser, edition)
    assert len(compare_editions(released)) == 6


@pytest.mark.django_db
def test_a_statement_comes_from_as_many_as_fit(organiser: Person) -> None:
    old = make_released(organiser, "One.", "Two.")
    keys = list(old.statements.values_list("pk", flat=True))
    edition = begin(organiser)
    statement = find(edition, "One.")
    foreign = statement.pk
    for deed, previous in (
        ("merged", keys[:1]), ("kept", keys), ("new", keys[:1]), ("dropped", keys[:1]), ("kept", [foreign]),
    ):  # fmt: skip
        with pytest.raises(Unprocessable):
            set_lineage(statement=statement, deed=deed, previous=previous, reason="x")
