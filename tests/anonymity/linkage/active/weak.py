"""The same attackers against a site that is weak on purpose: one that finds no weakness proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from django.db.models import F

from anonymity.tags import Purpose
from ideas.models import Idea
from tests.anonymity.linkage.active import (
    codes,
    flooding,
    leaving,
    lists,
    merging,
    publishing,
    rows,
    stealing,
)
from tests.anonymity.linkage.active.leaving import Departure
from tests.anonymity.linkage.active.stage import Stage
from tests.anonymity.linkage.score import Measure
from tests.cast import Person
from voting.models import Vote
from voting.releases.releases import release_workshop
from workshops.domain.keys import open_tagger
from workshops.models import Invitation, Membership, Organisation, SlipPile, Workshop
from workshops.statistics.suppression import Draw

ENOUGH = 0.9
_FORGOTTEN = {"counted_organisation": None, "counted_borough": None, "counted_group": None}
Weakness = Callable[[], AbstractContextManager[object]]


def _forget(depart: Departure) -> Departure:
    """Return a departure with which what was counted of somebody goes too, and all scores are made anew."""

    def forget(stage: Stage, person: Person) -> None:
        depart(stage, person)
        theirs = Membership.objects.filter(vote_subject=person.membership.vote_subject)
        assert theirs.update(**_FORGOTTEN)
        Workshop.objects.filter(pk=stage.workshop.pk).update(recompute_all=True)

    return forget


@contextmanager
def _forgetting() -> Iterator[None]:
    forgetful = {name: _forget(depart) for name, depart in leaving.DEPARTURES.items()}
    with patch.dict(leaving.DEPARTURES, forgetful):
        yield


def _exact_codes() -> AbstractContextManager[object]:
    return patch("workshops.domain.join_codes.MOST_FURTHER_USES", 0)


@contextmanager
def _names_at_once() -> Iterator[None]:
    typed = codes.type_name

    def type_and_show(stage: Stage, guest: Person, name: str) -> None:
        typed(stage, guest, name)
        Organisation.objects.filter(workshop=stage.workshop).update(shown=True)

    with patch.object(codes, "type_name", type_and_show):
        yield


def _rounded_to_the_nearest() -> AbstractContextManager[object]:
    """Round to the nearest five from ten people up, whoever they are."""
    return patch("workshops.statistics.snapshots.Participants.draw_of", lambda *_asked: Draw(10, 0.5))


@contextmanager
def _small_groups() -> Iterator[None]:
    with (
        patch("voting.count.ground.PEOPLE_IN_A_GROUP", 0),
        patch("voting.count.ranking.VOTES_OF_A_GROUP", 5),
    ):
        yield


@contextmanager
def _without_authors() -> Iterator[None]:
    merged = merging.merge_two

    def merge_and_drop(group: Person, part: Idea, main: Idea) -> str:
        said = merged(group, part, main)
        tagger = open_tagger(part.workshop, Purpose.THREAD)
        for member in Membership.objects.filter(workshop=part.workshop, organisation__name="House 0"):
            if tagger.one(part.pk, bytes(member.text_subject or b"")) == bytes(part.thread_tag):
                votes = open_tagger(part.workshop, Purpose.VOTE)
                tag = votes.one(main.pk, bytes(member.vote_subject or b""))
                Vote.objects.filter(idea=main, tag=tag).delete()
        return said

    with patch.object(merging, "merge_two", merge_and_drop):
        yield


@contextmanager
def _released_at_once() -> Iterator[None]:
    sent = publishing.send

    def send_and_release(stage: Stage, person: Person, number: int, ideas: list[Idea]) -> None:
        sent(stage, person, number, ideas)
        release_workshop(stage.workshop.pk, force=True)

    with patch.object(publishing, "send", send_and_release):
        yield


@contextmanager
def _lists_that_follow() -> Iterator[None]:
    """Take who came off the list of those invited, and count all others on the page of slips."""
    do = lists.Deeds.do

    def do_and_note(deeds: lists.Deeds, number: int) -> None:
        do(deeds, number)
        workshop = deeds.stage.workshop
        if number % lists.KINDS == 0:
            assert Invitation.objects.filter(email=deeds.guests[number].user.email).delete()[0]
        else:
            SlipPile.objects.filter(workshop=workshop).update(number=F("number") + 1)

    with patch.object(lists.Deeds, "do", do_and_note):
        yield


def _at_once() -> AbstractContextManager[object]:
    return patch("voting.releases.drawn_moments.find_window", lambda _workshop, _people: timedelta(0))


@contextmanager
def _at_once_for_any() -> Iterator[None]:
    """Make releases at once, and let each house that somebody made up count as one of the list."""
    recruit = flooding.recruit

    def recruit_and_list(stage: Stage, houses: int) -> list[Person]:
        nine = recruit(stage, houses)
        Organisation.objects.filter(workshop=stage.workshop).update(in_first_list=True)
        return nine

    with _at_once(), patch.object(flooding, "recruit", recruit_and_list):
        yield


def _round_down(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _dates_at_once() -> AbstractContextManager[object]:
    """Return what lets dates be moved to now, and a closed workshop open at once."""
    stack = ExitStack()
    stack.enter_context(patch("workshops.domain.date_changes.NOTICE", timedelta(minutes=-5)))
    stack.enter_context(patch("workshops.domain.date_changes.round_up", _round_down))
    return stack


WEAKNESSES: Mapping[str, Weakness] = {
    **dict.fromkeys(leaving.DEPARTURES, _forgetting),
    **dict.fromkeys(rows.FLOODS, _at_once),
    "flood_made_up": _at_once_for_any,
    "organiser": _dates_at_once,
    "code": _exact_codes,
    **dict.fromkeys(rows.GROUNDS, _small_groups),
    "organisation": _names_at_once,
    "merger": _without_authors,
    "padder": _rounded_to_the_nearest,
    "padder_of_three_houses": _rounded_to_the_nearest,
    "thief": lambda: patch.object(stealing, "steal_in_the_morning", stealing.steal_in_the_evening),
    "publisher": _released_at_once,
    "reader_of_lists": _lists_that_follow,
}


def attack_weak(name: str, folder: Path) -> list[Measure]:
    """Return what an attacker finds with the weakness there: nine in ten, or more."""
    with WEAKNESSES[name]():
        found = rows.attack(name, folder, rows.CONTROL)[0]
    return [Measure(f"control_{found.name}", found.value, least=ENOUGH, note=found.note)]
