"""How far suggested codes can be trusted: how often they were right unseen, and how often they were taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Floor, Least

from moderation.models import Calibration, CalibrationBin, ChosenCode, ShownCode
from moderation.models.calibrations import TENTHS
from workshops.models import Workshop


@dataclass(frozen=True)
class Share:
    """Of so many suggestions with this mean chance so many came true."""

    number: int = 0
    chance: float = 0.0
    true: int = 0

    @property
    def part(self) -> float:
        """The share that came true, 0 of nothing."""
        return self.true / self.number if self.number else 0.0

    @property
    def of_hundred(self) -> int:
        """The same in whole per cent."""
        return round(100 * self.part)


@dataclass(frozen=True)
class Tenth:
    """Suggestions with a chance from `tenth` to `tenth` + 1 in ten: how many were `right`, how many `taken`.

    Right is measured on texts that two people coded without suggestions; taken on those that were shown.
    """

    tenth: int
    right: Share
    taken: Share


@dataclass(frozen=True)
class Trust:
    """What there is to know; `calibration` is None where nothing was worked out yet."""

    calibration: Calibration | None
    tenths: Sequence[Tenth]
    shown: int
    taken: int


def read_trust(workshop: Workshop) -> Trust:
    """Return how true the chances of a workshop are, and what was taken of what was shown; three queries."""
    right = {one.tenth: _read_bin(one) for one in CalibrationBin.objects.filter(workshop=workshop)}
    shown = _read_shown(workshop)
    tenths = [
        Tenth(tenth, right.get(tenth, Share()), shown.get(tenth, Share()))
        for tenth in range(TENTHS)
        if tenth in right or tenth in shown
    ]
    return Trust(
        calibration=Calibration.objects.filter(pk=workshop.pk).first(),
        tenths=tenths,
        shown=sum(share.number for share in shown.values()),
        taken=sum(share.true for share in shown.values()),
    )


def _read_bin(one: CalibrationBin) -> Share:
    return Share(one.number, one.chance, round(one.number * one.right))


def _read_shown(workshop: Workshop) -> dict[int | None, Share]:
    """Return what was shown and taken by tenths of the chance; None holds those without one."""
    taken = Exists(ChosenCode.objects.filter(coding=OuterRef("coding"), code=OuterRef("code")))
    rows = (
        ShownCode.objects.filter(coding__workshop=workshop)
        .annotate(tenth=Least(Floor(F("chance") * TENTHS), Value(TENTHS - 1.0)), was_taken=taken)
        .values_list("tenth")
        .annotate(number=Count("pk"), mean=Avg("chance"), true=Count("pk", filter=Q(was_taken=True)))
        .order_by("tenth")
    )
    return {
        None if tenth is None else int(tenth): Share(number, mean or 0.0, true)
        for tenth, number, mean, true in rows
    }
