"""The straw poll over HTTP, with and without JavaScript."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.domain.polls import answer_poll
from ideas.models import PollAnswer
from tests.cast import Person, make_member, make_members, make_poll, make_workshop
from tests.pages import Page, find_inline, read_text
from voting.releases.releases import release_workshop
from workshops.models import Poll, PollOption, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
POLL, ABOUT = "/workshops/community/poll/", "/workshops/community/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def options(workshop: Workshop) -> list[PollOption]:
    """Return the five options of the workshop's poll."""
    return make_poll(workshop, supportive_words="support it completely or mostly")


def fill(options: list[PollOption], *numbers: int) -> None:
    """Let this many people choose each option, and release."""
    workshop = options[0].workshop
    poll = Poll.objects.get(workshop=workshop)
    for option, number in zip(options, numbers, strict=True):
        for member in make_members(number, workshop):
            answer_poll(actor=member, poll=poll, option=option)
    release_workshop(workshop.pk, force=True)


def send(person: Person, **data: str) -> Page:
    return person.client.post(POLL, data, headers=HTMX)


def test_who_has_not_answered_sees_the_question_and_its_options(
    participant: Person, options: list[PollOption]
) -> None:
    page = participant.client.get(POLL)
    assert page.status_code == 200
    assert [choice[1] for choice in page.context["form"]["answer"].field.choices] == [
        option.label for option in options
    ]
    assert [radio.data["selected"] for radio in page.context["form"]["answer"]] == [False] * 5
    assert find_inline(page) == []


def test_a_plain_form_is_answered_with_303_to_the_result(
    participant: Person, options: list[PollOption]
) -> None:
    fill(options, 5, 3, 1, 1, 0)
    answer = participant.client.post(POLL, {"answer": "2"})
    assert (answer.status_code, answer["Location"]) == (303, POLL)
    page = participant.client.get(POLL)
    assert (page.context["form"], page.context["mine"]) == (None, options[1])
    assert "80% support it completely or mostly." in read_text(page)
    assert find_inline(page) == []


def test_htmx_gets_the_panel_with_the_result(participant: Person, options: list[PollOption]) -> None:
    answer = send(participant, answer="1")
    assert answer.status_code == 200
    assert answer.templates[0].name == "workshops/_poll_panel.html"
    assert (answer.context["mine"], answer.context["just_done"]) == (
        options[0],
        "Your answer is stored. It is counted with the next release.",
    )


def test_an_answer_can_be_changed_on_the_same_page(participant: Person, options: list[PollOption]) -> None:
    send(participant, answer="1")
    page = participant.client.get(f"{POLL}?change=1")
    assert [radio.data["selected"] for radio in page.context["form"]["answer"]] == [True, *[False] * 4]
    participant.client.post(POLL, {"answer": "5"})
    assert list(PollAnswer.objects.values_list("option", flat=True)) == [options[4].pk]


def test_an_answer_can_be_taken_back(participant: Person, options: list[PollOption]) -> None:
    send(participant, answer="1")
    answer = send(participant, answer="1", take_back="yes")
    assert answer.context["just_done"] == "You have taken your answer back."
    assert answer.context["form"] is not None
    assert list(PollAnswer.objects.values_list("option", flat=True)) == [None]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose one of the answers."),
        ({"answer": ""}, "Choose one of the answers."),
        ({"answer": "6"}, "Choose one of these answers."),
        ({"answer": "Mostly"}, "Choose one of these answers."),
        ({"answer": "\x00"}, "Choose one of these answers."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_no_answer_is_refused_beside_the_question(
    participant: Person,
    options: list[PollOption],
    data: dict[str, str],
    words: str,
    headers: dict[str, str],
) -> None:
    page = participant.client.post(POLL, data, headers=headers)
    assert page.status_code == 422
    assert page.context["form"].errors["answer"] == [words]
    assert f'href="#{page.context["form"]["answer"].auto_id}_0">{words}' in page.content.decode()
    assert PollAnswer.objects.count() == 0


def test_results_are_hidden_until_one_has_answered(participant: Person, options: list[PollOption]) -> None:
    fill(options, 5, 3, 1, 1, 0)
    page = participant.client.get(POLL)
    assert page.context["results"].words == "Results appear when you have answered."
    assert "80%" not in read_text(page)
    assert send(participant, answer="3").context["results"].shown is True
    assert send(participant, take_back="yes").context["results"].shown is False


def test_ones_own_answer_is_counted_with_the_next_release(
    participant: Person, options: list[PollOption]
) -> None:
    fill(options, 5, 0, 0, 0, 0)
    assert [bar.number for bar in send(participant, answer="2").context["results"].bars] == [5, 0, 0, 0, 0]
    release_workshop(options[0].workshop_id, force=True)
    page = participant.client.get(POLL)
    assert [bar.number for bar in page.context["results"].bars] == [5, 1, 0, 0, 0]


def test_numbers_stand_beside_the_bars(participant: Person, options: list[PollOption]) -> None:
    fill(options, 5, 3, 1, 1, 0)
    send(participant, answer="1")
    text = read_text(participant.client.get(POLL))
    assert "Completely counts as support 5 50%" in text
    assert "Partly 1 10% Hardly 1 10% Not at all 0 0%" in text


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.PUBLISHED])
def test_a_closed_workshop_shows_the_result_to_all_its_members_and_takes_no_answer(phase: Phase) -> None:
    workshop = make_workshop(Phase.OPEN)
    person, options = make_member("late", workshop), make_poll(workshop)
    fill(options, 4, 4, 1, 1, 0)
    other = make_workshop(phase)
    dates = {name: getattr(other, name) for name in ("opens_at", "ideas_until", "closes_at", "published_at")}
    Workshop.objects.filter(pk=workshop.pk).update(**dates)
    address = f"/workshops/{workshop.slug}/poll/"
    page = person.client.get(address)
    assert (page.context["form"], page.context["why_not"]) == (None, "The poll is closed.")
    assert page.context["results"].shown is True
    assert person.client.post(address, {"answer": "1"}).status_code == 409
    assert person.client.post(address, {}).status_code == 409


def test_before_it_opens_there_is_nothing_to_answer() -> None:
    workshop = make_workshop(Phase.ANNOUNCED)
    person = make_member("early", workshop)
    make_poll(workshop)
    assert person.client.get(f"/workshops/{workshop.slug}/poll/").status_code == 409
    assert find_poll(person.client.get(workshop.get_absolute_url())) == []


def find_poll(page: Any) -> list[str]:
    """Return the parts of the workshop's page that are about the poll."""
    return [part for part in page.context["sections"] if "poll" in part]


def test_a_workshop_without_a_poll_has_no_such_page(participant: Person) -> None:
    assert participant.client.get(POLL).status_code == 404
    assert participant.client.post(POLL, {"answer": "1"}).status_code == 404
    assert find_poll(participant.client.get(ABOUT)) == []


@pytest.mark.parametrize("scale", [{}, {"Yes": True}])
def test_a_poll_with_nothing_to_choose_from_is_none(
    participant: Person, workshop: Workshop, scale: dict[str, bool]
) -> None:
    make_poll(workshop, scale)
    assert participant.client.get(POLL).status_code == 404


def test_without_the_key_one_still_reads(
    participant: Person, options: list[PollOption], settings: LazySettings
) -> None:
    settings.KEY_DIRS = []
    page = participant.client.get(POLL)
    assert (page.status_code, page.context["form"]) == (200, None)
    assert page.context["why_not"].startswith("You can read everything")
    assert participant.client.post(POLL, {"answer": "1"}).status_code == 503


def test_the_poll_comes_first_for_who_has_not_answered(
    participant: Person, options: list[PollOption]
) -> None:
    assert participant.client.get(ABOUT).context["next_step"] == {
        "label": "Answer the straw poll",
        "url": POLL,
    }
    send(participant, answer="1")
    page = participant.client.get(ABOUT)
    assert page.context["next_step"]["label"] == "Share an idea"
    assert "You chose “Completely”." in read_text(page)


def test_the_workshops_page_shows_members_the_poll_and_visitors_nothing_of_it(
    participant: Person, outsider: Person, options: list[PollOption]
) -> None:
    fill(options, 5, 4, 0, 0, 1)
    assert "Do you support the draft vision? Answer the straw poll" in read_text(
        participant.client.get(ABOUT)
    )
    send(participant, answer="1")
    assert "90% support it completely or mostly." in read_text(participant.client.get(ABOUT))
    assert find_poll(outsider.client.get(ABOUT)) == []


def test_the_page_takes_as_many_queries_for_two_options_as_for_five(
    participant: Person, workshop: Workshop, options: list[PollOption]
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            participant.client.get(POLL)
        return len(queries)

    fill(options, 5, 3, 1, 1, 0)
    count()
    many = count()
    PollOption.objects.filter(number__gt=2, answers=None).delete()
    assert count() == many <= 6


def test_an_answer_over_http_takes_at_most_six_statements(
    participant: Person, options: list[PollOption]
) -> None:
    participant.client.get(POLL)
    with CaptureQueriesContext(connection) as queries:
        participant.client.post(POLL, {"answer": "2"})
    assert len(queries) <= 6


def test_answering_writes_nothing_beside_the_answer(participant: Person, options: list[PollOption]) -> None:
    participant.client.get(POLL)
    with CaptureQueriesContext(connection) as queries:
        participant.client.post(POLL, {"answer": "2"})
    writing = [q["sql"] for q in queries if "INSERT" in q["sql"] or "UPDATE" in q["sql"].split()[:1]]
    assert ["ideas_pollanswer" in statement for statement in writing] == [True]
