"""Coding one text: which codes it has, or none of them, and which passages are quotes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now, TruncDate
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Refusal, WrongPhase
from moderation.domain.blind_share import is_blind
from moderation.domain.codebook import read_codebook
from moderation.domain.quotes import Place, keep_quotes, list_passages
from moderation.domain.suggested import keep_shown
from moderation.domain.texts import is_shown, lock_text, read_title, refer_to, require_right_to_code
from moderation.models import ChosenCode, Coding, CodingClaim, Passage, Text
from moderation.models.codings import READERS
from workshops.models import Membership
from workshops.phases import Deed

DIGITS = 16
NOT_NOW = _("Nothing can be coded at the moment: the workshop is not open.")


class CodedSince(Refusal):
    """The words or one's own coding are not as they were seen (409)."""

    status = 409
    message = _("This has changed since you opened it. Look at it again.")


class CodedByTwo(Refusal):
    """Two people have coded it, so that nobody adds or changes a coding: it is settled instead (409)."""

    status = 409
    message = _("Two people have coded this one. What they disagree on is settled on its own page.")


class NotShown(Refusal):
    """It is not published any more (409)."""

    status = 409
    message = _("This is not shown any more, so nobody codes it.")


@dataclass(frozen=True)
class NewCoding:
    """What was chosen: codes by key, quotes, which codes the page suggested, what of the item was seen."""

    codes: Collection[UUID]
    places: Sequence[Place] = ()
    suggested: Collection[UUID] = frozenset()
    seen: str | None = None


@dataclass(frozen=True)
class OwnCoding:
    """What one has chosen for an item so far, and whether it can still be changed."""

    coding: Coding | None = None
    codes: Collection[UUID] = field(default_factory=frozenset)
    suggested: Collection[UUID] = field(default_factory=frozenset)
    passages: Sequence[str] = ()
    is_closed: bool = False


def read_own(actor: Membership, item: Text) -> OwnCoding:
    """Return what the actor has chosen for this item; three queries at most."""
    codings = list(Coding.objects.about(item.pk))
    own = next((coding for coding in codings if coding.coder_id == actor.pk), None)
    others = [coding for coding in codings if coding.coder_id != actor.pk]
    if own is None:
        return OwnCoding(is_closed=len(others) >= len(READERS))
    return _read_chosen(own, item, is_closed=own.blind and bool(others) and not own.stale)


def _read_chosen(own: Coding, item: Text, *, is_closed: bool) -> OwnCoding:
    """Return a coding with its codes and quotes."""
    chosen = dict(own.chosen.values_list("code", "suggested"))
    suggested = frozenset(code for code, is_suggested in chosen.items() if is_suggested)
    passages = list_passages(item, own.quotes.all())
    return OwnCoding(own, frozenset(chosen), suggested, passages, is_closed)


def write_seen(item: Text, own: OwnCoding) -> str:
    """Return in signs that fit into a form what there is to see: the words, and what one has chosen."""
    facts = [read_title(item), item.body, *sorted(map(str, own.codes)), *own.passages, str(bool(own.coding))]
    return salted_hmac("moderation.coding", repr(facts)).hexdigest()[:DIGITS]


def save_coding(*, actor: Membership, item: Text, new: NewCoding) -> Coding:
    """Keep what was chosen in the place of what the actor had chosen before, and return the coding.

    Codes that are no code of this workshop are left out, those that were merged count for the other one. What
    was suggested to somebody who coded it for the first time is kept with its chance, taken or not.
    Raises PermissionDenied for one's own item, WrongPhase, NotShown, CodedSince where it is not as it was
    seen, CodedByTwo, KeyAway.
    """
    with transaction.atomic():
        item, own = _take_up(actor, item, new.seen)
        coding = own.coding or _begin(actor, item)
        if _have_seen_each_other(coding, item):
            Coding.objects.about(item.pk).update(blind=False)
            coding.blind = False
        coding.stale = False
        coding.coded_on = TruncDate(Now())
        coding.save()
        suggested = own.suggested if own.coding else keep_shown(coding, item, new.suggested)
        _choose(coding, _list_known(actor, new.codes, own.codes), suggested)
        keep_quotes(coding, new.places)
        CodingClaim.objects.filter(claimed_by=actor).delete()
        return coding


def take_back(*, actor: Membership, item: Text, seen: str) -> None:
    """Let the actor's own coding of this item be gone, as if they had not read it.

    Raises as `save_coding`.
    """
    with transaction.atomic():
        item, own = _take_up(actor, item, seen)
        if own.coding is not None:
            own.coding.delete()


def _take_up(actor: Membership, item: Text, seen: str | None) -> tuple[Text, OwnCoding]:
    try:
        item = lock_text(item)
    except Passage.DoesNotExist:
        raise NotShown from None
    require_right_to_code(actor, item)
    if not item.thread.workshop.allows(Deed.MODERATE):
        raise WrongPhase(str(NOT_NOW))
    if not is_shown(item):
        raise NotShown
    own = read_own(actor, item)
    if own.is_closed:
        raise CodedByTwo
    if seen is not None and seen != write_seen(item, own):
        raise CodedSince
    return item, own


def _choose(coding: Coding, codes: Collection[UUID], suggested: Collection[UUID]) -> None:
    coding.chosen.all().delete()
    ChosenCode.objects.bulk_create(
        ChosenCode(coding=coding, code_id=code, suggested=code in suggested) for code in codes
    )


def _have_seen_each_other(coding: Coding, item: Text) -> bool:
    """Return whether two people had read an item before its words changed, and could compare since then."""
    others = Coding.objects.about(item.pk).filter(stale=True).exclude(pk=coding.pk)
    return coding.stale and others.exists()


def _begin(actor: Membership, item: Text) -> Coding:
    taken = set(Coding.objects.about(item.pk).values_list("reader", flat=True))
    return Coding(
        workshop=item.thread.workshop,
        **refer_to(item),
        coder=actor,
        reader=next(reader for reader in READERS if reader not in taken),
        blind=is_blind(item.thread.workshop, item.pk),
    )


def _list_known(actor: Membership, codes: Collection[UUID], kept: Collection[UUID]) -> list[UUID]:
    """Return which of these can be chosen: codes of the book, and families that were chosen before."""
    codebook = read_codebook(actor.workshop)
    roots = {codebook.find_root(code) for code in codes if code in codebook.codes}
    kept_roots = {codebook.find_root(code) for code in kept if code in codebook.codes}
    return sorted((code for code in roots if code in codebook.choosable or code in kept_roots), key=str)
