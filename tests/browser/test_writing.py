"""From a thought to an idea that everybody reads."""

from playwright.sync_api import Page, expect

from ideas.models import Idea
from tests.browser.conftest import Windows
from tests.browser.seeing import wait_for_focus
from tests.browser.stage import furnish
from tests.browser.steps import TEXT, TITLE, be_refused, fill_in, press, send, submit, write
from tests.cast import Person
from voting.releases.releases import release_workshop
from workshops.models import Workshop

NEW = "/workshops/community/ideas/new/"
WAITS = "Only you can see this. It appears for everybody together with what other people send."


def texts(page: Page) -> tuple[str, str]:
    """Return what stands in the two boxes."""
    title, text = page.get_by_label("Your idea in one line"), page.get_by_label("Tell us more")
    return title.input_value(), text.input_value()


def test_an_idea_is_written_checked_sent_and_waits(
    windows: Windows, workshop: Workshop, participant: Person, colleague: Person
) -> None:
    furnish(workshop)
    page = windows.open(participant)
    page.goto("/workshops/community/ideas/")
    page.get_by_role("link", name="Share an idea").click()
    write(page)
    expect(page.get_by_text(TITLE)).to_be_visible()
    press("Send my idea")(page)
    expect(page.get_by_role("heading", name="Thank you. Your idea is sent.")).to_be_visible()
    page.get_by_role("link", name="Your idea’s own page").click()
    expect(page.get_by_text(WAITS)).to_be_visible()
    address = page.url
    other = windows.open(colleague)
    assert other.goto(address).status == 404  # type: ignore[union-attr]


def test_a_release_shows_it_to_the_others(
    windows: Windows, workshop: Workshop, participant: Person, colleague: Person
) -> None:
    page = windows.open(participant)
    page.goto(NEW)
    send(page)
    release_workshop(workshop.pk, force=True)
    other = windows.open(colleague)
    other.goto("/workshops/community/ideas/")
    other.get_by_role("link", name=TITLE).click()
    expect(other.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(other.get_by_role("button", name="I like it")).to_be_visible()


def test_checking_leads_back_to_the_text(windows: Windows, workshop: Workshop, participant: Person) -> None:
    page = windows.open(participant)
    page.goto(NEW)
    write(page)
    submit("Change")(page)
    assert texts(page) == (TITLE, TEXT)
    assert Idea.objects.count() == 0


def test_what_is_missing_is_said_and_nothing_written_is_lost(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    page = windows.open(participant)
    page.goto(NEW)
    page.get_by_label("Tell us more").fill(TEXT)
    be_refused("Check your idea")(page)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(["Write your idea in one line."])
    wait_for_focus(page, "alert There is a problem")
    assert texts(page) == ("", TEXT)


def test_a_reload_loses_nothing_that_was_written(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    page = windows.open(participant)
    page.goto(NEW)
    fill_in(page)
    page.goto("/")
    page.goto(NEW)
    assert texts(page) == (TITLE, TEXT)


def test_nothing_of_it_stays_in_the_browser_once_it_is_sent(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    page = windows.open(participant)
    page.goto(NEW)
    send(page)
    page.wait_for_function("() => !Object.values(sessionStorage).join().includes('diary')")
    page.goto(NEW)
    assert texts(page) == ("", "")


def test_the_count_says_how_much_room_is_left(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    page = windows.open(participant)
    page.goto(NEW)
    page.get_by_label("Your idea in one line").fill("x" * 119)
    expect(page.get_by_text("You have 1 character left").first).to_be_visible()
    page.get_by_role("radio", name="Replace it").check()
    expect(page.get_by_text("You have 6,000 characters left")).to_be_visible()


def test_writing_works_without_javascript(windows: Windows, workshop: Workshop, participant: Person) -> None:
    page = windows.open(participant, java_script_enabled=False)
    page.goto(NEW)
    send(page)
    assert [idea.title for idea in Idea.objects.all()] == [TITLE]
