"""Joining slips: good once for joining, then for signing in; used is wrong; one person is one voice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import pairwise

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from anonymity.tags import Purpose
from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from tests.cast import Person, make_user
from workshops.domain import slips
from workshops.domain.joining import Details, join_workshop, leave_workshop
from workshops.domain.keys import open_tagger
from workshops.domain.mail import queue_letter, queue_letters
from workshops.domain.slips import (
    SlipUnknown,
    end_slips,
    find_by_slip,
    join_by_slip,
    join_without_address,
    make_slips,
    print_code,
    take_voice_along,
)
from workshops.models import (
    Invitation,
    JoiningSlip,
    Membership,
    Organisation,
    OutboxEmail,
    SlipLogin,
    SlipPile,
    User,
    Workshop,
)
from workshops.models.people import SLIP_TRIES

pytestmark = pytest.mark.django_db
PIN = "471903"


@pytest.fixture
def organisation(workshop: Workshop) -> Organisation:
    """Return an organisation of the workshop."""
    made: Organisation = workshop.organisations.create(name="Barts Health")
    return made


@pytest.fixture
def codes(workshop: Workshop, organisation: Organisation) -> list[str]:
    """Return the codes of ten slips."""
    return make_slips(workshop, organisation, 10)


def list_asked(queries: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the statements without their values, and without the names of savepoints."""
    return [query["sql"].partition(" WHERE ")[0].partition(' "s')[0] for query in queries]


def join(workshop: Workshop, code: str, pin: str = PIN) -> User:
    return join_without_address(workshop=workshop, code=code, pin=pin, details=Details())


# Once for joining -------------------------------------------------------------------------------------


def test_each_slip_is_good_once_for_joining_and_then_for_signing_in(
    workshop: Workshop, organisation: Organisation
) -> None:
    assert len({*make_slips(workshop, organisation, 200)}) == 200
    JoiningSlip.objects.all().delete()
    codes = make_slips(workshop, organisation, 12)
    people = [join(workshop, print_code(code).upper()) for code in codes]
    assert JoiningSlip.objects.count() == 0
    for person, code in zip(people, codes, strict=True):
        assert find_by_slip(workshop, code, PIN) == person
        with pytest.raises(SlipUnknown):
            join(workshop, code)
    found = Membership.objects.filter(workshop=workshop, counted_organisation=organisation)
    assert (found.count(), SlipLogin.objects.count()) == (12, 12)


def test_who_joins_by_a_slip_is_of_its_organisation_and_pile(
    workshop: Workshop, organisation: Organisation, codes: list[str]
) -> None:
    user = join(workshop, codes[0])
    member = Membership.objects.get(user=user)
    assert (member.admission, member.slip_pile) == ("slip", SlipPile.objects.get())
    assert (member.organisation, member.counted_organisation) == (organisation, organisation)
    assert user.has_address is False


def test_a_slip_is_of_one_workshop(workshop: Workshop, other_workshop: Workshop, codes: list[str]) -> None:
    with pytest.raises(SlipUnknown):
        join(other_workshop, codes[0])
    assert JoiningSlip.objects.count() == 10


def test_nobody_joins_by_a_slip_after_the_close_and_unused_ones_go(
    workshop: Workshop, codes: list[str]
) -> None:
    user = join(workshop, codes[0])
    assert end_slips() == 0
    closed = timezone.now() - timedelta(hours=1)
    Workshop.objects.filter(pk=workshop.pk).update(closes_at=closed, ideas_until=None)
    with pytest.raises(WrongPhase):
        join(workshop, codes[1])
    assert (end_slips(), JoiningSlip.objects.count(), SlipPile.objects.count()) == (9, 0, 1)
    assert find_by_slip(workshop, codes[0], PIN) == user
    with pytest.raises(WrongPhase):
        make_slips(workshop, SlipPile.objects.get().organisation, 10)


@pytest.mark.parametrize("number", [0, 9, 501])
def test_so_many_slips_at_a_time(workshop: Workshop, organisation: Organisation, number: int) -> None:
    with pytest.raises(Unprocessable, match="from 10 to 500"):
        make_slips(workshop, organisation, number)


def test_so_many_slips_in_all(workshop: Workshop, codes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slips, "MOST_IN_ALL", 2 * len(codes) - 1)
    with pytest.raises(Unprocessable, match="19 slips at most"):
        make_slips(workshop, SlipPile.objects.get().organisation, 10)


# Used is wrong ----------------------------------------------------------------------------------------


def test_a_used_slip_and_a_wrong_one_ask_the_database_the_same(workshop: Workshop, codes: list[str]) -> None:
    join(workshop, codes[0])
    asked = []
    for code in (codes[0], "never-printed"):
        with CaptureQueriesContext(connection) as queries, pytest.raises(SlipUnknown):
            join(workshop, code)
        asked.append(list_asked(queries))
    assert asked[0] == asked[1]


def test_a_wrong_pin_an_unused_and_a_wrong_slip_take_as_much(
    workshop: Workshop, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    join(workshop, codes[0])
    checked: list[str] = []

    def check(encoded_from: str, encoded: str) -> bool:
        checked.append(encoded.partition("$")[0])
        return hashers.check_password(encoded_from, encoded)

    monkeypatch.setattr(slips, "check_password", check)
    slips._find_stand_in()
    asked = []
    for code in (codes[0], codes[1], "never-printed"):
        with CaptureQueriesContext(connection) as queries, pytest.raises(SlipUnknown):
            find_by_slip(workshop, code, "902746")
        asked.append(list_asked(queries))
    assert (asked[0], len(checked), len({*checked})) == (asked[1], 3, 1)
    assert asked[1] == asked[2]


def test_fifty_wrong_pins_in_a_row_shut_a_slip_for_good(workshop: Workshop, codes: list[str]) -> None:
    join(workshop, codes[0])
    SlipLogin.objects.update(tries=SLIP_TRIES - 1)
    find_by_slip(workshop, codes[0], PIN)
    assert SlipLogin.objects.get().tries == 0
    SlipLogin.objects.update(tries=SLIP_TRIES - 1)
    for pin in ("902746", PIN, "902746"):
        with pytest.raises(SlipUnknown):
            find_by_slip(workshop, codes[0], pin)
    assert SlipLogin.objects.get().tries == SLIP_TRIES


# One voice --------------------------------------------------------------------------------------------


def test_who_has_an_address_and_joins_by_a_slip_is_that_person(workshop: Workshop, codes: list[str]) -> None:
    user = make_user("ada", domain="away.example")
    member = join_by_slip(workshop=workshop, code=codes[0], details=Details(), actor=user)
    assert (member.user, member.admission, SlipLogin.objects.count()) == (user, "slip", 0)


def test_a_member_who_types_a_slip_stays_one_voice_and_the_slip_is_spent(
    workshop: Workshop, participant: Person, codes: list[str]
) -> None:
    before = Membership.objects.filter(pk=participant.membership.pk).values().get()
    member = join_by_slip(workshop=workshop, code=codes[0], details=Details(), actor=participant.user)
    assert member == participant.membership
    assert Membership.objects.filter(pk=member.pk).values().get() == before
    with pytest.raises(SlipUnknown):
        join(workshop, codes[0])


def test_who_came_by_a_slip_and_later_has_an_address_is_one_voice(
    workshop: Workshop, codes: list[str]
) -> None:
    place = Membership.objects.get(user=join(workshop, codes[0]))
    user = make_user("ada")
    take_voice_along(actor=user, workshop=workshop, code=codes[0], pin=PIN)
    again = Membership.objects.get(workshop=workshop)
    assert (again.pk, again.user) == (place.pk, user)
    assert bytes(again.vote_subject or b"") == bytes(place.vote_subject or b"")
    assert [one.email for one in User.objects.all()] == [user.email]
    with pytest.raises(SlipUnknown):
        find_by_slip(workshop, codes[0], PIN)


def test_of_two_voices_none_is_made_one(workshop: Workshop, participant: Person, codes: list[str]) -> None:
    user = join(workshop, codes[0])
    with pytest.raises(Unprocessable, match="already"):
        take_voice_along(actor=participant.user, workshop=workshop, code=codes[0], pin=PIN)
    assert find_by_slip(workshop, codes[0], PIN) == user


def test_who_leaves_comes_back_with_the_same_slip(
    workshop: Workshop, organisation: Organisation, codes: list[str]
) -> None:
    user = join(workshop, codes[0])
    member = Membership.objects.get(user=user)
    leave_workshop(actor=member)
    again = join_workshop(actor=find_by_slip(workshop, codes[0], PIN), workshop=workshop, details=Details())
    assert (again.pk, again.is_present, again.organisation) == (member.pk, True, organisation)


# What is stored ---------------------------------------------------------------------------------------


def test_no_table_holds_a_code_or_the_order_of_the_sheets(
    workshop: Workshop, organisation: Organisation
) -> None:
    codes = make_slips(workshop, organisation, 200)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tag FROM workshops_joiningslip ORDER BY ctid")
        rows = [bytes(tag) for (tag,) in cursor.fetchall()]
    printed = {
        open_tagger(workshop, Purpose.SLIP).one(slips._digest(code), workshop.pk.bytes): place
        for place, code in enumerate(codes)
    }
    order = [printed[row] for row in rows]
    followed = sum(later == earlier + 1 for earlier, later in pairwise(order))
    assert followed <= 8
    held = str([*JoiningSlip.objects.values(), *SlipPile.objects.values(), *SlipLogin.objects.values()])
    assert not any(code in held for code in codes)


def test_the_two_tags_of_a_slip_do_not_match(workshop: Workshop, codes: list[str]) -> None:
    before = {bytes(tag) for tag in JoiningSlip.objects.values_list("tag", flat=True)}
    join(workshop, codes[0])
    assert bytes(SlipLogin.objects.get().tag) not in before


def read_rows(*tables: type[Model]) -> set[tuple[object, ...]]:
    """Return all rows of these tables, with bytes that can be compared."""
    return {
        tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
        for table in tables
        for row in table._default_manager.values_list()
    }


def test_two_dumps_tell_no_more_than_that_one_slip_is_gone(workshop: Workshop, codes: list[str]) -> None:
    beside = (SlipPile, Organisation)
    before, still = read_rows(JoiningSlip), read_rows(*beside)
    join(workshop, codes[0])
    after = read_rows(JoiningSlip)
    (gone,) = before - after
    assert (after <= before, read_rows(*beside)) == (True, still)
    pile = SlipPile.objects.get().pk
    new = {value for row in read_rows(SlipLogin, Membership, User) for value in row}
    assert {value for value in gone if value != pile} & new == set()


def test_nobody_writes_to_who_has_no_address(workshop: Workshop, codes: list[str]) -> None:
    user = join(workshop, codes[0])
    slips_letter = OutboxEmail(key="a", recipient=user.email, subject="s", text="t")
    queue_letter(slips_letter)
    queue_letters([OutboxEmail(key="b", recipient=user.email, subject="s", text="t")])
    assert (OutboxEmail.objects.count(), Invitation.objects.count()) == (0, 0)
