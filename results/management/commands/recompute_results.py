"""manage.py recompute_results PACKAGE [--seal SHA256]"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from results.package.opening import NotAPackage, Package, open_package
from results.package.recomputing.everything import Outcome, recompute
from results.sealing.seals import find_kept_seal
from workshops.management.plain import PlainCommand, say_number

AGAIN = (
    "Counted again: sums, shares, the straw poll, the boards of debated, new and rising ideas, the order of "
    "all boards, codings and evidence."
)
SEALED = "Compared with the sealed list: every number, those of organisations, groups and people among them."
UNKNOWN = (
    "This site knows nothing of this workshop's seal, so the sealed list itself was believed. Look at the "
    "page of the Declaration's files for its check sum, and give it with --seal."
)


class Command(PlainCommand):
    """Count the results again from a package alone, and compare."""

    help = (
        "Counts again what a sealed package says, from the package alone, and compares the rest with its "
        "sealed list, whose check sum the site keeps from the release on. Ends with 0 where all is the same."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the ZIP or folder, and the check sum from the site."""
        parser.add_argument("package", type=Path, metavar="PACKAGE")
        parser.add_argument(
            "--seal", metavar="SHA256", help="The check sum of the sealed list, as the site says."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say what differs; raises CommandError where anything does, or where it is no package."""
        try:
            package = open_package(options["package"])
            kept = options["seal"] or find_kept_seal(package)
            outcome = recompute(package, kept)
        except NotAPackage as trouble:
            raise CommandError(str(trouble)) from trouble
        except OSError as error:
            raise CommandError(f"The package cannot be read: {error}") from error
        self._say(package, outcome, kept)

    def _say(self, package: Package, outcome: Outcome, kept: str | None) -> None:
        if outcome.gone:
            ideas = say_number(len(outcome.gone), "idea was", "ideas were")
            self.stdout.write(f"{ideas} taken out after the release: {', '.join(outcome.gone)}")
        if outcome.differences:
            found = say_number(len(outcome.differences), "difference", "differences")
            raise CommandError("\n".join([f"{found}:", *map(str, outcome.differences)]))
        self.stdout.write(
            f"{AGAIN}\n{SEALED}\n{UNKNOWN if kept is None else 'The seal is that of the site.'}"
        )
        self.stdout.write(f"“{package.described.get('title')}”: all is the same.")
