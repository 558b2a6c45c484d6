"""The whole way through a workshop, walked in each way that somebody may have to use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from ideas.models import Comment, Idea, PollAnswer, Report
from tests.browser.chromium import DESK, NARROW, PHONE
from tests.browser.conftest import Windows
from tests.browser.hands import Finger, Hand, Keys
from tests.browser.letters import read_code
from tests.browser.stage import TITLES, furnish
from tests.cast import Person, make_idea, make_poll
from voting.models import Vote
from workshops.models import Membership, Workshop
from workshops.rules import Role

ADDRESS = "maria@trust.example"
TITLE, TEXT = "One shared diary", "Nobody came on Friday. One diary would stop that."
COMMENT = "We tried this for a month, and it worked."
# What 1280 × 1024 leaves of a page that is enlarged four times.
ENLARGED = {"width": 320, "height": 256}


@dataclass(frozen=True)
class Way:
    """A way to use the site: with which hand, in which window."""

    hand: type[Hand]
    width: int
    options: dict[str, Any] = field(default_factory=dict)


WAYS = {
    "by keyboard alone": Way(Keys, DESK),
    "without JavaScript": Way(Hand, PHONE, {"java_script_enabled": False}),
    "by touch on 320 pixels": Way(Finger, NARROW, {"has_touch": True, "is_mobile": True}),
    "enlarged to 400 %": Way(Hand, NARROW, {"screen": ENLARGED, "device_scale_factor": 4}),
}


def sign_in_and_join(hand: Hand, mail_dir: Path) -> None:
    """Come in from the start page."""
    hand.follow("Community services")
    hand.follow("Join this workshop")
    hand.write("Your work e-mail address", ADDRESS)
    hand.press("Send me a code")
    hand.see("We have written to")
    hand.write("Six-digit code", read_code(mail_dir))
    hand.press("Sign in")
    hand.see("What we keep, and who can see it")
    hand.press("Join this workshop")
    hand.see("You have joined.")


def read_vote_and_comment(hand: Hand) -> None:
    """Find an idea, like it, say something about it."""
    hand.follow("Ideas")
    hand.see("You have voted on 0 of 3 ideas.")
    hand.follow(TITLES[0])
    hand.see("Families ring five places today.")
    hand.press("I like it")
    hand.see("Your vote is stored.")
    hand.choose("Builds on it")
    hand.write("Your comment", COMMENT)
    hand.press("Send my comment")
    hand.see("Your comment is sent.")


def answer_the_poll(hand: Hand) -> None:
    """Say whether one supports the draft."""
    hand.follow("About")
    hand.see("Do you support the draft vision?")
    hand.follow("Answer the straw poll")
    hand.see("One answer each.")
    hand.choose("Mostly")
    hand.press("Send my answer")
    hand.see("You chose “Mostly”.")


def write_an_idea(hand: Hand) -> None:
    """Write, check, send."""
    hand.follow("Ideas")
    hand.follow("Share an idea")
    hand.see("It goes in without your name.")
    hand.write("Your idea in one line", TITLE)
    hand.write("Tell us more", TEXT)
    hand.choose("Gets in the way")
    hand.press("Check your idea")
    hand.see("Does it name a person or a patient?")
    hand.press("Send my idea")
    hand.see("Thank you. Your idea is sent.")


def take_it_back_and_go(hand: Hand) -> None:
    """Find one's idea again, take it back, sign out."""
    hand.follow_own("My contributions")
    hand.see(COMMENT)
    hand.follow(TITLE)
    hand.follow("Take this idea back")
    hand.see("You can’t bring it back.")
    hand.press("Take my idea back")
    hand.see("You have taken your idea back.")
    hand.press("Sign out")
    hand.see("Sign in")


Stages = tuple[Callable[[Hand], None], ...]
STAGES: Stages = (read_vote_and_comment, answer_the_poll, write_an_idea, take_it_back_and_go)


def vote_one_by_one(hand: Hand) -> None:
    """Vote on what the queue shows first, and skip what comes next."""
    hand.follow("Vote")
    hand.see("You have voted on 0 of 3 ideas.")
    hand.press("Not sure")
    hand.see("You have voted on 1 of 3 ideas.")
    hand.press("Skip")
    hand.see("You have voted on 1 of 3 ideas.")


def report_an_idea(hand: Hand) -> None:
    """Tell the design group what is wrong with an idea."""
    hand.follow("Ideas")
    hand.follow(TITLES[1])
    hand.follow("Report this idea")
    hand.see("Nobody can see who told them.")
    hand.choose("It is here twice")
    hand.press("Tell the design group")
    hand.see("Thank you. The design group will look at it.")


def change_an_idea(hand: Hand) -> None:
    """Find one's idea again and add to it."""
    hand.follow_own("My contributions")
    hand.follow(TITLE)
    hand.follow("Change this idea")
    hand.see("Tell us more")
    hand.write("Tell us more", COMMENT)
    hand.press("Check your idea")
    hand.see("Does it name a person or a patient?")
    hand.press("Save my changes")
    hand.see("Your idea is changed.")


def forget_which_are_mine(hand: Hand) -> None:
    """Give up the list of what one wrote."""
    hand.follow_own("My contributions")
    hand.follow("Forget which ideas are mine")
    hand.see("You can’t undo this.")
    hand.press("Forget which ideas are mine")
    hand.see("Done. Nobody can find out any more which ideas are yours.")


def leave(hand: Hand) -> None:
    """Leave the workshop."""
    hand.follow_own("My membership")
    hand.see("If you join again later, you are the same one voice.")
    hand.press("Leave this workshop")
    hand.see("You have left.")


def open_page(windows: Windows, way: Way, person: Person | None = None) -> Hand:
    """Return a hand on an empty page, in the window that this way needs."""
    page = windows.open(person, width=way.width, **way.options)
    if "screen" in way.options:
        page.set_viewport_size(way.options["screen"])
    return way.hand(page)


in_every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())


@in_every_way
def test_somebody_joins_reads_votes_comments_answers_writes_and_takes_it_back(
    windows: Windows, workshop: Workshop, mail_dir: Path, way: Way
) -> None:
    furnish(workshop)
    make_poll(workshop)
    hand = open_page(windows, way)
    hand.page.goto("/")
    sign_in_and_join(hand, mail_dir)
    for stage in STAGES:
        stage(hand)
    assert Membership.objects.filter(user__email=ADDRESS).count() == 1
    assert (Comment.objects.get().body, PollAnswer.objects.count()) == (COMMENT, 1)
    assert list(Idea.objects.unreleased()) == []


@in_every_way
def test_somebody_votes_one_by_one_reports_changes_an_idea_forgets_it_and_leaves(
    windows: Windows, workshop: Workshop, participant: Person, way: Way
) -> None:
    furnish(workshop)
    idea = make_idea(workshop, participant.membership, Idea.Status.UNRELEASED, title=TITLE)
    votes = Vote.objects.count()
    hand = open_page(windows, way, participant)
    hand.page.goto(workshop.get_absolute_url())
    stages: Stages = (vote_one_by_one, report_an_idea, change_an_idea, forget_which_are_mine, leave)
    for stage in stages:
        stage(hand)
    idea.refresh_from_db()
    assert COMMENT in idea.body
    assert (Vote.objects.count() - votes, Report.objects.count()) == (1, 1)
    assert Membership.objects.get(user=participant.user).role == Role.LEFT
