"""Taking staff roles away, by command and in the admin: at once, recorded, never the last administrator."""

from __future__ import annotations

from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Person, make_member, make_user, sign_in
from tests.pages import read_text
from workshops.domain.staffing import dismiss_administrator
from workshops.models import Invitation, Membership, StaffChange, User, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
HOME = "/admin/workshops/workshop/"


def run(*words: str) -> str:
    out = StringIO()
    call_command("dismiss_staff", *words, stdout=out)
    return out.getvalue()


def removal(workshop: Workshop, person: Person) -> str:
    return f"{HOME}{workshop.pk}/staff/{person.user.pk}/removal/"


def changes() -> list[tuple[str, str, str | None]]:
    rows = StaffChange.objects.order_by("pk").select_related("person")
    return sorted((one.role, one.kind, one.person.email if one.person else None) for one in rows)


# The command ------------------------------------------------------------------------------------------


def test_a_role_in_a_workshop_is_taken_away(workshop: Workshop, moderator: Person) -> None:
    subjects = Membership.objects.values_list("vote_subject", "text_subject").get()
    said = run(moderator.user.email, "--workshop", "community")
    assert said == (
        "moderator@demo.example is not on the staff of “Community services” any more, and is signed out.\n"
    )
    place = Membership.objects.select_related("user").get()
    assert (place.role, place.user and place.user.is_staff) == (Role.PARTICIPANT, False)
    assert (place.vote_subject, place.text_subject) == subjects
    assert changes() == [("design_group", "taken", "moderator@demo.example")]


def test_every_session_ends_at_once(workshop: Workshop, moderator: Person) -> None:
    assert moderator.client.get("/admin/").status_code == 200
    run(moderator.user.email, "--workshop", "community")
    assert moderator.client.get("/admin/").headers["Location"].startswith("/admin/login/")
    assert sign_in(User.objects.get()).get("/admin/ideas/idea/").status_code == 302


def test_the_invitation_that_gave_the_role_goes_too(workshop: Workshop) -> None:
    call_command(
        "invite_staff", "maria@trust.example", "--workshop=community", "--role=organiser", stdout=StringIO()
    )
    run("maria@trust.example", "--workshop", "community")
    assert not Invitation.objects.exists()


def test_an_invitation_that_nobody_has_accepted_is_taken_back(workshop: Workshop) -> None:
    Invitation.objects.create(workshop=workshop, email="maria@trust.example", role=Role.ORGANISER)
    said = run("maria@trust.example", "--workshop", "community")
    assert (
        said == "The invitation of maria@trust.example to the staff of “Community services” is taken back.\n"
    )
    assert not Invitation.objects.exists()


def test_another_workshop_keeps_its_staff(
    workshop: Workshop, other_workshop: Workshop, moderator: Person
) -> None:
    Membership.objects.create(user=moderator.user, workshop=other_workshop, role=Role.ORGANISER)
    run(moderator.user.email, "--workshop", "community")
    roles = dict(Membership.objects.values_list("workshop__slug", "role"))
    assert (roles, User.objects.get().is_staff) == (
        {"community": Role.PARTICIPANT, "hospital": Role.ORGANISER},
        True,
    )


def test_without_a_workshop_everything_goes(
    workshop: Workshop, organiser: Person, administrator: Person
) -> None:
    User.objects.filter(pk=organiser.user.pk).update(is_superuser=True)
    said = run(organiser.user.email)
    assert said.splitlines() == [
        "organiser@demo.example is not on the staff of “Community services” any more, and is signed out.",
        "organiser@demo.example is not a site administrator any more, and is signed out.",
    ]
    user = User.objects.get(pk=organiser.user.pk)
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_the_last_administrator_stays_and_nothing_else_of_it_is_done(
    workshop: Workshop, organiser: Person
) -> None:
    User.objects.filter(pk=organiser.user.pk).update(is_superuser=True)
    with pytest.raises(CommandError) as refusal:
        run(organiser.user.email)
    assert str(refusal.value) == (
        "This is the last site administrator. Make another one first, then come back. Nothing was changed."
    )
    assert (Membership.objects.get().role, changes()) == (Role.ORGANISER, [])


@pytest.mark.django_db(transaction=True)
def test_of_two_who_dismiss_each_other_at_once_one_stays() -> None:
    ada, bob = (
        make_user(name, domain="demo.example", is_staff=True, is_superuser=True) for name in ("ada", "bob")
    )
    start, refused = Barrier(2), []

    def dismiss(actor: User, person: User) -> None:
        start.wait()
        try:
            dismiss_administrator(actor=actor, person=person)
        except PermissionDenied:
            refused.append(person)
        finally:
            connection.close()

    both = [Thread(target=dismiss, args=pair) for pair in ((ada, bob), (bob, ada))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert (User.objects.filter(is_superuser=True).count(), len(refused)) == (1, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["maria"], "“maria” is not an e-mail address."),
        (["maria@trust.example"], "maria@trust.example has no role among the staff."),
        (
            ["maria@trust.example", "--workshop", "community"],
            "maria@trust.example has no role among the staff there.",
        ),
        (["maria@trust.example", "--workshop", "nowhere"], "There is no workshop “nowhere”."),
    ],
)
def test_what_makes_no_sense_is_said(workshop: Workshop, words: list[str], said: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run(*words)
    assert str(refusal.value) == said


# The admin --------------------------------------------------------------------------------------------


def test_an_organiser_removes_somebody_after_seeing_what_it_does(
    workshop: Workshop, organiser: Person, moderator: Person
) -> None:
    page = read_text(organiser.client.get(removal(workshop, moderator)))
    assert "they are signed out everywhere, at once" in page
    answer = organiser.client.post(removal(workshop, moderator))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{HOME}{workshop.pk}/staff/")
    page = read_text(organiser.client.get(answer.headers["Location"]))
    assert "Removed from staff and signed out: moderator@demo.example." in page
    assert Membership.objects.get(user=moderator.user).role == Role.PARTICIPANT
    change = StaffChange.objects.get()
    assert (change.acted_by, change.person, change.workshop) == (organiser.user, moderator.user, workshop)


def test_an_organiser_cannot_remove_the_last_organiser(workshop: Workshop, organiser: Person) -> None:
    answer = organiser.client.post(removal(workshop, organiser))
    page = read_text(organiser.client.get(answer.headers["Location"]))
    assert "This is the last organiser of the workshop. Invite another one first, then come back." in page
    assert Membership.objects.get().role == Role.ORGANISER


def test_who_comes_second_to_remove_somebody_is_told(
    workshop: Workshop, organiser: Person, moderator: Person
) -> None:
    organiser.client.post(removal(workshop, moderator))
    for again in (organiser.client.get, organiser.client.post):
        page = again(removal(workshop, moderator), follow=True)
        assert page.redirect_chain == [(f"{HOME}{workshop.pk}/staff/", 303)]
        assert "Nothing was changed: this person is not on the staff any more." in read_text(page)
    assert changes() == [("design_group", "taken", "moderator@demo.example")]


def test_who_accepted_is_told_to_have_done_so_themselves(
    workshop: Workshop, organiser: Person, moderator: Person
) -> None:
    kind, role = StaffChange.Kind.ACCEPTED, Role.DESIGN_GROUP
    StaffChange.objects.create(workshop=workshop, person=moderator.user, role=role, kind=kind)
    page = read_text(organiser.client.get(f"{HOME}{workshop.pk}/staff/"))
    assert ("themselves" in page, "operator" in page) == (True, False)


def test_an_administrator_can(workshop: Workshop, organiser: Person, administrator: Person) -> None:
    administrator.client.post(removal(workshop, organiser))
    assert Membership.objects.get().role == Role.PARTICIPANT


def test_only_who_organises_the_workshop_sees_and_removes_its_staff(
    workshop: Workshop, moderator: Person, participant: Person, other_organiser: Person, organiser: Person
) -> None:
    for person, status in ((moderator, 404), (other_organiser, 404), (participant, 302)):
        for address in (f"{HOME}{workshop.pk}/staff/", removal(workshop, moderator)):
            assert person.client.get(address).status_code == status
        person.client.post(removal(workshop, moderator))
    assert Membership.objects.get(user=moderator.user).role == Role.DESIGN_GROUP
    assert organiser.client.get(removal(workshop, participant)).status_code == 404


def test_administrators_see_and_remove_each_other(organiser: Person, administrator: Person) -> None:
    other = make_user("other", domain="demo.example", is_staff=True, is_superuser=True)
    assert organiser.client.get(f"{HOME}administrators/").status_code == 403
    page = read_text(administrator.client.get(f"{HOME}administrators/"))
    assert "other@demo.example" in page
    administrator.client.post(f"{HOME}administrators/{other.pk}/removal/")
    assert User.objects.filter(is_superuser=True).get() == administrator.user
    answer = administrator.client.post(f"{HOME}administrators/{administrator.user.pk}/removal/")
    page = read_text(administrator.client.get(answer.headers["Location"]))
    assert "This is the last site administrator." in page


def test_the_page_tells_staff_only(workshop: Workshop, organiser: Person, participant: Person) -> None:
    page = read_text(organiser.client.get(f"{HOME}{workshop.pk}/staff/"))
    assert ("organiser@demo.example" in page, participant.user.email in page) == (True, False)


def test_the_page_takes_as_many_queries_for_many_as_for_one(workshop: Workshop, organiser: Person) -> None:
    address = f"{HOME}{workshop.pk}/staff/"
    numbers = []
    for name in ("one", "two", "three"):
        organiser.client.get(address)
        numbers.append(_count_queries(organiser, address))
        place = make_member(name, workshop, Role.DESIGN_GROUP)
        StaffChange.objects.create(workshop=workshop, person=place.user, role="design_group", kind="given")
    assert numbers[1] == numbers[2]


def _count_queries(person: Person, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        person.client.get(address)
    return len(queries)


# Accepting --------------------------------------------------------------------------------------------


def test_a_participant_who_is_invited_stays_one_until_they_accept(
    workshop: Workshop, participant: Person
) -> None:
    Invitation.objects.create(workshop=workshop, email=participant.user.email, role=Role.DESIGN_GROUP)
    page = read_text(participant.client.get("/workshops/community/membership/"))
    assert "You are invited to help run this workshop, as: design group." in page
    assert Membership.objects.get().role == Role.PARTICIPANT
    answer = participant.client.post("/workshops/community/membership/role/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/admin/")
    place = Membership.objects.get()
    assert (place.pk, place.role) == (participant.membership.pk, Role.DESIGN_GROUP)
    assert changes() == [("design_group", "accepted", participant.user.email)]


def test_who_is_not_invited_accepts_nothing(workshop: Workshop, participant: Person) -> None:
    assert participant.client.post("/workshops/community/membership/role/").status_code == 403
    assert Membership.objects.get().role == Role.PARTICIPANT
