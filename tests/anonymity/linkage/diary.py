"""What truly happened. Only the referee knows all of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tests.anonymity.linkage.numbers import Histories

IDEA, COMMENT, VOTE, POLL, REPORT, EDIT, WITHDRAWAL = (
    "idea", "comment", "vote", "poll", "report", "edit", "withdrawal",
)  # fmt: skip


@dataclass(frozen=True)
class Deed:
    """Who did what, when; `item` is the idea's reference, of a comment its text."""

    order: int
    moment: datetime
    actor: int
    kind: str
    item: str


@dataclass(frozen=True)
class Visit:
    """When somebody was connected."""

    begin: datetime
    end: datetime
    actor: int


@dataclass(frozen=True)
class Released:
    """What everybody could see after a release, as an export shows it; `patient`: after 48 hours."""

    moment: datetime
    document: dict[str, list[dict[str, object]]]
    patient: bool


@dataclass(frozen=True)
class Mailing:
    """Which letters were sent in one go (the first, and the first after them), and who had asked for any."""

    first: int
    end: int
    asked: frozenset[str]


@dataclass
class Diary:
    """All deeds, visits and releases in their sequence, and what must not have happened."""

    deeds: list[Deed] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    releases: list[Released] = field(default_factory=list)
    mailings: list[Mailing] = field(default_factory=list)
    numbers: Histories = field(default_factory=dict)
    identity_writes: list[str] = field(default_factory=list)
    changes_between_releases: list[str] = field(default_factory=list)
    polls: int = 0

    def note(self, moment: datetime, actor: int, kind: str, item: str) -> None:
        """Add a deed."""
        self.deeds.append(Deed(len(self.deeds), moment, actor, kind, item))

    def authors(self, kind: str) -> dict[str, int]:
        """Return who did this, by item."""
        return {deed.item: deed.actor for deed in self.deeds if deed.kind == kind}

    def last_orders(self, kind: str) -> dict[tuple[int, str], int]:
        """Return the place in the sequence of the last such deed, by person and item."""
        return {(deed.actor, deed.item): deed.order for deed in self.deeds if deed.kind == kind}
