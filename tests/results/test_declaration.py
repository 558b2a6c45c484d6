"""Editions of the Declaration: written, counted, and what became of their statements."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from ideas.models import Comment, Idea, Merge
from ideas_platform.lib.refusals import SavedSince, Unprocessable
from moderation.domain.other_voices import take_passage_away, write_seen_passage
from results.domain.counting import read_sources
from results.domain.editions import (
    EditionText,
    begin_edition,
    change_edition,
    read_parts,
)
from results.domain.evidence import check_quotes, find_items
from results.domain.not_used import take_back, write_not_used
from results.domain.releasing import Check
from results.domain.statements import (
    StatementText,
    add_statement,
    change_statement,
    count_sentences,
    move,
    remove_statement,
)
from results.domain.statuses import list_statuses, write_status
from results.models import Audience, Edition, Foundation, Lineage, NotUsed, Statement
from tests.cast import Person, make_comment, make_idea, make_workshop
from tests.moderation.coding_people import code_as, make_code, make_text, meet
from tests.moderation.other_voices import make_passage, make_voice
from tests.results.declaration import (
    add,
    begin,
    make_foundation,
    make_released,
    make_statement,
    refuse,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("Care begins at home", 1),
        ("Care begins at home. It stays there.", 2),
        ("Ask Dr. Who, e.g. by telephone. Then act! Is it done?", 3),
        ("It costs 2.5 million, says the N.H.S. report.", 1),
        ("“Care at home.” That is what we want.", 2),
    ],
)
def test_sentences_are_counted(text: str, number: int) -> None:
    assert count_sentences(text) == number


def test_the_first_edition_has_the_usual_words_and_four_audiences(organiser: Person) -> None:
    edition = begin_edition(actor=meet(organiser))
    assert (edition.number, edition.kind, edition.foundation_word) == (1, "draft", "Foundation")
    assert list(Audience.objects.values_list("slug", flat=True)) == [
        "commissioners", "providers", "local-authorities", "staff",
    ]  # fmt: skip
    assert begin_edition(actor=meet(organiser)) == edition


def test_who_saves_second_changes_nothing(moderator: Person) -> None:
    edition = begin(moderator)
    seen = edition.version
    text = EditionText("final", "One", foundation_word="Part", foundations_word="Parts")
    change_edition(edition=edition, text=text, version=seen)
    with pytest.raises(SavedSince):
        change_edition(edition=edition, text=EditionText("final", "Two"), version=seen)
    edition.refresh_from_db()
    assert (edition.title, edition.foundation_word) == ("One", "Part")


def test_a_statement_has_two_sentences_at_most_and_stands_in_its_own_edition(moderator: Person) -> None:
    edition = begin(moderator)
    home = make_foundation(edition)
    with pytest.raises(Unprocessable):
        add_statement(edition=edition, text=StatementText("One. Two. Three.", home.pk))
    other = Foundation.objects.create(
        edition=Edition.objects.create(workshop=make_workshop(), number=1, title="x"), slug="x", order=1
    )
    with pytest.raises(Unprocessable):
        add_statement(edition=edition, text=StatementText("One.", other.pk))
    statement = add_statement(edition=edition, text=StatementText("One. Two.", home.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(foundation=other)


def test_parts_and_statements_move(moderator: Person) -> None:
    edition = begin(moderator)
    first, second = make_foundation(edition, "One"), make_foundation(edition, "Two")
    statements = [make_statement(edition, f"Number {n}.") for n in (1, 2, 3)]
    move(row=second, up=True)
    move(row=statements[2], up=True)
    move(row=statements[0], up=True)
    parts = read_parts(edition)
    assert [part.foundation for part in parts] == [second, first]
    assert [(number, one.text) for number, one in parts[1].statements] == [
        ("2.1", "Number 1."), ("2.2", "Number 3."), ("2.3", "Number 2."),
    ]  # fmt: skip


def test_addresses_of_parts_are_never_those_of_other_pages(moderator: Person) -> None:
    edition = begin(moderator)
    slugs = [make_foundation(edition, title).slug for title in ("Changes", "Care at home", "Care at home")]
    assert slugs == ["changes-2", "care-at-home", "care-at-home-2"]


def test_every_published_idea_needs_a_statement_or_a_reason(moderator: Person) -> None:
    """By itself, by its code, by its idea where it is a comment, by its main idea where it was merged."""
    workshop = meet(moderator).workshop
    buses, cost = make_code(moderator, "Buses"), make_code(moderator, "Cost")
    by_code, by_reason = make_text(workshop), make_text(workshop)
    code_as(moderator, by_code, [buses])
    code_as(moderator, by_reason, [cost])
    alone, part, left = make_text(workshop), make_text(workshop), make_text(workshop)
    Merge.objects.create(idea=part, main=alone)
    follows = make_comment(alone)
    hidden = make_text(workshop, status=Idea.Status.HIDDEN)
    comment = make_comment(alone)
    edition = begin(moderator)
    make_statement(edition)
    statement = make_statement(edition, "Buses come.", None)
    add(statement, "code", code=buses)
    add(statement, "item", item=alone)
    write_not_used(edition=edition, sources=[cost], reason="We have no say in it.")
    sources = read_sources(edition)
    assert list(sources.find_left_over().ideas) == [left.pk]
    assert sources.find_trail(by_code.pk).statements == (statement.pk,)
    assert sources.find_trail(by_reason.pk).reasons == ("We have no say in it.",)
    assert sources.find_trail(part.pk) == sources.find_trail(follows.pk) == sources.find_trail(comment.pk)
    assert not sources.find_trail(hidden.pk)
    numbers = sources.count(statement.pk)
    assert (numbers.ideas, numbers.comments, numbers.codes, numbers.others) == (2, 0, 1, 0)
    assert numbers.by_stream == {("staff", "supports"): 2}


def test_a_comment_that_is_coded_by_itself_goes_its_own_way(moderator: Person) -> None:
    workshop = meet(moderator).workshop
    code = make_code(moderator)
    idea = make_text(workshop)
    comment = make_comment(idea)
    code_as(moderator, comment, [code])
    if not read_sources(begin(moderator)).coded:  # in the share that two people code
        Comment.objects.filter(pk=comment.pk).delete()
        return
    edition = begin(moderator)
    statement = make_statement(edition, new=None)
    add(statement, "item", item=idea)
    left = read_sources(edition).find_left_over()
    assert (list(left.ideas), list(left.comments)) == ([], [comment.pk])
    write_not_used(edition=edition, sources=[code], reason="Said elsewhere.")
    assert read_sources(edition).find_left_over().number == 0


def test_what_only_one_person_coded_of_the_blind_share_does_not_count_yet(moderator: Person) -> None:
    code = make_code(moderator)
    idea = make_text(meet(moderator).workshop, blind=True)
    code_as(moderator, idea, [code])
    assert read_sources(begin(moderator)).behind[code.pk] == frozenset()


def test_numbers_take_the_same_queries_for_one_statement_and_for_twenty(
    moderator: Person, django_assert_num_queries: object
) -> None:
    edition = begin(moderator)
    make_statement(edition)
    with django_assert_num_queries(10):  # type: ignore[operator]
        assert len(read_sources(edition).numbers) == 1
    for number in range(19):
        make_statement(edition, f"Number {number}.")
    with django_assert_num_queries(10):  # type: ignore[operator]
        assert len(read_sources(edition).numbers) == 20


def test_removing_a_statement_drops_what_it_came_from_until_somebody_says_why(organiser: Person) -> None:
    make_released(organiser, "One.", "Two.")
    edition = begin(organiser)
    remove_statement(statement=edition.statements.get(text="Two."))
    assert edition.lineage.get(deed="dropped").previous.text == "Two."  # type: ignore[union-attr]
    assert refuse(organiser, edition) == {Check.REASONS: 1}


def test_a_statement_in_other_words_is_reworded_and_in_the_old_words_kept(organiser: Person) -> None:
    make_released(organiser, "One.")
    edition = begin(organiser)
    statement = edition.statements.get()
    for text, deed in (("One more.", "reworded"), ("One.", "kept")):
        statement = change_statement(
            statement=statement,
            text=StatementText(text, statement.foundation_id),
            version=statement.version,
        )
        assert Lineage.objects.get(statement=statement).deed == deed


def test_reasons_are_kept_anew_and_taken_back(moderator: Person) -> None:
    edition = begin(moderator)
    idea = make_idea(meet(moderator).workshop)
    items = find_items(edition, [idea.ref, "nothing"])
    assert [write_not_used(edition=edition, sources=items, reason=one) for one in ("Too dear.", "Said.")] == [
        1,
        1,
    ]
    reason = NotUsed.objects.get()
    assert (reason.idea, reason.reason) == (idea, "Said.")
    take_back(edition=edition, key=reason.pk)
    assert not NotUsed.objects.exists()
    with pytest.raises(Unprocessable):
        write_not_used(edition=edition, sources=[make_idea(make_workshop())], reason="No.")


def test_what_became_of_a_statement_goes_on_in_the_next_edition(organiser: Person) -> None:
    edition = make_released(organiser)
    (statement,) = edition.statements.all()
    today = edition.released_on
    assert today is not None
    write_status(statement=statement, state="planned", since=today)
    with pytest.raises(Unprocessable):
        write_status(statement=statement, state="stopped", since=today)
    write_status(statement=statement, state="stopped", since=today, reason="No money.")
    following = begin(organiser)
    (copied,) = following.statements.all()
    with pytest.raises(Unprocessable):
        write_status(statement=copied, state="done", since=today)
    assert sorted(one.state for one in list_statuses(following)[copied.pk]) == ["planned", "stopped"]


def test_passages_of_other_voices_stand_beside_ideas_and_are_never_added_to_them(moderator: Person) -> None:
    workshop = meet(moderator).workshop
    code, idea = make_code(moderator), make_text(workshop)
    passage = make_passage(make_voice(workshop), body="We wait for the bus.")
    code_as(moderator, idea, [code])
    code_as(moderator, passage, [code])
    edition = begin(moderator)
    statement = make_statement(edition, new=None)
    add(statement, "code", code=code)
    quote = add(statement, "quote", item=passage, quote="the bus")
    numbers = read_sources(edition).count(statement.pk)
    assert (numbers.ideas, numbers.passages, quote.stream) == (1, 1, passage.voice.stream)
    assert numbers.by_stream == {("staff", "supports"): 1, (passage.voice.stream, "supports"): 1}
    type(passage).objects.filter(pk=passage.pk).update(body="We wait.")
    assert [one.ref for one in check_quotes(edition)] == [passage.ref]


def test_a_passage_that_an_edition_stands_on_stays(moderator: Person) -> None:
    passage = make_passage(make_voice(meet(moderator).workshop))
    add(make_statement(begin(moderator), new=None), "voice", item=passage)
    seen = write_seen_passage(passage)
    with pytest.raises(Unprocessable, match="stands on this passage"):
        take_passage_away(actor=meet(moderator), passage=passage, seen=seen, even_coded=True)
