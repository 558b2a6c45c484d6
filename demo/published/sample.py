"""A sample of what was published in the second demo, drawn by lot before the release and read to its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ideas.models import Comment, Idea
from moderation.domain.omission_sample import find_lot
from moderation.models import OmissionSample, SampledText
from workshops.models import Membership, Workshop

SIZE = 60
SEED = "5a3c1e0b7d9f24686824f9d7b0e1c3a5"
# What the readers found at these places of the sample; all others stand in the result.
FOUND = {
    11: ("missing", "That somebody explains the letters from the hospital stands nowhere."),
    38: ("unclear", ""),
}


def add_read_sample(workshop: Workshop, readers: Sequence[Membership], day: date) -> None:
    """Store the sample as drawn on this day, with the answers of these readers in turn."""
    ideas = Idea.objects.published().filter(workshop=workshop)
    comments = Comment.objects.published().filter(idea__in=ideas)
    texts: list[Idea | Comment] = [*ideas, *comments]
    size = min(SIZE, len(texts))
    sample = OmissionSample.objects.create(
        workshop=workshop,
        number=1,
        size=size,
        published=len(texts),
        seed=SEED,
        drawn_by=readers[0],
        drawn_on=day,
    )
    drawn = sorted(texts, key=lambda one: find_lot(SEED, one.ref))[:size]
    SampledText.objects.bulk_create(
        _answer(sample, text, place, readers[place % len(readers)]) for place, text in enumerate(drawn)
    )


def _answer(sample: OmissionSample, text: Idea | Comment, place: int, reader: Membership) -> SampledText:
    answer, point = FOUND.get(place, ("stands", ""))
    idea, comment = (text, None) if isinstance(text, Idea) else (None, text)
    return SampledText(
        sample=sample,
        idea=idea,
        comment=comment,
        answer=answer,
        point=point,
        read_by=reader,
        read_on=sample.drawn_on,
    )
