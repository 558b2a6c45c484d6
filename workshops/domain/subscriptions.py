"""Who gets which letters: asked for, never sent without being asked, and ended with one press."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from ideas_platform.lib.refusals import WrongPhase
from workshops.models import OutboxEmail, Subscription, User, Workshop
from workshops.models.subscriptions import Letter
from workshops.phases import Deed

# What a member chooses on the membership page; the letter about the opening only before it.
FOR_MEMBERS = (Letter.DIGEST, Letter.RESULTS)


def ask_for_notice(*, workshop: Workshop, user: User | None = None, address: str = "") -> None:
    """Note that this user, or this address in normal form, wants one letter when the workshop opens.

    Asking twice is asking once. Raises WrongPhase where there is no opening to wait for.
    """
    if not workshop.allows(Deed.ASK_FOR_NOTICE):
        raise WrongPhase
    who = {"user": user} if user else {"email": address}
    Subscription.objects.update_or_create(workshop=workshop, **who, defaults={"opening": True})


def list_letters_offered(workshop: Workshop) -> list[Letter]:
    """Return the letters that a member may choose now."""
    first = [Letter.OPENING] if workshop.allows(Deed.ASK_FOR_NOTICE) else []
    return [*first, *FOR_MEMBERS]


def find_letters_chosen(workshop: Workshop, user: User) -> set[Letter]:
    """Return the letters about the workshop that this user gets."""
    row = Subscription.objects.filter(workshop=workshop, user=user).first()
    return {letter for letter in Letter if row and getattr(row, letter.value)}


def choose_letters(*, actor: User, workshop: Workshop, letters: Collection[Letter]) -> None:
    """Store which of the letters that are offered the actor wants; none at all leaves no row."""
    wanted = {letter.value: letter in letters for letter in list_letters_offered(workshop)}
    mine = Subscription.objects.filter(workshop=workshop, user=actor)
    with transaction.atomic():
        if any(wanted.values()):
            Subscription.objects.update_or_create(workshop=workshop, user=actor, defaults=wanted)
        else:
            mine.update(**wanted)
            mine.without_letters().delete()


def end_letters(*, actor: User, workshop: Workshop) -> None:
    """Send this user nothing about the workshop any more."""
    Subscription.objects.filter(workshop=workshop, user=actor).delete()


def find_subscription(slug: str, token: str) -> Subscription | None:
    """Return what the address in a letter stands for, None where it has been ended."""
    found = Subscription.objects.filter(workshop__slug=slug, token=token)
    return found.select_related("workshop").first()


def end_subscription(slug: str, token: str, *, address: str) -> None:
    """End what `address`, which a letter holds, stands for; what waits to be sent goes too."""
    Subscription.objects.filter(workshop__slug=slug, token=token).delete()
    OutboxEmail.objects.filter(unsubscribe_url=address, claimed=False).delete()
