"""Before an idea is sent its author sees what in it could identify somebody."""

import pytest

from ideas.domain.warnings import warn_about
from ideas.models import Idea
from tests.cast import Person
from workshops.models import Workshop

WRITE = "/workshops/community/ideas/new/"
IDEA = {
    "theme": "other",
    "intent": "new",
    "title": "One number to ring",
    "body": "Families ring five places.",
}
NAMED = "Mr <b>Patel</b> and Mr Jones said so."


def test_a_text_that_tells_nothing_gives_no_warning() -> None:
    warnings = warn_about(title="One number to ring", body="Families ring five places.")
    assert warnings.messages == []
    assert [(passage.text, passage.finding) for passage in warnings.body] == [
        ("Families ring five places.", None)
    ]


def test_the_passages_are_marked_and_all_of_the_text_is_kept() -> None:
    body = "Mr Patel in bed 4 was sent home at night."
    warnings = warn_about(title="Ring me on 020 7946 0018", body=body)
    assert "".join(passage.text for passage in warnings.body) == body
    assert [passage.text for passage in warnings.title if passage.finding] == ["020 7946 0018"]
    assert [passage.text for passage in warnings.body if passage.finding] == ["Mr Patel", "bed 4"]
    assert len(warnings.messages) == 3


def test_each_kind_is_explained_once() -> None:
    assert len(warn_about(title="Mr Patel", body="Mrs Jones told Mr Patel.").messages) == 1


@pytest.mark.django_db
def test_the_check_page_marks_the_passage(participant: Person) -> None:
    page = participant.client.post(WRITE, {**IDEA, "body": NAMED, "step": "check"}, follow=True)
    html = page.content.decode()
    assert page.status_code == 200
    assert html.count("<mark>Mr Jones</mark>") == 1
    assert html.count("<b>Patel</b>") == 0
    assert html.count("This could tell who somebody is") == 1


@pytest.mark.django_db
def test_a_clean_idea_is_not_held_up(participant: Person) -> None:
    page = participant.client.post(WRITE, {**IDEA, "step": "check"}, follow=True)
    assert page.content.decode().count("This could tell who somebody is") == 0


@pytest.mark.django_db
def test_the_author_may_go_on(participant: Person) -> None:
    assert (
        participant.client.post(WRITE, {**IDEA, "body": "Mr Jones said so.", "step": "send"}).status_code
        == 303
    )
    assert Idea.objects.get().body == "Mr Jones said so."


@pytest.mark.django_db
def test_who_has_not_joined_is_warned_before_they_do(workshop: Workshop, outsider: Person) -> None:
    page = outsider.client.post(WRITE, {**IDEA, "body": "Mr Jones said so.", "step": "check"}, follow=True)
    assert page.content.decode().count("<mark>Mr Jones</mark>") == 1
