"""A live session: nothing of a round shows before its end, and results come by releases alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from events.domain.live_sessions import OutOfDate, show_item
from events.models import LiveSession, ScreenItem
from ideas.models import Idea
from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from tests.cast import (
    draw_past_moment,
    let_the_moment_come,
    make_idea,
    make_members,
    make_poll,
    make_three_organisations,
    make_workshop,
)
from tests.events.sessions import load, make_session, press, read_screen
from tests.voting.releases.steps import change, totals, vote
from voting.releases.releases import release_workshop
from workshops.models import DrawnMoment, JoinCode, Organisation, Release, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
WAITS, TOO_FEW = "The result comes with the next release", "Fewer than ten votes are counted"


def test_nothing_of_a_round_is_released_before_its_end_and_all_of_it_afterwards(workshop: Workshop) -> None:
    idea = make_idea(workshop, title="Evening bus")
    (item,) = make_session(workshop, idea)
    press(workshop, "start_round", key=item.pk)
    before = read_screen(workshop)
    vote(make_members(45, workshop), idea)
    assert release_workshop(workshop.pk) is None
    assert read_screen(workshop) == before
    assert ("Vote now" in before, "Evening bus" in before) == (True, True)
    press(workshop, "end_round")
    assert WAITS in read_screen(workshop)
    assert release_workshop(workshop.pk) is not None
    assert ("45 people have voted" in read_screen(workshop), totals(idea)) == (True, (45, 0, 0))


def test_ending_a_round_after_one_honest_vote_releases_nothing(workshop: Workshop) -> None:
    """Nine who work together, and the organiser: what the tenth sent waits for a moment drawn afterwards."""
    organisations = make_three_organisations(workshop)
    idea = make_idea(workshop)
    (item,) = make_session(workshop, idea)
    vote([member for some in organisations for member in some[:3]], idea, "down")
    draw_past_moment(workshop)
    press(workshop, "start_round", key=item.pk)
    assert not DrawnMoment.objects.exists()
    vote([organisations[0][3]], idea)
    press(workshop, "end_round")
    assert release_workshop(workshop.pk) is None
    assert WAITS in read_screen(workshop)
    assert DrawnMoment.objects.get().moment > timezone.now()
    let_the_moment_come(workshop)
    assert release_workshop(workshop.pk) is not None
    assert "10 people have voted" in read_screen(workshop)


def test_a_second_round_with_one_person_gone_shows_what_the_first_did(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    (item,) = make_session(workshop, idea)
    crowd = make_members(45, workshop)
    vote(crowd, idea)
    release_workshop(workshop.pk, force=True)
    press(workshop, "start_round", key=item.pk)
    vote(crowd[:1], idea, "none")
    press(workshop, "end_round")
    release_workshop(workshop.pk)
    assert WAITS in read_screen(workshop)
    assert totals(idea) == (45, 0, 0)


def test_nothing_is_told_of_fewer_than_ten(workshop: Workshop) -> None:
    few, many = make_idea(workshop, title="Few"), make_idea(workshop, title="Many")
    first, _second = make_session(workshop, few, many)
    crowd = make_members(45, workshop)
    press(workshop, "start_round", key=first.pk)
    vote(crowd[:9], few)
    vote(crowd, many)
    press(workshop, "end_round")
    release_workshop(workshop.pk)
    text = read_screen(workshop)
    assert (TOO_FEW in text, "9" in text.replace("localhost", "")) == (True, False)


def test_a_round_ends_by_itself_and_at_the_close(workshop: Workshop) -> None:
    (item,) = make_session(workshop)
    press(workshop, "start_round", key=item.pk)
    assert load(workshop).in_a_round
    change(workshop, closes_at=timezone.now())
    assert not load(workshop).in_a_round
    change(workshop, closes_at=timezone.now() + timedelta(days=3))
    change(workshop, round_until=timezone.now() - timedelta(seconds=1))
    assert WAITS in read_screen(workshop)
    press(workshop, "show_item", key=None)
    assert ScreenItem.objects.get().stage == ScreenItem.Stage.ENDED


def test_a_practice_round_shows_its_result_only_after_its_end() -> None:
    workshop = make_workshop(practice=True, slug="rehearsal", release_people=1, minimum_members=0)
    idea = make_idea(workshop)
    (item,) = make_session(workshop, idea)
    press(workshop, "start_round", key=item.pk)
    vote(make_members(12, workshop), idea)
    assert release_workshop(workshop.pk) is None
    press(workshop, "end_round")
    release_workshop(workshop.pk)
    assert "12 people have voted" in read_screen(workshop)


def test_the_poll_and_a_board_are_shown(workshop: Workshop) -> None:
    make_poll(workshop)
    idea = make_idea(workshop, title="Evening bus")
    vote(make_members(12, workshop), idea)
    release_workshop(workshop.pk, force=True)
    make_session(workshop, idea)
    press(workshop, "add_poll")
    press(workshop, "add_board", name="new")
    _idea, poll, board = ScreenItem.objects.all()
    press(workshop, "show_item", key=poll.pk)
    assert "Do you support the draft vision?" in read_screen(workshop)
    press(workshop, "show_item", key=board.pk)
    assert ("New ideas" in (text := read_screen(workshop)), "Evening bus" in text) == (True, True)
    with pytest.raises(WrongPhase):
        press(workshop, "start_round", key=board.pk)


def test_only_one_of_two_presses_counts(workshop: Workshop) -> None:
    first, second = make_session(workshop, make_idea(workshop), make_idea(workshop))
    version = LiveSession.objects.get().version
    show_item(workshop=workshop, version=version, key=first.pk)
    with pytest.raises(OutOfDate):
        show_item(workshop=workshop, version=version, key=second.pk)
    assert ScreenItem.objects.get(is_shown=True) == first


def test_while_a_round_runs_the_screen_shows_nothing_else(workshop: Workshop) -> None:
    first, second = make_session(workshop, make_idea(workshop), make_idea(workshop))
    press(workshop, "start_round", key=first.pk)
    for deed, key in (("show_item", second.pk), ("start_round", second.pk), ("show_item", None),
                      ("remove_item", first.pk)):  # fmt: skip
        with pytest.raises(WrongPhase):
            press(workshop, deed, key=key)
    assert ScreenItem.objects.get(is_shown=True) == first
    press(workshop, "remove_item", key=second.pk)


def test_the_end_of_a_session_keeps_the_list_and_nothing_of_its_rounds(workshop: Workshop) -> None:
    first, second = make_session(workshop, make_idea(workshop), make_idea(workshop))
    press(workshop, "move_up", key=second.pk)
    press(workshop, "start_round", key=first.pk)
    key = LiveSession.objects.get().key
    press(workshop, "close_session")
    assert (load(workshop).is_live, load(workshop).in_a_round) == (False, False)
    kept = ScreenItem.objects.values_list("pk", "stage", "began_after", "is_shown")
    assert list(kept) == [(second.pk, "planned", None, False), (first.pk, "planned", None, False)]
    assert "This session is over" in read_screen(workshop)
    press(workshop, "open_session")
    assert LiveSession.objects.get().key != key


@pytest.mark.parametrize("phase", [Phase.ANNOUNCED, Phase.CLOSED])
def test_a_round_needs_an_open_workshop(phase: Phase) -> None:
    workshop = make_workshop(phase)
    (item,) = make_session(workshop, make_idea(workshop))
    with pytest.raises(WrongPhase):
        press(workshop, "start_round", key=item.pk)


def test_what_cannot_be_shown_is_not_added(workshop: Workshop) -> None:
    hidden = make_idea(workshop, status=Idea.Status.HIDDEN)
    for deed, what in (("add_idea", {"ref": hidden.ref}), ("add_idea", {"ref": "\x00"}), ("add_poll", {}),
                       ("add_board", {"name": "worst"}), ("choose_code", {"code": "GUESSED"})):  # fmt: skip
        with pytest.raises(Unprocessable):
            press(workshop, deed, **what)
    assert not ScreenItem.objects.exists()


def test_an_idea_that_is_hidden_goes_from_the_screen(workshop: Workshop) -> None:
    idea = make_idea(workshop, title="Evening bus")
    (item,) = make_session(workshop, idea)
    press(workshop, "show_item", key=item.pk)
    assert "Evening bus" in read_screen(workshop)
    type(idea).objects.filter(pk=idea.pk).update(status="hidden")
    assert "Evening bus" not in read_screen(workshop)


def test_a_join_code_stands_there_as_long_as_it_can_be_used(workshop: Workshop) -> None:
    place = Organisation.objects.create(workshop=workshop, name="Trust", listed=True)
    day = timezone.localdate()
    code = JoinCode.objects.create(workshop=workshop, organisation=place, code="HALL2345", ends_on=day)
    make_session(workshop)
    press(workshop, "choose_code", code=code.code)
    assert "HALL2345" in read_screen(workshop)
    JoinCode.objects.filter(pk=code.pk).update(ends_on=day - timedelta(days=1))
    assert "HALL2345" not in read_screen(workshop)


def test_a_live_session_changes_no_rule_of_releases(workshop: Workshop) -> None:
    """Outside rounds a session holds nothing up, and nothing is released by opening or closing it."""
    make_session(workshop)
    vote(make_members(45, workshop), make_idea(workshop))
    press(workshop, "close_session")
    assert Release.objects.count() == 0
    assert release_workshop(workshop.pk) is not None
