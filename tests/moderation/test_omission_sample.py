"""A random sample is read once more, and says how much may be missing at most: never less than it may say."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from ideas.models import Comment, Idea
from ideas_platform.lib.refusals import Refusal, Unprocessable, WrongPhase
from moderation.analysis.omission import bound_share
from moderation.domain.decisions import NewDecision
from moderation.domain.omission_sample import (
    MOST,
    DrawnSince,
    NewAnswer,
    NotShown,
    ReadByOther,
    ReadSince,
    SampleResult,
    answer_text,
    count_published,
    find_lot,
    list_results,
)
from moderation.domain.redaction import redact_passages
from moderation.models import OmissionSample, SampleClaim, SampledText
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop
from tests.moderation.coding_people import meet
from tests.moderation.deciding import hide_idea
from tests.moderation.omission_people import count, draw, find, make_sample, only, say
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db


def test_the_sample_is_drawn_from_all_that_everybody_reads_and_from_nothing_else(
    workshop: Workshop, other_workshop: Workshop, moderator: Person
) -> None:
    idea, hidden = make_idea(workshop), make_idea(workshop, status=Idea.Status.HIDDEN)
    comment = make_comment(idea)
    make_comment(hidden)
    make_comment(idea, status=Comment.Status.IN_REVIEW)
    make_idea(workshop, status=Idea.Status.UNRELEASED)
    make_idea(other_workshop)
    assert count_published(workshop) == 2
    sample = draw(moderator, 2)
    assert (sample.number, sample.size, sample.published) == (1, 2, 2)
    assert {text.item.pk for text in sample.texts.all()} == {idea.pk, comment.pk}


def test_whoever_knows_the_seed_draws_the_same_texts(workshop: Workshop, moderator: Person) -> None:
    refs = [make_idea(workshop).ref for _one in range(40)]
    sample = draw(moderator, 30)
    expected = sorted(refs, key=lambda ref: find_lot(sample.seed, ref))[:30]
    assert {text.item.ref for text in sample.texts.all()} == set(expected)
    assert len(sample.seed) == 32


def test_every_text_is_as_likely_to_be_drawn(workshop: Workshop) -> None:
    refs = [f"text-{number}" for number in range(40)]
    drawn = dict.fromkeys(refs, 0)
    for seed in range(2_000):
        for ref in sorted(refs, key=lambda ref: find_lot(str(seed), ref))[:10]:
            drawn[ref] += 1
    # Four standard deviations of 2,000 draws at a quarter, for each of forty.
    assert all(abs(number - 500) < 80 for number in drawn.values())


@pytest.mark.parametrize("size", [0, -1, 29, 41, MOST + 1])
def test_only_a_size_that_says_something_is_drawn(workshop: Workshop, moderator: Person, size: int) -> None:
    for _one in range(40):
        make_idea(workshop)
    with pytest.raises(Unprocessable):
        draw(moderator, size)
    assert OmissionSample.objects.count() == 0


def test_nothing_is_drawn_where_nothing_is_published(workshop: Workshop, moderator: Person) -> None:
    with pytest.raises(Unprocessable, match="Nothing is published yet"):
        draw(moderator, 1)


def test_a_second_sample_stands_beside_the_first(workshop: Workshop, moderator: Person) -> None:
    first = make_sample(workshop, moderator)
    say(moderator, first.texts.all()[0], "missing", "Night buses")
    with pytest.raises(DrawnSince):
        draw(moderator, 4)
    draw(moderator, 4, seen=1)
    assert [(result.sample.number, result.missing) for result in list_results(workshop)] == [(1, 1), (2, 0)]


@pytest.mark.django_db(transaction=True)
def test_two_people_who_draw_at_once_draw_one_sample(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    for _one in range(4):
        make_idea(workshop)

    def work(person: Person) -> Callable[[], bool]:
        def press() -> bool:
            try:
                draw(person, 4)
            except DrawnSince:
                return False
            finally:
                connections.close_all()
            return True

        return press

    with ThreadPoolExecutor(2) as pool:
        done = [one.result() for one in [pool.submit(work(who)) for who in (moderator, organiser)]]
    assert (sorted(done), OmissionSample.objects.count()) == ([False, True], 1)


def test_what_is_read_counts_and_the_rest_counts_as_missing(workshop: Workshop, moderator: Person) -> None:
    make_idea(workshop, title="Not drawn")
    for _one in range(33):
        make_idea(workshop)
    texts = list(draw(moderator, 30).texts.all())
    for text in texts[:25]:
        say(moderator, text)
    say(moderator, texts[25], "missing", "Night buses")
    say(moderator, texts[26], "unclear")
    result = only(workshop)
    assert (count(result), result.read, result.counted) == ((25, 1, 1, 3, 0), 27, 5)
    assert result.share == bound_share(5, 30)
    assert result.at_most == 31.9


def test_a_share_is_never_told_smaller_than_it_may_be() -> None:
    def tell(stands: int, size: int, published: int) -> float:
        sample = OmissionSample(size=size, published=published)
        return SampleResult(sample, stands, 0, 0, 0, 0).at_most

    assert (tell(100, 100, 4_000), tell(95, 100, 4_000), tell(0, 100, 4_000)) == (3.0, 10.3, 100)
    # Nothing is left to chance where all of it was drawn.
    assert (tell(40, 40, 40), tell(39, 40, 40)) == (0, 2.5)


def test_one_reads_the_rest_of_what_others_have_not(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    texts = {text.pk for text in make_sample(workshop, moderator).texts.all()}
    mine, theirs = find(moderator), find(organiser)
    assert mine
    assert theirs
    assert mine.pk != theirs.pk
    # It stays one's own until it is read, skipped or ten minutes old.
    assert find(moderator) == mine
    say(moderator, mine)
    second = find(moderator)
    assert second
    assert {second.pk, theirs.pk, mine.pk} < texts
    SampleClaim.objects.give_back(organiser.membership)
    assert SampleClaim.objects.get().text_id == second.pk
    assert find(organiser, theirs) != theirs


def test_a_claim_ends(workshop: Workshop, moderator: Person, organiser: Person) -> None:
    make_sample(workshop, moderator, 1)
    text = find(moderator)
    assert find(organiser) is None
    SampleClaim.objects.update(until=SampleClaim.objects.get().until.replace(year=2020))
    assert find(organiser) == text


def test_nobody_reads_their_own(workshop: Workshop, moderator: Person, organiser: Person) -> None:
    own = make_idea(workshop, moderator.membership)
    comment = make_comment(make_idea(workshop), moderator.membership)
    draw(organiser, 3)
    given = []
    while text := find(moderator):
        given.append(text.item.pk)
        say(moderator, text)
    assert len(given) == 1
    assert not {own.pk, comment.pk} & {*given}
    for text in SampledText.objects.filter(answer=""):
        with pytest.raises(PermissionDenied):
            say(moderator, text)
    assert count(only(workshop)) == (1, 0, 0, 2, 0)


def test_nobody_writes_over_what_somebody_else_found(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    text = make_sample(workshop, moderator, 1).texts.get()
    say(organiser, text, "missing", "Night buses")
    with pytest.raises(ReadByOther):
        say(moderator, text)
    text.refresh_from_db()
    assert (text.answer, text.point, text.read_by) == ("missing", "Night buses", organiser.membership)


def test_two_tabs_of_one_person_do_not_overwrite_each_other(workshop: Workshop, moderator: Person) -> None:
    text = make_sample(workshop, moderator, 1).texts.get()
    say(moderator, text, "missing", "Night buses")
    with pytest.raises(ReadSince):
        answer_text(actor=meet(moderator), text=text, new=NewAnswer("stands", seen="as it was before"))


def test_who_takes_a_find_back_is_counted(workshop: Workshop, moderator: Person) -> None:
    text = make_sample(workshop, moderator, 2).texts.all()[0]
    say(moderator, text, "missing", "Night buses")
    assert only(workshop).softened == 0
    say(moderator, text)
    assert (only(workshop).softened, count(only(workshop))) == (1, (1, 0, 0, 1, 0))
    say(moderator, text, "missing", "Night buses")
    assert only(workshop).softened == 0


@pytest.mark.parametrize("point", ["", "Mrs Adeyemi, NHS number 943 476 5919"])
def test_a_point_is_said_and_shows_nobody(workshop: Workshop, moderator: Person, point: str) -> None:
    text = make_sample(workshop, moderator, 1).texts.get()
    with pytest.raises(Unprocessable):
        say(moderator, text, "missing", point)


def test_what_is_hidden_before_it_is_read_counts_as_missing(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    text = make_sample(workshop, moderator, 2).texts.all()[0]
    hide_idea(actor=moderator.membership, idea=text.item.thread, reason="off_topic")
    with pytest.raises(NotShown):
        say(moderator, text)
    assert count(only(workshop)) == (0, 0, 0, 1, 1)
    given = find(moderator)
    assert given
    assert given != text


def test_a_comment_on_a_hidden_idea_is_not_read(workshop: Workshop, moderator: Person) -> None:
    comment = make_comment(make_idea(workshop))
    draw(moderator, 2)
    hide_idea(actor=moderator.membership, idea=comment.idea, reason="off_topic")
    with pytest.raises(NotShown):
        say(moderator, SampledText.objects.get(comment=comment))
    assert (find(moderator), count(only(workshop))) == (None, (0, 0, 0, 0, 2))


def test_what_is_taken_back_keeps_its_count_and_loses_the_words(
    workshop: Workshop, moderator: Person
) -> None:
    read, unread = make_sample(workshop, moderator, 2).texts.order_by("pk")
    say(moderator, read, "missing", "Night buses")
    for text in (read, unread):
        Idea.objects.filter(pk=text.item.pk).update(status="withdrawn", title="", body="")
    read.refresh_from_db()
    assert (read.answer, read.point, count(only(workshop))) == ("missing", "", (0, 1, 0, 0, 1))


def test_what_is_covered_or_reworded_is_read_again(workshop: Workshop, moderator: Person) -> None:
    text = make_sample(workshop, moderator, 1).texts.get()
    say(moderator, text, "missing", "Families ring five places")
    words = text.item.body.split()[0]
    cover = NewDecision("mask", "identifies")
    redact_passages(actor=moderator.membership, item=text.item, passages=[words], new_decision=cover)
    text.refresh_from_db()
    assert (text.answer, text.point, text.read_by, count(only(workshop))) == ("", "", None, (0, 0, 0, 1, 0))


def test_deleted_rows_still_count(workshop: Workshop, moderator: Person) -> None:
    text = make_sample(workshop, moderator, 2).texts.all()[0]
    say(moderator, text)
    text.item.delete()
    assert (count(only(workshop)), only(workshop).counted) == ((0, 0, 0, 1, 1), 2)


@pytest.mark.parametrize("phase", [Phase.ANNOUNCED, Phase.PUBLISHED])
def test_nothing_is_drawn_or_read_out_of_time(phase: Phase, moderator: Person, workshop: Workshop) -> None:
    text = make_sample(workshop, moderator, 1).texts.get()
    late = make_workshop(phase)
    member = make_member("late", late, Role.DESIGN_GROUP)
    with pytest.raises(WrongPhase):
        draw(member, 1)
    for name in ("announced_at", "opens_at", "ideas_until", "closes_at", "published_at"):
        setattr(workshop, name, getattr(late, name))
    workshop.save()
    with pytest.raises(Refusal):
        say(moderator, text)
