"""The demo's document, updates and event."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from demo.content import FOLDER, join_lines
from demo.pdf import write_pdf
from ideas_platform.lib.file_types import PDF
from workshops.domain.materials import put_file
from workshops.models import Material, Update, Workshop


def add_materials(workshop: Workshop) -> None:
    """Store them; raises OSError, ValueError or KeyError where their file is not right."""
    content = tomllib.loads((FOLDER / "materials.toml").read_text(encoding="utf-8"))
    for number, row in enumerate(content["document"], start=1):
        _add_document(workshop, number, row)
    _store_updates(workshop, content)


def add_updates(workshop: Workshop, path: Path) -> None:
    """Store the updates of this file; raises OSError, ValueError or KeyError where it is not right."""
    _store_updates(workshop, tomllib.loads(path.read_text(encoding="utf-8")))


def _store_updates(workshop: Workshop, content: dict[str, Any]) -> None:
    Update.objects.bulk_create(_make_update(workshop, row) for row in content["update"])


def _add_document(workshop: Workshop, number: int, row: dict[str, Any]) -> None:
    text = join_lines(row["text"])
    document = Material(
        workshop=workshop,
        number=number,
        title=row["title"],
        description=row["description"],
        text=text,
    )
    put_file(document, ContentFile(write_pdf(row["title"], text)), PDF)
    document.save()


def _make_update(workshop: Workshop, row: dict[str, Any]) -> Update:
    today = timezone.localdate()
    begins = None
    if "in_days" in row:
        day = today + timedelta(days=row["in_days"])
        begins = timezone.make_aware(datetime.combine(day, time(row["hour"])))
    return Update(
        workshop=workshop,
        title=row["title"],
        text=join_lines(row["text"]),
        published_on=today - timedelta(days=row["days"]),
        starts_at=begins,
        place=row.get("place", ""),
    )
