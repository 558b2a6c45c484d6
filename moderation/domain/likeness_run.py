"""Working out what texts are like: vectors, suggested codes with their chances, and an order of reading.

Needs much memory: only the command that the worker starts loads this. It holds no transaction for long, and
whatever is done when it ends early is there for the next run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db import transaction

from moderation.analysis.calibration import Bin
from moderation.analysis.likeness import Space, weigh_stems
from moderation.analysis.pieces import Pause, cut, go_on
from moderation.analysis.plain_texts import make_plain_texts
from moderation.analysis.reading_order import order_texts
from moderation.analysis.suggestions import Codings, Suggester, Suggestion, train
from moderation.domain.agreement import Reading, read_all
from moderation.domain.blind_share import find_blind
from moderation.domain.codebook import Codebook, read_codebook
from moderation.domain.likeness_due import has_new_texts, write_digest
from moderation.domain.likeness_texts import Compared, forget_others, keep_rows, read_texts
from moderation.domain.text_vectors import embed_all, read_vectors
from moderation.models import Calibration, CalibrationBin, Code, ReadingPlace, SuggestedCodes, TextVector
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

    With `by_meaning` each text is embedded once, for which the extra must be installed. The order of reading
    is made anew where there are new texts. Raises KeyAway without the workshop's key, WrongFile where the
    model is not the one that was checked.
    """
    digest, is_new = write_digest(workshop), has_new_texts(workshop)
    codebook = read_codebook(workshop)
    material = _prepare(workshop, codebook, pause, by_meaning=by_meaning)
    readings = _list_telling(read_all(workshop, codebook))
    codings = _gather(material, readings)
    suggester = train(material.spaces, codings, pause)
    _keep_suggestions(material, suggester, {reading.item for reading in readings}, pause)
    if is_new:
        _keep_order(material, pause)
    _keep_calibration(workshop, suggester, digest)


def _prepare(workshop: Workshop, codebook: Codebook, pause: Pause, *, by_meaning: bool) -> Material:
    texts, codes = read_texts(workshop), list(codebook.choosable.values())
    plain = make_plain(texts)
    descriptions = [" ".join((code.name, code.definition, code.example)) for code in codes]
    spaces = [weigh_stems(plain, descriptions, pause)]
    forget_others(TextVector, workshop, texts)
    if by_meaning and texts:
        described = embed_all(workshop, list(zip(texts, plain, strict=True)), descriptions, pause)
        spaces.append(Space(read_vectors(workshop, texts), described))
    return Material(workshop, texts, codes, spaces)


def make_plain(texts: Sequence[Compared]) -> list[str]:
    """Return the plain form of each text; title and body apart, since each can begin with a greeting."""
    parts = make_plain_texts([text.title for text in texts] + [text.body for text in texts])
    return [f"{title} {body}".strip() for title, body in zip(parts, parts[len(texts) :], strict=False)]


def _list_telling(readings: Iterable[Reading]) -> list[Reading]:
    """Return what can teach: of the blind share only what both have read, so that nobody's choice shows."""
    return [reading for reading in readings if reading.by_two or not reading.blind]


def _gather(material: Material, readings: Sequence[Reading]) -> Codings:
    """Return the codings of texts that are there, in the order of the texts."""
    places = {text.key: row for row, text in enumerate(material.texts)}
    numbers = {code.pk: number for number, code in enumerate(material.codes)}
    told = sorted((places[one.item], one) for one in readings if one.item in places)
    given = np.zeros((len(told), len(numbers)), np.bool_)
    for row, (_place, reading) in enumerate(told):
        given[row, [numbers[code] for code in list_given(reading) if code in numbers]] = True
    blind = np.array([one.blind and one.by_two for _place, one in told], np.bool_)
    return Codings(np.array([place for place, _one in told], np.int64), given, blind)


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
    shown = [row for row, text in enumerate(material.texts) if text.kind != "passage"]
    order = order_texts([Space(space.texts[shown], space.descriptions) for space in material.spaces], pause)
    texts = [material.texts[shown[row]] for row in order.rows]
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
