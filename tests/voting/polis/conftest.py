"""The small conversation, as files and imported."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.voting.polis.exports import write_export
from workshops.models import Workshop


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Return the folder with the small conversation."""
    return write_export(tmp_path / "visits")


@pytest.fixture
def imported(export: Path, db: None) -> Workshop:
    """Return the workshop that the small conversation becomes."""
    call_command("import_polis", export, slug="visits", stdout=StringIO())
    return Workshop.objects.with_phase().get(slug="visits")
