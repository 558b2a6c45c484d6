"""How many codes the texts read so far have brought, and how likely the next one brings another."""

from __future__ import annotations

from moderation.analysis.saturation import Saturation, measure_saturation
from moderation.domain.code_counts import count_final
from moderation.domain.codebook import read_codebook
from workshops.models import Workshop


def read_saturation(workshop: Workshop) -> Saturation:
    """Return the saturation of what is coded; two queries.

    Of a text that two people code it counts nothing until both have: no number tells what one of them chose.
    """
    return measure_saturation(*count_final(workshop, read_codebook(workshop)))
