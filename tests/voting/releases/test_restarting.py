"""A key that is lost for good: what was voted stays as totals, and the workshop goes on with new ideas."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from anonymity.keys import KeyExists
from ideas.domain.ideas import IdeaText, submit_idea
from ideas.domain.polls import answer_poll
from ideas.models import Idea, PollAnswer, PollTotal
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import Person, make_idea, make_members, make_poll, make_workshop
from voting.ballots.casting import cast_vote
from voting.models import BoardEntry, Total, Vote
from voting.releases.recount import find_differences, recount_workshop
from voting.releases.releases import release_workshop
from voting.releases.restarting import restart_without_key
from workshops.models import Membership, Poll, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
TEXT = IdeaText(None, "new", "After it", "A new idea.")


@pytest.fixture
def members(workshop: Workshop) -> list[Membership]:
    """Return those who voted on one idea and answered the poll before the key was lost."""
    members = make_members(20, workshop)
    idea, options = make_idea(workshop), make_poll(workshop)
    for member in members[:12]:
        cast_vote(actor=member, idea=idea, answer="up")
        answer_poll(actor=member, poll=options[0].workshop.poll, option=options[0])
    release_workshop(workshop.pk, force=True)
    cast_vote(actor=members[12], idea=idea, answer="down")
    return members


def lose_key(workshop: Workshop, key_dir: Path) -> Workshop:
    """Lose the only copy, and return the workshop as it is then."""
    (key_dir / workshop.pk.hex).unlink()
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def test_totals_and_boards_stay_and_what_no_release_counted_is_lost(
    workshop: Workshop, members: list[Membership], key_dir: Path
) -> None:
    entries = BoardEntry.objects.count()
    restart = restart_without_key(lose_key(workshop, key_dir))
    assert (restart.frozen, restart.uncounted) == (1, 1)
    total = Total.objects.get()
    assert (total.up, total.down, BoardEntry.objects.count()) == (12, 0, entries)
    assert (Vote.objects.count(), PollAnswer.objects.count()) == (0, 0)
    assert sorted(PollTotal.objects.values_list("number", flat=True)) == [0, 0, 0, 0, 12]


def test_nobody_votes_twice_on_what_was_there(
    workshop: Workshop, members: list[Membership], key_dir: Path
) -> None:
    restart_without_key(lose_key(workshop, key_dir))
    idea, poll = Idea.objects.select_related("workshop").get(), Poll.objects.get()
    with pytest.raises(WrongPhase):
        cast_vote(actor=members[0], idea=idea, answer="up")
    actor = Membership.objects.select_related("workshop").get(pk=members[0].pk)
    with pytest.raises(WrongPhase):
        answer_poll(actor=actor, poll=poll, option=poll.workshop.poll_options.first())


def test_what_is_released_afterwards_takes_votes_and_counts(
    workshop: Workshop, members: list[Membership], key_dir: Path
) -> None:
    restart_without_key(lose_key(workshop, key_dir))
    actors = list(Membership.objects.filter(workshop=workshop))
    new = submit_idea(actor=actors[0], text=TEXT)
    release_workshop(workshop.pk, force=True)
    new = Idea.objects.select_related("workshop").get(pk=new.pk)
    for actor in actors[1:12]:
        cast_vote(actor=actor, idea=new, answer="up")
    release_workshop(workshop.pk, force=True)
    assert sorted(Total.objects.values_list("up", flat=True)) == [11, 12]


def test_a_recount_leaves_frozen_totals_alone(
    workshop: Workshop, members: list[Membership], key_dir: Path
) -> None:
    restart_without_key(lose_key(workshop, key_dir))
    fresh = Workshop.objects.with_phase().get(pk=workshop.pk)
    recount_workshop(fresh)
    assert (Total.objects.get().up, find_differences(fresh)) == (12, [])


def test_the_idea_says_why_it_takes_no_votes(
    workshop: Workshop, members: list[Membership], participant: Person, key_dir: Path
) -> None:
    restart_without_key(lose_key(workshop, key_dir))
    page = participant.client.get(Idea.objects.select_related("workshop").get().get_absolute_url())
    assert "The votes on this idea stay as they are" in page.text


def test_a_key_that_is_there_is_kept(workshop: Workshop) -> None:
    with pytest.raises(WrongPhase):
        restart_without_key(workshop)


def test_a_wrong_key_is_not_written_over(workshop: Workshop, key_dir: Path) -> None:
    path = key_dir / workshop.pk.hex
    path.chmod(0o600)
    path.write_bytes(bytes(32))
    with pytest.raises(KeyExists):
        restart_without_key(workshop)
    assert path.read_bytes() == bytes(32)
    assert Idea.objects.frozen().count() == 0


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.PUBLISHED])
def test_there_is_nothing_to_go_on_with_after_the_close(phase: Phase, key_dir: Path) -> None:
    workshop = make_workshop(phase)
    with pytest.raises(WrongPhase):
        restart_without_key(lose_key(workshop, key_dir))


def run(*arguments: str) -> str:
    """Return what the command says, or the trouble it ends with."""
    out = StringIO()
    try:
        call_command("restart_without_key", *arguments, stdout=out)
    except CommandError as trouble:
        return str(trouble)
    return out.getvalue()


def test_the_command_asks_first_and_says_what_was_lost(
    workshop: Workshop, members: list[Membership], key_dir: Path
) -> None:
    there = run("community", "--the-key-is-lost")
    lose_key(workshop, key_dir)
    asked = run("community")
    assert (there, asked[:38]) == ("The key is there.", "All votes so far become totals that no")
    assert run("community", "--the-key-is-lost") == (
        "“Community services” has a new key. 1 idea keeps the totals of the last release; "
        "1 vote that no release had counted is lost.\n"
    )
    assert run("nowhere") == "There is no workshop “nowhere”."
