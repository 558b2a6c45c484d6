"""My contributions: all of mine, nothing of others', with what became of each."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ideas.domain.changes import edit_idea
from ideas.domain.ideas import IdeaText
from ideas.domain.own_contributions import list_own
from ideas.models import Comment, Idea
from moderation.models import Decision
from tests.cast import Person, make_comment, make_idea, make_member
from tests.pages import read_text
from voting.models import Total
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db
MINE = "/workshops/community/mine/"


def refs(person: Person, workshop: Workshop) -> tuple[set[str], set[str]]:
    """Return what the person finds: references of ideas and of comments."""
    own = list_own(actor=person.membership, workshop=workshop)
    return {idea.ref for idea in own.ideas}, {comment.ref for comment in own.comments}


def test_everybody_finds_all_of_their_own_and_nothing_else(workshop: Workshop) -> None:
    people = [make_member(f"person-{number}", workshop) for number in range(4)]
    written: dict[str, tuple[set[str], set[str]]] = {}
    for person in people:
        ideas = [make_idea(workshop, person.membership, status) for status in Idea.Status]
        written[person.user.email] = ({idea.ref for idea in ideas}, set())
    for idea in Idea.objects.all():
        for person in people[1:]:
            written[person.user.email][1].add(make_comment(idea, person.membership).ref)
    assert {person.user.email: refs(person, workshop) for person in people} == written


def test_the_same_person_elsewhere_is_somebody_else(
    workshop: Workshop, other_workshop: Workshop, participant: Person
) -> None:
    elsewhere = Membership.objects.create(user=participant.user, workshop=other_workshop)
    make_idea(other_workshop, elsewhere)
    assert refs(participant, workshop) == (set(), set())


def test_each_says_what_became_of_it(workshop: Workshop, participant: Person) -> None:
    for status in Idea.Status:
        make_idea(workshop, participant.membership, status)
    make_idea(workshop, participant.membership, withdrawal_pending=True)
    changed = make_idea(workshop, participant.membership)
    edit_idea(actor=participant.membership, idea=changed, text=IdeaText(None, "new", "Other", "Words"))
    text = read_text(participant.client.get(MINE))
    words = (
        "Only you can see this.",
        "The design group looks at this",
        "Everybody in the workshop can read it.",
        "The design group has hidden this.",
        "Others stop seeing it",
        "You have changed this.",
    )
    assert [text.count(some) for some in words] == [1] * len(words)
    assert text.count("You have taken this back.") == 2


def test_comments_are_listed_with_their_idea(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop, title="A second name")
    comment = make_comment(idea, participant.membership, Comment.Status.UNRELEASED, body="Print both names.")
    answer = participant.client.get(MINE)
    assert read_text(answer).count("A second name Print both names. Only you can see this.") == 1
    link = f'href="/workshops/community/ideas/{idea.ref}/#comment-{comment.ref}"'
    assert answer.content.decode().count(link) == 1


def test_an_empty_list_says_so(participant: Person) -> None:
    text = read_text(participant.client.get(MINE))
    assert text.count("You have not written an idea here yet.") == 1
    assert text.count("You have not written a comment here yet.") == 1


def test_with_another_subject_nothing_is_ones_own_any_more(workshop: Workshop, participant: Person) -> None:
    make_idea(workshop, participant.membership)
    Membership.objects.update(text_subject=bytes(16))
    participant.membership.refresh_from_db()
    assert refs(participant, workshop) == (set(), set())
    Membership.objects.update(text_subject=None)
    participant.membership.refresh_from_db()
    assert refs(participant, workshop) == (set(), set())


def test_without_the_key_the_page_says_why_not(
    workshop: Workshop, participant: Person, settings: object
) -> None:
    make_idea(workshop)
    settings.KEY_DIRS = []  # type: ignore[attr-defined]
    assert participant.client.get(MINE).status_code == 503


def test_the_page_takes_as_many_queries_for_twenty_as_for_one(
    workshop: Workshop, participant: Person
) -> None:
    make_comment(make_idea(workshop, participant.membership), participant.membership)
    few = count_queries(participant.client)
    for _one in range(19):
        make_comment(make_idea(workshop, participant.membership), participant.membership)
    assert count_queries(participant.client) == few
    # One of them for what the design group asks.
    assert few <= 9


def count_queries(client: Client) -> int:
    client.get(MINE)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(MINE).status_code == 200
    return len(queries)


def test_the_totals_of_the_last_release_show_from_five_people_up(
    workshop: Workshop, participant: Person
) -> None:
    for voters in (4, 5):
        idea = make_idea(workshop, participant.membership)
        Total.objects.create(idea=idea, up=voters - 1, down=1)
    text = read_text(participant.client.get(MINE))
    assert (text.count("like it"), text.count("4 like it, 1 don’t, 0 are not sure")) == (1, 1)


def test_what_is_hidden_says_for_which_reason(
    workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership, Idea.Status.HIDDEN)
    comment = make_comment(idea, participant.membership, Comment.Status.HIDDEN)
    for about, reason in (({"idea": idea}, "identifies"), ({"comment": comment}, "off_topic")):
        Decision.objects.create(
            workshop=workshop, verdict="hide", reason=reason, decided_by=moderator.membership, **about
        )
    text = read_text(participant.client.get(MINE))
    assert text.count("The reason: could identify a person.") == 1
    assert text.count("The reason: not about this workshop.") == 1
