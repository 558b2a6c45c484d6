"""Words of an answer that show who somebody is: covered by the design group, for good, with a reason."""

from __future__ import annotations

import pytest

from ideas_platform.lib.refusals import Unprocessable
from results.domain.answering import answer_statement
from results.domain.consulted import list_words
from results.domain.covering import Covering, cover_words, list_covered
from results.models import Statement, StatementAnswer
from tests.cast import Person
from tests.moderation.coding_people import meet
from tests.pages import read_text
from tests.results.declaration import make_released
from tests.results.test_foundation_pictures import list_faults

pytestmark = pytest.mark.django_db
TEXT = "Ask Ann Lee of ward 3. Ann Lee knows."


@pytest.fixture
def said(organiser: Person, participant: Person) -> Statement:
    """Return a statement to which somebody answered with a name, as the last release took it."""
    statement = make_released(organiser, kind="consultation").statements.get()
    answer_statement(actor=meet(participant), statement=statement, value="change", text=TEXT)
    StatementAnswer.objects.update(counted="change", shown_text=TEXT)
    return statement


def find_form(statement: Statement) -> str:
    """Return where the words of the only answer are covered."""
    [words] = list_words(statement.edition)[statement.pk]
    return f"/admin/desk/community/declaration/1/answers/{statement.ref}/{words.key}/"


def test_words_are_covered_in_what_is_read_and_in_what_waits_and_the_count_stays(
    moderator: Person, said: Statement
) -> None:
    StatementAnswer.objects.update(text="Ann Lee, and shorter.", value="keep")
    form = find_form(said)
    assert TEXT in read_text(moderator.client.get(form))
    sent = {"words_to_cover": "Ann Lee\r\nward 3", "reason": "identifies", "note": "It was ANN LEE."}
    assert moderator.client.post(form, sent).status_code == 303
    row = StatementAnswer.objects.get()
    assert (row.shown_text, row.text) == (
        "Ask [covered] of [covered]. [covered] knows.",
        "[covered], and shorter.",
    )
    assert (row.counted, row.value) == ("change", "keep")
    [kept] = list_covered(said.edition)
    assert (kept.reason, kept.note, kept.decided_by) == (
        "identifies",
        "It was [covered].",
        moderator.membership,
    )
    page = read_text(moderator.client.get("/admin/desk/community/declaration/1/answers/"))
    assert ("Ann" in page, "could identify a person" in page) == (False, True)
    assert moderator.client.get(form).status_code == 404


def test_words_that_do_not_stand_there_are_asked_for_again(moderator: Person, said: Statement) -> None:
    form = find_form(said)
    for words in ("Bob", "A", "", "Ann Lee\nBob"):
        answer = moderator.client.post(form, {"words_to_cover": words, "reason": "identifies"})
        assert (answer.status_code, list(list_faults(answer))) == (422, ["words_to_cover"])
    assert list(list_faults(moderator.client.post(form, {"words_to_cover": "Ann Lee"}))) == ["reason"]
    with pytest.raises(Unprocessable):
        cover_words(
            actor=meet(moderator), statement=said, text=TEXT, covering=Covering(["Bob"], "identifies")
        )
    assert StatementAnswer.objects.get().shown_text == TEXT


def test_a_page_names_no_tag(moderator: Person, said: Statement) -> None:
    page = moderator.client.get("/admin/desk/community/declaration/1/answers/").content.decode()
    assert bytes(StatementAnswer.objects.get().tag).hex() not in page
    assert find_form(said) in page
