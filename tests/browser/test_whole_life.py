"""A workshop's whole life, from the announcement over two editions to the beginning of a third."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from ideas.models import Idea
from results.domain.answer_releases import release_answers
from results.domain.comparing import set_lineage
from results.domain.statements import StatementText, change_statement
from results.models import AuthorVerdict, Edition, Statement, StatementAnswer
from tests.browser.conftest import Windows
from tests.browser.steps import TITLE, like, press, send, submit
from tests.cast import Person, make_member, make_workshop
from tests.moderation.coding_people import code_as, make_code
from tests.results.declaration import add, begin, close_long_ago, make_statement
from voting.releases.releases import release_workshop
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

HOME = "/workshops/life/"
DESK = "/admin/desk/life/"
WANTED = "There is one diary for each home."


def open_it(workshop: Workshop) -> None:
    """Let the workshop be open."""
    now = timezone.now()
    Workshop.objects.filter(pk=workshop.pk).update(
        opens_at=now - timedelta(days=3),
        ideas_until=now + timedelta(days=5),
        closes_at=now + timedelta(days=9),
    )


def let_phase_be(workshop: Workshop, phase: Phase) -> None:
    assert Workshop.objects.with_phase().get(pk=workshop.pk).phase == phase


def write_an_idea(page: Page, workshop: Workshop) -> Idea:
    """Send an idea, which waits for the design group; return it."""
    page.goto(f"{HOME}ideas/new/")
    send(page)
    release_workshop(workshop.pk, force=True)
    idea = Idea.objects.get(workshop=workshop)
    assert (idea.title, idea.status) == (TITLE, Idea.Status.IN_REVIEW)
    return idea


def review(page: Page, workshop: Workshop) -> None:
    """Publish what waits, so that the next release shows it."""
    page.goto(f"{DESK}review/")
    press("Publish")(page)
    expect(page.get_by_text("Nothing is left for you")).to_be_visible()
    release_workshop(workshop.pk, force=True)


def vote(page: Page, workshop: Workshop, idea: Idea) -> None:
    """Like the idea, and let it count."""
    page.goto(f"{HOME}ideas/{idea.ref}/")
    like(page)
    release_workshop(workshop.pk, force=True)


def release_in_browser(page: Page, number: int) -> None:
    """Release an edition: first too early, then sure."""
    page.goto(f"{DESK}declaration/{number}/check/")
    submit("Release this edition")(page)
    expect(page.get_by_role("alert")).to_contain_text("Tick that you are sure.")
    page.get_by_label("I am sure").check()
    submit("Release this edition")(page)
    expect(page.get_by_text("The edition is released.").first).to_be_visible()


def answer(page: Page, workshop: Workshop, statement: Statement) -> None:
    """Say that a statement of the consultation is to be changed."""
    page.goto(f"{HOME}declaration/1/{statement.ref}/")
    page.get_by_role("link", name="Answer", exact=True).click()
    page.get_by_label("change it").check()
    page.get_by_role("textbox").fill("One diary for each home.")
    submit("Send my answer")(page)
    expect(page.get_by_text("You said: change it.")).to_be_visible()
    assert release_answers(workshop.pk) is not None
    assert StatementAnswer.objects.get().counted == "change"


def judge(page: Page, workshop: Workshop) -> None:
    """Say as the author that the sentence keeps one's point, from one's own page."""
    page.goto(f"{HOME}mine/")
    expect(page.get_by_text("Where it went")).to_be_visible()
    submit("keeps my point")(page)
    expect(page.get_by_role("button", name="keeps my point")).to_have_attribute("aria-pressed", "true")
    assert release_answers(workshop.pk) is not None
    assert AuthorVerdict.objects.get().counted == "keeps"


def follow(page: Page, idea: Idea) -> None:
    """Go as a visitor from the sentence to the idea, and back."""
    page.goto(f"{HOME}declaration/")
    sentence = page.get_by_role("listitem").filter(has_text=WANTED)
    sentence.get_by_role("link", name="See what it stands on").click()
    page.get_by_role("link", name=idea.title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(idea.title)
    page.get_by_role("region", name="Where this idea went").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(WANTED)


def write_final(organiser: Person, first: Edition) -> Edition:
    """Write the final edition, with the words that the consultation asked for."""
    final = begin(organiser)
    statement = final.statements.get()
    text = StatementText(WANTED, statement.foundation_id)
    change_statement(statement=statement, text=text, version=statement.version)
    old = first.statements.get().pk
    set_lineage(statement=statement, deed="reworded", previous=[old], reason="You asked for homes.")
    return final


def test_from_the_announcement_to_the_next_edition(windows: Windows) -> None:
    workshop = make_workshop(Phase.ANNOUNCED, slug="life", practice=True, moderation="before")
    author, voter = make_member("author", workshop), make_member("voter", workshop)
    moderator = make_member("moderates", workshop, Role.DESIGN_GROUP)
    organiser = make_member("organises", workshop, Role.ORGANISER)
    writing, voting, desk = windows.open(author), windows.open(voter), windows.open(moderator)
    let_phase_be(workshop, Phase.ANNOUNCED)
    open_it(workshop)
    let_phase_be(workshop, Phase.OPEN)
    idea = write_an_idea(writing, workshop)
    review(desk, workshop)
    vote(voting, workshop, idea)
    idea.refresh_from_db()
    code_as(moderator, idea, [make_code(moderator)])
    close_long_ago(workshop)
    let_phase_be(workshop, Phase.CLOSED)
    until = timezone.localdate() + timedelta(days=5)
    first = begin(moderator, "consultation", answers_until=until)
    add(make_statement(first, "There is one diary for each borough.", None), "item", item=idea)
    releasing = windows.open(organiser, width=1280)
    release_in_browser(releasing, 1)
    answer(voting, workshop, first.statements.get())
    write_final(organiser, first)
    release_in_browser(releasing, 2)
    let_phase_be(workshop, Phase.PUBLISHED)
    follow(windows.open(), idea)
    judge(writing, workshop)
    releasing.goto(f"{DESK}declaration/")
    submit("Begin an edition")(releasing)
    assert Edition.objects.in_work().get(workshop=workshop).number == 3
