"""The first page and the page of a workshop."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from ideas.views.workshop import Brief, split_brief
from tests.cast import Person, make_idea, make_member, make_members, make_workshop
from tests.pages import read_text
from workshops.models import Theme, Update, Workshop
from workshops.phases import ALLOWED, Deed, Phase
from workshops.rules import Role
from workshops.statistics.snapshots import take_joined

pytestmark = pytest.mark.django_db
PAGE = "/workshops/community/"


@pytest.mark.parametrize("phase", [Phase.ANNOUNCED, Phase.OPEN, Phase.PUBLISHED])
def test_the_first_page_lists_workshops_by_phase(visitor: Client, phase: Phase) -> None:
    workshop = make_workshop(phase)
    context = visitor.get("/").context
    assert [one.workshop.pk for one in context[f"{phase}_workshops"]] == [workshop.pk]


def test_the_first_page_tells_people_and_ideas_of_each_workshop(visitor: Client, workshop: Workshop) -> None:
    make_members(12, workshop)
    take_joined(workshop)
    for status in (Idea.Status.PUBLISHED, Idea.Status.PUBLISHED, Idea.Status.HIDDEN):
        make_idea(workshop, status=status)
    [listed] = visitor.get("/").context["open_workshops"]
    assert (listed.people, listed.ideas) == (12, 2)
    assert read_text(visitor.get("/")).count("12 people 2 ideas") == 1


def test_a_workshop_whose_result_is_being_written_is_listed_too(visitor: Client) -> None:
    workshop = make_workshop(Phase.CLOSED)
    assert [one.workshop.pk for one in visitor.get("/").context["closed_workshops"]] == [workshop.pk]
    assert read_text(visitor.get("/")).count("Closed: the result is being written") == 1


def test_where_there_is_no_workshop_the_first_page_says_what_to_do(db: None, visitor: Client) -> None:
    assert read_text(visitor.get("/")).count("Nothing is open yet") == 1


def test_a_draft_is_on_no_list(visitor: Client, participant: Person) -> None:
    draft = make_workshop(Phase.DRAFT, title="Secret plans")
    for client in (visitor, participant.client):
        assert client.get("/").content.decode().count("Secret plans") == 0
        assert client.get(f"/workshops/{draft.slug}/").status_code == 404


def test_organisers_see_their_own_draft() -> None:
    draft = make_workshop(Phase.DRAFT)
    organiser = make_member("organiser", draft, Role.ORGANISER)
    assert organiser.client.get(f"/workshops/{draft.slug}/").status_code == 200


def test_a_participant_of_a_draft_does_not() -> None:
    draft = make_workshop(Phase.DRAFT)
    assert make_member("early", draft).client.get(f"/workshops/{draft.slug}/").status_code == 404


def test_what_one_has_joined_is_listed_apart(participant: Person, workshop: Workshop) -> None:
    other = make_workshop()
    context = participant.client.get("/").context
    assert [one.workshop.pk for one in context["my_workshops"]] == [workshop.pk]
    assert [one.workshop.pk for one in context["open_workshops"]] == [other.pk]


def test_imported_workshops_are_no_business_of_visitors(visitor: Client) -> None:
    imported = make_workshop(Phase.CLOSED, imported=True)
    assert visitor.get(f"/workshops/{imported.slug}/").status_code == 404


def test_a_site_administrator_sees_imported_workshops(administrator: Person) -> None:
    imported = make_workshop(Phase.CLOSED, imported=True)
    assert administrator.client.get(f"/workshops/{imported.slug}/").status_code == 200
    assert administrator.client.get(f"/workshops/{imported.slug}/boards/top/").status_code == 200


def test_the_page_shows_brief_themes_and_contact(visitor: Client, workshop: Workshop) -> None:
    Workshop.objects.update(
        brief="Say what would help.\n\nAll of it.", contact_name="Ada", contact_phone="020 7946 0000"
    )
    Theme.objects.create(
        workshop=workshop, number=1, title="Integrated teams", text="One team around a person."
    )
    page = visitor.get(PAGE).content.decode()
    for words in (
        "Say what would help.",
        "Integrated teams",
        "One team around a person.",
        "Ada",
        "020 7946 0000",
    ):
        assert page.count(words) >= 1


def test_the_first_page_takes_as_many_queries_for_many_workshops_as_for_one(visitor: Client) -> None:
    make_workshop()
    visitor.get("/")
    with CaptureQueriesContext(connection) as few:
        visitor.get("/")
    for _one in range(5):
        make_workshop()
    with CaptureQueriesContext(connection) as many:
        visitor.get("/")
    assert len(many) == len(few)


def test_a_workshop_page_takes_as_many_queries_for_many_ideas_as_for_one(
    participant: Person, workshop: Workshop
) -> None:
    make_idea(workshop)
    participant.client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        participant.client.get(PAGE)
    for _one in range(19):
        make_idea(workshop)
    # What all readers share is read anew once.
    participant.client.get(PAGE)
    with CaptureQueriesContext(connection) as many:
        participant.client.get(PAGE)
    assert len(many) == len(few)


def test_while_open_everybody_sees_three_ideas_that_a_person_has_read(
    visitor: Client, workshop: Workshop
) -> None:
    read = {make_idea(workshop, reviewed=True).get_absolute_url() for _one in range(5)}
    unread = [make_idea(workshop).get_absolute_url() for _one in range(5)]
    shown = [idea["url"] for idea in visitor.get(PAGE).context["sample_ideas"]]
    assert (len(shown), set(shown) <= read, set(shown) & set(unread)) == (3, True, set())


def test_what_nobody_has_read_is_shown_to_nobody_outside(visitor: Client, workshop: Workshop) -> None:
    make_idea(workshop)
    page = visitor.get(PAGE)
    assert page.context["sample_ideas"] == []
    words = "Who has not joined can read three of them here, once the design group has read these."
    assert read_text(page).count(words) == 1


def test_before_it_opens_nobody_sees_ideas(visitor: Client) -> None:
    announced = make_workshop(Phase.ANNOUNCED)
    make_idea(announced)
    assert visitor.get(f"/workshops/{announced.slug}/").context["sample_ideas"] == []


def test_each_theme_is_a_door_to_its_ideas_and_to_the_form(visitor: Client, workshop: Workshop) -> None:
    full, empty = (Theme.objects.create(workshop=workshop, number=n, title=f"Theme {n}") for n in (1, 2))
    for status in (Idea.Status.PUBLISHED, Idea.Status.PUBLISHED, Idea.Status.UNRELEASED):
        make_idea(workshop, theme=full, status=status)
    doors = visitor.get(PAGE).context["doors"]
    assert [(door.theme, door.ideas, door.read_url) for door in doors] == [
        (full, 2, f"{PAGE}ideas/?theme=1"),
        (empty, 0, ""),
    ]
    form = visitor.get(doors[1].write_url).context["form"]
    assert (form["theme"].value(), form["intent"].value()) == ("2", "new")
    assert visitor.get(f"{PAGE}ideas/new/?theme=9").context["form"]["theme"].value() == "other"


def test_doors_lead_nowhere_before_it_opens(visitor: Client) -> None:
    announced = make_workshop(Phase.ANNOUNCED)
    Theme.objects.create(workshop=announced, number=1, title="A theme")
    [door] = visitor.get(announced.get_absolute_url()).context["doors"]
    assert (door.ideas, door.read_url, door.write_url) == (0, "", "")


def test_a_long_brief_begins_with_its_first_paragraph() -> None:
    assert (split_brief(" "), split_brief("Short.\n\nToo.")) == (None, Brief("Short.\n\nToo."))
    assert split_brief(f"First.\r\n\r\n{'More. ' * 100}") == Brief("First.", ("More. " * 100).strip())


def test_the_dates_are_said_in_words(visitor: Client, workshop: Workshop) -> None:
    labels = [date.label for date in visitor.get(PAGE).context["dates"]]
    assert labels[:3] == ["Opened", "New ideas until", "Closes"]


@pytest.mark.parametrize("phase", list(Phase))
def test_the_phase_follows_from_the_dates(phase: Phase) -> None:
    assert make_workshop(phase).phase == phase


def test_what_a_phase_allows_grows_and_shrinks() -> None:
    assert ALLOWED[Phase.DRAFT] == frozenset()
    assert ALLOWED[Phase.ANNOUNCED] == {Deed.READ_BRIEF, Deed.JOIN, Deed.ASK_FOR_NOTICE}
    late = {Deed.READ_AS_VISITOR, Deed.FOLLOW_UP}
    assert ALLOWED[Phase.OPEN] == frozenset(Deed) - {Deed.ASK_FOR_NOTICE, *late}
    assert ALLOWED[Phase.CLOSED] | late >= ALLOWED[Phase.PUBLISHED] >= {Deed.READ_IDEAS}
    assert ALLOWED[Phase.PUBLISHED] - ALLOWED[Phase.CLOSED] == late
    for closed in (Phase.CLOSED, Phase.PUBLISHED):
        assert ALLOWED[closed].isdisjoint({Deed.VOTE, Deed.SUBMIT_IDEA, Deed.COMMENT, Deed.ANSWER_POLL})


def test_new_ideas_end_before_the_workshop_closes(workshop: Workshop) -> None:
    Workshop.objects.update(ideas_until=workshop.time_asked)
    again = Workshop.objects.with_phase().get(pk=workshop.pk)
    assert (again.phase, again.allows(Deed.SUBMIT_IDEA), again.allows(Deed.VOTE)) == (Phase.OPEN, False, True)


def test_what_organisers_write_is_read_as_markdown_everywhere_on_the_page(
    visitor: Client, workshop: Workshop
) -> None:
    words = "Go **on** <b>x</b>"
    Workshop.objects.update(brief=f"{words}\n\n{words}")
    Theme.objects.create(workshop=workshop, number=1, title="One team", text=words, references=words)
    Update.objects.create(workshop=workshop, title="News", text=words)
    page = visitor.get(PAGE).content.decode()
    assert page.count("<p>Go <strong>on</strong> &lt;b&gt;x&lt;/b&gt;</p>") == 5
