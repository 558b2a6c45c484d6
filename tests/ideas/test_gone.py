"""What was public once and is not any more: a page says so, the same for hidden and for taken back."""

from __future__ import annotations

import re

import pytest

from ideas.domain.changes import withdraw_idea
from ideas.models import Idea
from tests.cast import Person, make_idea
from tests.moderation.deciding import hide_idea, publish_idea
from tests.pages import Page, read_text
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
TOKEN = r'name="csrfmiddlewaretoken" value="\w+"'


def body(page: Page) -> str:
    return re.sub(TOKEN, "", page.content.decode())


def test_what_was_hidden_and_what_was_taken_back_have_the_same_page(
    workshop: Workshop, participant: Person, colleague: Person, moderator: Person
) -> None:
    hidden, taken_back = make_idea(workshop), make_idea(workshop, participant.membership)
    hide_idea(actor=moderator.membership, idea=hidden, reason="off_topic")
    withdraw_idea(actor=participant.membership, idea=taken_back)
    # Others see that it goes with the next release, as they see everything.
    assert colleague.client.get(taken_back.get_absolute_url()).status_code == 200
    release_workshop(workshop.pk, force=True)
    pages = [colleague.client.get(idea.get_absolute_url()) for idea in (hidden, taken_back)]
    assert [page.status_code for page in pages] == [410, 410]
    assert body(pages[0]) == body(pages[1])
    text = read_text(pages[0])
    assert "This idea is not shown any more" in text
    assert "We don’t say which: that could tell something about who wrote it." in text
    assert hidden.title not in text
    assert f'href="{workshop.get_absolute_url()}ideas/"' in body(pages[0])


def test_its_author_still_reads_what_became_of_it_and_the_group_what_it_hid(
    workshop: Workshop, participant: Person, colleague: Person, moderator: Person
) -> None:
    mine = make_idea(workshop, participant.membership)
    hide_idea(actor=moderator.membership, idea=mine, reason="off_topic")
    for person, status in ((participant, 200), (moderator, 200), (colleague, 410)):
        assert person.client.get(mine.get_absolute_url()).status_code == status
    publish_idea(actor=moderator.membership, idea=mine)
    assert colleague.client.get(mine.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("status", [one for one in Idea.Status if one != Idea.Status.PUBLISHED])
def test_what_was_never_public_is_not_there(workshop: Workshop, colleague: Person, status: str) -> None:
    never = make_idea(workshop, status=Idea.Status(status))
    page, missing = (
        colleague.client.get(f"{workshop.get_absolute_url()}ideas/{ref}/")
        for ref in (never.ref, "nosuchthing")
    )
    assert (page.status_code, missing.status_code) == (404, 404)
    assert body(page) == body(missing)


def test_what_is_looked_at_again_is_not_gone(workshop: Workshop, colleague: Person) -> None:
    again = make_idea(workshop, status=Idea.Status.IN_REVIEW, published_on="2026-01-01")
    assert colleague.client.get(again.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("address", "sent"), [("comments/", {"body": "My words"}), ("vote/", {"value": "up"})]
)
def test_what_is_sent_about_it_is_answered_with_its_words(
    workshop: Workshop, colleague: Person, address: str, sent: dict[str, str]
) -> None:
    gone = make_idea(workshop, status=Idea.Status.HIDDEN, published_on="2026-01-01")
    page = colleague.client.post(f"{gone.get_absolute_url()}{address}", sent)
    assert (page.status_code, sent.get("body", "") in read_text(page)) == (410, True)
    brief = colleague.client.post(f"{gone.get_absolute_url()}{address}", sent, headers={"HX-Request": "true"})
    assert (brief.status_code, brief.content.decode()[:33]) == (410, "You could read it here once. Eith")


def test_who_has_not_joined_learns_nothing(workshop: Workshop, outsider: Person) -> None:
    gone = make_idea(workshop, status=Idea.Status.HIDDEN, published_on="2026-01-01")
    assert outsider.client.get(gone.get_absolute_url()).status_code == 303
