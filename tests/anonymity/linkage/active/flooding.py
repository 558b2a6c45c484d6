"""Nine who work together flood what waits, take it back, and wait for the one who comes alone.

After each release all nine, of three organisations, do something at once: the next deed of anybody else is
the tenth. What they hope for is a release in which it stands alone, as it did when the tenth person made the
release. The crowd sends deeds as seldom as one in ten minutes, or in two hours.

In a variant each of the nine is of another organisation, made up after the opening. They vote, answer the
poll, write texts, and take the texts of the flood before back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ideas.models import Idea
from tests.anonymity.linkage.active.stage import NO, YES, Stage, read_drawn
from tests.cast import Person, make_poll

HONEST, QUIET = 20, timedelta(days=30)
CONFEDERATES, HOUSES = 9, 3
# With three times as many people as must count, a release is made at once.
AT_ONCE = 3


@dataclass
class Flooding:
    """What came of it: of the rounds, in how many a target stood alone, and how soon after it was shown."""

    rounds: int = 0
    alone: int = 0
    waits: list[timedelta] = field(default_factory=list)
    windows: list[timedelta] = field(default_factory=list)

    def __add__(self, other: Flooding) -> Flooding:
        """Return both together."""
        return Flooding(
            self.rounds + other.rounds,
            self.alone + other.alone,
            [*self.waits, *other.waits],
            [*self.windows, *other.windows],
        )

    @property
    def share_alone(self) -> float:
        """Return the share of rounds in which the target's deed was the only honest one of its release."""
        return self.alone / max(1, self.rounds)

    def share_dated(self, part: float) -> float:
        """Return the share of targets shown within this part of the window after they were sent."""
        soon = sum(wait < part * window for wait, window in zip(self.waits, self.windows, strict=True))
        return soon / max(1, len(self.waits))


class Crowd:
    """Honest people, each of whom does something now and then, at random moments."""

    def __init__(self, stage: Stage, every: timedelta) -> None:
        self._stage, self._every = stage, every
        self._houses = [stage.found(f"House {number}") for number in range(5)]
        self.people = [person for house in self._houses for person in stage.admit(30, organisation=house)]
        self._ideas = stage.show_ideas(60)
        self._cast: set[tuple[int, int]] = set()
        self.next_at = stage.clock.now + self._draw()
        self.waiting: list[tuple[int, datetime]] = []
        # Until they are, their votes go straight into the tables.
        self.is_attacked = False

    def _draw(self) -> timedelta:
        return self._every * self._stage.chance.expovariate(1)

    def act(self) -> None:
        """Let one of them do something, and draw when the next one will."""
        stage, chance = self._stage, self._stage.chance
        number, place = chance.randrange(len(self.people)), chance.randrange(len(self._ideas))
        while (number, place) in self._cast:
            number, place = chance.randrange(len(self.people)), chance.randrange(len(self._ideas))
        self._cast.add((number, place))
        if chance.random() < 0.1:
            stage.write_idea(self.people[number], f"Number {len(self._cast)}")
        elif self.is_attacked:
            stage.vote(self.people[number], self._ideas[place], chance.choice((YES, NO)))
        else:
            member = self.people[number].membership
            stage.crowd_votes([(member, self._ideas[place], chance.choice((YES, NO)))])
        self.waiting.append((number, stage.clock.now))
        self.next_at = stage.clock.now + self._draw()

    def _nothing_comes(self, people: int) -> bool:
        """Return whether the worker's looks before the next deed would find nothing new."""
        needed, drawn = self._stage.workshop.release_people, read_drawn(self._stage.workshop)
        is_later = drawn is not None and drawn > self.next_at and people < AT_ONCE * needed
        return people < needed or is_later

    def until_release(self, others: int = 0) -> list[tuple[int, datetime]]:
        """Let them act until a release is made; return who had sent something for it, and when.

        Besides them, this many others have something waiting. The worker need not look before ten have, nor
        before the moment that is drawn, unless so many wait that it could be made at once.
        """
        stage, end = self._stage, self._stage.clock.now + QUIET
        while stage.clock.now < end:
            if self._nothing_comes(len({number for number, _moment in self.waiting}) + others):
                stage.clock.go_to(self.next_at)
            elif stage.wait(self.next_at - stage.clock.now, until_release=True):
                shown, self.waiting = self.waiting, []
                return shown
            self.act()
        return []


def flood(
    stage: Stage, every: timedelta, floods: int, *, houses: int = HOUSES, honest: int = HONEST
) -> Flooding:
    """Return what nine confederates find in this many rounds, after so many releases of honest people."""
    make_poll(stage.workshop)
    crowd, found = Crowd(stage, every), Flooding()
    theirs = stage.show_ideas(2)
    nine = Confederates(stage, recruit(stage, houses), houses > HOUSES)
    for _release in range(honest):
        assert crowd.until_release()
    crowd.is_attacked = True
    for number in range(floods):
        nine.flood(theirs, number)
        shown = crowd.until_release(CONFEDERATES)
        if shown:
            found.rounds += 1
            found.alone += len({person for person, _moment in shown}) == 1
            found.waits.append(stage.clock.now - shown[0][1])
            found.windows.append(every * 10)
    return found


def recruit(stage: Stage, houses: int) -> list[Person]:
    """Return nine confederates of this many organisations: of the list, where others work too, or made up."""
    is_made_up = houses > HOUSES
    places = [stage.found(f"Their house {number}", late=is_made_up) for number in range(houses)]
    for house in places if not is_made_up else []:
        stage.admit(12, organisation=house)
    return [stage.admit(1, organisation=places[number % houses])[0] for number in range(CONFEDERATES)]


class Confederates:
    """Nine who work together. Where they write, three of them do in each flood."""

    def __init__(self, stage: Stage, nine: list[Person], is_writing: bool) -> None:
        self._stage, self._nine, self._is_writing = stage, nine, is_writing
        self._written: list[tuple[Person, str]] = []

    def flood(self, ideas: list[Idea], number: int) -> None:
        """Let each send something that was not there before: a vote, an answer to the poll, a text."""
        stage, answer = self._stage, YES if number % 2 else NO
        self._take_back()
        for place, person in enumerate(self._nine):
            if place % 3 == 0 and self._is_writing:
                self._written.append((person, stage.write_idea(person, f"Theirs {number} {place}")))
            elif place % 3:
                assert stage.vote(person, ideas[place % 2], answer)
            else:
                assert stage.post(person, "poll/", {"answer": str(1 + number % 5)}).status_code == 303

    def _take_back(self) -> None:
        """Take all texts back that they wrote before."""
        for person, ref in self._written:
            assert self._stage.post(person, f"ideas/{ref}/withdrawal/", {}).status_code == 303
        self._written = []


__all__ = ["Flooding", "flood"]
