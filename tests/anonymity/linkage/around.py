"""What stands around a workshop, and everybody in it: invited, with slips, at an event, as signers.

A small workshop of its own, in which nothing tells two people apart but the order of what they do: each
joins, writes, votes and books at one go, and after the close each signs a pledge and a case study, in the
same order. The attacker is an organiser with all lists, and with a copy of the disk after each night.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from uuid import UUID

from django.db import connection
from django.utils import timezone

from anonymity.tags import Purpose
from events.domain.bookings import COLUMNS, NewBooking, ask_for_place, confirm, list_rows
from events.models import Booking
from ideas.domain.ideas import IdeaText, submit_idea
from ideas.models import Idea
from pledges.domain.case_studies import Story, send_in
from pledges.domain.pledges import PledgeText, Signer, sign_up
from pledges.models import CaseStudyContact, PledgeContact
from tests.anonymity.linkage.capture import Dump, Table, dump, table_of
from tests.anonymity.linkage.referee import NOBODY
from tests.cast import make_idea, make_user, make_workshop
from tests.events.making import make_event
from tests.results.declaration import close_long_ago
from voting.ballots.casting import cast_vote
from voting.models import Vote
from workshops.domain.invitation_lists import read_list
from workshops.domain.invitations import invite
from workshops.domain.joining import Details, join_workshop
from workshops.domain.keys import open_tagger
from workshops.domain.scramble import scramble
from workshops.domain.slips import join_without_address, make_slips
from workshops.models import Invitation, JoiningSlip, Membership, SlipLogin, User, Workshop
from workshops.rules import Role

PIN = "482913"
IDEAS, VOTES = table_of(Idea), table_of(Vote)
INVITED, SLIPS, LOGINS, BOOKED = map(table_of, (Invitation, JoiningSlip, SlipLogin, Booking))
SIGNERS, TELLERS = map(table_of, (PledgeContact, CaseStudyContact))
USERS, MEMBERS = map(table_of, (User, Membership))
LIST, SPENT = "list of the event", "leak_spent"
# What a platform might note when somebody comes, planted for the test alone.
_PLANT = f"""
CREATE SEQUENCE leak_numbers;
ALTER TABLE {IDEAS} ADD leak_number bigint DEFAULT nextval('leak_numbers');
ALTER TABLE {VOTES} ADD leak_number bigint DEFAULT nextval('leak_numbers');
ALTER TABLE {INVITED} ADD leak_number bigint;
CREATE TABLE {SPENT} (slip bytea, number bigint DEFAULT nextval('leak_numbers'));
"""
_NOTE = f"UPDATE {INVITED} SET leak_number = nextval('leak_numbers') WHERE email = %s"
_REMOVE = f"""
ALTER TABLE {IDEAS} DROP COLUMN leak_number;
ALTER TABLE {VOTES} DROP COLUMN leak_number;
ALTER TABLE {INVITED} DROP COLUMN leak_number;
DROP TABLE {SPENT};
DROP SEQUENCE leak_numbers;
"""


@dataclass
class Around:
    """A workshop with invitations, slips, an event and signers; half of the people come by slip."""

    people: int
    seed: int
    evenings: list[Dump] = field(default_factory=list)
    nights: list[Dump] = field(default_factory=list)
    owners: dict[object, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.workshop = Workshop.objects.with_phase().get(pk=make_workshop().pk)
        self.idea = make_idea(self.workshop)
        self.event = make_event(self.workshop, places=self.people)
        self.turns = [*range(self.people)]
        self.chance.shuffle(self.turns)
        place = self.workshop.organisations.create(name="Barts Health")
        self.codes = make_slips(self.workshop, place, self.people // 2)
        addresses = "\n".join(sorted(self.name(number) for number in range(self.people)))
        invite(self.workshop, read_list(self.workshop, addresses, Role.PARTICIPANT), Role.PARTICIPANT)
        for number in range(self.people):
            self.owners[self.name(number)] = number

    def name(self, number: int) -> str:
        """Return the address of somebody, which says nothing of when they come."""
        return f"p{number * 7919 % 100_003}@trust.example"

    def word(self) -> str:
        """Return a word that says nothing of anybody."""
        return f"word {self.chance.getrandbits(60):x}"

    def find_owners(self, table: Table) -> list[int]:
        """Return whose each row of a table is: NOBODY's where it holds nothing of anybody's."""
        return [self._find_owner(row) for row in table.rows]

    def _find_owner(self, row: tuple[object, ...]) -> int:
        known = (self.owners.get(value) for value in row if isinstance(value, str | bytes | UUID))
        return next((number for number in known if number is not None), NOBODY)

    def run(self) -> None:
        """Let half come on each of two days, and all sign on a third; keep the disks of evening and night."""
        half = len(self.turns) // 2
        with planted():
            for turns in (self.turns[:half], self.turns[half:]):
                for number in turns:
                    self._come(number)
                self._pass_night()
            close_long_ago(self.workshop)
            for number in self.turns:
                self._sign(number)
            self._pass_night()

    def _come(self, number: int) -> None:
        """Join by slip or by invitation, write an idea, vote, and book a place, all at one go."""
        member = self._join_by_slip(number) if number % 2 else self._join(number)
        member.workshop = self.workshop
        words = IdeaText(None, "new", self.word(), f"Today we open {self.word()}.")
        idea = submit_idea(actor=member, text=words)
        cast_vote(actor=member, idea=self.idea, answer="up")
        tag = open_tagger(self.workshop, Purpose.VOTE).one(self.idea.pk, bytes(member.vote_subject or b""))
        self.owners |= {idea.ref: number, bytes(tag): number, member.user_id: number}
        ask_for_place(event=self.event, new=NewBooking(self.word(), self.name(number)))
        confirm(event=self.event, booking=Booking.objects.get(event=self.event, address=self.name(number)))

    def _join(self, number: int) -> Membership:
        user = make_user(self.name(number).partition("@")[0], domain="trust.example")
        member = join_workshop(actor=user, workshop=self.workshop, details=Details())
        _run(_NOTE, self.name(number))
        return member

    def _join_by_slip(self, number: int) -> Membership:
        code = self.codes.pop()
        before = _read_slips()
        user = join_without_address(workshop=self.workshop, code=code, pin=PIN, details=Details())
        (spent,) = before - _read_slips()
        self.owners[spent] = number
        _run(f"INSERT INTO {SPENT} (slip) VALUES (%s)", spent)
        return Membership.objects.get(user=user)

    def _sign(self, number: int) -> None:
        """Sign for an organisation, and tell a case study."""
        signer = Signer(self.word(), "Nurse", self.name(number))
        due = timezone.localdate() + timedelta(days=60)
        text = PledgeText(self.word(), "We ring back.", due, [])
        sign_up(workshop=self.workshop, text=text, signer=signer)
        story = Story(self.word(), "We ring back.", self.word(), ["nearby"])
        send_in(workshop=self.workshop, story=story, signer=signer, pictures=[])

    def _pass_night(self) -> None:
        self.evenings.append(self._dump())
        done = scramble()
        assert done is not None
        assert done.finished
        self.nights.append(self._dump())

    def _dump(self) -> Dump:
        rows = [(place, *row) for place, row in enumerate(list_rows(self.event))]
        return {**dump((SPENT,)), LIST: Table(LIST, ["place", *COLUMNS], rows)}


@contextmanager
def planted() -> Iterator[None]:
    """Let the product note who comes, in columns and a table of the test alone, while the block runs."""
    _run(_PLANT)
    try:
        yield
    finally:
        _run(_REMOVE)


def _read_slips() -> set[bytes]:
    return {bytes(tag) for tag in JoiningSlip.objects.values_list("tag", flat=True)}


def _run(statement: str, *values: str | bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
