"""What the tables of codebook and codings refuse, by the name of the constraint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from ideas.models import Idea
from moderation.models import (
    ChosenCode,
    Code,
    CodeVersion,
    Coding,
    CodingClaim,
    Mention,
    Note,
    OmissionSample,
    Quote,
    SampledText,
    Settlement,
    ShareChange,
)
from tests.cast import make_comment, make_idea, make_members
from tests.moderation.other_voices import make_passage, make_voice
from workshops.models import Workshop

Breach = Callable[[Workshop], object]


def _name_twice(first: str, second: str, **fields: object) -> Breach:
    return lambda w: [Code.objects.create(workshop=w, name=name, **fields) for name in (first, second)]


def _point_to_itself(field: str) -> Breach:
    def breach(workshop: Workshop) -> None:
        code = Code.objects.create(workshop=workshop, name="Bus")
        Code.objects.filter(pk=code.pk).update(**{field: code.pk})

    return breach


def _keep_versions(*numbers: int, deed: str = "change") -> Breach:
    def breach(workshop: Workshop) -> None:
        code = Code.objects.create(workshop=workshop, name="Bus")
        for number in numbers:
            CodeVersion.objects.create(code=code, number=number, deed=deed, name="Bus")

    return breach


def _begin(workshop: Workshop, **fields: object) -> Coding:
    about = fields or {"idea": make_idea(workshop)}
    return Coding.objects.create(**{"workshop": workshop, "reader": 1, "blind": False, **about})


def _make(workshop: Workshop, kind: str) -> dict[str, object]:
    """Return a new idea, comment or passage, as a coding names it."""
    if kind == "passage":
        return {kind: make_passage(make_voice(workshop))}
    idea = make_idea(workshop)
    return {kind: idea if kind == "idea" else make_comment(idea)}


def _read_twice(kind: str, readers: tuple[int, int], *, by_one: bool) -> Breach:
    """Return the breach of coding a text of this kind two times, as these readers."""

    def breach(workshop: Workshop) -> None:
        about = _make(workshop, kind)
        first, second = make_members(2, workshop)
        for reader, coder in zip(readers, (first, first if by_one else second), strict=True):
            _begin(workshop, reader=reader, coder=coder, **about)

    return breach


def _settle_twice(kind: str) -> Breach:
    def breach(workshop: Workshop) -> None:
        about, code = _make(workshop, kind), Code.objects.create(workshop=workshop, name="Bus")
        for applies in (True, False):
            Settlement.objects.create(workshop=workshop, code=code, applies=applies, **about)

    return breach


def _choose_twice(workshop: Workshop) -> None:
    coding, code = _begin(workshop), Code.objects.create(workshop=workshop, name="Bus")
    for _one in range(2):
        ChosenCode.objects.create(coding=coding, code=code)


def _claim_twice(workshop: Workshop) -> None:
    item = uuid4()
    for member in make_members(2, workshop):
        until = timezone.now() + timedelta(hours=1)
        CodingClaim.objects.create(claimed_by=member, workshop=workshop, item=item, reader=1, until=until)


def _settle_nothing(workshop: Workshop) -> None:
    code = Code.objects.create(workshop=workshop, name="Bus")
    Settlement.objects.create(workshop=workshop, code=code, applies=True)


def _code_both(workshop: Workshop) -> None:
    idea: Idea = make_idea(workshop)
    _begin(workshop, idea=idea, comment=make_comment(idea))


def _note(workshop: Workshop, number: int = 1, **fields: object) -> Note:
    return Note.objects.create(workshop=workshop, number=number, text="Look.", **fields)


def _share(workshop: Workshop, percent: int = 30) -> ShareChange:
    return ShareChange.objects.create(workshop=workshop, number=1, percent=percent)


def _note_on_two(workshop: Workshop) -> None:
    _note(workshop, idea=make_idea(workshop), code=Code.objects.create(workshop=workshop, name="Bus"))


def _mention_twice(workshop: Workshop) -> None:
    note, (member,) = _note(workshop), make_members(1, workshop)
    for _one in range(2):
        Mention.objects.create(note=note, mentioned=member)


def _draw(workshop: Workshop, *numbers: int, size: int = 2) -> None:
    for number in numbers:
        OmissionSample.objects.create(workshop=workshop, number=number, size=size, published=2, seed="0")


def _sample(workshop: Workshop, times: int = 1, **fields: object) -> None:
    _draw(workshop, 1)
    sample, about = OmissionSample.objects.get(), fields or {"idea": make_idea(workshop)}
    for _one in range(times):
        SampledText.objects.create(sample=sample, **about)


CODING_BREACHES: dict[str, Breach] = {
    "code_name_once_in_a_workshop": _name_twice("Bus", "BUS"),
    "code_letter_once_in_a_workshop": _name_twice("Bus", "Bike", letter="b"),
    "code_is_not_its_own_parent": _point_to_itself("parent"),
    "code_is_not_merged_into_itself": _point_to_itself("merged_into"),
    "code_version_numbered_once": _keep_versions(1, 1),
    "code_version_deed_known": _keep_versions(1, deed="hide"),
    "coding_of_one_item": _code_both,
    "coding_reader_known": lambda w: _begin(w, idea=make_idea(w), reader=3),
    "coding_of_an_idea_by_two": _read_twice("idea", (1, 1), by_one=False),
    "coding_of_a_comment_by_two": _read_twice("comment", (1, 1), by_one=False),
    "coding_of_an_idea_once": _read_twice("idea", (1, 2), by_one=True),
    "coding_of_a_comment_once": _read_twice("comment", (1, 2), by_one=True),
    "coding_of_a_passage_by_two": _read_twice("passage", (1, 1), by_one=False),
    "coding_of_a_passage_once": _read_twice("passage", (1, 2), by_one=True),
    "chosen_code_once": _choose_twice,
    "quote_has_words": lambda w: Quote.objects.create(coding=_begin(w), in_title=False, start=0, length=0),
    "coding_claim_once_for_a_reader": _claim_twice,
    "share_change_numbered_once": lambda w: [_share(w), _share(w)],
    "share_change_within_bounds": lambda w: _share(w, 5),
    "note_numbered_once": lambda w: [_note(w), _note(w)],
    "note_about_one_at_most": _note_on_two,
    "mention_once": _mention_twice,
    "omission_sample_numbered_once": lambda w: _draw(w, 1, 1),
    "omission_sample_is_part_of_all": lambda w: _draw(w, 1, size=3),
    "sampled_text_is_one_item": lambda w: _sample(w, answer="stands"),
    "sampled_text_of_an_idea_once": lambda w: _sample(w, 2, idea=make_idea(w)),
    "sampled_text_of_a_comment_once": lambda w: _sample(w, 2, comment=make_comment(make_idea(w))),
    "sampled_text_answer_known": lambda w: _sample(w, idea=make_idea(w), answer="odd"),
    "sampled_text_point_only_where_missing": lambda w: _sample(w, idea=make_idea(w), point="Buses"),
    "settlement_of_one_item": _settle_nothing,
    "settlement_of_an_idea_once": _settle_twice("idea"),
    "settlement_of_a_comment_once": _settle_twice("comment"),
    "settlement_of_a_passage_once": _settle_twice("passage"),
}
