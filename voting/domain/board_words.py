"""How each board is explained to a lay reader: in one sentence, and in a paragraph on how it counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voting.models import Board

Words = str | Promise


@dataclass(frozen=True)
class BoardWords:
    """How a board is explained; `missing` says what it takes until an idea stands there."""

    title: Words
    sentence: Words
    explanation: Words
    missing: Words


FIRST = (Board.Name.TOP, Board.Name.COMMON_GROUND, Board.Name.NEW)
"""The boards that are offered first; the others stand under "more"."""

BOARD_WORDS = {
    Board.Name.TOP: BoardWords(
        _("Top ideas"),
        _("Ideas that most people like, whichever organisation they work for."),
        _(
            "We take the share of thumbs-up and allow for chance: an idea with few votes waits for more. "
            "People in one organisation often think alike, so none counts for more than 20 voices. "
            "“Not sure” does not count for or against. "
            "The bar shows between which shares the true one most likely lies."
        ),
        _("No idea has enough votes yet. Ten votes from three organisations, and it can appear here."),
    ),
    Board.Name.COMMON_GROUND: BoardWords(
        _("Common ground"),
        _("Ideas that people in every group like."),
        _(
            "For each group we take the share of thumbs-up among its votes. Then we multiply the shares of "
            "all groups. So an idea can only come out well if no group is against it, and a large group "
            "cannot outvote a small one. Who has not said which group they belong to does not count here."
        ),
        _("No idea has enough votes yet. Five votes from people in every group, and it can appear here."),
    ),
    Board.Name.NEW: BoardWords(
        _("New ideas"),
        _("The newest ideas, day by day."),
        _(
            "Ideas stand here by the day on which everybody could first see them. Within a day we draw "
            "lots, so that nobody can tell who was first. Votes play no part."
        ),
        _("No idea is out yet. Ideas come out together, so that nobody can tell whose is whose."),
    ),
    Board.Name.RISING: BoardWords(
        _("Rising"),
        _("Ideas that are gaining support this week."),
        _(
            "We count the thumbs-up that an idea has gained, less the thumbs-down. Today’s count in full, "
            "those of three days ago half, those of six days ago a quarter, and so on."
        ),
        _("No idea has ten new votes in the last 15 days. Then it can appear here."),
    ),
    Board.Name.DEBATED: BoardWords(
        _("Debated"),
        _("Ideas on which people are split."),
        _(
            "We take the smaller side, be it for or against, and allow for chance: few votes do not make a "
            "debate. Twice its share is the score, so 1 would be two equal halves of very many people."
        ),
        _("No idea has 20 votes for or against yet. Then it can appear here."),
    ),
    Board.Name.DIVERSE: BoardWords(
        _("Something for everybody"),
        _("Ten ideas chosen so that as many people as possible see something of theirs."),
        _(
            "Think of a pot that all who voted fill in equal parts, enough for ten ideas. An idea is "
            "bought by those who like it, in equal parts. The one that costs each of them least comes "
            "first. Whoever has paid has less left for the next one, so that others get their turn. This "
            "is known as the method of equal shares."
        ),
        _("Nobody has liked an idea yet."),
    ),
}
ONE_GROUP = _(
    "People are not told apart by groups in this workshop, so there is no common ground to look for."
)
