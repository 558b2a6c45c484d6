"""Is a workshop ready to open? What organisers still have to do, worked out from what is there."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anonymity.keys import KeyTrouble, load_key
from anonymity.thresholds import FEWEST_IN_A_RELEASE, FEWEST_MEMBERS
from workshops.domain.admission import describe_admission
from workshops.domain.safeguarding import find_safeguarding_address
from workshops.models import Invitation, Membership, Poll, PollOption, Workshop
from workshops.models.polls import FEWEST_OPTIONS
from workshops.rules import Role

# Without these nobody is announced or open to: whoever is in danger or lost must find somebody.
NEEDED = frozenset({"themes", "contact_email", "safeguarding", "safeguarding_email", "design_group"})


@dataclass(frozen=True)
class Item:
    """One thing to do before opening; `name` is the field or part of the workshop where it is done.

    Without what is optional a workshop can open well.
    """

    name: str
    label: str | Promise
    is_done: bool
    is_optional: bool = False

    @property
    def is_needed(self) -> bool:
        """Whether no workshop may be announced or open without this."""
        return self.name in NEEDED


def check_readiness(workshop: Workshop) -> list[Item]:
    """Return everything that a workshop needs before it opens; at most seven queries."""
    return [
        Item("title", _("A title and a summary"), bool(workshop.title and workshop.summary)),
        Item("brief", _("A brief in plain words"), bool(workshop.brief)),
        Item("opens_at", _("Dates, in order"), are_dates_in_order(workshop)),
        Item("themes", _("At least one theme"), workshop.themes.exists()),
        Item("contact_email", _("Somebody to ask: name and address"), _has_contact(workshop)),
        Item("safeguarding", _("Safeguarding and Freedom to Speak Up contacts"), bool(workshop.safeguarding)),
        Item(
            "safeguarding_email",
            _("An address to which a danger is mailed at once"),
            bool(find_safeguarding_address(workshop)),
        ),
        Item("allowed_domains", _("Who may join"), _lets_somebody_in(workshop)),
        Item("design_group", _("Somebody in the design group"), _has_design_group(workshop)),
        Item("poll", _("A straw poll with its answers"), _has_poll(workshop), is_optional=True),
        Item("key", _("The key is in each of its folders"), has_key(workshop)),
        Item("key_copies", _("A second folder for keys"), len(settings.KEY_DIRS) > 1, is_optional=True),
        Item(
            "release_people",
            _("Releases of ten people or more, the first with 20 members"),
            _hides_people_well(workshop),
        ),
    ]


def are_dates_in_order(workshop: Workshop) -> bool:
    """Return whether opening and close are set, and each date comes after the one before.

    What opens without having been announced shows to everybody from then on.
    """
    needed = (workshop.opens_at, workshop.closes_at)
    dates = [workshop.announced_at, workshop.opens_at, workshop.ideas_until, workshop.closes_at]
    given = [moment for moment in dates if moment]
    return all(needed) and all(earlier <= later for earlier, later in pairwise(given))


def has_key(workshop: Workshop) -> bool:
    """Return whether the workshop's own key can be read here, from every folder of keys."""
    check = bytes(workshop.key_check or b"")
    try:
        keys = [load_key(workshop.pk, [folder], check) for folder in settings.KEY_DIRS]
    except KeyTrouble:
        return False
    return bool(keys)


def _has_contact(workshop: Workshop) -> bool:
    return bool(workshop.contact_name and (workshop.contact_email or workshop.contact_phone))


def _lets_somebody_in(workshop: Workshop) -> bool:
    """Return whether participants can join: who is invited to work for the workshop is none."""
    who = describe_admission(workshop)
    if who.domains or who.by_code or who.by_slip:
        return True
    return Invitation.objects.filter(workshop=workshop, role=Role.PARTICIPANT).exists()


def _has_design_group(workshop: Workshop) -> bool:
    role = Role.DESIGN_GROUP
    here = Membership.objects.filter(workshop=workshop, role=role)
    return here.exists() or Invitation.objects.filter(workshop=workshop, role=role).exists()


def _has_poll(workshop: Workshop) -> bool:
    asks = Poll.objects.filter(workshop=workshop).exists()
    return asks and len(PollOption.objects.filter(workshop=workshop)[:FEWEST_OPTIONS]) == FEWEST_OPTIONS


def _hides_people_well(workshop: Workshop) -> bool:
    enough = workshop.release_people >= FEWEST_IN_A_RELEASE and workshop.minimum_members >= FEWEST_MEMBERS
    return workshop.practice or enough
