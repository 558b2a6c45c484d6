"""Who takes part, and who is missing: made from what the one statistics module tells, and from nothing else.

Nothing here counts people. What is worked out, as a share of the workforce or a sentence about a borough,
follows from numbers that are told anyway.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organising.domain.workforce import read_workforce
from workshops.models import Borough, Invitation, Organisation, Snapshot, Workshop
from workshops.phases import BEFORE_THE_CLOSE
from workshops.rules import Role
from workshops.statistics.bands import Bands
from workshops.statistics.participation import Breakdown
from workshops.statistics.snapshots import find_last_of_each_kind, read_bands

WHOLE, LEAST_SHARE, MOST_SHARE = 100, 1, 90
# Each with the fewest people in a shade of the map, the darkest first.
SHADES = (50, 25, 1)


@dataclass(frozen=True)
class Row:
    """A borough or a group: how many took part, None where it is not told, and how many work there."""

    name: str
    people: int | None
    workforce: int | None
    share: str


def list_rows(workshop: Workshop, breakdown: Breakdown, names: dict[str, str]) -> list[Row]:
    """Return a row for each of the names, those told first, as many to few; two of one number by name."""
    workforce = read_workforce(workshop)
    rows = [
        Row(name, breakdown.numbers.get(key), workforce.get(key), say_share(breakdown, key, workforce))
        for key, name in names.items()
    ]
    return sorted(rows, key=lambda row: (row.people is None, -(row.people or 0), row.name))


def say_share(breakdown: Breakdown, key: str, workforce: dict[str, int]) -> str:
    """Return in words which share of the workforce the told number is; "" where that is unknown."""
    people, everybody = breakdown.numbers.get(key), workforce.get(key)
    if people is None or not everybody:
        return ""
    share = WHOLE * people / everybody
    if share > WHOLE:
        return _("more than work there: is the number right?")
    if share < LEAST_SHARE:
        return _("under 1 %")
    return _("over 90 %") if share > MOST_SHARE else _("about %(n)d %%") % {"n": round(share)}


@dataclass(frozen=True)
class Tile:
    """A borough on the map: where it stands, its letters, its number or a dash, and its shade from 0 to 3."""

    x: int
    y: int
    letters: str
    number: str
    shade: int


def draw_tiles(breakdown: Breakdown | None) -> list[Tile]:
    """Return the tiles of all boroughs, each as long and as wide as one unit."""
    numbers = breakdown.numbers if breakdown else {}
    return [
        Tile(
            borough.column,
            borough.row,
            LETTERS.get(borough.slug, borough.name[:3]),
            str(numbers.get(borough.slug, "–")),
            _find_shade(numbers.get(borough.slug, 0)),
        )
        for borough in Borough.objects.order_by("row", "column")
    ]


def _find_shade(people: int) -> int:
    return sum(people >= fewest for fewest in SHADES)


@dataclass(frozen=True)
class Step:
    """A step of the way from an invitation to taking part, with how many people are there."""

    label: str
    number: str
    definition: str


def describe_funnel(workshop: Workshop) -> list[Step]:
    """Return how many were invited, joined and took part, as far as it is told.

    Invited are the rows that the organisers made. After the close some of these are deleted, so the number
    is told before it only: what is left would say who came.
    """
    last = find_last_of_each_kind(workshop)
    joined, took_part = last.get(Snapshot.Kind.JOINED), last.get(Snapshot.Kind.TOOK_PART)
    steps = []
    if workshop.phase in BEFORE_THE_CLOSE:
        invited = Invitation.objects.filter(workshop=workshop, role=Role.PARTICIPANT).count()
        steps.append(Step(_("invited by e-mail"), str(invited), _("Addresses on your list.")))
    if joined:
        words = _("Everybody who has joined: by a work address, a join code, a slip or an invitation.")
        steps.append(Step(_("joined"), str(joined.figures["people"]), words))
    if took_part:
        words = _(
            "Wrote, voted or answered the straw poll. Rounded by chance, so that one person never shows."
        )
        steps.append(Step(_("took part"), _("about %(n)d") % {"n": took_part.figures["people"]}, words))
    return steps


def say_who_is_missing(workshop: Workshop) -> list[str]:
    """Return for organisers in sentences which of their organisations, and whose boroughs, have not begun.

    All of it follows from the bands that they are shown; [] before there are any.
    """
    bands = _find_bands(workshop)
    if bands is None:
        return []
    listed = list(Organisation.objects.filter(workshop=workshop).offered().select_related("borough"))
    empty = [one for one in listed if not bands.fewest.get(str(one.pk))]
    if not listed:
        return []
    return [_say_organisations(len(listed), [one.name for one in empty]), *_say_boroughs(listed, empty)]


def _find_bands(workshop: Workshop) -> Bands | None:
    joined = find_last_of_each_kind(workshop).get(Snapshot.Kind.JOINED)
    return read_bands(joined) if joined else None


def _say_organisations(listed: int, empty: list[str]) -> str:
    if not empty:
        return _("Somebody has joined from each organisation that you listed.")
    words = ngettext(
        "Of %(all)d organisations that you listed, %(n)d has not begun: %(names)s.",
        "Of %(all)d organisations that you listed, %(n)d have not begun: %(names)s.",
        len(empty),
    )
    return words % {"all": listed, "n": len(empty), "names": ", ".join(sorted(empty))}


def _gather_by_borough(listed: Iterable[Organisation]) -> dict[str, list[Organisation]]:
    by_borough: dict[str, list[Organisation]] = defaultdict(list)
    for one in listed:
        if one.borough:
            by_borough[one.borough.name].append(one)
    return by_borough


def _say_boroughs(listed: Iterable[Organisation], empty: Iterable[Organisation]) -> list[str]:
    """Return which boroughs have nobody from any organisation in them, and which have no organisation."""
    by_borough = _gather_by_borough(listed)
    if not by_borough:
        return []
    waiting = set(empty)
    missing = sorted(name for name, there in by_borough.items() if waiting.issuperset(there))
    unlisted = [name for name in Borough.objects.values_list("name", flat=True) if name not in by_borough]
    said = [
        (_("Nobody yet from the organisations that you listed in %(names)s."), missing),
        (_("You have listed no organisation in %(names)s."), unlisted),
    ]
    return [words % {"names": ", ".join(names)} for words, names in said if names]


# Three letters for each borough, as short as they fit a tile; the names stand in the table.
LETTERS = {
    "barking-and-dagenham": "Bar",
    "barnet": "Bnt",
    "bexley": "Bex",
    "brent": "Bre",
    "bromley": "Bro",
    "camden": "Cam",
    "city-of-london": "City",
    "croydon": "Cro",
    "ealing": "Eal",
    "enfield": "Enf",
    "greenwich": "Gre",
    "hackney": "Hac",
    "hammersmith-and-fulham": "H&F",
    "haringey": "Hgy",
    "harrow": "Hrw",
    "havering": "Hav",
    "hillingdon": "Hil",
    "hounslow": "Hou",
    "islington": "Isl",
    "kensington-and-chelsea": "K&C",
    "kingston-upon-thames": "Kin",
    "lambeth": "Lam",
    "lewisham": "Lew",
    "merton": "Mer",
    "newham": "New",
    "redbridge": "Red",
    "richmond-upon-thames": "Ric",
    "southwark": "Swk",
    "sutton": "Sut",
    "tower-hamlets": "Tow",
    "waltham-forest": "Wal",
    "wandsworth": "Wan",
    "westminster": "Wst",
}
