"""The straw poll in the admin: written on the workshop's page, fixed from opening on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Person, make_member, make_poll, make_workshop
from tests.pages import Page, read_text
from tests.workshops.admin_pages import change, save
from workshops.models import Poll, PollOption, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
QUESTION = {
    "poll-TOTAL_FORMS": 1,
    "poll-0-question": "Do you support the draft vision?",
    "poll-0-supportive_words": "support it",
}


@pytest.fixture
def prepared() -> Workshop:
    """Return a workshop that has not opened yet."""
    return make_workshop(Phase.ANNOUNCED)


@pytest.fixture
def organiser(prepared: Workshop) -> Person:
    """Return its organiser."""
    return make_member("organiser", prepared, Role.ORGANISER)


def rows(*labels: str, numbers: tuple[int, ...] = (1, 2, 3)) -> dict[str, Any]:
    """Return what the boxes of these answers send; the first is supportive."""
    values: dict[str, Any] = {"poll_options-TOTAL_FORMS": len(labels), "poll_options-0-supportive": "on"}
    for place, (number, label) in enumerate(zip(numbers, labels, strict=False)):
        values |= {f"poll_options-{place}-number": number, f"poll_options-{place}-label": label}
    return values


def problems(page: Page) -> list[str]:
    """Return what is wrong with the answers as a whole."""
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    return [str(words) for formset in formsets for words in formset.non_form_errors()]


def test_question_and_answers_are_written_on_the_workshops_page(
    prepared: Workshop, organiser: Person
) -> None:
    assert save(organiser.client, change(prepared), **QUESTION, **rows("Yes", "No")).status_code == 302
    poll = Poll.objects.get(workshop=prepared)
    assert (poll.question, poll.supportive_words) == ("Do you support the draft vision?", "support it")
    stored = PollOption.objects.filter(workshop=prepared).values_list("number", "label", "supportive")
    assert list(stored) == [(1, "Yes", True), (2, "No", False)]


def test_question_and_answers_can_be_changed_and_taken_away_before_opening(
    prepared: Workshop, organiser: Person
) -> None:
    make_poll(prepared)
    changes = {"poll-0-question": "Do you agree?", "poll_options-4-DELETE": "on"}
    assert save(organiser.client, change(prepared), **changes).status_code == 302
    assert Poll.objects.get().question == "Do you agree?"
    assert PollOption.objects.count() == 4
    assert save(organiser.client, change(prepared), **{"poll-0-DELETE": "on"}).status_code == 302
    assert Poll.objects.count() == 0


def test_saving_without_a_change_changes_nothing(prepared: Workshop, organiser: Person) -> None:
    make_poll(prepared)
    before = list(Poll.objects.values()), list(PollOption.objects.values())
    assert save(organiser.client, change(prepared)).status_code == 302
    assert (list(Poll.objects.values()), list(PollOption.objects.values())) == before


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (rows("Yes"), "Write at least two answers to the straw poll."),
        (rows("Yes", "Yes"), "“Yes” is there twice."),
        (rows("Yes", "No", numbers=(1, 1)), "“1” is there twice."),
    ],
)
def test_answers_that_are_no_scale_are_refused(
    prepared: Workshop, organiser: Person, answers: dict[str, Any], words: str
) -> None:
    page = save(organiser.client, change(prepared), **QUESTION, **answers)
    assert (page.status_code, problems(page)) == (200, [words])
    assert PollOption.objects.count() == 0


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CLOSED, Phase.PUBLISHED])
def test_from_opening_on_the_wording_stays(phase: Phase) -> None:
    workshop = make_workshop(phase)
    organiser = make_member("organiser", workshop, Role.ORGANISER)
    make_poll(workshop)
    changes = {"poll-0-question": "Do you agree?", "poll_options-0-label": "Yes", "poll-0-DELETE": "on"}
    assert save(organiser.client, change(workshop), **changes).status_code == 302
    assert Poll.objects.get().question == "Do you support the draft vision?"
    assert PollOption.objects.order_by("number")[0].label == "Completely"


def test_the_design_group_reads_it(prepared: Workshop) -> None:
    make_poll(prepared)
    reader = make_member("reader", prepared, Role.DESIGN_GROUP)
    assert "Do you support the draft vision?" in read_text(reader.client.get(change(prepared)))


def test_no_answer_and_no_total_is_in_the_admin(administrator: Person) -> None:
    for kind in ("poll", "polloption", "pollanswer", "polltotal"):
        assert administrator.client.get(f"/admin/workshops/{kind}/").status_code == 404
