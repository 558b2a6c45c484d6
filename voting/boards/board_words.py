"""How each board is explained to a lay reader: in one sentence, and in a paragraph on how it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voting.models import Board
from workshops.models import Workshop

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

SHARE = _(
    "We take the share of thumbs-up and allow for chance: an idea with few votes waits for more. "
    "“Not sure” does not count for or against. "
    "The bar shows between which shares the true one most likely lies."
)
BOARD_WORDS = {
    Board.Name.TOP: BoardWords(
        _("Top ideas"),
        _("Ideas that most people like."),
        SHARE,
        _("No idea has enough votes yet."),
    ),
    Board.Name.COMMON_GROUND: BoardWords(
        _("Common ground"),
        _("The more the people of all groups like an idea, the higher it stands."),
        _(
            "For each group we take the share of thumbs-up among its votes. Then we multiply the shares of "
            "all groups. So an idea can only come out well if no group is against it, and a large group "
            "cannot outvote a small one. A group counts with its share once ten of its people have voted on "
            "the idea, and with one half until then. Who has not said which group they belong to does not "
            "count here. Groups of fewer than ten people are put together when voting starts. We show the "
            "places only, no share and no score, so that nobody can work out how a few people voted."
        ),
        _("No idea has enough votes yet. Ten votes in at least half of the groups, and it can appear here."),
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
    "There is no common ground to look for yet. It takes two groups of at least ten people each, "
    "and this workshop has none, or does not ask people which group they belong to."
)


@dataclass(frozen=True)
class ClusterWords:
    """How `top` speaks of what people are told apart by; always the same word for it."""

    sentence: Words
    limit: Words
    spread: Words
    missing: Words
    unnamed: Words


CLUSTER_WORDS = {
    "organisation": ClusterWords(
        _("Ideas that most people like, whichever organisation they work for."),
        _("People in one organisation often think alike, so none counts for more than %(most)d voices."),
        _("They work in %(n)d or more organisations."),
        _("No idea has enough votes yet. Ten votes from three organisations, and it can appear here."),
        _("Fewer than half of the people here named their organisation. So the others count one by one."),
    ),
    "borough": ClusterWords(
        _("Ideas that most people like, whichever borough they work in."),
        _("People in one borough often think alike, so none counts for more than %(most)d voices."),
        _("They work in %(n)d or more boroughs."),
        _("No idea has enough votes yet. Ten votes from three boroughs, and it can appear here."),
        _("Fewer than half of the people here named their borough. So the others count one by one."),
    ),
    "group": ClusterWords(
        _("Ideas that most people like, whichever group they belong to."),
        _("People in one group often think alike, so none counts for more than %(most)d voices."),
        _("They belong to %(n)d or more groups."),
        _("No idea has enough votes yet. Ten votes from three groups, and it can appear here."),
        _("Fewer than half of the people here named their group. So the others count one by one."),
    ),
    "opinion group": ClusterWords(
        _("Ideas that most people like, whichever opinion group they belong to."),
        _("People in one opinion group think alike, so none counts for more than %(most)d voices."),
        _("They belong to %(n)d or more opinion groups."),
        _("No idea has enough votes yet. Ten votes from three opinion groups, and it can appear here."),
        "",
    ),
}
"""By `Workshop.clusters_in_words`; nothing for "none", where everybody counts by themselves."""


def find_words(workshop: Workshop, name: Board.Name) -> BoardWords:
    """Return how a board of this workshop is explained: `top` by what people are told apart by here."""
    words, of_clusters = BOARD_WORDS[name], CLUSTER_WORDS.get(workshop.clusters_in_words)
    if name != Board.Name.TOP or of_clusters is None:
        return words
    limit = str(of_clusters.limit) % {"most": count_most_voices(workshop)} if workshop.rho else ""
    return replace(
        words,
        sentence=of_clusters.sentence,
        explanation=f"{words.explanation} {limit}".strip(),
        missing=of_clusters.missing,
    )


def count_most_voices(workshop: Workshop) -> int:
    """Return for how many voices an organisation counts at most; the workshop's rho must not be 0."""
    return round(1 / workshop.rho)


def say_who_is_unnamed(workshop: Workshop, name: Board.Name) -> Words:
    """Return that people without an organisation count one by one here; "" where they don't."""
    of_clusters = CLUSTER_WORDS.get(workshop.clusters_in_words)
    return of_clusters.unnamed if of_clusters and name == Board.Name.TOP and workshop.unnamed_alone else ""
