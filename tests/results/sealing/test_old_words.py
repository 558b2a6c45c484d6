"""The bytes of replaced files leave the disk, and the sealed list stays as it was written."""

from __future__ import annotations

from datetime import date

import pytest

from ideas.domain.erasing import leave_old_words_behind
from results.models import Edition, PublishedFile, PublishedPart
from workshops.models import Workshop


@pytest.mark.django_db(transaction=True)
def test_parts_are_written_anew_with_a_sealed_one_among_them(workshop: Workshop) -> None:
    words = {"foundation_word": "x", "foundations_word": "x"}
    edition = Edition.objects.create(workshop=workshop, number=1, title="x", **words)
    usual = {
        "edition": edition,
        "made_from": "1.1",
        "sha256": "0" * 64,
        "size": 3,
        "made_on": date(2026, 5, 4),
    }
    for kind in ("seal", "package"):
        file = PublishedFile.objects.create(kind=kind, **usual)
        PublishedPart.objects.create(file=file, number=0, content=kind.encode())
    PublishedFile.objects.filter(kind="package").delete()
    assert leave_old_words_behind([PublishedPart]) is True
    assert [bytes(part.content) for part in PublishedPart.objects.all()] == [b"seal"]
