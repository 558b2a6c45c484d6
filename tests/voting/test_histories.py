"""Whatever happens in whatever order: what releases stored step by step equals one count of all votes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ideas.domain.authors import wrote_item
from ideas.models import Idea, Merge
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import make_idea, make_members, make_workshop
from tests.voting.test_at_once import run_at_once
from voting.ballots.casting import VALUES, cast_vote
from voting.boards.boards import FACTS
from voting.count.merges import count_voters
from voting.models import BoardEntry, DailyTotal, Total
from voting.releases.recount import find_differences, recount_workshop
from voting.releases.releases import release_workshop
from workshops.domain.deletion import delete_account
from workshops.domain.joining import Details, change_details, join_workshop, leave_workshop
from workshops.models import Group, Membership, Organisation, User, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db


@dataclass
class History:
    """A workshop in which somebody does something at random."""

    workshop: Workshop
    chance: random.Random

    def anybody(self) -> Membership:
        return self.chance.choice(list(Membership.objects.filter(workshop=self.workshop).order_by("pk")))

    def any_idea(self, **wanted: object) -> Idea | None:
        ideas = list(Idea.objects.filter(workshop=self.workshop, **wanted).order_by("pk"))
        return self.chance.choice(ideas) if ideas else None

    def vote(self) -> None:
        member, idea = self.anybody(), self.any_idea(status=Idea.Status.PUBLISHED)
        if idea is not None and member.role != Role.LEFT and not wrote_item(actor=member, item=idea):
            with suppress(PermissionDenied, WrongPhase):  # merged into one's own, or into a hidden one
                cast_vote(actor=member, idea=idea, answer=self.chance.choice(list(VALUES)))

    def hide(self) -> None:
        self._set_status(Idea.Status.PUBLISHED, Idea.Status.HIDDEN)

    def show(self) -> None:
        self._set_status(Idea.Status.HIDDEN, Idea.Status.PUBLISHED)

    def add(self) -> None:
        make_idea(self.workshop, self.anybody())

    def move(self) -> None:
        places = [None, *Organisation.objects.filter(workshop=self.workshop).order_by("name")]
        change_details(actor=self.anybody(), details=Details(self.chance.choice(places)))

    def leave(self) -> None:
        leave_workshop(actor=self.anybody())

    def come_back(self) -> None:
        member = self.anybody()
        if member.role == Role.LEFT and member.user is not None:
            try:
                join_workshop(actor=member.user, workshop=self.workshop, details=Details())
            except PermissionDenied:  # right for who has deleted their account meanwhile, and for nobody else
                assert not User.objects.filter(pk=member.user.pk).exists()

    def delete(self) -> None:
        member = self.anybody()
        if member.user is not None and Membership.objects.filter(workshop=self.workshop).count() > 6:
            delete_account(actor=member.user)

    def merge(self) -> None:
        with self._deciding():
            shown = Idea.objects.filter(workshop=self.workshop).votable().order_by("pk")
            if len(shown) > 2:
                part, main = self.chance.sample(list(shown), 2)
                Merge.objects.create(
                    idea=part, main=main, main_voters=count_voters([main.pk]).get(main.pk, 0)
                )

    def undo(self) -> None:
        with self._deciding():
            merges = list(Merge.objects.filter(main__workshop=self.workshop).order_by("pk"))
            if merges:
                self.chance.choice(merges).delete()

    def release(self) -> None:
        release_workshop(self.workshop.pk, force=True)

    def _set_status(self, before: Idea.Status, after: Idea.Status) -> None:
        with self._deciding():
            idea = self.any_idea(status=before)
            if idea is not None:
                Idea.objects.filter(pk=idea.pk).update(status=after)

    @contextmanager
    def _deciding(self) -> Iterator[None]:
        """Hold the workshop as a decision of the design group does, and have everything counted again."""
        with transaction.atomic():
            Workshop.objects.select_for_update(no_key=True).get(pk=self.workshop.pk)
            yield
            Workshop.objects.filter(pk=self.workshop.pk).update(recompute_all=True)

    def do(self, deed: str, number: int) -> None:
        """Do this; who, what and how follow from the number. Who was deleted meanwhile does nothing."""
        self.chance.seed(number)
        with suppress(ObjectDoesNotExist):
            getattr(self, deed)()


OF_PEOPLE = [*["vote"] * 14, "move", "leave", "come_back", "add", "delete"]
OF_THE_GROUP = ["hide", "show", "merge", "merge", "undo"]
Steps = list[tuple[str, int]]


def list_deeds(names: list[str], most: int) -> st.SearchStrategy[Steps]:
    """Return some of these deeds in any order, each with a number that decides the rest."""
    return st.lists(st.tuples(st.sampled_from(names), st.integers(0, 2**32)), min_size=10, max_size=most)


def begin_history() -> History:
    """Return a workshop of twelve people in three organisations, with three ideas."""
    workshop = make_workshop(minimum_members=1)
    for number in range(3):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        group = Group.objects.create(workshop=workshop, name=f"group {number}")
        make_members(4, workshop, organisation=organisation, group=group if number else None)
    for _one in range(3):
        make_idea(workshop)
    return History(workshop, random.Random(0))


def compare(history: History) -> None:
    """Assert that what the last release left equals one count of all votes."""
    history.release()
    assert find_differences(history.workshop) == []
    before = _state(history.workshop)
    recount_workshop(history.workshop)
    assert _state(history.workshop) == before


@settings(max_examples=12, database=None)
@given(deeds=list_deeds([*OF_PEOPLE, *OF_THE_GROUP, "release"], 120))
def test_releases_step_by_step_equal_one_count(deeds: Steps) -> None:
    history = begin_history()
    for deed, number in deeds:
        history.do(deed, number)
    compare(history)


@pytest.mark.django_db(transaction=True)
@settings(max_examples=5, database=None, phases=[Phase.generate])  # what threads do is not to be repeated
@given(people=st.lists(list_deeds(OF_PEOPLE, 40), min_size=3, max_size=3), group=list_deeds(OF_THE_GROUP, 20))
def test_releases_by_two_workers_while_people_go_on_equal_one_count(
    people: list[Steps], group: Steps
) -> None:
    history = begin_history()

    def live(deeds: Steps) -> None:
        life = History(history.workshop, random.Random(0))
        for deed, number in deeds:
            life.do(deed, number)

    def work() -> None:
        for _time in range(8):
            history.release()

    run_at_once([*(partial(live, deeds) for deeds in [*people, group]), work, work])
    compare(history)


def test_a_total_is_what_one_counts_by_hand() -> None:
    history = begin_history()
    idea = history.any_idea()
    assert idea is not None
    members = list(Membership.objects.filter(workshop=history.workshop))
    for member, answer in zip(members, ["up"] * 6 + ["down"] * 4 + ["unsure"] * 2, strict=True):
        cast_vote(actor=member, idea=idea, answer=answer)
    cast_vote(actor=members[0], idea=idea, answer="none")
    history.release()
    assert Total.objects.values_list("up", "down", "unsure").get(idea=idea) == (5, 4, 2)


def _state(workshop: Workshop) -> tuple[list[object], list[object], list[object]]:
    totals = Total.objects.filter(idea__workshop=workshop).order_by("pk").values_list()
    daily = DailyTotal.objects.filter(idea__workshop=workshop).order_by("idea", "date")
    entries = BoardEntry.objects.filter(board__workshop=workshop).order_by("board__name", "rank")
    return (
        list(totals),
        list(daily.values_list("idea", "date", "up", "down", "unsure")),
        list(entries.values_list("board__name", "idea", "previous_rank", *FACTS)),
    )
