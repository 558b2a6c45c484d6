"""manage.py close_workshop S"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ideas_platform.lib.refusals import Refusal
from voting.domain.closing import close_workshop
from workshops.models import Workshop


class Command(BaseCommand):
    """End the open phase now."""

    help = (
        "Closes an open workshop now and makes its last release; what then still waits lapses after a week."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the workshop's slug."""
        parser.add_argument("slug")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Close it, and say what became of what waited."""
        workshop = Workshop.objects.filter(slug=options["slug"]).first()
        if workshop is None:
            raise CommandError(f"There is no workshop “{options['slug']}”.")
        try:
            release = close_workshop(workshop)
        except Refusal as refusal:
            raise CommandError(str(refusal.message)) from refusal
        last = f"Release {release.number} was its last." if release else "No last release was due."
        self.stdout.write(f"“{workshop}” is closed. {last}")
