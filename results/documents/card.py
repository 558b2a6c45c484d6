"""The picture that shows where somebody shares the address of the Declaration (https://ogp.me/)."""

from pathlib import Path
from typing import Any

from ideas_platform.lib.shortening import shorten
from ideas_platform.lib.typesetting import set_picture
from results.documents.colours import choose_colours
from results.documents.poster import NO_TITLE, list_numbers
from results.published.edition import PublishedEdition

PAGE = Path(__file__).parent / "pages" / "card.typ"
WIDTH, HEIGHT = 1200, 630
MOST_OF_TITLE, MOST_OF_KICKER = 140, 70
MOST_NUMBERS = 3


def make_card(edition: PublishedEdition) -> bytes:
    """Return the picture as PNG, of WIDTH by HEIGHT points."""
    return set_picture(PAGE.read_bytes(), describe_card(edition))


def describe_card(edition: PublishedEdition) -> dict[str, Any]:
    """Return all that stands on the picture."""
    return {
        "kicker": shorten(edition.workshop, MOST_OF_KICKER),
        "heading": shorten(edition.title, MOST_OF_TITLE) or NO_TITLE,
        "numbers": list_numbers(edition)[:MOST_NUMBERS],
        "colours": choose_colours(),
    }
