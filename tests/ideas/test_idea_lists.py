"""Which ideas a list shows: what its address may ask for, in which order, and what nobody can ask."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ideas.domain.catalogue import count_comments, read_catalogue
from ideas.domain.idea_lists import QUERY_LENGTH, IdeaFilter, list_visible
from ideas.models import Comment, Idea
from tests.cast import Person, make_comment, make_idea, make_workshop
from workshops.domain.visits import Visit, visit_workshop
from workshops.models import Theme, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
LIST = "/workshops/community/ideas/"
TODAY = date(2026, 3, 10)
Sort = IdeaFilter.Sort


def look(person: Person, workshop: Workshop, **wanted: str) -> list[Idea]:
    """Return the ideas that this person's list shows for this address."""
    asked = IdeaFilter.from_query(wanted, list(workshop.themes.all()))
    return list(list_visible(visit_workshop(person.user, workshop.slug), asked))


@pytest.fixture
def themes(workshop: Workshop) -> list[Theme]:
    """Return two themes of the workshop."""
    return [
        Theme.objects.create(workshop=workshop, number=number, title=title)
        for number, title in ((1, "Teams"), (2, "Data"))
    ]


def test_an_address_that_asks_for_nothing_gets_everything_shuffled() -> None:
    assert IdeaFilter.from_query({}, []) == IdeaFilter(sort="shuffled", theme="", q="", theme_key=None)


@pytest.mark.parametrize("sort", ["", "oldest", "NEW", "new ", "-published_on", "a\x00b", "👍", "best"])
def test_an_order_that_there_is_not_is_shuffled(sort: str) -> None:
    assert IdeaFilter.from_query({"sort": sort}, []).sort == Sort.SHUFFLED


@pytest.mark.parametrize("sort", sorted(set(Sort) - {Sort.BEST}))
@pytest.mark.parametrize("words", ["", "records"])
def test_the_three_orders_are_kept_with_words_and_without(sort: str, words: str) -> None:
    assert IdeaFilter.from_query({"sort": sort, "q": words}, []).sort == sort


@pytest.mark.parametrize("sort", ["", "best", "nonsense"])
def test_words_alone_bring_the_best_match_first(sort: str) -> None:
    assert IdeaFilter.from_query({"sort": sort, "q": "records"}, []).sort == Sort.BEST


def test_the_best_match_is_offered_only_where_there_are_words() -> None:
    with_words, without = (IdeaFilter.from_query({"q": words}, []).sort_choices for words in ("a", ""))
    assert [value for value, _label in with_words] == ["best", "shuffled", "new", "discussed"]
    assert (without[0][0], str(without[0][1])) == ("", "Shuffled")
    assert [value for value, _label in without] == ["", "new", "discussed"]


@pytest.mark.parametrize("number", ["", "0", "3", "01", " 1", "1 ", "-1", "1.0", "１", "other", "9" * 50])
def test_a_theme_that_there_is_not_is_left_out(number: str, themes: list[Theme]) -> None:
    wanted = IdeaFilter.from_query({"theme": number}, themes)
    assert (wanted.theme, wanted.theme_key) == ("", None)


def test_a_theme_is_asked_for_by_its_number(themes: list[Theme]) -> None:
    wanted = IdeaFilter.from_query({"theme": "2"}, themes)
    assert (wanted.theme, wanted.theme_key) == ("2", themes[1].pk)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  records ", "records"),
        ("\x00", ""),
        ("re\x00cords", "records"),
        ("   ", ""),
        ("x" * (QUERY_LENGTH + 5), "x" * QUERY_LENGTH),
        ("👩‍⚕️", "👩‍⚕️"),
    ],
)
def test_words_to_look_for_are_cut_to_what_can_be_looked_for(typed: str, kept: str) -> None:
    assert IdeaFilter.from_query({"q": typed}, []).q == kept


def test_theme_and_words_are_asked_for_together(
    workshop: Workshop, participant: Person, themes: list[Theme]
) -> None:
    both = make_idea(workshop, theme=themes[0], title="Share the records")
    make_idea(workshop, theme=themes[1], title="Share the records")
    make_idea(workshop, theme=None, title="Share the records")
    make_idea(workshop, theme=themes[0])
    assert look(participant, workshop, theme="1", q="records") == [both]


def test_a_theme_of_the_same_number_elsewhere_shows_nothing_of_it(
    workshop: Workshop, other_workshop: Workshop, participant: Person
) -> None:
    theirs = Theme.objects.create(workshop=other_workshop, number=1, title="Beds")
    make_idea(other_workshop, theme=theirs)
    here = make_idea(workshop)
    assert look(participant, workshop, theme="1") == [here]


def test_the_newest_day_comes_first(workshop: Workshop, participant: Person) -> None:
    old, new, middle = (make_idea(workshop, published_on=TODAY - timedelta(days=days)) for days in (9, 0, 4))
    assert look(participant, workshop, sort="new") == [new, middle, old]


def test_the_most_discussed_comes_first_by_what_others_can_read(
    workshop: Workshop, participant: Person
) -> None:
    quiet, loud, busy = (make_idea(workshop) for _one in range(3))
    for _one in range(3):
        make_comment(loud, parent=make_comment(loud))
    make_comment(busy)
    for status in sorted(set(Comment.Status) - {Comment.Status.PUBLISHED}):
        make_comment(quiet, status=Comment.Status(status))
    listed = look(participant, workshop, sort="discussed")
    catalogue = read_catalogue(Workshop.objects.with_phase().get(pk=workshop.pk))
    counted = [(idea, catalogue.count_discussion(idea)) for idea in listed]
    assert counted == [(loud, 6), (busy, 1), (quiet, 0)]


def test_as_much_discussed_ideas_come_in_the_order_of_their_random_references(
    workshop: Workshop, participant: Person
) -> None:
    for ref in ("m", "z", "a"):
        make_idea(workshop, ref=ref)
    assert [idea.ref for idea in look(participant, workshop, sort="discussed")] == ["a", "m", "z"]


def test_comments_of_one_idea_are_not_counted_for_another(workshop: Workshop) -> None:
    first, second = make_idea(workshop), make_idea(workshop)
    make_comment(first)
    numbers = Idea.objects.annotate(number=count_comments()).values_list("pk", "number")
    assert dict(numbers) == {first.pk: 1, second.pk: 0}


def test_the_shuffled_order_is_another_one_tomorrow(workshop: Workshop, participant: Person) -> None:
    for number in range(12):
        make_idea(workshop, ref=f"idea-{number}")
    visit = visit_workshop(participant.user, workshop.slug)
    orders = []
    for days in range(2):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            orders.append([idea.ref for idea in list_visible(visit, IdeaFilter())])
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1])


def test_the_shuffled_order_tells_nothing_of_the_order_of_sending(workshop: Workshop) -> None:
    for number in range(12):
        make_idea(workshop, ref=f"idea-{number:02}")
    listed = [idea.ref for idea in list_visible(Visit(AnonymousUser(), workshop, None), IdeaFilter())]
    assert listed != sorted(listed)
    assert listed != sorted(listed, reverse=True)


def test_a_list_has_twenty_on_a_page_and_each_idea_on_one_page_only(
    workshop: Workshop, participant: Person
) -> None:
    for _one in range(43):
        make_idea(workshop)
    pages = [participant.client.get(LIST, {"page": page}).context["page_obj"] for page in (1, 2, 3)]
    assert [len(page.object_list) for page in pages] == [20, 20, 3]
    assert len({idea.pk for page in pages for idea in page}) == 43


@pytest.mark.parametrize(
    ("asked", "given"), [("0", 3), ("-1", 3), ("4", 3), ("9" * 30, 3), ("x", 1), ("", 1), ("2.5", 1)]
)
def test_a_page_that_there_is_not_is_the_first_or_the_last(
    asked: str, given: int, workshop: Workshop, participant: Person
) -> None:
    for _one in range(41):
        make_idea(workshop)
    assert participant.client.get(LIST, {"page": asked}).context["page_obj"].number == given


@pytest.mark.parametrize("query", ["", "?theme=1", "?q=nothing", "?sort=discussed"])
def test_an_empty_list_is_a_page_too(query: str, participant: Person, themes: list[Theme]) -> None:
    page = participant.client.get(f"{LIST}{query}")
    assert (page.status_code, page.context["page_obj"].paginator.count) == (200, 0)


@pytest.mark.parametrize(
    ("phase", "may_write"), [(Phase.OPEN, True), (Phase.CLOSED, False), (Phase.PUBLISHED, False)]
)
def test_the_list_leads_to_writing_only_while_one_can(
    phase: Phase, may_write: bool, administrator: Person
) -> None:
    workshop = make_workshop(phase, slug="here")
    page = administrator.client.get("/workshops/here/ideas/")
    assert page.context["may_write"] is False
    administrator.user.memberships.create(workshop=workshop)
    assert administrator.client.get("/workshops/here/ideas/").context["may_write"] is may_write
