"""Closing a workshop: no vote and no text any more, a last release, and what becomes of the rest."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models.functions import Now

from ideas.domain.changes import edit_idea
from ideas.domain.ideas import IdeaText, submit_idea
from ideas.models import Comment, Idea, Report, Revision
from ideas.tasks import lapse_late_texts
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import make_comment, make_idea, make_members, make_workshop
from voting.ballots.casting import cast_vote
from voting.models import Board, BoardEntry, Total
from voting.releases.closing import close_workshop
from voting.releases.recount import recount_workshop
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_workshops_to_release
from workshops.models import Membership, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
TEXT = IdeaText(None, "new", "Late", "A late idea.")


@pytest.fixture
def members(workshop: Workshop) -> list[Membership]:
    """Return enough people for a release."""
    return make_members(20, workshop)


def look(workshop: Workshop) -> Workshop:
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def close_long_ago(workshop: Workshop, days: int) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(
        closes_at=Now() - timedelta(days=days), opens_at=Now() - timedelta(days=days + 9)
    )


@pytest.mark.django_db(transaction=True)
def test_it_takes_no_vote_and_no_text_from_that_moment(workshop: Workshop, members: list[Membership]) -> None:
    idea = make_idea(workshop)
    close_workshop(workshop)
    assert look(workshop).phase == Phase.CLOSED
    with pytest.raises(WrongPhase):
        cast_vote(actor=members[0], idea=idea, answer="up")
    with pytest.raises(WrongPhase):
        submit_idea(actor=members[0], text=TEXT)


def test_what_five_people_sent_is_in_its_last_release(workshop: Workshop, members: list[Membership]) -> None:
    idea = make_idea(workshop)
    for member in members[:5]:
        cast_vote(actor=member, idea=idea, answer="up")
    release = close_workshop(workshop)
    assert release is not None
    assert (release.number, Total.objects.get(idea=idea).up) == (1, 5)


def test_what_four_people_sent_is_not(workshop: Workshop, members: list[Membership]) -> None:
    idea = make_idea(workshop)
    for member in members[:4]:
        cast_vote(actor=member, idea=idea, answer="up")
    assert close_workshop(workshop) is None
    assert not Total.objects.filter(idea=idea).exists()


def test_closing_again_keeps_the_date(workshop: Workshop) -> None:
    close_workshop(workshop)
    first = look(workshop).closes_at
    close_workshop(workshop)
    assert look(workshop).closes_at == first


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.ANNOUNCED, Phase.PUBLISHED])
def test_only_what_is_open_can_be_closed(phase: Phase) -> None:
    workshop = make_workshop(phase)
    with pytest.raises(WrongPhase):
        close_workshop(workshop)
    assert look(workshop).phase == phase


def test_the_command_says_what_became_of_what_waited(workshop: Workshop, members: list[Membership]) -> None:
    idea, out = make_idea(workshop), StringIO()
    for member in members[:5]:
        cast_vote(actor=member, idea=idea, answer="up")
    for _time in range(2):
        call_command("close_workshop", "community", stdout=out)
    assert out.getvalue().splitlines() == [
        "“Community services” is closed. Release 1 was its last.",
        "“Community services” is closed. No last release was due.",
    ]


def test_the_command_knows_what_it_cannot_do() -> None:
    draft = make_workshop(Phase.DRAFT)
    said = []
    for slug in ("nowhere", draft.slug):
        with pytest.raises(CommandError) as trouble:
            call_command("close_workshop", slug)
        said.append(str(trouble.value))
    assert said == ["There is no workshop “nowhere”.", "The workshop cannot be closed: it is draft."]


def test_a_week_after_the_close_what_waits_lapses(workshop: Workshop, members: list[Membership]) -> None:
    waiting = submit_idea(actor=members[0], text=TEXT)
    shown = make_idea(workshop, members[1])
    comment = make_comment(shown, members[2], Comment.Status.UNRELEASED)
    edit_idea(actor=members[1], idea=shown, text=TEXT)
    Report.objects.create(item=shown.pk, idea=shown, tag=bytes(16), reason="abusive")
    close_long_ago(workshop, 6)
    lapse_late_texts()
    waiting.refresh_from_db()
    assert waiting.status == Idea.Status.UNRELEASED
    close_long_ago(workshop, 7)
    lapse_late_texts()
    for item in (waiting, comment):
        item.refresh_from_db()
        assert (item.status, item.waiting_since, item.published_on) == ("lapsed", None, None)
    assert (Revision.objects.count(), Report.objects.count()) == (0, 0)


def test_what_was_to_go_stays_then(workshop: Workshop) -> None:
    idea = make_idea(workshop, withdrawal_pending=True)
    close_long_ago(workshop, 7)
    lapse_late_texts()
    idea.refresh_from_db()
    assert (idea.status, idea.withdrawal_pending) == (Idea.Status.PUBLISHED, False)


def test_what_lapsed_is_for_its_author_only(workshop: Workshop, members: list[Membership]) -> None:
    idea = make_idea(workshop, members[0], Idea.Status.LAPSED)
    assert not Idea.objects.known_to_staff().filter(pk=idea.pk).exists()
    assert not Idea.objects.published().filter(pk=idea.pk).exists()


def test_what_waits_when_the_result_is_published_stays_as_it_is(members: list[Membership]) -> None:
    workshop = members[0].workshop
    for member in members[1:]:
        cast_vote(actor=member, idea=make_idea(workshop), answer="up")
    late = submit_idea(actor=members[0], text=TEXT)
    Workshop.objects.filter(pk=workshop.pk).update(
        closes_at=Now() - timedelta(days=2), published_at=Now(), recompute_all=True
    )
    assert find_workshops_to_release() == []
    assert [release_workshop(workshop.pk, force=force) for force in (False, True)] == [None, None]
    late.refresh_from_db()
    assert (late.status, late.published_on) == (Idea.Status.UNRELEASED, None)
    assert (Total.objects.count(), Board.objects.count()) == (0, 0)


def test_boards_stay_as_they_were_published_whatever_is_hidden_later(members: list[Membership]) -> None:
    workshop, idea = members[0].workshop, make_idea(members[0].workshop)
    for member in members:
        cast_vote(actor=member, idea=idea, answer="up")
    close_workshop(workshop)
    before = list(BoardEntry.objects.order_by("pk").values())
    Workshop.objects.filter(pk=workshop.pk).update(published_at=Now(), recompute_all=True)
    Idea.objects.filter(pk=idea.pk).update(status=Idea.Status.HIDDEN)
    release_workshop(workshop.pk, force=True)
    with pytest.raises(WrongPhase):
        recount_workshop(workshop)
    assert len(before) > 0
    assert list(BoardEntry.objects.order_by("pk").values()) == before
