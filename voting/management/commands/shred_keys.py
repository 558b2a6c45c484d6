"""manage.py shred_keys S [--early] [--patience SECONDS]"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from ideas_platform.lib.dates import say_date
from voting.releases.shredding import shred_workshop
from workshops.management.plain import PlainCommand, read_workshop, say_number


class Command(PlainCommand):
    """Destroy the key of a workshop whose result is published."""

    help = (
        "Destroys every copy of a workshop's key and all that it could link: from then on nobody can tell "
        "who wrote or voted what. Beat does it on the day the workshop's page names."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the slug, and whether not to wait for the day."""
        parser.add_argument("slug")
        parser.add_argument("--early", action="store_true", help="before the day that the page names")
        parser.add_argument(
            "--patience", type=float, default=600, help="seconds to wait for exports and dumps"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Destroy it, and say what the operator still has to do."""
        workshop = read_workshop(options["slug"])
        day = workshop.key_ends_on
        if day and day > timezone.localdate() and not (options["early"] or workshop.is_shredded):
            raise CommandError(f"Its page says {say_date(day)}. Use --early to do it before.")
        note = shred_workshop(workshop.pk, patience=options["patience"])
        if note.shredded_on is None:
            raise CommandError(
                "The key is gone; an export or a dump still sees old rows. Run this again after it."
            )
        copies = say_number(note.copies, "copy", "copies")
        self.stdout.write(
            f"The key {note.fingerprint} is destroyed ({copies}). "
            "Now delete snapshots of the volumes it lay on, and dumps from before: "
            "this command cannot reach them."
        )
