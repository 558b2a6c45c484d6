"""How many codes the texts read so far have brought, and how likely the next one brings another."""

from __future__ import annotations

from collections import Counter

from moderation.analysis.saturation import Saturation, measure_saturation
from moderation.domain.agreement import read_all
from moderation.domain.codebook import read_codebook
from workshops.models import Workshop


def read_saturation(workshop: Workshop) -> Saturation:
    """Return the saturation of what is coded; four queries.

    Of a text that two people code it counts nothing until both have: no number tells what one of them chose.
    """
    readings = [
        reading
        for reading in read_all(workshop, read_codebook(workshop))
        if reading.by_two or not reading.blind
    ]
    times = Counter(code for reading in readings for code in reading.final)
    return measure_saturation(len(readings), list(times.values()))
