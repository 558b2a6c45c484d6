"""manage.py release S [--force]"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from voting.releases.releases import release_workshop
from workshops.management.plain import PlainCommand, read_workshop


class Command(PlainCommand):
    """Make a release that is due, now and in this process."""

    help = "Makes a due or final release now; --force one that is not due (practice and imported workshops)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the workshop's slug."""
        parser.add_argument("slug")
        parser.add_argument(
            "--force", action="store_true", help="release although too few people have contributed"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Release, and say whether there was anything to release."""
        workshop = read_workshop(options["slug"])
        if options["force"] and not (workshop.practice or workshop.imported):
            raise CommandError(
                "--force is for practice and imported workshops: in a real one it could show who wrote what."
            )
        release = release_workshop(workshop.pk, force=options["force"])
        self.stdout.write(f"Release {release.number} is made." if release else "No release is due.")
