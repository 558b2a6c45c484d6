"""manage.py sign_in EMAIL [--join S]: a session without a code, for browser tests and benchmarks."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.core.management.base import CommandError
from django.http import HttpRequest

from workshops.domain.invitations import let_in
from workshops.management.commands.invite_staff import read_address
from workshops.management.plain import PlainCommand, read_workshop
from workshops.models import User
from workshops.sign_in.finding import settle_user
from workshops.sign_in.sessions import SessionStore


class Command(PlainCommand):
    """Prints a session cookie as `name=value`, and nothing else."""

    help = "Local mode only: print a session cookie for this address; the user is made if need be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what may stand after the command."""
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--join", metavar="S", help="also join this workshop")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the cookie."""
        if not settings.LOCAL_MODE:
            raise CommandError("Only in local mode: elsewhere one signs in with a code.")
        workshop = None if options["join"] is None else read_workshop(options["join"])
        user = settle_user(read_address(options["email"]))
        if workshop:
            let_in(user, workshop)
        self.stdout.write(f"{settings.SESSION_COOKIE_NAME}={begin_session(user)}")


def begin_session(user: User) -> str:
    """Return the cookie of a new session in which this user is signed in."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    return str(request.session.session_key)
