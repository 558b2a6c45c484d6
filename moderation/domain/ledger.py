"""What everybody may know of a workshop's moderation: how much, why, how fast, how often it was taken back.

All numbers come from the one statistics module. They stand as of the end of a day by which ten or more
further texts had been decided about, so that nobody can watch a single decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import TextChoices
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.versioned_cache import VersionedCache
from moderation.models import Decision
from workshops.models import Workshop
from workshops.statistics.margins import Margin
from workshops.statistics.text_margins import TextMargin, has_enough_further, tell_middle, tell_share

# Within a day nothing is known to come before anything else.
COME_FIRST = frozenset({Decision.Verdict.HIDE, Decision.Verdict.MASK})
GIVE_REASONS = frozenset({Decision.Verdict.HIDE, Decision.Verdict.MASK, Decision.Verdict.MUTE})


class Outcome(TextChoices):
    """What came of a text that readers reported."""

    KEPT = "kept", _("it stays as it is")
    COVERED = "covered", _("words are covered")
    HIDDEN = "hidden", _("hidden")


class Looked(TextChoices):
    """What came of a second look, by verdict."""

    SHOWN = "publish", _("shown again")
    UPHELD = "uphold", _("stays hidden")


@dataclass(frozen=True)
class Ledger:
    """Numbers as of the end of a day, None before there are any; `verdicts` and `reasons` by their values.

    `reported`: texts that readers reported and the group has decided about, by reason; `outcomes`: what came
    of them; `second_looks`: what was decided there.
    `middle`: the median of whole days until a decision. `shown_again`: of what was hidden, the share that was
    shown again, in tenths (0: under one, 10: over nine). None where too few texts stand behind it.
    """

    as_of: date | None = None
    verdicts: Margin = field(default_factory=Margin)
    reasons: Margin = field(default_factory=Margin)
    reported: Margin = field(default_factory=Margin)
    outcomes: Margin = field(default_factory=Margin)
    second_looks: Margin = field(default_factory=Margin)
    middle: int | None = None
    shown_again: int | None = None


_LEDGERS: VersionedCache[str, Ledger] = VersionedCache(200)


class Row(NamedTuple):
    """One decision, as far as it is counted; `undone`: the verdict that it undoes.

    `reported`: why readers had reported the text; none where the decision was undone.
    """

    day: date
    verdict: str
    reason: str
    waited: int | None
    undone: str | None
    text: UUID
    is_second_look: bool = False
    reported: Sequence[str] = ()


@dataclass
class _Count:
    """What has been decided so far."""

    verdicts: TextMargin = field(default_factory=TextMargin)
    reasons: TextMargin = field(default_factory=TextMargin)
    reported: TextMargin = field(default_factory=TextMargin)
    outcomes: TextMargin = field(default_factory=TextMargin)
    second_looks: TextMargin = field(default_factory=TextMargin)
    texts: set[UUID] = field(default_factory=set)
    covered: set[UUID] = field(default_factory=set)
    hidden: set[UUID] = field(default_factory=set)
    shown_again: set[UUID] = field(default_factory=set)
    waits: list[int] = field(default_factory=list)
    waited_for: set[UUID] = field(default_factory=set)

    def add(self, row: Row) -> None:
        """Count one decision."""
        self.texts.add(row.text)
        if row.verdict != Decision.Verdict.UNDO:
            self.verdicts.add(row.verdict, row.text)
        if row.verdict in GIVE_REASONS:
            self.reasons.add(row.reason, row.text)
        if row.waited is not None and row.text not in self.waited_for:
            self.waits.append(row.waited)
            self.waited_for.add(row.text)
        self._follow(row)
        self._answer(row)

    def _answer(self, row: Row) -> None:
        """Count what readers reported, and what came of it: words of what is kept may be covered."""
        if row.verdict == Decision.Verdict.MASK:
            self.covered.add(row.text)
        for reason in row.reported:
            self.reported.add(reason, row.text)
        if row.is_second_look:
            self.second_looks.add(row.verdict, row.text)
        if row.reported:
            kept = Outcome.COVERED if row.text in self.covered else Outcome.KEPT
            self.outcomes.add(Outcome.HIDDEN if row.verdict == Decision.Verdict.HIDE else kept, row.text)

    def _follow(self, row: Row) -> None:
        """Note what is hidden, and what is shown again: of what waits nothing was hidden before."""
        if row.verdict == Decision.Verdict.HIDE:
            self.hidden.add(row.text)
        elif row.undone == Decision.Verdict.HIDE or self._is_shown_again(row):
            self.shown_again.add(row.text)

    def _is_shown_again(self, row: Row) -> bool:
        return row.verdict == Decision.Verdict.PUBLISH and row.waited is None and row.text in self.hidden

    def tell(self, day: date) -> Ledger:
        """Return what may be told as of the end of this day."""
        return Ledger(
            day,
            self.verdicts.tell(),
            self.reasons.tell(),
            self.reported.tell(),
            self.outcomes.tell(),
            self.second_looks.tell(),
            tell_middle(self.waits, self.waited_for),
            tell_share(self.shown_again & self.hidden, self.hidden),
        )


def read_ledger(workshop: Workshop) -> Ledger:
    """Return what may be told of decisions before today. It is the same all day, and worked out once."""
    today = timezone.localdate()
    return _LEDGERS.get_or_make(
        workshop.pk, (today.toordinal(),), "ledger", lambda: make_ledger(list_rows(workshop, today))
    )


def make_ledger(rows: Iterable[Row]) -> Ledger:
    """Return what may be told of these decisions, which come by day."""
    count, ledger, before = _Count(), Ledger(), 0
    for day, decided in groupby(rows, key=lambda row: row.day):
        for row in sorted(decided, key=lambda row: row.verdict not in COME_FIRST):
            count.add(row)
        if has_enough_further(len(count.texts), before):
            ledger, before = count.tell(day), len(count.texts)
    return ledger


def list_rows(workshop: Workshop, today: date) -> Iterable[Row]:
    """Return what was decided in this workshop before today, by day; one query."""
    decisions = Decision.objects.filter(workshop=workshop, decided_on__lt=today).order_by("decided_on")
    columns = (
        "decided_on",
        "verdict",
        "reason",
        "waited",
        "undoes__verdict",
        "text",
        "is_second_look",
        "reports_answered",
    )
    rows = decisions.annotate(text=Coalesce("idea", "comment")).values_list(*columns, "undone_by")
    return (_read_row(row) for row in rows)


def _read_row(columns: Sequence[Any]) -> Row:
    *known, is_second_look, reported, undone_by = columns
    return Row._make([*known, is_second_look and not undone_by, () if undone_by else reported])
