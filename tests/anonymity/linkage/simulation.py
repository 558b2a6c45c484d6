"""Twenty-one days of a workshop, in which people join, write, vote, change their minds and come back."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.core import mail

from ideas.domain.digests import write_due_digests
from ideas.domain.mutes import mute_author
from ideas.models import Idea
from results.exports.exporting import export_workshop
from tests.anonymity.linkage.actors import Actor, join, sign_in
from tests.anonymity.linkage.clock import START, Clock
from tests.anonymity.linkage.desk import DesignGroup
from tests.anonymity.linkage.diary import Diary, Mailing, Released, Visit
from tests.anonymity.linkage.numbers import noting_numbers
from tests.anonymity.linkage.plan import Errand, PlannedVisit, plan_visits
from tests.anonymity.linkage.scale import Scale
from tests.anonymity.linkage.steps import Steps
from tests.anonymity.linkage.watcher import Watcher
from tests.cast import make_poll, make_workshop
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_workshops_to_release
from workshops.domain.mail import send_waiting
from workshops.domain.newcomers import let_a_night_pass
from workshops.domain.scramble import scramble
from workshops.models import DrawnMoment, Group, Release, Workshop
from workshops.tasks import tidy

SLUG = "simulated"
# Large ones and small ones, each with how likely somebody is of it.
ORGANISATIONS = {
    "Alder Trust": 40,
    "Birchwood Surgery": 25,
    "Cedar Ambulances": 10,
    "Dogwood Hospice": 3,
    "": 20,
}
BOROUGHS = {"camden": 40, "barnet": 20, "brent": 12, "bexley": 5, "croydon": 2, "": 20}
GROUPS = {"Nurse": 50, "Doctor": 15, "Porter": 5, "": 30}
ANSWERS = ("up", "up", "up", "down", "unsure")
MUTES = 3
# Beat looks more often than this; people here do nothing for 20 seconds after each deed.
LOOK_EVERY = timedelta(minutes=1)
QUIET = timedelta(hours=48)
NEVER = -1
Around = Callable[[Actor], AbstractContextManager[None]]


@dataclass
class Simulation:
    """A workshop under way, with all that the referee knows of it."""

    scale: Scale
    clock: Clock
    folder: Path
    diary: Diary = field(default_factory=Diary)
    actors: list[Actor] = field(default_factory=list)
    at_night: Callable[[int], None] = lambda _day: None
    before_night: Callable[[int], None] = lambda _day: None
    around: Around = lambda _actor: nullcontext()

    def __post_init__(self) -> None:
        self.chance = Random(self.scale.seed)
        self.workshop = _found_workshop(self.scale.days)
        self.steps = Steps(SLUG, self.clock, self.diary)
        silent = set(self.chance.sample(range(self.scale.members), self.scale.silent))
        self.actors = [Actor(number, number in silent) for number in range(self.scale.members)]
        self.design_group = DesignGroup(self.workshop)
        self.watcher = Watcher(self.clock.now, SLUG, self.diary)
        self._own: dict[int, list[str]] = {}
        self._known: list[str] = []
        self._looked, self._seen = self.clock.now, 0

    def run(self) -> None:
        """Let all days pass. Each ends with the night's scramble, as the worker does it."""
        day = 0
        with noting_numbers(self.diary.numbers):
            for visit in plan_visits(self.scale, self.actors, self.chance):
                while visit.moment.date() > (START + timedelta(days=day)).date():
                    self._pass_night(day)
                    day += 1
                self._receive(visit)
            self._pass_night(day, is_last=True)

    def _receive(self, visit: PlannedVisit) -> None:
        actor = self.actors[visit.actor]
        self._go_to(visit.moment)
        if self._may_find_anything():
            self._look()
        begin = self.clock.now
        if actor.signed_in_until is None or begin >= actor.signed_in_until or visit.is_elsewhere:
            sign_in(actor, begin)
        if not actor.has_joined:
            join(actor, SLUG, self._details())
        for errand in visit.errands:
            number = len(self.diary.deeds)
            with self.around(actor):
                self._run_errand(actor, errand)
            if len(self.diary.deeds) > number and self.clock.now >= self._looked + LOOK_EVERY:
                self._look()
        self.diary.visits.append(Visit(begin, self.clock.now, actor.number))
        self.watcher.poll(self.workshop)

    def _run_errand(self, actor: Actor, errand: Errand) -> None:
        known = [ref for ref in self._known if ref not in self._own.get(actor.number, [])]
        if errand.kind == "idea":
            if ref := self.steps.write_idea(actor, errand.number):
                self._own.setdefault(actor.number, []).append(ref)
        elif errand.kind == "poll":
            self.steps.answer_poll(actor, self.chance.randint(1, 5))
        elif errand.kind == "change":
            self._change(actor, errand.number)
        elif known:
            ref = self.chance.choice(known)
            if errand.kind == "comment":
                self.steps.comment(actor, ref, errand.number)
            elif errand.kind == "report":
                self.steps.report(actor, ref)
            else:
                self.steps.vote(actor, ref, self.chance.choice(ANSWERS))

    def _change(self, actor: Actor, number: int) -> None:
        own = self._own.get(actor.number, [])
        if own and number % 2:
            self.steps.edit(actor, self.chance.choice(own), number)
        elif own:
            self.steps.withdraw(actor, own.pop())

    def _go_to(self, moment: datetime) -> None:
        """Let time pass until this moment, and be there when the moments of releases come."""
        drawn = DrawnMoment.objects.values_list("moment", flat=True)
        while (first := drawn.first()) and first < moment:
            self.clock.go_to(first + timedelta(seconds=1))
            self._look()
        self.clock.go_to(moment)

    def _may_find_anything(self) -> bool:
        """Return whether beat's look can come to anything else than the one before.

        `_go_to` is there when a drawn moment comes. After two quiet days fewer people make a release.
        """
        last = self.diary.releases[-1].moment if self.diary.releases else START
        return len(self.diary.deeds) > self._seen or self.clock.now >= last + QUIET

    def _look(self) -> None:
        """Do what beat does every few seconds: make the releases that are due."""
        self._looked, self._seen = self.clock.now, len(self.diary.deeds)
        for key in find_workshops_to_release():
            last = Release.objects.order_by("-number").values_list("released_at", flat=True).first()
            if release_workshop(key):
                waited = self.clock.now - (last or self.workshop.opens_at or START)
                self._note_release(waited >= QUIET)

    def _note_release(self, patient: bool) -> None:
        place = export_workshop(self.workshop, "json", self.folder / "export.json")
        document = json.loads(place.read_text())
        self.diary.releases.append(Released(self.clock.now, document, patient))
        published = Idea.objects.votable().filter(workshop=self.workshop)
        self._known = sorted(published.values_list("ref", flat=True))

    def _pass_night(self, day: int, *, is_last: bool = False) -> None:
        self._go_to(START + timedelta(days=day, hours=15))
        self._look()
        if day == 1:
            self._mute_some()
        self._go_to(START + timedelta(days=day, hours=20))
        self.design_group.review(is_last=is_last)
        self.watcher.forget()
        self._send_letters()
        tidy()
        self.before_night(day)
        let_a_night_pass()
        # Who has waited long enough counts from now on.
        self._seen = NEVER
        done = scramble()
        assert done is not None
        assert done.finished
        self.at_night(day)

    def _send_letters(self) -> None:
        asked = frozenset(actor.email for actor in self.actors if actor.wants_letters)
        first = len(mail.outbox)
        write_due_digests()
        while send_waiting():
            pass
        self.diary.mailings.append(Mailing(first, len(mail.outbox), asked))

    def _mute_some(self) -> None:
        for idea in Idea.objects.published().order_by("ref")[:MUTES]:
            mute_author(idea)

    def _details(self) -> dict[str, str]:
        organisation, borough, group = (
            self.chance.choices([*names], [*names.values()])[0] for names in (ORGANISATIONS, BOROUGHS, GROUPS)
        )
        letters = {"digest": "on"} if self.chance.random() < 0.5 else {}
        key = str(Group.objects.get(name=group).pk) if group else ""
        return {"organisation": organisation, "borough": borough, "group": key, **letters}


def _found_workshop(days: int) -> Workshop:
    end = START + timedelta(days=days + 1)
    dates: dict[str, Any] = {
        "announced_at": START - timedelta(days=7),
        "opens_at": START,
        "ideas_until": end,
        "closes_at": end,
    }
    workshop = make_workshop(slug=SLUG, title="A simulated workshop", **dates)
    make_poll(workshop)
    for name in filter(None, GROUPS):
        Group.objects.create(workshop=workshop, name=name)
    return workshop
