"""Write first, join after: the text waits, comes back to its author, and is never shown to anybody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import urlencode

from ideas.models import Idea
from tests.cast import Person, make_user, make_workshop
from tests.ideas.writing_first import (
    BACK,
    IDEA,
    JOIN,
    SEND,
    WRITE,
    come_back,
    filled_in,
    send_as_visitor,
    sign_in_as,
)
from tests.pages import read_text
from tests.workshops.sign_in.signing_in import (
    MARIA,
)
from tests.written import list_written
from workshops.models import JoinCode, Membership, Organisation, PendingText, Session, Workshop
from workshops.phases import Phase
from workshops.sign_in import pending
from workshops.sign_in.pending_cookie import COOKIE

pytestmark = pytest.mark.django_db
# The journey ------------------------------------------------------------------------------------------


def test_a_visitor_writes_signs_in_joins_and_sends(workshop: Workshop, visitor: Client) -> None:
    form = visitor.get(WRITE)
    assert "You can write first: we ask for your work e-mail before we store it for others." in read_text(
        form
    )
    kept = visitor.post(WRITE, {**IDEA, "step": "check"})
    assert (kept.status_code, kept["Location"]) == (303, f"/accounts/?{urlencode({'next': BACK})}")
    signing_in = visitor.get(kept["Location"])
    assert signing_in.context["text_waits"] is True
    assert read_text(signing_in).count("What we keep, and who can see it") == 1
    arrived = sign_in_as(visitor, MARIA)
    assert arrived["Location"] == BACK
    for _time in range(2):
        check = visitor.get(BACK)
        assert (check.context["step"], filled_in(check)) == ("check", IDEA)
        assert "Join and send my idea" in read_text(check)
    assert (Idea.objects.count(), Membership.objects.count()) == (0, 0)
    sent = visitor.post(BACK, {**IDEA, "step": "join"})
    idea = Idea.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, f"/workshops/community/ideas/{idea.ref}/?sent=1")
    assert (idea.title, idea.body, idea.status) == (IDEA["title"], IDEA["body"], Idea.Status.UNRELEASED)
    assert Membership.objects.get().user.email == MARIA  # type: ignore[union-attr]
    assert not PendingText.objects.exists()
    assert visitor.cookies[COOKIE].value == ""


def test_what_is_asked_of_who_joins_is_stored_with_them_and_a_wrong_answer_loses_nothing(
    workshop: Workshop, outsider: Person
) -> None:
    Organisation.objects.create(workshop=workshop, name="Riverside Community Trust")
    asked = outsider.client.post(WRITE, SEND)["Location"]
    close = {**IDEA, "step": "join", "organisation": "Riverside Comunity Trust", "own_device": "no"}
    answer = outsider.client.post(asked, close)
    assert (answer.status_code, filled_in(answer)) == (422, IDEA)
    assert list(answer.context["details"].errors) == ["organisation_match"]
    assert (Idea.objects.count(), Membership.objects.count()) == (0, 0)
    sent = outsider.client.post(asked, {**close, "organisation_match": "new"})
    assert (sent.status_code, Idea.objects.count()) == (303, 1)
    joined = Membership.objects.get()
    assert joined.organisation is not None
    assert joined.organisation.name == "Riverside Comunity Trust"


def test_nobody_joins_by_sending_alone_or_without_being_signed_in(
    workshop: Workshop, outsider: Person, visitor: Client
) -> None:
    outsider.client.post(WRITE, SEND)
    kept = visitor.post(WRITE, {**IDEA, "step": "join"})
    assert kept["Location"] == f"/accounts/?{urlencode({'next': BACK})}"
    assert (Idea.objects.count(), Membership.objects.count(), PendingText.objects.count()) == (0, 0, 2)


def test_a_member_who_signs_in_needs_no_joining(participant: Person, visitor: Client) -> None:
    send_as_visitor(visitor)
    arrived = sign_in_as(visitor, participant.user.email)
    assert arrived["Location"] == BACK
    assert filled_in(visitor.get(BACK)) == IDEA


def test_who_is_signed_in_and_has_not_joined_checks_and_joins_at_once(
    workshop: Workshop, outsider: Person
) -> None:
    assert outsider.client.get(WRITE).status_code == 200
    kept = outsider.client.post(WRITE, SEND)
    assert (kept.status_code, kept["Location"]) == (303, BACK)
    assert filled_in(outsider.client.get(BACK)) == IDEA
    changed = outsider.client.post(BACK, {**IDEA, "step": "change"})
    assert changed["Location"] == f"{WRITE}?kept=change"
    assert filled_in(outsider.client.get(changed["Location"])) == IDEA


def test_a_join_code_on_the_poster_travels_all_the_way(workshop: Workshop, visitor: Client) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    end = timezone.localdate() + timedelta(days=7)
    JoinCode.objects.create(workshop=workshop, organisation=trust, code="WARD7", ends_on=end)
    back = f"{BACK}&code=WARD7"
    kept = visitor.post(f"{WRITE}?code=WARD7", SEND)
    assert kept["Location"] == f"/accounts/?{urlencode({'next': back, 'code': 'WARD7'})}"
    arrived = sign_in_as(visitor, "maria@home.example", back)
    assert arrived["Location"] == back
    assert filled_in(visitor.get(back)) == IDEA
    visitor.post(back, {**IDEA, "step": "join"})
    assert Membership.objects.get().admission == Membership.Admission.CODE
    assert Idea.objects.get().title == IDEA["title"]


def test_reloading_the_check_page_loses_nothing(participant: Person, visitor: Client) -> None:
    send_as_visitor(visitor)
    sign_in_as(visitor, participant.user.email)
    assert [filled_in(visitor.get(BACK)) for _time in range(2)] == [IDEA, IDEA]


def test_pressing_send_twice_keeps_one_text_and_stores_one_idea(participant: Person, visitor: Client) -> None:
    send_as_visitor(visitor)
    send_as_visitor(visitor)
    assert PendingText.objects.count() == 1
    sign_in_as(visitor, participant.user.email)
    places = {visitor.post(BACK, SEND)["Location"] for _time in range(2)}
    assert places == {f"/workshops/community/ideas/{Idea.objects.get().ref}/?sent=1"}


def test_two_people_may_write_the_same(participant: Person, colleague: Person) -> None:
    participant.client.post(WRITE, SEND)
    colleague.client.post(WRITE, SEND)
    assert Idea.objects.count() == 2


# What is stored ---------------------------------------------------------------------------------------


def test_the_cookie_is_for_this_site_only_and_for_half_an_hour(workshop: Workshop, visitor: Client) -> None:
    send_as_visitor(visitor)
    cookie = visitor.cookies[COOKIE]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (1800, True, "Lax")


def test_keeping_a_text_writes_its_row_and_nothing_else(workshop: Workshop, visitor: Client) -> None:
    visitor.get(WRITE)
    with CaptureQueriesContext(connection) as queries:
        send_as_visitor(visitor)
    assert list_written(queries) == ["workshops_pendingtext"]
    assert len(queries) <= 5
    assert Session.objects.count() == 0


def count_queries(client: Client, address: str) -> int:
    """Return how many statements a page takes that was asked for before."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        return len(queries)


def test_a_text_that_waited_takes_four_queries_more(participant: Person, visitor: Client) -> None:
    plain = count_queries(participant.client, WRITE)
    come_back(visitor, participant)
    # The text itself, two for similar ideas, and whether this person has sent the same words before.
    assert count_queries(visitor, BACK) == plain + 4


# When it cannot be sent -------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", [Phase.ANNOUNCED, Phase.CLOSED, Phase.PUBLISHED])
def test_in_the_wrong_phase_the_text_stays_on_the_page(phase: Phase, visitor: Client) -> None:
    address = f"/workshops/{make_workshop(phase).slug}/ideas/new/"
    assert visitor.get(address).status_code == 409
    answer = visitor.post(address, SEND)
    assert (answer.status_code, filled_in(answer)) == (409, IDEA)
    assert answer.context["can_try_again"] is False
    assert not PendingText.objects.exists()


def test_ideas_that_close_meanwhile_leave_the_text_on_the_page(participant: Person, visitor: Client) -> None:
    come_back(visitor, participant)
    Workshop.objects.update(ideas_until=timezone.now())
    for answer in (visitor.get(BACK), visitor.post(BACK, SEND)):
        assert (answer.status_code, filled_in(answer)) == (409, IDEA)
    assert Idea.objects.count() == 0


def test_without_the_key_the_text_stays_on_the_page_to_be_sent_again(
    participant: Person, settings: Any
) -> None:
    settings.KEY_DIRS = []
    answer = participant.client.post(WRITE, SEND)
    assert (answer.status_code, filled_in(answer)) == (503, IDEA)
    assert answer.context["can_try_again"] is True


def test_where_too_many_texts_wait_it_stays_on_the_page(
    workshop: Workshop, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending, "MOST_BYTES", 0)
    answer = send_as_visitor(visitor)
    assert (answer.status_code, filled_in(answer)) == (429, IDEA)
    assert "Sign in first, in a new tab." in read_text(answer)


def test_what_is_wrong_is_said_before_anything_is_kept(workshop: Workshop, visitor: Client) -> None:
    answer = visitor.post(WRITE, {**SEND, "title": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["title"])
    assert not PendingText.objects.exists()


def test_who_is_not_admitted_is_told_so_and_stores_no_idea(workshop: Workshop) -> None:
    stranger = Person(make_user("stranger", domain="elsewhere.example"))
    kept = stranger.client.post(WRITE, SEND)
    assert kept["Location"] == f"{JOIN}?{urlencode({'next': BACK})}"
    assert stranger.client.get(kept["Location"]).context["admitted"] is False
    assert stranger.client.post(BACK, {**IDEA, "step": "join"})["Location"] == kept["Location"]
    assert (Idea.objects.count(), Membership.objects.count()) == (0, 0)
