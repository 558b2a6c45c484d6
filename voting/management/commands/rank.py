"""manage.py rank S [--verify]"""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from voting.releases.recount import find_differences, recount_workshop
from workshops.management.plain import PlainCommand, read_workshop, say_number
from workshops.models import Workshop

DECIDED = (
    "Something was decided after the last release. The boards take it in with the next one: look again then."
)


class Command(PlainCommand):
    """Recompute all boards from the votes."""

    help = "Recomputes all boards of a workshop from the votes; with --verify it only compares."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the workshop's slug."""
        parser.add_argument("slug")
        parser.add_argument(
            "--verify", action="store_true", help="only compare the stored state with the votes"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Recount or compare, and say what came out."""
        workshop = read_workshop(options["slug"])
        if options["verify"]:
            self._verify(workshop)
        else:
            start = time.perf_counter()
            listed = recount_workshop(workshop)
            ideas = say_number(listed, "idea", "ideas")
            self.stdout.write(f"Ranked {ideas} on “top” in {time.perf_counter() - start:.2f} s.")

    def _verify(self, workshop: Workshop) -> None:
        differences = find_differences(workshop)
        for difference in differences:
            self.stdout.write(difference)
        if differences and workshop.recompute_all:
            self.stdout.write(DECIDED)
        if differences:
            raise CommandError(f"{len(differences)} differences between the stored boards and the votes.")
        self.stdout.write("The stored boards equal the votes.")
