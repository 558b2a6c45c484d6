"""Agreement: only the blind share is measured, and what is settled where two people differ counts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from moderation.domain.agreement import read_all
from moderation.domain.code_changes import merge_codes
from moderation.domain.code_counts import measure_agreement
from moderation.domain.codebook import read_codebook
from moderation.models import Code, Settlement
from tests.cast import Person
from tests.hostile import ODD
from tests.moderation.coding_people import DESK, code_as, make_answer, make_code, make_text, meet
from tests.moderation.test_desk import ANSWERS, MOST_STATEMENTS
from tests.pages import find_inline, read_text
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
AGREEMENT = f"{DESK}agreement/"


def measure(workshop: Workshop) -> dict[str, tuple[int, int, int, int]]:
    """Return by name of each code how many texts both chose it for, only the first, the second, neither."""
    codebook = read_codebook(workshop)
    rows = measure_agreement(workshop, codebook).tables
    return {code.name: (table.both, table.first, table.second, table.neither) for code, table in rows}


def list_final(workshop: Workshop) -> list[list[str]]:
    """Return the codes that count for each text."""
    codebook = read_codebook(workshop)
    readings = read_all(workshop, codebook)
    return sorted(sorted(codebook.codes[code].name for code in reading.final) for reading in readings)


def test_only_what_both_coded_blindly_is_measured(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    bus, train = make_code(moderator, "Bus"), make_code(moderator, "Train")
    for first, second in (([bus], [bus]), ([bus], [train]), ([], [])):
        text = make_text(workshop, blind=True)
        code_as(moderator, text, first)
        code_as(organiser, text, second)
    code_as(moderator, make_text(workshop, blind=True), [bus])
    open_one = make_answer(make_text(workshop))
    code_as(moderator, open_one, [bus])
    code_as(organiser, open_one, [train])
    assert measure(workshop) == {"Bus": (1, 1, 0, 1), "Train": (0, 0, 1, 2)}
    codebook = read_codebook(workshop)
    assert measure_agreement(workshop, codebook).number == 2
    merge_codes(actor=meet(moderator), code=bus, into=train, version=1)
    assert measure(workshop) == {"Train": (2, 0, 0, 1)}


def test_what_is_settled_counts_until_the_words_change(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    bus, train = make_code(moderator, "Bus"), make_code(moderator, "Train")
    text = make_text(workshop, blind=True)
    code_as(moderator, text, [bus])
    code_as(organiser, text, [train])
    assert list_final(workshop) == [[]]
    page = moderator.client.get(f"{AGREEMENT}{text.ref}/")
    sent = {"seen": page.context["seen"], str(bus.pk): "yes", str(train.pk): "no"}
    done = moderator.client.post(f"{AGREEMENT}{text.ref}/", sent)
    assert (done.status_code, done["Location"], list_final(workshop)) == (303, AGREEMENT, [["Bus"]])
    text.body = "Other words."
    text.save()
    assert (list_final(workshop), Settlement.objects.count()) == ([], 0)
    # They knew what the other chose, so that what they choose now is no measure.
    code_as(moderator, text, [bus])
    code_as(organiser, text, [bus])
    assert (list_final(workshop), measure(workshop)["Bus"]) == ([["Bus"]], (0, 0, 0, 0))


def test_who_did_not_see_what_was_settled_settles_nothing(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    bus, text = make_code(moderator, "Bus"), make_text(workshop, blind=True)
    code_as(moderator, text, [bus])
    code_as(organiser, text, [])
    address = f"{AGREEMENT}{text.ref}/"
    seen = moderator.client.get(address).context["seen"]
    organiser.client.post(address, {"seen": seen, str(bus.pk): "no"})
    late = moderator.client.post(address, {"seen": seen, str(bus.pk): "yes"})
    assert (late.status_code, Settlement.objects.get().applies, find_inline(late)) == (409, False, [])


def test_nothing_of_the_share_shows_before_both_have_coded(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    bus, text = make_code(moderator, "Bus"), make_text(workshop, blind=True)
    code_as(moderator, text, [bus])
    page = organiser.client.get(AGREEMENT)
    assert (page.context["number"], [row["table"].number for row in page.context["rows"]]) == (0, [0])
    assert organiser.client.get(f"{AGREEMENT}{text.ref}/").status_code == 404


def test_too_few_is_said_of_fewer_than_five(workshop: Workshop, moderator: Person, organiser: Person) -> None:
    bus = make_code(moderator, "Bus")
    for number in range(5):
        text = make_text(workshop, blind=True)
        code_as(moderator, text, [bus])
        code_as(organiser, text, [bus])
        text_of_page = read_text(moderator.client.get(AGREEMENT)) if number in {3, 4} else ""
        assert (number < 3 or text_of_page.count("too few")) == (True if number < 3 else 3 * (number == 3))


def test_the_page_costs_few_statements_and_odd_input_settles_nothing(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    bus = make_code(moderator, "Bus")
    for _one in range(4):
        text = make_text(workshop, blind=True)
        code_as(moderator, text, [bus])
        code_as(organiser, text, [])
    client = moderator.client
    client.raise_request_exception = False
    client.get(AGREEMENT)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(AGREEMENT).status_code == 200
    assert len(queries) <= MOST_STATEMENTS
    address, code = f"{AGREEMENT}{text.ref}/", str(Code.objects.get().pk)
    statuses = {client.post(address, {"seen": odd, code: odd}).status_code for odd in ODD.values()}
    assert (statuses - ANSWERS, Settlement.objects.count()) == (set(), 0)
