"""The design group of the simulation: it reviews each evening, and writes down all that its desk shows."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import Any

from moderation.domain.claims import take_next
from moderation.domain.code_changes import CodeText, add_code
from moderation.domain.coding import NewCoding, save_coding
from moderation.domain.coding_turns import take_next_to_code
from moderation.domain.decisions import NewDecision, decide
from moderation.domain.ledger import read_ledger
from moderation.domain.quotes import Place
from moderation.models import Claim, Decision
from tests.anonymity.linkage.capture import Table, read_table, table_of
from tests.cast import Person, make_member
from workshops.models import Membership, Workshop
from workshops.rules import Role

READERS, AN_EVENING = 2, 25
# How many texts are coded on the last evening, each with so many letters as a quote.
CODED, QUOTED = 80, 12
CLAIMS = table_of(Claim)
EVERY_HIDDEN = 8


@dataclass
class DesignGroup:
    """Two people at their desks, and what somebody who looks over their shoulders has at the end.

    `claims`: the row of each claim as it was made, with the reference of its text last. `ledgers`: how many
    texts had been decided about for each state of the public ledger.
    """

    workshop: Workshop
    people: list[Person] = field(init=False)
    claims: list[tuple[Any, ...]] = field(default_factory=list)
    claim_columns: list[str] = field(default_factory=list)
    ledgers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = [
            make_member(f"reads-{number}", self.workshop, Role.DESIGN_GROUP) for number in range(READERS)
        ]

    def review(self, *, is_last: bool) -> None:
        """Decide about some of what waits; only on the last evening some of it is hidden.

        What is hidden goes from everybody's pages at once: that is no release, and what the watcher counts.
        """
        for number in range(AN_EVENING):
            verdict = ("hide", "off_topic") if is_last and number % EVERY_HIDDEN == 0 else ("publish", "fits")
            if not self._decide_one(self.people[number % READERS], NewDecision(*verdict)):
                break
        if is_last:
            self.code()
        self._note_ledger()

    def code(self) -> None:
        """Code some of what is published, each with a code and a quote, as each coder is given them."""
        actors = [self._meet(person) for person in self.people]
        codes = [add_code(actor=actors[0], text=CodeText(name)) for name in ("Rotas", "Records")]
        for number in range(CODED):
            actor = actors[number % READERS]
            item = take_next_to_code(actor=actor)
            if item is None:
                break
            places = [Place(in_title=False, start=0, length=min(QUOTED, len(item.body)))]
            save_coding(actor=actor, item=item, new=NewCoding({codes[number % 2].pk}, places))

    def _meet(self, person: Person) -> Membership:
        person.membership.workshop = Workshop.objects.with_phase().get(pk=self.workshop.pk)
        return person.membership

    def read_record(self) -> Table:
        """Return the record as one of the group downloads it."""
        answer = self.people[0].client.get(f"/admin/desk/{self.workshop.slug}/record/download/")
        lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
        columns, *rows = csv.reader(lines)
        return Table("record", columns, [tuple(row) for row in rows])

    def list_claims(self) -> Table:
        """Return all claims, each as it stood in the table when it was made."""
        return Table("claims", [*self.claim_columns, "ref"], self.claims)

    def _decide_one(self, person: Person, new_decision: NewDecision) -> bool:
        item = take_next(actor=self._meet(person))
        if item is None:
            return False
        claims = read_table(CLAIMS)
        self.claim_columns = claims.columns
        place = claims.column("item").index(item.pk)
        self.claims.append((*claims.rows[place], item.ref))
        decide(actor=person.membership, item=item, new_decision=new_decision)
        return True

    def _note_ledger(self) -> None:
        ledger = read_ledger(self.workshop)
        if ledger.as_of:
            decided = Decision.objects.filter(workshop=self.workshop, decided_on__lte=ledger.as_of)
            number = decided.values("idea", "comment").distinct().count()
            if number not in self.ledgers:
                self.ledgers.append(number)
