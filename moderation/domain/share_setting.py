"""Setting how many per cent of the texts two people code. It changes nothing about what is coded already."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Refusal, Unprocessable, WrongPhase
from moderation.domain.blind_share import find_blind, read_percent
from moderation.domain.coded import read_progress
from moderation.models import Coding, Note, ShareChange
from moderation.models.share_changes import LARGEST_SHARE, SMALLEST_SHARE
from workshops.models import Membership, Workshop
from workshops.phases import Phase

NO_MORE_CODING = _("The result is published, so nothing is coded any more.")
OUT_OF_BOUNDS = _("Choose a number from %(fewest)d to %(most)d.")


class ShareChanged(Refusal):
    """Somebody has changed the share since it was seen (409)."""

    status = 409
    message = _("Somebody has changed the share since you opened the page. Look at it again.")


@dataclass(frozen=True)
class ShareEffect:
    """What another share would do: about how many texts, of those that nobody has coded, are read twice."""

    left: int
    now: int
    then: int

    @property
    def more(self) -> int:
        """Return how many readings it would be more, or, below 0, fewer."""
        return self.then - self.now


def expect_effect(workshop: Workshop, percent: int) -> ShareEffect:
    """Return what a share would do, on average: which texts are in it nobody may learn by asking."""
    left = read_progress(workshop).left
    return ShareEffect(left, round(left * read_percent(workshop) / 100), round(left * percent / 100))


def list_share_changes(workshop: Workshop) -> list[ShareChange]:
    """Return how the share was changed, the last change first."""
    changes = ShareChange.objects.filter(workshop=workshop.pk).select_related("changed_by__user")
    return list(changes.order_by("-number"))


def set_share(*, actor: Membership, percent: int, seen: int) -> ShareChange:
    """Let two people code so many per cent of the texts that nobody has coded yet, and return the change.

    `seen`: how often it had been changed when that was decided. Raises WrongPhase once the result is out,
    ShareChanged, Unprocessable out of bounds, KeyAway.
    """
    if not SMALLEST_SHARE <= percent <= LARGEST_SHARE:
        raise Unprocessable(OUT_OF_BOUNDS % {"fewest": SMALLEST_SHARE, "most": LARGEST_SHARE})
    with transaction.atomic():
        workshop = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=actor.workshop_id)
        if workshop.phase == Phase.PUBLISHED:
            raise WrongPhase(str(NO_MORE_CODING))
        last = workshop.share_changes.aggregate(last=Max("number"))["last"] or 0
        if last != seen:
            raise ShareChanged
        change = ShareChange(workshop=workshop, number=last + 1, percent=percent, changed_by=actor)
        change.save(force_insert=True)
        _sort_notes(workshop)
        return change


def _sort_notes(workshop: Workshop) -> None:
    """Let notes about texts that nobody has coded be hidden, or not, as the share is now."""
    notes = Note.objects.filter(workshop=workshop, code=None)
    named = notes.annotate(text_key=Coalesce("idea", "comment", "passage")).exclude(text_key=None)
    uncoded = named.exclude(Exists(Coding.objects.filter(item=OuterRef("text_key"))))
    keys = dict(uncoded.values_list("pk", "text_key"))
    blind = find_blind(workshop, list(keys.values()))
    hidden = [note for note, key in keys.items() if key in blind]
    Note.objects.filter(pk__in=keys).update(blind=False)
    Note.objects.filter(pk__in=hidden).update(blind=True)
