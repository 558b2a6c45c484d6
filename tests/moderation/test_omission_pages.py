"""The pages of the sample: drawn and read by plain forms, text after text; nothing tells of authors."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from moderation.domain.omission_sample import SampleResult
from moderation.models import OmissionSample, SampledText
from tests.cast import Person, make_comment, make_idea
from tests.moderation.coding_people import make_code
from tests.moderation.omission_people import READING, SAMPLE, draw, make_sample, only, say
from tests.moderation.test_desk import MOST_STATEMENTS
from tests.pages import Page, find_inline
from tests.pages import read_text as read_words
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def press(person: Person, page: Page, **filled: object) -> Page:
    """Send the form of a page for reading, just as the page holds it."""
    return person.client.post(f"{SAMPLE}{page.context['text'].pk}/", {"seen": page.context["seen"], **filled})


def test_a_sample_is_drawn_and_read_to_the_end(workshop: Workshop, moderator: Person) -> None:
    for _one in range(2):
        make_idea(workshop)
    page = moderator.client.get(SAMPLE)
    assert page.context["form"].initial == {"size": 2, "seen": 0}
    assert moderator.client.post(SAMPLE, {"size": "2", "seen": "0"}).status_code == 303
    first = moderator.client.get(READING)
    done = press(moderator, first, do="missing", point="Night buses")
    last = first.context["text"]
    assert (done.status_code, done["Location"]) == (303, f"{READING}?last={last.pk}")
    second = moderator.client.get(done["Location"])
    assert second.context["last"]["key"] == last.pk
    over = moderator.client.get(press(moderator, second, do="stands")["Location"])
    assert "Nothing is left for you" in read_words(over)
    told = read_words(moderator.client.get(SAMPLE))
    assert "At most 50.0 % of contributions hold a point that is not in the result." in told
    assert "Night buses" in told


def test_nobody_draws_a_sample_away(workshop: Workshop, moderator: Person, organiser: Person) -> None:
    make_sample(workshop, moderator, 2)
    late = organiser.client.post(SAMPLE, {"size": "2", "seen": "0"})
    assert (late.status_code, OmissionSample.objects.count()) == (409, 1)
    assert "Somebody has drawn a sample since" in read_words(late)
    again = organiser.client.post(SAMPLE, {"size": "2", "seen": "1"})
    assert (again.status_code, [result.sample.number for result in _results(organiser)]) == (303, [2, 1])


def _results(person: Person) -> list[SampleResult]:
    return list(person.client.get(SAMPLE).context["results"])


@pytest.mark.parametrize("size", ["", "none", "3", "1", "٣", "9" * 400])
def test_another_size_is_asked_again(workshop: Workshop, moderator: Person, size: str) -> None:
    for _one in range(2):
        make_idea(workshop)
    answer = moderator.client.post(SAMPLE, {"size": size, "seen": "0"})
    assert (answer.status_code, OmissionSample.objects.count()) == (422, 0)


def test_a_missing_point_without_words_is_asked_again(workshop: Workshop, moderator: Person) -> None:
    make_sample(workshop, moderator, 1)
    answer = press(moderator, moderator.client.get(READING), do="missing")
    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"point"})


def test_a_text_is_left_to_others(workshop: Workshop, moderator: Person) -> None:
    make_sample(workshop, moderator, 2)
    first = moderator.client.get(READING).context["text"]
    done = moderator.client.post(f"{SAMPLE}{first.pk}/skip/")
    second = moderator.client.get(done["Location"])
    assert second.context["text"] != first
    end = moderator.client.post(f"{SAMPLE}{second.context['text'].pk}/skip/", {"skipped": [str(first.pk)]})
    assert "Show me those that I skipped" in read_words(moderator.client.get(end["Location"]))


def test_two_readers_of_one_text_both_see_what_stands(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    text = make_sample(workshop, moderator, 1).texts.get()
    page = moderator.client.get(f"{SAMPLE}{text.pk}/")
    say(organiser, text, "missing", "Night buses")
    late = press(moderator, page, do="stands")
    assert late.status_code == 409
    assert "Somebody else has read this one. They say: a point is missing. “Night buses”" in read_words(late)
    assert only(workshop).missing == 1


def test_ones_own_text_is_given_to_nobody_and_answers_nothing(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    make_idea(workshop, moderator.membership)
    text = draw(organiser, 1).texts.get()
    assert moderator.client.get(READING).context.get("text") is None
    page = moderator.client.get(f"{SAMPLE}{text.pk}/")
    assert (page.status_code, page.context["may_answer"]) == (200, False)
    assert press(moderator, page, do="stands").status_code == 403


def test_what_was_taken_back_has_no_page(workshop: Workshop, moderator: Person) -> None:
    text = make_sample(workshop, moderator, 1).texts.get()
    Idea.objects.update(status="withdrawn", title="", body="")
    assert moderator.client.get(f"{SAMPLE}{text.pk}/").status_code == 404
    assert moderator.client.get(SAMPLE).status_code == 200


@pytest.mark.parametrize("address", [SAMPLE, READING, f"{READING}?last=odd&skipped=odd", f"{SAMPLE}<text>/"])
def test_the_number_of_statements_does_not_grow(workshop: Workshop, moderator: Person, address: str) -> None:
    numbers: list[int] = []
    moderator.client.get(SAMPLE)
    for size in (2, 10):
        code = make_code(moderator, f"Code {size}")
        make_comment(make_idea(workshop))
        sample = draw(moderator, size, seen=len(numbers))
        text = sample.texts.all()[0]
        say(moderator, sample.texts.all()[1], "missing", code.name)
        with CaptureQueriesContext(connection) as queries:
            page = moderator.client.get(address.replace("<text>", str(text.pk)))
        assert (page.status_code, find_inline(page)) == (200, [])
        numbers.append(len(queries))
        for number in range(6):
            make_idea(workshop, title=f"Text {number}")
    assert numbers[0] == numbers[1] <= MOST_STATEMENTS


def test_no_page_says_who_read_or_wrote_what(
    workshop: Workshop, moderator: Person, organiser: Person, participant: Person
) -> None:
    make_idea(workshop, participant.membership)
    text = draw(moderator, 1).texts.get()
    say(organiser, text, "missing", "Night buses")
    secrets = [participant.user.email, str(participant.membership.pk), str(text.item.pk)]
    secrets += [organiser.user.email, str(organiser.membership.pk), bytes(text.item.thread_tag).hex()]
    for address in (SAMPLE, f"{SAMPLE}{text.pk}/"):
        page = moderator.client.get(address).text.split("<main")[1]
        assert [one for one in secrets if one in page] == []


def test_an_answer_that_is_none_is_refused(workshop: Workshop, moderator: Person) -> None:
    text = make_sample(workshop, moderator, 1).texts.get()
    for sent in ({}, {"do": "odd"}):
        assert moderator.client.post(f"{SAMPLE}{text.pk}/", sent).status_code == 400
    assert SampledText.objects.get().answer == ""
