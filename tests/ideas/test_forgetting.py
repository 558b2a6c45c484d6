"""Forget which ideas are mine: the texts are nobody's at once, the votes stay one for each person."""

import pytest

from ideas.domain.authors import wrote_item
from ideas.domain.own_contributions import forget_texts, list_own
from ideas.models import Idea
from tests.cast import Person, make_comment, make_idea, make_members
from tests.pages import read_text
from voting.ballots.casting import cast_vote, find_my_votes
from voting.count.members_counted import load_people
from voting.models import Vote
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_contributors, find_unreleased
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db
FORGET = "/workshops/community/mine/forgetting/"


def fresh(person: Person) -> Membership:
    """Return the membership as it is stored now."""
    return Membership.objects.get(pk=person.membership.pk)


def test_the_page_says_what_is_lost_and_changes_nothing(workshop: Workshop, participant: Person) -> None:
    make_idea(workshop, participant.membership)
    answer = participant.client.get(FORGET)
    text = read_text(answer)
    lost = ("You can’t change these ideas or take them back.", "They leave the list", "You can’t undo this.")
    assert [text.count(words) for words in lost] == [1, 1, 1]
    assert len(list_own(actor=fresh(participant), workshop=workshop).ideas) == 1


def test_texts_are_nobodys_at_once_and_votes_stay(workshop: Workshop, participant: Person) -> None:
    own, other = make_idea(workshop, participant.membership), make_idea(workshop)
    make_comment(other, participant.membership)
    cast_vote(actor=participant.membership, idea=other, answer="up")
    answer = participant.client.post(FORGET)
    assert (answer.status_code, answer["Location"]) == (303, "/workshops/community/")
    member = fresh(participant)
    found = list_own(actor=member, workshop=workshop)
    assert (found.ideas, found.comments, wrote_item(actor=member, item=own)) == ([], [], False)
    cast_vote(actor=member, idea=other, answer="down")
    assert Vote.objects.count() == 1
    assert find_my_votes(actor=member, workshop=workshop, idea_ids=[other.pk]) == {other.pk: "down"}


def test_what_was_written_cannot_be_changed_any_more(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop, participant.membership)
    participant.client.post(FORGET)
    answers = [
        participant.client.post(f"{idea.get_absolute_url()}{deed}", {}).status_code
        for deed in ("edit/", "withdrawal/")
    ]
    assert answers == [403, 403]


def test_what_waits_counts_for_nobody_and_comes_out_with_what_others_send(
    workshop: Workshop, participant: Person
) -> None:
    waiting = make_idea(workshop, participant.membership, Idea.Status.UNRELEASED)
    forget_texts(actor=participant.membership)

    def count() -> int:
        return len(find_contributors(workshop, find_unreleased(workshop), load_people(workshop)))

    assert count() == 0
    for member in make_members(10, workshop):
        make_idea(workshop, member, Idea.Status.UNRELEASED)
    assert count() == 10
    release_workshop(workshop.pk, force=True)
    waiting.refresh_from_db()
    assert waiting.status == Idea.Status.PUBLISHED


def test_who_has_no_subject_any_more_gets_no_new_one(participant: Person) -> None:
    Membership.objects.update(text_subject=None)
    forget_texts(actor=participant.membership)
    assert fresh(participant).text_subject is None


def test_it_needs_no_pin(workshop: Workshop, participant: Person) -> None:
    Membership.objects.update(pin_hash="scrypt$anything")
    assert participant.client.post(FORGET).status_code == 303
