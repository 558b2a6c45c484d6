"""A published Declaration that organisations have signed, as briefly as tests need it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from pledges.domain.links import LinkFor, sign_link
from pledges.models import Pledge, PledgeAim, PledgeContact
from results.models import Edition, Foundation
from tests.cast import make_workshop
from workshops.models import Workshop
from workshops.phases import Phase

SIGNER = "ada@riverside.example"


def make_declared(slug: str = "signed", **fields: Any) -> Workshop:
    """Return a published workshop with a final edition of two foundations."""
    workshop = make_workshop(Phase.PUBLISHED, slug=slug, **fields)
    words = {"foundation_word": "foundation", "foundations_word": "foundations"}
    edition = Edition.objects.create(
        workshop=workshop, number=1, kind="final", title="Our Declaration", **words
    )
    for number, title in enumerate(("Nearby", "Together"), start=1):
        Foundation.objects.create(edition=edition, slug=title.lower(), order=number, title=title)
    Edition.objects.filter(pk=edition.pk).update(released_on=date(2026, 5, 4))
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def make_pledge(
    workshop: Workshop, organisation: str = "Riverside Trust", *, is_confirmed: bool = True, **fields: Any
) -> Pledge:
    """Return a pledge with its contact and one aim, confirmed unless it is said otherwise."""
    today = timezone.localdate()
    usual = {
        "sentence": "We answer the telephone at night.",
        "due_on": today + timedelta(days=90),
        "sent_on": today,
        "confirmed_on": today if is_confirmed else None,
    }
    pledge = Pledge(workshop=workshop, **{**usual, **fields})
    pledge.name_organisation(organisation)
    pledge.save()
    PledgeContact.objects.create(pledge=pledge, name="Ada Byron", job="Head of nursing", email=SIGNER)
    said = {"foundation": "nearby", "title": "Nearby", "baseline": "No one answers.", "target": "We answer."}
    PledgeAim.objects.create(pledge=pledge, number=1, **said)
    return pledge


def find_token(pledge: Pledge, purpose: LinkFor) -> str:
    """Return what stands at the end of a link to this pledge."""
    key = PledgeContact.objects.get(pledge=pledge).link_key
    return sign_link(purpose, pledge.ref, key)


def fill_in(**fields: str) -> dict[str, str]:
    """Return what somebody sends who means well."""
    usual = {
        "organisation": "Hollow Lane Hospice",
        "sentence": "We ring back within an hour.",
        "due_on": str(timezone.localdate() + timedelta(days=60)),
        "baseline_1": "One in ten is rung back.",
        "target_1": "Nine in ten.",
        "name": "Bo Chen",
        "job": "Nurse",
        "email": "bo@hollow.example",
        "agrees": "on",
    }
    return {**usual, **fields}


def make_signed(slug: str = "signed") -> dict[str, str]:
    """Make a workshop that organisations have signed; return what its addresses name."""
    workshop = make_declared(slug)
    pledge = make_pledge(workshop)
    waiting = make_pledge(workshop, "Northfield Home Care", is_confirmed=False)
    return {
        "signed": workshop.slug,
        "pledge": pledge.ref,
        "pledge_waiting": waiting.ref,
        "pledge_to_confirm": find_token(waiting, LinkFor.CONFIRMING),
        "pledge_to_change": find_token(pledge, LinkFor.CHANGING),
    }
