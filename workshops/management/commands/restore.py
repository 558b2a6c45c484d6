"""manage.py restore PATH"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from workshops.domain.backup import BackupRefused
from workshops.domain.restore import restore_backup
from workshops.management.plain import PlainCommand, say_number


class Command(PlainCommand):
    """Put a backup back."""

    help = "Puts what `backup` wrote into an empty database and an empty MEDIA_DIR. Sends no letter."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("path", metavar="PATH", type=Path, help="what `backup` wrote")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Restore it, and say what is left to do."""
        try:
            done = restore_backup(options["path"])
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        files = say_number(done.files, "uploaded file", "uploaded files")
        folders = " and ".join(map(str, settings.KEY_DIRS))
        self.stdout.write(f"Restored {done.rows} rows and {files}, the same as were backed up.")
        self.stdout.write(f"The key files must lie in {folders}: /readyz says whether all are there.")
