"""How the numbers of an edition come about: the same words in the report and in the package."""

from django.utils.translation import gettext as _

from results.exports.meanings import EMPTY_CELLS, SMALL_NUMBERS
from results.published.edition import PublishedEdition


def list_method(edition: PublishedEdition) -> list[tuple[str, str]]:
    """Return headings, each with the paragraphs below it."""
    boards = [(board.title, f"{board.sentence}\n\n{board.explanation}") for board in edition.boards]
    return [
        (_("Votes"), _say_votes()),
        (_("Small numbers"), f"{SMALL_NUMBERS}\n\n{EMPTY_CELLS}"),
        (_("People"), _say_people()),
        *boards,
        (_("What you can count again yourself"), say_what_can_be_counted_again()),
    ]


def say_what_can_be_counted_again() -> str:
    """Return what anybody can work out from the package, and what only the site could."""
    return _(
        "From the package alone you can count again: sums and shares, the straw poll, the boards of debated "
        "and new ideas, how ideas rose, how often each code was chosen, and what each "
        "statement rests on.\n\n"
        "Top ideas, common ground, something for everybody and the chances need to know which votes come "
        "from one organisation, one group or one person. Nobody outside may know that. So these are compared "
        "with a sealed list. Its check sum stands on the site from the day of the release on.\n\n"
        "The command “manage.py recompute_results” does all of this."
    )


def _say_votes() -> str:
    return _(
        "Each person has one vote on an idea: for it, against it, or not sure. Nobody votes on their own. "
        "Of ideas that were merged, each person counts once. Votes show in releases of what at least ten "
        "people did."
    )


def _say_people() -> str:
    return _(
        "Numbers of people who took part are rounded up or down to 5, 10, 15 and so on, by chance, and told "
        "by one detail at a time. Small groups are told together or not at all."
    )
