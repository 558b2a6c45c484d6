"""What could show who somebody is reaches the design group first, whatever the workshop does otherwise."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from ideas.domain.changes import edit_idea
from ideas.domain.comments import CommentText, submit_comment
from ideas.domain.holding import is_held
from ideas.domain.ideas import IdeaText, submit_idea
from ideas.models import Comment, Contribution, Idea, Revision
from tests.cast import Person, make_comment, make_idea, make_workshop
from tests.moderation.deciding import hide_idea, publish_idea
from tests.moderation.pressing import page_of
from tests.pages import read_text
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
S = Contribution.Status
PATIENT = "Her NHS number is 943 476 5919."
CLEAN = "Families ring five places."
HELD = "This could show who somebody is. So the design group reads it before anybody else can."
QUEUE = "/admin/ideas/idea/"


def write(person: Person, body: str = PATIENT, title: str = "One number") -> Idea:
    return submit_idea(actor=person.membership, text=IdeaText(None, Idea.Intent.NEW, title, body))


def state(item: Idea | Comment) -> tuple[str, bool]:
    """Return status and whether it is held, as the database has them."""
    item.refresh_from_db()
    return item.status, item.held


@pytest.mark.parametrize(
    ("title", "body", "held"),
    [
        ("One number", CLEAN, False),
        ("One number", PATIENT, True),
        ("Mrs Khan", "She lay in bed 4.", True),
        ("Sister Mary", "The socket at bed 4 is broken.", True),
        ("My manager Karen", "The socket at bed 4 is broken.", False),
    ],
)
def test_title_and_text_are_read_together(title: str, body: str, held: bool) -> None:
    assert is_held(title, body) is held


def test_after_publication_a_release_shows_the_others_and_not_what_is_held(
    workshop: Workshop, participant: Person, colleague: Person
) -> None:
    held, clean = write(participant), write(colleague, CLEAN)
    release_workshop(workshop.pk, force=True)
    assert (state(held), state(clean)) == ((S.IN_REVIEW, True), (S.PUBLISHED, False))
    assert held.published_on is None


def test_a_comment_is_held_too(workshop: Workshop, participant: Person) -> None:
    text = CommentText(Comment.Intent.BUILD, PATIENT)
    comment = submit_comment(actor=participant.membership, idea=make_idea(workshop), parent=None, text=text)
    release_workshop(workshop.pk, force=True)
    assert state(comment) == (S.IN_REVIEW, True)


@pytest.mark.parametrize(
    ("body", "expected"), [(PATIENT, (S.IN_REVIEW, True)), (CLEAN, (S.PUBLISHED, False))]
)
def test_a_new_wording_is_held_with_the_release_that_would_show_it(
    body: str, expected: tuple[str, bool], workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, participant.membership)
    edit_idea(actor=participant.membership, idea=idea, text=IdeaText(None, idea.intent, idea.title, body))
    assert Revision.objects.get().held is expected[1]
    assert state(idea) == (S.PUBLISHED, False)
    release_workshop(workshop.pk, force=True)
    assert state(idea) == expected


def test_who_takes_the_number_out_in_time_is_held_no_more(workshop: Workshop, participant: Person) -> None:
    idea = write(participant)
    edit_idea(actor=participant.membership, idea=idea, text=IdeaText(None, idea.intent, "One number", CLEAN))
    assert state(idea) == (S.UNRELEASED, False)


def test_a_decision_ends_it(workshop: Workshop, moderator: Person) -> None:
    first, second = (make_idea(workshop, status=S.IN_REVIEW, body=PATIENT, held=True) for _one in range(2))
    publish_idea(actor=moderator.membership, idea=first)
    hide_idea(actor=moderator.membership, idea=second, reason="identifies")
    assert (state(first), state(second)) == ((S.PUBLISHED, False), (S.HIDDEN, False))


@pytest.mark.parametrize(
    "make", [lambda w: make_idea(w, held=True), lambda w: make_comment(make_idea(w), held=True)]
)
def test_the_database_refuses_to_publish_what_is_held(make: object, workshop: Workshop) -> None:
    with pytest.raises(IntegrityError, match="held_is_not_published"):
        make(workshop)  # type: ignore[operator]


def test_the_author_is_told_and_nobody_else_sees_it(participant: Person, colleague: Person) -> None:
    idea = write(participant)
    address = idea.get_absolute_url()
    for _state in ("waiting", "in review"):
        assert read_text(participant.client.get(address)).count(HELD) == 1
        assert colleague.client.get(address).status_code == 404
        release_workshop(idea.workshop_id, force=True)
    assert read_text(participant.client.get("/workshops/community/mine/")).count(HELD) == 1


def test_the_author_of_a_new_wording_is_told(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop, participant.membership)
    edit_idea(actor=participant.membership, idea=idea, text=IdeaText(None, idea.intent, idea.title, PATIENT))
    pages = [
        participant.client.get(address) for address in (idea.get_absolute_url(), "/workshops/community/mine/")
    ]
    assert [read_text(page).count(HELD) for page in pages] == [1, 1]


@pytest.mark.parametrize(
    ("body", "told"), [(PATIENT, 1), ("Mr Jones said so.", 1), ("My manager Karen said so.", 0), (CLEAN, 0)]
)
def test_the_check_says_it_before_it_is_sent(body: str, told: int, participant: Person) -> None:
    sent = {"theme": "other", "intent": "new", "title": "One number", "body": body, "step": "check"}
    page = participant.client.post("/workshops/community/ideas/new/", sent, follow=True)
    assert read_text(page).count("the design group reads it before anybody else can. They") == told


def test_the_design_group_sees_that_it_is_held_and_why(workshop: Workshop, moderator: Person) -> None:
    held = make_idea(workshop, status=S.IN_REVIEW, body=PATIENT, held=True)
    clean = make_idea(workshop, status=S.IN_REVIEW)
    pages = [moderator.client.get(page_of(idea)).content.decode() for idea in (held, clean)]
    assert [page.count("Held: it could show who somebody is") for page in pages] == [1, 0]
    assert [page.count("<mark>943 476 5919</mark>") for page in pages] == [1, 0]
    assert moderator.client.get(f"{QUEUE}?held__exact=1").context["cl"].result_count == 1


def test_the_design_group_of_another_workshop_sees_nothing(other_moderator: Person) -> None:
    held = make_idea(make_workshop(), status=S.IN_REVIEW, body=PATIENT, held=True)
    assert other_moderator.client.get(page_of(held)).status_code == 404


def test_the_confirmation_leads_to_the_idea_by_a_code_without_styles(participant: Person) -> None:
    idea = write(participant, CLEAN)
    page = participant.client.get(f"{idea.get_absolute_url()}?sent=1").content.decode()
    assert page.count(f">http://testserver{idea.get_absolute_url()}</span>") == 1
    assert (page.count('class="segno"'), page.count("style=")) == (1, 0)
    assert page.count('role="img" aria-label="QR code of your idea’s page"') == 1
