"""manage.py make_slips S --organisation O --number N --output PDF"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from organising.documents.slips import set_slips
from workshops.domain.slips import make_slips
from workshops.management.plain import PlainCommand, read_workshop
from workshops.models import Organisation, Workshop


class Command(PlainCommand):
    """Print joining slips for an organisation."""

    help = (
        "Makes joining slips and writes them as a PDF, eight on a page of A4. Each lets one person join who "
        "has no e-mail address. The codes stand in this file and nowhere else: print it, then delete it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the workshop's slug, the organisation's name, how many slips, and where they go."""
        parser.add_argument("slug")
        parser.add_argument("--organisation", required=True, metavar="NAME")
        parser.add_argument("--number", required=True, type=int, metavar="N")
        parser.add_argument("--output", required=True, type=Path, metavar="PDF")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the slips and say where they are; raises CommandError where the file is there already."""
        workshop = read_workshop(options["slug"])
        organisation = _find_organisation(workshop, options["organisation"])
        output: Path = options["output"]
        try:
            # The place is taken first: slips that cannot be written would be made for nobody.
            with output.open("xb") as file:
                output.chmod(0o600)
                file.write(_print(workshop, organisation, options["number"], output))
        except FileExistsError as error:
            raise CommandError(f"{output} is there already. Give another name.") from error
        except OSError as error:
            raise CommandError(f"The slips could not be written: {error}") from error
        self.stdout.write(f"{options['number']} slips for {organisation.name} are in {output}")


def _print(workshop: Workshop, organisation: Organisation, number: int, output: Path) -> bytes:
    """Return the PDF; where none is made, no empty file stays."""
    try:
        return set_slips(workshop, organisation, make_slips(workshop, organisation, number))
    except BaseException:
        output.unlink(missing_ok=True)
        raise


def _find_organisation(workshop: Workshop, name: str) -> Organisation:
    found = Organisation.objects.filter(workshop=workshop).offered().named(name).first()
    if found is None:
        raise CommandError(f"The workshop has no organisation “{name}” in its list.")
    return found
