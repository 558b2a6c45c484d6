"""manage.py invite_staff EMAIL [--workshop S --role R | --makes-workshops]."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email
from django.urls import reverse

from workshops.domain.admission import normalise_address
from workshops.domain.staffing import make_administrator, make_staff_member
from workshops.domain.workshop_makers import allow_to_make
from workshops.management.plain import PlainCommand, read_workshop
from workshops.rules import Role

ROLES = {"organiser": Role.ORGANISER, "design_group": Role.DESIGN_GROUP}
NEXT = """Tell them to
  1. open {address} and sign in with this address (a code comes by e-mail),
  2. open {admin}: it helps to set up a second step of signing in."""


class Command(PlainCommand):
    """Makes an administrator, an organiser or a member of a design group."""

    help = (
        "Make an administrator; with --workshop an organiser or a member of its design group, with "
        "--makes-workshops somebody who may make workshops."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what may stand after the command."""
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--workshop", metavar="S", help="the last part of the workshop's address")
        parser.add_argument("--role", choices=ROLES, help="what they are in the workshop")
        parser.add_argument(
            "--makes-workshops", action="store_true", help="let them make workshops and organise these"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say what comes next."""
        address = read_address(options["email"])
        workshop, role = options["workshop"], options["role"]
        if (workshop is None) != (role is None):
            raise CommandError("Give --workshop and --role together, or neither for a site administrator.")
        if options["makes_workshops"] and role:
            raise CommandError("Give --makes-workshops alone: it is no role in a workshop.")
        if options["makes_workshops"]:
            done = invite_maker(address)
        else:
            done = invite_to(address, workshop, ROLES[role]) if role else invite_administrator(address)
        self.stdout.write(done)
        place = settings.PUBLIC_ADDRESS
        self.stdout.write(
            NEXT.format(address=place + reverse("sign_in"), admin=place + reverse("admin:index"))
        )


def read_address(text: str) -> str:
    """Return an e-mail address in normal form; raises CommandError for what is none."""
    try:
        address = normalise_address(text)
        validate_email(address)
    except (ValueError, ValidationError) as error:
        raise CommandError(f"“{text}” is not an e-mail address.") from error
    return address


def invite_administrator(address: str) -> str:
    """Make a site administrator and return what was done, in words."""
    make_administrator(address)
    return f"{address} is a site administrator now."


def invite_maker(address: str) -> str:
    """Let somebody make workshops and return what was done, in words."""
    allow_to_make(address, actor=None)
    return f"{address} may make workshops now."


def invite_to(address: str, slug: str, role: Role) -> str:
    """Make somebody staff of a workshop and return what was done, in words; raises CommandError."""
    try:
        membership = make_staff_member(address, read_workshop(slug), role)
    except PermissionDenied as refusal:
        raise CommandError(str(refusal)) from refusal
    return f"{address} belongs to “{membership.workshop}” now, as: {membership.get_role_display()}."
