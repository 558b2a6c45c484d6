"""What the worker works out of texts: when, and of which."""

from __future__ import annotations

import sys

import pytest
from django.core.management import call_command

from ideas.models import Idea, Merge
from moderation.analysis.arrays import LENGTH
from moderation.domain import likeness_due
from moderation.domain.likeness_due import find_due, start_run, write_digest
from moderation.domain.likeness_run import work_out_likeness
from moderation.domain.likeness_texts import read_texts
from moderation.domain.text_vectors import embed_all
from moderation.domain.vectors import read_text_vectors
from moderation.models import (
    Calibration,
    CalibrationBin,
    Code,
    Coding,
    Passage,
    ReadingPlace,
    SuggestedCodes,
    TextVector,
)
from tests.cast import Person, make_idea, make_workshop
from tests.moderation.coding_people import code_as, make_answer, make_code, make_text
from tests.moderation.likeness import (
    count_rows,
    make_enough,
    make_subjects,
    work_out_by_meaning,
)
from tests.moderation.other_voices import make_passage, make_voice
from workshops.models import Workshop
from workshops.phases import Phase

S = Idea.Status

pytestmark = pytest.mark.django_db


def test_codes_are_suggested_with_chances_and_the_nearest_example(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    subjects = make_enough(workshop, moderator, organiser)
    rows = {row.idea_id: row for row in SuggestedCodes.objects.all()}
    assert rows.keys() == {text.pk for text in subjects.texts}
    for number, text in enumerate(subjects.texts):
        row = rows[text.pk]
        assert (row.codes[0], len(row.codes)) == (subjects.codes[number % 2].pk, 2)
        first, second = (chance or 0 for chance in row.chances)
        assert first > 0.5 > second
        assert row.examples[0] is not None
        assert Idea.objects.get(pk=row.examples[0]).body == text.body
    calibration = Calibration.objects.get()
    assert (calibration.by_meaning, calibration.coded, calibration.blind) == (False, 50, 50)
    assert 0 <= (calibration.error or 0) < 0.5
    bins = list(CalibrationBin.objects.all())
    assert sum(one.number for one in bins) == 2 * 50
    assert all(one.tenth <= one.chance * 10 <= one.tenth + 1 for one in bins)


def test_nothing_is_suggested_for_the_blind_share_nor_for_what_is_coded(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    code = make_code(moderator, "Rooms")
    blind, coded, other = make_text(workshop, blind=True), make_text(workshop), make_text(workshop)
    code_as(moderator, coded, [code])
    answer = make_answer(other)
    work_out_likeness(workshop, by_meaning=False)
    rows = SuggestedCodes.objects.values_list("idea", "comment")
    assert {idea or comment for idea, comment in rows} == {other.pk, answer.pk}
    assert SuggestedCodes.objects.about([blind.pk]).count() == 0
    # What nobody has coded any more is suggested for again.
    Coding.objects.all().delete()
    work_out_likeness(workshop, by_meaning=False)
    assert SuggestedCodes.objects.about([coded.pk]).count() == 1


def test_what_one_of_two_chose_teaches_nothing_before_the_other_has_read(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    code = make_code(moderator, "Rooms")
    blind = make_text(workshop, blind=True)
    new = make_text(workshop, title="Twin", body=blind.body)
    code_as(moderator, blind, [code])
    work_out_likeness(workshop, by_meaning=False)
    assert (Calibration.objects.get().coded, SuggestedCodes.objects.get(idea=new).examples) == (0, [None])
    code_as(organiser, blind, [code])
    work_out_likeness(workshop, by_meaning=False)
    assert (Calibration.objects.get().coded, SuggestedCodes.objects.get(idea=new).examples) == (1, [blind.pk])


def test_the_order_has_every_published_text_once_and_of_merged_ideas_the_main_one(workshop: Workshop) -> None:
    idea, part, hidden = make_idea(workshop), make_idea(workshop), make_idea(workshop, status=S.HIDDEN)
    Merge.objects.create(idea=part, main=idea)
    answer = make_answer(idea)
    make_answer(hidden)
    make_idea(make_workshop(slug="another", title="Another"))
    work_out_likeness(workshop, by_meaning=False)
    places = list(ReadingPlace.objects.order_by("place").values_list("place", flat=True))
    assert places == [0, 1]
    assert {place.item_key for place in ReadingPlace.objects.all()} == {idea.pk, answer.pk}


def test_each_text_is_embedded_once_and_anew_only_where_its_words_changed(
    workshop: Workshop, moderator: Person
) -> None:
    first, second = make_idea(workshop, title="Rooms"), make_idea(workshop, title="Parking")
    work_out_by_meaning(workshop)
    before = dict(TextVector.objects.values_list("idea", "pk"))
    vectors, is_there = read_text_vectors(workshop, [text.key for text in read_texts(workshop)])
    assert (vectors.shape, is_there.tolist()) == ((2, LENGTH), [True, True])
    assert (vectors**2).sum(axis=1).tolist() == pytest.approx([1, 1], abs=0.01)
    Idea.objects.filter(pk=second.pk).update(title="Parking at night")
    work_out_by_meaning(workshop)
    after = dict(TextVector.objects.values_list("idea", "pk"))
    assert (before[first.pk] == after[first.pk], before[second.pk] == after[second.pk]) == (True, False)
    assert Calibration.objects.get().by_meaning


def test_a_text_and_a_code_without_a_vector_yet_wait_for_the_next_run(
    workshop: Workshop, moderator: Person
) -> None:
    # Never of the blind share, of which nothing is suggested.
    first, code = make_text(workshop), make_code(moderator, "Rooms")
    embed_all(workshop)
    later = make_text(workshop)
    Code.objects.filter(pk=code.pk).update(definition="Where one can talk", version=2)
    work_out_likeness(workshop, by_meaning=True)
    suggested = dict(SuggestedCodes.objects.values_list("idea", "codes"))
    assert (suggested, [one.slug for one in find_due()]) == ({first.pk: []}, ["community"])
    work_out_by_meaning(workshop)
    suggested = dict(SuggestedCodes.objects.values_list("idea", "codes"))
    assert (suggested, find_due()) == ({first.pk: [code.pk], later.pk: [code.pk]}, [])


def test_a_run_that_is_ended_leaves_what_it_has_done_to_the_next(workshop: Workshop) -> None:
    for number in range(60):
        make_idea(workshop, title=f"Idea {number}")
    left = [51]

    def end() -> None:
        left[0] -= 1
        if not left[0]:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        embed_all(workshop, end)
    kept = set(TextVector.objects.values_list("pk", flat=True))
    assert (len(kept), ReadingPlace.objects.count()) == (50, 0)
    work_out_by_meaning(workshop)
    everything = set(TextVector.objects.values_list("pk", flat=True))
    assert (len(everything), kept <= everything) == (60, True)


def test_passages_of_other_voices_are_suggested_for_and_have_no_place(
    workshop: Workshop, moderator: Person
) -> None:
    make_code(moderator, "Rooms")
    passage = make_passage(make_voice(workshop))
    assert [one.slug for one in find_due()] == ["community"]
    work_out_by_meaning(workshop)
    assert count_rows() == [1, 1, 0]
    assert (SuggestedCodes.objects.get().item_key, find_due()) == (passage.pk, [])
    Passage.objects.update(body="Other words")
    assert count_rows() == [0, 0, 0]
    assert [one.slug for one in find_due()] == ["community"]


def test_it_is_due_with_new_texts_codings_and_codes_and_not_otherwise(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    assert find_due() == []
    subjects = make_subjects(workshop, moderator, organiser)

    for change in (
        lambda: None,
        lambda: code_as(moderator, subjects.texts[0], [subjects.codes[0]]),
    ):
        change()
        assert [one.slug for one in find_due()] == ["community"]
        call_command("embed_texts")
        call_command("work_out_likeness")
        assert find_due() == []
    make_answer(subjects.texts[0])
    assert [one.slug for one in find_due()] == ["community"]


def test_whatever_changes_codings_or_codes_is_seen(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    subjects = make_subjects(workshop, moderator, organiser)
    text, code = subjects.texts[0], subjects.codes[0]
    seen = [write_digest(workshop)]
    for change in (
        lambda: code_as(moderator, text, [code]),
        lambda: code_as(moderator, text, []),
        lambda: Coding.objects.update(stale=True),
        lambda: make_code(organiser, "Another"),
        lambda: Code.objects.filter(pk=code.pk).update(version=2),
        lambda: Coding.objects.all().delete(),
    ):
        change()
        seen.append(write_digest(workshop))
    assert len(set(seen)) == len(seen)


def test_what_is_over_or_has_no_key_is_left_alone(workshop: Workshop) -> None:
    over = make_workshop(Phase.PUBLISHED, slug="over", title="Over")
    make_idea(over)
    make_idea(workshop)
    Workshop.objects.filter(pk=workshop.pk).update(key_check=b"0" * 16)
    assert find_due() == []


def test_one_run_at_a_time_is_started_and_none_where_nothing_is_due(workshop: Workshop) -> None:
    waits = (sys.executable, "-c", "import sys; sys.stdin.read()")
    assert start_run(waits) is False
    make_idea(workshop)
    assert (start_run((sys.executable, "-c", "input()")), start_run(waits)) == (True, False)
    [running] = likeness_due._started
    running.wait()
    likeness_due._started.clear()
