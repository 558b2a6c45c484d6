"""What the thank-you says of a text, its own page and the list of one's own say too."""

from __future__ import annotations

import pytest

from ideas.models import Idea
from tests.cast import make_idea, make_member, make_workshop
from tests.pages import read_text

pytestmark = pytest.mark.django_db
FIRST = {
    False: "Only you can see this. The design group reads it first, together with what other people send.",
    True: "Only you can see this. In a few seconds the design group can: this is a practice workshop.",
}
TOGETHER = {
    False: "Only you can see this. It appears for everybody together with what other people send.",
    True: "Only you can see this. In a few seconds everybody can: this is a practice workshop.",
}


@pytest.mark.parametrize("practice", [False, True])
@pytest.mark.parametrize("moderation", ["before", "after"])
def test_who_reads_a_waiting_idea_first_is_said_the_same_everywhere(
    *, practice: bool, moderation: str
) -> None:
    workshop = make_workshop(practice=practice, moderation=moderation)
    me = make_member("maria", workshop)
    idea = make_idea(workshop, me.membership, Idea.Status.UNRELEASED)
    is_first = moderation == "before"
    thanks = read_text(me.client.get(f"{idea.get_absolute_url()}?sent=1"))
    assert ("The design group reads it first." in thanks) == is_first
    words = (FIRST if is_first else TOGETHER)[practice]
    for address in (idea.get_absolute_url(), f"{workshop.get_absolute_url()}mine/"):
        assert read_text(me.client.get(address)).count(words) == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("hidden", "The design group has hidden this. Only you and the design group can still read it."),
        ("withdrawn", "You have taken this back."),
        ("in_review", "The design group looks at this before everybody can see it."),
    ],
)
def test_what_became_of_an_idea_is_said_in_the_same_words_on_its_page_and_in_the_list(
    status: str, words: str
) -> None:
    workshop = make_workshop()
    me = make_member("maria", workshop)
    idea = make_idea(workshop, me.membership, Idea.Status(status))
    for address in (idea.get_absolute_url(), f"{workshop.get_absolute_url()}mine/"):
        assert read_text(me.client.get(address)).count(words) == 1
