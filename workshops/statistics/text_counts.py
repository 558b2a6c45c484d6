"""How many texts there are of a kind, where few could tell of one person: told as numbers of people are."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from uuid import UUID

from django.conf import settings

from workshops.statistics.suppression import Draw, round_people


def round_texts(keys: Collection[UUID]) -> int | None:
    """Return how many texts these are: a multiple of five, None below a threshold between 10 and 14.

    Threshold and direction are drawn from which texts they are, under the key of the site: the workshop's
    own may be destroyed. So whoever adds texts of their own cannot tell whether there is one more.
    """
    return round_people(len(keys), draw_texts(keys))


def draw_texts(keys: Collection[UUID]) -> Draw:
    """Return the threshold and the direction of rounding for these texts, whatever their order."""
    total = sum(key.int for key in keys) % 2**128
    drawn = hmac.digest(settings.SECRET_KEY.encode(), b"texts" + total.to_bytes(16, "big"), "sha256")
    return Draw.from_digest(drawn)
