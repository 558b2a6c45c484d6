"""Pausing: nothing is taken and nothing released, and nobody is shut out of a window by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ideas.domain.changes import edit_idea, withdraw_idea
from ideas.domain.comments import CommentText, submit_comment
from ideas.domain.ideas import IdeaText, submit_idea
from ideas.domain.polls import answer_poll
from ideas.domain.reports import report_item
from ideas.models import Comment, Idea
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import (
    Person,
    draw_past_moment,
    make_comment,
    make_idea,
    make_members,
    make_poll,
    make_workshop,
)
from tests.pages import read_text
from voting.ballots.casting import cast_vote
from voting.releases.closing import close_workshop
from voting.releases.releases import release_workshop
from workshops.domain.pausing import pause_workshop, resume_workshop, say_pause, say_resume
from workshops.models import DrawnMoment, Membership, Poll, Release, Update, Workshop
from workshops.phases import STOPPED_BY_PAUSE, Deed, Phase

pytestmark = pytest.mark.django_db
TEXT = IdeaText(None, Idea.Intent.NEW, "One number to ring", "Families ring five places today.")


def again(workshop: Workshop) -> Workshop:
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def fresh(person: Person) -> Membership:
    return Membership.objects.get(pk=person.membership.pk)


def test_a_pause_stops_all_that_others_would_see(workshop: Workshop, participant: Person) -> None:
    me, other = participant.membership, make_idea(workshop)
    mine, options = make_idea(workshop, me), make_poll(workshop)
    pause_workshop(workshop)
    me = fresh(participant)
    for deed in (
        lambda: cast_vote(actor=me, idea=Idea.objects.get(pk=other.pk), answer="up"),
        lambda: submit_idea(actor=me, text=TEXT),
        lambda: edit_idea(actor=me, idea=mine, text=TEXT),
        lambda: submit_comment(
            actor=me, idea=other, parent=None, text=CommentText(Comment.Intent.BUILD, "Yes.")
        ),
        lambda: answer_poll(actor=me, poll=Poll.objects.get(), option=options[0]),
    ):
        with pytest.raises(WrongPhase):
            deed()
    report_item(actor=me, idea=other, comment=make_comment(other), reason="safety")
    withdraw_idea(actor=me, idea=mine)
    resume_workshop(workshop)
    Workshop.objects.update(resumed_at=timezone.now() - timedelta(hours=1))
    cast_vote(actor=fresh(participant), idea=Idea.objects.get(pk=other.pk), answer="up")


def test_the_table_says_what_a_pause_stops(workshop: Workshop) -> None:
    pause_workshop(workshop)
    paused = again(workshop)
    another_time = {Deed.ASK_FOR_NOTICE, Deed.READ_AS_VISITOR, Deed.FOLLOW_UP}
    assert {deed for deed in Deed if not paused.allows(deed)} == STOPPED_BY_PAUSE | another_time
    assert paused.phase == Phase.OPEN


def test_a_pause_releases_nothing_and_a_new_moment_is_drawn_afterwards(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    for member in make_members(20, workshop):
        cast_vote(actor=member, idea=idea, answer="up")
    draw_past_moment(workshop)
    pause_workshop(workshop)
    assert release_workshop(workshop.pk) is None
    assert not DrawnMoment.objects.exists()
    resume_workshop(workshop)
    assert release_workshop(workshop.pk) is None
    assert DrawnMoment.objects.get().moment > timezone.now()


def test_a_pause_shuts_nobody_out_of_a_release_that_comes_in_the_night(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    for member in make_members(20, workshop):
        cast_vote(actor=member, idea=idea, answer="up")
    pause_workshop(workshop)
    resume_workshop(workshop)
    for _time in range(20):
        DrawnMoment.objects.all().delete()
        release_workshop(workshop.pk)
        assert DrawnMoment.objects.get().moment > timezone.now() + timedelta(hours=23, minutes=59)
    Workshop.objects.update(resumed_at=timezone.now() - timedelta(hours=25))
    DrawnMoment.objects.all().delete()
    release_workshop(workshop.pk)
    assert DrawnMoment.objects.get().moment < timezone.now() + timedelta(hours=4)


def test_a_day_in_one_room_waits_no_longer_than_it_says_after_a_pause() -> None:
    workshop = make_workshop(release_within=10)
    idea = make_idea(workshop)
    for member in make_members(20, workshop):
        cast_vote(actor=member, idea=idea, answer="up")
    pause_workshop(workshop)
    resume_workshop(workshop)
    release_workshop(workshop.pk)
    assert DrawnMoment.objects.get().moment <= timezone.now() + timedelta(minutes=20)


def test_the_close_of_a_paused_workshop_releases_nothing(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    for member in make_members(20, workshop):
        cast_vote(actor=member, idea=idea, answer="up")
    pause_workshop(workshop)
    Workshop.objects.update(closes_at=timezone.now() - timedelta(hours=1), ideas_until=None)
    assert release_workshop(workshop.pk) is None
    assert not DrawnMoment.objects.exists()


def test_the_operator_who_closes_a_paused_workshop_makes_its_last_release(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    for member in make_members(20, workshop):
        cast_vote(actor=member, idea=idea, answer="up")
    pause_workshop(workshop)
    assert close_workshop(workshop) is not None


@pytest.mark.parametrize(("practice", "moved"), [(False, True), (True, False)])
def test_a_close_comes_a_day_after_the_end_of_a_pause(*, practice: bool, moved: bool) -> None:
    workshop = make_workshop(practice=practice)
    pause_workshop(workshop)
    soon = timezone.now() + timedelta(minutes=5)
    Workshop.objects.update(closes_at=soon, ideas_until=None)
    resume_workshop(workshop)
    closes_at = again(workshop).closes_at
    assert closes_at is not None
    assert (closes_at > soon + timedelta(hours=23)) == moved
    notices = [(notice.title, "it closes on" in notice.text) for notice in Update.objects.order_by("title")]
    assert notices == [("The workshop goes on", moved), ("The workshop is paused", False)]


def test_two_quiet_days_begin_anew_after_a_pause(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    for member in make_members(20, workshop)[:6]:
        cast_vote(actor=member, idea=idea, answer="up")
    pause_workshop(workshop)
    resume_workshop(workshop)
    assert (release_workshop(workshop.pk), DrawnMoment.objects.exists()) == (None, False)
    Workshop.objects.update(resumed_at=timezone.now() - timedelta(hours=49))
    assert (release_workshop(workshop.pk), DrawnMoment.objects.exists()) == (None, True)


def test_a_practice_workshop_can_be_paused_too() -> None:
    workshop = make_workshop(practice=True)
    cast_vote(actor=make_members(1, workshop)[0], idea=make_idea(workshop), answer="up")
    pause_workshop(workshop)
    assert release_workshop(workshop.pk) is None
    resume_workshop(workshop)
    assert release_workshop(workshop.pk) is not None


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.ANNOUNCED, Phase.CLOSED, Phase.PUBLISHED])
def test_only_an_open_workshop_is_paused(phase: Phase) -> None:
    workshop = make_workshop(phase)
    with pytest.raises(WrongPhase):
        pause_workshop(workshop)
    with pytest.raises(WrongPhase):
        resume_workshop(workshop)


def test_at_the_close_a_paused_workshop_is_closed(workshop: Workshop) -> None:
    pause_workshop(workshop)
    Workshop.objects.update(closes_at=timezone.now() - timedelta(hours=1), ideas_until=None)
    closed = again(workshop)
    assert (closed.phase, closed.is_paused) == (Phase.CLOSED, False)


def test_every_page_says_that_it_is_paused(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop)
    pause_workshop(workshop)
    for address in (
        workshop.get_absolute_url(),
        idea.get_absolute_url(),
        reverse("workshops:ideas", args=[workshop.slug]),
    ):
        assert "This workshop is paused." in read_text(participant.client.get(address))
    answer = participant.client.post(reverse("voting:vote", args=[workshop.slug, idea.ref]), {"value": "up"})
    assert answer.status_code == 409


def test_an_organiser_pauses_after_a_page_that_says_what_it_does(
    workshop: Workshop, organiser: Person, moderator: Person
) -> None:
    address = reverse("admin:workshops_pause", args=[workshop.pk])
    seals = {"pause": say_pause().seal, "resume": say_resume(workshop).seal}

    def press(deed: str) -> int:
        return organiser.client.post(address, {"deed": deed, "seal": seals[deed]}).status_code

    assert "Nobody can write" in read_text(organiser.client.get(address))
    assert read_text(organiser.client.get(address)).count("The workshop is paused") == 1
    assert not again(workshop).paused
    assert press("pause") == 303
    assert again(workshop).is_paused
    press("pause")
    assert again(workshop).is_paused
    assert "People can write and vote again" in read_text(organiser.client.get(address))
    press("resume")
    assert not again(workshop).paused
    titles = set(Update.objects.values_list("title", flat=True))
    assert titles == {"The workshop is paused", "The workshop goes on"}
    assert moderator.client.get(address).status_code == 404
    assert moderator.client.post(address, {"deed": "pause"}).status_code == 404
    assert not Release.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"deed": ""}, {"deed": "nonsense"}, {"deed": "Resume"}])
def test_a_form_that_names_neither_deed_changes_nothing(
    workshop: Workshop, organiser: Person, sent: dict[str, str]
) -> None:
    address = f"/admin/workshops/workshop/{workshop.pk}/pause/"
    assert organiser.client.post(address, sent).status_code == 400
    assert not Workshop.objects.get(pk=workshop.pk).paused


@pytest.mark.parametrize("address", ["/", "/workshops/community/", "/workshops/community/ideas/"])
def test_a_paused_workshop_is_not_called_open(workshop: Workshop, participant: Person, address: str) -> None:
    assert "Paused" not in read_text(participant.client.get(address))
    pause_workshop(workshop)
    page = participant.client.get(address).content.decode()
    assert ('<strong class="tag tag--wait">Paused</strong>' in page, ">Open</strong>" in page) == (
        True,
        False,
    )


def test_while_it_is_paused_nobody_is_asked_to_vote(workshop: Workshop, participant: Person) -> None:
    Workshop.objects.update(boards_after_votes=1)
    make_idea(workshop)
    home, boards = workshop.get_absolute_url(), reverse("voting:boards", args=[workshop.slug])
    assert "Vote on 1 more idea to see the boards." in read_text(participant.client.get(boards))
    pause_workshop(workshop)
    page = read_text(participant.client.get(boards))
    assert "The workshop is paused, so nobody can vote now." in page
    assert "Once it goes on, vote on 1 more idea to see the boards." in page
    for address in (home, f"{home}ideas/", boards):
        page = read_text(participant.client.get(address))
        assert ("one by one" in page, "Vote on the next idea" in page) == (False, False)
