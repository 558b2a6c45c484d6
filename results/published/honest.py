"""What a result says against itself: samples read once more, and how true suggested codes were."""

from __future__ import annotations

from collections.abc import Iterator

from moderation.analysis.agreement import ENOUGH
from moderation.domain.calibration import Share, Trust, read_trust
from moderation.domain.omission_sample import list_results
from results.exports.tables import Cell
from results.published.edition import Rows
from workshops.models import Workshop

SAMPLES = (
    "sample", "drawn_on", "published", "size", "stands", "missing", "unclear", "unread", "gone", "softened",
    "at_most", "seed",
)  # fmt: skip
SUGGESTIONS = ("measure", "tenth", "number", "true", "chance")
DIGITS = 3


def make_samples_rows(workshop: Workshop) -> Rows:
    """Return one row for each sample, with what was found in it."""
    rows = []
    for one in list_results(workshop):
        drawn = (one.sample.number, one.sample.drawn_on, one.sample.published, one.sample.size)
        found = (one.stands, one.missing, one.unclear, one.left, one.gone, one.softened)
        rows.append((*drawn, *found, one.at_most, one.sample.seed))
    return Rows("samples", SAMPLES, tuple(rows))


def make_suggestions_rows(workshop: Workshop) -> Rows:
    """Return how true the chances of suggested codes were, and how often what was suggested was taken."""
    return Rows("suggestions", SUGGESTIONS, tuple(_list_trust(read_trust(workshop))))


def _list_trust(trust: Trust) -> Iterator[tuple[Cell, ...]]:
    known = trust.calibration
    if known is not None and known.error is not None:
        yield "error", None, known.blind, None, round(known.error, DIGITS)
    if trust.shown:
        yield "taken", None, trust.shown, trust.taken, None
    for one in trust.tenths:
        for measure, share in (("right", one.right), ("taken", one.taken)):
            if share.number:
                yield measure, one.tenth, *_tell(share)


def _tell(share: Share) -> tuple[Cell, ...]:
    """Return how many there are, and of how many it came true where that says anything."""
    if share.number < ENOUGH:
        return share.number, None, None
    return share.number, share.true, round(share.chance, DIGITS)
