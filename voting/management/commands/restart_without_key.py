"""manage.py restart_without_key S --the-key-is-lost"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from anonymity.keys import KeyTrouble
from ideas_platform.lib.refusals import Refusal
from voting.releases.restarting import restart_without_key
from workshops.management.plain import PlainCommand, read_workshop, say_number

ASK = (
    "All votes so far become totals that nobody can change, and nobody finds their own texts again. "
    "If any copy of the key can still be found, put it back instead. "
    "If all are lost: --the-key-is-lost."
)


class Command(PlainCommand):
    """Let a workshop go on whose key is lost for good."""

    help = (
        "Freezes the votes so far as totals and makes a new key, for a workshop whose key is lost for good."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the slug, and the word that there is no other way."""
        parser.add_argument("slug")
        parser.add_argument(
            "--the-key-is-lost", action="store_true", dest="lost", help="there is no copy left"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say what was lost."""
        workshop = read_workshop(options["slug"])
        if not options["lost"]:
            raise CommandError(ASK)
        try:
            restart = restart_without_key(workshop)
        except (Refusal, KeyTrouble) as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(
            f"“{workshop}” has a new key. "
            f"{say_number(restart.frozen, 'idea keeps', 'ideas keep')} the totals of the last release; "
            f"{say_number(restart.uncounted, 'vote', 'votes')} that no release had counted "
            f"{'is' if restart.uncounted == 1 else 'are'} lost."
        )
