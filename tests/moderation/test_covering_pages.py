"""Covering words and muting on the desk's page of one item, and what readers and authors see of it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ideas.models import Comment, Idea, Mute
from moderation.forms.covering import CoverForm
from tests.cast import Person, make_comment, make_idea
from tests.moderation.pressing import decide_by_form, page_of
from tests.pages import Page, find_inline, read_text
from workshops.models import Workshop

NUMBER = "943 476 5919"
MINE = "/workshops/community/mine/"
S = Idea.Status


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return an idea of the participant that is held."""
    body = f"Ask Mrs Khan, NHS number {NUMBER}."
    return make_idea(workshop, participant.membership, S.IN_REVIEW, body=body, held=True)


def page(item: Idea | Comment) -> str:
    """Return the address of the item's page on the desk."""
    return page_of(item)


def press(client: Client, item: Idea | Comment, verdict: str, **filled: object) -> Page:
    """Press the button of one of the forms on the item's page."""
    return decide_by_form(client, item, verdict, **{"reason": "identifies", "words_to_cover": "", **filled})


def tick(idea: Idea, *passages: str) -> list[str]:
    """Return by which names the form knows these passages."""
    names = {words: name for name, words in CoverForm(idea).passages.items()}
    return [names[words] for words in passages]


def test_what_was_found_is_there_to_be_ticked(idea: Idea, moderator: Person) -> None:
    response = moderator.client.get(page(idea))
    assert list(CoverForm(idea).passages.values()) == ["Mrs Khan", NUMBER]
    assert response.text.count('name="found"') == 2
    assert (find_inline(response), response.text.count('name="words_to_cover"')) == ([], 1)


def test_ticked_and_typed_words_are_covered(idea: Idea, moderator: Person) -> None:
    answer = press(
        moderator.client, idea, "mask", found=tick(idea, NUMBER), words_to_cover="Ask\r\n\r\n Mrs Khan "
    )
    idea.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (303, page(idea))
    assert (idea.body, idea.held) == ("[covered] [covered], NHS number [covered].", False)
    said = [str(message) for message in moderator.client.get(page(idea)).context["messages"]]
    assert said == ["The words are covered. Nobody can read them any more."]


@pytest.mark.parametrize(
    ("filled", "field", "said"),
    [
        ({}, "words_to_cover", "Tick the words to cover, or type them."),
        ({"words_to_cover": "a"}, "words_to_cover", "Type at least two letters or digits on each line."),
        ({"words_to_cover": "Kha"}, "words_to_cover",
         "“Kha” is not in the text. Type the words just as they stand there."),
        ({"found": ["nothing"]}, "found", "The text has changed. Look at it again."),
        ({"words_to_cover": "Ask", "reason": ""}, "reason", "Choose a reason."),
        ({"words_to_cover": "Ask", "reason": "off_topic"}, "reason",
         "Choose one of those in the list."),
    ],
)  # fmt: skip
def test_what_cannot_be_covered_is_said_next_to_the_field(
    filled: dict[str, object], field: str, said: str, idea: Idea, moderator: Person
) -> None:
    answer = press(moderator.client, idea, "mask", **filled)
    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [said]})
    assert answer.text.count(f'action="{page(idea)}decision/"') == answer.text.count('name="verdict"') == 5
    assert NUMBER in Idea.objects.get().body


def test_a_title_in_which_the_mark_does_not_fit_is_said(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, title=f"{'x' * 117} Al")
    answer = press(moderator.client, idea, "mask", words_to_cover="Al")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["words_to_cover"])


def test_a_comment_is_covered_and_its_author_muted_by_the_same_forms(
    workshop: Workshop, moderator: Person
) -> None:
    comment = make_comment(make_idea(workshop), body="Ask Sister Hargreaves.")
    press(moderator.client, comment, "mask", words_to_cover="Sister Hargreaves")
    press(moderator.client, comment, "mute")
    assert (Comment.objects.get().body, Mute.objects.get().comment_id) == ("Ask [covered].", comment.pk)


def test_the_page_says_whether_its_author_is_muted_and_offers_the_other_deed(
    idea: Idea, moderator: Person
) -> None:
    line, no_more, again = (
        "Whoever wrote this may write no more at the moment.",
        ">Let its author write no more</button>",
        ">Let its author write again</button>",
    )
    before = moderator.client.get(page(idea)).text
    assert press(moderator.client, idea, "mute", reason="abusive")["Location"] == page(idea)
    muted = moderator.client.get(page(idea)).text
    press(moderator.client, idea, "unmute")
    after = moderator.client.get(page(idea)).text
    shown = [[text.count(words) for words in (line, no_more, again)] for text in (before, muted, after)]
    assert shown == [[0, 1, 0], [1, 0, 1], [0, 1, 0]]


def test_to_mute_needs_a_reason(idea: Idea, moderator: Person) -> None:
    answer = press(moderator.client, idea, "mute", reason="")
    assert (answer.status_code, Mute.objects.count()) == (422, 0)


@pytest.mark.parametrize("verdict", ["mask", "mute", "unmute"])
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("outsider", 404),
        ("participant", 404),
        ("moderator", 303),
        ("organiser", 303),
        ("administrator", 404),
        ("other_moderator", 404),
        ("other_organiser", 404),
    ],
)
def test_who_covers_and_mutes(
    verdict: str, name: str, status: int, idea: Idea, request: pytest.FixtureRequest
) -> None:
    if verdict == "unmute":
        Mute.objects.create(idea=idea)
    person = request.getfixturevalue(name)
    assert press(person.client, idea, verdict, words_to_cover="Mrs Khan").status_code == status
    assert idea.decisions.count() == (1 if name in {"moderator", "organiser"} else 0)


@pytest.mark.parametrize("verdict", ["mask", "mute"])
def test_nobody_does_it_to_their_own_text(verdict: str, workshop: Workshop, moderator: Person) -> None:
    own = make_idea(workshop, moderator.membership, body="Ask Mrs Khan.")
    answer = press(moderator.client, own, verdict, words_to_cover="Mrs Khan")
    assert answer.status_code == 403
    assert "Nobody decides about their own idea." in read_text(answer)


def test_a_second_mute_is_a_conflict(idea: Idea, moderator: Person) -> None:
    press(moderator.client, idea, "mute")
    assert press(moderator.client, idea, "mute").status_code == 409


def test_its_author_reads_that_words_were_covered_and_why(
    idea: Idea, moderator: Person, participant: Person
) -> None:
    comment = make_comment(make_idea(idea.workshop), participant.membership, body="Ask Mrs Khan.")
    for item in (idea, comment):
        press(moderator.client, item, "mask", words_to_cover="Mrs Khan")
    said = "The design group covered words here. The reason: could identify a person."
    assert read_text(participant.client.get(MINE)).count(said) == 2
    assert read_text(participant.client.get(idea.get_absolute_url())).count(said) == 1


def test_readers_see_what_the_mark_is(idea: Idea, moderator: Person, colleague: Person) -> None:
    press(moderator.client, idea, "mask", words_to_cover=f"Mrs Khan\n{NUMBER}")
    press(moderator.client, idea, "publish")
    text = read_text(colleague.client.get(idea.get_absolute_url()))
    assert (text.count("[covered]"), text.count("The design group covered words here.")) == (2, 1)


def test_who_writes_the_mark_themselves_is_told_nothing(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop, participant.membership, body="The yard is [covered].")
    text = read_text(participant.client.get(idea.get_absolute_url()))
    assert text.count("covered words") == 0


def test_without_the_mark_nobody_asks_for_decisions(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop, participant.membership)
    for address in (idea.get_absolute_url(), MINE):
        with CaptureQueriesContext(connection) as queries:
            participant.client.get(address)
        assert [query for query in queries.captured_queries if "moderation_decision" in query["sql"]] == []
