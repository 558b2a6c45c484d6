"""What the tables of likeness and calibration refuse, by the name of the constraint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from moderation.models import (
    Calibration,
    CalibrationBin,
    Code,
    Coding,
    OfText,
    ReadingPlace,
    ShownCode,
    SuggestedCodes,
    TextVector,
)
from tests.cast import make_comment, make_idea
from tests.moderation.other_voices import make_passage, make_voice
from workshops.models import Workshop

Breach = Callable[[Workshop], object]
FIELDS: dict[type[OfText], dict[str, Any]] = {
    TextVector: {"fingerprint": b"", "vector": b""},
    SuggestedCodes: {"codes": [], "chances": [], "examples": []},
    ReadingPlace: {"place": 0, "group_number": 0, "unstable": False},
}

MAKE: dict[str, Callable[[Workshop], object]] = {
    "idea": make_idea,
    "comment": lambda workshop: make_comment(make_idea(workshop)),
    "passage": lambda workshop: make_passage(make_voice(workshop)),
}


def _keep(kind: type[OfText], workshop: Workshop, **fields: Any) -> None:
    kind._default_manager.create(workshop=workshop, **{**FIELDS[kind], **fields})


def _keep_twice(kind: type[OfText], name: str) -> Breach:
    def breach(workshop: Workshop) -> None:
        about = {name: MAKE[name](workshop)}
        for _one in range(2):
            _keep(kind, workshop, **about)

    return breach


def _suggest_without_chance(workshop: Workshop) -> None:
    _keep(SuggestedCodes, workshop, idea=make_idea(workshop), codes=[uuid4()], examples=[None])


def _show(*chances: float) -> Breach:
    def breach(workshop: Workshop) -> None:
        idea, code = make_idea(workshop), Code.objects.create(workshop=workshop, name="Bus")
        coding = Coding.objects.create(workshop=workshop, idea=idea, reader=1, blind=False)
        for chance in chances:
            ShownCode.objects.create(coding=coding, code=code, chance=chance)

    return breach


def _fill(*bins: tuple[int, float]) -> Breach:
    def breach(workshop: Workshop) -> None:
        for tenth, right in bins:
            CalibrationBin.objects.create(workshop=workshop, tenth=tenth, number=1, chance=0.5, right=right)

    return breach


LIKENESS_BREACHES: dict[str, Breach] = {
    "calibration_error_is_a_share": lambda w: Calibration.objects.create(
        workshop=w, by_meaning=False, coded=0, blind=0, error=1.5, digest=""
    ),
    "calibration_bin_once": _fill((1, 0.5), (1, 0.5)),
    "calibration_bin_of_shares": _fill((10, 0.5)),
    "shown_code_once": _show(0.5, 0.5),
    "shown_chance_is_a_share": _show(1.5),
    "suggestedcodes_each_with_its_chance": _suggest_without_chance,
}
for _kind in FIELDS:
    _name = _kind.__name__.lower()
    LIKENESS_BREACHES |= {
        f"{_name}_of_one_item": lambda w, kind=_kind: _keep(kind, w),  # type: ignore[misc]
        f"{_name}_of_an_idea_once": _keep_twice(_kind, "idea"),
        f"{_name}_of_a_comment_once": _keep_twice(_kind, "comment"),
        f"{_name}_of_a_passage_once": _keep_twice(_kind, "passage"),
    }
