"""manage.py import_polis DIR --slug S [--title T]"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from voting.polis.csv_rows import MalformedFile
from voting.polis.importing import AddressTaken, Imported, Source, import_conversation
from workshops.management.plain import PlainCommand


class Command(PlainCommand):
    """Import a Pol.is conversation as a closed workshop."""

    help = (
        "Imports a Pol.is open-data export (a folder with comments.csv, votes.csv, participants-votes.csv "
        "and summary.csv) as a closed workshop. All or nothing; running it again with the same files changes "
        "nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, and the new workshop's slug and title."""
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--slug", required=True, help="the workshop's name in its address")
        parser.add_argument("--title", default="", help="the workshop's title; the topic by default")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import, and say what came of it."""
        source = Source(options["folder"], options["slug"], options["title"])
        try:
            imported = import_conversation(source, self.stdout.write)
        except MalformedFile as fault:
            raise CommandError(f"{fault} Nothing was imported.") from fault
        except AddressTaken as taken:
            raise CommandError(str(taken)) from taken
        except ValidationError as invalid:
            raise CommandError(_say_invalid(invalid)) from invalid
        self.stdout.write(_say_result(source.slug, imported))


def _say_result(slug: str, imported: Imported | None) -> str:
    if imported is None:
        lines = [f"These files are imported as “{slug}” already. Nothing was changed."]
    else:
        lines = [f"Imported as “{slug}”, closed and by invitation only:", *_say_numbers(imported)]
    return "\n".join([*lines, f"Next: manage.py rank {slug}"])


def _say_numbers(imported: Imported) -> list[str]:
    return [
        f"  comments: {imported.comments:,}",
        f"  hidden, because they were moderated out: {imported.hidden:,}",
        *_name_blank(imported.without_text),
        f"  written by somebody who is not in the list of participants: {imported.by_others:,}",
        f"  people: {imported.people:,}",
        f"  votes: {imported.votes:,}",
        f"  replaced by the same person's later vote: {imported.vote_rows - imported.votes:,}",
        f"  by authors on their own comments, and kept: {imported.own_votes:,}",
    ]


def _name_blank(numbers: list[int]) -> list[str]:
    named = ", ".join(map(str, numbers))
    return [f"  of these without any text, and shown nowhere: {len(numbers):,} ({named})"] if numbers else []


def _say_invalid(invalid: ValidationError) -> str:
    faults = [f"{field}: {' '.join(messages)}" for field, messages in invalid.message_dict.items()]
    return "\n".join([*faults, "Nothing was imported."])
