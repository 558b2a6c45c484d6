"""Organisations that sign up to a Declaration: sent in, confirmed, changed, taken back, taken from view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideas_platform.lib.refusals import Settled
from pledges.domain.letters import write_to_signer
from pledges.domain.links import DAYS_TO_CONFIRM, LinkFor, check_link, read_ref, sign_link
from pledges.domain.who_decides import require_decider
from pledges.models import Pledge, PledgeAim, PledgeContact, SignedDecision
from pledges.models.pledges import random_link_key
from results.domain.reading import find_last_final, read_edition
from workshops.domain.letters import absolute
from workshops.models import Membership, Workshop
from workshops.models.places import normalise_name

SIGNED_ALREADY = gettext_lazy("This organisation has signed already. Its contact can change what it says.")


@dataclass(frozen=True)
class Aim:
    """Where an organisation stands with one foundation, and where it wants to be."""

    foundation: str
    title: str
    baseline: str
    target: str


@dataclass(frozen=True)
class PledgeText:
    """What an organisation promises, and by when."""

    organisation: str
    sentence: str
    due_on: date
    aims: Sequence[Aim]


@dataclass(frozen=True)
class Signer:
    """Who signs: name, job, and an address in normal form."""

    name: str
    job: str
    email: str


def list_foundations(workshop: Workshop) -> list[tuple[str, str]]:
    """Return address and title of each foundation of the last final edition, in order; kept in memory."""
    edition = find_last_final(workshop)
    if edition is None:
        return []
    parts = read_edition(workshop, edition).parts
    return [(part.foundation.slug, part.foundation.title) for part in parts]


def sign_up(*, workshop: Workshop, text: PledgeText, signer: Signer) -> None:
    """Store what an organisation promises, and write to who signs it: nobody sees it before they confirm.

    Sent again by the same person before that, it takes the place of what they sent. Raises Settled where
    the organisation has signed already.
    """
    with transaction.atomic():
        same = Pledge.objects.filter(workshop=workshop, normal_name=normalise_name(text.organisation))
        if same.confirmed().exists():
            raise Settled(SIGNED_ALREADY)
        pledge = same.filter(contact__email=signer.email).select_for_update(of=("self",)).first()
        pledge = pledge or Pledge(workshop=workshop)
        pledge.sent_on = timezone.localdate()
        _write(pledge, text)
        values = {"name": signer.name, "job": signer.job, "email": signer.email}
        contact, _is_new = PledgeContact.objects.update_or_create(pledge=pledge, defaults=values)
        token = sign_link(LinkFor.CONFIRMING, pledge.ref, contact.link_key)
        write_to_signer(
            workshop=workshop,
            recipient=signer.email,
            letter="pledge_confirmation",
            subject=_("Please confirm: your organisation signs up"),
            occasion=str(pledge.pk),
            address=absolute(reverse("pledges:confirmation", args=[workshop.slug, token])),
            days=DAYS_TO_CONFIRM,
        )


def find_linked(workshop: Workshop, purpose: LinkFor, token: str) -> Pledge:
    """Return the pledge of a link with its contact and aims; raises Http404 for one that is not good."""
    rows = Pledge.objects.with_all().filter(workshop=workshop, ref=read_ref(token))
    pledge = rows.filter(confirmed_on__isnull=purpose == LinkFor.CONFIRMING).first()
    if pledge is None:
        raise Http404
    check_link(purpose, token, pledge.contact.link_key)
    pledge.workshop = workshop
    return pledge


def confirm(pledge: Pledge) -> None:
    """Let a pledge be public from now on. Raises Settled where its organisation has signed meanwhile."""
    try:
        with transaction.atomic():
            rows = Pledge.objects.filter(pk=pledge.pk, confirmed_on=None)
            rows.update(confirmed_on=timezone.localdate())
            _draw_link_key(pledge)
    except IntegrityError:
        raise Settled(SIGNED_ALREADY) from None


def send_link(*, workshop: Workshop, ref: str, address: str) -> None:
    """Write a link for changing a public pledge to its contact, if this is their address."""
    rows = Pledge.objects.public().filter(workshop=workshop, ref=ref, contact__email=address)
    pledge = rows.select_related("contact").first()
    if pledge is None:
        return
    token = sign_link(LinkFor.CHANGING, pledge.ref, pledge.contact.link_key)
    write_to_signer(
        workshop=workshop,
        recipient=address,
        letter="pledge_link",
        subject=_("Your link to change what your organisation promises"),
        occasion=str(pledge.pk),
        address=absolute(reverse("pledges:change", args=[workshop.slug, token])),
    )


def change(*, pledge: Pledge, text: PledgeText, name: str, job: str) -> None:
    """Store what the contact changed. The organisation stays, and so does what the front line said."""
    with transaction.atomic():
        pledge.changed_on = timezone.localdate()
        _write(pledge, text, names_organisation=False)
        PledgeContact.objects.filter(pledge=pledge).update(name=name, job=job)
        _draw_link_key(pledge)


def take_back(pledge: Pledge) -> None:
    """Delete a pledge with its contact: who signed it takes it back."""
    pledge.delete()


def find_signed(actor: Membership, ref: str) -> Pledge:
    """Return a confirmed pledge for who may take it from view; raises PermissionDenied and Http404."""
    require_decider(actor)
    rows = Pledge.objects.confirmed().with_all().filter(workshop=actor.workshop_id, ref=ref)
    pledge = rows.first()
    if pledge is None:
        raise Http404
    return pledge


def decide(*, actor: Membership, ref: str, deed: str, reason: str = "") -> None:
    """Take a confirmed pledge from view, with a reason, or show it again; it stands in the record.

    Raises PermissionDenied for who is no organiser, Http404, and Settled where it is so already.
    """
    require_decider(actor)
    hides = deed == SignedDecision.Deed.HIDE
    with transaction.atomic():
        rows = Pledge.objects.confirmed().filter(workshop=actor.workshop_id, ref=ref).select_for_update()
        pledge = rows.first()
        if pledge is None:
            raise Http404
        if pledge.is_hidden == hides:
            raise Settled(_("Somebody has done this already."))
        pledge.is_hidden = hides
        pledge.save(update_fields=["is_hidden"])
        SignedDecision.objects.create(
            pledge=pledge, deed=deed, reason=reason, decided_by=actor, decided_on=timezone.localdate()
        )


def delete_unconfirmed() -> int:
    """Delete what nobody has confirmed for a fortnight, with its contact; return how many there were."""
    late = timezone.localdate() - timedelta(days=DAYS_TO_CONFIRM)
    rows = Pledge.objects.filter(confirmed_on=None, sent_on__lt=late)
    number = rows.count()
    rows.delete()
    return number


def _write(pledge: Pledge, text: PledgeText, *, names_organisation: bool = True) -> None:
    if names_organisation:
        pledge.name_organisation(text.organisation)
    pledge.sentence, pledge.due_on = text.sentence, text.due_on
    pledge.save()
    pledge.aims.all().delete()
    PledgeAim.objects.bulk_create(
        PledgeAim(pledge=pledge, number=number, **vars(aim)) for number, aim in enumerate(text.aims, start=1)
    )


def _draw_link_key(pledge: Pledge) -> None:
    PledgeContact.objects.filter(pledge=pledge).update(link_key=random_link_key())
