"""manage.py close_workshop S"""

from argparse import ArgumentParser
from typing import Any

from voting.releases.closing import close_workshop
from workshops.management.plain import PlainCommand, read_workshop


class Command(PlainCommand):
    """End the open phase now."""

    help = (
        "Closes an open workshop now and makes its last release; what then still waits lapses after a week."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the workshop's slug."""
        parser.add_argument("slug")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Close it, and say what became of what waited."""
        workshop = read_workshop(options["slug"])
        release = close_workshop(workshop)
        last = f"Release {release.number} was its last." if release else "No last release was due."
        self.stdout.write(f"“{workshop}” is closed. {last}")
