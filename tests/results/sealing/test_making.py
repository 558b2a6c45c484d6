"""The files of a final edition are made once it is out, kept, and made anew when words go."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from ideas.models import Idea
from results.models import PublishedFile, PublishedPart
from results.package.opening import open_package
from results.package.recomputing.everything import recompute
from results.package.seal import hash_content
from results.package.writing import pack, seal_edition, write_files
from results.published.reading import read_published
from results.sealing.files import BeingMade, Kind, get_file, list_files, list_seals, open_file
from results.sealing.making import make_due_files
from tests.results.exports.conftest import Stage
from tests.results.package.conftest import PRINTED, change
from tests.results.sealing.conftest import Published
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def test_all_files_are_made_once_and_agree_with_their_check_sums(
    published: Published, tmp_path: Path
) -> None:
    assert (make_due_files(), make_due_files()) == (1, 0)
    files = list_files(published.edition)
    assert sorted(files) == sorted(Kind.values)
    assert all(hash_content(open_file(one).read()) == one.sha256 for one in files.values())
    place = tmp_path / "package.zip"
    place.write_bytes(open_file(files[Kind.PACKAGE]).read())
    package = open_package(place)
    assert recompute(package, files[Kind.SEAL].sha256).differences == []
    assert len(package.rows("evidence")) == 5
    assert {row["about"]: row["number"] for row in package.rows("counts") if row["part"] == "ideas"}.values()
    say(place)


def say(place: Path, **options: str) -> str:
    """Run the command and return what it says."""
    out = StringIO()
    call_command("recompute_results", place, stdout=out, **options)
    return out.getvalue()


def test_the_command_finds_one_vote_more_by_the_seal_that_the_site_keeps(
    published: Published, tmp_path: Path
) -> None:
    make_due_files()
    true = read_published(published.edition)
    rows = true.table("ideas").as_dicts()
    liked = next(place for place, row in enumerate(rows) if row["ref"] == published.stage.liked.ref)
    forged = change(true, "ideas", "up", 13, liked)
    place = tmp_path / "forged.zip"
    place.write_bytes(pack(forged, write_files(forged, seal_edition(forged), PRINTED)))
    with pytest.raises(CommandError, match=r"sealed\.csv, compared with the site"):
        say(place)
    with pytest.raises(CommandError, match="no package"):
        say(tmp_path)
    with pytest.raises(CommandError, match="cannot be read"):
        say(tmp_path / "nowhere.zip")


def test_after_words_were_covered_the_old_files_are_given_to_nobody_and_made_anew(
    published: Published, tmp_path: Path
) -> None:
    make_due_files()
    sealed = list_files(published.edition)[Kind.SEAL]
    Idea.objects.filter(pk=published.stage.liked.pk).update(body="█")
    Workshop.objects.filter(pk=published.edition.workshop_id).update(content_version=99)
    published.edition.workshop.refresh_from_db()
    assert list(list_files(published.edition)) == [Kind.SEAL]
    with pytest.raises(BeingMade):
        get_file(published.edition, Kind.PACKAGE)
    assert make_due_files() == 1
    files = list_files(published.edition)
    package = open_file(files[Kind.PACKAGE]).read()
    place = tmp_path / "package.zip"
    place.write_bytes(package)
    opened = open_package(place)
    assert b"A rota, for all" not in b"".join(opened.files.values())
    assert files[Kind.SEAL] == sealed
    assert recompute(opened, sealed.sha256).differences == []
    assert PublishedPart.objects.count() == len(Kind.values)


def test_an_edition_that_cannot_be_made_waits_and_stops_nobody(
    published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr("results.sealing.making.make_poster", fail)
    assert (make_due_files(), make_due_files()) == (0, 0)
    assert list_seals(published.edition.workshop) == []


def test_the_database_keeps_a_sealed_list_as_it_is(published: Published) -> None:
    make_due_files()
    seal = PublishedFile.objects.filter(kind=Kind.SEAL)
    parts = PublishedPart.objects.filter(file__kind=Kind.SEAL)
    deeds: list[Callable[[], object]] = [
        lambda: seal.update(sha256="0" * 64),
        lambda: parts.update(content=b""),
        parts.delete,
        seal.delete,
    ]
    for deed in deeds:
        with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
            deed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ideas.removing_workshop', 'on', true)")
    assert parts.delete()[0] == 1


def test_before_a_final_edition_there_is_nothing_to_make(stage: Stage) -> None:
    assert make_due_files() == 0
    assert PublishedFile.objects.count() == 0
