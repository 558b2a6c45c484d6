"""manage.py backup PATH [--before-scramble]"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from workshops.domain.backup import BackupRefused, make_backup
from workshops.management.plain import PlainCommand, say_number


class Command(PlainCommand):
    """Copy the site into one file."""

    help = (
        "Writes one file with the database and all uploaded files, while the site runs; without keys, "
        "sessions, letters on their way and limits."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the place, and whether the order of rows may be in it."""
        parser.add_argument("path", metavar="PATH", type=Path, help="a new file")
        parser.add_argument(
            "--before-scramble", action="store_true",
            help="although rows lie in the order in which they came, which tells who wrote what",
        )  # fmt: skip

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it, and say what is in it."""
        place = options["path"]
        try:
            made = make_backup(place, before_scramble=options["before_scramble"])
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{place}: {made.rows} rows, {say_number(made.files, 'uploaded file', 'uploaded files')}."
        )
        self.stdout.write("Delete the one before it: what differs between two tells when it was written.")
