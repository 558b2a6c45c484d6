"""Comments on the idea's page: with and without htmx, right and wrong."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ideas.domain.catalogue import read_catalogue
from ideas.models import Comment, Idea
from ideas.models.comments import COMMENT_LENGTH
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop
from tests.pages import find_inline, read_text
from tests.written import list_written
from workshops.models import Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
TEXT = {"intent": "build", "body": "We tried this for a month."}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def idea(workshop: Workshop) -> Idea:
    """Return a published idea."""
    return make_idea(workshop)


def page(idea: Idea) -> str:
    return f"/workshops/{idea.workshop.slug}/ideas/{idea.ref}/"


def count_queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_plain_form_leads_back_to_the_comments(idea: Idea, participant: Person) -> None:
    answer = participant.client.post(f"{page(idea)}comments/", TEXT)
    assert (answer.status_code, answer["Location"]) == (303, f"{page(idea)}#comments")
    assert Comment.objects.get().body == TEXT["body"]


def test_htmx_gets_the_comments_and_nothing_else(idea: Idea, participant: Person) -> None:
    answer = participant.client.post(f"{page(idea)}comments/", TEXT, headers=HTMX)
    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith('<section class="comments" id="comments"')
    assert read_text(answer).count("Your comment is sent.") == 1


def test_ones_own_comment_says_that_it_waits_and_nobody_else_sees_it(
    idea: Idea, participant: Person, colleague: Person
) -> None:
    participant.client.post(f"{page(idea)}comments/", TEXT)
    mine, theirs = (read_text(person.client.get(page(idea))) for person in (participant, colleague))
    assert (mine.count(TEXT["body"]), theirs.count(TEXT["body"])) == (1, 0)
    assert mine.count("Only you can see this. It appears for everybody") == 1
    assert mine.count("Yours: only you see this label") == 1


def test_an_empty_thread_says_how_comments_appear(idea: Idea, participant: Person) -> None:
    text = read_text(participant.client.get(page(idea)))
    assert text.count("Nobody has said anything here yet.") == 1
    assert text.count("0 comments") == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"body": ""}, "body"),
        ({"body": " \n "}, "body"),
        ({"body": "x" * (COMMENT_LENGTH + 1)}, "body"),
        ({"body": "a\x00b"}, "body"),
        ({"intent": ""}, "intent"),
        ({"intent": "shout"}, "intent"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_wrong_input_is_said_at_its_field_and_the_text_is_kept(
    headers: dict[str, str], change: dict[str, str], field: str, idea: Idea, participant: Person
) -> None:
    answer = participant.client.post(f"{page(idea)}comments/", {**TEXT, **change}, headers=headers)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["body"].value() == {**TEXT, **change}["body"]
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("body", ["𝔘text", "<b>no</b>", "👩‍⚕️" * 50, "x" * COMMENT_LENGTH])
def test_strange_text_is_taken_as_it_is(body: str, idea: Idea, participant: Person) -> None:
    assert participant.client.post(f"{page(idea)}comments/", {**TEXT, "body": body}).status_code == 303
    assert Comment.objects.get().body == body
    assert participant.client.get(page(idea)).content.count(b"<b>no</b>") == 0


def test_the_form_to_answer_stands_below_the_comment(idea: Idea, participant: Person) -> None:
    comment = make_comment(idea)
    answer = participant.client.get(f"{page(idea)}?reply={comment.ref}")
    html = answer.content.decode()
    assert html.count('<form class="form"') == 1
    assert html.count(f'name="parent" value="{comment.ref}"') == 1
    assert read_text(answer).count("Answer this comment") == 1


@pytest.mark.parametrize("ref", ["nonsense", "%00", "<b>"])
def test_an_answer_to_nothing_is_a_comment(ref: str, idea: Idea, participant: Person) -> None:
    answer = participant.client.get(page(idea), {"reply": ref})
    assert (answer.status_code, answer.context["answering"]) == (200, "")


def test_a_reply_is_stored_below_its_comment_and_one_to_nothing_is_404(
    idea: Idea, participant: Person
) -> None:
    comment = make_comment(idea)
    participant.client.post(f"{page(idea)}comments/", {**TEXT, "parent": comment.ref})
    assert Comment.objects.unreleased().get().parent == comment
    wrong = participant.client.post(f"{page(idea)}comments/", {**TEXT, "parent": "nonsense"})
    assert wrong.status_code == 404


def test_an_error_in_a_reply_keeps_its_place(idea: Idea, participant: Person) -> None:
    comment = make_comment(idea)
    answer = participant.client.post(f"{page(idea)}comments/", {"parent": comment.ref, "body": "Why?"})
    assert (answer.status_code, answer.context["answering"]) == (422, comment.ref)


def test_the_authors_mark_and_the_intent_are_words(
    workshop: Workshop, participant: Person, colleague: Person
) -> None:
    idea = make_idea(workshop, participant.membership)
    make_comment(idea, participant.membership, intent="question")
    text = read_text(colleague.client.get(page(idea)))
    assert (text.count("Wrote this idea"), text.count("Asks a question")) == (1, 2)


def test_of_a_hidden_comment_others_read_that_it_was_hidden_not_what(idea: Idea, participant: Person) -> None:
    gone = make_comment(idea, status=Comment.Status.HIDDEN, published_on="2026-01-01", body="Bed nine.")
    make_comment(idea, parent=gone)
    text = read_text(participant.client.get(page(idea)))
    assert text.count("The design group has hidden this comment.") == 1
    assert text.count("Bed nine.") == 0


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.PUBLISHED])
def test_after_the_close_one_reads_and_says_no_more(phase: Phase) -> None:
    workshop = make_workshop(phase)
    person, idea = make_member("reader", workshop), make_idea(workshop)
    make_comment(idea)
    answer = person.client.get(page(idea))
    assert read_text(answer).count("Comments are closed.") == 1
    assert answer.content.count(b"comments/") == 0
    assert person.client.post(f"{page(idea)}comments/", TEXT).status_code == 409
    assert person.client.post(f"{page(idea)}comments/", {}).status_code == 409


def test_the_page_stays_within_its_queries(workshop: Workshop, participant: Person, idea: Idea) -> None:
    make_comment(idea)
    few = count_queries(participant.client, page(idea))
    for _one in range(19):
        make_comment(idea, parent=make_comment(idea))
    assert count_queries(participant.client, page(idea)) == few
    own = make_idea(workshop, participant.membership)
    assert max(few, count_queries(participant.client, page(own))) <= 10


def test_the_page_is_clean_under_a_strict_policy(idea: Idea, participant: Person) -> None:
    make_comment(idea, participant.membership)
    assert find_inline(participant.client.get(page(idea))) == []


def test_no_page_shows_a_tag_or_a_key(idea: Idea, participant: Person) -> None:
    comment = make_comment(idea, participant.membership)
    html = participant.client.get(page(idea)).content.decode()
    for secret in (bytes(comment.thread_tag).hex(), str(comment.pk), str(participant.user.pk)):
        assert html.count(secret) == 0


def test_commenting_writes_one_row_and_nothing_on_the_identity_side(idea: Idea, participant: Person) -> None:
    participant.client.get(page(idea))
    with CaptureQueriesContext(connection) as queries:
        participant.client.post(f"{page(idea)}comments/", TEXT)
    assert list_written(queries) == ["ideas_comment"]


def test_the_list_sorts_by_discussion_and_counts_published_comments(
    workshop: Workshop, participant: Person
) -> None:
    quiet, some, much = (make_idea(workshop) for _one in range(3))
    for idea, number in ((some, 1), (much, 2)):
        for _one in range(number):
            make_comment(idea)
    for status in set(Comment.Status) - {Comment.Status.PUBLISHED}:
        make_comment(quiet, status=status)
    address = f"/workshops/{workshop.slug}/ideas/?sort=discussed"
    page = participant.client.get(address)
    shown = page.context["page_obj"]
    assert "2 comments" in page.content.decode()
    catalogue = read_catalogue(Workshop.objects.with_phase().get())
    counted = [(idea.ref, catalogue.count_discussion(idea)) for idea in shown]
    assert counted == [(much.ref, 2), (some.ref, 1), (quiet.ref, 0)]


def test_the_list_takes_as_many_queries_with_comments_as_without(
    workshop: Workshop, participant: Person, idea: Idea
) -> None:
    address = f"/workshops/{workshop.slug}/ideas/?sort=discussed"
    few = count_queries(participant.client, address)
    for _one in range(19):
        make_comment(make_idea(workshop))
    assert count_queries(participant.client, address) == few
    assert few <= 8


def test_only_who_wrote_in_a_thread_is_told_so_whoever_reads_before(
    idea: Idea, workshop: Workshop, participant: Person
) -> None:
    make_comment(idea, participant.membership)
    readers = [make_member("before", workshop), participant, make_member("after", workshop)]
    pages = [reader.client.get(page(idea)).content.decode() for reader in readers]
    assert [html.count("Yours: only you see this label") for html in pages] == [0, 1, 0]
