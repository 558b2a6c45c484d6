"""Writing the Declaration on the desk: its pages, for one and for several at once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from results.models import Audience, Edition, Evidence, Foundation, NotUsed, Statement, StatementAnswer
from tests.cast import Person, make_idea
from tests.moderation.coding_people import code_as, make_code, make_text, meet
from tests.pages import Page, read_text
from tests.results.declaration import (
    JUDGEMENT,
    begin,
    close_long_ago,
    make_foundation,
    make_released,
    make_statement,
)
from workshops.models import Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
DECLARATION = "/admin/desk/community/declaration/"
ONE = f"{DECLARATION}1/"


def post(person: Person, address: str, **sent: object) -> Page:
    return person.client.post(address, sent)


def test_an_edition_is_begun_and_gone_on_with(moderator: Person) -> None:
    assert "There is no edition yet." in read_text(moderator.client.get(DECLARATION))
    for _again in range(2):
        answer = post(moderator, DECLARATION)
        assert (answer.status_code, answer.headers["Location"]) == (303, ONE)
    assert Edition.objects.count() == 1
    assert "Being written" in read_text(moderator.client.get(DECLARATION))
    assert "Edition 1 is being written." in read_text(moderator.client.get("/admin/desk/community/"))


def test_an_edition_is_written_from_nothing_to_its_release(organiser: Person) -> None:
    """By forms alone, without scripts: parts, statements, what they stand on, reasons, release."""
    workshop = meet(organiser).workshop
    close_long_ago(workshop)
    used = make_idea(workshop, body="Families ring five places today.")
    left = make_idea(workshop, title="Dearer biscuits")
    post(organiser, DECLARATION)
    words = {
        "kind": "final", "title": "Our Declaration", "stood_behind_by": "The design group", "version": 1,
        "foundation_word": "Pillar", "foundations_word": "Pillars",
    }  # fmt: skip
    assert post(organiser, f"{ONE}words/", **words).status_code == 303
    assert post(organiser, f"{ONE}foundations/", title="Nearby", promise="Care is near.").status_code == 303
    home = Foundation.objects.get()
    answer = post(organiser, f"{ONE}statements/", text="One number for all.", foundation=home.pk, audience="")
    statement = Statement.objects.get()
    page = f"{ONE}statements/{statement.ref}/"
    assert answer.headers["Location"] == page
    sent = {"stance": "supports", "stream": "staff"}
    wrong = post(organiser, f"{page}evidence/", kind="quote", ref=used.ref, quote="ring six places", **sent)
    assert (wrong.status_code, "word for word" in read_text(wrong)) == (422, True)
    right = post(organiser, f"{page}evidence/", kind="quote", ref=used.ref, quote="ring five places", **sent)
    assert right.status_code == 303
    check = post(organiser, f"{ONE}check/", sure="yes")
    assert (check.status_code, "1 text has neither: show it" in read_text(check)) == (409, True)
    assert "Dearer biscuits" in read_text(organiser.client.get(f"{ONE}not-used/"))
    assert post(organiser, f"{ONE}not-used/", chosen=left.ref, reason="Not ours to say.").status_code == 303
    assert "Every idea has a statement or a reason." in read_text(organiser.client.get(f"{ONE}not-used/"))
    assert "Boards and totals stay as they are for good." in read_text(organiser.client.get(f"{ONE}check/"))
    assert post(organiser, f"{ONE}check/").status_code == 422
    assert post(organiser, f"{ONE}check/", sure="yes").status_code == 303
    assert Workshop.objects.with_phase().get(pk=workshop.pk).phase == Phase.PUBLISHED
    assert "It stays as it is." in read_text(organiser.client.get(ONE))


def test_only_organisers_release(moderator: Person) -> None:
    make_statement(begin(moderator))
    assert post(moderator, f"{ONE}check/", sure="yes").status_code == 403


@pytest.mark.parametrize("kind", ["words", "foundation", "statement"])
def test_who_saves_second_sees_both_texts_and_changes_nothing(moderator: Person, kind: str) -> None:
    edition = begin(moderator)
    statement = make_statement(edition)
    home = statement.foundation
    edition.refresh_from_db()
    addresses = {
        "words": (f"{ONE}words/", edition.version, "title"),
        "foundation": (f"{ONE}foundations/{home.slug}/", 1, "title"),
        "statement": (f"{ONE}statements/{statement.ref}/", 1, "text"),
    }
    address, version, box = addresses[kind]
    usual = {
        "kind": "final", "title": "x", "foundation_word": "Part", "foundations_word": "Parts",
        "foundation": str(home.pk),
    }  # fmt: skip
    first = post(moderator, address, **{**usual, box: "First words.", "version": version})
    second = post(moderator, address, **{**usual, box: "Second words.", "version": version})
    page = second.content.decode()
    assert (first.status_code, second.status_code) == (303, 409)
    assert "Somebody was quicker" in read_text(second)
    assert (page.count("First words."), "Second words." in page) == (page.count("First words.") or 1, True)
    assert f'name="version" value="{version + 1}"' in page
    again = post(moderator, address, **{**usual, box: "Both words.", "version": version + 1})
    assert again.status_code == 303


def test_what_is_left_over_is_searched_and_told_apart_by_code(moderator: Person) -> None:
    workshop = meet(moderator).workshop
    code = make_code(moderator, "Buses")
    coded, other = make_text(workshop, title="Late buses"), make_text(workshop, title="Night care")
    code_as(moderator, coded, [code])
    begin(moderator)
    found = read_text(moderator.client.get(f"{ONE}not-used/", {"words": "night"}))
    assert ("Night care" in found, "Late buses" in found) == (True, False)
    found = read_text(moderator.client.get(f"{ONE}not-used/", {"code": str(code.pk)}))
    assert ("Night care" in found, "Late buses" in found) == (False, True)
    wrong = post(moderator, f"{ONE}not-used/", reason="Too dear.")
    assert (wrong.status_code, "Choose at least one text" in read_text(wrong)) == (422, True)
    assert post(moderator, f"{ONE}not-used/", of_code=str(code.pk), reason="").status_code == 422
    assert post(moderator, f"{ONE}not-used/", of_code=str(code.pk), reason="Too dear.").status_code == 303
    assert post(moderator, f"{ONE}not-used/", chosen=other.ref, reason="Said.").status_code == 303
    reason = NotUsed.objects.get(code=code)
    assert post(moderator, f"{ONE}not-used/{reason.pk}/removal/").status_code == 303
    assert list(NotUsed.objects.values_list("reason", flat=True)) == ["Said."]


def test_parts_and_statements_move_and_go(moderator: Person) -> None:
    edition = begin(moderator)
    statement = make_statement(edition)
    make_statement(edition, "Other.")
    make_foundation(edition, "Second")
    assert post(moderator, f"{ONE}statements/{statement.ref}/move/", way="down").status_code == 303
    assert post(moderator, f"{ONE}foundations/second/move/", way="up").status_code == 303
    page = read_text(moderator.client.get(ONE))
    assert page.index("Second") < page.index("Other.") < page.index("Care begins at home.")
    full = post(moderator, f"{ONE}foundations/nearby/removal/")
    assert (full.status_code, "Move or remove its statements first." in read_text(full)) == (422, True)
    assert post(moderator, f"{ONE}foundations/second/removal/").status_code == 303
    assert post(moderator, f"{ONE}statements/{statement.ref}/removal/").status_code == 303
    assert [*Statement.objects.values_list("text", flat=True)] == ["Other."]


def test_where_a_statement_comes_from_is_said_with_a_reason(organiser: Person) -> None:
    make_released(organiser, "One.", "Two.")
    post(organiser, DECLARATION)
    edition = Edition.objects.get(number=2)
    two = f"{DECLARATION}2/"
    statement = edition.statements.get(text="One.")
    page = f"{two}statements/{statement.ref}/"
    keys = [str(one.pk) for one in Statement.objects.filter(edition__number=1).order_by("order")]
    wrong = post(organiser, f"{page}lineage/", deed="merged", previous=keys[:1], reason="x")
    assert wrong.status_code == 422
    removed = edition.statements.get(text="Two.")
    post(organiser, f"{two}statements/{removed.ref}/removal/")
    dropped = organiser.client.get(f"{two}dropped/")
    assert "Two." in read_text(dropped)
    assert post(organiser, f"{two}dropped/", previous=keys[1], reason="Done by now.").status_code == 303
    assert edition.lineage.get(deed="dropped").reason == "Done by now."
    assert post(organiser, f"{page}lineage/", deed="merged", previous=keys, reason="One.").status_code == 303
    assert not edition.lineage.filter(deed="dropped").exists()
    assert "merged" in read_text(organiser.client.get(f"{two}preview/"))


def test_evidence_is_added_and_taken_away(moderator: Person) -> None:
    statement = make_statement(begin(moderator), new=JUDGEMENT)
    code = make_code(moderator)
    page = f"{ONE}statements/{statement.ref}/"
    sent = {"kind": "code", "code": str(code.pk), "stance": "contradicts", "stream": "staff"}
    assert post(moderator, f"{page}evidence/", **sent).status_code == 303
    twice = post(moderator, f"{page}evidence/", **sent)
    assert (twice.status_code, "has this already" in read_text(twice)) == (422, True)
    assert post(moderator, f"{page}evidence/", **{**sent, "kind": "item", "code": ""}).status_code == 422
    evidence = Evidence.objects.get(kind="code")
    assert "contradicts it" in read_text(moderator.client.get(page))
    assert post(moderator, f"{page}evidence/{evidence.pk}/removal/").status_code == 303
    assert post(moderator, f"{page}evidence/{evidence.pk}/removal/").status_code == 404


def test_an_edition_in_work_is_thrown_away_and_a_released_one_never(organiser: Person) -> None:
    make_released(organiser)
    assert post(organiser, f"{ONE}removal/", sure="yes").status_code == 409
    assert post(organiser, f"{ONE}words/", kind="final").status_code == 422
    post(organiser, DECLARATION)
    two = f"{DECLARATION}2/"
    assert "cannot be brought back" in read_text(post(organiser, f"{two}removal/"))
    assert post(organiser, f"{two}removal/", sure="yes").status_code == 303
    assert [one.number for one in Edition.objects.all()] == [1]


def test_what_became_of_a_statement_is_said_on_the_desk(organiser: Person) -> None:
    statement = make_released(organiser).statements.get()
    page = f"{ONE}statements/{statement.ref}/"
    assert post(organiser, f"{page}status/", state="stopped", since="2026-01-01").status_code == 422
    sent = {"state": "begun", "since": "2026-01-01", "reason": ""}
    assert post(organiser, f"{page}status/", **sent).status_code == 303
    assert ": begun" in read_text(organiser.client.get(page))


def test_words_of_a_consultation_are_read_once_released(organiser: Person, participant: Person) -> None:
    statement = make_released(organiser, kind="consultation").statements.get()
    StatementAnswer.objects.create(
        statement=statement,
        tag=b"x" * 16,
        value="change",
        text="Longer.",
        shown_text="Shorter.",
        counted="change",
    )
    page = read_text(organiser.client.get(f"{ONE}answers/"))
    assert ("Shorter." in page, "Longer." in page, "too few so far" in page) == (True, False, True)


def test_audiences_are_in_the_words_of_the_workshop(moderator: Person) -> None:
    address = f"{DECLARATION}audiences/"
    edition = begin(moderator)
    assert post(moderator, address, name="Care homes").status_code == 303
    assert post(moderator, address, name="Care homes").status_code == 422
    audience = Audience.objects.get(slug="care-homes")
    statement = make_statement(edition)
    Statement.objects.filter(pk=statement.pk).update(audience=audience)
    assert post(moderator, address, remove="care-homes").status_code == 422
    assert post(moderator, address, remove="staff").status_code == 303
    assert not Audience.objects.filter(slug="staff").exists()


def test_the_pages_take_the_same_queries_for_one_statement_and_for_twenty(moderator: Person) -> None:
    edition = begin(moderator)
    statement = make_statement(edition)
    pages = [ONE, f"{ONE}check/", f"{ONE}preview/", f"{ONE}not-used/", f"{ONE}statements/{statement.ref}/"]
    workshop = meet(moderator).workshop
    assert moderator.client.get(ONE).status_code == 200, "signed in"
    few = [_count(moderator, page) for page in pages]
    for number in range(19):
        one = make_statement(edition, f"Number {number}.", None)
        idea: Idea = make_idea(workshop)
        Evidence.objects.create(statement=one, kind="item", stream="staff", idea=idea)
        NotUsed.objects.create(edition=edition, idea=make_idea(workshop), reason="Said.")
    assert [_count(moderator, page) for page in pages] == few


def _count(person: Person, page: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert person.client.get(page).status_code == 200
    return len(queries)
