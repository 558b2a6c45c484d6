"""Working out what texts are like: vectors, suggested codes with their chances, and an order of reading.

Needs much memory: only the command that the worker starts loads this. It holds no transaction for long, and
whatever is done when it ends early is there for the next run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
from django.db import transaction

from moderation.analysis.arrays import Booleans, stack
from moderation.analysis.calibration import Bin
from moderation.analysis.likeness import Space, weigh_stems
from moderation.analysis.pieces import Pause, cut, go_on
from moderation.analysis.reading_order import order_texts
from moderation.analysis.suggestions import Codings, Suggester, Suggestion, train
from moderation.domain.agreement import Reading, read_all
from moderation.domain.blind_share import find_blind
from moderation.domain.codebook import read_codebook
from moderation.domain.likeness_due import has_new_texts, write_digest
from moderation.domain.likeness_texts import (
    Compared,
    describe,
    forget_others,
    keep_rows,
    make_plain,
    read_texts,
)
from moderation.domain.vectors import read_code_vectors, read_text_vectors
from moderation.models import Calibration, CalibrationBin, Code, ReadingPlace, SuggestedCodes
from moderation.models.calibrations import TENTHS
from workshops.models import Workshop

PIECE = 500


@dataclass(frozen=True)
class Material:
    """The texts of a workshop with the codes that can be given, and the ways to compare them."""

    workshop: Workshop
    texts: Sequence[Compared]
    codes: Sequence[Code]
    spaces: Sequence[Space]


def work_out_likeness(workshop: Workshop, pause: Pause = go_on, *, by_meaning: bool) -> None:
    """Work out and store all of it for this workshop; `pause` is called often, and may end it by raising.

    With `by_meaning` only texts and codes are compared that have a vector (`text_vectors.py`); the next run
    takes those that came since. The order of reading is made anew where there are new texts. Raises KeyAway
    without the workshop's key.
    """
    digest, is_new = write_digest(workshop), has_new_texts(workshop)
    codebook = read_codebook(workshop)
    texts, codes = read_texts(workshop), list(codebook.choosable.values())
    material = (_prepare_by_meaning if by_meaning else _prepare)(workshop, texts, codes, pause)
    is_whole = (len(texts), len(codes)) == (len(material.texts), len(material.codes))
    readings = _list_telling(read_all(workshop, codebook))
    codings = _gather(material, readings)
    suggester = train(material.spaces, codings, pause)
    _keep_suggestions(material, suggester, {reading.item for reading in readings}, pause)
    if is_new:
        _keep_order(material, pause)
    _keep_calibration(workshop, suggester, digest if is_whole else "")


def _prepare(workshop: Workshop, texts: Sequence[Compared], codes: Sequence[Code], pause: Pause) -> Material:
    descriptions = [describe(code) for code in codes]
    return Material(workshop, texts, codes, [weigh_stems(make_plain(texts), descriptions, pause)])


def _prepare_by_meaning(
    workshop: Workshop, texts: Sequence[Compared], codes: Sequence[Code], pause: Pause
) -> Material:
    of_texts, is_there = read_text_vectors(workshop, [text.key for text in texts])
    if not is_there.all():
        of_texts = of_texts[is_there]
        texts = [text for text, there in zip(texts, is_there.tolist(), strict=True) if there]
    of_codes = read_code_vectors(codes)
    codes = [code for code in codes if code.pk in of_codes]
    by_stems = _prepare(workshop, texts, codes, pause)
    meaning = Space(of_texts, stack((of_codes[code.pk] for code in codes), len(codes)))
    return replace(by_stems, spaces=[*by_stems.spaces, meaning])


def _list_telling(readings: Iterable[Reading]) -> list[Reading]:
    """Return what can teach: of the blind share only what both have read, so that nobody's choice shows."""
    return [reading for reading in readings if reading.by_two or not reading.blind]


def _gather(material: Material, readings: Sequence[Reading]) -> Codings:
    """Return the codings of texts that are there, in the order of the texts."""
    places = {text.key: row for row, text in enumerate(material.texts)}
    told = sorted((places[one.item], one) for one in readings if one.item in places)
    given = _mark_given([one for _place, one in told], material.codes)
    blind = np.array([one.blind and one.by_two for _place, one in told], np.bool_)
    return Codings(np.array([place for place, _one in told], np.int64), given, blind)


def _mark_given(readings: Sequence[Reading], codes: Sequence[Code]) -> Booleans:
    """Return a row for each reading that says which of these codes it gave."""
    numbers = {code.pk: number for number, code in enumerate(codes)}
    given = np.zeros((len(readings), len(numbers)), np.bool_)
    for row, reading in enumerate(readings):
        given[row, [numbers[code] for code in list_given(reading) if code in numbers]] = True
    return given


def list_given(reading: Reading) -> frozenset[UUID]:
    """Return the codes that a text was given: what one person chose, but where something was settled."""
    first = next(iter(reading.chosen.values()), frozenset())
    settled = {code for code, applies in reading.settled.items() if applies}
    return frozenset((first - reading.settled.keys()) | settled)


def _keep_suggestions(material: Material, suggester: Suggester, coded: set[UUID], pause: Pause) -> None:
    """Store what is suggested for the texts that nobody has coded, outside the blind share."""
    texts, workshop = material.texts, material.workshop
    blind = find_blind(workshop, [text.key for text in texts])
    rows = [row for row, text in enumerate(texts) if text.key not in blind | coded]
    forget_others(SuggestedCodes, workshop, [texts[row] for row in rows])
    for piece, suggested in suggester.suggest_all(np.array(rows, np.int64), pause):
        fields = {
            texts[row].key: _describe(material, of_text)
            for row, of_text in zip(piece.tolist(), suggested, strict=True)
        }
        keep_rows(SuggestedCodes, workshop, [texts[row] for row in piece.tolist()], fields)


def _describe(material: Material, suggested: Sequence[Suggestion]) -> Mapping[str, object]:
    return {
        "codes": [material.codes[one.code].pk for one in suggested],
        "chances": [one.chance if one.chance is None else round(one.chance, 2) for one in suggested],
        "examples": [
            one.example if one.example is None else material.texts[one.example].key for one in suggested
        ],
    }


def _keep_order(material: Material, pause: Pause) -> None:
    """Store the order of ideas and comments: other voices are read voice by voice."""
    shown = sum(text.kind != "passage" for text in material.texts)
    order = order_texts([Space(space.texts[:shown], space.descriptions) for space in material.spaces], pause)
    texts = [material.texts[row] for row in order.rows]
    groups: list[int] = order.group.tolist()
    forget_others(ReadingPlace, material.workshop, texts)
    for piece in cut(len(texts), PIECE):
        pause()
        fields = {
            text.key: {"place": place, "group_number": group, "unstable": bool(order.is_unstable[group])}
            for place, (text, group) in enumerate(zip(texts[piece], groups[piece], strict=True), piece.start)
        }
        keep_rows(ReadingPlace, material.workshop, texts[piece], fields)


def _keep_calibration(workshop: Workshop, suggester: Suggester, digest: str) -> None:
    codings = suggester.codings
    with transaction.atomic():
        Calibration.objects.update_or_create(
            pk=workshop.pk,
            defaults={
                "by_meaning": len(suggester.spaces) > 1,
                "coded": len(codings.rows),
                "blind": int(codings.is_blind.sum()),
                "error": suggester.error,
                "digest": digest,
            },
        )
        CalibrationBin.objects.filter(workshop=workshop).delete()
        CalibrationBin.objects.bulk_create(_name_bin(workshop, one) for one in suggester.curve)


def _name_bin(workshop: Workshop, one: Bin) -> CalibrationBin:
    tenth = min(int(one.chance * TENTHS), TENTHS - 1)
    return CalibrationBin(
        workshop=workshop, tenth=tenth, number=one.number, chance=one.chance, right=one.right
    )
