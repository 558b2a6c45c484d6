"""What is being written survives in its tab for its writer, and for nobody else."""

from django.test import Client
from playwright.sync_api import Page

from tests.browser.conftest import Windows
from tests.browser.steps import fill_in
from tests.cast import Person, make_idea, sign_in
from workshops.models import Workshop

WRITE = "/workshops/community/ideas/new/"
HERE = "One number to ring"


def title(page: Page) -> str:
    """Return what is in the box for the title of a form that was just loaded."""
    page.goto(WRITE)
    return page.get_by_label("Your idea in one line").input_value()


def is_kept(page: Page) -> bool:
    """Return whether a draft lies in the tab."""
    return bool(page.evaluate("Object.keys(sessionStorage).some((key) => key.startsWith('draft:'))"))


def use_cookies_of(browser: Client, page: Page, address: str) -> None:
    """Sign the window in as whoever is signed in here."""
    page.context.add_cookies([{"name": "session", "value": browser.cookies["session"].value, "url": address}])


def test_a_draft_survives_a_wrong_turn(windows: Windows, participant: Person) -> None:
    page = windows.open(participant)
    page.goto(WRITE)
    fill_in(page, HERE)
    page.goto("/privacy/")
    assert title(page) == HERE


def test_signing_out_in_another_tab_leaves_nothing_for_the_next_person(
    windows: Windows, participant: Person, colleague: Person
) -> None:
    page = windows.open(participant)
    page.goto(WRITE)
    fill_in(page, HERE)
    use_cookies_of(sign_in(colleague.user), page, windows.address)
    assert title(page) == ""
    assert not is_kept(page)


def test_what_a_visitor_wrote_is_not_in_the_tab_of_who_signs_in(
    windows: Windows, workshop: Workshop, colleague: Person
) -> None:
    page = windows.open()
    page.goto(WRITE)
    fill_in(page, HERE)
    assert title(page) == HERE
    use_cookies_of(colleague.client, page, windows.address)
    assert title(page) == ""


def test_a_visitors_draft_goes_after_half_an_hour(windows: Windows, workshop: Workshop) -> None:
    page = windows.open()
    page.goto(WRITE)
    fill_in(page, HERE)
    page.evaluate("""() => { const key = Object.keys(sessionStorage).find((one) => one.startsWith('draft:'));
        const kept = JSON.parse(sessionStorage.getItem(key));
        sessionStorage.setItem(key, JSON.stringify({ ...kept, at: kept.at - 31 * 60 * 1000 })); }""")
    assert title(page) == ""


def test_changes_survive_a_reload_until_there_is_a_newer_text(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, participant.membership, intent="new")
    page = windows.open(participant)
    page.goto(f"{idea.get_absolute_url()}edit/")
    box = page.get_by_label("Tell us more")
    for words in ("Families ring six places.", "Families ring seven places."):
        box.fill(words)
        page.reload()
        assert box.input_value() == words
    assert title(page) == ""
    page.goto(f"{idea.get_absolute_url()}edit/")
    assert box.input_value() == "Families ring seven places."
    idea.body = "Families ring one place."
    idea.save()
    page.reload()
    assert box.input_value() == idea.body
