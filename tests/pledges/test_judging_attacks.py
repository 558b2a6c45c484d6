"""Who wants to know what one person said of their organisation: a manager, or somebody with two dumps."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from datetime import timedelta
from itertools import product

import numpy as np
import pytest
from django.core import serializers
from django.utils import timezone

from anonymity.keys import HeldKey
from anonymity.tags import as_blocks
from anonymity.thresholds import FEWEST_IN_A_CELL
from pledges.domain.judged import PARTS, keep_apart, tell_judgements
from pledges.domain.judging import KIND
from pledges.domain.rounds import end_due_rounds
from pledges.models import Judgement, JudgementAnswer, Pledge, Round
from tests.cast import Person, make_member, make_members
from tests.own_models import list_own_models
from tests.pages import read_text
from tests.pledges.rounds import ask, let_end, say
from tests.pledges.signed import make_declared, make_pledge
from workshops.models import Workshop
from workshops.rules import Role
from workshops.statistics.answers import Answered, ToldAnswers, tell_answers
from workshops.statistics.cell_keys import CellKeys
from workshops.statistics.suppression import Draw

ANSWERS = ("reached", "changed", "not_yet")
CONFEDERATES = 9
# As for all attacks with two outcomes: half, and no more than this beside it.
MOST = 0.54
FRONT_LINE = "What the front line says"


@pytest.fixture
def declared() -> Workshop:
    """Return a published workshop with a final edition."""
    return make_declared()


def spread(number: int, *, step: int) -> dict[int, float]:
    """Return how likely each told number is for a true one."""
    rest = number % step
    up = rest / step
    return {n: p for n, p in ((number - rest, 1 - up), (number - rest + step, up)) if p}


def work_out_told(given: Counter[str]) -> dict[tuple[int, ...], float]:
    """Return how likely it is that this is told, over all that can be drawn; () is nothing.

    Each part is drawn from who is in it, so two parts of the same people are drawn alike.
    """
    people = sum(given.values())
    is_told = sum(people >= fewest for fewest in FEWEST_IN_A_CELL) / len(FEWEST_IN_A_CELL)
    chances: dict[tuple[int, ...], float] = defaultdict(float, {(): 1 - is_told})
    some, reached, not_yet = given["reached"] + given["changed"], given["reached"], given["not_yet"]
    parts = [spread(number, step=10) for number in (some, reached, not_yet)]
    for cells in product(*(part.items() for part in parts)):
        told, likely = zip(*cells, strict=True)
        if given["changed"] == 0 and told[0] != told[1]:
            continue
        chance = float(np.prod(likely[1:] if given["changed"] == 0 else likely))
        for everybody, whole in spread(people, step=5).items():
            shown = keep_apart(ToldAnswers(everybody, dict(zip(PARTS, told, strict=True))))
            chances[(everybody, *shown.numbers.values())] += is_told * chance * whole
    return chances


def test_nine_who_know_each_other_cannot_tell_yes_from_no_of_the_tenth() -> None:
    worst = 0.0
    for yes in range(CONFEDERATES + 1):
        for some in range(CONFEDERATES + 1 - yes):
            known = Counter(reached=yes, changed=some, not_yet=CONFEDERATES - yes - some)
            told = [work_out_told(known + Counter({said: 1})) for said in ANSWERS]
            for one, other in ((0, 1), (0, 2), (1, 2)):
                keys = told[one].keys() | told[other].keys()
                apart = sum(abs(told[one][key] - told[other][key]) for key in keys) / 2
                worst = max(worst, (1 + apart) / 2)
    assert worst <= MOST


def test_what_is_told_is_drawn_as_worked_out() -> None:
    """Otherwise the attack above would be on something else."""
    chance = np.random.default_rng(20261130)
    given = ["reached"] * 3 + ["changed"] * 4 + ["not_yet"] * 5
    found: Counter[tuple[int, ...]] = Counter()
    rounds = 4_000
    for _round in range(rounds):
        drawn: dict[bytes, Draw] = {}

        def draw(members: np.ndarray, drawn: dict[bytes, Draw] = drawn) -> Draw:
            fresh = Draw(int(chance.integers(10, 15)), float(chance.random()))
            return drawn.setdefault(members.tobytes(), fresh)

        told = tell_answers(Answered(given, np.arange(12), 12, draw), PARTS, told_before=None)
        found[(told.people, *keep_apart(told).numbers.values()) if told else ()] += 1
    # The threshold and the rounding of all people come from one draw, so only the parts are compared.
    expected = work_out_told(Counter(given))
    for key, number in found.items():
        parts = sum(likely for told, likely in expected.items() if told[1:] == key[1:])
        seen = sum(times for told, times in found.items() if told[1:] == key[1:]) / rounds
        assert abs(parts - seen) <= 0.03, (key, number)


@pytest.mark.django_db
def test_an_organisation_of_four_is_never_told_and_never_named_by_its_silence(declared: Workshop) -> None:
    pledges = [make_pledge(declared, name) for name in ("Four", "None")]
    for number in (1, 2):
        one = ask(declared, *pledges, number=number)
        say(one, pledges[0], make_members(4, declared), "not_yet")
        let_end(one)
    assert [judgement.people for judgement in Judgement.objects.all()] == [None] * 4
    assert list(Pledge.objects.values_list("judged", flat=True)) == ["", ""]
    texts = [read_pledge_page(pledge) for pledge in pledges]
    assert texts[0].replace("Four", "None") == texts[1]
    assert texts[0].count("Too few people answered") == 2


def read_pledge_page(pledge: Pledge) -> str:
    from_all = make_member(secrets.token_hex(4), pledge.workshop).client
    return read_text(from_all.get(f"/workshops/signed/pledges/{pledge.ref}/")).split(FRONT_LINE)[1]


@pytest.mark.django_db
def test_nobody_can_end_a_round_after_one_honest_answer(declared: Workshop) -> None:
    pledge = make_pledge(declared)
    one = ask(declared, pledge)
    say(one, pledge, make_members(40, declared), "not_yet")
    host = make_member("host", declared, Role.ORGANISER)
    desk = "/admin/desk/signed/pledges/"
    # There is no address that could, and neither hiding nor showing moves the days.
    host.client.post(f"{desk}{pledge.ref}/hiding/", {"reason": "x"})
    host.client.post(f"{desk}{pledge.ref}/showing/")
    assert end_due_rounds(KIND, tell_judgements) == 0
    one.refresh_from_db()
    assert (one.ended_on, one.ends_on) == (None, timezone.localdate() + timedelta(days=20))
    assert (Judgement.objects.get().people, Pledge.objects.get().judged) == (None, "")


@pytest.mark.django_db
def test_until_it_ends_no_page_differs_by_an_answer(declared: Workshop) -> None:
    pledge = make_pledge(declared)
    one, answering = ask(declared, pledge), make_members(30, declared)
    readers = (
        make_member("host", declared, Role.ORGANISER),
        make_member("group", declared, Role.DESIGN_GROUP),
        make_member("other", declared),
    )
    before = [read_all(reader, pledge) for reader in readers]
    say(one, pledge, answering, "not_yet")
    assert [read_all(reader, pledge) for reader in readers] == before


def read_all(reader: Person, pledge: Pledge) -> list[str]:
    home = "/workshops/signed/"
    addresses = (
        home, f"{home}pledges/", f"{home}pledges/{pledge.ref}/", f"{home}pledges/question/",
        "/admin/desk/signed/", "/admin/desk/signed/pledges/",
    )  # fmt: skip
    answers = [reader.client.get(address) for address in addresses]
    return [f"{answer.status_code} {read_text(answer)}" for answer in answers]


@pytest.mark.django_db
def test_two_dumps_differ_by_one_row_that_names_nobody(declared: Workshop) -> None:
    pledge = make_pledge(declared)
    one, person = ask(declared, pledge), make_member("nurse", declared)
    client = person.client
    client.get("/workshops/signed/pledges/question/")
    before = dump()
    answer = client.post(f"/workshops/signed/pledges/{pledge.ref}/answer/", {"value": "not_yet"})
    assert answer.status_code == 303
    after = dump()
    [(row, _times)] = (after - before).items()
    assert (before - after, row.startswith('[{"model": "pledges.judgementanswer"')) == (Counter(), True)
    tag = bytes(JudgementAnswer.objects.get().tag)
    known = (person.membership.pk, person.user.pk, one.pk, pledge.pk)
    assert not any(key.bytes in tag or tag in key.bytes for key in known)
    # In the next round the same person has another tag.
    let_end(one)
    second = ask(declared, pledge, number=2)
    say(second, pledge, [person.membership], "not_yet")
    assert bytes(JudgementAnswer.objects.get().tag) != tag
    assert Round.objects.count() == 2


def dump() -> Counter[str]:
    """Return all rows of our tables, in words."""
    rows = (row for model in list_own_models() for row in model._default_manager.all())
    return Counter(serializers.serialize("json", [row]) for row in rows)


def test_the_same_people_who_say_the_same_again_are_drawn_anew() -> None:
    """What is told twice differs by chance too, so that a difference is not one person's."""
    subjects = as_blocks([secrets.token_bytes(16) for _one in range(33)])
    told = set()
    for _round in range(60):
        draw = CellKeys(HeldKey(secrets.token_bytes(32)), subjects).draw
        answered = Answered(["not_yet"] * 33, np.arange(33), 33, draw)
        numbers = tell_answers(answered, PARTS, told_before=None)
        assert numbers is not None
        told.add((numbers.people, numbers.numbers["not_yet"]))
    assert told == {(30, 30), (35, 30), (35, 40)}
