"""Releasing an edition: what keeps it back, what it does, and the release itself, as one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import rules
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now, TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.models import Comment, Contribution, Idea
from ideas_platform.lib.locks import try_until_commit
from ideas_platform.lib.refusals import Refusal, WrongPhase
from results.domain.comparing import list_before
from results.domain.counting import LeftOver, Sources, read_sources
from results.domain.editions import open_edition
from results.domain.evidence import BrokenQuote, check_quotes
from results.domain.statements import MOST_SENTENCES, count_sentences
from results.models import CodedItem, Edition, Lineage, Statement
from voting.releases.unreleased import find_unreleased
from workshops.models import Membership, Workshop
from workshops.phases import OVER, Phase

# A consultation ends at the latest so long before the key is destroyed: what waits needs a last release.
BEFORE_THE_KEY_GOES = timedelta(days=1)
ONLY_ORGANISERS = _("Only the organisers of this workshop release an edition.")
BUSY = _("Something is being counted at the moment. Try again in a minute.")


class Check(StrEnum):
    """What is looked at before a release."""

    PHASE = "phase"
    KIND = "kind"
    STATEMENTS = "statements"
    LONG = "long"
    EVIDENCE = "evidence"
    QUOTES = "quotes"
    LINEAGE = "lineage"
    REASONS = "reasons"
    STANDS = "stands"
    ANSWERS = "answers"
    WAITING = "waiting"
    REVIEW = "review"
    MERGES = "merges"
    LEFT_OVER = "left_over"


# Only the final edition publishes the result: from then on nothing of the workshop is counted any more.
ONLY_FINAL = frozenset({Check.STANDS, Check.WAITING, Check.REVIEW, Check.MERGES, Check.LEFT_OVER})
WORDS: dict[Check, str | Promise] = {
    Check.PHASE: _("The workshop must be closed before an edition is released."),
    Check.KIND: _("Say whether it is for consultation or final."),
    Check.STATEMENTS: _("There must be a statement, and none of the parts may be empty."),
    Check.LONG: _("A statement has one sentence or two."),
    Check.EVIDENCE: _("Each statement needs something that it stands on."),
    Check.QUOTES: _("Each quote must stand in its source word for word."),
    Check.LINEAGE: _("Each statement of the last edition must be kept, changed or dropped."),
    Check.REASONS: _("Each change since the last edition needs a reason."),
    Check.STANDS: _("Say who stands behind it."),
    Check.ANSWERS: _("The last day for answers must be to come, and a day before the key is destroyed."),
    Check.WAITING: _("What people sent last must be shown, or have lapsed, first. That takes a week."),
    Check.REVIEW: _("The design group must decide about each text that waits for it."),
    Check.MERGES: _("All merged ideas must be counted together first. That is a week after the close."),
    Check.LEFT_OVER: _("Each idea needs a statement, or a reason why it is not used."),
}


@dataclass(frozen=True)
class Obstacle:
    """One thing that keeps an edition back: which check, in words, and what it is about."""

    check: Check
    words: str
    statements: Sequence[Statement] = ()
    quotes: Sequence[BrokenQuote] = ()
    left_over: LeftOver = field(default_factory=LeftOver)
    number: int = 0


class ReleaseRefused(Refusal):
    """An edition cannot be released yet (409); `obstacles` says why, one by one."""

    status = 409
    message = _("This edition cannot be released yet. The list says why.")

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        super().__init__()
        self.obstacles = obstacles


def list_checks(edition: Edition) -> list[Check]:
    """Return what is looked at before this edition is released, in the order of the list."""
    is_final = edition.kind == Edition.Kind.FINAL
    return [check for check in Check if is_final or check not in ONLY_FINAL]


def list_obstacles(edition: Edition, sources: Sources | None = None) -> list[Obstacle]:
    """Return what keeps the edition back, none where it can be released; its workshop must know the time."""
    look = _Look(edition, sources or read_sources(edition))
    return [found for check in list_checks(edition) for found in look.at(check)]


def release_edition(*, actor: Membership, edition: Edition) -> Edition:
    """Release the edition: from now on everybody reads it, and it never changes. Return it.

    A final one publishes the result: boards stay as they are. What has which code is written down, so that
    later codings change nothing. Raises PermissionDenied for who does not organise the workshop any more,
    ReleaseRefused with the list of what keeps it back, Released, and WrongPhase while a release of the
    workshop is made.
    """
    with transaction.atomic():
        if not try_until_commit("release", edition.workshop_id):
            raise WrongPhase(BUSY)
        workshop = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=edition.workshop_id)
        fresh = Membership.objects.filter(pk=actor.pk, workshop=workshop).first()
        if not rules.has_perm("results.release_edition", fresh):
            raise PermissionDenied(ONLY_ORGANISERS)
        locked = open_edition(edition)
        locked.workshop = workshop
        sources = read_sources(locked)
        if obstacles := list_obstacles(locked, sources):
            raise ReleaseRefused(obstacles)
        write_down_codes(locked, sources)
        is_final = locked.kind == Edition.Kind.FINAL
        published = {"published_at": Coalesce("published_at", Now())} if is_final else {}
        Workshop.objects.filter(pk=workshop.pk).update(content_version=F("content_version") + 1, **published)
        Edition.objects.filter(pk=locked.pk).update(released_on=TruncDate(Now()), released_by=actor)
    locked.refresh_from_db()
    return locked


def write_down_codes(edition: Edition, sources: Sources) -> None:
    """Keep what has which code on the day of the release."""
    CodedItem.objects.bulk_create(
        (
            CodedItem(edition=edition, code_id=code, **{_name_kind(sources, item): item})
            for code, items in sources.behind.items()
            for item in items
        ),
        batch_size=2_000,
    )


def _name_kind(sources: Sources, item: UUID) -> str:
    if item in sources.streams:
        return "passage_id"
    return "idea_id" if item in sources.ideas else "comment_id"


class _Look:
    """One look at an edition: each check finds what keeps it back."""

    def __init__(self, edition: Edition, sources: Sources) -> None:
        self._edition, self._sources = edition, sources
        self._workshop = edition.workshop
        self._statements = list(edition.statements.order_by("foundation__order", "order", "ref"))

    def at(self, check: Check) -> Iterator[Obstacle]:
        """Yield what this check finds, nothing where all is well."""
        finders: dict[Check, Callable[[], dict[str, Any] | None]] = {
            Check.PHASE: lambda: self._when(self._workshop.phase not in OVER),
            Check.KIND: lambda: self._when(self._edition.kind == Edition.Kind.DRAFT),
            Check.STATEMENTS: self._find_empty,
            Check.LONG: lambda: self._name(lambda one: count_sentences(one.text) > MOST_SENTENCES),
            Check.EVIDENCE: lambda: self._name(lambda one: not self._sources.count(one.pk).is_anything),
            Check.QUOTES: self._find_broken,
            Check.LINEAGE: self._find_unfollowed,
            Check.REASONS: self._find_unreasoned,
            Check.STANDS: lambda: self._when(not self._edition.stood_behind_by),
            Check.ANSWERS: lambda: self._when(not self._has_time_for_answers()),
            Check.WAITING: lambda: self._when(self._is_open_to_releases()),
            Check.REVIEW: self._find_in_review,
            Check.MERGES: lambda: self._when(self._has_merges_to_count()),
            Check.LEFT_OVER: self._find_left_over,
        }
        found = finders[check]()
        if found is not None:
            yield Obstacle(check, str(WORDS[check]), **found)

    def _when(self, is_so: bool) -> dict[str, Any] | None:
        return {} if is_so else None

    def _name(self, is_wrong: Callable[[Statement], bool]) -> dict[str, Any] | None:
        wrong = [one for one in self._statements if is_wrong(one)]
        return {"statements": wrong, "number": len(wrong)} if wrong else None

    def _find_empty(self) -> dict[str, Any] | None:
        full = {one.foundation_id for one in self._statements}
        empty = self._edition.foundations.exclude(pk__in=full).count()
        return self._when(not self._statements or bool(empty))

    def _find_broken(self) -> dict[str, Any] | None:
        broken = check_quotes(self._edition)
        return {"quotes": broken, "number": len(broken)} if broken else None

    def _find_unfollowed(self) -> dict[str, Any] | None:
        known = list_before(self._edition)
        followed = set(self._edition.lineage.values_list("previous", flat=True))
        lost = [one for key, one in known.items() if key not in followed]
        said = set(self._edition.lineage.values_list("statement", flat=True))
        wrong = [*lost, *(one for one in self._statements if one.pk not in said)]
        return {"statements": wrong, "number": len(wrong)} if wrong else None

    def _find_unreasoned(self) -> dict[str, Any] | None:
        if not list_before(self._edition):
            return None
        rows = self._edition.lineage.filter(reason="").exclude(deed=Lineage.Deed.KEPT)
        ends = [row.statement or row.previous for row in rows.select_related("statement", "previous")]
        wrong = list({end.pk: end for end in ends if end is not None}.values())
        return {"statements": wrong, "number": len(wrong)} if wrong else None

    def _has_time_for_answers(self) -> bool:
        until, ends = self._edition.answers_until, self._workshop.key_ends_on
        if until is None:
            return True
        return until >= timezone.localdate() and (ends is None or until <= ends - BEFORE_THE_KEY_GOES)

    def _is_open_to_releases(self) -> bool:
        """Return whether something is still to be shown that publication would leave unshown for ever."""
        if self._workshop.phase == Phase.PUBLISHED:
            return False
        return find_unreleased(self._workshop).is_anything

    def _has_merges_to_count(self) -> bool:
        if self._workshop.phase == Phase.PUBLISHED:
            return False
        is_due = Workshop.objects.to_recount().filter(pk=self._workshop.pk).exists()
        return is_due or not self._merges_are_over()

    def _merges_are_over(self) -> bool:
        return self._workshop.practice or self._workshop.imported or self._workshop.has_settled_merges

    def _find_in_review(self) -> dict[str, Any] | None:
        if self._workshop.phase == Phase.PUBLISHED:
            return None
        waiting = Contribution.Status.IN_REVIEW
        ideas = Idea.objects.filter(workshop=self._workshop, status=waiting).count()
        number = ideas + Comment.objects.filter(idea__workshop=self._workshop, status=waiting).count()
        return {"number": number} if number else None

    def _find_left_over(self) -> dict[str, Any] | None:
        left = self._sources.find_left_over()
        return {"left_over": left, "number": left.number} if left.number else None
