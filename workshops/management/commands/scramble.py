"""manage.py scramble [--patience SECONDS]"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from workshops.domain.scramble import scramble
from workshops.management.plain import PlainCommand


class Command(PlainCommand):
    """Do now what beat does every night."""

    help = "Writes every table anew, so that neither headers nor order of rows tell when they came."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how long to wait."""
        parser.add_argument(
            "--patience", type=float, default=600, help="seconds to wait for exports and dumps that run"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Scramble, and say what it cost."""
        done = scramble(options["patience"])
        if done is None:
            raise CommandError("A scramble is going on.")
        if not done.finished:
            raise CommandError("An export or a dump is still running. Try again when it is over.")
        self.stdout.write(f"Scrambled {done.tables} tables in {done.seconds:.1f} s.")
        if done.log_stays:
            self.stdout.write(f"Rows only: a copy of the disk keeps their order, since {done.log_stays}.")
