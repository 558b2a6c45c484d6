"""Somebody keeps all weekly versions of pages and exports of participation: what follows of small groups?

Known is what pages, exports and the weekly summary say, with all bounds that they give over all weeks, and
besides, though nobody tells it, which groups are below ten. An organiser pads one of them with accounts of
their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest
from django.test import Client

from anonymity.tags import as_blocks
from anonymity.thresholds import FEWEST_IN_A_CELL
from tests.anonymity.linkage.numbers import Histories, Told, count_fewest_values
from tests.cast import Person, make_members, make_three_organisations
from tests.organising.reading_exports import read_export, read_summary
from tests.organising.reading_pages import Read, ReadPage, read_participation
from voting.releases.who_took_part import tell_apart
from workshops.domain.keys import open_key
from workshops.models import Group, Membership, Organisation, Workshop
from workshops.statistics.cell_keys import CellKeys
from workshops.statistics.snapshots import Participants, take_joined, take_took_part
from workshops.statistics.suppression import FEWEST, OFF

pytestmark = pytest.mark.django_db
WEEKS = 6
BOROUGHS = {"camden": "Camden", "barnet": "Barnet", "brent": "Brent", "bexley": "Bexley"}
GROUPS = ("nurse", "carer", "midwife", "podiatrist", "dietitian")
PADDED, ACCOUNTS = "podiatrist", 15
PUBLIC, DESK = "/workshops/community/participation/", "/admin/desk/community/participation/"
TOLD = ("people", "took part", "organisations")
HIGHEST = {"1 to 9": 9, "10 to 24": 24, "none": 0}
LOWEST = {"1 to 9": 1, "10 to 24": 10, "10 or more": 10, "25 or more": 25, "none": 0}


@dataclass
class Weeks:
    """A workshop that grows by chance, week by week, and who of it took part so far."""

    workshop: Workshop
    chance: np.random.Generator
    places: list[Organisation]
    active: set[str]

    def grow(self) -> None:
        """Let people join who are of a borough and of a group, or say nothing; most of them take part."""
        groups = {group.name: group for group in Group.objects.filter(workshop=self.workshop)}
        names = [name for name in GROUPS if name != PADDED]
        for _one in range(int(self.chance.integers(12, 30))):
            borough = self.chance.choice([*BOROUGHS, ""], p=[0.45, 0.3, 0.08, 0.02, 0.15])
            group = self.chance.choice([*names, ""], p=[0.5, 0.25, 0.08, 0.02, 0.15])
            place = self.places[int(self.chance.integers(len(self.places)))]
            self.add(1, borough=str(borough), group=groups.get(str(group)), place=place)

    def add(self, number: int, *, borough: str, group: Group | None, place: Organisation) -> None:
        """Let so many join; two of three take part."""
        made = make_members(
            number, self.workshop, borough_id=borough or None, group=group, organisation=place
        )
        self.active |= {str(one.pk) for one in made if number > 1 or self.chance.random() < 0.66}

    def take(self) -> None:
        """Take the snapshots of a release, as far as there are enough further people."""
        members = list(Membership.objects.filter(workshop=self.workshop).order_by("pk"))
        subjects = as_blocks([bytes(one.vote_subject or b"") for one in members])
        named: dict[str, list[str | None]] = {
            "borough": [one.counted_borough_id for one in members],
            "group": [str(one.counted_group_id) if one.counted_group_id else None for one in members],
        }
        keys = [str(key) for key in Group.objects.filter(workshop=self.workshop).values_list("pk", flat=True)]
        active = np.array([str(one.pk) in self.active for one in members], np.bool_)
        draw = CellKeys(open_key(self.workshop), subjects).draw
        apart = tell_apart(self.workshop, subjects)
        categories = {"borough": [*BOROUGHS], "group": keys}
        take_joined(self.workshop)
        take_took_part(self.workshop, Participants(named, categories, active, draw, apart))

    def count(self, dimension: str) -> dict[str, int]:
        """Return the truth: how many of each name took part."""
        field = {"borough": "counted_borough__name", "group": "counted_group__name"}[dimension]
        took_part = Membership.objects.filter(pk__in=self.active).values_list(field, flat=True)
        names = list(took_part)
        return {name: names.count(name) for name in ([*BOROUGHS.values()], [*GROUPS])[dimension == "group"]}


@pytest.fixture(params=range(3))
def weeks(request: pytest.FixtureRequest, workshop: Workshop) -> Weeks:
    """Return a workshop in which three organisations have ten people already, of whom none took part.

    Three others have none, two and four.
    """
    for name in GROUPS:
        Group.objects.create(workshop=workshop, name=name)
    make_three_organisations(workshop)
    places = list(Organisation.objects.filter(workshop=workshop))
    for number in range(3):
        small = Organisation.objects.create(workshop=workshop, name=f"Small {number}", in_first_list=True)
        make_members(2 * number, workshop, organisation=small)
    return Weeks(workshop, np.random.default_rng(request.param), places, set())


def live(weeks: Weeks, visitor: Client, organiser: Person) -> Iterator[tuple[ReadPage, ReadPage]]:
    """Yield the public page and the desk's of every week; the organiser pads a group in the second."""
    padded = Group.objects.get(name=PADDED)
    own = weeks.places[0]
    for week in range(WEEKS):
        weeks.grow()
        if week == 1:
            weeks.add(ACCOUNTS, borough="bexley", group=padded, place=own)
            weeks.add(1, borough="bexley", group=padded, place=weeks.places[1])
        weeks.take()
        yield read_participation(visitor, PUBLIC), read_participation(organiser.client, DESK)


def test_no_group_under_ten_follows_from_all_weeks_together(
    weeks: Weeks, visitor: Client, organiser: Person
) -> None:
    histories: Histories = {}
    for public, desk in live(weeks, visitor, organiser):
        numbers, exported = read_export(weeks.workshop)
        assert public.dimensions == desk.dimensions
        if "took part" not in public.numbers:
            assert exported["borough"] == exported["group"] == Read()
            continue
        assert {name: numbers[name] for name in TOLD} == {name: public.numbers[name] for name in TOLD}
        assert read_summary(weeks.workshop) == {name: exported[name].told for name in exported}
        most = min(int(public.numbers["took part"]) + OFF, int(public.numbers["people"]))
        for name in ("borough", "group"):
            for read in (public.dimensions[name], exported[name]):
                histories.setdefault(name, []).append(bound(read, weeks.count(name), most))
        histories.setdefault("organisation", []).append(bound_bands(desk))
        # The way in: how many joined and did nothing is never below five values wide.
        assert most - max(0, int(public.numbers["took part"]) - OFF) >= OFF
    fewest, number = count_fewest_values(histories)
    assert fewest >= 5
    assert number > 5
    assert count_fewest_values(plant(histories, weeks))[0] < 5


def test_a_padded_group_is_never_told(weeks: Weeks, visitor: Client, organiser: Person) -> None:
    for public, desk in live(weeks, visitor, organiser):
        assert PADDED not in {**public.dimensions["group"].told, **desk.dimensions["group"].told}


def plant(histories: Histories, weeks: Weeks) -> Histories:
    """Return a history as if its last export also told one group of fewer than ten as it is."""
    name = next(name for name in ("borough", "group") if histories[name][-1].secret)
    last = histories[name][-1]
    cell = min(last.secret)
    spans = {**last.spans, cell: (weeks.count(name)[cell],) * 2}
    leaky = replace(last, spans=spans, hidden=last.hidden - {cell}, together=(0, last.most))
    return {name: [*histories[name][:-1], leaky]}


def bound(read: Read, cells: dict[str, int], most: int) -> Told:
    """Return what a page or an export tells of one dimension; besides, which cells are small is known."""
    small = frozenset(name for name in cells if cells[name] < FEWEST)
    spans = {name: (max(FEWEST, told - OFF), told + OFF) for name, told in read.told.items()}
    spans |= {
        name: (0, FEWEST - 1) if name in small else (0, most) for name in cells.keys() - read.told.keys()
    }
    hidden = frozenset(cells) - read.told.keys()
    # Padded groups are not told at any size, so "too few" bounds nothing while groups are told apart.
    fewer = most if PADDED in cells or "Bexley" in cells else FEWEST_IN_A_CELL.stop - 2
    together = (FEWEST, most) if read.others == "10 people or more" else (0, fewer)
    return Told(spans, most, hidden, together, small)


def bound_bands(page: ReadPage) -> Told:
    """Return what the desk tells of organisations: those of one to nine are to be kept."""
    people = int(page.numbers["joined"].partition(" ")[0])
    spans = {name: (LOWEST[band], HIGHEST.get(band, people)) for name, band in page.bands.items()}
    small = frozenset(name for name, band in page.bands.items() if band == "1 to 9")
    return Told(spans, people, frozenset(page.bands), (0, people), small)
