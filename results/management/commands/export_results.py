"""manage.py export_results S --format csv|xlsx|json --output PATH"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from results.exports.exporting import WRITERS, DestinationTaken, export_workshop
from workshops.management.plain import PlainCommand, read_workshop


class Command(PlainCommand):
    """Export all tables of a workshop."""

    help = (
        "Exports ideas, comments, boards, coding, decisions, the Declaration and participation: csv writes a "
        "folder (its README.txt says how to read it), xlsx one workbook, json one document that fits "
        "docs/export-schema.json."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the workshop's slug, the format and the destination."""
        parser.add_argument("slug")
        parser.add_argument("--format", required=True, choices=sorted(WRITERS))
        parser.add_argument("--output", required=True, type=Path, metavar="PATH")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the export and say where it is."""
        workshop = read_workshop(options["slug"])
        try:
            destination = export_workshop(workshop, options["format"], options["output"])
        except DestinationTaken as taken:
            raise CommandError(str(taken)) from taken
        except OSError as error:
            raise CommandError(f"The export could not be written: {error}") from error
        self.stdout.write(f"Exported “{workshop.slug}” to {destination}")
