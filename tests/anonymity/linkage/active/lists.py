"""An organiser reads every list, page and export about people before and after each deed of somebody.

They have invited everybody by name, printed slips and set an event, and know when each came. They look
whether that shows anywhere: who is invited, how many slips, who takes part, words of packs, summary, events,
pledges, exports.
"""

from __future__ import annotations

from pathlib import Path

from django.test import Client

from results.exports.exporting import export_workshop
from tests.anonymity.linkage.active.stage import YES, Guesses, Stage
from tests.anonymity.linkage.watcher import strip_volatile
from tests.cast import Person, make_idea, make_member, make_user
from tests.events.making import book_as, make_event
from workshops.domain.invitation_lists import read_list
from workshops.domain.invitations import invite
from workshops.domain.slips import make_slips
from workshops.models import Workshop
from workshops.rules import Role

DESK = (
    "",
    "people/",
    "people/invitations/",
    "people/slips/",
    "participation/",
    "spread/",
    "spread/summary/",
    "events/",
    "pledges/",
    "case-studies/",
    "set-up/joining/",
    "import/",
)
PAGES = ("", "participation/", "spread/", "events/")
PIN = "471903"
# Fewer than make a release, even after two quiet days.
SENDERS = 4
KINDS = 5
PAUSE = 600


def read_the_lists(stage: Stage, folder: Path, targets: int) -> Guesses:
    """Return how often what somebody does shows on a list of people, of so many deeds."""
    deeds = Deeds(stage, targets)
    found, before = Guesses(), {}
    for number in range(targets):
        if number % KINDS == 0:
            stage.clock.wait(PAUSE)
            before = deeds.read_all(folder)
        deeds.do(number)
        after = deeds.read_all(folder)
        found.note(after != before)
        before = after
    return found


class Deeds:
    """A workshop with all that an organiser can have around it, and people who come to it."""

    def __init__(self, stage: Stage, targets: int) -> None:
        self.stage = stage
        workshop = Workshop.objects.with_phase().get(pk=stage.workshop.pk)
        houses = [stage.found(f"House {number}") for number in range(3)]
        for house in houses:
            stage.admit(10, organisation=house)
        self.senders = stage.admit(SENDERS)
        self.organiser = make_member(f"organiser-{stage.workshop.slug}", workshop, Role.ORGANISER)
        names = [f"guest{number}-{stage.workshop.slug}" for number in range(targets)]
        lines = read_list(workshop, "\n".join(f"{name}@away.example" for name in names), Role.PARTICIPANT)
        invite(workshop, lines, Role.PARTICIPANT)
        self.guests = [Person(make_user(name, domain="away.example")) for name in names]
        self.codes = make_slips(workshop, houses[0], max(10, targets))
        self.event = make_event(workshop, places=targets + SENDERS)
        book_as(self.event, *names[:2])
        self.idea = make_idea(workshop)

    def do(self, number: int) -> None:
        """Let somebody join by invitation or by slip, write, vote or comment, in turn."""
        deed = (self.join, self.join_by_slip, self.write, self.vote, self.comment)[number % KINDS]
        deed(number)

    def join(self, number: int) -> None:
        """Let who is invited by name join."""
        details = {"organisation": "", "borough": "", "group": ""}
        assert self.stage.post(self.guests[number], "membership/", details).status_code == 303

    def join_by_slip(self, number: int) -> None:
        """Let somebody without an address join by a slip."""
        data = {"code": self.codes[number], "pin": PIN, "again": PIN, "own_device": "no"}
        assert Client().post(f"{self.stage.home}slip/", data).status_code == 303

    def write(self, number: int) -> None:
        """Let somebody send an idea."""
        self.stage.write_idea(self.senders[number % SENDERS], f"Number {number}")

    def vote(self, number: int) -> None:
        """Let somebody vote."""
        assert self.stage.vote(self.senders[number % SENDERS], self.idea, YES)

    def comment(self, number: int) -> None:
        """Let somebody comment."""
        data = {"parent": "", "intent": "build", "body": f"We tried it: {number}."}
        person = self.senders[number % SENDERS]
        assert self.stage.post(person, f"ideas/{self.idea.ref}/comments/", data).status_code == 303

    def read_all(self, folder: Path) -> dict[str, str]:
        """Return what each list, page and export says to the organiser."""
        desk = f"/admin/desk/{self.stage.workshop.slug}/"
        event = f"{desk}events/{self.event.ref}/"
        places = [desk + page for page in DESK] + [self.stage.home + page for page in PAGES]
        places += [event, f"{event}bookings/", f"{event}bookings/list.csv"]
        read = {place: self._read(place) for place in places}
        file = export_workshop(self.stage.workshop, "json", folder / "lists.json")
        return {**read, "export": file.read_text()}

    def _read(self, place: str) -> str:
        answer = self.organiser.client.get(place)
        assert answer.status_code == 200, (place, answer.status_code)
        return strip_volatile(answer.getvalue().decode())
