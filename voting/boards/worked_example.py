"""How a position on a board was worked out, step by step, for an idea that stands there."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from voting.boards.board_words import CLUSTER_WORDS, count_most_voices, say_who_is_unnamed
from voting.boards.entries import count_served, find_step, say_liking, shows_totals
from voting.count.ground import find_ground
from voting.models import Board, BoardEntry, Total
from voting.scores.rising import HALF_LIFE_DAYS


def work_out(entry: BoardEntry) -> list[str]:
    """Return the steps that lead to this entry's score; numbers are rounded as on the board.

    Empty for an idea on which too few people have voted to show how.
    """
    steps = _STEPS[Board.Name(entry.board.name)]
    if entry.board.name != Board.Name.NEW and not shows_totals(entry):
        return []
    return steps(entry)


def _work_out_top(entry: BoardEntry) -> list[str]:
    weight = Total.objects.filter(idea=entry.idea_id).values_list("top_weight", flat=True).first() or 0
    step = find_step(entry.clusters)
    workshop = entry.board.workshop
    steps = [say_liking(entry)]
    words = CLUSTER_WORDS.get(workshop.clusters_in_words)
    if step and workshop.rho and words:
        count = _(
            "So together they count like %(weight)d people who do not know each other, and %(share)d in 100 "
            "of those like it."
        ) % {"weight": round(weight), "share": round(100 * entry.share)}
        spread, limit = str(words.spread) % {"n": step}, str(words.limit)
        steps.append(f"{spread} {limit % {'most': count_most_voices(workshop)}} {count}")
    if unnamed := say_who_is_unnamed(workshop, Board.Name.TOP):
        steps.append(str(unnamed))
    return [*steps, _say_interval(entry), _say_score(entry)]


def _say_interval(entry: BoardEntry) -> str:
    return _(
        "With so many votes, chance still plays a part. If we could ask everybody, most likely between "
        "%(low)d and %(high)d in 100 would like it."
    ) % {"low": round(100 * entry.low), "high": round(100 * entry.high)}


def _say_score(entry: BoardEntry) -> str:
    return _("We take the lower end. So its score is %(score).2f, which puts it in place %(rank)d.") % {
        "score": entry.score,
        "rank": entry.rank,
    }


def _work_out_common_ground(entry: BoardEntry) -> list[str]:
    groups = len(find_ground(entry.board.workshop))
    return [
        say_liking(entry),
        _(
            "In each of the %(groups)d groups we take the share of thumbs-up among all votes, “not sure” "
            "included. To be careful we add one thumbs-up and one other vote to each group. A group of "
            "which fewer than ten have voted on the idea counts with one half."
        )
        % {"groups": groups},
        _(
            "We multiply the %(groups)d shares. The more comes out, the better the place: this idea has "
            "place %(rank)d. We show no share of a group and no score, since they could give votes away."
        )
        % {"groups": groups, "rank": entry.rank},
    ]


def _work_out_debated(entry: BoardEntry) -> list[str]:
    people = entry.up + entry.down
    smaller = min(entry.up, entry.down)
    return [
        _("%(up)d people like it and %(down)d don’t.") % {"up": entry.up, "down": entry.down},
        _("The smaller side has %(smaller)d of %(people)d people: %(share)d in 100.")
        % {"smaller": smaller, "people": people, "share": round(100 * smaller / people) if people else 0},
        _("If we could ask everybody, that side would most likely have at least %(low)d in 100.")
        % {"low": round(100 * entry.score / 2)},
        _("Twice that share is its score, %(score).2f, which puts it in place %(rank)d.")
        % {"score": entry.score, "rank": entry.rank},
    ]


def _work_out_rising(entry: BoardEntry) -> list[str]:
    return [
        _("For each day we take the thumbs-up that it gained and take off the thumbs-down."),
        _("What is %(days)d days old counts half, what is twice as old a quarter, and so on.")
        % {"days": HALF_LIFE_DAYS},
        _("Added up this gives %(score).1f, which puts it in place %(rank)d.")
        % {"score": entry.score, "rank": entry.rank},
    ]


def _work_out_diverse(entry: BoardEntry) -> list[str]:
    return [
        say_liking(entry),
        _("When its turn came, it cost those who like it less than any other idea would have.")
        if entry.rank > 1
        else _("Of all ideas it costs those who like it least, because there are so many of them."),
        _("With the ideas up to this one, about %(served)d in 100 people have something that they like.")
        % {"served": count_served(entry)},
    ]


def _work_out_new(_entry: BoardEntry) -> list[str]:
    return [
        _("It came out on the newest day, together with others."),
        _("Its place among the ideas of that day was drawn by lot."),
    ]


_STEPS: dict[Board.Name, Callable[[BoardEntry], list[str]]] = {
    Board.Name.TOP: _work_out_top,
    Board.Name.COMMON_GROUND: _work_out_common_ground,
    Board.Name.NEW: _work_out_new,
    Board.Name.RISING: _work_out_rising,
    Board.Name.DEBATED: _work_out_debated,
    Board.Name.DIVERSE: _work_out_diverse,
}
