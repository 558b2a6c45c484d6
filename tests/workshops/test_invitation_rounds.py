"""Reminders alike for all, letters that came back, limits, and the end of invitations at the close."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ideas_platform.lib.refusals import TooMany, Unprocessable, WrongPhase
from tests.cast import make_member, make_user, make_workshop
from workshops.domain import invitation_rounds, invitations
from workshops.domain.invitation_lists import Remark, read_list
from workshops.domain.invitation_rounds import (
    end_invitations,
    find_reminder_obstacle,
    forget_bounces,
    measure_progress,
    note_bounces,
    remind_all,
    write_reminders,
)
from workshops.domain.invitations import count_left_today, invite, write_invitations
from workshops.domain.joining import Details, join_workshop, leave_workshop
from workshops.models import Invitation, InvitationTally, OutboxEmail, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
AWAY = "away.example"
PEOPLE = ["ada@away.example", "bob@away.example", "carol@away.example"]


@pytest.fixture
def invited(workshop: Workshop) -> Workshop:
    """Return a workshop that has invited three people, whose letters have been sent."""
    assert send(workshop, *PEOPLE) == len(PEOPLE)
    write_invitations()
    OutboxEmail.objects.all().delete()
    return reload(workshop)


def reload(workshop: Workshop) -> Workshop:
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def send(workshop: Workshop, *people: str, role: Role = Role.PARTICIPANT) -> int:
    return invite(reload(workshop), read_list(workshop, "\n".join(people), role), role)


def close(workshop: Workshop) -> None:
    closed = timezone.now() - timedelta(hours=1)
    Workshop.objects.filter(pk=workshop.pk).update(closes_at=closed, ideas_until=None)


def a_week_passes(workshop: Workshop) -> None:
    tally = InvitationTally.objects.get(workshop=workshop)
    assert tally.reminded_on is not None
    tally.reminded_on -= timedelta(days=7)
    tally.save()


def recipients() -> list[str]:
    return sorted(OutboxEmail.objects.values_list("recipient", flat=True))


# Reminders --------------------------------------------------------------------------------------------


def test_a_reminder_goes_to_all_whoever_has_joined(invited: Workshop) -> None:
    join_workshop(actor=make_user("ada", domain=AWAY), workshop=invited, details=Details())
    remind_all(invited)
    assert (write_reminders(), write_reminders(), recipients()) == (3, 0, PEOPLE)
    letter = OutboxEmail.objects.first()
    assert letter is not None
    assert "Have you joined already? Then there is nothing to do." in letter.text


def test_a_worker_that_is_killed_writes_the_rest_and_nobody_twice(
    invited: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitation_rounds, "LETTERS_AT_ONCE", 2)
    remind_all(invited)
    assert (write_reminders(), measure_progress(invited).waiting_reminders) == (2, 1)
    assert (write_reminders(), write_reminders(), recipients()) == (1, 0, PEOPLE)


def test_two_reminders_at_most_a_week_apart(invited: Workshop) -> None:
    remind_all(invited)
    with pytest.raises(Unprocessable, match="within the last seven days"):
        remind_all(invited)
    a_week_passes(invited)
    remind_all(invited)
    a_week_passes(invited)
    with pytest.raises(Unprocessable, match="That is the most"):
        remind_all(invited)


def test_who_is_invited_later_is_not_reminded_at_once(invited: Workshop) -> None:
    remind_all(invited)
    send(invited, "dora@away.example")
    write_invitations()
    OutboxEmail.objects.all().delete()
    write_reminders()
    assert recipients() == PEOPLE


def test_staff_are_not_reminded(invited: Workshop) -> None:
    send(invited, "boss@away.example", role=Role.ORGANISER)
    write_invitations()
    OutboxEmail.objects.all().delete()
    remind_all(invited)
    write_reminders()
    assert recipients() == PEOPLE


def test_nobody_is_reminded_who_has_had_no_letter(workshop: Workshop) -> None:
    send(workshop, *PEOPLE)
    obstacle = find_reminder_obstacle(reload(workshop), measure_progress(workshop))
    assert obstacle == "Nobody has had an invitation yet."


# Letters that came back -------------------------------------------------------------------------------


def test_no_reminder_goes_where_a_letter_came_back(invited: Workshop) -> None:
    pasted = "Ada <ADA+x@away.example>\nnobody@away.example; nonsense"
    assert note_bounces(invited, pasted) == (1, ["nobody@away.example", "nonsense"])
    remind_all(invited)
    write_reminders()
    assert recipients() == PEOPLE[1:]


def test_the_note_can_be_taken_back(invited: Workshop) -> None:
    note_bounces(invited, PEOPLE[0])
    assert forget_bounces(invited, PEOPLE[0]) == (1, [])
    assert measure_progress(invited).bounced == 0


def test_who_was_noted_may_still_join(invited: Workshop) -> None:
    note_bounces(invited, PEOPLE[0])
    assert join_workshop(actor=make_user("ada", domain=AWAY), workshop=invited, details=Details()).is_present


# Limits -----------------------------------------------------------------------------------------------


def test_a_workshop_invites_so_many_a_day_and_no_more(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "MOST_IN_A_DAY", 2)
    with pytest.raises(TooMany, match="2 people a day"):
        send(workshop, *PEOPLE)
    assert (Invitation.objects.count(), send(workshop, *PEOPLE[:2]), count_left_today(workshop)) == (0, 2, 0)
    InvitationTally.objects.update(day=timezone.localdate() - timedelta(days=1))
    assert (count_left_today(workshop), send(workshop, *PEOPLE)) == (2, 1)


def test_so_many_in_all(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "MOST_IN_ALL", 2)
    with pytest.raises(TooMany):
        send(workshop, *PEOPLE)


# What a line says -------------------------------------------------------------------------------------


def test_a_line_of_a_spreadsheet_has_an_organisation_behind_the_address(workshop: Workshop) -> None:
    workshop.organisations.create(name="Barts Health")
    workshop.organisations.create(name="Typed by a member", shown=False, listed=False)
    workshop.allowed_domains = ["trust.example"]
    text = (
        "Ada\tada@trust.example\tBARTS  health\nBob Low\tbob@trust.example\tTyped by a member\nx@y.example\t"
    )
    lines = read_list(workshop, text, Role.PARTICIPANT)
    assert [(one.address, one.organisation and one.organisation.name, one.remarks) for one in lines] == [
        ("ada@trust.example", "Barts Health", ()),
        ("bob@trust.example", None, (Remark.UNKNOWN_ORGANISATION,)),
        ("x@y.example", None, (Remark.OTHER_DOMAIN,)),
    ]


def test_what_the_list_says_of_somebody_is_not_told_or_counted_of_them(workshop: Workshop) -> None:
    workshop.organisations.create(name="Barts Health")
    send(workshop, "ada@away.example\tBarts Health")
    member = join_workshop(actor=make_user("ada", domain=AWAY), workshop=workshop, details=Details())
    assert (member.organisation, member.counted_organisation) == (None, None)


def test_two_dumps_of_invitations_are_the_same_whoever_joins(invited: Workshop) -> None:
    before = [*Invitation.objects.order_by("pk").values(), *InvitationTally.objects.values()]
    join_workshop(actor=make_user("ada", domain=AWAY), workshop=invited, details=Details())
    assert [*Invitation.objects.order_by("pk").values(), *InvitationTally.objects.values()] == before


# The close --------------------------------------------------------------------------------------------


def test_all_invitations_of_participants_go_at_the_close_whoever_came(invited: Workshop) -> None:
    join_workshop(actor=make_user("ada", domain=AWAY), workshop=invited, details=Details())
    send(invited, "boss@away.example", role=Role.ORGANISER)
    assert end_invitations() == 0
    close(invited)
    assert (end_invitations(), end_invitations()) == (3, 0)
    assert [one.email for one in Invitation.objects.all()] == ["boss@away.example"]
    assert measure_progress(invited).deleted == 3


def test_nobody_is_invited_after_the_close(invited: Workshop) -> None:
    close(invited)
    with pytest.raises(WrongPhase):
        send(invited, "dora@away.example")


def test_who_came_by_an_invitation_comes_back_without_it(invited: Workshop) -> None:
    user = make_user("ada", domain=AWAY)
    member = join_workshop(actor=user, workshop=invited, details=Details())
    leave_workshop(actor=member)
    Invitation.objects.all().delete()
    again = join_workshop(actor=user, workshop=invited, details=Details())
    assert (again.pk, again.role) == (member.pk, Role.PARTICIPANT)
    with pytest.raises(PermissionDenied):
        join_workshop(actor=make_user("bob", domain=AWAY), workshop=invited, details=Details())


def test_a_closed_workshop_reminds_nobody() -> None:
    closed = make_workshop(Phase.CLOSED, slug="closed")
    make_member("its-organiser", closed, Role.ORGANISER)
    Invitation.objects.create(workshop=closed, email=PEOPLE[0], told=True)
    with pytest.raises(Unprocessable, match="while people can join"):
        remind_all(closed)
    InvitationTally.objects.create(workshop=closed, reminders=1)
    assert write_reminders() == 0
