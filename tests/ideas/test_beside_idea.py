"""What stands beside an idea: its theme's text, others like it, its link; and what its author can do."""

from __future__ import annotations

import re

import pytest

from ideas.domain.changes import edit_idea
from ideas.domain.ideas import IdeaText
from ideas.models import Comment, Idea
from tests.cast import Person, make_comment, make_idea
from tests.pages import read_text
from workshops.models import Theme, Workshop

pytestmark = pytest.mark.django_db
MINE = "/workshops/community/mine/"


def read_similar(person: Person, idea: Idea) -> list[str]:
    """Return the titles below the heading."""
    page = person.client.get(idea.get_absolute_url()).content.decode()
    part = page.partition('<section class="like-this"')[2].partition("</section>")[0]
    return re.findall(r'<a href="[^"]*">([^<]*)</a>', part)


def test_ideas_like_it_stand_below_and_not_the_idea_itself(participant: Person, workshop: Workshop) -> None:
    idea = make_idea(workshop, title="One telephone number for families")
    make_idea(workshop, title="A telephone number for all families")
    make_idea(workshop, title="A telephone number of families", status=Idea.Status.HIDDEN)
    make_idea(workshop, title="More bicycles", body="For home visits.")

    assert read_similar(participant, idea) == ["A telephone number for all families"]


def test_where_nothing_is_like_it_there_is_no_heading(participant: Person, workshop: Workshop) -> None:
    idea = make_idea(workshop, title="More bicycles")
    assert "Ideas like this one" not in read_text(participant.client.get(idea.get_absolute_url()))


def test_words_that_only_the_author_sees_yet_change_nothing_for_others(
    participant: Person, colleague: Person, workshop: Workshop
) -> None:
    idea = make_idea(workshop, participant.membership, title="More bicycles", body="For home visits.")
    make_idea(workshop, title="A telephone number for all families")
    new = IdeaText(None, "new", "One telephone number for families", "One is enough.")
    edit_idea(actor=participant.membership, idea=idea, text=new)

    assert "One telephone number" in read_text(participant.client.get(idea.get_absolute_url()))
    assert (read_similar(participant, idea), read_similar(colleague, idea)) == ([], [])


def test_an_idea_shows_what_its_theme_says(participant: Person, workshop: Workshop) -> None:
    theme = Theme.objects.create(workshop=workshop, number=2, title="Planning", text="We plan **together**.")
    idea = make_idea(workshop, theme=theme)
    page = participant.client.get(idea.get_absolute_url())
    text = read_text(page)
    assert text.count("What theme 2 of the draft says") == 1
    assert page.content.decode().count("<p>We plan <strong>together</strong>.</p>") == 1
    Theme.objects.update(text="")
    assert "of the draft says" not in read_text(
        participant.client.get(make_idea(workshop).get_absolute_url())
    )


def test_a_published_idea_has_a_link_to_copy(participant: Person, workshop: Workshop) -> None:
    idea = make_idea(workshop)
    address = f'value="http://testserver{idea.get_absolute_url()}"'
    assert participant.client.get(idea.get_absolute_url()).content.decode().count(address) == 1
    waiting = make_idea(workshop, participant.membership, Idea.Status.UNRELEASED)
    assert "Link to this idea" not in read_text(participant.client.get(waiting.get_absolute_url()))


def list_deeds(person: Person) -> set[str]:
    page = person.client.get(MINE).content.decode()
    return set(re.findall(r'href="/workshops/community/ideas/([^"]*(?:edit|withdrawal)/)"', page))


def test_what_one_wrote_can_be_changed_and_taken_back_from_the_list(
    participant: Person, workshop: Workshop
) -> None:
    fresh = make_idea(workshop, participant.membership)
    settled = make_idea(workshop, participant.membership, settled=True)
    make_idea(workshop, participant.membership, Idea.Status.WITHDRAWN)
    other = make_idea(workshop)
    comment = make_comment(other, participant.membership)
    answered = make_comment(other, participant.membership)
    make_comment(other, parent=answered)
    make_comment(other, participant.membership, Comment.Status.WITHDRAWN)

    assert list_deeds(participant) == {
        f"{fresh.ref}/edit/",
        f"{fresh.ref}/withdrawal/",
        f"{settled.ref}/withdrawal/",
        f"{other.ref}/comments/{comment.ref}/edit/",
        f"{other.ref}/comments/{comment.ref}/withdrawal/",
        f"{other.ref}/comments/{answered.ref}/withdrawal/",
    }
    for deed in list_deeds(participant):
        assert participant.client.get(f"/workshops/community/ideas/{deed}").status_code == 200


def test_while_the_workshop_is_paused_nothing_can_be_reworded_from_the_list(
    participant: Person, workshop: Workshop
) -> None:
    make_comment(make_idea(workshop, participant.membership), participant.membership)
    Workshop.objects.update(paused=True)
    paused = list_deeds(participant)
    assert not any(deed.endswith("edit/") for deed in paused)


def test_the_list_says_how_many_there_are_and_how_much_they_are_discussed(
    participant: Person, workshop: Workshop
) -> None:
    idea = make_idea(workshop, participant.membership)
    for _one in range(3):
        make_comment(idea)
    make_comment(make_idea(workshop), participant.membership)
    text = read_text(participant.client.get(MINE))
    assert (text.count("My ideas (1)"), text.count("My comments (1)"), text.count("3 comments")) == (1, 1, 1)
