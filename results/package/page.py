"""The page of the package: one file that opens from a disk, without a network and without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from results.documents.colours import choose_colours
from results.documents.poster import say_edition
from results.documents.report import describe_numbers
from results.package.meanings import explain_table
from results.package.pictures import list_with_pictures
from results.published.edition import PublishedEdition, Rows
from results.published.method import say_what_can_be_counted_again

STYLE = Path(__file__).parent / "page.css"
# More ideas than that stand in their table only: the page stays small.
MOST_IDEAS = 1_000


def write_page(edition: PublishedEdition, tables: Sequence[Rows], sealed_as: str) -> bytes:
    """Return the page; it loads nothing, and says so to the browser itself."""
    ideas = edition.table("ideas").as_dicts()
    numbers = describe_numbers(edition)
    context = {
        "edition": edition,
        "foundations": list_with_pictures(edition),
        "says_edition": say_edition(edition),
        "style": _write_style(),
        "participation": edition.table("participation").as_dicts(),
        "poll": numbers["poll"],
        "boards": numbers["boards"],
        "ideas": ideas,
        "shows_ideas": 0 < len(ideas) <= MOST_IDEAS,
        "sealed_as": sealed_as,
        "how": say_what_can_be_counted_again(),
        "tables": [(f"{table.name}.csv", explain_table(table.name)) for table in tables],
    }
    return render_to_string("package/index.html", context).encode()


def _write_style() -> SafeString:
    colours = choose_colours()
    own = f":root{{--brand:{colours['brand']};--on-brand:{colours['on_brand']}}}"
    # Our own style sheet, and two colours that the settings have checked.
    return mark_safe(f"<style>{own}{STYLE.read_text('utf-8')}</style>")  # noqa: S308  # nosec B308 B703
