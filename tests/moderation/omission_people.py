"""Drawing and reading samples, as briefly as tests need it."""

from __future__ import annotations

from typing import Any

from moderation.domain.omission_sample import (
    NewAnswer,
    SampleResult,
    answer_text,
    draw_sample,
    list_results,
    write_seen_text,
)
from moderation.domain.sample_turns import take_next_to_read
from moderation.models import OmissionSample, SampledText
from tests.cast import Person, make_idea
from tests.moderation.coding_people import DESK, meet
from workshops.models import Workshop

SAMPLE = f"{DESK}sample/"
READING = f"{SAMPLE}reading/"


def draw(person: Person, size: int, seen: int = 0) -> OmissionSample:
    """Let this person draw a sample of this size."""
    return draw_sample(actor=meet(person), size=size, seen=seen)


def make_sample(workshop: Workshop, person: Person, size: int = 4, **fields: Any) -> OmissionSample:
    """Return a sample of new ideas, of which there are as many."""
    for number in range(size):
        make_idea(workshop, title=f"Text {number}", **fields)
    return draw(person, size)


def find(person: Person, *skipped: SampledText) -> SampledText | None:
    """Return what this person is given to read."""
    return take_next_to_read(actor=meet(person), skipped=[str(text.pk) for text in skipped])


def say(person: Person, text: SampledText, answer: str = "stands", point: str = "") -> SampledText:
    """Let this person say so about the text, having seen it as it is now."""
    text = SampledText.objects.select_related("idea__workshop", "comment__idea__workshop").get(pk=text.pk)
    return answer_text(actor=meet(person), text=text, new=NewAnswer(answer, point, write_seen_text(text)))


def only(workshop: Workshop) -> SampleResult:
    """Return what was found in the only sample."""
    (result,) = list_results(workshop)
    return result


def count(result: SampleResult) -> tuple[int, ...]:
    """Return how many stand, lack a point, are unclear, wait, and are gone."""
    return (result.stands, result.missing, result.unclear, result.left, result.gone)
