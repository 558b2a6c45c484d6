"""The themes of a workshop as doors: what each says, how many ideas it has, and where one says something."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.urls import reverse

from ideas.domain.catalogue import read_catalogue, read_themes
from workshops.models import Theme, Workshop
from workshops.phases import Deed


@dataclass(frozen=True)
class Door:
    """A theme, the number of its published ideas, and two addresses: "" for what cannot be done now."""

    theme: Theme
    ideas: int
    read_url: str
    write_url: str


def list_doors(workshop: Workshop) -> list[Door]:
    """Return the themes in their order; two queries at most. The workshop must come from `with_phase()`."""
    themes = read_themes(workshop)
    reads, writes = workshop.allows(Deed.READ_IDEAS), workshop.allows(Deed.SUBMIT_IDEA)
    numbers = _count_ideas(workshop, themes) if reads and themes else [0] * len(themes)
    ideas, form = (reverse(f"workshops:{name}", args=[workshop.slug]) for name in ("ideas", "idea_new"))
    return [
        Door(
            theme,
            number,
            f"{ideas}?theme={theme.number}" if reads and number else "",
            f"{form}?theme={theme.number}" if writes else "",
        )
        for theme, number in zip(themes, numbers, strict=True)
    ]


def _count_ideas(workshop: Workshop, themes: list[Theme]) -> list[int]:
    catalogue = read_catalogue(workshop)
    return [int(np.count_nonzero(catalogue.has_theme(theme.pk))) for theme in themes]
