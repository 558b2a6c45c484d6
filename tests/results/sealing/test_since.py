"""Where statements come from, and what became of them: in exports, package and report, and not sealed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from results.domain.comparing import set_lineage
from results.domain.statuses import write_status
from results.models import Edition
from results.package.opening import open_package
from results.package.recomputing.everything import recompute
from results.sealing.files import Kind, list_files
from results.sealing.making import make_due_files
from tests.cast import Person
from tests.results.declaration import begin, make_statement, release
from tests.results.exports.read_back import read_document
from tests.results.exports.test_equal_to_pages import Tables
from tests.results.sealing.conftest import Published
from tests.results.sealing.test_equal_everywhere import read_files, read_report

pytestmark = pytest.mark.django_db
ROTA, PLAN = "There is one rota for all.", "Each service plans for its place."


@pytest.fixture
def second(published: Published, organiser: Person) -> Edition:
    """Return the edition after the first: both statements are kept, and there is a new one."""
    edition = begin(organiser)
    new = make_statement(edition, "We tell you what changed.")
    set_lineage(statement=new, deed="new", previous=[], reason="You asked for it.")
    return release(organiser, edition)


def tell(edition: Edition, state: str, days: int, reason: str = "") -> None:
    """Say of the first statement how far it is since so many days ago."""
    statement = edition.statements.get(text=ROTA)
    since = timezone.localdate() - timedelta(days=days)
    write_status(statement=statement, state=state, since=since, reason=reason)


def of_edition(tables: Tables, number: int) -> Tables:
    """Return both tables of an export for one edition, without its number."""
    return {
        name: [
            {column: cell for column, cell in row.items() if column != "edition"}
            for row in tables[name]
            if row["edition"] == number
        ]
        for name in ("lineage", "statuses")
    }


def test_both_stand_in_package_report_and_exports_as_they_are_now(
    published: Published, second: Edition, tmp_path: Path
) -> None:
    tell(published.edition, "planned", 9)
    tell(second, "stopped", 2, "The money went elsewhere.")
    make_due_files()
    package = read_files(second, tmp_path)
    refs = dict(second.statements.values_list("text", "ref"))
    assert [(row["statement"], row["deed"], row["previous_text"]) for row in package["lineage"]] == [
        *sorted((refs[text], "kept", text) for text in (ROTA, PLAN)),
        (refs["We tell you what changed."], "new", None),
    ]
    assert [(row["statement"], row["state"], row["reason"]) for row in package["statuses"]] == [
        (refs[ROTA], "planned", None),
        (refs[ROTA], "stopped", "The money went elsewhere."),
    ]
    document = of_edition(read_document(second.workshop, tmp_path / "out.json"), second.number)
    for row in package["statuses"]:
        row["since"] = row["since"].isoformat()
    assert document == {name: package[name] for name in document}
    words = read_report(second)
    assert "Stopped" in words
    assert "The money went elsewhere." in words
    assert "You asked for it." in words


def test_what_is_said_later_makes_the_package_anew_and_leaves_its_seal(
    published: Published, tmp_path: Path
) -> None:
    edition = published.edition
    make_due_files()
    sealed = list_files(edition)[Kind.SEAL].sha256
    assert read_files(edition, tmp_path)["statuses"] == []
    tell(edition, "begun", 1)
    edition.workshop.refresh_from_db()
    assert list(list_files(edition)) == [Kind.SEAL]
    make_due_files()
    assert [row["state"] for row in read_files(edition, tmp_path)["statuses"]] == ["begun"]
    assert list_files(edition)[Kind.SEAL].sha256 == sealed
    assert recompute(open_package(tmp_path / "package.zip"), sealed).differences == []
