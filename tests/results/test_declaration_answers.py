"""What members say of the Declaration on its pages: answers to a consultation, and verdicts of authors."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from results.models import AuthorVerdict, Edition, Statement, StatementAnswer, StatementTotal
from tests.cast import Person, make_idea
from tests.pages import read_text
from tests.results.declaration import add, begin, close_long_ago, make_released, make_statement, release
from workshops.models import Workshop
from workshops.models.workshop import NO_KEY

pytestmark = pytest.mark.django_db
HOME = "/workshops/community/declaration/"
MINE = "/workshops/community/mine/"
MOST_STATEMENTS = 8


def find_page(statement: Statement) -> str:
    """Return the address of a statement in its own edition."""
    return f"{HOME}{statement.edition.number}/{statement.ref}/"


@pytest.fixture
def asked(organiser: Person) -> Statement:
    """Return the statement of an edition about which members are asked."""
    until = timezone.localdate() + timedelta(days=9)
    edition = make_released(organiser, "Care begins at home.", kind="consultation", answers_until=until)
    return edition.statements.get()


def test_a_member_answers_changes_and_takes_back(participant: Person, asked: Statement) -> None:
    page = find_page(asked)
    assert "keep it, change it, or is something missing?" in read_text(participant.client.get(page))
    sent = participant.client.post(f"{page}answer/", {"value": "change", "text": "Say who pays."})
    assert (sent.status_code, sent["Location"]) == (303, page)
    text = read_text(participant.client.get(page))
    assert "You said: change it. Nobody else can see that. Say who pays." in text
    participant.client.post(f"{page}answer/", {"value": "keep", "text": ""})
    assert StatementAnswer.objects.get().value == "keep"
    participant.client.post(f"{page}answer/", {"take_back": "yes"})
    assert StatementAnswer.objects.get().value == ""
    assert "You said" not in read_text(participant.client.get(page))


def test_words_are_deleted_only_after_a_question(participant: Person, asked: Statement) -> None:
    page = find_page(asked)
    participant.client.post(f"{page}answer/", {"value": "change", "text": "Say who pays."})
    assert f'href="{page}answer/?take_back=yes"' in participant.client.get(page).content.decode()
    question = read_text(participant.client.get(f"{page}answer/?take_back=yes"))
    assert "Take your answer back? Say who pays. It is deleted, and nobody can bring it back." in question
    assert StatementAnswer.objects.get().text == "Say who pays."


def test_where_there_are_no_words_nothing_is_asked(participant: Person, asked: Statement) -> None:
    page = find_page(asked)
    participant.client.post(f"{page}answer/", {"value": "keep", "text": ""})
    assert "?take_back=yes" not in participant.client.get(page).content.decode()
    assert "What do you say?" in read_text(participant.client.get(f"{page}answer/?take_back=yes"))


def test_wrong_answers_are_explained_and_kept(participant: Person, asked: Statement) -> None:
    address = f"{find_page(asked)}answer/"
    missing = participant.client.post(address, {"value": "missing", "text": ""})
    assert (missing.status_code, "Say what is missing." in read_text(missing)) == (422, True)
    odd = participant.client.post(address, {"value": "drop", "text": "My words."})
    assert (odd.status_code, "My words." in odd.content.decode()) == (422, True)
    assert not StatementAnswer.objects.exists()


def test_an_answer_of_who_is_not_signed_in_waits_for_them(visitor: Client, asked: Statement) -> None:
    sent = visitor.post(f"{find_page(asked)}answer/", {"value": "keep", "text": ""})
    assert sent.status_code == 303
    assert "/accounts/" in sent["Location"]
    assert not StatementAnswer.objects.exists()


def test_nobody_answers_when_the_consultation_is_over(participant: Person, asked: Statement) -> None:
    Workshop.objects.update(closes_at=timezone.now() + timedelta(days=1))
    page = find_page(asked)
    assert participant.client.post(f"{page}answer/", {"value": "keep"}).status_code == 409
    Workshop.objects.update(closes_at=timezone.now() - timedelta(days=9))
    assert participant.client.get(f"{page}answer/").status_code == 200


def make_used(organiser: Person, author: Person) -> Statement:
    """Return a statement of a final edition that used an idea of this author."""
    workshop = organiser.membership.workshop
    idea = make_idea(workshop, author.membership)
    close_long_ago(workshop)
    edition = begin(organiser)
    statement = make_statement(edition, "Families ring one number.", None)
    add(statement, "item", item=idea)
    release(organiser, edition)
    statement.edition = Edition.objects.get(pk=edition.pk)
    return statement


def test_an_author_says_with_one_tap_whether_it_keeps_the_point(
    participant: Person, colleague: Person, organiser: Person
) -> None:
    statement = make_used(organiser, participant)
    address = f"{find_page(statement)}verdict/"
    assert "Does this sentence keep your point?" in read_text(participant.client.get(MINE))
    sent = participant.client.post(address, {"value": "waters_down"})
    assert (sent.status_code, sent["Location"]) == (303, MINE)
    participant.client.post(address, {"value": "loses"})
    assert AuthorVerdict.objects.get().value == "loses"
    page = participant.client.get(MINE)
    assert "You said that this sentence:" in read_text(page)
    assert page.content.decode().count('aria-pressed="true"') == 1
    assert "Does this sentence keep" not in read_text(colleague.client.get(MINE))
    assert colleague.client.post(address, {"value": "keeps"}).status_code == 403
    assert participant.client.post(address, {"value": "great"}).status_code == 422
    participant.client.post(address, {"value": ""})
    assert AuthorVerdict.objects.get().value == ""


def test_what_authors_say_shows_as_rounded_shares_only(
    visitor: Client, participant: Person, organiser: Person
) -> None:
    statement = make_used(organiser, participant)
    participant.client.post(f"{find_page(statement)}verdict/", {"value": "loses"})
    text = read_text(visitor.get(find_page(statement)))
    assert "shows here once enough of them have" in text
    assert "loses" not in text
    StatementTotal.objects.create(
        statement=statement, asked="verdict", people=15, told={"keeps": 15, "waters_down": 0, "loses": 0}
    )
    text = read_text(visitor.get(find_page(statement)))
    assert "About 15 people: keeps my point over 90%" in text


def test_once_the_key_is_destroyed_the_page_says_so(
    visitor: Client, participant: Person, organiser: Person
) -> None:
    statement = make_used(organiser, participant)
    Workshop.objects.filter(pk=organiser.membership.workshop_id).update(key_check=NO_KEY)
    text = read_text(visitor.get(find_page(statement)))
    assert "Nobody can add to it any more: the key is destroyed" in text
    address = f"{find_page(statement)}verdict/"
    assert participant.client.post(address, {"value": "keeps"}).status_code == 410
