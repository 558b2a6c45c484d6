"""Joining, changing one's details, leaving."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ideas_platform.lib.refusals import WrongPhase
from tests.cast import Person, make_user, make_workshop
from workshops.domain.admission import find_admission, may_sign_in, normalise_address
from workshops.domain.joining import Details, change_details, join_workshop, leave_workshop
from workshops.domain.organisations import name_organisation
from workshops.models import Borough, Group, Invitation, JoinCode, Membership, Organisation, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
JOIN = "/workshops/community/membership/"


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Jo.Smith@Trust.example", "jo.smith@trust.example"),
        (" jo@trust.example ", "jo@trust.example"),
        ("jo+work@trust.example", "jo@trust.example"),
        ("jo@BÜCHER.example", "jo@xn--bcher-kva.example"),
        ("jose\u0301@trust.example", "jos\u00e9@trust.example"),
    ],
)
def test_addresses_are_compared_in_one_form(typed: str, normal: str) -> None:
    assert normalise_address(typed) == normal


@pytest.mark.parametrize("typed", ["", "jo", "@trust.example", "jo@", "+x@trust.example", "jo@a..b"])
def test_what_cannot_be_an_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        normalise_address(typed)


def test_joining_keeps_what_was_answered(outsider: Person, workshop: Workshop) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    nurse = Group.objects.create(workshop=workshop, name="nurse")
    answer = outsider.client.post(
        JOIN, {"organisation": "Trust", "borough": "camden", "group": nurse.pk, "own_device": "yes"}
    )
    assert (answer.status_code, answer["Location"]) == (303, "/workshops/community/")
    member = Membership.objects.get(user=outsider.user)
    assert (member.organisation, member.borough_id, member.group) == (trust, "camden", nurse)
    assert (member.role, member.admission) == (Role.PARTICIPANT, Membership.Admission.DOMAIN)
    assert len({bytes(member.vote_subject or b""), bytes(member.text_subject or b"")}) == 2


def test_every_question_may_be_left_blank(outsider: Person, workshop: Workshop) -> None:
    assert outsider.client.post(JOIN, {}).status_code == 303
    member = Membership.objects.get(user=outsider.user)
    assert (member.organisation, member.borough, member.group) == (None, None, None)


def test_an_organisation_that_is_not_listed_can_be_named(outsider: Person, workshop: Workshop) -> None:
    outsider.client.post(JOIN, {"organisation": "  Corner Care "})
    made = Organisation.objects.get(workshop=workshop)
    assert (made.name, made.listed) == ("Corner Care", False)
    assert name_organisation(workshop, "corner care") == made


def test_joining_leads_back_to_where_one_came_from(outsider: Person, workshop: Workshop) -> None:
    answer = outsider.client.post(f"{JOIN}?next=/workshops/community/ideas/new/", {})
    assert answer["Location"] == "/workshops/community/ideas/new/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_joining_never_leads_to_another_site(outsider: Person, workshop: Workshop, elsewhere: str) -> None:
    assert outsider.client.post(f"{JOIN}?next={elsewhere}", {})["Location"] == "/workshops/community/"


def test_who_is_not_admitted_cannot_join(workshop: Workshop) -> None:
    stranger = Person(make_user("stranger", domain="elsewhere.example"))
    assert stranger.client.get(JOIN).context["admitted"] is False
    assert stranger.client.post(JOIN, {}).status_code == 403
    assert Membership.objects.count() == 0


def test_a_join_code_lets_in_as_often_as_it_says(workshop: Workshop) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    tomorrow = timezone.localdate() + timedelta(days=1)
    JoinCode.objects.create(
        workshop=workshop, organisation=trust, code="WARD7", uses_left=1, ends_on=tomorrow
    )
    first, second = (Person(make_user(name, domain="home.example")) for name in ("first", "second"))
    assert first.client.post(f"{JOIN}?code=WARD7", {}).status_code == 303
    assert second.client.post(f"{JOIN}?code=WARD7", {}).status_code == 403
    member = Membership.objects.get()
    assert (member.admission, member.organisation) == (Membership.Admission.CODE, trust)


def test_coming_back_takes_no_use_of_the_code(workshop: Workshop) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    ends_on = timezone.localdate() + timedelta(days=1)
    JoinCode.objects.create(workshop=workshop, organisation=trust, code="WARD7", uses_left=2, ends_on=ends_on)
    maria, other = (Person(make_user(name, domain="home.example")) for name in ("maria", "other"))
    for _time in range(3):
        assert maria.client.post(f"{JOIN}?code=WARD7", {}).status_code == 303
        maria.client.post(f"{JOIN}leaving/")
    assert JoinCode.objects.get().uses_left == 1
    assert other.client.post(f"{JOIN}?code=WARD7", {}).status_code == 303
    # Without the code too, and when it is used up.
    assert (maria.client.get(JOIN).context["admitted"], maria.client.post(JOIN, {}).status_code) == (
        True,
        303,
    )
    back = Membership.objects.get(user=maria.user)
    assert (back.role, back.organisation, JoinCode.objects.get().uses_left) == (Role.PARTICIPANT, trust, 0)


def test_a_join_code_that_has_ended_lets_nobody_in(workshop: Workshop) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    yesterday = timezone.localdate() - timedelta(days=1)
    JoinCode.objects.create(workshop=workshop, organisation=trust, code="OLD", ends_on=yesterday)
    assert find_admission(workshop, "jo@home.example", "OLD") is None
    assert may_sign_in("jo@home.example", "OLD") is False


def test_an_invitation_to_what_nobody_can_join_lets_nobody_sign_in() -> None:
    for phase in (Phase.DRAFT, Phase.CLOSED):
        Invitation.objects.create(workshop=make_workshop(phase), email="jo@home.example")
    assert may_sign_in("jo@home.example") is False
    Invitation.objects.create(workshop=make_workshop(Phase.ANNOUNCED), email="jo@home.example")
    assert may_sign_in("jo@home.example") is True


def test_who_is_invited_as_staff_signs_in_while_the_workshop_is_prepared() -> None:
    draft = make_workshop(Phase.DRAFT)
    Invitation.objects.create(workshop=draft, email="expert@home.example", role=Role.DESIGN_GROUP)
    assert may_sign_in("expert@home.example") is True


def test_an_invitation_gives_its_role(workshop: Workshop) -> None:
    invited = Person(make_user("expert", domain="home.example"))
    Invitation.objects.create(workshop=workshop, email=invited.user.email, role=Role.DESIGN_GROUP)
    member = join_workshop(actor=invited.user, workshop=workshop, details=Details())
    invited.user.refresh_from_db()
    assert (member.role, member.admission, invited.user.is_staff) == (
        Role.DESIGN_GROUP,
        Membership.Admission.INVITATION,
        True,
    )


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.CLOSED, Phase.PUBLISHED])
def test_one_joins_an_announced_or_open_workshop(phase: Phase) -> None:
    with pytest.raises(WrongPhase):
        join_workshop(actor=make_user("late"), workshop=make_workshop(phase), details=Details())


@pytest.mark.parametrize("phase", [Phase.ANNOUNCED, Phase.OPEN])
def test_an_address_that_a_workshop_admits_may_sign_in(phase: Phase) -> None:
    make_workshop(phase)
    assert may_sign_in("new@trust.example") is True
    assert may_sign_in("new@elsewhere.example") is False


def test_a_closed_workshop_admits_nobody_new_but_knows_its_own(participant: Person) -> None:
    Workshop.objects.update(closes_at=timezone.now())
    assert may_sign_in("new@trust.example") is False
    assert may_sign_in(participant.user.email) is True


def test_leaving_forgets_the_details_and_keeps_the_voice(participant: Person, workshop: Workshop) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    change_details(actor=participant.membership, details=Details(trust, Borough.objects.get(slug="camden")))
    leave_workshop(actor=participant.membership)
    left = Membership.objects.get(user=participant.user)
    assert (left.role, left.organisation, left.borough, left.group) == (Role.LEFT, None, None, None)
    assert bytes(left.vote_subject or b"") == bytes(participant.membership.vote_subject or b"")


def test_who_has_left_reads_no_ideas(participant: Person) -> None:
    participant.client.post(f"{JOIN}leaving/")
    assert participant.client.get("/workshops/community/ideas/").status_code == 303


def test_who_is_not_admitted_any_more_cannot_come_back(participant: Person, workshop: Workshop) -> None:
    leave_workshop(actor=participant.membership)
    Workshop.objects.update(allowed_domains=[])
    with pytest.raises(PermissionDenied):
        join_workshop(actor=participant.user, workshop=workshop, details=Details())


def test_there_are_thirty_three_boroughs() -> None:
    assert Borough.objects.count() == 33
    assert len(set(Borough.objects.values_list("column", "row"))) == 33
