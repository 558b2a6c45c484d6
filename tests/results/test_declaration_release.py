"""Editions of the Declaration: what keeps them back, released once for all, and copied."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from ideas.models import Idea
from ideas_platform.lib.refusals import Unprocessable
from results.domain.counting import read_sources
from results.domain.editions import (
    Released,
    find_latest,
)
from results.domain.evidence import check_quotes
from results.domain.not_used import write_not_used
from results.domain.releasing import Check, list_obstacles
from results.domain.statements import (
    FoundationText,
    add_foundation,
)
from results.models import CodedItem, Evidence, NotUsed
from tests.cast import Person, make_idea
from tests.moderation.coding_people import code_as, make_code, make_text, meet
from tests.results.declaration import (
    add,
    begin,
    close_long_ago,
    give_picture,
    make_foundation,
    make_released,
    make_statement,
    refuse,
    release,
)
from workshops.models import Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db


def test_a_quote_must_stand_in_its_source_word_for_word(moderator: Person) -> None:
    idea = make_idea(meet(moderator).workshop, body="Families ring five places today. They are tired.")
    edition = begin(moderator)
    statement = make_statement(edition, new=None)
    with pytest.raises(Unprocessable):
        add(statement, "quote", item=idea, quote="Families ring six places")
    quote = add(statement, "quote", item=idea, quote="ring five places")
    assert (quote.quote, quote.start) == ("ring five places", 9)
    assert check_quotes(edition) == []


def test_one_letter_changed_in_quote_or_source_keeps_the_edition_back_and_is_named(organiser: Person) -> None:
    workshop = meet(organiser).workshop
    close_long_ago(workshop)
    idea = make_idea(workshop, body="Families ring five places today.")
    edition = begin(organiser)
    statement = make_statement(edition, new=None)
    quote = add(statement, "quote", item=idea, quote="ring five places")
    Evidence.objects.filter(pk=quote.pk).update(quote="ring fivE places")
    (broken,) = check_quotes(edition)
    assert (broken.statement, broken.ref, broken.said, broken.now) == (
        statement, idea.ref, "ring fivE places", "ring five places",
    )  # fmt: skip
    assert refuse(organiser, edition)[Check.QUOTES] == 1
    Evidence.objects.filter(pk=quote.pk).update(quote="ring five places")
    Idea.objects.filter(pk=idea.pk).update(body="Families rang five places today.")
    (broken,) = check_quotes(edition)
    assert (broken.statement, broken.ref, broken.said) == (statement, idea.ref, "")
    assert refuse(organiser, edition)[Check.QUOTES] == 1


def test_quotes_move_with_their_words_and_go_with_them(organiser: Person) -> None:
    """In a released edition too: what is covered must stand nowhere any more."""
    workshop = meet(organiser).workshop
    close_long_ago(workshop)
    idea, other = (
        make_idea(workshop, body="We ring five places."),
        make_idea(workshop, body="Buses are late."),
    )
    edition = begin(organiser)
    statement = make_statement(edition, new=None)
    quote, second = (
        add(statement, "quote", item=idea, quote="five places"),
        add(statement, "quote", item=other, quote="late"),
    )
    release(organiser, edition)
    Idea.objects.filter(pk=idea.pk).update(body="In April we ring five places.")
    quote.refresh_from_db()
    assert (quote.quote, quote.start) == ("five places", 17)
    Idea.objects.filter(pk=idea.pk).update(body="In April we ring [covered].")
    Idea.objects.filter(pk=other.pk).update(status=Idea.Status.WITHDRAWN)
    quote.refresh_from_db()
    second.refresh_from_db()
    assert (quote.quote, second.quote) == ("", "")


def test_a_final_edition_publishes_the_result_and_a_consultation_does_not(organiser: Person) -> None:
    workshop = meet(organiser).workshop
    make_released(organiser, kind="consultation")
    assert Workshop.objects.with_phase().get(pk=workshop.pk).phase == Phase.CLOSED
    edition = begin(organiser)
    assert (edition.number, list(edition.lineage.values_list("deed", flat=True))) == (2, ["kept"])
    released = release(organiser, edition)
    workshop = Workshop.objects.with_phase().get(pk=workshop.pk)
    assert (workshop.phase, find_latest(workshop)) == (Phase.PUBLISHED, released)
    moment = workshop.published_at
    release(organiser, begin(organiser))
    workshop.refresh_from_db()
    assert workshop.published_at == moment


def test_what_keeps_a_final_edition_back_is_listed(organiser: Person) -> None:
    workshop = meet(organiser).workshop
    assert [one.check for one in list_obstacles(begin(organiser, "draft", stood_behind_by=""))] == [
        Check.PHASE, Check.KIND, Check.STATEMENTS,
    ]  # fmt: skip
    close_long_ago(workshop)
    edition = begin(organiser, stood_behind_by="")
    make_statement(edition, new=None)
    make_idea(workshop)
    make_idea(workshop, status=Idea.Status.IN_REVIEW)
    make_idea(workshop, status=Idea.Status.UNRELEASED)
    assert refuse(organiser, edition) == {
        Check.EVIDENCE: 1, Check.STANDS: 0, Check.WAITING: 0, Check.REVIEW: 1, Check.LEFT_OVER: 1,
    }  # fmt: skip
    Workshop.objects.filter(pk=workshop.pk).update(closes_at=Workshop.objects.with_phase().get().time_asked)
    assert Check.MERGES in refuse(organiser, edition)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE results_edition SET title = 'x'",
        "DELETE FROM results_edition",
        "UPDATE results_statement SET text = 'x'",
        "DELETE FROM results_evidence",
        "UPDATE results_evidence SET stance = 'contradicts'",
        "UPDATE results_foundation SET title = 'x'",
        "UPDATE results_foundationpicture SET content = '\\x00'",
        "UPDATE results_foundationpicture SET words = 'x'",
        "DELETE FROM results_foundationpicture",
        "DELETE FROM results_lineage",
        "UPDATE results_notused SET reason = 'x'",
        "DELETE FROM results_codeditem",
        "UPDATE results_codeditem SET code_id = code_id, idea_id = NULL",
    ],
)
def test_a_released_edition_never_changes(organiser: Person, change: str) -> None:
    workshop = meet(organiser).workshop
    code, idea = make_code(organiser), make_text(workshop)
    code_as(organiser, idea, [code])
    close_long_ago(workshop)
    edition = begin(organiser)
    give_picture(make_statement(edition).foundation)
    write_not_used(edition=edition, sources=[code], reason="Said elsewhere.")
    release(organiser, edition)
    assert CodedItem.objects.get().idea == idea
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    with pytest.raises(Released):
        make_foundation(edition)


def test_what_is_coded_after_a_release_changes_no_number_of_it(organiser: Person) -> None:
    workshop = meet(organiser).workshop
    code, first, second = make_code(organiser), make_text(workshop), make_text(workshop)
    code_as(organiser, first, [code])
    edition = begin(organiser, "consultation")
    statement = make_statement(edition, new=None)
    add(statement, "code", code=code)
    Workshop.objects.filter(pk=workshop.pk).update(closes_at=workshop.time_asked)
    release(organiser, edition)
    code_as(organiser, second, [code])
    edition.refresh_from_db()
    assert read_sources(edition).count(statement.pk).ideas == 1
    assert read_sources(begin(organiser)).behind[code.pk] == {first.pk, second.pk}


def test_a_new_edition_copies_the_last_one_with_all_that_it_stands_on(organiser: Person) -> None:
    workshop = meet(organiser).workshop
    close_long_ago(workshop)
    edition = begin(organiser)
    idea, other = make_idea(workshop, body="We ring five places."), make_idea(workshop)
    statement = make_statement(edition)
    add(statement, "quote", item=idea, quote="five places")
    write_not_used(edition=edition, sources=[other], reason="Too dear.")
    release(organiser, edition)
    new = begin(organiser)
    copied = new.statements.get()
    assert (copied.ref, copied.text, copied.pk == statement.pk) == (statement.ref, statement.text, False)
    assert sorted(copied.evidence.values_list("kind", "quote")) == [
        ("judgement", ""),
        ("quote", "five places"),
    ]
    assert NotUsed.objects.get(edition=new).reason == "Too dear."
    assert copied.lineage.get().previous == statement


def test_a_foundation_without_a_statement_keeps_an_edition_back(organiser: Person) -> None:
    close_long_ago(meet(organiser).workshop)
    edition = begin(organiser)
    make_statement(edition)
    add_foundation(edition=edition, text=FoundationText("Empty"))
    assert refuse(organiser, edition) == {Check.STATEMENTS: 0}


def test_only_organisers_release(moderator: Person) -> None:
    close_long_ago(meet(moderator).workshop)
    edition = begin(moderator)
    make_statement(edition)
    with pytest.raises(PermissionDenied):
        release(moderator, edition)
