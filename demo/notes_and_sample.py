"""What the demo's design group wrote to each other, and a sample that it has read in part."""

from __future__ import annotations

from collections.abc import Sequence

from ideas.models import Idea
from moderation.domain.notes import About, NoteText, write_note
from moderation.domain.omission_sample import draw_sample
from moderation.models import Code, SampledText
from workshops.models import Membership, Workshop
from workshops.rules import STAFF_ROLES, Role

ABOUT_CODE = "We use this for the whole way to somebody, not only for telephones. Is that right?"
ABOUT_TEXT = "Two points in one. Should we split the code, or choose both?"
ABOUT_ALL = "We code until Thursday, then we settle what we differ on. Who takes the last theme?"
ANSWER = "I do. And both codes, please: they are two things."
# So many texts are drawn; of those that were read every so many-th lacks a point, or cannot be told.
SIZE, READ, MISSING_IN, UNCLEAR_IN = 60, 45, 15, 22
POINTS = (
    "Nothing says who pays while two services share one rota.",
    "Nobody mentions people who have no telephone.",
    "That volunteers need the same training stands nowhere.",
)


def add_notes_and_sample(workshop: Workshop) -> None:
    """Store them; the key must be there, and the texts released."""
    staff = Membership.objects.filter(workshop=workshop, role__in=STAFF_ROLES, user__isnull=False)
    group = list(staff.filter(role=Role.DESIGN_GROUP).order_by("user__email")) or list(staff)
    first, second = group[0], (group[1:] or list(staff.exclude(pk=group[0].pk)))[0]
    known = Workshop.objects.with_phase().get(pk=workshop.pk)
    first.workshop = second.workshop = known
    _write_notes(first, second)
    sample = draw_sample(actor=first, size=SIZE, seen=0)
    _read(list(sample.texts.order_by("pk")[:READ]), [first, second])


def _write_notes(first: Membership, second: Membership) -> None:
    """Let both write about a code, a text that one of them codes alone, and the workshop."""
    code = Code.objects.filter(workshop=first.workshop, parent__isnull=False).order_by("name")[0]
    text = Idea.objects.published().filter(workshop=first.workshop, codings__blind=False).order_by("title")[0]
    places: Sequence[tuple[Membership, About, str, Membership]] = (
        (first, code, ABOUT_CODE, second),
        (second, text, ABOUT_TEXT, first),
        (second, None, ABOUT_ALL, first),
        (first, None, ANSWER, second),
    )
    for writer, about, words, reader in places:
        write_note(actor=writer, about=about, new=NoteText(words, {reader.pk}))


def _read(texts: Sequence[SampledText], readers: Sequence[Membership]) -> None:
    """Let the readers have said of each text whether its point stands."""
    points = iter(POINTS)
    for place, text in enumerate(texts):
        text.read_by, text.answer = readers[place % len(readers)], SampledText.Answer.STANDS
        if place % MISSING_IN == 3:
            text.answer, text.point = SampledText.Answer.MISSING, next(points)
        elif place % UNCLEAR_IN == 5:
            text.answer = SampledText.Answer.UNCLEAR
        text.read_on = text.sample.drawn_on
    SampledText.objects.bulk_update(texts, ["read_by", "answer", "point", "read_on"])
