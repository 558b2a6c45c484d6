"""What authors change later: rewording an idea, taking an idea or a comment back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from ideas.domain.changes import edit_idea, withdraw_comment, withdraw_idea
from ideas.domain.ideas import IdeaText
from ideas.models import Comment, Idea, Revision
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop
from tests.pages import read_text
from workshops.models import Theme, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
S = Idea.Status
WORDS = {"theme": "other", "intent": "challenge", "title": "Two numbers", "body": "One is too few."}
NEW = IdeaText(None, "challenge", "Two numbers", "One is too few.")


def place(item: Idea | Comment) -> str:
    """Return the address of the idea, or of the comment below its idea."""
    if isinstance(item, Comment):
        return f"{place(item.idea)}comments/{item.ref}/"
    return f"/workshops/{item.workshop.slug}/ideas/{item.ref}/"


def state(item: Idea | Comment) -> tuple[str, bool]:
    """Return the state in the database, and whether it leaves with the next release."""
    fresh = type(item).objects.get(pk=item.pk)
    return fresh.status, fresh.withdrawal_pending


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return a published idea of the participant."""
    return make_idea(workshop, participant.membership)


def test_what_nobody_has_seen_goes_at_once(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop, participant.membership, S.UNRELEASED)
    comment = make_comment(make_idea(workshop), participant.membership, Comment.Status.UNRELEASED)
    withdraw_idea(actor=participant.membership, idea=idea)
    withdraw_comment(actor=participant.membership, comment=comment)
    assert (state(idea), state(comment)) == ((S.WITHDRAWN, False), (S.WITHDRAWN, False))


@pytest.mark.parametrize("status", [S.PUBLISHED, S.IN_REVIEW, S.HIDDEN])
def test_what_others_have_seen_goes_with_the_next_release(
    status: Idea.Status, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, participant.membership, status)
    comment = make_comment(idea, participant.membership, Comment.Status(status))
    withdraw_comment(actor=participant.membership, comment=comment)
    withdraw_idea(actor=participant.membership, idea=idea)
    assert (state(idea), state(comment)) == ((status, True), (status, True))


def test_nobody_takes_back_what_others_wrote(idea: Idea, participant: Person, colleague: Person) -> None:
    comment = make_comment(idea, participant.membership)
    with pytest.raises(PermissionDenied):
        withdraw_idea(actor=colleague.membership, idea=idea)
    with pytest.raises(PermissionDenied):
        withdraw_comment(actor=colleague.membership, comment=comment)
    with pytest.raises(PermissionDenied):
        edit_idea(actor=colleague.membership, idea=idea, text=NEW)


def test_nothing_is_taken_back_twice(idea: Idea, participant: Person) -> None:
    withdraw_idea(actor=participant.membership, idea=idea)
    with pytest.raises(WrongPhase):
        withdraw_idea(actor=participant.membership, idea=idea)
    gone = make_idea(idea.workshop, participant.membership, S.WITHDRAWN)
    with pytest.raises(WrongPhase):
        withdraw_idea(actor=participant.membership, idea=gone)


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.PUBLISHED])
def test_after_the_close_all_stays_as_it_is(phase: Phase) -> None:
    workshop = make_workshop(phase)
    person = make_member("author", workshop)
    idea = make_idea(workshop, person.membership)
    comment = make_comment(idea, person.membership)
    deeds: list[Callable[[], None]] = [
        lambda: withdraw_idea(actor=person.membership, idea=idea),
        lambda: withdraw_comment(actor=person.membership, comment=comment),
        lambda: edit_idea(actor=person.membership, idea=idea, text=NEW),
    ]
    for what in deeds:
        with pytest.raises(WrongPhase):
            what()
    for address in (f"{place(idea)}edit/", f"{place(idea)}withdrawal/", f"{place(comment)}withdrawal/"):
        page = person.client.get(address)
        assert (page.status_code, "Not at the moment" in read_text(page)) == (409, True)


def test_an_idea_that_waits_is_reworded_at_once(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop, participant.membership, S.UNRELEASED)
    edit_idea(actor=participant.membership, idea=idea, text=NEW)
    idea.refresh_from_db()
    assert (idea.theme, idea.intent, idea.title, idea.body) == (None, NEW.intent, NEW.title, NEW.body)
    assert Revision.objects.count() == 0


@pytest.mark.parametrize("status", [S.PUBLISHED, S.IN_REVIEW])
def test_the_new_wording_of_what_others_see_waits(
    status: Idea.Status, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, participant.membership, status)
    edit_idea(actor=participant.membership, idea=idea, text=NEW)
    edit_idea(actor=participant.membership, idea=idea, text=IdeaText(None, "new", "Three numbers", "So."))
    idea.refresh_from_db()
    assert idea.title == "One number to ring"
    assert Revision.objects.values_list("idea", "title").get() == (idea.pk, "Three numbers")


def test_once_five_people_have_voted_the_text_stays(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop, participant.membership, settled=True)
    with pytest.raises(WrongPhase, match="Five people have voted"):
        edit_idea(actor=participant.membership, idea=idea, text=NEW)
    page = participant.client.get(f"{place(idea)}edit/")
    assert (page.status_code, "The dates are on" in read_text(page)) == (409, False)
    assert "That can’t be done now" in read_text(page)
    withdraw_idea(actor=participant.membership, idea=idea)


@pytest.mark.parametrize(
    "fields",
    [{"status": S.HIDDEN}, {"status": S.WITHDRAWN}, {"withdrawal_pending": True}],
    ids=["hidden", "gone", "leaving"],
)
def test_what_is_not_shown_is_not_reworded(
    fields: dict[str, Any], workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, participant.membership, **fields)
    with pytest.raises(WrongPhase):
        edit_idea(actor=participant.membership, idea=idea, text=NEW)


def test_taking_an_idea_back_forgets_its_new_wording(idea: Idea, participant: Person) -> None:
    edit_idea(actor=participant.membership, idea=idea, text=NEW)
    withdraw_idea(actor=participant.membership, idea=idea)
    assert Revision.objects.count() == 0


def test_the_form_to_reword_holds_the_old_words_and_is_checked_before_it_is_sent(
    workshop: Workshop, participant: Person
) -> None:
    theme = Theme.objects.create(workshop=workshop, number=4, title="Teams")
    idea = make_idea(workshop, participant.membership, theme=theme)
    address = f"{place(idea)}edit/"
    form = participant.client.get(address).context["form"]
    assert [form[name].value() for name in WORDS] == ["4", "new", idea.title, idea.body]
    checked = participant.client.post(address, {**WORDS, "step": "check"}, follow=True)
    assert (checked.status_code, checked.context["step"], Revision.objects.count()) == (200, "check", 0)
    wrong = participant.client.post(address, {**WORDS, "title": "", "step": "send"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["title"])
    sent = participant.client.post(address, {**WORDS, "step": "send"})
    assert (sent.status_code, sent["Location"], Revision.objects.count()) == (303, place(idea), 1)


def test_the_author_sees_the_new_wording_at_once_and_nobody_else_does(
    idea: Idea, participant: Person, colleague: Person, moderator: Person
) -> None:
    edit_idea(actor=participant.membership, idea=idea, text=NEW)
    mine = participant.client.get(place(idea))
    assert mine.context["idea"].title == "Two numbers"
    assert read_text(mine).count("You have changed this.") == 1
    for person in (colleague, moderator):
        theirs = person.client.get(place(idea))
        assert (theirs.context["idea"].title, theirs.context["state_message"]) == (idea.title, "")
    assert participant.client.get(f"{place(idea)}edit/").context["form"]["title"].value() == "Two numbers"


def test_nobody_else_learns_that_an_idea_will_leave(
    idea: Idea, participant: Person, colleague: Person, moderator: Person
) -> None:
    withdraw_idea(actor=participant.membership, idea=idea)
    words = participant.client.get(place(idea)).context["state_message"]
    assert words.startswith("You have taken this back. Others stop seeing it when")
    for person in (colleague, moderator):
        assert person.client.get(place(idea)).context["state_message"] == ""


def test_taking_back_asks_first(idea: Idea, participant: Person) -> None:
    comment = make_comment(idea, participant.membership)
    for item in (comment, idea):
        address = f"{place(item)}withdrawal/"
        assert participant.client.get(address).status_code == 200
        assert state(item) == (S.PUBLISHED, False)
        assert participant.client.post(address).status_code == 303
        assert state(item) == (S.PUBLISHED, True)
        assert participant.client.post(address).status_code == 409


def test_a_comment_one_does_not_see_is_not_there(idea: Idea, colleague: Person) -> None:
    waiting, elsewhere = (
        make_comment(idea, status=Comment.Status.UNRELEASED),
        make_comment(make_idea(idea.workshop)),
    )
    for ref in (waiting.ref, elsewhere.ref, "nonsense"):
        assert colleague.client.get(f"{place(idea)}comments/{ref}/withdrawal/").status_code == 404


def test_the_page_offers_only_what_one_can_do(idea: Idea, participant: Person, colleague: Person) -> None:
    make_comment(idea, participant.membership)
    mine, theirs = (person.client.get(place(idea)).content.decode() for person in (participant, colleague))
    offered = [
        (page.count("/edit/"), page.count("/withdrawal/"), page.count("/report/")) for page in (mine, theirs)
    ]
    assert offered == [(2, 2, 0), (0, 0, 2)]


def test_without_the_key_nothing_is_changed(idea: Idea, participant: Person, settings: object) -> None:
    settings.KEY_DIRS = []  # type: ignore[attr-defined]
    for ending in ("edit/", "withdrawal/"):
        assert participant.client.get(f"{place(idea)}{ending}").status_code == 503
