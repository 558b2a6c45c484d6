"""`manage.py make_slips` writes a PDF, or ends in a sentence and leaves nothing behind."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.workshops.admin_pages import make_organisation
from workshops.models import JoiningSlip, Workshop

pytestmark = pytest.mark.django_db


def say(number: str, output: Path, organisation: str = "Night Trust") -> str:
    """Return what the command says, or the sentence that it ends with."""
    out = StringIO()
    options = ["--organisation", organisation, "--number", number, "--output", str(output)]
    try:
        call_command("make_slips", "community", *options, stdout=out)
    except CommandError as trouble:
        return str(trouble)
    return out.getvalue().strip()


def test_it_makes_so_many_slips_and_the_page_to_print(workshop: Workshop, tmp_path: Path) -> None:
    make_organisation(workshop, "Night Trust")
    output = tmp_path / "slips.pdf"
    assert say("12", output) == f"12 slips for Night Trust are in {output}"
    assert (output.read_bytes()[:5], JoiningSlip.objects.count()) == (b"%PDF-", 12)
    assert output.stat().st_mode & 0o077 == 0
    assert say("12", output) == f"{output} is there already. Give another name."
    assert JoiningSlip.objects.count() == 12


def test_what_cannot_be_made_ends_in_a_sentence_and_leaves_no_file(
    workshop: Workshop, tmp_path: Path
) -> None:
    make_organisation(workshop, "Night Trust")
    output = tmp_path / "slips.pdf"
    assert say("12", output, "Day Trust") == "The workshop has no organisation “Day Trust” in its list."
    for number in ("0", "100000"):
        assert say(number, output).startswith("Print from ")
    assert say("12", tmp_path / "none" / "slips.pdf").startswith("The slips could not be written: ")
    assert (JoiningSlip.objects.count(), list(tmp_path.iterdir())) == (0, [])
