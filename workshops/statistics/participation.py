"""Who joined and who took part, in words: by organisation in bands, by borough and group rounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from workshops.models import Borough, Group, Organisation, Snapshot, Workshop
from workshops.statistics.margins import Margin
from workshops.statistics.snapshots import DIMENSIONS, find_last_of_each_kind, read_bands, read_margin
from workshops.statistics.suppression import FEWEST


@dataclass(frozen=True)
class Breakdown:
    """Who took part by one dimension: rows of (name, number of people), and all others, if any, in words.

    `untold` are the names of these others: nobody, few people, or too many to hide the rest behind.
    """

    dimension: str
    heading: str
    definition: str
    rows: list[tuple[str, int]]
    others: str
    untold: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The numbers of the rows by the keys of their categories."""


@dataclass(frozen=True)
class Participation:
    """Who joined and who took part: what anybody may see. Days are None where nothing is told yet."""

    organisations: list[str]
    more_organisations: int
    joined_by: date | None
    breakdowns: list[Breakdown]
    took_part_by: date | None


def describe_participation(workshop: Workshop) -> Participation:
    """Return the organisations of ten people or more, how many more there are, and who took part."""
    last = find_last_of_each_kind(workshop)
    joined, took_part = last.get(Snapshot.Kind.JOINED), last.get(Snapshot.Kind.TOOK_PART)
    names = _name_large(joined) if joined else []
    return Participation(
        organisations=names,
        more_organisations=joined.figures["organisations"] - len(names) if joined else 0,
        joined_by=joined.taken_on if joined else None,
        breakdowns=[_break_down(workshop, took_part, dimension) for dimension in DIMENSIONS]
        if took_part
        else [],
        took_part_by=took_part.taken_on if took_part else None,
    )


def list_bands(workshop: Workshop) -> list[tuple[str, str]]:
    """Return for organisers each organisation and how many people of it have joined, in a band in words."""
    joined = find_last_of_each_kind(workshop).get(Snapshot.Kind.JOINED)
    bands = read_bands(joined) if joined else None
    if bands is None:
        return []
    organisations = Organisation.objects.filter(workshop=workshop).shown().values_list("pk", "name")
    return [(name, bands.say(str(key))) for key, name in organisations]


def _name_large(joined: Snapshot) -> list[str]:
    bands = read_bands(joined)
    large = [key for key, fewest in bands.fewest.items() if fewest >= FEWEST] if bands else []
    return list(Organisation.objects.filter(pk__in=large).shown().values_list("name", flat=True))


def _break_down(workshop: Workshop, snapshot: Snapshot, dimension: str) -> Breakdown:
    margin = read_margin(snapshot, dimension)
    names = _name_categories(workshop, dimension)
    numbers = {key: number for key, number in margin.told.items() if key in names}
    rows = [(names[key], number) for key, number in numbers.items()]
    others = _say_others(margin) if len(rows) < len(names) else ""
    heading = _("By borough") if dimension == "borough" else _("By “I am a …”")
    definition = _(
        "People who took part and told it. Numbers are rounded up or down to 5, 10, 15 and so on, by chance. "
        "Who told nothing is in no number."
    )
    untold = [name for key, name in names.items() if key not in numbers]
    return Breakdown(dimension, heading, definition, rows, others, untold, numbers)


def _say_others(margin: Margin) -> str:
    return _("10 people or more") if margin.others_many else _("too few to tell")


def _name_categories(workshop: Workshop, dimension: str) -> dict[str, str]:
    found: Any = Borough.objects.all() if dimension == "borough" else Group.objects.filter(workshop=workshop)
    return {str(key): name for key, name in found.values_list("pk", "name")}
