"""Exports on the page: an organiser asks for one, sees how far it is, downloads it; nobody else does."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from ideas_platform.lib import rate_limits
from ideas_platform.lib.locks import lock_number
from results.exports import asked_for
from results.exports.asked_for import ask_for_export, make_asked_exports, make_export
from results.exports.exporting import WRITERS
from results.models import ExportFile, ExportPart
from results.tasks import make_exports
from tests.cast import Person, make_idea, make_member, make_user, sign_in
from tests.results.exports.read_back import read_document
from workshops.models import Membership, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
PAGE = "/workshops/community/exports/"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every export be one that the worker makes."""
    monkeypatch.setattr(asked_for, "SMALL", -1)


def download(person: Person, form: str) -> tuple[str, bytes]:
    """Ask for an export as a browser does; return the name under which it is saved, and the file."""
    answer = person.client.post(PAGE, {"format": form})
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}#files")
    export = ExportFile.objects.filter(format=form).latest("asked_at")
    assert f"{PAGE}{export.pk}/" in person.client.get(PAGE).content.decode()
    answer = person.client.get(f"{PAGE}{export.pk}/")
    name = answer["Content-Disposition"].partition("filename=")[2]
    return name.strip('"'), b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_an_organiser_downloads_all_three_formats_and_reads_the_same_back(
    workshop: Workshop, organiser: Person, tmp_path: Path
) -> None:
    idea = make_idea(workshop, title="One rota", body="=1+1")
    today = timezone.localdate()
    name, content = download(organiser, "csv")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        [row] = csv.DictReader(io.TextIOWrapper(archive.open("ideas.csv"), "utf-8-sig"))
        assert "README.txt" in archive.namelist()
    assert (name, row["ref"], row["body"]) == (f"community-{today}-csv.zip", idea.ref, "'=1+1")
    name, content = download(organiser, "xlsx")
    sheet = load_workbook(io.BytesIO(content))["ideas"]
    assert (name, sheet.cell(2, 1).value) == (f"community-{today}.xlsx", idea.ref)
    name, content = download(organiser, "json")
    assert (name, json.loads(content)) == (
        f"community-{today}.json",
        read_document(workshop, tmp_path / "one.json"),
    )


def make_and_read_progress(export: ExportFile) -> list[int]:
    """Make what was asked for; return how far one reads that it is, after each row of an idea or comment."""
    seen, keep = [], asked_for._keep_progress
    with pytest.MonkeyPatch.context() as patch:

        def keep_and_read(file: ExportFile, percent: int) -> None:
            keep(file, percent)
            seen.append(asked_for.read_progress([export])[export])

        patch.setattr(asked_for, "_keep_progress", keep_and_read)
        make_exports()
    return seen


def test_a_large_one_is_made_by_the_worker_and_the_page_says_how_far_it_is(
    workshop: Workshop, organiser: Person, large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked_for, "EVERY_ROWS", 1)
    make_idea(workshop)
    make_idea(workshop)
    organiser.client.post(PAGE, {"format": "json"})
    export = ExportFile.objects.get()
    page = organiser.client.get(PAGE).content.decode()
    assert "It is being made: 0% so far." in page
    assert "Look again" in page
    assert organiser.client.get(f"{PAGE}{export.pk}/").status_code == 404
    assert make_and_read_progress(export)[:2] == [50, 99]
    page = organiser.client.get(PAGE).content.decode()
    assert "Look again" not in page
    answer = organiser.client.get(f"{PAGE}{export.pk}/")
    answer.close()
    assert answer.status_code == 200


def test_pressed_twice_it_is_asked_for_once(workshop: Workshop, organiser: Person, large: None) -> None:
    for _time in range(2):
        organiser.client.post(PAGE, {"format": "csv"})
    organiser.client.post(PAGE, {"format": "xlsx"})
    assert sorted(ExportFile.objects.values_list("format", flat=True)) == ["csv", "xlsx"]
    assert (make_asked_exports(), make_asked_exports()) == (2, 0)


def test_while_one_run_makes_exports_another_one_does_nothing(
    workshop: Workshop, organiser: Person, large: None
) -> None:
    ask_for_export(organiser.user, workshop, "json")
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [lock_number("exports")])
        assert make_asked_exports() == 0
        # A closed connection gives its locks back only when the server has seen that it closed.
        other.execute("SELECT pg_advisory_unlock(%s)", [lock_number("exports")])
        assert make_asked_exports() == 1


def test_made_twice_it_is_stored_once(workshop: Workshop, organiser: Person, large: None) -> None:
    export = ask_for_export(organiser.user, workshop, "json")
    copy = ExportFile.objects.get()
    assert (make_export(export), make_export(copy)) == (True, False)
    assert ExportPart.objects.count() == 1


def test_one_that_fails_says_so_and_can_be_asked_for_again(
    workshop: Workshop, organiser: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setitem(WRITERS, "json", fail)
        organiser.client.post(PAGE, {"format": "json"})
    assert "It could not be made." in organiser.client.get(PAGE).content.decode()
    download(organiser, "json")


def test_each_is_its_owners_alone(workshop: Workshop, organiser: Person) -> None:
    export = ask_for_export(organiser.user, workshop, "json")
    other = make_member("second", workshop, Role.ORGANISER)
    assert other.client.get(f"{PAGE}{export.pk}/").status_code == 404
    assert str(export.pk) not in other.client.get(PAGE).content.decode()


def test_who_organises_no_more_downloads_no_more(workshop: Workshop, organiser: Person) -> None:
    export = ask_for_export(organiser.user, workshop, "json")
    organiser.membership.role = Role.PARTICIPANT
    organiser.membership.save()
    assert organiser.client.get(f"{PAGE}{export.pk}/").status_code == 404


def test_after_a_day_it_is_gone(workshop: Workshop, organiser: Person) -> None:
    export = ask_for_export(organiser.user, workshop, "json")
    ExportFile.objects.update(asked_at=timezone.now() - timedelta(hours=24))
    assert organiser.client.get(f"{PAGE}{export.pk}/").status_code == 404
    assert str(export.pk) not in organiser.client.get(PAGE).content.decode()
    make_exports()
    assert (ExportFile.objects.count(), ExportPart.objects.count()) == (0, 0)


def test_what_is_no_format_is_told_in_plain_words(organiser: Person) -> None:
    answer = organiser.client.post(PAGE, {"format": "pdf"})
    assert answer.status_code == 422
    assert "Press one of these three buttons." in answer.content.decode()
    assert ExportFile.objects.count() == 0


def test_ten_an_hour_are_enough(
    workshop: Workshop, organiser: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = rate_limits.RateLimit("exports of this test", 1, 3600, asked_for.EXPORTS.message)
    monkeypatch.setattr(asked_for, "EXPORTS", few)
    assert (asked_for.EXPORTS.times, organiser.client.post(PAGE, {"format": "json"}).status_code) == (1, 303)
    answer = organiser.client.post(PAGE, {"format": "json"})
    assert (answer.status_code, "Retry-After" in answer) == (429, True)


def test_without_a_second_factor_one_is_led_to_it(workshop: Workshop) -> None:
    user = make_user("elsewhere", is_staff=True)
    Membership.objects.create(user=user, workshop=workshop, role=Role.ORGANISER)
    answer = sign_in(user).get(PAGE)
    led_to = "/admin/login/?next=%2Fworkshops%2Fcommunity%2Fexports%2F"
    assert (answer.status_code, answer["Location"]) == (303, led_to)


def test_organisers_find_the_page_from_the_workshops(
    workshop: Workshop, organiser: Person, participant: Person
) -> None:
    pages = [
        person.client.get("/workshops/community/").content.decode() for person in (organiser, participant)
    ]
    assert [f'href="{PAGE}"' in page for page in pages] == [True, False]


def test_the_page_asks_the_same_for_one_file_and_for_many(workshop: Workshop, organiser: Person) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            organiser.client.get(PAGE)
        return len(queries)

    ask_for_export(organiser.user, workshop, "json")
    count()
    once = count()
    for _more in range(5):
        ask_for_export(organiser.user, workshop, "json")
    assert count() == once
