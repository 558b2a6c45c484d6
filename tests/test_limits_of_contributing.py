"""Too much at once is refused in plain words, with the text kept; neighbours are unhurt."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.test import Client

from ideas.domain.contribution_limits import COMMENTS, EDITS, SEARCHES
from ideas.models import Comment, Idea
from ideas_platform.lib.rate_limits import Breaker, RateLimit, limit_rate
from tests.cast import Person, make_comment, make_idea
from tests.pages import read_text
from tests.results.declaration import make_released
from voting.models import Vote
from workshops.domain.organisations import ORGANISATIONS
from workshops.models import Organisation, PendingText, Workshop
from workshops.sign_in.pending import MOST_BYTES, WAITING_TEXTS

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
TEXT = "A text that must not be lost."
IDEA = {"theme": "other", "intent": "new", "title": "One number", "body": TEXT, "step": "send"}


@pytest.fixture(autouse=True)
def full_hour(unhurried_limits: Breaker) -> Iterator[None]:
    """Let the clock stand just after the next full hour, so that no window ends meanwhile."""
    with time_machine.travel((time.time() // 3600 + 1) * 3600 + 10, tick=False):
        yield


def vote(person: Person, idea: Idea, times: int, **more: Any) -> list[Any]:
    address = f"/workshops/community/ideas/{idea.ref}/vote/"
    return [person.client.post(address, {"value": "up"}, **more) for _one in range(times)]


def test_the_121st_vote_of_a_minute_is_refused_and_neighbours_go_on(
    participant: Person, colleague: Person, workshop: Workshop
) -> None:
    idea = make_idea(workshop)
    statuses = [answer.status_code for answer in vote(participant, idea, 122)]
    assert (statuses.count(303), statuses.count(429)) == (120, 2)
    refused = vote(participant, idea, 1)[0]
    assert refused["Retry-After"] == "50"
    assert refused.context["message"] == "You have voted 120 times in a minute. Wait a minute, then go on."
    assert vote(colleague, idea, 1)[0].status_code == 303
    assert Vote.objects.count() == 2


def test_htmx_gets_the_words_alone(participant: Person, workshop: Workshop) -> None:
    idea = make_idea(workshop)
    answer = vote(participant, idea, 121, headers=HTMX)[-1]
    assert (answer.status_code, answer["Content-Type"]) == (429, "text/plain")
    assert answer.content.decode() == "You have voted 120 times in a minute. Wait a minute, then go on."


def test_the_eleventh_idea_of_an_hour_comes_back_with_its_text(participant: Person) -> None:
    address = "/workshops/community/ideas/new/"
    for number in range(10):
        sent = participant.client.post(address, {**IDEA, "title": f"Idea {number}"})
        assert sent.status_code == 303
    refused = participant.client.post(address, IDEA)
    assert (refused.status_code, refused["Retry-After"], Idea.objects.count()) == (429, "3590", 10)
    assert refused.context["form"]["body"].value() == TEXT
    assert refused.content.decode().count(TEXT) >= 1


def test_the_31st_comment_of_an_hour_comes_back_with_its_text(
    participant: Person, workshop: Workshop
) -> None:
    address = f"/workshops/community/ideas/{make_idea(workshop).ref}/comments/"
    for number in range(30):
        sent = participant.client.post(address, {"intent": "build", "body": f"{number}"})
        assert sent.status_code == 303
    refused = participant.client.post(address, {"intent": "build", "body": TEXT})
    assert (refused.status_code, refused["Retry-After"], Comment.objects.count()) == (429, "3590", 30)
    assert refused.context["form"]["body"].value() == TEXT
    words = "You have sent 30 comments within an hour. Your text is still here: send it later."
    assert refused.context["form"].errors["body"] == [words]
    by_htmx = participant.client.post(address, {"intent": "build", "body": TEXT}, headers=HTMX)
    assert (by_htmx.status_code, by_htmx.content.decode()) == (429, words)


def test_what_is_wrong_anyway_does_not_count(participant: Person) -> None:
    for _one in range(12):
        participant.client.post("/workshops/community/ideas/new/", {**IDEA, "title": ""})
    assert participant.client.post("/workshops/community/ideas/new/", IDEA).status_code == 303


WRITE = "/workshops/community/ideas/new/"


def lower(monkeypatch: pytest.MonkeyPatch, place: str, limit: RateLimit, times: int = 2) -> None:
    """Let a limit be reached sooner, where it is kept."""
    monkeypatch.setattr(place, replace(limit, times=times))


def test_one_network_address_keeps_600_waiting_texts_an_hour_and_the_next_stays_in_the_form(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (WAITING_TEXTS.times, WAITING_TEXTS.seconds, MOST_BYTES) == (600, 3600, 200 * 1024 * 1024)
    lower(monkeypatch, "workshops.sign_in.pending_cookie.WAITING_TEXTS", WAITING_TEXTS)
    assert [Client().post(WRITE, IDEA).status_code for _one in range(2)] == [303, 303]
    refused = Client().post(WRITE, IDEA)
    assert (refused.status_code, refused.context["form"]["body"].value()) == (429, TEXT)
    assert "Many people are writing at the moment." in read_text(refused)
    assert "Sign in (opens in a new tab)" in read_text(refused)
    # From elsewhere it goes on, and nothing was put out for anybody.
    assert Client(REMOTE_ADDR="203.0.113.9").post(WRITE, IDEA).status_code == 303
    assert PendingText.objects.count() == 3


def test_a_full_store_puts_nothing_out(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    Client().post(WRITE, IDEA)
    monkeypatch.setattr("workshops.sign_in.pending.MOST_BYTES", PendingText.objects.count_bytes())
    refused = Client().post(WRITE, IDEA)
    assert (refused.status_code, refused.context["form"]["body"].value()) == (429, TEXT)
    assert PendingText.objects.count() == 1


def test_changing_an_idea_again_and_again_is_refused_and_keeps_the_text(
    participant: Person, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower(monkeypatch, "ideas.views.own_contributions.EDITS", EDITS)
    own = make_idea(workshop, author=participant.membership, status=Idea.Status.UNRELEASED)
    address = f"{own.get_absolute_url()}edit/"
    answers = [participant.client.post(address, {**IDEA, "title": f"Title {n}"}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert answers[2].content.decode().count(TEXT) >= 1


def test_changing_a_comment_counts_as_a_change_and_keeps_the_text(
    participant: Person, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower(monkeypatch, "ideas.views.comment_edit.EDITS", EDITS)
    own = make_comment(make_idea(workshop), participant.membership)
    address = f"{own.idea.get_absolute_url()}comments/{own.ref}/edit/"
    answers = [participant.client.post(address, {"intent": "build", "body": f"{TEXT} {n}"}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    page = read_text(answers[2])
    assert ("You have changed your texts" in page, f"{TEXT} 2" in page) == (True, True)
    assert "Nothing is lost. Wait 60 minutes and send it again." in page


def test_who_has_sent_thirty_comments_can_still_answer_what_they_are_asked(
    participant: Person, organiser: Person
) -> None:
    asked = make_released(organiser, "Care begins at home.", kind="consultation").statements.get()
    for _one in range(COMMENTS.times):
        limit_rate(COMMENTS, participant.user.pk)
    address = f"/workshops/community/declaration/{asked.edition.number}/{asked.ref}/answer/"
    answers = {participant.client.post(address, {"value": "keep"}).status_code for _one in range(40)}
    assert answers == {303}


def test_searching_again_and_again_is_refused(
    participant: Person, colleague: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower(monkeypatch, "ideas.views.ideas.SEARCHES", SEARCHES)
    address = "/workshops/community/ideas/"
    asked = [participant.client.get(f"{address}?q=rota").status_code for _one in range(3)]
    assert asked == [200, 200, 429]
    assert "Wait a minute and load this page again." in read_text(participant.client.get(f"{address}?q=rota"))
    assert participant.client.get(address).status_code == 200
    assert colleague.client.get(f"{address}?q=rota").status_code == 200


def test_naming_new_organisations_again_and_again_is_refused(
    participant: Person, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower(monkeypatch, "workshops.views.joining.ORGANISATIONS", ORGANISATIONS)
    address = "/workshops/community/membership/"
    named = [
        participant.client.post(address, {"organisation": name}).status_code
        for name in ("Zebra Care", "Quince Ward", "Ferry House")
    ]
    assert named == [303, 303, 429]
    assert Organisation.objects.filter(workshop=workshop).count() == 2
