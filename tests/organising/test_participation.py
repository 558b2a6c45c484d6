"""The pages of participation say what the one statistics module tells, and what follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organising.domain.participation import describe_funnel, draw_tiles, say_share, say_who_is_missing
from organising.models import Workforce
from tests.cast import Person, make_members, make_workshop
from tests.hostile import ODD
from tests.organising.reading_pages import read_participation
from tests.pages import read_text
from tests.results.exports.read_back import read_table
from tests.workshops.statistics.test_snapshots import take_part
from workshops.models import Borough, Group, Invitation, Organisation, Workshop
from workshops.phases import Phase
from workshops.statistics.participation import Breakdown
from workshops.statistics.snapshots import take_joined, take_took_part

pytestmark = pytest.mark.django_db
PAGE, DESK = "/workshops/community/participation/", "/admin/desk/community/participation/"


@pytest.fixture
def told(workshop: Workshop) -> Workshop:
    """Return the workshop with numbers: Camden is told, Barnet and Brent are not."""
    for name, borough, people in (
        ("Large", "camden", 12), ("Small", "camden", 3), ("Absent", "barnet", 0), ("Gone", "barnet", 0)
    ):  # fmt: skip
        place = Organisation.objects.create(workshop=workshop, name=name, borough_id=borough)
        make_members(people, workshop, organisation=place, borough_id=borough)
    make_members(20, workshop)
    take_joined(workshop)
    take_took_part(workshop, take_part({"camden": 21, "barnet": 4, None: 8}, silent=20))
    return workshop


def test_everybody_reads_who_took_part_and_who_is_too_few_to_tell(visitor: Client, told: Workshop) -> None:
    assert f'href="{PAGE}"' in visitor.get("/workshops/community/").content.decode()
    page = read_participation(visitor, PAGE)
    boroughs = page.dimensions["borough"]
    assert (boroughs.told, boroughs.others) == ({"Camden": 20}, "too few to tell")
    assert {"Barnet", "Brent"} < boroughs.untold
    assert (page.numbers["people"], page.numbers["took part"]) == ("35", "35")
    assert page.bands == {}
    text = read_text(visitor.get(PAGE))
    assert "Large" in text
    assert "Small" not in text


def test_the_export_says_the_same(visitor: Client, told: Workshop, tmp_path: Path) -> None:
    page = read_participation(visitor, PAGE)
    rows = read_table(told, "participation", tmp_path / "out")
    exported = {row["measure"]: row["number"] or row["definition"] for row in rows}
    boroughs = page.dimensions["borough"]
    told_there = {f"took part, borough: {name}": str(number) for name, number in boroughs.told.items()}
    assert told_there.items() <= exported.items()
    assert exported["took part, borough: others together"] == boroughs.others
    assert {"people": "35", "took part": "35"}.items() <= exported.items()


def test_nothing_is_told_before_the_first_snapshot(visitor: Client, organiser: Person) -> None:
    make_members(9, make_workshop())
    assert "Too few people have taken part to tell anything yet." in read_text(visitor.get(PAGE))
    page = read_text(organiser.client.get(DESK))
    assert "Too little is told yet" in page
    assert "invited by e-mail 0" in page


def test_no_page_changes_between_two_snapshots(visitor: Client, organiser: Person, told: Workshop) -> None:
    """Whoever joins, leaves or is in which organisation shows with a snapshot, and not before."""
    before = [read_text(client.get(place)) for client, place in ((visitor, PAGE), (organiser.client, DESK))]
    absent = Organisation.objects.get(name="Absent")
    make_members(9, told, organisation=absent, borough_id="barnet")
    after = [read_text(client.get(place)) for client, place in ((visitor, PAGE), (organiser.client, DESK))]
    assert before == after


def test_organisers_read_bands_the_way_in_and_who_is_missing(organiser: Person, told: Workshop) -> None:
    Invitation.objects.create(workshop=told, email="somebody@trust.example")
    assert f'href="{DESK}"' in organiser.client.get("/admin/desk/community/").content.decode()
    page = read_participation(organiser.client, DESK)
    assert page.bands == {"Absent": "none", "Gone": "none", "Large": "10 to 24", "Small": "1 to 9"}
    text = read_text(organiser.client.get(DESK))
    assert "Of 4 organisations that you listed, 2 have not begun: Absent, Gone." in text
    assert "Nobody yet from the organisations that you listed in Barnet." in text
    assert "You have listed no organisation in Barking and Dagenham, Bexley," in text
    # The organiser has joined too.
    assert "joined 36 Everybody" in text
    assert "took part about 35" in text


def test_who_is_missing_follows_from_the_bands_alone(organiser: Person, told: Workshop) -> None:
    """Two workshops with the same bands read the same, whatever the numbers behind them."""
    other = make_workshop(slug="other")
    for name, people in (("Large", 18), ("Small", 8), ("Absent", 0), ("Gone", 0)):
        borough = "camden" if people else "barnet"
        place = Organisation.objects.create(workshop=other, name=name, borough_id=borough)
        make_members(people, other, organisation=place)
    make_members(9, other)
    take_joined(other)
    assert say_who_is_missing(other) == say_who_is_missing(told)


def test_after_the_close_how_many_were_invited_is_not_told() -> None:
    """Unanswered invitations are deleted then: what is left would say how many came."""
    closed = make_workshop(Phase.CLOSED)
    Invitation.objects.create(workshop=closed, email="somebody@trust.example")
    assert describe_funnel(closed) == []


def test_the_workforce_stands_beside_the_numbers_told(visitor: Client, told: Workshop) -> None:
    for borough, people in (("camden", 1000), ("barnet", 10)):
        Workforce.objects.create(workshop=told, borough_id=borough, people=people)
    text = read_text(visitor.get(PAGE))
    assert "Camden 20 of 1000 in all: about 2 %" in text
    assert "Barnet too few of 10 in all" in text


@pytest.mark.parametrize(
    ("everybody", "words"),
    [
        (0, ""), (19, "more than work there: is the number right?"), (20, "over 90 %"), (22, "over 90 %"),
        (40, "about 50 %"), (2001, "under 1 %"),
    ],
)  # fmt: skip
def test_a_share_is_made_of_the_number_told(everybody: int, words: str) -> None:
    breakdown = Breakdown("borough", "", "", [("Camden", 20)], "", [], {"camden": 20})
    assert say_share(breakdown, "camden", {"camden": everybody}) == words
    assert say_share(breakdown, "barnet", {"barnet": 5}) == ""


def test_every_borough_has_a_tile_of_its_own_with_its_number(visitor: Client, told: Workshop) -> None:
    page = visitor.get(PAGE).content.decode()
    assert page.count('class="tile-map__tile ') == 33
    tiles = draw_tiles(None)
    assert len({tile.letters for tile in tiles}) == len({(tile.x, tile.y) for tile in tiles}) == 33
    assert page.count("tile-map__tile--1") == 1


def test_where_no_borough_is_asked_for_there_is_no_map(visitor: Client, told: Workshop) -> None:
    Workshop.objects.update(asks_borough=False)
    assert "tile-map" not in visitor.get(PAGE).content.decode()


def write(organiser: Person, of: str, lines: str, status: int = 303) -> str:
    """Send the lines; return the page that answers."""
    answer = organiser.client.post(f"{DESK}workforce/{of}/", {"lines": lines})
    assert answer.status_code == status
    return read_text(answer) if status != 303 else ""


def test_an_organiser_pastes_the_workforce_and_changes_it(organiser: Person, told: Workshop) -> None:
    Group.objects.create(workshop=told, name="nurse, midwife")
    write(organiser, "borough", "CAMDEN\t1,200\nHammersmith & Fulham; 900\n\nBarnet\n")
    write(organiser, "group", "nurse, midwife, 70")
    write(organiser, "organisation", "Large: 340")
    stored = Workforce.objects.values_list("borough_id", "group__name", "people")
    assert set(stored) == {
        ("camden", None, 1200), ("hammersmith-and-fulham", None, 900), (None, "nurse, midwife", 70)
    }  # fmt: skip
    assert Organisation.objects.get(name="Large").workforce == 340
    page = organiser.client.get(f"{DESK}workforce/borough/").content.decode()
    assert "Camden\t1200" in page
    write(organiser, "borough", "Camden 5")
    assert Workforce.objects.get(borough="camden").people == 5
    assert Workforce.objects.filter(borough="hammersmith-and-fulham").count() == 0
    assert Workforce.objects.exclude(group=None).count() == 1


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("Atlantis 5", "Line 1: we do not know this name."),
        ("Camden 5\n\nCAMDEN 6", "Line 3: this name is there twice."),
        ("Camden 0", "Line 1: write a number from 1 to 10,000,000."),
        (f"Camden {'9' * 400}", "Line 1: write a number from 1 to 10,000,000."),
    ],
)
def test_what_is_wrong_is_said_line_by_line_and_nothing_is_stored(
    organiser: Person, lines: str, words: str
) -> None:
    assert words in write(organiser, "borough", lines, status=422)
    assert not Workforce.objects.exists()


def test_what_nobody_sends_who_means_well_is_no_fault(organiser: Person, told: Workshop) -> None:
    for of in ("borough", "group", "organisation"):
        for odd in ODD.values():
            for lines in (odd, f"Camden {odd}", f"{odd} 5"):
                answer = organiser.client.post(f"{DESK}workforce/{of}/", {"lines": lines})
                assert answer.status_code in {303, 422}


def test_there_is_no_workforce_of_anything_else(organiser: Person) -> None:
    assert organiser.client.get(f"{DESK}workforce/person/").status_code == 404


def test_it_asks_as_much_for_many_organisations_as_for_one(organiser: Person, told: Workshop) -> None:
    organiser.client.get(DESK)
    asked = []
    for more in (1, 30):
        for number in range(more):
            Organisation.objects.create(
                workshop=told, name=f"Trust {more} {number}", borough=Borough.objects.first()
            )
        with CaptureQueriesContext(connection) as queries:
            organiser.client.get(DESK)
        asked.append(len(queries))
    assert asked[0] == asked[1]
