"""What readers report as a danger: mailed at once as text alone, and first wherever staff look."""

from __future__ import annotations

import re

import pytest

from ideas.models import Comment, Idea, Report
from moderation.domain.review import count_dangers
from tests.cast import Person, make_comment, make_idea
from tests.moderation.pressing import decide_by_form, page_of
from tests.pages import find_inline, read_text
from voting.releases.releases import release_workshop
from workshops.models import OutboxEmail, Workshop

HOME = "/admin/"
QUEUE = "/admin/ideas/idea/"
S = Idea.Status
PAGES = [HOME, "/admin/desk/community/", QUEUE, "/admin/ideas/comment/", "/admin/workshops/workshop/"]
ONE = "Somebody may be at risk. 1 idea was reported as a danger"


def endanger(item: Idea | Comment, *, released: bool = True) -> None:
    """Let somebody report the item as a danger."""
    comment = item if isinstance(item, Comment) else None
    Report.objects.create(
        item=item.pk, tag=bytes(16), idea=item.thread, comment=comment, reason="safety", released=released
    )


def titles(page: str) -> list[str]:
    return re.findall(r'field-title">\s*<a [^>]*>([^<]*)</a>', page)


@pytest.fixture
def idea(workshop: Workshop) -> Idea:
    """Return an idea that somebody reported as a danger."""
    idea = make_idea(workshop, title="The door", published_on="2026-01-01")
    endanger(idea)
    return idea


@pytest.mark.parametrize("address", PAGES)
def test_every_page_of_the_staff_counts_it(address: str, idea: Idea, moderator: Person) -> None:
    page = moderator.client.get(address)
    assert (read_text(page).count(ONE), find_inline(page)) == (1, [])


@pytest.mark.parametrize("page", ["several", "record", "reasons", "coding", "notes", "themes"])
def test_the_other_pages_of_the_desk_lead_to_it(page: str, idea: Idea, moderator: Person) -> None:
    address = f"/admin/desk/community/{page}/"
    words = "Somebody may be at risk. Look at the danger first"
    assert read_text(moderator.client.get(address)).count(words) == 1
    Idea.objects.update(reviewed=True)
    assert read_text(moderator.client.get(address)).count(words) == 0


@pytest.mark.parametrize("address", PAGES)
def test_no_page_speaks_of_it_where_there_is_none(
    address: str, workshop: Workshop, moderator: Person
) -> None:
    make_idea(workshop)
    endanger(make_idea(workshop), released=False)
    endanger(make_idea(workshop, reviewed=True))
    endanger(make_idea(workshop, status=S.HIDDEN))
    assert read_text(moderator.client.get(address)).count("at risk") == 0


def test_others_are_not_told(idea: Idea, other_moderator: Person) -> None:
    assert count_dangers(other_moderator.user) == (0, 0)
    assert read_text(other_moderator.client.get(HOME)).count("at risk") == 0


@pytest.mark.parametrize("order", ["", "?o=1", "?o=-1", "?o=7.-2", "?state=all", "?state=published"])
def test_it_is_first_in_the_list_however_that_is_sorted(
    order: str, idea: Idea, workshop: Workshop, moderator: Person
) -> None:
    for title in ("Aaa", "Zzz"):
        make_idea(workshop, title=title)
    page = moderator.client.get(f"{QUEUE}{order}").text
    assert titles(page)[0] == "The door"
    assert page.count("danger reported") == 1


def test_its_page_says_so_first(idea: Idea, moderator: Person) -> None:
    text = read_text(moderator.client.get(page_of(idea)))
    assert text.count("A reader says: somebody may be at risk") == 1


def test_a_comment_counts_too(workshop: Workshop, organiser: Person) -> None:
    endanger(make_comment(make_idea(workshop)))
    assert count_dangers(organiser.user) == (0, 1)
    text = read_text(organiser.client.get(HOME))
    assert text.count("1 comment was reported as a danger") == 1


def test_it_is_over_once_somebody_has_decided(idea: Idea, moderator: Person) -> None:
    decide_by_form(moderator.client, idea, "publish")
    assert count_dangers(moderator.user) == (0, 0)


def test_a_new_report_begins_anew_with_its_release(
    idea: Idea, workshop: Workshop, moderator: Person, participant: Person
) -> None:
    decide_by_form(moderator.client, idea, "publish")
    participant.client.post(f"{idea.get_absolute_url()}report/", {"reason": "safety"})
    assert count_dangers(moderator.user) == (0, 0)
    release_workshop(workshop.pk, force=True)
    assert count_dangers(moderator.user) == (1, 0)


def test_hiding_for_safety_passes_the_text_on(workshop: Workshop, moderator: Person) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(safeguarding_email="safe@trust.example")
    idea = make_idea(workshop, title="The door", body="It stands open at night.")
    decide_by_form(moderator.client, idea, "hide", reason="abusive")
    assert OutboxEmail.objects.count() == 0
    other = make_idea(workshop, title="The door", body="It stands open at night.")
    decide_by_form(moderator.client, other, "hide", reason="safety")
    letter = OutboxEmail.objects.get()
    assert (letter.recipient, "It stands open at night." in letter.text) == ("safe@trust.example", True)
