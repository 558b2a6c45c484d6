"""manage.py dismiss_staff EMAIL [--workshop S]."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import CommandError
from django.db import transaction

from workshops.domain.staff import list_memberships
from workshops.domain.staffing import dismiss_administrator, dismiss_from_workshop
from workshops.domain.workshop_makers import stop_making
from workshops.management.commands.invite_staff import read_address
from workshops.management.plain import PlainCommand, read_workshop
from workshops.models import Invitation, User, Workshop
from workshops.rules import STAFF_ROLES


class Command(PlainCommand):
    """Takes a staff role away, at once, and signs the person out everywhere."""

    help = (
        "Take away what somebody may do as staff: in one workshop with --workshop, else everywhere, the "
        "rights of a site administrator included. They are signed out at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what may stand after the command."""
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--workshop", metavar="S", help="the last part of the workshop's address")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say what was done."""
        address, slug = read_address(options["email"]), options["workshop"]
        # Nothing in the place of a name is no name, and not "everywhere".
        workshop = None if slug is None else read_workshop(slug)
        person = User.objects.filter(email=address).first()
        try:
            with transaction.atomic():
                done = take_back_invitations(address, workshop)
                done += dismiss_everywhere(person, workshop) if person else []
        except PermissionDenied as refusal:
            raise CommandError(f"{refusal} Nothing was changed.") from refusal
        if not done:
            raise CommandError(f"{address} has no role among the staff{' there' if workshop else ''}.")
        self.stdout.write("\n".join(done))


def take_back_invitations(address: str, workshop: Workshop | None) -> list[str]:
    """Delete the invitations that would give this address a staff role; return what was done, in words."""
    waiting = Invitation.objects.filter(email=address, role__in=STAFF_ROLES)
    waiting = waiting.filter(workshop=workshop) if workshop else waiting
    titles = [str(one.workshop) for one in waiting.select_related("workshop").order_by("workshop__slug")]
    waiting.delete()
    return [f"The invitation of {address} to the staff of “{title}” is taken back." for title in titles]


def dismiss_everywhere(person: User, workshop: Workshop | None) -> list[str]:
    """Take the roles away, in one workshop or in all and of the site; return what was done, in words.

    Raises PermissionDenied for the last site administrator.
    """
    done = []
    memberships = list_memberships(person).select_related("workshop").order_by("workshop__slug")
    for membership in memberships.filter(workshop=workshop) if workshop else memberships:
        dismiss_from_workshop(actor=None, person=person, workshop=membership.workshop)
        done.append(
            f"{person.email} is not on the staff of “{membership.workshop}” any more, and is signed out."
        )
    if person.is_superuser and workshop is None:
        dismiss_administrator(actor=None, person=person)
        done.append(f"{person.email} is not a site administrator any more, and is signed out.")
    if person.makes_workshops and workshop is None:
        stop_making(actor=None, person=person)
        done.append(f"{person.email} may make no more workshops, and is signed out.")
    return done
